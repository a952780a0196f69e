"""The columns of an export that hold our nutrients: which, in which unit, and by which factor they become ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.nutrients import Nutrient, by_export_name
from bonecheck.readers.columns import fold

_UNIT: Final = re.compile(r"^(?P<name>[^()]*?)\s*\((?P<unit>[^()]*)\)\s*$")


class DailyValues(NamedTuple):
    """What 100 % stands for: amounts by nutrient key in the nutrient's unit, and whose table that is."""

    table: str
    amounts: Mapping[str, float]


class NutrientColumn(NamedTuple):
    """A column of a nutrient: how many of its unit are one of the nutrient's own.

    ``converted`` tells the rule where that is more than a matter of thousands; empty otherwise.
    """

    nutrient: Nutrient
    number: int
    per: float
    converted: str = ""


def named_and_unit(cell: str) -> tuple[str, str]:
    """A header cell's name, folded, and its unit as written; an empty unit where it names none.

    >>> named_and_unit("Vitamin D (IU)")
    ('vitamin d', 'IU')
    """
    found = _UNIT.match(cell.strip())
    return (fold(found["name"]), found["unit"].strip()) if found else (fold(cell), "")


def nutrient_columns(
    header: Sequence[str],
    default_units: Mapping[str, str],
    daily_values: DailyValues | None = None,
    bare: Callable[[str], str] = str,
) -> tuple[NutrientColumn, ...]:
    """The nutrients' columns of a header, the first of each.

    ``default_units`` gives the unit of columns that name none, by nutrient key; without one such a column is in the
    nutrient's own. ``bare`` takes off what a format puts around its names (DR1ICALC → CALC).
    """
    found: dict[str, NutrientColumn] = {}
    for number, cell in enumerate(header):
        name, unit = named_and_unit(bare(cell.strip()))
        nutrient = by_export_name(name)
        if nutrient is None or nutrient.key in found:
            continue
        column = _column(nutrient, number, unit or default_units.get(nutrient.key, nutrient.unit), daily_values)
        if column is not None:
            found[nutrient.key] = column
    return tuple(found.values())


def _column(nutrient: Nutrient, number: int, unit: str, daily_values: DailyValues | None) -> NutrientColumn | None:
    """A column in a unit; None where the unit is none that this nutrient can be in."""
    if unit.startswith("%"):
        return _of_daily_value(nutrient, number, daily_values)
    if units.fold(unit) in units.INTERNATIONAL_UNITS:
        if nutrient.iu_per_unit is None:
            return None
        rule = f"{nutrient.label}: IU → {nutrient.unit} ({nutrient.iu_per_unit:g} IU = 1 {nutrient.unit})"
        return NutrientColumn(nutrient, number, nutrient.iu_per_unit, rule)
    here, ours = units.grams_per(unit), units.grams_per(nutrient.unit)
    return None if here is None or ours is None else NutrientColumn(nutrient, number, ours / here)


def _of_daily_value(nutrient: Nutrient, number: int, daily_values: DailyValues | None) -> NutrientColumn | None:
    if daily_values is None or nutrient.key not in daily_values.amounts:
        return None
    whole = daily_values.amounts[nutrient.key]
    rule = f"{nutrient.label}: % of the daily value → {nutrient.unit} (100 % = {whole:g}, {daily_values.table})"
    return NutrientColumn(nutrient, number, 100 / whole, rule)
