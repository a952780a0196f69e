"""MacroFactor: the food log with all nutrients, one row per food. A blank is not tracked.

Its one vitamin K is K1, so that no K2 is stated.
"""

from __future__ import annotations

from typing import Final

from bonecheck.quantities import NumberError, number
from bonecheck.readers.export import Cells, Export, Quantity, is_pill
from bonecheck.readers.export_rows import reader
from bonecheck.stated import Kind


def _size(cells: Cells, *, decimal_comma: bool = False) -> tuple[float, str]:
    """How much of which unit a serving is: "0.5 cup" is half a cup, "g" one gram."""
    text = cells.get("size", "")
    try:
        return number(text, decimal_comma=decimal_comma)
    except NumberError:
        return 1.0, text


def _kind(cells: Cells) -> Kind:
    return Kind.SUPPLEMENT if is_pill(_size(cells)[1]) else Kind.FOOD


def _quantity(cells: Cells, *, decimal_comma: bool = False) -> Quantity:
    """The grams of one serving, else servings times their size.

    Whether the weight beside several servings is that of one or of all the file does not tell.
    """
    each, unit = _size(cells, decimal_comma=decimal_comma)
    servings = number(cells["amount"], decimal_comma=decimal_comma)[0] if cells.get("amount") else 1.0
    if servings == 1 and cells.get("grams"):
        return number(cells["grams"], decimal_comma=decimal_comma)[0], "g"
    return servings * each, unit


FOODS: Final = reader(
    Export(
        name="macrofactor",
        title="MacroFactor",
        gives="foods, amounts, energy and six of the seven nutrients; a blank is unknown",
        lacks="K2 (its one vitamin K is K1)",
        needs=frozenset({"food name", "serving size", "serving qty", "serving weight g", "calories kcal"}),
        roles={
            "date": ("date",),
            "food": ("food name",),
            "size": ("serving size",),
            "amount": ("serving qty",),
            "grams": ("serving weight g",),
            "energy": ("calories kcal",),
        },
        kind=_kind,
        quantity=_quantity,
    )
)
