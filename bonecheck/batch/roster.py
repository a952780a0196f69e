"""Who the clients are: the table of clients beside the logs, and for whom neither tells, what the options say.

There may be as many clients as a survey has, so they stay in columns; what many lines have alike is read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import polars as pl

from bonecheck.batch.people import Person
from bonecheck.errors import BonecheckError, OptionError, Problem, did_you_mean
from bonecheck.model import Profile
from bonecheck.profiles import make_profile

CLIENT: Final = "client"
WEIGHT: Final = "weight_kg"
# The number of the description that somebody goes by.
WHO: Final = "who"
PEOPLE: Final[dict[str, Any]] = {CLIENT: pl.String, WHO: pl.Int64, WEIGHT: pl.Float64}
# The cells of a line that describe its client but for the weight.
_CELLS: Final = ("sex", "age", "life_stage", "phytate", "authority")
# A cell that gives a weight; what makes no sense in a line, in its weight, and in its authority.
_CELL: Final = "weight"
_WRONG: Final = ("message", "hint")
_OF_WEIGHT: Final = "_of_weight"
_OF_AUTHORITY: Final = "_of_authority"
# The description of the options stands first.
_USUAL: Final = 0


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


class Description(NamedTuple):
    """What lines of a table say of people but for their weight, which the profile does not have."""

    profile: Profile
    authority: str


class Roster(NamedTuple):
    """The people as columns (``PEOPLE``; the weight is null where none is known) with the descriptions they go by.

    ``problems`` are those of the table that describes them.
    """

    people: pl.DataFrame
    descriptions: tuple[Description, ...]
    problems: tuple[Problem, ...] = ()

    def persons(self) -> Iterator[Person]:
        """Each of the people."""
        for client, who, weight in self.people.select(*PEOPLE).iter_rows():
            profile, authority = self.descriptions[who]
            yield Person(client, profile._replace(weight_kg=weight), authority)


def nobody(options: Options) -> Roster:
    """The roster without a table of clients. Raises OptionError."""
    return Roster(pl.DataFrame(schema=PEOPLE), (_usual(options),))


def roster(file: str, listed: pl.DataFrame, options: Options, known: Sequence[str]) -> Roster:
    """The people of a table of clients (`client_table.SCHEMA`); ``known`` are the authorities that there are.

    What a line leaves out is taken from the options, and a line that makes no sense goes by them whole; both are said.
    Of two lines for one client the first counts; a line that names none is told.
    """
    counts = listed.select((pl.col(CLIENT) != "") & pl.col(CLIENT).is_first_distinct()).to_series()
    described = _Described(options, known)
    lines = described.lines(listed.filter(counts))
    makes_sense = pl.col("message").is_null()
    has_own = makes_sense & (pl.col(_CELL) != "")
    people = lines.select(
        CLIENT,
        pl.when(makes_sense).then(WHO).otherwise(_USUAL).alias(WHO),
        pl.when(has_own).then(WEIGHT).otherwise(pl.lit(options.profile().weight_kg, pl.Float64)).alias(WEIGHT),
    )
    problems = [*_not_counted(file, listed.filter(~counts)), *_senseless(file, lines.filter(~makes_sense))]
    return Roster(people, tuple(described.descriptions), tuple(sorted(problems, key=lambda each: each.line)))


def _usual(options: Options) -> Description:
    return Description(options.profile()._replace(weight_kg=None), options.authority)


class _Described:
    """Lines of a table of clients as people: each combination of cells is read once, and each weight."""

    def __init__(self, options: Options, known: Sequence[str]) -> None:
        self.options = options
        self.known = known
        self.descriptions = [_usual(options)]

    def lines(self, listed: pl.DataFrame) -> pl.DataFrame:
        """Lines with WHO and WEIGHT, or what makes no sense in them (``_WRONG``)."""
        cells = listed.rename({WEIGHT: _CELL})
        who = _table(cells.select(_CELLS), {WHO: pl.Int64}, self._who)
        weights = _table(cells.select(_CELL), {WEIGHT: pl.Float64}, self._weight)
        authorities = _table(cells.select("authority"), {"known": pl.String}, self._authority)
        found = cells.join(who, on=_CELLS, how="left", maintain_order="left")
        found = found.join(weights, on=_CELL, how="left", maintain_order="left", suffix=_OF_WEIGHT)
        found = found.join(authorities, on="authority", how="left", maintain_order="left", suffix=_OF_AUTHORITY)
        return found.with_columns(
            pl.coalesce(name, f"{name}{_OF_WEIGHT}", f"{name}{_OF_AUTHORITY}").alias(name) for name in _WRONG
        )

    def _who(self, sex: str, age: str, life_stage: str, phytate: str, authority: str) -> int:
        """The number of the description that some cells are. Raises OptionError."""
        options = self.options
        told = options._replace(
            sex=sex or options.sex,
            age=age or options.age,
            weight=None,
            life_stage=life_stage or (None if sex else options.life_stage),
            phytate=phytate or options.phytate,
            authority=authority or options.authority,
        )
        self.descriptions.append(_usual(told))
        return len(self.descriptions) - 1

    def _authority(self, cell: str) -> str:
        return _known(cell or self.options.authority, self.known)

    def _weight(self, cell: str) -> float | None:
        return make_profile(weight=cell or None).weight_kg


def _table(cells: pl.DataFrame, value: Mapping[str, Any], read: Callable[..., Any]) -> pl.DataFrame:
    """Each combination of cells with what it is read as, or with what is wrong with it."""

    def row(texts: tuple[str, ...]) -> tuple[Any, ...]:
        try:
            return (*texts, read(*texts), None, None)
        except BonecheckError as error:
            return (*texts, None, str(error), error.hint)

    distinct = cells.unique(maintain_order=True)
    schema = {**distinct.schema, **value, **dict.fromkeys(_WRONG, pl.String)}
    return pl.DataFrame(map(row, distinct.iter_rows()), schema=schema, orient="row")


def _known(authority: str, known: Sequence[str]) -> str:
    parts = {part for each in known for part in (*each.casefold().split("/"), each.casefold())}
    for part in authority.split("+"):
        if part.strip().casefold() not in parts:
            raise OptionError(f"unknown authority {part!r}", did_you_mean(part, known))
    return authority


def _not_counted(file: str, lines: pl.DataFrame) -> Iterator[Problem]:
    """Lines that name nobody, and further lines for a client."""
    for line, client in lines.select("line", CLIENT).iter_rows():
        if client:
            message = f"client {_named(client)} is listed again"
            yield _problem(file, line, "client-twice", message, "keep one line per client; the first counts")
        else:
            yield _problem(file, line, "no-client-named", "the line names no client", "fill in its client cell")


def _senseless(file: str, lines: pl.DataFrame) -> Iterator[Problem]:
    """Lines that go by the options, with the reason."""
    for line, client, message, hint in lines.select("line", CLIENT, *_WRONG).iter_rows():
        told = f"client {_named(client)}: {message}; held against what the options say"
        yield _problem(file, line, "bad-profile", told, hint or "correct the line")


def without_profile(roster_: Roster, clients: pl.Series, options: Options, file: str) -> tuple[Roster, list[Problem]]:
    """The roster with everybody whose logs were read, and what logs and table do not have of each other.

    ``clients`` are those of the logs, each once or more.
    """
    eaters = pl.DataFrame({CLIENT: clients.unique()}, schema={CLIENT: pl.String})
    listed = roster_.people
    silent = listed.join(eaters, on=CLIENT, how="anti", maintain_order="left")
    unlisted = eaters.join(listed, on=CLIENT, how="anti").sort(CLIENT)
    usual = pl.lit(_USUAL, pl.Int64).alias(WHO), pl.lit(options.profile().weight_kg, pl.Float64).alias(WEIGHT)
    eating = listed.join(eaters, on=CLIENT, how="semi", maintain_order="left")
    problems = [_silent(file, client) for client in silent[CLIENT]]
    problems += [_unlisted(file, client) for client in unlisted[CLIENT]] if file else []
    return roster_._replace(people=pl.concat([eating, unlisted.with_columns(usual)])), problems


def _silent(file: str, client: str) -> Problem:
    message = f"client {_named(client)} is listed and has no log"
    return _problem(file, 0, "client-without-log", message, "check the file's name or the column 'client' of the logs")


def _unlisted(file: str, client: str) -> Problem:
    message = f"client {_named(client)} has a log and is not listed; held against what the options say"
    return _problem(file, 0, "client-without-profile", message, "add a line for the client")


def _named(client: str) -> str:
    return f"'{client[:40]}'"


def _problem(file: str, line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(file=file, line=line, code=code, message=message, hint=hint, severity="assumed")
