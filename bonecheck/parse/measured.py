"""How much of what: the amount, the measure and the food of one piece of a line, wherever the amount stands.

One reader for the food column, the amount and unit columns, ``--food``, ``--text`` and the API.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.parse import words
from bonecheck.parse.measures import CONTAINERS, VAGUE, is_measure, is_size, is_unit, piece_behind
from bonecheck.parse.numbers import Amount, Quantity, leading
from bonecheck.patterns import Pattern

# Whether a text is, as it stands, a food's name: "3 musketeers".
IsName = Callable[[str], bool]
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
_BRACKET: Final = Pattern(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]\s*")
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
# A measure and its weight: "1 cup 240 ml".
_TWICE: Final = Pattern(
    rf"(?P<measure>{NUMBER}\s+[^\W\d_]+(?:\s[^\W\d_]+)?)\s+\(?(?P<weight>{NUMBER}\s?(?:{VOLUMES}|{MASSES}))\)?",
    re.IGNORECASE,
)
# A number of times within a text: "eggs x2 boiled".
_TIMES_WITHIN: Final = Pattern(
    r"(?P<before>.*[^\W\d_])\s+[x\u00d7]\s?(?P<count>\d+)(?:\s+|\s*,\s*)(?P<after>[^\W\d_].*)", re.IGNORECASE
)
# What holds a food behind its name, with a size before it; and what does without.
_HELD: Final = CONTAINERS - {"bar", "shake", "scoop"}
_HELD_UNSIZED: Final = frozenset({"cup", "carton", "tub", "sachet"})
# How much of it was eaten after all: "3 fish fingers (ate 1)".
_EATEN: Final = Pattern(r"(?:i\s+)?(?:only\s+)?(?:ate|had|eaten)\s+(?:only\s+)?(?P<amount>.+)", re.IGNORECASE)
# What describes a measure and not a food: "1 cup cooked".
_OF_MEASURES: Final = frozenset(
    "cooked raw chopped sliced diced dry drained ground whole shredded grated packed cubed mashed crushed net weight each only total"
    " serving servings portion".split()
)
_EACH: Final = Pattern(r"\beach\b", re.IGNORECASE)
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
    if _is_bare(text) and words.singular(text.rsplit(maxsplit=1)[-1].casefold() if text else "") not in _HELD:
        return Measured(None, text)
    if not text or (is_name(text) and not _is_measured(text)):
        return Measured(None, text)
    before = _before(text, is_name)
    bare, inside = _without_brackets(before.food if before else text)
    amount = before.amount if before else None
    remarks: list[str] = []
    for each in (part for whole in inside for part in _parts(whole)):
        eaten = _EATEN.fullmatch(each)
        told = amount_of(eaten["amount"] if eaten else each)
        if eaten and told is not None and amount is not None:
            amount = amount._replace(quantity=told.quantity, unit=told.unit or amount.unit)
            continue
        if told is None:
            remarks.append(each)
        else:
            amount = _told_twice(amount, told)
    if amount is None and not is_name(bare):
        behind = _behind(bare)
        if behind is not None:
            amount, bare = behind
    if amount is None and not is_name(bare):
        amount, bare = _held(bare)
    if amount is not None and is_size(amount.unit or "small") and not is_name(bare):
        amount, bare = piece_behind(amount, bare)
    return Measured(amount, bare, tuple(remarks))


def _held(text: str) -> tuple[Amount | None, str]:
    """A food before what it was eaten out of, that nobody counted: "yogurt cup", "crisps small bag"."""
    *food, unit = text.split() or [""]
    if words.singular(unit.casefold()) not in _HELD or not food:
        return None, text
    sizes = [food.pop()] if len(food) > 1 and is_size(food[-1]) else []
    if not sizes and unit.casefold() not in _HELD_UNSIZED:
        return None, text
    return Amount(Quantity(1.0), " ".join((*sizes, unit)), assumed=True), " ".join(food)


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
        return _told_twice(measure, weight) if measure is not None and weight is not None else None
    bare, inside = _without_brackets(found[1] if found else text)
    if found is None:
        return Amount(Quantity(1.0), spelled(bare), assumed=True) if _is_bare_measure(bare) else None
    quantity, amount = found[0], None
    first, *others = re.split(r"\s*[,;=/]\s*", bare)
    each = amount_of(first) if first[:1].isdigit() else None
    if each is not None and _is_weight(each.unit):
        amount = Amount(each.quantity.times(quantity.amount), each.unit)
    elif not first or _is_measure_text(first):
        amount = Amount(quantity, spelled(_EACH.sub("", re.sub(r"\btotal\b", "", first)).strip()))
    elif _leading_unit(first) and all(map(is_measure, first.split()[1:])):
        amount = Amount(quantity, spelled(first.split()[0]), container=container_of(first.split()[-1]))
    if amount is None or any(leading(other) is None for other in others if other):
        return None
    for each_ in inside:
        told = amount_of(each_)
        amount = _told_twice(amount, told) if told else amount
    return amount._replace(every=bool(_EACH.search(text)) and _is_weight(amount.unit))


def brand_of(remark: str) -> str:
    """Who sells a food, by what stands in brackets behind it: "brand Oatly"; empty for any other remark."""
    first, _, rest = remark.strip().partition(" ")
    return rest if first.casefold() == BRAND else ""


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


def _leading_unit(text: str) -> bool:
    """Whether a text begins with a mass or volume: "g pot"."""
    return _is_weight(text.split(maxsplit=1)[0])


def container_of(unit: str) -> str:
    """The container that a unit begins with ("can" of "can - each 5 oz"), or an empty text."""
    first = words.words(unit)[:1]
    return first[0] if first and first[0] in CONTAINERS else ""


def _before(text: str, is_name: IsName) -> Measured | None:
    """An amount before the food."""
    text = _RESTATES.sub(r"\1 ", text) if "/" in text or "=" in text else text
    found = leading(text)
    quantity, rest = found if found and not _is_numbered_name(text, found[1], is_name) else (None, text)
    inches = _INCHES.match(rest)
    if inches and quantity is None:
        unit, food = _unit(rest[inches.end() :], counted=True, is_name=is_name)
        return Measured(Amount(Quantity(1.0), unit), food) if unit and food else None
    bracket = _BRACKET.match(rest) if quantity else None
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
    if held is not None and _is_weight(held.unit):
        amount = Amount(
            held.quantity.times(amount.quantity.amount), held.unit, container=container_of(unit) or "package"
        )
    bracket = _BRACKET.match(food)
    told = amount_of(bracket["inside"]) if bracket else None
    if bracket and told is not None:
        amount, food = _told_twice(amount, told), food[bracket.end() :]
    if _is_weight(amount.unit):
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
            if counted and not linked and not _is_weight(spelled(" ".join(unit))) and is_name(" ".join(parts[sizes:])):
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


def _without_brackets(text: str) -> tuple[str, list[str]]:
    inside = [found["inside"].strip() for found in _BRACKET.finditer(text)]
    return " ".join(_BRACKET.sub(" ", text).split()).strip(" ,;-"), [each for each in inside if each]


def _told_twice(amount: Amount | None, told: Amount) -> Amount:
    """What a bracket says of an amount: its weight, of one where a container is counted, else of all."""
    if amount is None:
        return told
    if told.every:
        return told._replace(quantity=told.quantity.times(amount.quantity.amount))
    if not _is_weight(told.unit):
        return amount if amount.unit or not told.unit else amount._replace(unit=told.unit)
    container = "" if _is_weight(amount.unit) else container_of(amount.unit)
    if _is_weight(amount.unit) and units.grams_per(told.unit) is None:
        return amount
    each = told.quantity.times(amount.quantity.amount) if container else told.quantity
    return Amount(each, told.unit, container=container)


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


def _is_weight(unit: str) -> bool:
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
