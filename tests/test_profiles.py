"""Options about a person: what they become, and the exact line for each that makes no sense."""

from typing import Any

import pytest

from bonecheck.errors import OptionError
from bonecheck.model import LifeStage, Profile, Sex
from bonecheck.profiles import make_profile

AGE_HINT = "give completed years from 1 to 120, such as 52"
MONTHS_HINT = "give months for an infant, such as 9m"
WEIGHT_HINT = "give the body weight in kilograms, such as 63"
SEX_HINT = "give female or male, as reference intakes divide it"


def test_nothing_given_is_a_woman_of_40_and_says_so() -> None:
    """The weight stays unknown: it is never assumed."""
    expected = Profile(sex=Sex.FEMALE, age=40, weight_kg=None, assumed=("sex", "age"))
    assert make_profile() == expected
    assert make_profile(None, None, None, None) == expected


def test_everything_given() -> None:
    """Nothing is assumed then."""
    expected = Profile(sex=Sex.FEMALE, age=31, weight_kg=63.5, life_stage=LifeStage.LACTATION)
    assert make_profile("Female", "31", "63,5", " Lactation ") == expected
    assert make_profile("woman", 31, 63.5, "lactation") == expected


def test_what_is_not_given_is_named() -> None:
    """One of the two."""
    assert make_profile(sex="m").assumed == ("age",)
    assert make_profile(age=70).assumed == ("sex",)


def test_pregnancy_implies_the_sex() -> None:
    """It is no assumption then."""
    profile = make_profile(life_stage="pregnancy")
    assert (profile.sex, profile.assumed) == (Sex.FEMALE, ("age",))


@pytest.mark.parametrize("word", ["male", "M", " man ", "MALE"])
def test_words_for_a_man(word: str) -> None:
    """Any case, with blanks."""
    assert make_profile(sex=word).sex is Sex.MALE


@pytest.mark.parametrize("word", ["female", "F", " woman ", "Female"])
def test_words_for_a_woman(word: str) -> None:
    """Any case, with blanks."""
    assert make_profile(sex=word).sex is Sex.FEMALE


@pytest.mark.parametrize(("given", "years"), [(1, 1), ("1", 1), (52.5, 52), ("52.9", 52), ("120", 120), (120.5, 120)])
def test_ages_are_completed_years(given: str | float, years: int) -> None:
    """Cut, not rounded: reference intakes change on a birthday."""
    assert make_profile(age=given).age == years


