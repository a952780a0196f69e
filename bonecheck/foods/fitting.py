"""Which of a food's measures is meant: the plainest that has the words that were asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bonecheck import units
from bonecheck.model import Portion
from bonecheck.parse import words

DEFAULT: Final = "default"
# Volumes from this one on, and what is no inch or yield, may be a helping.
_HELPING_ML: Final = 100.0
_NO_HELPING: Final = re.compile(r"\binch\b|\byield\b")
# A measure that is more or less than so many times a usual portion is none.
_FAR: Final = math.log(2.5)
# A measure that says no more than these beside what was asked for is the ordinary one.
NEUTRAL: Final = frozenset(
    {"nfs", "ns", "any", "size", "medium", "regular", "no", "ice", "individual", "raw", "cooked", "standard"}
)
# A measure of the dry or raw food, or of something else: its weight is not that of what is eaten.
_MISLEADING: Final = frozenset({"yield", "ice", "guideline", "dry"})
# A piece as it is eaten, after all, not the dry or raw one.
_COOKED: Final = "yield after cooking"


def listed(portions: Sequence[Portion], unit: str) -> Portion | None:
    """The measure that is written as the food's table has it."""
    wanted = " ".join(unit.casefold().split())
    return next((own for own in portions if own.measure != DEFAULT and own.measure.casefold() == wanted), None)


def default(portions: Sequence[Portion]) -> Portion | None:
    """The usual portion that the survey gives, else the first measure; maybe none."""
    named = (portion for portion in portions if portion.measure == DEFAULT)
    return next(named, portions[0] if portions else None)


def usual_first(portions: list[Portion], usual: float | None, group: str) -> list[Portion]:
    """A food's measures with the one first that is nearest to the usual portion of its group, where the survey gives none.

    Where all are far, the nearest that is a helping of the food's own; where none is, that portion itself: nobody eats an
    inch of a sandwich, or an ounce of steak.
    """
    if usual is None or not portions or usual_grams(portions) is not None:
        return portions
    nearest = min(portions, key=lambda portion: distance(portion.grams, usual))
    if distance(nearest.grams, usual) > _FAR:
        own = [portion for portion in portions if _is_helping(portion.measure)]
        nearest = min(own, key=lambda portion: distance(portion.grams, usual), default=nearest)
        if not own:
            return [Portion(f"usual portion of {group}", usual), *portions]
    return [nearest, *(portion for portion in portions if portion is not nearest)]


def _is_helping(measure: str) -> bool:
    """Whether a measure may be a helping: no ounce or spoon of a food, no inch of it, and not what a pound yields."""
    word = volume_word(measure)
    millilitres, grams = units.millilitres_per(word), units.grams_per(lead(measure))
    return grams is None and (millilitres is None or millilitres >= _HELPING_ML) and _NO_HELPING.search(measure) is None


def best(portions: Sequence[Portion], wanted: tuple[str, ...], *, first: bool = False) -> Portion | None:
    """The plainest of a food's measures that have every wanted word; of equals the one nearest to its usual portion.

    With ``first`` the wanted word must begin the measure.
    """
    usual = usual_grams(portions)
    fitting = [p for p in portions if p.measure != DEFAULT and fits(p.measure, wanted, first=first)]
    return min(fitting, key=lambda p: (surplus(p.measure, wanted), distance(p.grams, usual)), default=None)


def usual_grams(portions: Sequence[Portion]) -> float | None:
    """Grams of the survey's usual portion, where it gives one."""
    return next((portion.grams for portion in portions if portion.measure == DEFAULT), None)


def distance(grams: float, usual: float | None) -> float:
    """How far a weight is from the usual one, as a logarithm; 0 where none is known."""
    return abs(math.log(grams / usual)) if usual else 0.0


def fits(measure: str, wanted: tuple[str, ...], *, first: bool) -> bool:
    """Whether a measure has every wanted word and none that misleads; with ``first`` it begins with them."""
    own, misleading = _own_words(measure)
    if not own.issuperset(wanted) or not misleading.issubset(wanted):
        return False
    if wanted and units.millilitres_per(volume_word(" ".join(wanted))) is None and _is_of_volume(measure):
        return False
    return not first or words.words(canonical(measure.replace(_COOKED, "")))[: len(wanted)] == wanted


@lru_cache(maxsize=1 << 15)
def _is_of_volume(measure: str) -> bool:
    """Whether a measure is a volume of pieces, and no piece: "cup, pieces"."""
    return units.millilitres_per(volume_word(measure)) is not None


@lru_cache(maxsize=1 << 15)
def _own_words(measure: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a measure, and those of them that mislead who did not ask for them."""
    own = frozenset(words.words(canonical(measure.replace(_COOKED, ""))))
    return own, own & _MISLEADING if "no" not in own else frozenset()


@lru_cache(maxsize=1 << 15)
def surplus(measure: str, wanted: tuple[str, ...]) -> int:
    """How many words of a measure say more than what was asked for and that it is the ordinary one.

    What stands in brackets says nothing more; of alternatives ("can or bottle") the nearest counts.
    """
    bare = re.sub(r"\(.*?\)", "", canonical(measure))
    alternatives = [words.words(part) for part in re.split(r" or |/", bare)]
    fitting = [own for own in alternatives if set(wanted) & set(own)] or alternatives
    return min(sum(word not in NEUTRAL and word not in wanted for word in own) for own in fitting)


@lru_cache(maxsize=1 << 15)
def canonical(unit: str) -> str:
    """A measure with its volume word spelled one way: "tbsp" and "tablespoon" are one measure."""
    lead = volume_word(unit)
    millilitres = units.millilitres_per(lead)
    if millilitres is None or not unit.strip().startswith(lead):
        return unit
    spelled = next(name for name, value in units.VOLUME_ML.items() if value == millilitres)
    return spelled + unit.strip()[len(lead) :]


def volume_word(unit: str) -> str:
    """The leading word of a measure, or its leading "fl oz"."""
    found = re.match(r"fl\.? ?oz\.?|fluid ounces?|[^\W\d_]+\.?", unit.strip(), re.IGNORECASE)
    return found[0] if found else unit.strip()


def lead(measure: str) -> str:
    """The first word of a measure, spelled one way."""
    return words.words(canonical(measure))[0]
