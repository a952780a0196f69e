"""Usual intake: every worked example of the method's book, and no figure where the method does not hold."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck import check, confidence, make_profile
from bonecheck.confidence import (
    Variability,
    days_for_precision,
    level_z,
    phi,
    requirement_z,
    skewed_requirement,
    usual_intake,
)
from bonecheck.model import Finding, Habit, Reference, References, Status, Total, UsualIntake

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT.parent / "shared" / "methods" / "worked_examples_individual.csv"
# Magnesium of a woman of 40: EAR 265 mg, SD of the requirement 26.5 mg (10 %), within a person 85.9 mg from day to day.
EAR, SD_REQUIREMENT, SD_WITHIN = 265.0, 26.5, 85.9


def test_the_worked_example_of_magnesium() -> None:
    """IOM 2000, p. 54 (IND-EAR-1): mean 320 mg over 3 days, SD 56, "just slightly less than 1", about 85 %."""
    assert math.hypot(SD_REQUIREMENT, SD_WITHIN / math.sqrt(3)) == pytest.approx(56, abs=0.5)
    z = requirement_z(320, EAR, SD_REQUIREMENT, SD_WITHIN, 3)
    assert z == pytest.approx(0.9781, abs=1e-4)
    # The book reads its table at z = 1; Φ(0.978) is 83.6 %.
    assert phi(z) == pytest.approx(0.85, abs=0.015)


@pytest.mark.parametrize(
    ("mean", "days", "factor", "z"),
    [
        (377, 3, 1.0, 2),  # IOM 2000, p. 54 (IND-EAR-2)
        (445, 1, 1.0, 2),  # p. 56 (IND-EAR-3), 139 % of the RDA
        (349, 7, 1.0, 2),  # p. 56 (IND-EAR-4), 109 %
        (486, 1, 1.25, 2),  # p. 56 (IND-EAR-5), with a quarter more variation
        (362, 7, 1.25, 2),  # p. 56 (IND-EAR-6)
        (180, 7, 1.0, -2),  # p. 57 (IND-EAR-7): "about 180 mg" is 97.5 % likely below the requirement
    ],
)
def test_means_that_settle_it(mean: float, days: int, factor: float, z: float) -> None:
    """The book takes z = 2 for 97.5 %; its means are rounded to a milligram, the last to ten."""
    assert requirement_z(mean, EAR, SD_REQUIREMENT, SD_WITHIN * factor, days) == pytest.approx(z, abs=0.04)


@pytest.mark.parametrize(
    ("z", "published"), [(2.0, 0.98), (1.65, 0.95), (1.5, 0.93), (1.0, 0.85), (0.5, 0.70), (0.0, 0.50)]
)
def test_the_table_of_confidences(z: float, published: float) -> None:
    """IOM 2000, table B-1 (IND-EAR-8): rounded up at 1.0 (0.8413) and 0.5 (0.6915), hence the tolerance; and mirrored."""
    assert phi(z) == pytest.approx(published, abs=0.01)
    assert phi(-z) == pytest.approx(1 - published, abs=0.01)


@pytest.mark.parametrize(
    ("level", "mean", "sd", "days", "z", "percent"),
    [
        (500, 560, 50, 3, 2.07, 98),  # IOM 2000, p. 60 (IND-AI-1)
        (1000, 1200, 325, 1, 0.61, 73),  # table 3-2, p. 61 (IND-AI-T32-1d-325), calcium when it had an AI
        (1000, 1200, 406, 1, 0.49, 69),
        (1000, 1200, 488, 1, 0.41, 66),
        (1000, 1200, 325, 3, 1.07, 86),  # and appendix B (IND-AI-B-1200)
        (1000, 1200, 406, 3, 0.85, 80),
        (1000, 1200, 488, 3, 0.71, 76),
        (1000, 1200, 325, 7, 1.63, 95),  # prints z = 1.69: a misprint, 200 / (325 / √7) is 1.63, which its 95 % fits
        (1000, 1200, 406, 7, 1.30, 90),
        (1000, 1200, 488, 7, 1.08, 86),
        (1000, 1050, 325, 3, 0.27, 61),  # appendix B, p. 200 (IND-AI-B-1050)
        (1000, 1100, 325, 3, 0.53, 70),  # its mean is not printed and follows from z
        (1000, 1150, 325, 3, 0.80, 79),
        (1000, 1250, 325, 3, 1.33, 91),
    ],
)
def test_intakes_against_an_adequate_intake(
    level: float, mean: float, sd: float, days: int, z: float, percent: int
) -> None:
    """IOM 2000, p. 60 to 61 and appendix B; the book rounds the standard error first, and to whole per cent."""
    found = level_z(mean, level, sd, days)
    assert found == pytest.approx(z, abs=0.011)
    assert 100 * phi(found) == pytest.approx(percent, abs=0.6)


def test_who_is_concluded_to_be_above_the_adequate_intake() -> None:
    """IOM 2000, appendix B: at 85 % two of five people."""
    means = (1050, 1100, 1150, 1200, 1250)
    above = [mean for mean in means if phi(level_z(mean, 1000, 325, 3)) >= confidence.LIKELY]
    assert above == [1200, 1250]


@pytest.mark.parametrize(
    ("days", "z", "percent"),
    [
        (1, (-0.50, -0.40, -0.33), (69, 66, 63)),  # IND-UL-1d
        (3, (-0.87, -0.69, -0.58), (81, 76, 72)),  # IND-UL-3d
        (7, (-1.32, -1.06, -0.88), (91, 86, 81)),  # IND-UL-7d
    ],
)
def test_intakes_below_an_upper_level(
    days: int, z: tuple[float, float, float], percent: tuple[float, float, float]
) -> None:
    """IOM 2000, table 3-4, p. 64: phosphorus, 3.8 of 4.0 g; inputs as printed, outputs computed independently."""
    for sd, expected, share in zip((0.4, 0.5, 0.6), z, percent, strict=True):
        found = level_z(3.8, 4.0, sd, days)
        assert found == pytest.approx(expected, abs=0.006)
        assert 100 * phi(-found) == pytest.approx(share, abs=0.6)


@pytest.mark.parametrize(("ten", "twenty"), [(10, 3), (35, 9), (15, 4), (640, 160)])
def test_half_the_error_takes_four_times_the_days(ten: int, twenty: int) -> None:
    """Tokudome 2003, J Community Nutr 5:72: days for a mean within 10 and 20 %."""
    cv = math.sqrt(ten) * 0.1 / 1.96
    assert days_for_precision(cv * 0.99999, 0.1) == ten
    assert days_for_precision(cv * 0.99999, 0.2) == twenty


@pytest.mark.parametrize(
    ("average", "cv", "allowance", "tolerance"),
    [
        (265, 0.10, 320, 0.01),  # magnesium, women of 31 to 50 (RDA-magnesium): 318, rounded
        (580, 0.10, 700, 0.01),  # phosphorus (RDA-phosphorus): 696
        (6.8, 0.10, 8, 0.025),  # zinc, women (RDA-zinc): 8.16
        (800, 0.125, 1000, 0.001),  # calcium (RDA-calcium): its RDA implies 12.5 %
        (10, 0.25, 15, 0.001),  # vitamin D (RDA-vitamin): 25 %
    ],
)
def test_an_allowance_covers_two_deviations(average: float, cv: float, allowance: float, tolerance: float) -> None:
    """RDA = EAR × (1 + 2 CV): at the RDA, with no day-to-day variation, z is 2."""
    assert average * (1 + 2 * cv) == pytest.approx(allowance, rel=tolerance)
    assert requirement_z(average * (1 + 2 * cv), average, cv * average, 0, 1) == pytest.approx(2)


def test_a_protein_requirement_is_skewed() -> None:
    """IOM 2005 (RDA-protein): 0.66 × exp(1.96 × 0.12) = 0.835 covers 97.5 %, and the median is the EAR."""
    assert skewed_requirement(0.66 * math.exp(1.96 * 0.12), 0.66, 0.12, 1e-9, 1) == pytest.approx(0.975, abs=1e-4)
    assert skewed_requirement(0.66, 0.66, 0.12, 1e-9, 1) == pytest.approx(0.5)
    assert skewed_requirement(0.66, 0.66, 0.12, 0.25, 3) == pytest.approx(0.5, abs=0.06)
    assert skewed_requirement(0.01, 0.66, 0.12, 0.25, 1) < 0.05


def test_every_published_example_stands_above() -> None:
    """The list of examples, where it is at hand, has none that this file does not name or cover by its table."""
    if not EXAMPLES.is_file():
        pytest.skip("the worked examples (../shared/methods) are not on this machine")
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        ids = {row["id"] for row in csv.DictReader(file)}
    assert len(ids) == 36
    text = Path(__file__).read_text(encoding="utf-8")
    assert [each for each in sorted(ids) if each not in text and _numbers(each) not in text] == []


def _numbers(example: str) -> str:
    """The row of a table above that an example's id stands for: its inputs are in the id."""
    family, *inputs = example.replace("IND-AI-", "").split("-")
    if family == "T32":
        return f"(1000, 1200, {inputs[1]}, {inputs[0].removesuffix('d')}, "
    return f"(1000, {inputs[0]}, 325, 3, " if family == "B" else f"({inputs[0]}, "


