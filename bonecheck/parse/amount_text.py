"""A text that is an amount and nothing else: "30 g", "1 can (5 oz)", "28g, 23 nuts", "half"; and what two amounts of one thing mean."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bonecheck import units
from bonecheck.parse import words
from bonecheck.parse.measures import CONTAINERS, is_measure, is_size
from bonecheck.parse.numbers import Amount, Quantity, leading
from bonecheck.patterns import Pattern

_ONE_LETTER: Final = {"T": "tbsp", "Tb": "tbsp", "TB": "tbsp", "t": "tsp", "c": "cup", "C": "cup"}
_SPELLED: Final = {
    "pc": "piece",
    "pcs": "piece",
    "pce": "piece",
    "nos": "piece",
    "pkt": "packet",
    "pkts": "packet",
    "pk": "pack",
    "btl": "bottle",
}
NUMBER: Final = r"(?:\d+[ -]\d+/\d+|\d+/\d+|\d*[.,]?\d+\s?[\u00bc-\u00be\u2150-\u215e]?|[\u00bc-\u00be\u2150-\u215e])"
MASSES: Final = "|".join(sorted(map(re.escape, units.MASS_G), key=len, reverse=True))
VOLUMES: Final = "|".join(
    sorted((re.escape(name).replace("\\ ", r"\.?\s?") for name in units.VOLUME_ML), key=len, reverse=True)
)
BRACKET: Final = Pattern(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]\s*")
# A measure and its weight: "1 cup 240 ml".
_TWICE: Final = Pattern(
    rf"(?P<measure>{NUMBER}\s+[^\W\d_]+(?:\s[^\W\d_]+)?)\s+\(?(?P<weight>{NUMBER}\s?(?:{VOLUMES}|{MASSES}))\)?",
    re.IGNORECASE,
)
# What describes a measure and not a food: "1 cup cooked".
_OF_MEASURES: Final = frozenset(
    "cooked raw chopped sliced diced dry drained ground whole shredded grated packed cubed mashed crushed net weight each only total"
    " serving servings portion".split()
)
_EACH: Final = Pattern(r"\beach\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def amount_of(text: str) -> Amount | None:
    """A text that is an amount and nothing else: "30 g", "1 can (5 oz)", "28g, 23 nuts", "2", "half", "x2"; else None.

    >>> amount_of("2 slices (60g)").quantity.amount, amount_of("28g, 23 nuts").unit, amount_of("all kinds")
    (60.0, 'g', None)
    """
    found = leading(text.strip(" \t.,;"))
    twice = _TWICE.fullmatch(text.strip(" \t.,;")) if found else None
    if twice is not None:
        measure, weight = amount_of(twice["measure"]), amount_of(twice["weight"])
        return told_twice(measure, weight) if measure is not None and weight is not None else None
    bare, inside = without_brackets(found[1] if found else text)
    if found is None:
        return Amount(Quantity(1.0), spelled(bare), assumed=True) if _is_bare_measure(bare) else None
    quantity, amount = found[0], None
    first, *others = re.split(r"\s*[,;=/]\s*", bare)
    each = amount_of(first) if first[:1].isdigit() else None
    if each is not None and is_weight(each.unit):
        amount = Amount(each.quantity.times(quantity.amount), each.unit)
    elif not first or _is_measure_text(first):
        amount = Amount(quantity, spelled(_EACH.sub("", re.sub(r"\btotal\b", "", first)).strip()))
    elif _leading_unit(first) and all(map(is_measure, first.split()[1:])):
        amount = Amount(quantity, spelled(first.split()[0]), container=container_of(first.split()[-1]))
    if amount is None or any(leading(other) is None for other in others if other):
        return None
    for other in others:
        part = amount_of(other)
        amount = eaten_of(amount, part) if part is not None and is_part(part) else amount
    for each_ in inside:
        told = amount_of(each_)
        amount = told_twice(amount, told) if told else amount
    return amount._replace(every=bool(_EACH.search(text)) and is_weight(amount.unit))


def spelled(unit: str) -> str:
    """A unit with single letters and short forms written out: "T" is a tablespoon, "t" a teaspoon.

    >>> spelled("T"), spelled("pcs"), spelled("Tbsp."), spelled("ounce(s)")
    ('tbsp', 'piece', 'Tbsp', 'ounce')
    """
    bare = re.sub(r"\((?:s|es)\)", "", unit.strip()).rstrip(".").strip()
    first, _, rest = bare.partition(" ")
    first = first.rstrip(".") if len(first) <= 5 else first
    short = _ONE_LETTER.get(first) or _SPELLED.get(first.casefold())
    return " ".join(filter(None, (short or first, rest)))


def container_of(unit: str) -> str:
    """The container that a unit begins with ("can" of "can - each 5 oz"), or an empty text."""
    first = words.words(unit)[:1]
    return first[0] if first and first[0] in CONTAINERS else ""


def _leading_unit(text: str) -> bool:
    """Whether a text begins with a mass or volume: "g pot"."""
    return is_weight(text.split(maxsplit=1)[0])


def told_twice(amount: Amount | None, told: Amount) -> Amount:
    """What a bracket says of an amount: its weight, of one where a container is counted, else of all."""
    if amount is None:
        return told
    if told.every:
        return told._replace(quantity=told.quantity.times(amount.quantity.amount))
    if not is_weight(told.unit):
        return amount if amount.unit or not told.unit else amount._replace(unit=told.unit)
    container = "" if is_weight(amount.unit) else container_of(amount.unit)
    if is_weight(amount.unit) and units.grams_per(told.unit) is None:
        return amount
    each = told.quantity.times(amount.quantity.amount) if container else told.quantity
    return Amount(each, told.unit, container=container)


def is_part(told: Amount) -> bool:
    """Whether an amount is a part of a whole: "half", "1/3"."""
    return not told.unit and 0 < told.quantity.amount < 1


def eaten_of(amount: Amount, told: Amount) -> Amount:
    """What was eaten of an amount: so many of what is counted, a part of what is weighed."""
    if is_part(told) and (is_weight(amount.unit) or container_of(amount.unit)):
        return amount._replace(quantity=amount.quantity.times(told.quantity.amount))
    return amount._replace(quantity=told.quantity, unit=told.unit or amount.unit)


def without_brackets(text: str) -> tuple[str, list[str]]:
    """A text without what stands in brackets, and that."""
    inside = [found["inside"].strip() for found in BRACKET.finditer(text)]
    return " ".join(BRACKET.sub(" ", text).split()).strip(" ,;-"), [each for each in inside if each]


def is_weight(unit: str) -> bool:
    """Whether a unit is one of mass or volume."""
    return bool(unit) and (units.grams_per(unit) is not None or units.millilitres_per(unit) is not None)


def _is_bare_measure(text: str) -> bool:
    parts = text.split()
    return bool(parts) and is_measure(parts[-1]) and not is_size(parts[-1]) and all(map(is_size, parts[:-1]))


def _is_measure_text(text: str) -> bool:
    """Whether words are a measure, with what sizes and describes it: "small slices", "cup cooked"."""
    parts = [part for part in spelled(text).replace("-", " ").split() if not is_size(part)]
    if not parts:
        return True
    count = next((count for count in (2, 1) if is_measure(" ".join(parts[:count]))), 0)
    return count > 0 and all(part.strip(",").casefold() in _OF_MEASURES for part in parts[count:])
