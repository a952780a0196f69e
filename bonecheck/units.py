"""Mass, volume and international units; every factor with its source.

Names are compared after folding case, dots and spaces; both code points of the micro sign (U+00B5, U+03BC) are one. Volumes are US customary, as in the food tables' own measures; the pint of British English is imperial.
"""

from __future__ import annotations

from typing import Final

# NIST Handbook 44 (2024), Appendix C: avoirdupois ounce and pound, exact.
GRAMS_PER_OUNCE: Final = 28.349523125
GRAMS_PER_POUND: Final = 453.59237
# NIST Handbook 44 (2024), Appendix C: 1 US fluid ounce = 29.573 529 562 5 ml, exact; cup = 8, tbsp = 1/2, tsp = 1/6.
ML_PER_FL_OZ: Final = 29.5735295625
# UK Weights and Measures Act 1985, Schedule 1: 1 pint = 0.568 261 25 litre, exact.
ML_PER_IMPERIAL_PINT: Final = 568.26125
# National Academies (2011), DRIs for calcium and vitamin D: 1 µg cholecalciferol = 40 IU.
VITAMIN_D_IU_PER_UG: Final = 40.0
# Regulation (EU) 1169/2011 and FAO Food and Nutrition Paper 77 (2003): the thermochemical calorie, exact.
KJ_PER_KCAL: Final = 4.184

_MICRO_SIGN: Final = "\u00b5"
_GREEK_MU: Final = "\u03bc"

_MASS_NAMES: dict[float, str] = {
    1.0: "g gr gm gms gs gram grams gramme grammes",
    1000.0: "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    1e-3: "mg mgs milligram milligrams milligramme milligrammes",
    1e-6: f"ug mcg {_MICRO_SIGN}g microgram micrograms",
    GRAMS_PER_OUNCE: "oz ozs ounce ounces",
    GRAMS_PER_POUND: "lb lbs pound pounds",
}
_VOLUME_NAMES: dict[float, str] = {
    1.0: "ml mls cc millilitre millilitres milliliter milliliters",
    10.0: "cl centilitre centilitres centiliter centiliters",
    100.0: "dl decilitre decilitres deciliter deciliters",
    1000.0: "l ltr litre litres liter liters",
    ML_PER_FL_OZ / 6: "tsp tsps teaspoon teaspoons",
    ML_PER_FL_OZ / 2: "tbsp tbsps tbs tbl tablespoon tablespoons",
    ML_PER_FL_OZ: "floz fl_oz fluid_ounce fluid_ounces fluid_oz",
    ML_PER_FL_OZ * 8: "cup cups",
    ML_PER_FL_OZ * 16: "pt pint pints",
    ML_PER_FL_OZ * 32: "qt quart quarts",
    ML_PER_FL_OZ * 128: "gal gallon gallons",
}
# The unit of bare numbers that are read as grams. It is no unit of a dose: "magnesium, 400" stays without one.
ASSUMED_GRAMS: Final = "g (assumed)"


def _by_name(table: dict[float, str]) -> dict[str, float]:
    return {name.replace("_", " "): factor for factor, names in table.items() for name in names.split()}


MASS_G: Final[dict[str, float]] = _by_name(_MASS_NAMES)
VOLUME_ML: Final[dict[str, float]] = _by_name(_VOLUME_NAMES)
INTERNATIONAL_UNITS: Final = frozenset({"iu", "ui", "ie", "i e", "i u", "international units"})


def fold(unit: str) -> str:
    """A unit as the tables above spell it: one space between words, no dots, one micro sign.

    >>> fold(" Fl. Oz. ")
    'fl oz'
    """
    return " ".join(unit.replace(".", " ").casefold().replace(_GREEK_MU, _MICRO_SIGN).split())


def grams_per(unit: str) -> float | None:
    """Grams in one mass unit, or None when the word is no mass unit."""
    return MASS_G.get(fold(unit))


def millilitres_per(unit: str) -> float | None:
    """Millilitres in one volume unit, or None when the word is no volume unit."""
    return VOLUME_ML.get(fold(unit))
