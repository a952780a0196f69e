"""Exports of other tools that are a mapping of columns: the mapping as a value, and one way to read them all.

A format states an ``Export`` and is done; what it does otherwise than the others are small functions of a row's cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple

from bonecheck.quantities import NumberError, number
from bonecheck.readers.columns import fold
from bonecheck.readers.dates import Order
from bonecheck.readers.nutrient_columns import DailyValues
from bonecheck.stated import Kind

# A row's cells by role, stripped; a role without a column, or whose cell says that it is not known, is empty.
Cells = Mapping[str, str]
# What an entry is counted by: an amount and its unit.
Quantity = tuple[float | None, str]

_UNITS_OF_PILLS: Final = frozenset(
    "capsule capsules caplet caplets tablet tablets softgel softgels pill pills gummy gummies lozenge lozenges".split()
)


def amount_and_unit(cells: Cells, *, decimal_comma: bool = False) -> Quantity:
    """The amount of a row: its grams where it has them, else its amount with the unit beside or behind it.

    "2.00 x 3.0 oz" is 6 oz. Raises NumberError for an amount that is no number.
    """
    if cells.get("grams"):
        return number(cells["grams"], decimal_comma=decimal_comma)[0], "g"
    if not cells.get("amount"):
        return None, cells.get("unit", "")
    value, rest = number(cells["amount"], decimal_comma=decimal_comma)
    if rest[:2] in ("x ", "× "):
        each, unit = _leading_number(rest[2:], decimal_comma=decimal_comma)
        return value * each, unit
    return value, cells.get("unit") or rest


def _leading_number(text: str, *, decimal_comma: bool) -> tuple[float, str]:
    try:
        return number(text, decimal_comma=decimal_comma)
    except NumberError:
        return 1.0, text


@cache
def is_pill(unit: str) -> bool:
    """Whether a unit is one that supplements alone are counted in."""
    return fold(unit) in _UNITS_OF_PILLS


def nothing_skipped(_cells: Cells) -> str:
    """No row of the format is anything but a food."""
    return ""


def always_food(_cells: Cells) -> Kind:
    """Every row of the format is a food."""
    return Kind.FOOD


def as_eaten(_cells: Cells) -> float | None:
    """The values of a row are for the amount eaten: each counts once."""
    return 1.0


def zeros_are_known(_cells: Cells) -> bool:
    """A zero is a zero: what the format does not know it leaves blank."""
    return True


def food_name(cells: Cells) -> str:
    """What a row calls its food."""
    return cells.get("food", "")


def whole_code(cells: Cells) -> str:
    """A row's code of a food as tables write it: "11111000.0" is what a spreadsheet makes of 11111000."""
    return cells.get("code", "").removesuffix(".0")


def no_values(_cell: str) -> str:
    """No column of the format holds nutrients as eaten, whatever it is called."""
    return ""


def never_doubted(_cells: Cells, _unit: str, _value: float) -> str:
    """Every value of the format is what it says."""
    return ""


class Export(NamedTuple):
    """How the columns of one format are read.

    ``needs`` are header names, folded as ``columns.fold`` does, that every file of the format has, ``never`` those that
    none has; of each set of ``one_of`` every file has one at least. ``roles`` gives for food, amount, unit, grams, date, meal, client, note, energy, code and whatever the
    functions below look at the header names that may hold it, the likeliest first. ``bare`` takes off what the format
    puts around the names of nutrients; ``default_units`` are the units of columns that name none, by nutrient key, and
    ``daily_values`` those that per cents are of.

    ``named`` is what a row calls its food, and ``identity`` its code as the food table has it behind ``code_prefix``,
    which is also the name of a food that has no other.
    ``skip`` says why a row is no food eaten, in a word or two for the import report, and is empty where it is one.
    ``factor`` is what the values of a row are multiplied with to be as eaten; None where that is not known.
    ``zeros_known`` says whether a row's zeros are known to be zeros. ``unit`` of energy is the kcal.
    ``doubt`` says why a row's value, given with the nutrient's unit, cannot be believed and is unknown; it is empty where
    it can. ``whole`` is what a row that names neither food nor meal is called, ``assumed`` what is taken for granted of
    every file of the format.
    ``dates`` is the order of day and month that the format always writes; None where the file has to show it.
    """

    name: str
    title: str
    gives: str
    lacks: str
    needs: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    never: frozenset[str] = frozenset()
    one_of: tuple[frozenset[str], ...] = ()
    default_units: Mapping[str, str] = {}
    daily_values: DailyValues | None = None
    bare: Callable[[str], str] = str
    code_prefix: str = ""
    unknown: frozenset[str] = frozenset()
    decimal_comma: bool | None = False
    dates: Order | None = None
    named: Callable[[Cells], str] = food_name
    identity: Callable[[Cells], str] = whole_code
    skip: Callable[[Cells], str] = nothing_skipped
    kind: Callable[[Cells], Kind] = always_food
    quantity: Callable[..., Quantity] = amount_and_unit
    factor: Callable[[Cells], float | None] = as_eaten
    zeros_known: Callable[[Cells], bool] = zeros_are_known
    left_out: tuple[str, ...] = ()
    doubt: Callable[[Cells, str, float], str] = never_doubted
    whole: str = ""
    assumed: tuple[str, ...] = ()
