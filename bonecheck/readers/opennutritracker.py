"""OpenNutriTracker: the file user_intake.csv of its export, one row per food with values per 100 g or 100 ml.

Minerals are in mg and vitamin D in µg. Of foods from Open Food Facts the app wrote them in grams until August 2026,
a thousand or a million times too small; the file does not tell by which version.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bonecheck import units
from bonecheck.quantities import NumberError, number
from bonecheck.readers.export import Cells, Export, Quantity
from bonecheck.readers.export_rows import reader

_PER_100: Final = "_per_100g"
_OPEN_FOOD_FACTS: Final = "off"
# Below these, by unit, a value per 100 g may be one in grams: no food has more than 5 g of a mineral in 100 g.
_LEAST: Final[Mapping[str, float]] = {"mg": 5.0, "µg": 0.01}
_DOUBT: Final = "of foods from Open Food Facts, which older versions of the app wrote a thousand times too small"
_GRAMS_OR_ML: Final = frozenset({"g/ml", "gml"})


def _bare(name: str) -> str:
    return name.removesuffix(_PER_100)


def _number(text: str) -> float | None:
    try:
        return number(text)[0]
    except NumberError:
        return None


def _quantity(cells: Cells, *, decimal_comma: bool = False) -> Quantity:
    """The amount in its unit; of servings whose size the row states, that many times their size."""
    amount = number(cells["amount"], decimal_comma=decimal_comma)[0] if cells.get("amount") else None
    unit = cells.get("unit", "")
    if units.fold(unit) in _GRAMS_OR_ML:
        return amount, cells.get("meal unit") or "g"
    size = _number(cells.get("serving", "")) if unit == "serving" else None
    if amount is None or size is None:
        return amount, unit
    return amount * size, cells.get("serving unit") or "g"


def _factor(cells: Cells) -> float | None:
    """How many times 100 g or 100 ml were eaten; None where the row does not tell what its unit holds."""
    try:
        amount, unit = _quantity(cells)
    except NumberError:
        return None
    each = units.grams_per(unit) or units.millilitres_per(unit)
    return None if amount is None or each is None else amount * each / 100


def _doubt(cells: Cells, unit: str, value: float) -> str:
    off = cells.get("source") == _OPEN_FOOD_FACTS
    return _DOUBT if off and 0 < value < _LEAST.get(unit, 0) else ""


INTAKES: Final = reader(
    Export(
        name="opennutritracker",
        title="OpenNutriTracker intakes",
        gives="foods, amounts, energy and six of the seven nutrients, from values per 100 g; a blank is unknown",
        lacks="K2; values of servings whose size is not stated",
        needs=frozenset({"date time", "amount", "unit", "meal name", "kcal per 100g"}),
        roles={
            "date": ("date time",),
            "meal": ("type",),
            "food": ("meal name",),
            "amount": ("amount",),
            "unit": ("unit",),
            "meal unit": ("meal unit",),
            "serving": ("meal serving quantity",),
            "serving unit": ("meal serving unit",),
            "source": ("meal source",),
            "energy": ("kcal per 100g",),
        },
        bare=_bare,
        quantity=_quantity,
        factor=_factor,
        doubt=_doubt,
    )
)
