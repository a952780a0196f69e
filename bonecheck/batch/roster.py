"""Who the clients are: the table of clients beside the logs, and for whom neither tells, what the options say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from bonecheck.batch.people import Person
from bonecheck.errors import BonecheckError, Problem
from bonecheck.model import Profile
from bonecheck.profiles import make_profile
from bonecheck.readers.clients import Client


class Options(NamedTuple):
    """What the command's options say of everybody that the table of clients does not describe."""

    sex: str | None = None
    age: str | float | None = None
    weight: str | float | None = None
    life_stage: str | None = None
    phytate: str | None = None
    authority: str = "NAM"

    def profile(self) -> Profile:
        """The person that the options describe. Raises OptionError."""
        return make_profile(self.sex, self.age, self.weight, self.life_stage, self.phytate)


class Roster(NamedTuple):
    """The people by client, and the Problems of the table that describes them."""

    people: dict[str, Person]
    problems: tuple[Problem, ...]


def roster(file: str, listed: Sequence[Client], options: Options, known: Iterable[str]) -> Roster:
    """The people of a table of clients; ``known`` are the authorities that there are.

    What a line leaves out is taken from the options, and a line that makes no sense goes by them whole; both are said.
    Of two lines for one client the first counts; a line that names none is told.
    """
    people: dict[str, Person] = {}
    problems: list[Problem] = []
    described = _Described(options, frozenset(known))
    for each in listed:
        if not each.client:
            problems.append(
                _problem(file, each, "no-client-named", "the line names no client", "fill in its client cell")
            )
            continue
        if each.client in people:
            hint = "keep one line per client; the first counts"
            problems.append(_problem(file, each, "client-twice", f"client '{each.client[:40]}' is listed again", hint))
            continue
        person, problem = described.person(file, each)
        people[each.client] = person
        problems += [problem] if problem else []
    return Roster(people, tuple(problems))


class _Described:
    """Lines of a table of clients as people; cells that many lines have alike are read once."""

    def __init__(self, options: Options, known: frozenset[str]) -> None:
        self.options = options
        self.known = known
        self.profile = cache(self._profile)
        self.weight = cache(self._weight)
        self.authority = cache(lambda name: _known(name or options.authority, known))

    def person(self, file: str, line: Client) -> tuple[Person, Problem | None]:
        """Who a line describes; by the options whole, and with a Problem, where it makes no sense."""
        try:
            profile = self.profile(line.sex, line.age, line.life_stage, line.phytate, bool(line.weight_kg))
            if line.weight_kg:
                profile = profile._replace(weight_kg=self.weight(line.weight_kg))
            return Person(line.client, profile, self.authority(line.authority)), None
        except BonecheckError as error:
            message = f"client '{line.client[:40]}': {error}; held against what the options say"
            problem = _problem(file, line, "bad-profile", message, error.hint or "correct the line")
            return Person(line.client, self.options.profile(), self.options.authority), problem

    def _profile(self, sex: str, age: str, life_stage: str, phytate: str, weighed: bool) -> Profile:
        """The profile of some cells; without the weight where the line has one."""
        options = self.options
        return options._replace(
            sex=sex or options.sex,
            age=age or options.age,
            weight=None if weighed else options.weight,
            life_stage=life_stage or (None if sex else options.life_stage),
            phytate=phytate or options.phytate,
        ).profile()

    def _weight(self, cell: str) -> float | None:
        return make_profile(weight=cell).weight_kg


def _known(authority: str, known: frozenset[str]) -> str:
    from bonecheck.errors import OptionError, did_you_mean

    parts = {part for each in known for part in (*each.casefold().split("/"), each.casefold())}
    for part in authority.split("+"):
        if part.strip().casefold() not in parts:
            raise OptionError(f"unknown authority {part!r}", did_you_mean(part, known))
    return authority


def _problem(file: str, line: Client, code: str, message: str, hint: str) -> Problem:
    return Problem(file=file, line=line.line, code=code, message=message, hint=hint, severity="assumed")


def without_profile(
    roster_: Roster, clients: Iterable[str], options: Options, file: str
) -> tuple[Roster, list[Problem]]:
    """The roster with everybody whose logs were read, and what logs and table do not have of each other."""
    profile = options.profile()
    people = dict(roster_.people)
    seen = set(clients)
    problems = [
        Problem(
            file=file,
            line=0,
            code="client-without-log",
            message=f"client '{client[:40]}' is listed and has no log",
            hint="check the file's name or the column 'client' of the logs",
            severity="assumed",
        )
        for client in people
        if client not in seen
    ]
    for client in sorted(seen - set(people)):
        people[client] = Person(client, profile, options.authority)
        if file:
            message = f"client '{client[:40]}' has a log and is not listed; held against what the options say"
            hint = "add a line for the client"
            problems.append(Problem(file, 0, "client-without-profile", message, hint, "assumed"))
    return Roster({client: people[client] for client in people if client in seen}, roster_.problems), problems
