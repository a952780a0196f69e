"""Waistline: the diary as CSV, one row per day without its foods, in the language, dates and numbers of the phone.

Between semicolons stand the date, the nutrients that the user chose to see, and body measures. Empty is unknown.
"""

from __future__ import annotations

from typing import Final

from bonecheck.readers.columns import fold
from bonecheck.readers.export import Cells, Export
from bonecheck.readers.export_rows import reader
from bonecheck.readers.nutrient_columns import named_and_unit
from bonecheck.stated import Kind

# As in the app's translations; where one is wanting it writes the English word.
_DATES: Final = ("date", "datum", "data", "fecha")
# The column that every diary has. In English it is "Calories" alone: other tools have days with "Energy (kcal)".
_ENERGY: Final = (
    "calories", "kalorien", "energie", "kilocalories", "calorías", "calorie", "calorieën",
)  # fmt: skip
_KILOJOULES: Final = frozenset({"kilojoules", "kilojoule", "kilojulios"})


def _claims(header: tuple[str, ...]) -> bool:
    """Whether a header is a date, an energy with its unit, and no column that names a food or its amount."""
    if not header or fold(header[0]) not in _DATES:
        return False
    others = [named_and_unit(cell) for cell in header[1:]]
    energies = {("kcal", name) for name in _ENERGY} | {("kJ", name) for name in _KILOJOULES}
    return any((unit, name) in energies for name, unit in others) and all(unit for _, unit in others)


def _a_day(_cells: Cells) -> Kind:
    return Kind.PARTIAL


DAYS: Final = reader(
    Export(
        name="waistline",
        title="Waistline diary",
        gives="energy in kcal and those of six nutrients that were chosen, of each day; empty is unknown",
        lacks="the foods, so that no blank can be filled; K2; energy in kJ",
        needs=frozenset(),
        roles={"date": _DATES, "energy": tuple(f"{name} kcal" for name in _ENERGY)},
        decimal_comma=None,
        kind=_a_day,
        whole="whole day",
        assumed=("a day's values are the least eaten: foods for which Waistline has none count as nothing in them",),
    )
)._replace(claims=_claims)
