"""Cronometer: the "servings" export, one row per food with the nutrients that the user chose to see, and the sums of its days.

A blank is not known, 0.00 is zero. Vitamin D is in IU. The one vitamin K is K1, so that no K2 is stated.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from bonecheck.quantities import NumberError, number
from bonecheck.readers.export import Cells, Export, is_pill
from bonecheck.readers.export_rows import reader
from bonecheck.stated import Kind

_SUPPLEMENTS: Final = frozenset({"supplements", "supplement", "dietary supplements"})


def _kind(cells: Cells) -> Kind:
    """A supplement by its group or category, which are optional, or by what it is counted in."""
    named = {cells.get(role, "").casefold() for role in ("meal", "category")}
    return Kind.SUPPLEMENT if named & _SUPPLEMENTS or is_pill(_unit(cells.get("amount", ""))) else Kind.FOOD


@cache
def _unit(amount: str) -> str:
    try:
        return number(amount)[1]
    except NumberError:
        return ""


SERVINGS: Final = reader(
    Export(
        name="cronometer-servings",
        title="Cronometer servings",
        gives="foods, amounts, energy and the nutrients that were chosen; a blank is unknown",
        lacks="K2 (its one vitamin K is K1); grams where an amount is in a measure of its own",
        needs=frozenset({"day", "food name", "amount"}),
        roles={
            "date": ("day",),
            "meal": ("group",),
            "food": ("food name",),
            "amount": ("amount",),
            "energy": ("energy kcal",),
            "category": ("category",),
        },
        kind=_kind,
    )
)


def _a_day(_cells: Cells) -> Kind:
    return Kind.PARTIAL


DAILY: Final = reader(
    Export(
        name="cronometer-daily",
        title="Cronometer daily summary",
        gives="the sums of each day: energy and the nutrients that were chosen",
        lacks="foods, so that nothing can be filled: K2, and how much of a sum rests on foods without a value",
        needs=frozenset({"completed", "energy kcal"}),
        never=frozenset({"food name"}),
        one_of=(frozenset({"date", "day"}),),
        roles={"date": ("date", "day"), "energy": ("energy kcal",)},
        kind=_a_day,
        whole="whole day",
        assumed=("a day's values are the least eaten: foods for which Cronometer has none count as nothing in them",),
        left_out=("whether a day was marked as completed",),
    )
)
