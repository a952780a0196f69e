"""An amount and a unit to grams of a food: by mass, by the food's own measures, by volume, or by its usual portion."""

from __future__ import annotations

import math
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
    "piece", "item", "nut", "fruit", "berry", "kernel", "bean", "leaf", "medium", "regular", "whole", "large", "small",
    "sandwich", "slice", "fillet", "patty", "bar", "can", "bottle", "container", "packet", "package",
)  # fmt: skip
# Sizes of a piece: a food that is not listed by size is counted in its pieces.
_SIZES: Final = frozenset({"small", "medium", "large", "regular", "whole", "each", "item", "unit", "extra"})
# A measure that says no more than these beside what was asked for is the ordinary one.
_NEUTRAL: Final = frozenset(
    {"nfs", "ns", "any", "size", "medium", "regular", "no", "ice", "individual", "raw", "cooked"}
)
# A measure of the dry or raw food, or of something else: its weight is not that of what is eaten.
_MISLEADING: Final = frozenset({"yield", "ice", "guideline", "dry"})
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
    grams = mass(amount, unit)
    if grams is not None:
        return Weighed(grams=grams, how=_said(count, unit), assumed=amount is None)
    if {words.singular(word) for word in words.words(unit)} <= _PORTION_WORDS:
        return _servings(food, portions, count)
    return _measured(food, portions, count, unit)


def mass(amount: float | None, unit: str) -> float | None:
    """Grams of whatever food, or None when the unit is no mass; an amount of None is one."""
    per_unit = units.grams_per(unit)
    return None if per_unit is None else per_unit * (1.0 if amount is None else amount)


def _said(count: float, unit: str) -> str:
    return f"{count:.10g} {unit}"


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
    heads = words.words(words.head(food.name))
    for piece in (*heads, *_PIECES):
        own = _best(portions, (piece,), first=True)
        if own is not None:
            return Weighed(grams=count * own.grams, how=f"{count:g} × {own.measure}", assumed=True)
    served = _servings(food, portions, count)
    return served._replace(assumed=True) if isinstance(served, Weighed) else served


def _measured(food: Food, portions: Sequence[Portion], count: float, unit: str) -> Weighed | Unweighed:
    """A household measure: the food's own of that name, else a volume through the food's density, else its piece."""
    wanted = words.words(_canonical(unit))
    own = _best(portions, wanted) if wanted else None
    if own is not None:
        exact = words.words(_canonical(own.measure)) == wanted
        how = _said(count, unit) if exact else f"{count:g} × {own.measure}"
        return Weighed(grams=count * own.grams, how=how, assumed=not exact)
    millilitres = units.millilitres_per(_volume_word(unit))
    if millilitres is not None:
        return _by_volume(food, portions, count, unit, millilitres)
    return _sized(food, portions, count, wanted) or _no_measure(
        food, portions, f"unit '{unit[:40]}' is no measure of this food"
    )


def _sized(food: Food, portions: Sequence[Portion], count: float, wanted: tuple[str, ...]) -> Weighed | None:
    """A size that the food is not listed by: its piece of no stated size ("large egg" of "egg, any size")."""
    named = tuple(word for word in wanted if word not in _SIZES)
    if len(named) == len(wanted):
        return None
    heads = words.words(words.head(food.name))
    for piece in (named,) if named else ((head,) for head in (*heads, "fruit", "item", "whole")):
        own = _best(portions, piece)
        if own is not None and not _surplus(own.measure, piece):
            return Weighed(grams=count * own.grams, how=f"{count:g} × {own.measure}", assumed=True)
    return None


def _best(portions: Sequence[Portion], wanted: tuple[str, ...], *, first: bool = False) -> Portion | None:
    """The plainest of a food's measures that have every wanted word; of equals the one nearest to its usual portion.

    With ``first`` the wanted word must begin the measure.
    """
    usual = next((portion.grams for portion in portions if portion.measure == DEFAULT), None)
    fitting = [p for p in portions if p.measure != DEFAULT and _fits(p.measure, wanted, first=first)]
    return min(fitting, key=lambda p: (_surplus(p.measure, wanted), _distance(p.grams, usual)), default=None)


def _distance(grams: float, usual: float | None) -> float:
    return abs(math.log(grams / usual)) if usual else 0.0


def _fits(measure: str, wanted: tuple[str, ...], *, first: bool) -> bool:
    own = words.words(_canonical(measure))
    misleading = bool(_MISLEADING & set(own) - set(wanted)) and "no" not in own
    return not misleading and set(wanted) <= set(own) and (not first or own[: len(wanted)] == wanted)


def _surplus(measure: str, wanted: tuple[str, ...]) -> int:
    """How many words of a measure say more than what was asked for and that it is the ordinary one.

    What stands in brackets says nothing more; of alternatives ("can or bottle") the nearest counts.
    """
    bare = re.sub(r"\(.*?\)", "", _canonical(measure))
    alternatives = [words.words(part) for part in re.split(r" or |/", bare)]
    fitting = [own for own in alternatives if set(wanted) & set(own)] or alternatives
    return min(sum(word not in _NEUTRAL and word not in wanted for word in own) for own in fitting)


def _canonical(unit: str) -> str:
    """A measure with its volume word spelled one way: "tbsp" and "tablespoon" are one measure."""
    lead = _volume_word(unit)
    millilitres = units.millilitres_per(lead)
    if millilitres is None or not unit.strip().startswith(lead):
        return unit
    spelled = next(name for name, value in units.VOLUME_ML.items() if value == millilitres)
    return spelled + unit.strip()[len(lead) :]


def _volume_word(unit: str) -> str:
    """The leading word of a measure, or its leading "fl oz"."""
    found = re.match(r"fl\.? ?oz\.?|fluid ounces?|[^\W\d_]+\.?", unit.strip(), re.IGNORECASE)
    return found[0] if found else unit.strip()


def _by_volume(
    food: Food, portions: Sequence[Portion], count: float, unit: str, millilitres: float
) -> Weighed | Unweighed:
    """A volume to grams through the plainest measure of the food that is a volume itself."""
    known = [(p, units.millilitres_per(_volume_word(p.measure))) for p in portions if p.measure != DEFAULT]
    volumes = [
        (_surplus(p.measure, (_lead(p.measure),)), number, p, p.grams / ml)
        for number, (p, ml) in enumerate(known)
        if ml and _fits(p.measure, (), first=False)
    ]
    if not volumes:
        return _no_measure(food, portions, f"'{_said(count, unit)[:40]}' is a volume, and this food has none to go by")
    surplus, _, portion, density = min(volumes)
    how = f"{_said(count, unit)}, by 1 {portion.measure} = {portion.grams:g} g"
    return Weighed(grams=count * millilitres * density, how=how, assumed=surplus > 0)


def _lead(measure: str) -> str:
    return words.words(_canonical(measure))[0]


def _no_measure(food: Food, portions: Sequence[Portion], message: str) -> Unweighed:
    return Unweighed(code="unknown-unit", message=f"{food.name}: {message}", hint=_measures(portions))


def _measures(portions: Sequence[Portion]) -> str:
    named = [p.measure for p in portions if p.measure != DEFAULT and not p.measure.startswith("Guideline")]
    return "give grams" + (f", or one of: {'; '.join(named[:_SHOWN_MEASURES])}" if named else "")
