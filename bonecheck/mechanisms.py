"""Step 5, explain: the ways in which a nutrient serves bone, out of the compiled data.

The files' order within a nutrient is the order of telling: what says most to somebody who is short of it comes first.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bonecheck.links import Cell, Mechanism, Printed, Source
from bonecheck.nutrients import KEYS

# Contested claims and mere framing are never why a gap matters.
_TELLING: Final = frozenset({"established", "supported", "qualified"})
# The headings of the source article's two tables, in its order.
_HEADINGS: Final = (
    *("Primary Mechanism", "Effect on Bone Cells", "Hormonal/Systemic"),
    *("Enzyme Activation", "Signaling Pathways", "Gene Expression"),
)
_CELL: Final = re.compile(r"T(?P<table>\d) row (?P<row>.+) / col (?P<column>.+)")


def of_nutrient(connection: sqlite3.Connection, key: str) -> tuple[Mechanism, ...]:
    """Every mechanism of a nutrient, the most telling first."""
    query = "SELECT entry FROM mechanism JOIN mechanism_nutrient USING (position) WHERE nutrient = ? ORDER BY position"
    return _all(connection.execute(query, (key,)))


def of_node(connection: sqlite3.Connection, name: str) -> tuple[Mechanism, ...]:
    """Every mechanism about a molecule, cell or outcome: what it is, what nutrients do there, then what is contested."""
    query = "SELECT entry FROM mechanism JOIN mechanism_node USING (position) WHERE node = ? ORDER BY position"
    found = _all(connection.execute(query, (name,)))
    return tuple(sorted(found, key=lambda each: (each.status not in _TELLING, bool(each.nutrients))))


def of_target(connection: sqlite3.Connection, word: str) -> tuple[Mechanism, ...]:
    """Every mechanism that names a word among its targets."""
    named = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    return tuple(each for each in everything(connection) if any(map(named.search, each.targets)))


def everything(connection: sqlite3.Connection) -> tuple[Mechanism, ...]:
    """All mechanisms in the order of the files."""
    return _all(connection.execute("SELECT entry FROM mechanism ORDER BY position"))


def most_telling(connection: sqlite3.Connection, key: str, count: int) -> tuple[Mechanism, ...]:
    """The mechanisms that say best why a gap of this nutrient matters; never a contested one."""
    return tuple(mechanism for mechanism in of_nutrient(connection, key) if mechanism.status in _TELLING)[:count]


def by_code(connection: sqlite3.Connection, code: str) -> Mechanism | None:
    """The mechanism of a code such as MD-08, in upper or lower case."""
    row = connection.execute("SELECT entry FROM mechanism WHERE code = ? COLLATE NOCASE", (code,)).fetchone()
    return _mechanism(json.loads(row[0])) if row else None


def cells(connection: sqlite3.Connection) -> tuple[Cell, ...]:
    """The claims that fill the cells of the source article's two tables, in its order."""
    placed = ((each, _CELL.search(each.article)) for each in everything(connection))
    found = (
        Cell(table=int(place["table"]), row=place["row"], column=place["column"], mechanism=each)
        for each, place in placed
        if place
    )
    return tuple(sorted(found, key=_place))


def _place(cell: Cell) -> tuple[int, int, int, str]:
    """Where a cell stands: nutrients go down the first table and across the second."""
    heading = next(at for at, name in enumerate(_HEADINGS) if name in (cell.row, cell.column))
    return cell.table, KEYS.index(cell.mechanism.nutrients[0]), heading, cell.mechanism.code


def references(connection: sqlite3.Connection) -> tuple[Printed, ...]:
    """The source article's own reference list, as printed and as it ought to be."""
    rows = (json.loads(row[0]) for row in connection.execute("SELECT entry FROM printed ORDER BY position"))
    keys = ("id", "printed", "verdict", "finding")
    return tuple(Printed(**{key: row[key] for key in keys}, sources=sources_of(row)) for row in rows)


def sources_of(entry: Mapping[str, Any]) -> tuple[Source, ...]:
    """The works behind an entry of the compiled data."""
    return tuple(Source(**source) for source in entry["sources"])


def _all(rows: Iterable[tuple[str]]) -> tuple[Mechanism, ...]:
    return tuple(_mechanism(json.loads(row[0])) for row in rows)


def _mechanism(entry: Mapping[str, Any]) -> Mechanism:
    article = entry.get("article") or {}
    return Mechanism(
        code=entry["code"],
        nutrients=tuple(entry["nutrients"]),
        title=entry["title"],
        short=entry["short"],
        detail=entry["detail"],
        evidence=entry["evidence"],
        status=entry["status"],
        sources=sources_of(entry),
        targets=tuple(entry["targets"]),
        osteoblasts=entry.get("osteoblasts", ""),
        osteoclasts=entry.get("osteoclasts", ""),
        article=", ".join(article[part] for part in ("section", "element") if part in article),
        qualifier=entry.get("qualifier", ""),
        systemic=entry.get("systemic", ""),
        linked=tuple(entry["linked"]),
    )
