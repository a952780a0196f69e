"""Lines that name nutrients instead of a food: ``vitamin D3, 2000, IU`` · ``calcium + D3 600 mg/400 IU`` · ``1 multivitamin``.

A label's figure is that of the nutrient. Behind the name of a compound it may be the compound's weight instead: it is
taken for the nutrient's up to ``Nutrient.elemental_up_to``, as a US label gives it (21 CFR 101.36(b)(2)), and for the
compound's from ``Nutrient.compound_from`` on, which no label gives of the nutrient in one dose; both are assumed, and
said. Between them, and where a figure could be that of K1, the log is asked instead of guessed for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from bonecheck import units
from bonecheck.foods import known_supplements, label_text, taking
from bonecheck.foods.amounts import Unweighed
from bonecheck.foods.known_supplements import Known
from bonecheck.foods.label_text import Dose, LabelText
from bonecheck.model import Supplement
from bonecheck.nutrients import BY_KEY, NUTRIENTS, Nutrient
from bonecheck.parse import words
from bonecheck.parse.numbers import leading
from bonecheck.patterns import Pattern

if TYPE_CHECKING:
    from bonecheck.foods.table import FoodTable

_GRAMS_PER_UNIT: Final = {"g": 1.0, "mg": 1e-3, "\u00b5g": 1e-6}
_VITAMIN_K: Final = frozenset({"vitamin k", "vit k"})
_ONE_EACH: Final = "write one line for each nutrient, with its amount"
# Two figures for one dose agree within the rounding of labels.
_AGREE: Final = 0.1


_SEGMENTS: Final = Pattern(r"\s*(?:(?<!\d),|,(?!\d)|[;+&]|\band\b|\bwith\b|\bplus\b)\s*(?![^()]*\))", re.IGNORECASE)
_SHORT_FOR: Final = {"d": "vit d", "vit c": "vit c", "k": "vit k"}
# More is no count of tablets.
_MOST_TAKEN: Final = 10.0
# A dose in the wrong unit: of what is measured in micrograms nobody takes so many at once.
_MOST_MICROGRAMS: Final = 20_000.0
# A letter that stands for a vitamin before its dose: "D 400 IU".
_LETTER: Final = Pattern(r"^\s*(?P<letter>[dDkK])(?=[23]?\s?\d+[\d,.]*\s?(?:mg|mcg|ug|\u00b5g|iu)\b)", re.IGNORECASE)


class Taken(NamedTuple):
    """A supplement line: what was taken, how its amount was found, and why it is not known, if it is not.

    ``assumed`` marks an amount that the line leaves open to doubt.
    """

    supplement: Supplement
    unweighed: Unweighed | None = None
    how: str = ""
    assumed: bool = False


def read(name: str, amount: float | None, unit: str, table: FoodTable | None = None) -> Taken | None:
    """The nutrients that a line gives, or None when the line names a food.

    ``amount`` and ``unit`` are those of the line; without a unit of mass they count what the name describes. ``table``
    has the supplements that are known by their names.
    """
    taken = _read_any(name, amount, unit, table)
    if taken is None or taken.unweighed is not None or not taking.is_rare(name):
        return taken
    return taken._replace(how=f"{taken.how}, all of it on this day", assumed=True)


def _read_any(name: str, amount: float | None, unit: str, table: FoodTable | None) -> Taken | None:
    """A supplement line, however often it is taken."""
    unit = "" if unit == units.ASSUMED_GRAMS else unit
    name, amount = _prepared(name, amount, table)
    each_dosed = _segments(name, amount, unit, table) if _doses_each(name) else None
    if each_dosed is not None:
        return each_dosed
    whole, (name, count) = name, taking.uncounted(name)
    if count is not None and "total" in name.casefold():
        count = 1.0
    if count is not None and (amount is None or unit == ""):
        amount = count * (1.0 if amount is None else amount)
    known = (
        known_supplements.find(table, name)
        if table is not None and not label_text.is_multi(label_text.parse(name))
        else None
    )
    taken = _read(name, amount, unit)
    if taken is not None and (known is None or taken.unweighed is None):
        return taken
    several = _segments(name, amount, unit, table)
    if several is not None:
        return several
    if known is not None:
        return _known(name, known, 1.0 if amount is None or taking.is_dose(unit) else amount)
    counted = count is not None and not unit and taking.FILLER.search(whole)
    return taken or _undosed(name) or (_unknown_contents(name) if _is_taken_by(unit) or counted else None)


def _prepared(name: str, amount: float | None, table: FoodTable | None) -> tuple[str, float | None]:
    """A name without how often it is taken and the number before it, and the amount that these make."""
    if table is not None and known_supplements.find(table, name) is not None:
        counted = known_supplements.counted(table, name) if amount is None else None
        name, amount = counted or (name, amount)
    else:
        name, often = taking.how_often(taking.paired(name))
        amount = amount if often == 1.0 else often * (1.0 if amount is None else amount)
    name = _LETTER.sub(r"vit \g<letter>", name)
    begun = leading(name) if amount is None and name[:1].isdigit() else None
    if begun and begun[0].amount <= _MOST_TAKEN and begun[1][:1].isalpha() and _names_doses(begun[1]):
        name, amount = begun[1], begun[0].amount
    return _SHORT_FOR.get(name.strip().casefold(), name), amount


def _read(name: str, amount: float | None, unit: str) -> Taken | None:
    """The nutrients that a line names, by its text alone."""
    text = label_text.parse(name)
    if label_text.is_multi(text):
        return _multi(name)
    dosed = taking.is_dose(unit)
    if not dosed and text.doses and _counts(unit):
        return _dosed(name, text, 1.0 if amount is None else amount)
    if not dosed and not text.doses and len(text.beside) == 1 and _counts(unit) and len(text.names) == 1:
        given = text.beside[0]
        each = _one(name, text._replace(beside=()), given, given.unit, (given.amount, given.unit))
        return each and _times(each, 1.0 if amount is None else amount)
    if len(text.names) != 1:
        return _several(name, text)
    in_grams = _in_grams(name, text.names[0], unit) if amount is not None else None
    if in_grams is not None:
        return in_grams
    named = Dose(amount, unit) if amount is not None and unit else None
    return _one(name, text, named, unit, (amount or 0.0, unit))


def _in_grams(name: str, named: str, unit: str) -> Taken | None:
    """What is measured in micrograms, or a compound, in a column of grams: no label gives it so, and it is asked about."""
    if (units.grams_per(unit) or 0.0) < 1.0:
        return None
    compound = label_text.salt(named)
    nutrient = label_text.nutrient(named) or compound
    if nutrient is None or nutrient.unit == "g" or (nutrient.unit == "mg" and nutrient is not compound):
        return None
    message = f"'{name[:60]}' is given in {unit}, as on no label"
    return _unknown([nutrient], "supplement-unit", message, f"write the amount in {nutrient.unit} as on the label")


def _times(taken: Taken, count: float) -> Taken:
    """So many of one piece; what a piece holds of a compound is judged by the piece."""
    if count == 1.0:
        return taken
    held = [
        each._replace(amount=None if each.amount is None else count * each.amount)
        for each in (taken.supplement, *taken.supplement.also)
    ]
    return taken._replace(supplement=held[0]._replace(also=tuple(held[1:])), how=f"{taken.how}, {count:g} \u00d7")


def _segments(name: str, amount: float | None, unit: str, table: FoodTable | None) -> Taken | None:
    """Several supplements of one text, each with its dose: "calcium carbonate 600 mg + D3 400 IU"; None where one is a food."""
    parts = [part for part in _SEGMENTS.split(name) if part.strip()]
    if len(parts) < 2 or taking.is_dose(unit):
        return None
    taken = []
    for whole in parts:
        part, count = taking.uncounted(whole)
        spelled = _LETTER.sub(r"vit \g<letter>", _SHORT_FOR.get(part.strip().casefold(), part))
        known = known_supplements.find(table, spelled) if table is not None else None
        each = _read(spelled, count if amount is None else amount, unit) or _undosed(spelled)
        if known is not None and (each is None or each.unweighed is not None):
            each = _known(spelled, known, 1.0 if amount is None else amount)
        if each is None:
            return None
        taken.append(each)
    return _joined(taken)


def _names_doses(name: str) -> bool:
    """Whether a text names a nutrient with its dose."""
    text = label_text.parse(name)
    return bool((text.doses or text.beside) and len(text.names) == 1 and label_text.nutrient(text.names[0]))


def _doses_each(name: str) -> bool:
    """Whether a text has several parts and each of them a dose."""
    parts = [label_text.parse(part) for part in _SEGMENTS.split(name) if part.strip()]
    return len(parts) > 1 and all((part.doses or part.beside) and part.names for part in parts)


def _undosed(name: str) -> Taken | None:
    """A nutrient with a bare figure, or as a chew or a bottle: its amount is asked for ("Magnesium 400", "calcium chews")."""
    bare = " ".join(part for part in re.sub(r"(?<![a-zA-Z])\d[\d.,]*", " ", name).split())
    named = " ".join(label_text.parse(bare).names)
    plain = label_text.nutrient(named) if bare != name or taking.FILLER.search(name) else None
    nutrient = label_text.salt(named) or plain
    if nutrient is None:
        return None
    return _unknown(
        [nutrient],
        "supplement-amount",
        f"'{name[:60]}' gives no unit of {nutrient.label}",
        f"write it as on the label, e.g. {nutrient.label}, 100, {nutrient.unit}",
    )


def _known(name: str, found: Sequence[Known], count: float) -> Taken:
    """What supplements of the table hold, ``count`` times."""
    held: dict[str, float | None] = {}
    for each in found:
        for nutrient, amount in each.amounts.items():
            if amount == 0:
                continue
            before = held.get(nutrient, 0.0)
            held[nutrient] = None if amount is None or before is None else before + amount * count / each.per
    open_ = [BY_KEY[key] for key, amount in held.items() if amount is None]
    if not held:
        return Taken(Supplement(NUTRIENTS[0].key, 0.0), how="supplement, holds none of the nutrients that are counted")
    first, *others = [Supplement(key, amount) for key, amount in held.items()]
    named = ", ".join(dict.fromkeys(each.name for each in found))
    why = _contents_asked(name, open_) if open_ else None
    return Taken(
        first._replace(also=tuple(others)), why, f"supplement, {count:g} \u00d7 {named} by its label", assumed=True
    )


def _is_taken_by(unit: str) -> bool:
    """Whether a unit is one that only supplements are taken by: tablets, capsules, softgels."""
    return bool(taking.FILLER.fullmatch(unit.strip().casefold()))


def _unknown_contents(name: str) -> Taken:
    taken = _unknown([n for n in NUTRIENTS if n.unit != "g"], "", "", "")
    held = [BY_KEY[each.nutrient] for each in (taken.supplement, *taken.supplement.also)]
    return taken._replace(unweighed=_contents_asked(name, held))


def _contents_asked(name: str, held: Sequence[Nutrient]) -> Unweighed:
    return Unweighed(
        code="supplement-contents",
        message=f"what the supplement '{name[:60]}' holds is not known",
        hint=f"write a line for each as on its label: {', '.join(nutrient.label for nutrient in held)}",
    )


def _counts(unit: str) -> bool:
    """Whether a unit counts pieces: none, or "tablets"."""
    return not unit or words.singular(unit.strip().casefold()) in label_text.FILLERS


def _dosed(name: str, text: LabelText, count: float) -> Taken | None:
    """A text that gives its doses itself, taken ``count`` times."""
    doses = [dose._replace(amount=dose.amount * count) for dose in text.doses]
    if len(text.names) == 1:
        return _one(name, text, doses[0] if len(doses) == 1 else None, doses[0].unit, (doses[0].amount, doses[0].unit))
    nutrients = [label_text.nutrient(each) for each in text.names]
    if not any(nutrients) or not all(map(label_text.is_label_dose, doses)):
        return None
    if len(doses) == len(nutrients):
        taken = [_amount(n, dose) for n, dose in zip(nutrients, doses, strict=True) if n]
        return _joined([each for each in taken if each])
    message = f"'{name[:60]}' names {len(nutrients)} things, and {len(doses)} of their amounts"
    return _unknown([n for n in nutrients if n], "supplement-amount", message, _ONE_EACH)


def _several(name: str, text: LabelText) -> Taken | None:
    """A text that names several nutrients and not the amount of each; None where one of them is no nutrient."""
    nutrients = [nutrient for each in text.names if (nutrient := label_text.nutrient(each))]
    if not nutrients or len(nutrients) < len(text.names):
        return None
    message = f"'{name[:60]}' names {len(nutrients)} nutrients, not the amount of each"
    return _unknown(nutrients, "supplement-amount", message, _ONE_EACH)


def _one(name: str, text: LabelText, dose: Dose | None, unit: str, written: tuple[float, str]) -> Taken | None:
    """A line that names one thing: a nutrient, or a compound of one."""
    named = text.names[0] if text.names else ""
    nutrient = label_text.nutrient(named)
    if nutrient is None:
        return _vague(name, named, text, Dose(*written)) if label_text.is_label_dose(Dose(0.0, unit)) else None
    if dose is None:
        return _unknown(
            [nutrient],
            "supplement-amount",
            f"{nutrient.label} as a supplement needs an amount and a unit",
            f"write them as on the label, e.g. {nutrient.label}, 100, {nutrient.unit}",
        )
    taken = _amount(nutrient, dose)
    return _contradicted(name, nutrient, taken, text.beside) or taken


def _contradicted(name: str, nutrient: Nutrient, taken: Taken, beside: Sequence[Dose]) -> Taken | None:
    """A line whose brackets give another amount of the same: "25 mcg (400 IU)"."""
    amount = taken.supplement.amount
    for dose in beside:
        other = _amount(nutrient, dose).supplement.amount
        if amount and other is not None and abs(other / amount - 1) > _AGREE:
            message = f"'{name[:60]}' gives two amounts that differ: {amount:g} and {other:g} {nutrient.unit}"
            return _unknown([nutrient], "supplement-amount", message, "write the one that was taken")
    return None


def _vague(name: str, named: str, text: LabelText, dose: Dose) -> Taken | None:
    """A label's unit behind a name that leaves open how much of the nutrient that is: vitamin K, magnesium citrate."""
    if named in _VITAMIN_K:
        return _unknown(
            [BY_KEY["vitamin_k2"]],
            "which-vitamin-k",
            f"'{name}' may be K1 or K2, and only K2 is counted here",
            "write vitamin K2 (or MK-4, MK-7) if that is what the label says",
        )
    nutrient = next((n for n in NUTRIENTS if named.startswith(f"{n.label.casefold()} ")), None)
    if nutrient is None:
        return None
    given = text.beside[0] if text.beside else dose
    taken = _amount(nutrient, given)
    if taken.unweighed or text.beside or text.elemental:
        return taken
    return _of_compound(nutrient, named, taken) or _unknown(
        [nutrient],
        "compound-weight",
        f"'{name}' may be the weight of the compound or of the {nutrient.label} in it",
        f"write {nutrient.label} with the elemental amount that the label gives",
    )


