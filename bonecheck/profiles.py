"""Options about a person → Profile, or one line that says what is wrong with them."""

import math
import re
from typing import Final

from bonecheck.errors import OptionError, did_you_mean
from bonecheck.model import DEFAULT_PHYTATE, PART_OF_STAGE, PHYTATES, LifeStage, Profile, Sex

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
# Ages in months are kept as such below this; reference intakes divide older people by years.
_MONTHS_KEPT: Final = 36
_MONTHS: Final = re.compile(r"([\d.,]+)\s*(?:m|mo|months?)")
# "trimester 2", "pregnancy 2", "lactation 4", "month 4".
_PART: Final = re.compile(r"(\w+)[\s-]+(\d+)(?:\s*m(?:onths?)?)?")
_PART_WORDS: Final = {word: LifeStage(stage) for stage, part in PART_OF_STAGE.items() for word in (stage, part)}
_PART_LIMITS: Final = {LifeStage.PREGNANCY: (1, 3), LifeStage.LACTATION: (0, 36)}


def make_profile(
    sex: str | None = None,
    age: str | float | None = None,
    weight: str | float | None = None,
    life_stage: str | None = None,
    phytate: str | None = None,
) -> Profile:
    """The person that options describe: age in years (cut to completed ones, 1 to 120), weight in kg (3 to 400).

    Below three years the age may be given in months ("9m", "9 months"). ``life_stage`` is general, pregnancy ("trimester
    2"), lactation ("lactation 4": completed months) or postmenopause; ``phytate`` the diet's mg per day, 600 unless given.
    What is None is assumed (a woman of 40; pregnancy and lactation imply the sex) and named in ``assumed``; a weight is
    never assumed. Raises OptionError for anything that cannot be meant.
    """
    stage, part = (LifeStage.GENERAL, None) if life_stage is None else _stage(life_stage)
    years, months = (DEFAULT_AGE, None) if age is None else _age(age)
    given = None if sex is None else _sex(sex)
    if given is Sex.MALE and stage is not LifeStage.GENERAL:
        raise OptionError(f"life stage {stage} does not go with sex male", "leave one of the two out")
    return Profile(
        sex=given or DEFAULT_SEX,
        age=years,
        months=months,
        weight_kg=None if weight is None else _weight(weight),
        life_stage=stage,
        part=part,
        phytate=DEFAULT_PHYTATE if phytate is None else _phytate(phytate),
        assumed=_assumed(sex is None and stage is LifeStage.GENERAL, age is None),
    )


def _assumed(sex: bool, age: bool) -> tuple[str, ...]:
    return tuple(name for name, assumed in (("sex", sex), ("age", age)) if assumed)


def _sex(word: str) -> Sex:
    sex = _SEXES.get(word.strip().casefold())
    if sex is None:
        raise OptionError(f"unknown sex {word!r}", "give female or male, as reference intakes divide it")
    return sex


def _phytate(given: str) -> str:
    level = given.strip().casefold().removesuffix("mg").strip()
    if level not in PHYTATES:
        raise OptionError(f"unknown phytate level {given!r}", f"give mg per day: {', '.join(PHYTATES)}")
    return level


def _stage(word: str) -> tuple[LifeStage, int | None]:
    wanted = word.strip().casefold()
    if part := _PART.fullmatch(wanted):
        return _stage_and_part(word, part[1], int(part[2]))
    stage = _STAGES.get(wanted)
    if stage is None:
        raise OptionError(f"unknown life stage {word!r}", did_you_mean(wanted, _STAGES))
    return stage, None


def _stage_and_part(given: str, word: str, part: int) -> tuple[LifeStage, int]:
    stage = _PART_WORDS.get(word)
    if stage is None:
        raise OptionError(f"unknown life stage {given!r}", did_you_mean(word, _PART_WORDS))
    first, last = _PART_LIMITS[stage]
    if not first <= part <= last:
        raise OptionError(f"life stage {given!r}: {PART_OF_STAGE[stage]}s go from {first} to {last}")
    return stage, part


def _age(given: str | float) -> tuple[int, int | None]:
    """Completed years, and completed months where the age was given so and years do not tell enough."""
    if isinstance(given, str) and (told := _MONTHS.fullmatch(given.strip().casefold())):
        months = _number(told[1])
        if months is None or months >= 12 * (LAST_AGE + 1):
            raise OptionError(f"age {given!r} is not a number of months", "give completed months, such as 9m")
        return int(months // 12), int(months) if months < _MONTHS_KEPT else None
    return _years(given), None


def _years(given: str | float) -> int:
    hint = f"give completed years from {FIRST_AGE} to {LAST_AGE}, such as 52"
    years = _number(given)
    if years is None:
        raise OptionError(f"age {given!r} is not a number", hint)
    if years < FIRST_AGE:
        raise OptionError(f"age {years:g} is too low for years", "give months for an infant, such as 9m")
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
