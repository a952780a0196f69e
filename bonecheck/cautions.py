"""Step 5, explain: what a log gives cause to ask a clinician about, by the causes that the data name."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from bonecheck.links import Caution
from bonecheck.mechanisms import sources_of
from bonecheck.model import DayTotals, Line

Entry = Mapping[str, Any]


def by_code(connection: sqlite3.Connection, code: str) -> Caution | None:
    """The caution of a code such as I14, in upper or lower case."""
    row = connection.execute("SELECT entry FROM caution WHERE code = ? COLLATE NOCASE", (code,)).fetchone()
    return _caution(json.loads(row[0])) if row else None


def of(connection: sqlite3.Connection, key: str) -> tuple[Caution, ...]:
    """The cautions about a nutrient, the gravest first."""
    return tuple(_caution(entry) for entry in _entries(connection) if key in entry["nutrients"])


def everything(connection: sqlite3.Connection) -> tuple[Caution, ...]:
    """All cautions, the gravest first."""
    return tuple(map(_caution, _entries(connection)))


def called_up(
    connection: sqlite3.Connection, lines: Sequence[Line], days: Sequence[DayTotals], high: frozenset[str]
) -> tuple[Caution, ...]:
    """The cautions that a log gives cause for, the gravest first, each with the lines that do.

    ``high`` are the nutrients above their upper level on some day.
    """
    found = ((entry, _cause(entry, lines, days, high)) for entry in _entries(connection) if entry["when"])
    return tuple(_caution(entry)._replace(lines=cause) for entry, cause in found if cause)


def _cause(entry: Entry, lines: Sequence[Line], days: Sequence[DayTotals], high: frozenset[str]) -> tuple[Line, ...]:
    """The lines that meet one of an entry's conditions."""
    met = (_lines_of(condition, lines, days, high) for condition in entry["when"])
    found = {id(line): line for lines_met in met for line in lines_met}
    return tuple(found.values())


def _lines_of(condition: Entry, lines: Sequence[Line], days: Sequence[DayTotals], high: frozenset[str]) -> list[Line]:
    """The lines behind a condition; none unless the whole of it is met."""
    supplements = condition.get("supplements", ())
    taken = {key: [line for line in lines if _supplies(line, key)] for key in supplements}
    if all(taken.values()):
        found = [line for each in taken.values() for line in each]
    else:
        return []
    for key, least in condition.get("above", {}).items():
        found += _above(key, least, days)
    found += [line for key in condition.get("high", ()) if key in high for line in _givers(key, days)]
    return found + [line for line in lines if _says(line, condition.get("words", ()))]


def _supplies(line: Line, key: str) -> bool:
    """Whether a line is a supplement of a nutrient, be it that its amount is unknown."""
    if line.supplement is not None:
        return line.supplement.of(key) != 0
    if not line.is_supplement:
        return False
    stated = line.entry.stated
    if stated is None or not stated.amounts:
        return line.match.food is not None and line.gives(key) != 0
    return stated.amounts.get(key) != 0.0


def _above(key: str, least: float, days: Sequence[DayTotals]) -> Iterator[Line]:
    """The supplement lines of the days that they give at least so much on."""
    for day in days:
        if day.totals[key].supplements >= least:
            yield from (part.line for part in day.totals[key].contributions if part.line.is_supplement)


def _givers(key: str, days: Sequence[DayTotals]) -> list[Line]:
    """The line that gave most of a nutrient on each day."""
    parts = (max(day.totals[key].contributions, key=lambda part: part.amount, default=None) for day in days)
    return [part.line for part in parts if part is not None]


def _says(line: Line, words: Sequence[str]) -> bool:
    """Whether a line's text, or its food's name, has one of some words, whole and in any case."""
    if not words:
        return False
    said = _any_of(tuple(words))
    return bool(said.search(line.entry.food) or (line.match.food is not None and said.search(line.match.food.name)))


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    return (json.loads(row[0]) for row in connection.execute("SELECT entry FROM caution ORDER BY position"))


def _caution(entry: Entry) -> Caution:
    keys = ("code", "pair", "text", "ask")
    return Caution(nutrients=tuple(entry["nutrients"]), sources=sources_of(entry), **{key: entry[key] for key in keys})
