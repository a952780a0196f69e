"""Verdicts: a lower bound proves that a reference is met, never that it is not."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck.assess import Held, assess, verdict
from bonecheck.model import (
    Confidence,
    Contribution,
    Entry,
    Line,
    Match,
    Reference,
    References,
    Status,
    Total,
    Unknown,
)

LINE = Line(entry=Entry(file="log.csv", line=1, food="x"), match=Match(food=None, confidence=Confidence.NONE))


def reference(kind: str, value: float, counts: str = "total") -> Reference:
    return Reference(
        nutrient="magnesium",
        kind=kind,
        value=value,
        unit="mg",
        authority="NAM",
        edition="1997",
        citation="c",
        checked="two sources",
        counts=counts,
    )


def total(known: float, *unknown: float | None, supplements: float = 0.0) -> Total:
    return Total(
        nutrient="magnesium",
        known=known,
        supplements=supplements,
        contributions=(Contribution(line=LINE, amount=known),),
        unknown=tuple(Unknown(line=LINE, at_most=at_most) for at_most in unknown),
    )


@pytest.mark.parametrize(
    ("known", "unknown", "expected"),
    [
        (320.0, (), Status.MET),
        (320.0, (None,), Status.MET),  # a lower bound that reaches the reference proves it met
        (300.0, (), Status.LOW),
        (300.0, (19.9,), Status.LOW),  # what is unknown is too little to matter
        (300.0, (20.0,), Status.UNCLEAR),  # it could close the gap to the milligram
        (300.0, (10.0, 15.0), Status.UNCLEAR),  # together they could
        (300.0, (None,), Status.UNCLEAR),  # no limit is known: it could hold anything
        (0.0, (), Status.LOW),
    ],
)
def test_the_verdict_against_an_rda_of_320_mg(
    known: float, unknown: tuple[float | None, ...], expected: Status
) -> None:
    """RDA of magnesium for women of 31 to 50: 320 mg (IOM 1997)."""
    references = References(target=reference("RDA", 320), upper=None, average=None)
    assert assess(total(known, *unknown), references).status is expected


def test_percent_and_gap_are_of_the_known_part() -> None:
    """240 of 320 mg is 75 %, 80 mg short."""
    references = References(target=reference("RDA", 320), upper=None, average=None)
    found = assess(total(240.0, 500.0), references)
    assert (found.percent, found.gap, found.excess) == (pytest.approx(75), pytest.approx(80), None)


@pytest.mark.parametrize(
    ("known", "supplements", "counts", "excess"),
    [
        (800.0, 0.0, "supplements", None),  # magnesium of food is never held against the UL
        (800.0, 350.0, "supplements", None),
        (800.0, 400.0, "supplements", 50.0),
        (351.0, 0.0, "total", 1.0),
    ],
)
def test_an_upper_level_counts_what_it_says(
    known: float, supplements: float, counts: str, excess: float | None
) -> None:
    """The UL of magnesium, 350 mg, is for supplements alone (IOM 1997)."""
    references = References(target=reference("RDA", 320), upper=reference("UL", 350, counts), average=None)
    found = assess(total(known, supplements=supplements), references)
    assert found.excess == excess
    assert found.status is (Status.MET if excess is None else Status.HIGH)


def test_without_a_reference_there_is_no_verdict() -> None:
    """Nor a percent or a gap."""
    found = assess(total(1.0), References(target=None, upper=None, average=None, why="none set"))
    assert (found.status, found.percent, found.gap) == (Status.NO_REFERENCE, None, None)


amounts = st.floats(min_value=0, max_value=1e4)


def status(at_least: float, at_most: float, target: float) -> Status:
    return verdict(Held(at_least, at_most, counted=at_least, target=target, upper=math.inf))


@given(amounts, amounts, amounts)
def test_adding_food_never_worsens_a_verdict(known: float, more: float, target: float) -> None:
    """From low over unclear to met is the only way that more known food can go."""
    order = [Status.LOW, Status.UNCLEAR, Status.MET]
    before, after = status(known, known, target), status(known + more, known + more, target)
    assert order.index(after) >= order.index(before)


@given(amounts, amounts, amounts)
def test_unknown_food_never_makes_a_deficiency(known: float, unknown: float, target: float) -> None:
    """An unknown line may open a verdict of low; it can never make one."""
    with_unknown = status(known, known + unknown, target)
    assert with_unknown is not Status.LOW or status(known, known, target) is Status.LOW


@pytest.mark.parametrize(
    ("spread", "expected"),
    [
        ((310.0, 400.0), Status.UNCLEAR),  # by the lowest figures it is not met
        ((320.0, 400.0), Status.MET),  # even by the lowest it is
        ((100.0, 319.0), Status.LOW),  # not even by the highest
    ],
)
def test_figures_that_differ_leave_a_verdict_open(spread: tuple[float, float], expected: Status) -> None:
    """The known part is held to its lowest figures to be met, and to its highest to be low."""
    references = References(target=reference("RDA", 320), upper=None, average=None)
    found = assess(total(sum(spread) / 2)._replace(spread=spread), references)
    assert found.status is expected