KNOWN = Variability("magnesium", "female", 19, 50, 85.9, 34.0, 10.0, "normal", "", "CSFII 1994-96", 2480, "IOM", "x")
WOMAN = make_profile("f", 40)


def reference(kind: str, value: float, authority: str = "NAM", counts: str = "total") -> Reference:
    return Reference("magnesium", kind, value, "mg", authority, "1997", "c", "two sources", counts)


def finding(
    known: float,
    most: float | None = None,
    target: Reference | None = None,
    average: Reference | None = None,
    upper: Reference | None = None,
) -> Finding:
    """A finding on magnesium; ``most`` by the ranges of its foods."""
    total = Total("magnesium", known, 0.0, (), (), None if most is None else (known, most))
    references = References(target, upper, average, why_no_average="No average requirement by NAM is in the table.")
    return Finding(total, references, Status.LOW, None, None)


RDA, AVERAGE = reference("RDA", 320), reference("EAR", 265)


@pytest.mark.parametrize(
    ("mean", "most", "days", "habit"),
    [
        (445, None, 1, Habit.MET),
        (325, None, 3, Habit.LIKELY_MET),
        (300, None, 3, Habit.OPEN),
        (200, None, 3, Habit.LIKELY_NOT_MET),
        (150, None, 7, Habit.NOT_MET),
        (150, 300, 7, Habit.OPEN),  # a lower bound never shows a shortage
        (445, 900, 1, Habit.MET),  # and can show adequacy
    ],
)
def test_the_verdict_on_an_average_requirement(mean: float, most: float | None, days: int, habit: Habit) -> None:
    """By 85 and 95 % confidence."""
    assert usual_intake(finding(mean, most, RDA, AVERAGE), days, KNOWN, WOMAN).habit is habit


