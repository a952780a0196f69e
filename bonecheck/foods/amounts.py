"""An amount and a unit to grams of a food: by mass, by the food's own measures, by volume, or by its usual portion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.foods import words
from bonecheck.model import Food, Portion

DEFAULT: Final = "default"
# Words for "one usual portion", whatever the food.
_PORTION_WORDS: Final = frozenset({"serving", "portion", "helping", "default"})
# A bare count means pieces: of these words the first that a food's measures have.
_PIECES: Final = (
    "piece", "item", "fruit", "medium", "regular", "whole", "large", "small", "sandwich", "slice", "fillet", "patty",
    "bar", "can", "bottle", "container", "package", "packet",
)  # fmt: skip
# Of several measures that fit, one that says no more than these is the plain one.
_NEUTRAL: Final = frozenset(
    {"nf", "any", "size", "n", "medium", "regular", "no", "ice", "individual", "1", "8", "fl", "oz"}
)
# A measure of the dry or raw food, or of something else: its weight is no density of what is eaten.
_NOT_DENSITY: Final = frozenset({"yield", "yields", "ice", "guideline", "dry", "raw"})
# Sizes of a piece: a food that is not listed by size is counted in its pieces.
_SIZES: Final = frozenset({"small", "medium", "large", "regular", "whole", "piece", "each", "item", "unit"})
_SHOWN_MEASURES: Final = 6


class Weighed(NamedTuple):
    """Grams of a food and how they were found, in words; ``assumed`` when the log did not say so itself."""

    grams: float
    how: str
    assumed: bool = False


class Unweighed(NamedTuple):
    """Why an amount is not grams: a stable code, what was found, what to try."""

    code: str
    message: str
    hint: str


def weigh(food: Food, portions: Sequence[Portion], amount: float | None, unit: str) -> Weighed | Unweighed:
    """Grams of ``amount`` ``unit`` of a food; an amount of None is one, and with no unit the usual portion."""
    if not unit:
        return _usual(food, portions) if amount is None else _counted(food, portions, amount)
    count = 1.0 if amount is None else amount
    per_unit = units.grams_per(unit)
    if per_unit is not None:
        return Weighed(grams=count * per_unit, how=_said(count, unit), assumed=amount is None)
    if {words.singular(word) for word in words.words(unit)} <= _PORTION_WORDS:
        return _servings(food, portions, count)
    return _measured(food, portions, count, unit)


def _said(count: float, unit: str) -> str:
    return f"{count:g} {unit}"


def _usual(food: Food, portions: Sequence[Portion]) -> Weighed | Unweighed:
    """No amount at all: the survey's default portion, else the first that the food's source lists."""
    portion = _default(portions)
    if portion is None:
        return _no_measure(food, portions, "no amount is given, and this food has no usual portion")
    name = "usual portion" if portion.measure == DEFAULT else f"1 {portion.measure}, its first measure"
    return Weighed(grams=portion.grams, how=name, assumed=True)


def _default(portions: Sequence[Portion]) -> Portion | None:
    named = (portion for portion in portions if portion.measure == DEFAULT)
    return next(named, portions[0] if portions else None)


def _servings(food: Food, portions: Sequence[Portion], count: float) -> Weighed | Unweighed:
    portion = _default(portions)
    if portion is None:
        return _no_measure(food, portions, "this food has no usual portion")
    return Weighed(grams=count * portion.grams, how=f"{count:g} × usual portion", assumed=portion.measure != DEFAULT)


def _counted(food: Food, portions: Sequence[Portion], count: float) -> Weighed | Unweighed:
    """An amount without a unit counts pieces: "egg" of an egg, else a piece, a medium one …, else usual portions."""
    named = set(words.words(words.head(food.name)))
    by_name = [p for p in portions if words.words(p.measure)[:1] and words.words(p.measure)[0] in named]
    pieces = sorted(by_name, key=_plainness)
    for word in _PIECES:
        pieces += sorted((p for p in portions if words.words(p.measure)[:1] == (word,)), key=_plainness)
    if not pieces:
        return _servings(food, portions, count)
    return Weighed(grams=count * pieces[0].grams, how=f"{count:g} × {pieces[0].measure}", assumed=True)


def _plainness(portion: Portion) -> int:
    own = words.words(portion.measure)
    return _surplus(own, own[:1])


def _measured(food: Food, portions: Sequence[Portion], count: float, unit: str) -> Weighed | Unweighed:
    """A household measure: the food's own of that name, else a volume through the food's density."""
    own = _own_measure(portions, unit)
    if own is not None:
        exact = words.key(own.measure) == words.key(unit)
        how = _said(count, unit) if exact else f"{count:g} × {own.measure}"
        return Weighed(grams=count * own.grams, how=how, assumed=not exact)
    millilitres = units.millilitres_per(_volume_word(unit))
    if millilitres is not None:
        return _by_volume(food, portions, count, unit, millilitres)
    if set(words.words(unit)) <= _SIZES:
        return _counted(food, portions, count)
    return _no_measure(food, portions, f"unit '{unit[:40]}' is no measure of this food")


def _own_measure(portions: Sequence[Portion], unit: str) -> Portion | None:
    """The plainest of the food's measures that have every word of the unit, in the first place its first."""
    wanted = words.words(_canonical(unit))
    if not wanted:
        return None
    fitting = [(p, words.words(_canonical(p.measure))) for p in portions if p.measure != DEFAULT]
    fitting = [(p, own) for p, own in fitting if set(wanted) <= set(own) and not _misleads(own, wanted)]
    fitting.sort(key=lambda each: (each[1] != wanted, _surplus(each[1], wanted), each[1][: len(wanted)] != wanted))
    return fitting[0][0] if fitting else None


