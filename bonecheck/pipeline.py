"""The six steps in order for one person's log: read → resolve → total → assess → explain → report.

The only module that knows the order.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bonecheck import cautions, compiled, confidence, interplay, mechanisms, profiles, readers, references, totals
from bonecheck.assess import assess
from bonecheck.confidence import Variability
from bonecheck.errors import DataError, InputError, Problem
from bonecheck.foods import names
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.links import Mechanism, Meeting
from bonecheck.model import Confidence, DayTotals, Finding, Food, Line, Log, Match, Named, Profile, References, Status
from bonecheck.nutrients import KEYS
from bonecheck.parse import words
from bonecheck.readers import people
from bonecheck.readers.dates import Order
from bonecheck.readers.period import ALL_DAYS, Days, within
from bonecheck.references import Authority, ReferenceValue
from bonecheck.report import Compared, DayReport, Explained, Report
from bonecheck.stated import Values

if TYPE_CHECKING:
    import pandas as pd

    from bonecheck.foods.own import OwnFoods

# The mechanisms that a gap is told with.
MECHANISMS: Final = 3
_GAPS: Final = frozenset({Status.LOW, Status.UNCLEAR})
# Matches in the order in which a reviewer wants them, and how many other foods are offered.
_SURE: Final = (
    *(Confidence.NONE, Confidence.DOUBTFUL, Confidence.GUESS, Confidence.NEAR),
    *(Confidence.ALIAS, Confidence.GOOD, Confidence.EXACT),
)
_UNSURE: Final = (Confidence.GUESS, Confidence.NEAR, Confidence.DOUBTFUL, Confidence.NONE)
_OTHERS: Final = 4
# What gives the meaning of a day's verdicts together.
Together = Callable[[Mapping[str, Status]], tuple[Meeting, ...]]
# What says of a nutrient why its gap matters.
Why = Callable[[str], tuple[Mechanism, ...]]
_DEFAULT_PROFILE: Final = profiles.make_profile()


class Telling(NamedTuple):
    """What days are explained with; asked for each of hundreds of days, it looks each nutrient up once."""

    why: Why
    together: Together


def check(
    log: str | Path | Sequence[str | Path] | Iterable[Mapping[str, object]] | pd.DataFrame | Log,
    profile: Profile | None = None,
    *,
    authority: str = references.DEFAULT_AUTHORITY,
    compare: Sequence[str] = (),
    targets: str | Path | None = None,
    days: Days = ALL_DAYS,
    dates: Order | None = None,
    mapping: str | Path | Mapping[str, str] | None = None,
    english: str = "us",
    foods: str | Path | Sequence[str | Path] = (),
    reader: str | None = None,
    values: Values | str = Values.FILL,
) -> Report:
    """Hold a food log against the reference intakes of a person.

    ``log`` is a path (``-``: standard input), several paths, mappings such as
    ``{"food": "egg", "amount": 2, "unit": "large"}``, or a DataFrame with such columns: ``food`` and, where known,
    ``date, meal, amount, unit``. ``profile`` defaults to a woman of 40, which the report says. ``authority`` may have
    additions: "NAM+ESCEO". ``compare`` names several authorities to hold the days against side by side; the first of
    them takes the place of ``authority``. ``targets`` is a YAML file of own reference values that come before the
    authority's. ``dates`` says whether 3/4/2026 is day or month first where the log does not show it. ``mapping`` is a
    reviewed list of names and foods, as `match` lists them, or names with the ids of their foods. ``english`` (us or gb)
    decides what "chips" are. ``foods`` is a CSV file of own foods and recipes, or several, that come before those of the
    table. ``reader`` is the format of the log, which its header tells otherwise. ``values`` says which count where a log
    has values of its own: its own alone (log), those of our table alone (table), or its own and ours where it has none (fill).

    Raises BonecheckError when the log cannot be read, or nothing of it lies within ``days``; a line that cannot be
    used is a Problem of the report.
    """
    with closing(compiled.connect()) as connection:
        person, own_targets = profile or _DEFAULT_PROFILE, _own(targets)
        asked = _asked(connection, authority, compare)
        first = asked[0]
        read = people.of_one_person(within(readers.read_value(log, dates, reader), days))
        resolver = _resolver(FoodTable(connection, english), mapping, foods, Values(values))
        lines, problems = _resolve(read, resolver)
        chosen = _chosen(connection, first, person, own_targets)
        per_day = totals.total_days(lines, FoodTable(connection))
        average = totals.mean(per_day) if len(per_day) > 1 else None
        tell = _telling(connection)
        whose = None if average else person
        explained = tuple(_explained(connection, tell, day, chosen, whose) for day in per_day)
        return Report(
            profile=person,
            authority=_key(first),
            authority_name=_name(first),
            days=explained,
            average=_explained(connection, tell, average, chosen, person) if average else None,
            lines=lines,
            problems=problems,
            ignored_columns=read.ignored_columns,
            imports=read.imports,
            cautions=cautions.called_up(connection, lines, per_day, _high(explained)),
            compared=tuple(
                _compared(
                    each, [*per_day, *([average] if average else [])], _chosen(connection, each, person, own_targets)
                )
                for each in (asked if compare else ())
            ),
        )


def own_foods_of(paths: Sequence[str | Path], table: FoodTable) -> OwnFoods:
    """The foods and recipes of a user's files, ready for a Resolver. Raises InputError for a file that is none."""
    from bonecheck.foods import own, recipes
    from bonecheck.readers import own_foods

    files = [own_foods.read(str(path)) for path in paths]
    found = own.of_files(files, table)
    recipes.add(found, files, table)
    return found