def test_the_test_follows_the_kind_of_the_reference() -> None:
    """Magnesium has an EAR at NAM and an AI at EFSA (350 mg for men): below an AI nothing is determined."""
    nam = usual_intake(finding(200, target=RDA, average=AVERAGE), 7, KNOWN, WOMAN)
    efsa = usual_intake(finding(200, target=reference("AI", 350, "EFSA")), 7, KNOWN, WOMAN)
    assert (nam.test, nam.habit) == ("EAR", Habit.LIKELY_NOT_MET)
    assert (efsa.test, efsa.habit, efsa.confidence) == ("AI", Habit.UNDETERMINED, None)
    above = usual_intake(finding(400, target=reference("AI", 350, "EFSA")), 7, KNOWN, WOMAN)
    assert above.confidence == pytest.approx(phi(50 / (85.9 / math.sqrt(7))))


def test_more_days_that_would_settle_it() -> None:
    """With the same mean; none when the requirement itself is too close."""
    found = usual_intake(finding(345, target=RDA, average=AVERAGE), 1, KNOWN, WOMAN)
    assert found.more_days is not None
    assert phi(requirement_z(345, EAR, SD_REQUIREMENT, SD_WITHIN, 1 + found.more_days)) >= 0.95
    assert phi(requirement_z(345, EAR, SD_REQUIREMENT, SD_WITHIN, found.more_days)) < 0.95
    assert usual_intake(finding(280, target=RDA, average=AVERAGE), 1, KNOWN, WOMAN).more_days is None
    assert usual_intake(finding(445, target=RDA, average=AVERAGE), 3, KNOWN, WOMAN).more_days == 0


