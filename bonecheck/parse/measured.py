"""How much of what: the amount, the measure and the food of one piece of a line, wherever the amount stands.

One reader for the food column, the amount and unit columns, ``--food``, ``--text`` and the API.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.parse import words
from bonecheck.parse.amount_text import (
    BRACKET,
    MASSES,
    NUMBER,
    VOLUMES,
    amount_of,
    container_of,
    eaten_of,
    is_part,
    is_weight,
    spelled,
    told_twice,
    without_brackets,
)
from bonecheck.parse.measures import CONTAINERS, VAGUE, is_measure, is_size, is_unit, piece_behind
from bonecheck.parse.numbers import Amount, Quantity, leading
from bonecheck.patterns import Pattern

# Whether a text is, as it stands, a food's name: "3 musketeers".
IsName = Callable[[str], bool]
_OF: Final = Pattern(r"\s*(?:of)\s+(?:(?:the|my|an?)\s+)?", re.IGNORECASE)
# A weight told in two units: "100g/3.5oz salmon".
_RESTATES: Final = Pattern(
    rf"^(\s*{NUMBER}\s?(?:{VOLUMES}|{MASSES}))\s*[/=]\s*{NUMBER}\s?(?:{VOLUMES}|{MASSES})\b\.?\s*", re.IGNORECASE
)
_INCHES: Final = Pattern(r"\s*\d+(?:[./ -]\d+)*\s?-?\s?(?:inch(?:es)?|in\.|[\"\u2033\u201d])\s+", re.IGNORECASE)
# Where an amount behind a food may begin.
_BEGINS: Final = Pattern(
    rf"(?:\s*[-\u2013\u2014:,=@]\s*|\s+)(?=(?:about\s+|approx\.?\s+|~\s?)?(?:[x\u00d7]\s?)?(?:{NUMBER}|one|two|three|four|five|six|half|an?\s)(?!\d))",
    re.IGNORECASE,
)
_GLUED: Final = Pattern(rf"(?P<food>.*[^\W\d_]{{3,}})(?P<amount>{NUMBER}\s?(?:{VOLUMES}|{MASSES}))\s*$", re.IGNORECASE)
# A number of times within a text: "eggs x2 boiled".
_TIMES_WITHIN: Final = Pattern(
    r"(?P<before>.*[^\W\d_])\s+[x\u00d7]\s?(?P<count>\d+)(?:\s+|\s*,\s*)(?P<after>[^\W\d_].*)", re.IGNORECASE
)
# What holds a food behind its name, with a size before it; and what does without.
_HELD: Final = CONTAINERS - {"bar", "shake", "scoop"}
_HELD_UNSIZED: Final = frozenset({"cup", "carton", "tub", "sachet"})
# A part behind what was weighed: "cottage cheese 300g tub, 1/3".
_PART_BEHIND: Final = Pattern(
    r"(?P<whole>.*\d.*?)\s*,\s*(?:i\s+)?(?:ate\s+|had\s+)?(?P<part>half|a?\s?quarter|a?\s?third|[1-4]/[2-5])(?:\s+of\s+it)?",
    re.IGNORECASE,
)
# How much of it was eaten after all: "3 fish fingers (ate 1)".
_EATEN: Final = Pattern(r"(?:i\s+)?(?:only\s+)?(?:ate|had|eaten)\s+(?:only\s+)?(?P<amount>.+)", re.IGNORECASE)
# Words of amounts without a figure.
AMOUNTS: Final = frozenset(
    "x about each per total every a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    " twenty half quarter third few several couple dozen doz pair approx around roughly halves quarters thirds nearly almost over under up less more than".split()
)
# Sizes that say how much of a food there was where nobody counted it.
_SAYS_SIZE: Final = frozenset({"small", "medium", "large", "kid", "kids", "grande", "venti", "trenta", "mini"})
# From this count on a bare figure behind a name is grams: nobody eats 89 rigatoni, or counts them.
_GRAMS_FROM: Final = 20.0


# What begins a bracket that says who sells a food: "milk (brand Oatly)".
BRAND: Final = "brand"


class Measured(NamedTuple):
    """A piece taken apart: its amount (None: it gives none), the food, and remarks that stood in brackets."""

    amount: Amount | None
    food: str
    remarks: tuple[str, ...] = ()


def _no_name(_: str) -> bool:
    return False


def read(text: str, is_name: IsName = _no_name) -> Measured:
    """Take one piece of a line apart. ``is_name`` tells a food's own name from an amount: "3 musketeers", "fish sticks".

    >>> read("1 (6 oz) can tuna").amount.quantity.amount, read("1 (6 oz) can tuna").food
    (6.0, 'tuna')
    """
    text = text.strip(" \t.,;:")
    part = _PART_BEHIND.fullmatch(text)
    if part is not None:
        whole, told = read(part["whole"], is_name), amount_of(part["part"])
        if told is not None and whole.amount is not None and is_weight(whole.amount.unit):
            return whole._replace(amount=eaten_of(whole.amount, told))
    if _is_bare(text) and words.singular(text.rsplit(maxsplit=1)[-1].casefold() if text else "") not in _HELD:
        return Measured(None, text)
    if not text or (is_name(text) and not _is_measured(text)):
        return Measured(None, text)
    before = _before(text, is_name)
    bare, inside = without_brackets(before.food if before else text)
    amount = before.amount if before else None
    amount, remarks = _in_brackets(amount, inside)
    if amount is None and not is_name(bare):
        behind = _behind(bare)
        if behind is not None:
            amount, bare = behind
    if amount is None and not is_name(bare):
        amount, bare = _held(bare)
    if amount is not None and is_size(amount.unit or "small") and not is_name(bare):
        amount, bare = piece_behind(amount, bare)
    return Measured(amount, bare, remarks)


def _held(text: str) -> tuple[Amount | None, str]:
    """A food before what it was eaten out of, that nobody counted: "yogurt cup", "crisps small bag"."""
    *food, unit = text.split() or [""]
    if words.singular(unit.casefold()) not in _HELD or not food:
        return None, text
    sizes = [food.pop()] if len(food) > 1 and is_size(food[-1]) else []
    if not sizes and unit.casefold() not in _HELD_UNSIZED:
        return None, text
    return Amount(Quantity(1.0), " ".join((*sizes, unit)), assumed=True), " ".join(food)


def _in_brackets(amount: Amount | None, inside: Sequence[str]) -> tuple[Amount | None, tuple[str, ...]]:
    """An amount with what brackets tell of it, and what they say beside."""
    remarks: list[str] = []
    for each in (part for whole in inside for part in _parts(whole)):
        eaten = _EATEN.fullmatch(each)
        told = amount_of(eaten["amount"] if eaten else each)
        if told is not None and amount is not None and (eaten or is_part(told)):
            amount = eaten_of(amount, told)
        elif told is None:
            remarks.append(each)
        else:
            amount = told_twice(amount, told)
    return amount, tuple(remarks)


def _is_bare(text: str) -> bool:
    """Whether a text has no figure, no bracket and no word of an amount: most names of foods have none."""
    parts = text.casefold().replace("-", " ").split()
    return text.replace(" ", "").replace("'", "").isalpha() and not any(
        part in AMOUNTS or is_unit(part) for part in parts
    )


def _is_measured(text: str) -> bool:
    """Whether a text begins with a number and a measure, which no food's name does: "1/2 cup milk"."""
    found = leading(text)
    return found is not None and bool(found[1]) and is_measure(found[1].split()[0])


