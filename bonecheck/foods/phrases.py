"""An amount that the text of a food carries: "2 eggs", "150 g natto", "half an avocado", "a bowl of soup"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.parse.measures import is_size, is_unit
from bonecheck.quantities import NumberError, number

_NUMBER_WORDS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "dozen": 12, "half": 0.5, "couple": 2,
}  # fmt: skip
# "half and half" and "half-fat" are no halves.
_NO_AMOUNT: Final = frozenset({"and", "fat", "n"})
_LINKS: Final = frozenset({"of", "a", "an"})
_TRAILING: Final = re.compile(r"(?P<name>.*\S)[\s,]+(?P<amount>[\d.,/]+)\s*(?P<unit>[^\W\d_.]+\.?)\s*")
# "2 x eggs", and "eggs x2".
_TIMES: Final = re.compile(r"[xX\u00d7](?:\s+|(?=\d))")
# "eggs 2"; "milk 2%" and "B 12" are names.
_COUNT_BEHIND: Final = re.compile(r"(?P<name>.*[^\W\d_]{3,})[\s,]+(?P<amount>\d{1,2}|\d/\d)\s*")
# "1 can (5 oz) tuna": the bracket says what one holds.
_HOLDS: Final = re.compile(r"\((?P<holds>[^()]*)\)\s*(?:of\s+)?(?=\S)")
# "glass of milk", "a big bowl of soup".
_MEASURE_OF: Final = re.compile(r"\s*(?:an?\s+)?(?:(?P<size>\w+)\s+)?(?P<measure>\w+)\s+of\s+(?=\w)")
# What a package holds, behind a name on a label or receipt: "eggs 12ct", "tomatoes 400g x4", "bananas kg".
_PACKAGE: Final = re.compile(
    r"(?:[\s,]+(?:[x\u00d7]\s?\d+|(?:\d+\s?[x\u00d7]\s?)?\d+(?:[.,]\d+)?\s?"
    r"(?:gr?|kg|ml|cl|l|ltr|litre|liter|(?:fl )?oz|lbs?|doz|dz|ct|cnt|count|pks?|packs?|pcs?|gal|qt|pt)|ea|each|doz|dz|kg|lbs?|gal|pt|qt|pkt|pk|punnet)\.?)+$"
)
_VAGUE: Final = frozenset({"bit", "bits", "lot", "lots", "couple", "few", "plenty", "bite", "bites"})
_TIMES_BEHIND: Final = re.compile(r"(?P<name>.*\S)\s+[x\u00d7]\s?(?P<amount>\d+)", re.IGNORECASE)


class Phrase(NamedTuple):
    """A text taken apart: how much, of which unit (maybe none), of what."""

    amount: float
    unit: str
    food: str


def split(text: str) -> Phrase | None:
    """The amount that a text carries before the food, or behind it as labels do; None where it carries none.

    >>> split("half an avocado")
    Phrase(amount=0.5, unit='', food='avocado')
    """
    return _leading(text) or _trailing(text)


def unmeasured(text: str) -> str:
    """A text without the measure of the food that it begins with.

    >>> unmeasured("big bowl of soup"), unmeasured("leg of lamb")
    ('soup', 'leg of lamb')
    """
    found = _MEASURE_OF.match(text)
    if found is None or is_size(found["measure"]) or not (is_unit(found["measure"]) or found["measure"] in _VAGUE):
        return text
    return text[found.end() :] if found["size"] is None or is_size(found["size"]) else text


def unpacked(text: str) -> str:
    """A text in lower case without what its package holds behind it.

    >>> unpacked("baked beans 400g x4"), unpacked("bananas kg"), unpacked("milk 2%")
    ('baked beans', 'bananas', 'milk 2%')
    """
    return _PACKAGE.sub("", text)


def _leading(text: str) -> Phrase | None:
    amount, rest = _number(text)
    times = _TIMES.match(rest) if amount else None
    if amount and times:
        rest = rest[times.end() :]
        each = _leading(rest)
        if each is not None and _is_mass(each.unit):
            return each._replace(amount=amount * each.amount)
    unit, name = _leading_unit(rest, counted=bool(amount))
    held = _held(name) if unit else None
    if held is not None:
        return held._replace(amount=(amount or 1.0) * held.amount)
    return Phrase(amount or 1.0, unit, name) if name and (amount or unit) else None


def _held(text: str) -> Phrase | None:
    """What one package holds, of a text that begins with it in brackets: "(5 oz) tuna"."""
    found = _HOLDS.match(text)
    if found is None:
        return None
    amount, unit = _number(found["holds"])
    return Phrase(amount, unit, text[found.end() :]) if amount and _is_mass(unit) else None


def _is_mass(unit: str) -> bool:
    return units.grams_per(unit) is not None or units.millilitres_per(unit) is not None


def _number(text: str) -> tuple[float | None, str]:
    try:
        return number(text)
    except NumberError:
        return _in_words(text)


def _in_words(text: str) -> tuple[float | None, str]:
    """A number in words ("two", "half a", "a couple of") and the text after it; None and the text when it has none."""
    parts = text.split()
    amount: float | None = None
    while len(parts) > 1 and parts[0].casefold() in _NUMBER_WORDS and parts[1].casefold() not in _NO_AMOUNT:
        amount = (amount or 1.0) * _NUMBER_WORDS[parts.pop(0).casefold()]
        if len(parts) > 1 and parts[0].casefold() == "of":
            parts.pop(0)
    return amount, " ".join(parts)


def _leading_unit(text: str, *, counted: bool) -> tuple[str, str]:
    """The unit that a text begins with (maybe none), and the food after it, without its "of".

    Without a number before it only "of" tells a unit from a food's name: "cup of tea", but "stick cheese".
    """
    parts = text.split()
    for count in (2, 1):
        unit, rest = parts[:count], parts[count:]
        if not rest or not _is_unit(unit):
            continue
        linked = rest[0].casefold() in _LINKS and len(rest) > 1
        if counted or linked or unit[0].casefold() == "handful":
            return " ".join(unit), " ".join(rest[linked:])
    return "", text


def _is_unit(parts: list[str]) -> bool:
    """Whether words are a unit: one word, "fl oz", or a size and a measure ("small bowl")."""
    if len(parts) == 1 or not is_size(parts[0]):
        return is_unit(" ".join(parts))
    return is_unit(parts[1]) and (not is_size(parts[1]) or parts[0].casefold() == "extra")


def _trailing(text: str) -> Phrase | None:
    """A label's way of writing: "vitamin D3 2000 IU"."""
    times = _TIMES_BEHIND.fullmatch(text)
    if times is not None:
        return Phrase(float(times["amount"]), "", times["name"])
    counted = _COUNT_BEHIND.fullmatch(text)
    if counted is not None:
        amount, _ = _number(counted["amount"])
        return Phrase(amount, "", counted["name"]) if amount else None
    found = _TRAILING.fullmatch(text)
    if found is None or not (is_unit(found["unit"]) or found["unit"].casefold() == "iu"):
        return None
    try:
        amount, _ = number(found["amount"])
    except NumberError:
        return None
    return Phrase(amount, found["unit"], found["name"])
