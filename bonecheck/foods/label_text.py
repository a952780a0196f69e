"""The text of a supplement taken apart: what it names, which doses it gives, and what its brackets add.

``vitamin D3 (as cholecalciferol) 25 mcg (1000 IU)`` names "vitamin D3", gives 25 mcg, and says 1000 IU beside it.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.nutrients import NUTRIENTS, Nutrient
from bonecheck.parse import words
from bonecheck.quantities import NumberError, number

_UNITS: Final = r"mg|mcg|ug|\u00b5g|\u03bcg|g|i\.?u\.?|ie|ui|micrograms?|milligrams?|grams?|international units?"
_DOSE: Final = re.compile(rf"(?<![\w.,])(?P<number>\d[\d.,]*)\s*(?P<unit>{_UNITS})(?![^\W_])", re.IGNORECASE)
_BRACKET: Final = re.compile(r"[(\[](?P<inside>[^()\[\]]*)[)\]]")
_PARTS: Final = re.compile(r"\s*(?:\+|&|/|\band\b|\bwith\b|\bplus\b)\s*", re.IGNORECASE)
_ELEMENTAL: Final = re.compile(r"\belemental\b", re.IGNORECASE)
# "calcium (as calcium carbonate)": the figure of a US label is then that of the element (21 CFR 101.36(b)(2)).
_AS: Final = re.compile(r"^\s*(?:as|from)\s", re.IGNORECASE)
# What a label calls the thing that is swallowed, and words that say nothing of its content.
FILLERS: Final = frozenset(
    map(
        words.singular,
        """supplement tablet tab capsule cap pill softgel gummy drop spray chewable lozenge sachet elemental a of x
        daily vegan chew caplet gel liquid weekly nightly bedtime night morning once sublingual spray per day at""".split(),
    )
)
# Names of supplements that hold many nutrients, and what may stand beside them.
_MULTI: Final = re.compile(r"\b(?:multi ?vitamins?|multi ?minerals?|multis?|prenatals?|prenatal vitamins?)\b")
_MULTI_BESIDE: Final = frozenset(
    map(words.singular, "vitamin mineral woman women man men kid adult child children senior one plus 50 for s".split())
)
_LABEL_UNITS: Final = frozenset({"mg", "ug", "mcg", "\u00b5g", "milligram", "milligrams", "microgram", "micrograms"})
# Salts and chelates of supplements beside those whose weights are known.
_SALTS: Final = frozenset(
    "glycinate bisglycinate threonate malate taurate oxide citrate carbonate lactate gluconate picolinate sulfate".split()
)


class Dose(NamedTuple):
    """A figure with its unit, as written."""

    amount: float
    unit: str


class LabelText(NamedTuple):
    """``names`` are what the text says was taken, ``doses`` its figures in that order.

    ``beside`` are the doses in brackets; ``elemental`` says that the figure is that of the element, in so many words.
    """

    names: tuple[str, ...]
    doses: tuple[Dose, ...]
    beside: tuple[Dose, ...] = ()
    elemental: bool = False


@lru_cache(maxsize=1 << 12)
def parse(text: str) -> LabelText:
    """Take a text apart; one without figures has no doses.

    >>> parse("calcium + D3 600 mg/400 IU").names, parse("K2 100 ug").doses
    (('calcium', 'd3'), (Dose(amount=100.0, unit='ug'),))
    """
    inside = [found["inside"] for found in _BRACKET.finditer(text)]
    doses = _doses(_BRACKET.sub(" ", text))
    named = _DOSE.sub(" ", text)
    # What brackets say of a dose, or of the compound, is no part of the name: "K2 (MK-7)" is one.
    aside = [each for each in inside if _DOSE.search(each) or _ELEMENTAL.search(each) or _AS.search(each)]
    for each in aside:
        named = named.replace(_DOSE.sub(" ", each), " ")
    return LabelText(
        names=tuple(filter(None, map(_name, _PARTS.split(named)))),
        doses=doses,
        beside=tuple(dose for each in aside for dose in _doses(each)),
        elemental=bool(_ELEMENTAL.search(text)) or any(map(_AS.search, inside)),
    )


def _doses(text: str) -> tuple[Dose, ...]:
    found = []
    for dose in _DOSE.finditer(text):
        try:
            found.append(Dose(number(dose["number"])[0], dose["unit"]))
        except NumberError:
            continue
    return tuple(found)


def _name(text: str) -> str:
    """A name in plain words, without fillers."""
    parts = re.findall(r"[a-z0-9]+", words.plain(text))
    return " ".join(part for part in parts if words.singular(part) not in FILLERS)


def is_multi(text: LabelText) -> bool:
    """Whether a text names a multivitamin, and nothing beside it that would say what it holds."""
    named = " ".join(text.names)
    if text.doses or not _MULTI.search(named):
        return False
    beside = _MULTI.sub(" ", named).split()
    return all(words.singular(word) in _MULTI_BESIDE or word.isdigit() for word in beside)


def nutrient(name: str) -> Nutrient | None:
    """The nutrient that labels call so."""
    return next((n for n in NUTRIENTS if name in n.label_names), None)


def is_label_dose(dose: Dose) -> bool:
    """Whether a dose is in a unit of labels: micrograms, milligrams or international units."""
    folded = units.fold(dose.unit)
    return folded in _LABEL_UNITS or folded in units.INTERNATIONAL_UNITS


def salt(named: str) -> Nutrient | None:
    """The nutrient whose salt or chelate a text names: "zinc gluconate"; not "calcium set tofu"."""
    found = next((n for n in NUTRIENTS if named.startswith(f"{n.label.casefold()} ")), None)
    is_salt = found is not None and named.partition(" ")[2] in {*found.compounds, *_SALTS}
    return found if is_salt else None