def _resolver(
    table: FoodTable,
    mapping: str | Path | Mapping[str, str] | None,
    foods: str | Path | Sequence[str | Path],
    values: Values = Values.FILL,
) -> Resolver:
    """A resolver with the decisions and the own foods that a run is given, if any."""
    sources = [foods] if isinstance(foods, str | Path) else foods
    own_foods = own_foods_of(sources, table) if sources else None
    return Resolver(table, _mapping(mapping, table, own_foods), own_foods, values)


def match(
    logs: Sequence[str | Path],
    dates: Order | None = None,
    foods: str | Path | Sequence[str | Path] = (),
    reader: str | None = None,
) -> list[Named]:
    """Each distinct name of logs with its match and what else it could be; the least sure first.

    ``foods`` are files of own foods and recipes, as `check` takes them.
    """
    with closing(compiled.connect()) as connection:
        table = FoodTable(connection)
        log = readers.read_files([str(log) for log in logs], dates, reader)
        return _named_in(log, table, _resolver(table, None, foods), _SURE)


def undecided(
    log: Log,
    days: Days = ALL_DAYS,
    *,
    mapping: str | Path | None = None,
    english: str = "us",
    foods: str | Path | Sequence[str | Path] = (),
) -> list[Named]:
    """The names of a log that are guesses, or are like no food but near to some: what a person can decide."""
    with closing(compiled.connect()) as connection:
        table = FoodTable(connection, english)
        resolver = _resolver(table, mapping, foods)
        found = _named_in(within(log, days), table, resolver, _UNSURE)
        return [named for named in found if named.match.food or named.others]


def _named_in(log: Log, table: FoodTable, resolver: Resolver, sure: Sequence[Confidence]) -> list[Named]:
    """Each distinct name of a log whose match is one of ``sure``, in that order."""
    matched: dict[str, tuple[Match, str]] = {}
    counts: Counter[str] = Counter()
    for entry in log.entries:
        for name, match in resolver.matched(entry):
            key = words.key(name)
            matched.setdefault(key, (match, name))
            counts[key] += 1
    found = [
        _named(table, match, name, counts[key]) for key, (match, name) in matched.items() if match.confidence in sure
    ]
    return sorted(found, key=lambda named: (sure.index(named.match.confidence), -named.lines))


def _named(table: FoodTable, matched: Match, name: str, count: int) -> Named:
    others = [food for food in names.search(table, name, _OTHERS) if food != matched.food]
    return Named(name=name, lines=count, match=matched, others=tuple(others))


