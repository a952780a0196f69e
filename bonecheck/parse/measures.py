"""The words of household measures: which words are one, and which mean the same."""

from __future__ import annotations

from typing import Final, NamedTuple

from bonecheck.parse import words
from bonecheck.parse.numbers import Amount
from bonecheck.units import MASS_G, VOLUME_ML

_SHORT_UNIT: Final = 3


def _folded(text: str) -> frozenset[str]:
    return frozenset(map(words.singular, text.split()))


SIZES: Final = _folded(
    "small medium large regular big extra xl jumbo mini miniature little tiny huge thin thick heaped heaping level rounded"
    " scant generous kid kids child size sized family snack fun single serving individual tall grande venti trenta whole short average"
    " standard full"
)
# Words that are a measure when they stand between a number and a food: "2 slices bread".
MEASURES: Final = _folded(
    "slice piece wedge strip rasher link stick spear stalk floret floweret clove ear head leaf bunch sprig ball cube fillet "
    "katori filet pat knob block loaf square scoop handful serving portion helping plate bowl glass mug shot bottle can tin "
    "pack packet package sachet pouch bag box pot tub carton container jar bar pinch dash "
    "smidgen splash drizzle dollop squirt fistful fist spoon spoonful ladle triangle segment nugget sheet tray punnet order drink"
    " shake link patty ring bit wing rib half halve breast thigh"
)
# Pieces that may be named behind what they are of: "pizza slices".
PIECES: Final = _folded("slice piece wedge triangle square rasher segment")
# What holds a stated weight of a food.
CONTAINERS: Final = _folded(
    "can tin bottle container carton pack packet package pouch sachet bag box jar tub pot bar glass cup mug shake carton scoop"
)
# Measures that need no number and no "of" before a food.
VAGUE: Final = frozenset({"handful", "fistful", "handfuls"})
# What a food's measures may call it instead, the likeliest first; each is one piece or container of the food.
_LIKE: Final[dict[str, str]] = {
    "slice": "piece wedge",
    "piece": "slice",
    "wedge": "slice piece",
    "triangle": "slice piece wedge",
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


# Short for a measure, in this case alone: T is a tablespoon, t a teaspoon.
_LETTERS: Final = frozenset({"T", "t", "c", "C", "c.", "T.", "t.", "Tb", "TB"})
_SHORT: Final = frozenset({"pc", "pcs", "pce", "pkt", "pkts", "pk", "btl"})


class Household(NamedTuple):
    """What a household measure stands for, by data/household.csv: ``amount`` of a ``unit``: ml, g or usual portions.

    ``foods`` are ``drinks`` (those listed by the fluid ounce), words of a food's name, apart by ``;``, or ``*``, any;
    ``size`` is empty where no size is named.
    """

    amount: float
    unit: str
    foods: str
    size: str

    def holds_for(self, said: str, *, is_drink: bool) -> bool:
        """Whether the row is about a food that is called so."""
        if self.foods in ("*", "drinks"):
            return self.foods == "*" or is_drink
        text = f" {' '.join(words.words(said))} "
        return any(f" {' '.join(words.words(each))} " in text for each in self.foods.split(";"))


def is_unit(word: str) -> bool:
    """Whether a word before a food is its unit: a mass, a volume, a measure or a size."""
    return is_measure(word) or is_size(word)


def is_measure(word: str) -> bool:
    """Whether a word before a food is its measure: a mass, a volume, a piece or a container."""
    if word in _LETTERS:
        return True
    folded = " ".join(word.casefold().replace(".", " ").split())
    return folded in MASS_G or folded in VOLUME_ML or words.singular(folded) in MEASURES or folded in _SHORT


def is_size(word: str) -> bool:
    """Whether a word says how large a measure is: "small" of "small bowl"."""
    parts = word.casefold().strip(",").split("-")
    return all(words.singular(part) in SIZES for part in parts)


def piece_behind(amount: Amount, food: str) -> tuple[Amount, str]:
    """Pieces that are named behind what they are of: "4 small pizza slices"."""
    parts = food.split()
    if len(parts) < 2:
        return amount, food
    sizes = 0
    while sizes < len(parts) - 1 and is_size(parts[sizes]):
        sizes += 1
    place = next((p for p in range(len(parts) - 1, sizes, -1) if words.singular(parts[p].casefold()) in PIECES), None)
    if place is None:
        return amount, food
    unit = " ".join(filter(None, [amount.unit, *parts[:sizes], parts[place]]))
    behind = parts[place + 1 :]
    linked = behind[:1] == ["of"]
    return amount._replace(unit=unit), " ".join([*parts[sizes:place], *behind[linked:]])


def respelled(unit: str) -> str:
    """The measure that one of a single slip stands for: "slcie"; empty for any other."""
    from rapidfuzz.distance import OSA

    if len(unit) <= _SHORT_UNIT or not unit.isalpha() or is_unit(unit):
        return ""
    written = unit.casefold().removesuffix("s")
    return next((measure for measure in sorted(MEASURES) if OSA.distance(written, measure) == 1), "")
