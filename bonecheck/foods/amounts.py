"""An amount and a unit to grams of a food: by mass, by the food's own measures, by volume, or by its usual portion."""

import math
import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.foods import fitting
from bonecheck.model import Food, Portion
from bonecheck.parse import words
from bonecheck.parse.measures import LIKE, SIZES, Household, is_unit, respelled
from bonecheck.patterns import Pattern

# Words for "one usual portion", whatever the food.
_PORTION_WORDS: Final = frozenset({"serving", "portion", "helping", "default"})
# A bare count means pieces: of these words the first that a food's measures begin with.
_PIECES: Final = (
    "piece", "item", "nut", "fruit", "berry", "kernel", "bean", "leaf", "ear", "sandwich", "fillet", "patty", "bar", "biscuit",
    "can", "bottle", "container", "packet", "package",
)  # fmt: skip
# Else the size that is nearest to the usual portion, but the medium one where it is near; the first where none is known.
_COUNTED_SIZES: Final = ("medium", "regular", "whole", "large", "small")
_MEDIUM: Final = frozenset({"medium", "regular", "whole"})
_NEAR: Final = math.log(2)
# A slice may be how a food is cut up, and not what a bare count means.
_CUT: Final = ("slice", "piece")
# What weighs less than this share of a usual portion is not what a bare count means: one flake, one kernel of corn.
_CRUMB: Final = 0.01
# More usual portions than this in one piece are a whole bird, or a head of lettuce: not what one ate of it.
_WHOLE: Final = 5.0
# Sizes of a piece: a food that is not listed by size is counted in its pieces.
_SIZES: Final = SIZES | {"whole", "each", "item", "unit"}
# Sizes of a cup that say how much it holds.
_DRINK_SIZES: Final = frozenset({"tall", "grande", "venti", "trenta"})
# A unit of so few letters is too short to be told from another.
# How long a sub is: "6-inch", or a foot.
_LENGTH: Final = Pattern(r"\b(?:(?P<inches>\d+)[\s-]?(?:inch|in\b|\")|foot-?long)", re.IGNORECASE)
_SIX_INCHES: Final = 6.0
_SHOWN_MEASURES: Final = 6


# Whole things that a part is taken of, whatever the food is called.
_WHOLES: Final = frozenset({"circle", "fruit", "head", "loaf", "bulb"})
# What a household measure stands for.
HouseholdOf = Callable[[str], Sequence[Household]]


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


def weigh(
    food: Food,
    portions: Sequence[Portion],
    amount: float | None,
    unit: str,
    *,
    said: str = "",
    household: HouseholdOf = lambda _: (),
) -> Weighed | Unweighed:
    """Grams of ``amount`` ``unit`` of a food; an amount of None is one, and with no unit the usual portion.

    ``said`` is the name in the log: of "celery sticks" a count means sticks. ``household`` gives what a measure stands
    for that no food is listed by ("handful"), as `FoodTable.household` does.
    """
    if not unit:
        own = None if amount is None else _household(food, portions, amount, "piece", said, household, own=True)
        if isinstance(own, Weighed):
            return own
        long = _by_length(portions, amount or 1.0, said)
        return long or (_usual(food, portions) if amount is None else _counted(food, portions, amount, said))
    count = 1.0 if amount is None else amount
    grams = mass(amount, unit)
    if grams is not None:
        return Weighed(grams=grams, how=_said(count, unit), assumed=amount is None)
    listed = fitting.listed(portions, unit)
    if listed is not None:
        return Weighed(grams=count * listed.grams, how=_said(count, unit))
    if is_portion(unit):
        return _servings(food, portions, count)
    return _measured(food, portions, count, unit, said, household)


def is_portion(unit: str) -> bool:
    """Whether a unit is a portion, of whatever food."""
    named = {words.singular(word) for word in words.words(unit)} - {"fda", "size"}
    return bool(named) and named <= _PORTION_WORDS


def counts_pieces(unit: str) -> bool:
    """Whether a unit counts pieces, whose grams need not grow with their number: see `_counted`."""
    return "piece" in words.words(unit)


def mass(amount: float | None, unit: str) -> float | None:
    """Grams of whatever food, or None when the unit is no mass; an amount of None is one."""
    per_unit = units.grams_per(unit)
    return None if per_unit is None else per_unit * (1.0 if amount is None else amount)


def _said(count: float, unit: str) -> str:
    return f"{count:.10g} {unit}"


def _by_length(portions: Sequence[Portion], count: float, said: str) -> Weighed | None:
    """A food that is listed by the inch, of the length that its name tells ("footlong turkey sub"), else of six inches."""
    inch = next((portion for portion in portions if portion.measure.startswith("inch ")), None)
    if inch is None:
        return None
    told = _LENGTH.search(said)
    length = _SIX_INCHES if told is None else float(told["inches"] or 2 * _SIX_INCHES)
    return Weighed(count * length * inch.grams, f"{count:g} \u00d7 {length:g} {inch.measure}", assumed=True)