def _of_compound(nutrient: Nutrient, named: str, taken: Taken) -> Taken | None:
    """A compound's figure where it is clear what it weighs: the nutrient, or all of the compound."""
    amount = taken.supplement.amount or 0.0
    said = f"{amount:g} {nutrient.unit} of {named}"
    if 0 < amount <= nutrient.elemental_up_to:
        return taken._replace(
            how=f"taken as {amount:g} {nutrient.unit} of {nutrient.label}, as labels give it", assumed=True
        )
    share = nutrient.compounds.get(named.partition(" ")[2])
    if share is None or nutrient.compound_from is None or amount < nutrient.compound_from:
        return None
    counted = amount * share
    how = f"{said} is {100 * share:.3g} % {nutrient.label}: {counted:.3g} {nutrient.unit}"
    return Taken(supplement=Supplement(nutrient=nutrient.key, amount=counted), how=how, assumed=True)


def _amount(nutrient: Nutrient, dose: Dose) -> Taken:
    how = f"supplement, {dose.amount:g} {dose.unit}"
    if units.fold(dose.unit) in units.INTERNATIONAL_UNITS:
        if nutrient.iu_per_unit is None:
            message = f"international units are not defined for {nutrient.label}"
            return _unknown([nutrient], "supplement-unit", message, f"write the amount in {nutrient.unit}")
        return Taken(Supplement(nutrient=nutrient.key, amount=dose.amount / nutrient.iu_per_unit), how=how)
    grams = units.grams_per(dose.unit)
    if grams is None:
        message = f"unit '{dose.unit[:40]}' is no unit of {nutrient.label} as a supplement"
        return _unknown([nutrient], "supplement-unit", message, f"write the amount in {nutrient.unit} as on the label")
    amount = dose.amount * grams / _GRAMS_PER_UNIT[nutrient.unit]
    if nutrient.unit == "\u00b5g" and amount > _MOST_MICROGRAMS:
        message = f"{dose.amount:g} {dose.unit} of {nutrient.label} is more than anybody takes"
        return _unknown(
            [nutrient], "supplement-amount", message, f"write the unit as on the label, {nutrient.unit} or IU"
        )
    return Taken(Supplement(nutrient.key, amount), how=how)


def _joined(taken: Sequence[Taken]) -> Taken:
    """Several nutrients of one line as one."""
    first, *others = [each.supplement for each in taken]
    lacking = next((each.unweighed for each in taken if each.unweighed), None)
    how = ", ".join(each.how.removeprefix("supplement, ") for each in taken if each.how)
    return Taken(first._replace(also=tuple(others)), lacking, f"supplement, {how}" if how else "")


def _multi(name: str) -> Taken:
    held = [nutrient for nutrient in NUTRIENTS if nutrient.unit != "g"]
    return _unknown(
        held,
        "which-multivitamin",
        f"'{name[:60]}' does not say how much of each nutrient it holds",
        f"write a line for each as on its label: {', '.join(n.label for n in held)}",
    )


def _unknown(nutrients: Sequence[Nutrient], code: str, message: str, hint: str) -> Taken:
    first, *others = [Supplement(nutrient=nutrient.key, amount=None) for nutrient in nutrients]
    return Taken(
        supplement=first._replace(also=tuple(others)),
        unweighed=Unweighed(code=code, message=message, hint=hint),
        how="supplement",
    )