def _mapping(
    given: str | Path | Mapping[str, str] | None, table: FoodTable, own_foods: OwnFoods | None
) -> dict[str, Food]:
    """The foods that a person decided names to mean. Raises DataError for an id that no food has."""
    if given is None:
        return {}
    from bonecheck.readers import mapping

    path = given if isinstance(given, str | Path) else "the mapping"
    found = {}
    for each in mapping.read(str(given)) if isinstance(given, str | Path) else mapping.of_pairs(given):
        own = own_foods.by_id(each.food_id) if own_foods else None
        food = own or table.by_id(each.food_id)
        if food is None:
            message = f"{path}:{each.line}: no food has the id {each.food_id!r}"
            raise DataError(message, "find it with: bonecheck foods search TEXT")
        found[words.key(each.name)] = food
    return found


class Opened(NamedTuple):
    """What many logs are resolved and judged by: the food table, a resolver over it, the authorities that there are.

    ``choose`` gives what a person is held against by an authority, and how much intakes of such people vary; ``ages`` are
    those in months, sorted, at which that may change.
    """

    table: FoodTable
    resolver: Resolver
    authorities: tuple[str, ...]
    choose: Callable[[Profile, str], tuple[dict[str, References], dict[str, Variability]]]
    ages: tuple[int, ...]


@contextmanager
def opened(
    targets: str | Path | None = None,
    mapping: str | Path | None = None,
    english: str = "us",
    foods: str | Path | Sequence[str | Path] = (),
    values: Values | str = Values.FILL,
) -> Iterator[Opened]:
    """The data for many logs, open within the context. Raises DataError or InputError where a file of the user is broken."""
    with closing(compiled.connect()) as connection:
        table, own = FoodTable(connection, english), _own(targets)

        @cache
        def layers(authority: str) -> dict[str, references.Layers]:
            asked = _asked(connection, authority, ())[0]
            whole = references.layers(_targets(connection, asked), asked, own)
            return {nutrient: whole.of(nutrient) for nutrient in KEYS}

        def choose(person: Profile, authority: str) -> tuple[dict[str, References], dict[str, Variability]]:
            held_to = layers(authority)
            chosen = {nutrient: references.select(held_to[nutrient], person, nutrient) for nutrient in KEYS}
            return chosen, confidence.of_person(connection, person)

        yield Opened(
            table=table,
            resolver=_resolver(table, mapping, foods, Values(values)),
            authorities=tuple(key for (key,) in connection.execute("SELECT key FROM authority")),
            choose=choose,
            ages=tuple(sorted({*references.ages((*all_targets(), *own)), *confidence.ages(connection)})),
        )


def targets_of(
    profile: Profile, authority: str = references.DEFAULT_AUTHORITY, targets: str | Path | None = None
) -> tuple[str, dict[str, References]]:
    """The name of an authority, and what it, its additions and own values hold against a person's intake."""
    with closing(compiled.connect()) as connection:
        asked = _asked(connection, authority, ())[0]
        return _name(asked), _chosen(connection, asked, profile, _own(targets))


def all_targets(authority: str | None = None) -> tuple[ReferenceValue, ...]:
    """Every row of the table, or those of one authority and its additions."""
    with closing(compiled.connect()) as connection:
        known = [Authority(*row) for row in connection.execute("SELECT * FROM authority")]
        return _targets(connection, references.authorities_of(known, authority) if authority else known).rows


def _asked(connection: sqlite3.Connection, authority: str, compare: Sequence[str]) -> list[tuple[Authority, ...]]:
    """The authorities asked for, each with those added to it; without a comparison the one alone."""
    known = [Authority(*row) for row in connection.execute("SELECT * FROM authority")]
    return [references.authorities_of(known, names) for names in (compare or (authority,))]


def _key(authorities: Sequence[Authority]) -> str:
    return references.PLUS.join(each.key for each in authorities)


def _name(authorities: Sequence[Authority]) -> str:
    return " with ".join(each.name for each in authorities)