def _usual(food: Food, portions: Sequence[Portion]) -> Weighed | Unweighed:
    """No amount at all: the survey's usual portion, else the measure that is nearest to that of the food's group."""
    portion = fitting.default(portions)
    if portion is None:
        return _no_measure(food, portions, "no amount is given, and this food has no usual portion")
    name = (
        "usual portion"
        if portion.measure == fitting.DEFAULT
        else f"1 {portion.measure}, the nearest to a usual portion"
    )
    return Weighed(grams=portion.grams, how=name, assumed=True)


def _servings(food: Food, portions: Sequence[Portion], count: float) -> Weighed | Unweighed:
    portion = fitting.default(portions)
    if portion is None:
        return _no_measure(food, portions, "this food has no usual portion")
    return Weighed(
        grams=count * portion.grams, how=f"{count:g} × usual portion", assumed=portion.measure != fitting.DEFAULT
    )


def _counted(food: Food, portions: Sequence[Portion], count: float, said: str) -> Weighed | Unweighed:
    """An amount without a unit counts pieces: "egg" of an egg, else a piece, a medium one …, else usual portions."""
    usual = fitting.default(portions)
    own, whole = _piece(food, portions, said), _whole(food, portions, count, said)
    if whole is not None and (own is None or own.grams < whole.grams):
        own = whole
    if own is not None and usual is not None and count * own.grams >= _CRUMB * usual.grams:
        return Weighed(grams=count * own.grams, how=f"{count:g} × {own.measure}", assumed=True)
    served = _servings(food, portions, count)
    return served._replace(assumed=True) if isinstance(served, Weighed) else served


