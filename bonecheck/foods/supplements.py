"""Lines that name nutrients instead of a food: ``vitamin D3, 2000, IU`` · ``calcium + D3 600 mg/400 IU`` · ``1 multivitamin``.

A label's figure is that of the nutrient. Behind the name of a compound it may be the compound's weight instead: it is
taken for the nutrient's up to ``Nutrient.elemental_up_to``, as a US label gives it (21 CFR 101.36(b)(2)), and for the
compound's from ``Nutrient.compound_from`` on, which no label gives of the nutrient in one dose; both are assumed, and
said. Between them, and where a figure could be that of K1, the log is asked instead of guessed for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.foods import label_text, words
from bonecheck.foods.amounts import Unweighed
from bonecheck.foods.label_text import Dose, LabelText
from bonecheck.model import Supplement
from bonecheck.nutrients import BY_KEY, NUTRIENTS, Nutrient

_GRAMS_PER_UNIT: Final = {"g": 1.0, "mg": 1e-3, "\u00b5g": 1e-6}
_LABEL_UNITS: Final = frozenset({"mg", "ug", "mcg", "\u00b5g", "milligram", "milligrams", "microgram", "micrograms"})
_VITAMIN_K: Final = frozenset({"vitamin k", "vit k"})
# Names of supplements that hold many nutrients, and what may stand beside them.
_MULTI: Final = re.compile(r"\b(?:multi ?vitamins?|multi ?minerals?|multis?|prenatals?|prenatal vitamins?)\b")
_MULTI_BESIDE: Final = frozenset(
    map(words.singular, "vitamin mineral woman women man men kid adult child children senior one plus 50 for s".split())
)
_ONE_EACH: Final = "write one line for each nutrient, with its amount"
# Two figures for one dose agree within the rounding of labels.
_AGREE: Final = 0.1


class Taken(NamedTuple):
    """A supplement line: what was taken, how its amount was found, and why it is not known, if it is not.

    ``assumed`` marks an amount that the line leaves open to doubt.
    """

    supplement: Supplement
    unweighed: Unweighed | None = None
    how: str = ""
    assumed: bool = False


def read(name: str, amount: float | None, unit: str) -> Taken | None:
    """The nutrients that a line gives, or None when the line names a food.

    ``amount`` and ``unit`` are those of the line; without a unit of mass they count what the name describes.
    """
    text = label_text.parse(name)
    if _is_multi(text):
        return _multi(name)
    dosed = units.fold(unit) in units.INTERNATIONAL_UNITS or units.grams_per(unit) is not None
    if not dosed and text.doses and _counts(unit):
        return _dosed(name, text, 1.0 if amount is None else amount)
    if len(text.names) != 1:
        return _several(name, text)
    named = Dose(amount, unit) if amount is not None and unit else None
    return _one(name, text, named, unit, (amount or 0.0, unit))


def _counts(unit: str) -> bool:
    """Whether a unit counts pieces: none, or "tablets"."""
    return not unit or words.singular(unit.strip().casefold()) in label_text.FILLERS


def _dosed(name: str, text: LabelText, count: float) -> Taken | None:
    """A text that gives its doses itself, taken ``count`` times."""
    doses = [dose._replace(amount=dose.amount * count) for dose in text.doses]
    if len(text.names) == 1:
        return _one(name, text, doses[0] if len(doses) == 1 else None, doses[0].unit, (doses[0].amount, doses[0].unit))
    nutrients = [_nutrient(each) for each in text.names]
    if not any(nutrients) or not all(map(_is_label_dose, doses)):
        return None
    if len(doses) == len(nutrients):
        taken = [_amount(n, dose) for n, dose in zip(nutrients, doses, strict=True) if n]
        return _joined([each for each in taken if each])
    message = f"'{name[:60]}' names {len(nutrients)} things, and {len(doses)} of their amounts"
    return _unknown([n for n in nutrients if n], "supplement-amount", message, _ONE_EACH)


def _several(name: str, text: LabelText) -> Taken | None:
    """A text that names several nutrients and not the amount of each; None where one of them is no nutrient."""
    nutrients = [nutrient for each in text.names if (nutrient := _nutrient(each))]
    if not nutrients or len(nutrients) < len(text.names):
        return None
    message = f"'{name[:60]}' names {len(nutrients)} nutrients, not the amount of each"
    return _unknown(nutrients, "supplement-amount", message, _ONE_EACH)


def _one(name: str, text: LabelText, dose: Dose | None, unit: str, written: tuple[float, str]) -> Taken | None:
    """A line that names one thing: a nutrient, or a compound of one."""
    named = text.names[0] if text.names else ""
    nutrient = _nutrient(named)
    if nutrient is None:
        return _vague(name, named, text, Dose(*written)) if _is_label_dose(Dose(0.0, unit)) else None
    if dose is None:
        return _unknown(
            [nutrient],
            "supplement-amount",
            f"{nutrient.label} as a supplement needs an amount and a unit",
            f"write them as on the label, e.g. {nutrient.label}, 100, {nutrient.unit}",
        )
    taken = _amount(nutrient, dose)
    return _contradicted(name, nutrient, taken, text.beside) or taken


def _nutrient(name: str) -> Nutrient | None:
    return next((n for n in NUTRIENTS if name in n.label_names), None)


def _is_label_dose(dose: Dose) -> bool:
    folded = units.fold(dose.unit)
    return folded in _LABEL_UNITS or folded in units.INTERNATIONAL_UNITS


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
    return Taken(Supplement(nutrient.key, dose.amount * grams / _GRAMS_PER_UNIT[nutrient.unit]), how=how)


def _joined(taken: Sequence[Taken]) -> Taken:
    """Several nutrients of one line as one."""
    first, *others = [each.supplement for each in taken]
    lacking = next((each.unweighed for each in taken if each.unweighed), None)
    how = ", ".join(each.how.removeprefix("supplement, ") for each in taken if each.how)
    return Taken(first._replace(also=tuple(others)), lacking, f"supplement, {how}" if how else "")


def _is_multi(text: LabelText) -> bool:
    """Whether a text names a multivitamin, and nothing beside it that would say what it holds."""
    named = " ".join(text.names)
    if text.doses or not _MULTI.search(named):
        return False
    beside = _MULTI.sub(" ", named).split()
    return all(words.singular(word) in _MULTI_BESIDE or word.isdigit() for word in beside)


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
