"""What an amount column and a unit column say together, where a unit may state a weight or hold all of the amount."""

from __future__ import annotations

import re
from typing import Final

from bonecheck import units
from bonecheck.parse.amount_text import MASSES, NUMBER, VOLUMES, amount_of, container_of, spelled
from bonecheck.parse.numbers import Amount, Quantity, leading
from bonecheck.patterns import Pattern

_STATED: Final = Pattern(
    rf"(?<![\w./-])(?P<number>{NUMBER})\s?-?\s?(?:(?P<volume>{VOLUMES})|(?P<mass>{MASSES}))\b\.?(?:\(s\))?",
    re.IGNORECASE,
)
_UNIT_ALONE: Final = Pattern(rf"(?:{VOLUMES}|{MASSES})\.?", re.IGNORECASE)


def of_columns(amount: float | None, unit: str) -> Amount | None:
    """What an amount column and a unit column say together; a unit may state a weight, or hold all of the amount.

    >>> of_columns(2, "container - each 6 oz").quantity.amount, of_columns(None, "1/2 cup (40 g)").unit
    (12.0, 'g')
    """
    unit = unit.strip()
    if not unit:
        return None if amount is None else Amount(Quantity(amount))
    whole = amount_of(re.sub(r"^[x\u00d7]\s*(?=[\d.])", "", unit)) if leading(unit) else None
    if whole is not None:
        return whole if amount is None else whole._replace(quantity=whole.quantity.times(amount))
    quantity = Quantity(1.0 if amount is None else amount)
    each = stated_in(unit)
    lead = _leading_weight(unit)
    if each is not None and not (lead and not each.unit):
        return Amount(each.quantity.times(quantity.amount), each.unit, container=container_of(unit))
    return Amount(quantity, spelled(lead or unit), assumed=amount is None)


def stated_in(unit: str) -> Amount | None:
    """The weight, or else the volume, that a measure states of one: "can (8.3 fl oz)", "serving 1/2 cup".

    >>> stated_in("slice (from pre-sliced package) - each 3/4 oz").quantity.amount
    0.75
    """
    if not any(character.isnumeric() for character in unit):
        return None
    found = [each for each in _STATED.finditer(unit) if not unit[: each.start()].rstrip().casefold().endswith("per")]
    best = next((each for each in found if each["mass"]), found[0] if found else None)
    if best is None:
        return None
    number = leading(best["number"])
    return Amount(number[0], spelled(best["volume"] or best["mass"])) if number else None


def _leading_weight(unit: str) -> str:
    """The mass or volume that a unit begins with, where the rest only describes: "ounce(s) cooked, no bone"."""
    if unit.isalpha():
        return unit if units.grams_per(unit) is not None else ""
    found = _UNIT_ALONE.match(re.sub(r"\((?:s|es)\)", "", unit))
    if found is None or re.match(r"[\w-]", re.sub(r"\((?:s|es)\)", "", unit)[found.end() :]):
        return ""
    return found[0] if units.grams_per(found[0]) is not None else ""
