"""What becomes of a line's amount and match once its food is known: shares of an amount, ends of a range, what is odd."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bonecheck import units
from bonecheck.accounted import Place, Word
from bonecheck.errors import Problem
from bonecheck.foods import amounts, problems
from bonecheck.foods.candidates import SURE
from bonecheck.foods.items import Item
from bonecheck.model import Confidence, Line, Match
from bonecheck.parse import words
from bonecheck.parse.numbers import Amount

_NO_MATCH: Final = Match(food=None, confidence=Confidence.NONE)
# A line, and what is wrong with it or was assumed for it.
Resolved = tuple[Line, Problem | None]
DECIDED: Final = frozenset({Confidence.MAPPED, Confidence.CODE})
# Where more than this share of a name's words is not understood, a guess is doubtful.
_MOST: Final = 0.75
# A volume from which on it is a helping.
_HELPING_ML: Final = 150.0
_CUP_ML: Final = 240.0


def times(line: Line, factor: float) -> Line:
    """A line with so many times its grams, as an assumption; with so many portions where its grams are unknown."""
    if line.grams is None:
        return line._replace(portions=line.portions * max(1.0, factor))
    return line._replace(grams=line.grams * factor, how=f"{line.how}, {factor:.3g} ×", assumed=True)


def shared_out(
    found: Sequence[Resolved], whole: Amount, weight: float | None, beside: Sequence[bool]
) -> list[Resolved]:
    """The foods of one line by the amount of the line, which weighs ``weight`` grams, if that is known.

    A count without a measure multiplies them. A measure or weight is that of the whole, shared out by their portions;
    but for those ``beside`` it ("cereal with milk, 1, cup").
    """
    count = whole.quantity.amount
    if not whole.unit:
        return [(times(line, count), problem) for line, problem in found]
    shared = [line.grams for (line, _), own in zip(found, beside, strict=True) if not own]
    known = sum(each for each in shared if each is not None)
    if weight is not None and known and None not in shared:
        return [
            (times(line, count if own else weight / known), problem)
            for (line, problem), own in zip(found, beside, strict=True)
        ]
    if not is_mass(whole.unit):
        return [(times(line, count), problem or problems.unshared(line.entry)) for line, problem in found]
    return [
        (times(line._replace(grams=None, how=""), helpings(whole)), problem or problems.unshared(line.entry, lost=True))
        for line, problem in found
    ]


def as_understood(match: Match, told: Sequence[Word], item: Item) -> Match:
    """A match by what was understood: words that nothing explains leave it a guess, or, where they are most, doubtful."""
    if match.food is None or match.confidence in DECIDED:
        return match
    if item.other:
        sure = match.confidence in SURE
        return match._replace(
            runners_up=(item.other, *match.runners_up), confidence=Confidence.GUESS if sure else match.confidence
        )
    content = [word for word in told if word.place in (Place.FOOD, Place.UNKNOWN) and _says_something(word)]
    named = words.plain(item.food).split()
    content = [word for word in content if not item.remarks or word.text in named]
    unknown = [word for word in content if word.place is Place.UNKNOWN]
    if unknown and len(unknown) > _MOST * len(content) and match.confidence is Confidence.GUESS:
        return Match(None, Confidence.DOUBTFUL, (match.food.name, *match.runners_up))
    left = any(word.place is Place.UNKNOWN and _says_something(word) for word in told)
    if left and match.confidence in SURE:
        return match._replace(confidence=Confidence.GUESS)
    return match


def with_words(found: Sequence[Resolved], told: Sequence[Word]) -> list[Resolved]:
    """The foods of one line with words of it that stand in none of them; those not understood leave the first a guess."""
    (line, problem), *others = found
    match = line.match
    if match.confidence in SURE and any(word.place is Place.UNKNOWN for word in told):
        match = match._replace(confidence=Confidence.GUESS)
    return [(line._replace(match=match, words=(*told, *line.words)), problem), *others]


def _says_something(word: Word) -> bool:
    """Whether a word is evidence for a food: "de" of another language is none."""
    return len(word.text) > 2 or not word.text.isalpha()


def ends(amount: Amount | None, grams: float) -> tuple[float, float] | None:
    """The ends of a range in grams."""
    if amount is None or amount.quantity.low is None or amount.quantity.high is None or not amount.quantity.amount:
        return None
    return grams * amount.quantity.low / amount.quantity.amount, grams * amount.quantity.high / amount.quantity.amount


def mass_of(amount: Amount | None) -> float | None:
    """The grams of an amount in a unit of mass; None for any other."""
    return None if amount is None else amounts.mass(amount.quantity.amount, amount.unit)


def portions(amount: Amount | None) -> float:
    """How many portions a line of unknown grams stands for: ten of ten cups; one of a spoonful, or of a weight."""
    return 1.0 if amount is None else max(1.0, helpings(amount))


def helpings(amount: Amount) -> float:
    """How many cups a volume holds, or else how many pieces or measures there are; 0 of a weight."""
    if units.grams_per(amount.unit) is not None:
        return 0.0
    millilitres = units.millilitres_per(amount.unit)
    return amount.quantity.amount * (1.0 if millilitres is None else millilitres / _CUP_ML)


def is_small(unit: str) -> bool:
    """Whether a unit is a weight, or a volume smaller than a cup: its number does not count helpings."""
    millilitres = units.millilitres_per(unit)
    return units.grams_per(unit) is not None or (millilitres is not None and millilitres < _HELPING_ML)


def is_mass(unit: str) -> bool:
    """Whether a unit is one of mass or volume."""
    return units.grams_per(unit) is not None or units.millilitres_per(unit) is not None
