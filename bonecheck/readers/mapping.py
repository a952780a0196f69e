"""A mapping: which food a name means, decided once by a person and used again. Columns ``name`` and ``food_id``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bonecheck.errors import InputError
from bonecheck.readers import table, text
from bonecheck.readers.base import Row, Table
from bonecheck.spreadsheet import FOOD_ID, NAME, plain


class Mapped(NamedTuple):
    """One line of a mapping: the name in logs and the id of its food."""

    line: int
    name: str
    food_id: str


def of_pairs(pairs: Mapping[str, str]) -> list[Mapped]:
    """Names with the ids of their foods as the lines of a mapping; line n is the n-th pair."""
    return [Mapped(number, name, food_id) for number, (name, food_id) in enumerate(pairs.items(), start=1)]


class Layout(NamedTuple):
    """A mapping as it stands: its whole text, ending with a line end, its header and its delimiter."""

    text: str
    header: tuple[str, ...]
    delimiter: str


def layout(source: str) -> Layout:
    """How a mapping is written, to add lines to it. Raises InputError when it is none."""
    whole = text.decode(text.read_bytes(source), source)
    found = _parsed(whole, source)
    ended = whole if whole.endswith(("\n", "\r")) else f"{whole}\n"
    return Layout(ended, tuple(cell.strip().casefold() for cell in found.header.cells), found.delimiter)


def read(source: str) -> list[Mapped]:
    """The lines of a mapping that name a food. Raises InputError when it has not both columns."""
    found = _parsed(text.decode(text.read_bytes(source), source), source)
    header = [cell.strip().casefold() for cell in found.header.cells]
    places = header.index(NAME), header.index(FOOD_ID)
    rows = [_mapped(row, *places) for row in found.rows]
    return [row for row in rows if row.name and row.food_id]


def _parsed(whole: str, source: str) -> Table:
    found = table.parse(whole, source, _claims)
    if not _claims(found.header.cells):
        raise InputError(
            f"{source}:{found.header.line}: is no mapping: it has no columns {NAME} and {FOOD_ID}",
            "make one with: bonecheck match LOG -o mapping.csv",
        )
    return found


def _claims(header: tuple[str, ...]) -> bool:
    return {NAME, FOOD_ID} <= {cell.strip().casefold() for cell in header}


def _mapped(row: Row, name: int, food_id: int) -> Mapped:
    cells = [cell.strip() for cell in row.cells]
    named, given = (cells[place] if place < len(cells) else "" for place in (name, food_id))
    return Mapped(line=row.line, name=plain(named), food_id=given.casefold())
