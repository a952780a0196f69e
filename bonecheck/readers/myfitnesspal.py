"""MyFitnessPal: the nutrition summary, one row per meal without its foods, and the printable diary, which names them.

What it does not know it writes as 0.0. A meal's value is the sum over those of its foods that have one.
"""

from __future__ import annotations

from typing import Final

from bonecheck.readers.export import Cells, Export, Quantity, amount_and_unit
from bonecheck.readers.export_rows import reader
from bonecheck.readers.nutrient_columns import DailyValues
from bonecheck.stated import Kind

# Code of Federal Regulations 21, 101.9(c)(8)(iv), as it was from 1993 to 2016; labels could follow it until 2021.
# The file names no table. This one is the lower, so that no more is counted than may have been eaten.
_DAILY_VALUES: Final = DailyValues("US labels by the FDA's daily values before 2016", {"calcium": 1000.0})
_TOTALS: Final = frozenset({"total", "totals", "daily total", "your daily goal", "remaining"})
_EXERCISE: Final = frozenset({"exercise", "exercises", "cardiovascular", "strength training"})


def _a_meal(_cells: Cells) -> Kind:
    return Kind.PARTIAL


def _unknown(_cells: Cells) -> bool:
    return False


def _skip(cells: Cells) -> str:
    """Rows of the printed page that are no food."""
    named = {cells.get(role, "").casefold() for role in ("meal", "food")}
    if named & _TOTALS:
        return "totals of a day"
    return "exercise" if named & _EXERCISE else ""


def _quantity(cells: Cells, *, decimal_comma: bool = False) -> Quantity:
    """An amount with its unit behind it, "2 serving(s)"."""
    amount, unit = amount_and_unit(cells, decimal_comma=decimal_comma)
    return amount, unit.replace("(s)", "")


SUMMARY: Final = reader(
    Export(
        name="myfitnesspal-summary",
        title="MyFitnessPal nutrition summary",
        gives="energy, P, K and Ca of each meal; a zero is unknown",
        lacks="the foods, so that no blank can be filled; D, Mg, Zn and K2",
        needs=frozenset({"date", "meal", "calories", "fat g", "vitamin c", "calcium", "iron"}),
        never=frozenset({"food name", "item", "amount"}),
        roles={"date": ("date",), "meal": ("meal",), "energy": ("calories",), "note": ("note",)},
        default_units={"calcium": "%"},
        daily_values=_DAILY_VALUES,
        kind=_a_meal,
        zeros_known=_unknown,
        assumed=(
            "calcium: the file does not say whose daily value its % are of; if the FDA's since 2016 (1300 mg), 30 % more",
            "a meal's values are the least eaten: foods for which MyFitnessPal has none count as nothing in them",
        ),
    )
)

DIARY: Final = reader(
    Export(
        name="myfitnesspal-diary",
        title="MyFitnessPal printable diary",
        gives="foods, amounts, energy and P; a zero is unknown",
        lacks="the other six nutrients; grams of amounts in its own measures",
        needs=frozenset({"date", "entry", "item", "amount", "calories", "cholest"}),
        roles={
            "date": ("date",),
            "meal": ("entry",),
            "food": ("item",),
            "amount": ("amount",),
            "energy": ("calories",),
        },
        unknown=frozenset({"--"}),
        skip=_skip,
        quantity=_quantity,
        zeros_known=_unknown,
    )
)
