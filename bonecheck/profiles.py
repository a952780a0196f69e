"""Options about a person → Profile, or one line that says what is wrong with them."""

from __future__ import annotations

import math
from typing import Final

from bonecheck.errors import OptionError, did_you_mean
from bonecheck.model import LifeStage, Profile, Sex

DEFAULT_SEX: Final = Sex.FEMALE
DEFAULT_AGE: Final = 40
FIRST_AGE: Final = 1
LAST_AGE: Final = 120
# Wider than any living body, so that what lies outside is a slip: pounds, grams, a missing digit.
LEAST_WEIGHT_KG: Final = 3.0
MOST_WEIGHT_KG: Final = 400.0

_SEXES: Final = {
    "female": Sex.FEMALE,
    "f": Sex.FEMALE,
    "woman": Sex.FEMALE,
    "male": Sex.MALE,
    "m": Sex.MALE,
    "man": Sex.MALE,
}
_STAGES: Final = {str(stage): stage for stage in LifeStage}


def make_profile(
    sex: str | None = None,
    age: str | float | None = None,
    weight: str | float | None = None,
    life_stage: str | None = None,
) -> Profile:
    """The person that options describe: age in years (cut to completed ones, 1 to 120), weight in kg (3 to 400).

    What is None is assumed (a woman of 40; pregnancy and lactation imply the sex) and named in ``assumed``; a weight is
    never assumed. Raises OptionError for anything that cannot be meant.
    """
    stage = LifeStage.GENERAL if life_stage is None else _stage(life_stage)
    given = None if sex is None else _sex(sex)
    if given is Sex.MALE and stage is not LifeStage.GENERAL:
        raise OptionError(f"life stage {stage} does not go with sex male", "leave one of the two out")
    return Profile(
        sex=given or DEFAULT_SEX,
        age=DEFAULT_AGE if age is None else _age(age),
        weight_kg=None if weight is None else _weight(weight),
        life_stage=stage,
        assumed=_assumed(sex is None and stage is LifeStage.GENERAL, age is None),
    )


def _assumed(sex: bool, age: bool) -> tuple[str, ...]:
    return tuple(name for name, assumed in (("sex", sex), ("age", age)) if assumed)


def _sex(word: str) -> Sex:
    sex = _SEXES.get(word.strip().casefold())
    if sex is None:
        raise OptionError(f"unknown sex {word!r}", "give female or male, as reference intakes divide it")
    return sex


def _stage(word: str) -> LifeStage:
    wanted = word.strip().casefold()
    stage = _STAGES.get(wanted)
    if stage is None:
        raise OptionError(f"unknown life stage {word!r}", did_you_mean(wanted, _STAGES))
    return stage


def _age(given: str | float) -> int:
    hint = f"give completed years from {FIRST_AGE} to {LAST_AGE}, such as 52"
    years = _number(given)
    if years is None:
        raise OptionError(f"age {given!r} is not a number", hint)
    if years < FIRST_AGE:
        raise OptionError(f"age {years:g} is too low: reference intakes here begin at {FIRST_AGE} year", hint)
    if years >= LAST_AGE + 1:
        raise OptionError(f"age {years:g} is too high: ages here end at {LAST_AGE} years", hint)
    return int(years)


def _weight(given: str | float) -> float:
    hint = "give the body weight in kilograms, such as 63"
    kilograms = _number(given)
    if kilograms is None:
        raise OptionError(f"weight {given!r} is not a number", hint)
    if not LEAST_WEIGHT_KG <= kilograms <= MOST_WEIGHT_KG:
        message = f"weight {kilograms:g} is not between {LEAST_WEIGHT_KG:g} and {MOST_WEIGHT_KG:g} kg"
        raise OptionError(message, hint)
    return kilograms


def _number(given: str | float) -> float | None:
    """A finite number, with decimal point or comma, or None."""
    try:
        number = float(given.replace(",", ".") if isinstance(given, str) else given)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