@pytest.mark.parametrize(
    ("target", "average", "known", "why"),
    [
        (RDA, AVERAGE, None, "no survey's day-to-day variation of magnesium is at hand for this sex and age"),
        (
            RDA,
            AVERAGE,
            KNOWN._replace(cv_within=92.24),
            "it varies by 92 % from day to day, too much for the method (60 to 70 %); "
            "a mean within 20 % takes some 82 days",
        ),
        (
            reference("RNI", 270, "UK"),
            None,
            KNOWN,
            "the method needs an average requirement or an AI; no average requirement by NAM is in the table",
        ),
        (
            reference("guidance", 300, "ESCEO"),
            AVERAGE,
            KNOWN,
            "the method needs an average requirement or an AI; the guidance of ESCEO comes without one",
        ),
    ],
)
def test_no_figure_where_the_method_does_not_hold(
    target: Reference, average: Reference | None, known: Variability | None, why: str
) -> None:
    """In words, with the reason."""
    found = usual_intake(finding(300, target=target, average=average), 3, known, WOMAN)
    assert found == UsualIntake(days=3, habit=Habit.NO_FIGURE, why=why)


def test_upper_levels() -> None:
    """A lower bound can show that one is passed, never that it is not; one for supplements is not tested."""
    upper = reference("UL", 400)
    found = usual_intake(finding(500, 900, RDA, AVERAGE, upper), 3, KNOWN, WOMAN)
    assert found.above_upper == pytest.approx(phi(level_z(500, 400, 85.9, 3)))
    assert found.below_upper == pytest.approx(phi(-level_z(900, 400, 85.9, 3)))
    alone = usual_intake(finding(500, None, RDA, AVERAGE, upper._replace(counts="supplements")), 3, KNOWN, WOMAN)
    assert (alone.above_upper, alone.below_upper) == (None, None)


def test_cautions() -> None:
    """From the data, and for a life stage that the surveys did not ask."""
    mother = make_profile(age=30, life_stage="lactation")
    found = usual_intake(finding(300, target=RDA, average=AVERAGE), 3, KNOWN._replace(caution="unsure"), mother)
    assert found.caution == "unsure; the variation is not that of lactation"


def test_a_log_of_days_has_the_figures_of_its_mean() -> None:
    """The days of several have none; vitamins D and K2 are refused, zinc has its caution."""
    rows = [{"date": f"2026-03-0{day}", "food": "milk", "amount": 1, "unit": "litre"} for day in (1, 2, 3)]
    report = check(rows, make_profile("f", 52, 63))
    assert report.average is not None
    assert all(each.usual is None for day in report.days for each in day.nutrients.values())
    usual = {key: each.usual for key, each in report.average.nutrients.items()}
    refused = {key for key, each in usual.items() if each is not None and each.habit is Habit.NO_FIGURE}
    assert refused == {"vitamin_d", "vitamin_k2"}
    assert usual["zinc"] is not None
    assert usual["zinc"].caution
    assert usual["calcium"] is not None
    assert usual["calcium"].days == 3


@given(
    st.floats(min_value=1, max_value=1e4), st.floats(min_value=1, max_value=1e4), st.integers(min_value=1, max_value=60)
)
def test_more_intake_never_lowers_confidence(mean: float, more: float, days: int) -> None:
    """Both tests, and the skewed one."""
    assert phi(requirement_z(mean + more, EAR, SD_REQUIREMENT, SD_WITHIN, days)) >= phi(
        requirement_z(mean, EAR, SD_REQUIREMENT, SD_WITHIN, days)
    )
    assert skewed_requirement(mean + more, 48, 0.12, 20, days) >= skewed_requirement(mean, 48, 0.12, 20, days) - 1e-9
