"""Columns of our own CSV in which a log states values: amounts as eaten, energy, the food's id, what the line is.

Named as in data/foods.csv, and by these names alone: "calcium" in somebody's table may be per 100 g.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bonecheck.errors import Problem
from bonecheck.nutrients import NUTRIENTS
from bonecheck.quantities import NumberError, number
from bonecheck.readers.base import Row, Table, assumed, excerpt
from bonecheck.stated import ENERGY, FOOD_ID, LINE_KIND, Kind, Stated

_KEYS: Final = {nutrient.column: nutrient.key for nutrient in NUTRIENTS}
NAMES: Final = frozenset({*_KEYS, ENERGY, FOOD_ID, LINE_KIND})


def places(header: Sequence[str]) -> dict[str, int]:
    """The numbers of the columns in which a header states values, by their names."""
    found: dict[str, int] = {}
    for number_, cell in enumerate(header):
        name = cell.strip().casefold()
        if name in NAMES:
            found.setdefault(name, number_)
    return found


def read(
    table: Table, row: Row, columns: Mapping[str, int], *, decimal_comma: bool
) -> tuple[Stated | None, list[Problem]]:
    """What a row states, None when nothing; a cell that is no amount is unknown, and told."""
    cells = {name: row.cells[place].strip() for name, place in columns.items() if place < len(row.cells)}
    amounts: dict[str, float] = {}
    problems = []
    for name in (*_KEYS, ENERGY):
        if not cells.get(name):
            continue
        try:
            amounts[name] = _amount(cells[name], decimal_comma)
        except NumberError as error:
            problems.append(bad_value(table, row, name, cells[name], error))
    energy = amounts.pop(ENERGY, None)
    kind = _kind(cells.get(LINE_KIND, ""))
    stated = Stated(
        amounts={_KEYS[name]: value for name, value in amounts.items()},
        energy_kcal=energy,
        food_id=cells.get(FOOD_ID, "").casefold(),
        kind=kind or Kind.FOOD,
    )
    if kind is None:
        problems.append(_bad_kind(table, row, cells[LINE_KIND]))
    return (None if stated == Stated() else stated), problems


def _amount(text: str, decimal_comma: bool) -> float:
    value, rest = number(text, decimal_comma=decimal_comma)
    if rest:
        raise NumberError("is not a number alone")
    return value


def _kind(text: str) -> Kind | None:
    try:
        return Kind(text.casefold() or Kind.FOOD)
    except ValueError:
        return None


def bad_value(table: Table, row: Row, column: str, text: str, error: NumberError) -> Problem:
    """A value that cannot be read, and is unknown."""
    message = f"{column} '{excerpt(text)}' {error}; unknown for this line"
    return assumed(table.file, row.line, "bad-value", message, "write a number, or leave the cell empty")


def _bad_kind(table: Table, row: Row, text: str) -> Problem:
    message = f"{LINE_KIND} '{excerpt(text)}' is not known; counted as a food"
    return assumed(table.file, row.line, "bad-value", message, f"write {', '.join(Kind)}, or leave the cell empty")