def _parts(inside: str) -> list[str]:
    """What stands in brackets: one remark, or several where an amount is among them ("mature, 40 g")."""
    parts = [part.strip() for part in re.split(r"[,;](?!\d)", inside) if part.strip()]
    return [inside] if amount_of(inside) or not any(map(amount_of, parts)) else parts


def brand_of(remark: str) -> str:
    """Who sells a food, by what stands in brackets behind it: "brand Oatly"; empty for any other remark."""
    first, _, rest = remark.strip().partition(" ")
    return rest if first.casefold() == BRAND else ""


def _before(text: str, is_name: IsName) -> Measured | None:
    """An amount before the food."""
    text = _RESTATES.sub(r"\1 ", text) if "/" in text or "=" in text else text
    found = leading(text)
    quantity, rest = found if found and not _is_numbered_name(text, found[1], is_name) else (None, text)
    inches = _INCHES.match(rest)
    if inches and quantity is None:
        unit, food = _unit(rest[inches.end() :], counted=True, is_name=is_name)
        return Measured(Amount(Quantity(1.0), unit), food) if unit and food else None
    bracket = BRACKET.match(rest) if quantity else None
    held = amount_of(bracket["inside"]) if bracket else None
    if bracket and held is not None:
        rest = rest[bracket.end() :]
    nested = _nested(quantity, rest, is_name) if quantity else None
    if nested is not None:
        return nested
    unit, food = _unit(rest, counted=quantity is not None, is_name=is_name)
    if quantity is None and not unit:
        return None
    amount = Amount(quantity or Quantity(1.0), unit)
    amount, food = _more_of_it(amount, food)
    if held is not None and is_weight(held.unit):
        amount = Amount(
            held.quantity.times(amount.quantity.amount), held.unit, container=container_of(unit) or "package"
        )
    bracket = BRACKET.match(food)
    told = amount_of(bracket["inside"]) if bracket else None
    if bracket and told is not None:
        amount, food = told_twice(amount, told), food[bracket.end() :]
    if is_weight(amount.unit):
        _, food = _unit(food, counted=False, is_name=is_name)
    of = _OF.match(food)
    food = food[of.end() :] if of and food[of.end() :].strip() else food
    return Measured(amount, food.strip()) if food.strip() else None


