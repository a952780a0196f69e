"""Lose It!: the weekly export and the file food-logs.csv of the zip of all data, one row per food.

They differ in the name of the meal's column and in how a deleted row is marked. "n/a" is not known.
"""

from __future__ import annotations

from typing import Final

from bonecheck.readers.export import Cells, Export
from bonecheck.readers.export_rows import reader

_YES: Final = frozenset({"true", "1", "yes"})


def _skip(cells: Cells) -> str:
    if cells.get("deleted", "").casefold() in _YES:
        return "deleted in the app"
    return "exercise" if cells.get("meal", "").casefold() == "exercise" else ""


FOODS: Final = reader(
    Export(
        name="loseit",
        title="Lose It!",
        gives="foods, amounts, energy and P",
        lacks="the other six nutrients; grams of amounts in its own measures",
        needs=frozenset({"date", "name", "quantity", "units", "calories", "carbohydrates g", "cholesterol mg"}),
        roles={
            "date": ("date",),
            "meal": ("meal", "type"),
            "food": ("name",),
            "amount": ("quantity",),
            "unit": ("units",),
            "energy": ("calories",),
            "deleted": ("deleted",),
        },
        unknown=frozenset({"n/a"}),
        dates="mdy",
        skip=_skip,
    )
)
