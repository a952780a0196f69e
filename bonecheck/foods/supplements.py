"""Lines that name a nutrient instead of a food: ``vitamin D3, 2000, IU`` · ``magnesium, 200, mg`` · ``MK-7, 180, ug``.

A label's figure is taken as the nutrient itself. Where it could be the weight of a compound, or K1, the log is
asked instead of guessed for.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.foods import words
from bonecheck.foods.amounts import Unweighed
from bonecheck.model import Supplement
from bonecheck.nutrients import BY_KEY, NUTRIENTS, Nutrient

_GRAMS_PER_UNIT: Final = {"g": 1.0, "mg": 1e-3, "\u00b5g": 1e-6}
_LABEL_UNITS: Final = frozenset({"mg", "ug", "mcg", "\u00b5g"})
_VITAMIN_K: Final = frozenset({"vitamin k", "vit k"})
_FILLERS: Final = frozenset({"supplement", "tablet", "capsule", "pill", "softgel", "drops", "elemental", "a", "of"})


class Taken(NamedTuple):
    """A supplement line: what was taken, and why its amount is not known, if it is not."""

    supplement: Supplement
    unweighed: Unweighed | None = None


def read(name: str, amount: float | None, unit: str) -> Taken | None:
    """The nutrient that a line gives, or None when the line names a food."""
    parts = re.findall(r"[a-z0-9]+", words.plain(name))
    named = " ".join(part for part in parts if part not in _FILLERS)
    nutrient = next((n for n in NUTRIENTS if named in n.label_names), None)
    if nutrient is not None:
        return _amount(nutrient, amount, unit)
    return _vague(name, named) if _is_label_unit(unit) else None


def _is_label_unit(unit: str) -> bool:
    folded = units.fold(unit)
    return folded in _LABEL_UNITS or folded in units.INTERNATIONAL_UNITS


def _vague(name: str, named: str) -> Taken | None:
    """A label's unit behind a name that leaves open how much of the nutrient that is: vitamin K, magnesium citrate."""
    if named in _VITAMIN_K:
        return _unknown(
            BY_KEY["vitamin_k2"],
            "which-vitamin-k",
            f"'{name}' may be K1 or K2, and only K2 is counted here",
            "write vitamin K2 (or MK-4, MK-7) if that is what the label says",
        )
    nutrient = next((n for n in NUTRIENTS if named.startswith(f"{n.label.casefold()} ")), None)
    if nutrient is None:
        return None
    return _unknown(
        nutrient,
        "compound-weight",
        f"'{name}' may be the weight of the compound or of the {nutrient.label} in it",
        f"write {nutrient.label} with the elemental amount that the label gives",
    )


def _amount(nutrient: Nutrient, amount: float | None, unit: str) -> Taken:
    if amount is None or not unit:
        return _unknown(
            nutrient,
            "supplement-amount",
            f"{nutrient.label} as a supplement needs an amount and a unit",
            f"write them as on the label, e.g. {nutrient.label}, 100, {nutrient.unit}",
        )
    if units.fold(unit) in units.INTERNATIONAL_UNITS:
        return _from_iu(nutrient, amount)
    grams = units.grams_per(unit)
    if grams is None:
        message = f"unit '{unit[:40]}' is no unit of {nutrient.label} as a supplement"
        return _unknown(nutrient, "supplement-unit", message, f"write the amount in {nutrient.unit} as on the label")
    return Taken(supplement=Supplement(nutrient=nutrient.key, amount=amount * grams / _GRAMS_PER_UNIT[nutrient.unit]))


def _from_iu(nutrient: Nutrient, amount: float) -> Taken:
    if nutrient.key != "vitamin_d":
        message = f"international units are not defined for {nutrient.label}"
        return _unknown(nutrient, "supplement-unit", message, f"write the amount in {nutrient.unit}")
    return Taken(supplement=Supplement(nutrient=nutrient.key, amount=amount / units.VITAMIN_D_IU_PER_UG))


def _unknown(nutrient: Nutrient, code: str, message: str, hint: str) -> Taken:
    return Taken(
        supplement=Supplement(nutrient=nutrient.key, amount=None),
        unweighed=Unweighed(code=code, message=message, hint=hint),
    )