def _nested(quantity: Quantity, rest: str, is_name: IsName) -> Measured | None:
    """So many times an amount of weight: "3 x 30 g cheddar"."""
    each = _before(rest, is_name) if rest[:1].isdigit() else None
    if each is None or each.amount is None or not each.amount.unit:
        return None
    return each._replace(amount=each.amount._replace(quantity=each.amount.quantity.times(quantity.amount)))


def _more_of_it(amount: Amount, food: str) -> tuple[Amount, str]:
    """A weight that goes on in a smaller unit: "1 lb. 4 oz. steak"."""
    grams = units.grams_per(amount.unit)
    found = leading(food) if grams is not None else None
    if found is None or grams is None:
        return amount, food
    unit, rest = _unit(found[1], counted=True, is_name=_no_name)
    more = units.grams_per(unit)
    if not unit or more is None or more >= grams:
        return amount, food
    return Amount(Quantity(amount.quantity.amount * grams + found[0].amount * more), "g"), rest


def _is_numbered_name(text: str, rest: str, is_name: IsName) -> bool:
    """Whether the number belongs to a name: "3 Musketeers bar", "7 Up"."""
    begun = text[: len(text) - len(rest)] if rest else text
    following = rest.split()[:3]
    if not begun.strip()[-1:].isdigit() or not following or is_unit(following[0]):
        return False
    return any(is_name(f"{begun.strip()} {' '.join(following[:count])}") for count in range(1, len(following) + 1))


def _unit(text: str, *, counted: bool, is_name: IsName) -> tuple[str, str]:
    """The measure that a text begins with (maybe none), with its sizes, and the food after it.

    Without a number before it only "of" tells a measure from a food's name: "cup of tea", but "stick cheese".
    """
    parts = text.replace("(s)", "").split()
    sizes = 0
    while sizes < min(len(parts), 3) and is_size(parts[sizes].strip(",")):
        sizes += 1
    for count in (2, 1):
        unit, rest = parts[sizes : sizes + count], parts[sizes + count :]
        if not rest or not is_measure(" ".join(unit)):
            continue
        linked = rest[0].casefold() in ("of", "a", "an") and len(rest) > 1
        if counted or linked or sizes or unit[0].casefold() in VAGUE:
            if counted and not linked and not is_weight(spelled(" ".join(unit))) and is_name(" ".join(parts[sizes:])):
                break
            after = rest[1:] if linked else rest
            if sizes and rest and is_size(rest[0]) and not linked:
                after = rest[1:]
            return " ".join([*(part.strip(",") for part in parts[:sizes]), spelled(" ".join(unit))]), " ".join(after)
    if sizes and (counted or sizes < len(parts)) and not is_name(text):
        return (
            (" ".join(parts[:sizes]), " ".join(parts[sizes:])) if counted or _tells_size(parts, sizes) else ("", text)
        )
    return "", text


def _tells_size(parts: list[str], sizes: int) -> bool:
    """Whether sizes before a food that nobody counted say how much: "large fries", "kids size fries"."""
    return sizes > 0 and len(parts) > sizes and words.singular(parts[0].casefold()) in _SAYS_SIZE


def _behind(text: str) -> tuple[Amount, str] | None:
    """An amount behind the food: "eggs - 2", "cheddar 30 g", "tomato100 g", "walnuts 2 fistfuls", "banana x2"."""
    bare, comma, measure = text.rpartition(",")
    alone = amount_of(measure) if comma and words.words(bare) else None
    if alone is not None and alone.assumed:
        return alone, bare.strip(" ,")
    if not any(character.isnumeric() for character in text[1:]) and AMOUNTS.isdisjoint(text.casefold().split()):
        return None
    glued = _GLUED.fullmatch(text)
    if glued is not None:
        told = amount_of(glued["amount"])
        return (told, glued["food"].strip(" -:,")) if told else None
    within = _TIMES_WITHIN.fullmatch(text)
    if within is not None:
        return Amount(Quantity(float(within["count"]))), f"{within['before']} {within['after']}"
    for begins in _BEGINS.finditer(text):
        told, food = amount_of(text[begins.end() :]), text[: begins.start()].strip(" -\u2013\u2014:,=@")
        if told is None or not words.words(food) or _names_itself(food, told):
            continue
        if not told.unit and told.quantity.amount > _GRAMS_FROM:
            told = told._replace(unit="g", assumed=True)
        return told, food
    return None


def _names_itself(food: str, told: Amount) -> bool:
    """Whether a figure behind a word is part of its name: "vitamin B 12", "omega 3"."""
    last = food.rsplit(maxsplit=1)[-1].casefold()
    if last in ("and", "&", "n"):
        return True
    return not told.unit and (len(last) < 3 or last in ("omega", "vitamin", "vit", "stage", "number", "heinz", "v"))