@pytest.mark.parametrize("kilograms", [3, 400, "3.0", "400"])
def test_weights_at_the_edge(kilograms: str | float) -> None:
    """Both ends are included."""
    assert make_profile(weight=kilograms).weight_kg == float(kilograms)


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"age": 0}, "age 0 is too low for years", MONTHS_HINT),
        ({"age": "0"}, "age 0 is too low for years", MONTHS_HINT),
        ({"age": 0.9}, "age 0.9 is too low for years", MONTHS_HINT),
        ({"age": -1}, "age -1 is too low for years", MONTHS_HINT),
        ({"age": 121}, "age 121 is too high: ages here end at 120 years", AGE_HINT),
        ({"age": 200}, "age 200 is too high: ages here end at 120 years", AGE_HINT),
        ({"age": "NaN"}, "age 'NaN' is not a number", AGE_HINT),
        ({"age": float("nan")}, "age nan is not a number", AGE_HINT),
        ({"age": "inf"}, "age 'inf' is not a number", AGE_HINT),
        ({"age": 10**400}, f"age {10**400} is not a number", AGE_HINT),
        ({"age": "forty"}, "age 'forty' is not a number", AGE_HINT),
        ({"age": ""}, "age '' is not a number", AGE_HINT),
        ({"weight": 0}, "weight 0 is not between 3 and 400 kg", WEIGHT_HINT),
        ({"weight": "-63"}, "weight -63 is not between 3 and 400 kg", WEIGHT_HINT),
        ({"weight": 2.9}, "weight 2.9 is not between 3 and 400 kg", WEIGHT_HINT),
        ({"weight": 63000}, "weight 63000 is not between 3 and 400 kg", WEIGHT_HINT),
        ({"weight": "nan"}, "weight 'nan' is not a number", WEIGHT_HINT),
        ({"weight": float("inf")}, "weight inf is not a number", WEIGHT_HINT),
        ({"weight": "1e400"}, "weight '1e400' is not a number", WEIGHT_HINT),
        ({"weight": "63 kg"}, "weight '63 kg' is not a number", WEIGHT_HINT),
        ({"sex": "x"}, "unknown sex 'x'", SEX_HINT),
        ({"sex": ""}, "unknown sex ''", SEX_HINT),
        ({"sex": "\x1b[31mmale"}, r"unknown sex '\x1b[31mmale'", SEX_HINT),
        ({"life_stage": "pregnant"}, "unknown life stage 'pregnant'", "did you mean 'pregnancy'?"),
        (
            {"life_stage": "retired"},
            "unknown life stage 'retired'",
            "known: general, pregnancy, lactation, postmenopause",
        ),
        ({"life_stage": "trimester 4"}, "life stage 'trimester 4': trimesters go from 1 to 3", ""),
        ({"life_stage": "semester 2"}, "unknown life stage 'semester 2'", "did you mean 'trimester'?"),
        ({"age": "1500m"}, "age '1500m' is not a number of months", "give completed months, such as 9m"),
        ({"phytate": "400"}, "unknown phytate level '400'", "give mg per day: 300, 600, 900, 1200"),
        (
            {"sex": "male", "life_stage": "pregnancy"},
            "life stage pregnancy does not go with sex male",
            "leave one of the two out",
        ),
        (
            {"sex": "m", "life_stage": "lactation"},
            "life stage lactation does not go with sex male",
            "leave one of the two out",
        ),
    ],
)
def test_what_cannot_be_meant(options: dict[str, Any], message: str, hint: str) -> None:
    """One line, and what to try."""
    with pytest.raises(OptionError) as caught:
        make_profile(**options)
    assert (str(caught.value), caught.value.hint) == (message, hint)


@pytest.mark.parametrize("age", [13, 51, 52])
def test_pregnancy_at_any_age_is_taken_as_said(age: int) -> None:
    """Whether there is a reference for it is said where references are chosen."""
    assert make_profile(age=age, life_stage="pregnancy").age == age


@pytest.mark.parametrize(
    ("given", "years", "months"),
    [("9m", 0, 9), ("9 months", 0, 9), ("18 mo", 1, 18), ("35.9m", 2, 35), ("36m", 3, None), ("0 months", 0, 0)],
)
def test_ages_in_months(given: str, years: int, months: int | None) -> None:
    """Kept as months as long as reference intakes divide by them."""
    profile = make_profile(age=given)
    assert (profile.age, profile.months) == (years, months)


@pytest.mark.parametrize(
    ("word", "stage", "part"),
    [
        ("trimester 2", LifeStage.PREGNANCY, 2),
        ("pregnancy-3", LifeStage.PREGNANCY, 3),
        ("Lactation 4 months", LifeStage.LACTATION, 4),
        ("month 4", LifeStage.LACTATION, 4),
        ("postmenopause", LifeStage.POSTMENOPAUSE, None),
    ],
)
def test_life_stages_and_their_parts(word: str, stage: LifeStage, part: int | None) -> None:
    """A trimester, or completed months after birth; each implies the sex."""
    profile = make_profile(life_stage=word)
    assert (profile.life_stage, profile.part, profile.assumed) == (stage, part, ("age",))


def test_phytate_is_600_mg_unless_given() -> None:
    """With or without its unit."""
    assert (make_profile().phytate, make_profile(phytate="900 mg").phytate) == ("600", "900")