def _whole(food: Food, portions: Sequence[Portion], count: float, said: str) -> Portion | None:
    """The whole thing that a part is of ("1/4 cantaloupe"), or that is called by its name ("1 frozen pizza").

    A whole one of several sizes is the medium one, else the middle one. What weighs many usual portions is meant only
    where a part of it is told.
    """
    spoken = words.words(said)
    names = {
        *spoken,
        *words.words(words.head(food.name)),
        *(word for each in food.aliases for word in words.words(each)),
    }
    found = [p for p in portions if p.measure != fitting.DEFAULT and _names_whole(p.measure, spoken, names)]
    if float(count).is_integer():
        most = _WHOLE * (fitting.usual_grams(portions) or 0.0)
        found = [p for p in found if p.grams <= most and _is_said(p, spoken)]
    medium = [p for p in found if set(words.words(p.measure)) & _MEDIUM]
    ranked = sorted(medium or found, key=lambda p: p.grams)
    return ranked[(len(ranked) - 1) // 2] if ranked else None


def _is_said(portion: Portion, spoken: Sequence[str]) -> bool:
    """Whether a measure is what a name ends with ("hot dog"), or a round of it: a tortilla's circle."""
    last = _bare_words(portion.measure)[-1:]
    return last == ("circle",) or (last == tuple(spoken[-1:]) and len(spoken) > 1)


def _names_whole(measure: str, spoken: Sequence[str], names: set[str]) -> bool:
    """Whether a measure is a whole one of the food, of whatever size: "medium melon" of a cantaloupe, "head" of lettuce."""
    own = _bare_words(measure)
    noun = own[-1] if own else ""
    others = [word for word in own[:-1] if word not in _SIZES | fitting.NEUTRAL and word not in spoken]
    if not noun or others or (noun not in _WHOLES and is_unit(noun)):
        return False
    return noun in _WHOLES or any(name.endswith(noun) for name in names)


def _bare_words(measure: str) -> tuple[str, ...]:
    """The words of a measure, without what stands in brackets or behind a comma."""
    bare = re.sub(r"\(.*?\)", "", measure)
    return words.words(bare) if "," not in bare else tuple(w for w in words.words(bare) if w not in _SIZES)


def _piece(food: Food, portions: Sequence[Portion], said: str) -> Portion | None:
    """What a bare count of a food means; None when its measures name no piece."""
    heads = words.words(words.head(food.name))
    plain = (fitting.best(portions, (word,)) for word in (*words.words(said)[-1:], *heads))
    whole = [p for p in portions if not set(words.words(p.measure)) >= set(_CUT)]
    begun = (fitting.best(whole, (word,), first=True) for word in _PIECES)
    cut = (fitting.best(portions, (word,), first=True) for word in (*heads, *_CUT))
    most = _WHOLE * (fitting.usual_grams(portions) or math.inf)
    return (
        _of_kind(portions, words.words(said), heads)
        or next((own for own in plain if own is not None and _is_piece(own) and own.grams <= most), None)
        or next(filter(None, begun), None)
        or _usual_size(portions)
        or next(filter(None, cut), None)
    )


def _of_kind(portions: Sequence[Portion], said: Sequence[str], heads: Sequence[str]) -> Portion | None:
    """The piece of the kind that was said: the "cherry" of cherry tomatoes, the "new potato"."""
    meant = {*said, *("miniature" for word in said if word == "mini")} - {*heads}
    kinds = [(own, {*words.words(own.measure)} - {*heads}) for own in portions if own.measure != fitting.DEFAULT]
    return next((own for own, kind in kinds if kind and kind <= meant and not units.millilitres_per(own.measure)), None)


def _is_piece(portion: Portion) -> bool:
    """Whether a measure is a piece, named by one word that is no volume and no mass."""
    own = words.words(fitting.canonical(portion.measure))
    named = [word for word in own if word not in fitting.NEUTRAL]
    measured = units.millilitres_per(own[0]) or units.grams_per(own[0])
    return measured is None and fitting.surplus(portion.measure, tuple(named[:1])) == 0


def _usual_size(portions: Sequence[Portion]) -> Portion | None:
    """Of a food's sizes the medium one, unless another is much nearer to its usual portion."""
    usual = fitting.usual_grams(portions)
    sizes = [own for size in _COUNTED_SIZES if (own := fitting.best(portions, (size,), first=True)) is not None]
    nearest = min(sizes, key=lambda own: fitting.distance(own.grams, usual), default=None)
    medium = next((own for own in sizes if set(words.words(own.measure)) & _MEDIUM), None)
    return medium if medium is not None and fitting.distance(medium.grams, usual) <= _NEAR else nearest


def _measured(
    food: Food, portions: Sequence[Portion], count: float, unit: str, said: str, household: HouseholdOf
) -> Weighed | Unweighed:
    """A household measure: the food's own of that name, else a volume through the food's density, else its piece."""
    wanted = words.words(fitting.canonical(unit))
    is_volume = units.millilitres_per(fitting.volume_word(unit)) is not None
    own = fitting.best(portions, wanted, first=is_volume) if wanted else None
    known = None if own is not None else _household(food, portions, count, unit, said, household, own=True)
    if isinstance(known, Weighed):
        return known
    if own is not None:
        exact = words.words(fitting.canonical(own.measure)) == wanted
        how = _said(count, unit) if exact else f"{count:g} × {own.measure}"
        return Weighed(grams=count * own.grams, how=how, assumed=not exact)
    millilitres = units.millilitres_per(fitting.volume_word(unit))
    if millilitres is not None:
        return _by_volume(food, portions, count, unit, millilitres)
    guessed = _guessed(food, portions, count, wanted) or _household(
        food, portions, count, unit, said, household, own=False
    )
    return (
        guessed
        or _plainer(food, portions, count, unit, said, household)
        or _no_measure(food, portions, f"unit '{unit[:40]}' is no measure of this food")
    )


def _plainer(
    food: Food, portions: Sequence[Portion], count: float, unit: str, said: str, household: HouseholdOf
) -> Weighed | Unweighed | None:
    """A measure without what its brackets say, a misspelled one, or the food's own name as its piece."""
    bare = re.sub(r"\s*\(.*?\)|\s+-\s.*", "", unit).strip()
    if bare and bare != unit:
        return weigh(food, portions, count, bare, said=said, household=household)
    named = [word for word in words.words(unit) if word not in SIZES]
    if named and {*named} <= {*words.words(said), *words.words(words.head(food.name))}:
        sizes = [word for word in words.words(unit) if word in SIZES]
        own = fitting.best(portions, (sizes[0],), first=True) if sizes else None
        sized = own and Weighed(count * own.grams, f"{count:g} \u00d7 {own.measure}", assumed=True)
        return sized or _counted(food, portions, count, said)
    right = respelled(unit)
    return weigh(food, portions, count, right, said=said, household=household) if right else None


def _guessed(
    food: Food, portions: Sequence[Portion], count: float, wanted: tuple[str, ...]
) -> Weighed | Unweighed | None:
    """A measure that the food is not listed by: one that means the same, or its piece."""
    bare = tuple(word for word in wanted if word not in _SIZES)
    like = (fitting.best(portions, (word,)) for word in (*bare, *(o for own in bare for o in LIKE.get(own, ()))))
    own = next(filter(None, like), None) if len(bare) == 1 else None
    if own is not None:
        return Weighed(grams=count * own.grams, how=f"{count:g} × {own.measure}", assumed=True)
    sized = _sized(food, portions, count, wanted)
    if sized is not None:
        return sized
    if bare == ("piece",):
        return _counted(food, portions, count, "")
    return _helping(portions, count) if wanted and not bare else None


def _household(
    food: Food, portions: Sequence[Portion], count: float, unit: str, said: str, household: HouseholdOf, *, own: bool
) -> Weighed | Unweighed | None:
    """A measure of the household: grams, a volume of this food, or usual portions; an estimate, and said to be one.

    ``own`` asks for the rows of this very food and size alone, which come before a measure that is only like it.
    """
    asked = words.words(unit.replace("-", " "))
    sizes = {word for word in asked if word in SIZES}
    measures = [word for word in asked if word not in SIZES] or [""]
    for measure in (*measures, *(("cup",) if sizes & _DRINK_SIZES else ())):
        for each in household(measure):
            size = {*words.words(each.size.replace("-", " "))}
            is_own = bool(size) if each.foods == "drinks" else each.foods != "*"
            if (own and not is_own) or not each.holds_for(
                f"{said} {words.head(food.name)}", is_drink=_is_drink(portions)
            ):
                continue
            if size <= sizes and (size or not sizes & _DRINK_SIZES):
                return _estimate(food, portions, count, unit, each)
    return None


def _estimate(
    food: Food, portions: Sequence[Portion], count: float, unit: str, row: Household
) -> Weighed | Unweighed | None:
    """What a row of the household's measures makes of a count."""
    if row.unit == "g":
        how = f"{_said(count, unit)} (an estimate: {row.amount:.3g} g each)"
        return Weighed(count * row.amount, how, assumed=True)
    if row.unit == "portion":
        helping = _helping(portions, count * row.amount)
        return helping and helping._replace(how=f"{helping.how} (an estimate of '{_said(count, unit)}')")
    found = _by_volume(food, portions, count, unit, row.amount)
    estimate = f"{_said(count, unit)} (an estimate: {count * row.amount:.3g} ml)"
    if isinstance(found, Weighed):
        return Weighed(found.grams, found.how.replace(_said(count, unit), estimate, 1), assumed=True)
    return found


def _is_drink(portions: Sequence[Portion]) -> bool:
    return any(fitting.canonical(p.measure).startswith("fl") for p in portions)


def _helping(portions: Sequence[Portion], count: float) -> Weighed | None:
    """Usual portions in place of a measure without a weight, where the survey gives one."""
    usual = fitting.usual_grams(portions)
    return None if usual is None else Weighed(grams=count * usual, how=f"{count:g} × usual portion", assumed=True)


def _sized(food: Food, portions: Sequence[Portion], count: float, wanted: tuple[str, ...]) -> Weighed | None:
    """A size that the food is not listed by: its piece of no stated size ("large egg" of "egg, any size")."""
    named = tuple(word for word in wanted if word not in _SIZES)
    if len(named) == len(wanted):
        return None
    heads = words.words(words.head(food.name))
    for piece in (named,) if named else ((head,) for head in (*heads, "fruit", "item", "whole")):
        own = fitting.best(portions, piece)
        if own is not None and not fitting.surplus(own.measure, piece):
            return Weighed(grams=count * own.grams, how=f"{count:g} × {own.measure}", assumed=True)
    return None


def _by_volume(
    food: Food, portions: Sequence[Portion], count: float, unit: str, millilitres: float
) -> Weighed | Unweighed:
    """A volume to grams through the plainest measure of the food that is a volume itself."""
    known = [
        (p, units.millilitres_per(fitting.volume_word(p.measure))) for p in portions if p.measure != fitting.DEFAULT
    ]
    volumes = [
        (fitting.surplus(p.measure, (fitting.lead(p.measure),)), number, p, p.grams / ml)
        for number, (p, ml) in enumerate(known)
        if ml and fitting.fits(p.measure, (), first=False)
    ]
    if not volumes:
        return _no_measure(food, portions, f"'{_said(count, unit)[:40]}' is a volume, and this food has none to go by")
    surplus, _, portion, density = min(volumes)
    how = f"{_said(count, unit)}, by 1 {portion.measure} = {portion.grams:g} g"
    return Weighed(grams=count * millilitres * density, how=how, assumed=surplus > 0)


def _no_measure(food: Food, portions: Sequence[Portion], message: str) -> Unweighed:
    return Unweighed(code="unknown-unit", message=f"{food.name}: {message}", hint=_measures(portions))


def _measures(portions: Sequence[Portion]) -> str:
    named = [p.measure for p in portions if p.measure != fitting.DEFAULT and not p.measure.startswith("Guideline")]
    return "give grams" + (f", or one of: {'; '.join(named[:_SHOWN_MEASURES])}" if named else "")
