"""The cells of a label: figures with their units to a nutrient's own unit, "1 bar (45 g)" to a measure and its grams."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.nutrients import Nutrient
from bonecheck.quantities import NumberError, number
from bonecheck.readers.label_columns import PERCENT, PERCENT_OF, Column

# What people write where a label says nothing.
BLANKS: Final = frozenset({"", "-", "–", "—", "?", "n/a", "na", "n.a.", "unknown", "nd", "not given"})
# What 100 % stands for, by the words behind a percentage.
TABLES: Final = {
    "dv": "FDA Daily Values (21 CFR 101.9, 2016)",
    "nrv": "EU nutrient reference values (Regulation 1169/2011, Annex XIII)",
}
GRAMS_PER_UNIT: Final = {"g": 1.0, "mg": 1e-3, "\u00b5g": 1e-6}
_PERCENT: Final = re.compile(rf"(?P<value>.*\d)\s*%\s*(?P<of>{'|'.join(PERCENT_OF)})?\.?", re.IGNORECASE)
_KCAL: Final = re.compile(r"(?:^|[\s/(])(?P<value>[\d.,]+)\s*(?:kcal|cal)\b", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\((?P<inside>[^()]*)\)")
SERVING: Final = "serving"
_SERVING_WORDS: Final = frozenset({"serving", "portion", "serve", "per serving", "1 serving", "1 portion", "a serving"})


class LabelError(ValueError):
    """A cell that is no usable figure; ``str(error)`` follows the quoted cell, ``hint`` is what to try."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Figure(NamedTuple):
    """A figure in the nutrient's own unit; ``bare`` is one without a unit.

    ``of`` is the table that a percentage, ``share``, was turned by.
    """

    value: float
    of: str = ""
    share: float = 0.0
    bare: bool = False


class Serving(NamedTuple):
    """A measure, the grams of one, and how many of it were named (``times``); ``by_volume`` where a millilitre was taken for a gram."""

    measure: str
    grams: float
    times: float = 1.0
    by_volume: bool = False


def energy(text: str, column: Column, *, decimal_comma: bool) -> Figure:
    """Energy in kcal from "190", "190 kcal", "795 kJ" or "795 kJ / 190 kcal". Raises LabelError."""
    both = _KCAL.search(text)
    value, unit = _number(both["value"] + " kcal" if both else text, decimal_comma)
    folded = units.fold(unit) or column.unit
    if folded not in ("kcal", "cal", "kj", ""):
        raise LabelError(f"is in '{unit[:20]}', no unit of energy", "write kcal or kJ")
    return Figure(value / units.KJ_PER_KCAL if folded == "kj" else value, bare=not folded)


def figure(text: str, column: Column, nutrient: Nutrient, *, decimal_comma: bool) -> Figure:
    """A nutrient's figure in its own unit, from its cell or by the unit of its column. Raises LabelError."""
    percent = _PERCENT.fullmatch(text)
    if percent is not None or (column.unit == PERCENT and _is_bare(text, decimal_comma)):
        of = PERCENT_OF.get((percent["of"] or "").casefold(), "") if percent else ""
        share, _ = _number(percent["value"] if percent else text, decimal_comma)
        return _of_table(share, of or column.of or "dv", nutrient)
    value, unit = _number(text, decimal_comma)
    return _in_unit(value, unit or column.unit, nutrient)


def _is_bare(text: str, decimal_comma: bool) -> bool:
    return not _number(text, decimal_comma)[1]


def _of_table(share: float, of: str, nutrient: Nutrient) -> Figure:
    whole = nutrient.daily_value if of == "dv" else nutrient.nrv
    if whole is None:
        raise LabelError(
            f"is a percentage, and the {TABLES[of]} have none that gives an amount of {nutrient.label}",
            f"write {nutrient.label} in {nutrient.unit}",
        )
    return Figure(value=share * whole / 100, of=of, share=share)


def _in_unit(value: float, unit: str, nutrient: Nutrient) -> Figure:
    folded = units.fold(unit)
    if not folded:
        return Figure(value, bare=True)
    if folded in units.INTERNATIONAL_UNITS and nutrient.iu_per_unit:
        return Figure(value / nutrient.iu_per_unit)
    grams = units.grams_per(folded)
    if grams is None:
        raise LabelError(f"is in '{unit[:20]}', no unit of {nutrient.label}", f"write it in {nutrient.unit}")
    return Figure(value * grams / GRAMS_PER_UNIT[nutrient.unit])


def _number(text: str, decimal_comma: bool) -> tuple[float, str]:
    try:
        return number(text, decimal_comma=decimal_comma)
    except NumberError as error:
        hint = "write a number, such as 120 or 1.5; leave it empty where the label says nothing"
        raise LabelError(str(error), hint) from None


def serving(text: str, unit: str = "", *, decimal_comma: bool) -> Serving:
    """A measure with its weight: "30 g", "1 bar (45 g)", "2 tbsp (32 g)", "250 ml". Raises LabelError.

    ``unit`` is that of the column, for a number alone. A millilitre is taken for a gram where no weight is given.

    >>> serving("2 tbsp (32 g)", decimal_comma=False)
    Serving(measure='tbsp', grams=16.0, times=2.0, by_volume=False)
    """
    bracket = _BRACKET.search(text)
    outside = _BRACKET.sub(" ", text).strip()
    inside = _weight(bracket["inside"], "", decimal_comma) if bracket else None
    if inside is not None:
        count, measure = _counted(outside, decimal_comma)
        return _weighed(measure if measure and not _is_mass(measure) else SERVING, count, *inside)
    plain = _weight(outside, unit, decimal_comma)
    if plain is None:
        raise LabelError("has no weight", "give it as the label does: 1 bar (45 g), or 30 g")
    grams, by_volume = plain
    return _weighed("ml", grams, grams, by_volume) if by_volume else _weighed(SERVING, 1.0, grams, by_volume)


def _weighed(measure: str, count: float, grams: float, by_volume: bool) -> Serving:
    if not (grams and count):
        raise LabelError("weighs nothing", "give the weight that the label has: 1 bar (45 g)")
    return Serving(measure, grams / count, count, by_volume)


def is_serving(text: str) -> bool:
    """Whether a basis names the serving of another column."""
    return " ".join(text.casefold().split()) in _SERVING_WORDS


def _is_mass(measure: str) -> bool:
    return units.grams_per(measure) is not None


def _counted(text: str, decimal_comma: bool) -> tuple[float, str]:
    try:
        count, measure = number(text, decimal_comma=decimal_comma)
    except NumberError:
        return 1.0, text
    return count, measure


def _weight(text: str, unit: str, decimal_comma: bool) -> tuple[float, bool] | None:
    """Grams of "45 g" or "240 ml" (and whether by volume); None for anything else."""
    try:
        value, named = number(text.strip(), decimal_comma=decimal_comma)
    except NumberError:
        return None
    word = named or unit
    grams, millilitres = units.grams_per(word), units.millilitres_per(word)
    if grams is not None:
        return value * grams, False
    return None if millilitres is None else (value * millilitres, True)