def _surplus(own: tuple[str, ...], wanted: tuple[str, ...]) -> int:
    """How many words of a measure say more than what was asked for and that it is the ordinary one."""
    return sum(word not in _NEUTRAL and word not in wanted for word in own)


def _misleads(own: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a measure is of the dry or raw food, or of something else, and the unit does not ask for that."""
    return bool(_NOT_DENSITY & set(own) - set(wanted)) and "no" not in own


def _canonical(unit: str) -> str:
    """A measure with its volume word spelled one way: "tbsp" and "tablespoon" are one measure."""
    lead = _volume_word(unit)
    millilitres = units.millilitres_per(lead)
    if millilitres is None:
        return unit
    spelled = next(name for name, value in units.VOLUME_ML.items() if value == millilitres)
    return spelled + unit[len(lead) :] if unit.startswith(lead) else unit


def _volume_word(unit: str) -> str:
    """The leading word of a measure, or its leading "fl oz"."""
    found = re.match(r"\s*(fl\.? ?oz\.?|fluid ounces?|[^\W\d_]+)", unit, re.IGNORECASE)
    return found[0] if found else unit


def _by_volume(
    food: Food, portions: Sequence[Portion], count: float, unit: str, millilitres: float
) -> Weighed | Unweighed:
    """A volume to grams through the plainest measure of the food that is a volume itself."""
    known = [(p, units.millilitres_per(_volume_word(p.measure))) for p in portions if p.measure != DEFAULT]
    densities = [
        (_plainness(p), p, p.grams / ml) for p, ml in known if ml and not _misleads(words.words(p.measure), ())
    ]
    if not densities:
        return _no_measure(food, portions, f"'{_said(count, unit)[:40]}' is a volume, and this food has none to go by")
    plainness, portion, density = min(densities, key=lambda each: each[0])
    how = f"{_said(count, unit)}, by 1 {portion.measure} = {portion.grams:g} g"
    return Weighed(grams=count * millilitres * density, how=how, assumed=plainness > 0)


def _no_measure(food: Food, portions: Sequence[Portion], message: str) -> Unweighed:
    return Unweighed(code="unknown-unit", message=f"{food.name}: {message}", hint=_measures(portions))


def _measures(portions: Sequence[Portion]) -> str:
    named = [portion.measure for portion in portions if portion.measure != DEFAULT][:_SHOWN_MEASURES]
    return "give grams" + (f", or one of: {'; '.join(named)}" if named else "")
