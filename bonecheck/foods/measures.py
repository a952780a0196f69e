"""The words of household measures: which words are one, and which mean the same."""

from __future__ import annotations

from typing import Final, NamedTuple

from bonecheck.foods import words
from bonecheck.units import MASS_G, VOLUME_ML


def _folded(text: str) -> frozenset[str]:
    return frozenset(map(words.singular, text.split()))


SIZES: Final = _folded("small medium large regular big extra jumbo mini miniature little")
# Words that are a measure when they stand between a number and a food: "2 slices bread".
_MEASURES: Final = _folded(
    "slice piece wedge strip rasher link stick spear stalk floret floweret clove ear head leaf bunch sprig ball cube fillet "
    "filet pat knob block loaf square scoop handful serving portion helping plate bowl glass mug shot bottle can tin "
    "pack packet package sachet pouch bag box pot tub carton container jar bar pinch dash "
    "smidgen splash drizzle dollop squirt"
)
# What a food's measures may call it instead, the likeliest first; each is one piece or container of the food.
_LIKE: Final[dict[str, str]] = {
    "slice": "piece wedge",
    "piece": "slice",
    "wedge": "slice piece",
    "strip": "slice",
    "rasher": "slice",
    "link": "piece",
    "stick": "stalk",
    "spear": "floweret piece",
    "floret": "floweret piece",
    "filet": "fillet",
    "square": "piece",
    "tin": "can",
    "pack": "package packet",
    "packet": "package pouch",
    "sachet": "packet",
    "pouch": "packet",
    "pot": "container",
    "tub": "container",
    "carton": "container",
}
LIKE: Final = {words.singular(word): tuple(map(words.singular, like.split())) for word, like in _LIKE.items()}


class Household(NamedTuple):
    """What a household measure stands for, by data/household.csv: so many ``ml`` of a food, or so many usual portions.

    ``foods`` are ``drinks`` (those listed by the fluid ounce) or ``*``, any.
    """

    amount: float
    unit: str
    foods: str


def is_unit(word: str) -> bool:
    """Whether a word before a food is its unit: a mass, a volume, a measure or a size."""
    folded = word.casefold().rstrip(".")
    return folded in MASS_G or folded in VOLUME_ML or words.singular(folded) in _MEASURES | SIZES


def is_size(word: str) -> bool:
    """Whether a word says how large a measure is: "small" of "small bowl"."""
    return words.singular(word.casefold()) in SIZES