def _chosen(
    connection: sqlite3.Connection,
    authorities: Sequence[Authority],
    person: Profile,
    own: Sequence[ReferenceValue],
) -> dict[str, References]:
    layers = references.layers(_targets(connection, authorities), authorities, own)
    return {nutrient: references.select(layers, person, nutrient) for nutrient in KEYS}


def _targets(connection: sqlite3.Connection, authorities: Sequence[Authority]) -> references.TargetTable:
    """The rows of some authorities, and those that no authority sets."""
    keys = (references.NO_AUTHORITY, *(each.key for each in authorities))
    marks = ", ".join("?" * len(keys))
    return references.TargetTable.from_rows(
        authorities,
        connection.execute(f"SELECT * FROM reference WHERE authority IN ({marks}) ORDER BY rowid", keys),
        connection.execute("SELECT * FROM outdated"),
    )


def _compared(
    authorities: Sequence[Authority], days: Sequence[DayTotals], chosen: Mapping[str, References]
) -> Compared:
    """Days and their mean held against one more authority."""
    return Compared(
        authority=_key(authorities),
        name=_name(authorities),
        days=tuple({key: assess(day.totals[key], chosen[key]) for key in KEYS} for day in days),
    )


def _own(path: str | Path | None) -> tuple[ReferenceValue, ...]:
    """The rows of a user's own targets file, which may leave out what the table already says."""
    if path is None:
        return ()
    from bonecheck import targets_file, yaml_file

    rows = targets_file.parse_targets(yaml_file.load(path), str(path)).rows
    if not rows:
        raise DataError(f"{path}: holds no values", "see data/targets.yaml for the form")
    return rows


def _resolve(log: Log, resolver: Resolver) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """Every entry as a line, in the order of the log; raises InputError when not one could be used.

    After the problems of the log come those of a file of own foods as a whole and of the own foods that were eaten.
    """
    resolved = [each for entry in log.entries for each in resolver.resolve(entry)]
    unread = [resolver.unread(entry) for entry in log.unread]
    order = {file: number for number, file in enumerate(log.files)}
    lines = sorted(
        (*(line for line, _ in resolved), *unread), key=lambda line: (order[line.entry.file], line.entry.line)
    )
    found = (*log.problems, *(problem for _, problem in resolved if problem))
    problems = tuple(sorted(found, key=lambda problem: (order[problem.file], problem.line)))
    if resolver.own:
        eaten = (line.match.food.food_id for line in lines if line.match.food)
        problems += resolver.own.told(dict.fromkeys(eaten))
    if not any(line.counts for line in lines):
        raise InputError("nothing in the log could be used", "correct the lines above", problems)
    return tuple(lines), problems


def _high(days: Iterable[DayReport]) -> frozenset[str]:
    """The nutrients that are above their upper level on some day."""
    return frozenset(key for day in days for key, each in day.nutrients.items() if each.finding.status is Status.HIGH)


def _explained(
    connection: sqlite3.Connection,
    tell: Telling,
    day: DayTotals,
    chosen: Mapping[str, References],
    person: Profile | None,
) -> DayReport:
    """A day explained; for a ``person``, who is given with the log's mean or only day, its usual intakes too."""
    findings = {key: assess(day.totals[key], chosen[key]) for key in KEYS}
    explained = {key: _explain(tell.why, key, finding) for key, finding in findings.items()}
    if person is not None:
        known = confidence.of_person(connection, person)
        for key, finding in findings.items():
            usual = confidence.usual_intake(finding, day.days, known.get(key), person)
            explained[key] = explained[key]._replace(usual=usual)
    verdicts = {key: finding.status for key, finding in findings.items()}
    return DayReport(totals=day, nutrients=explained, together=tell.together(verdicts))


def _telling(connection: sqlite3.Connection) -> Telling:
    @cache
    def why(key: str) -> tuple[Mechanism, ...]:
        return mechanisms.most_telling(connection, key, MECHANISMS)

    return Telling(why=why, together=interplay.teller(connection))


def _explain(why: Why, key: str, finding: Finding) -> Explained:
    if finding.status not in _GAPS:
        return Explained(finding=finding)
    return Explained(finding=finding, mechanisms=why(key))
