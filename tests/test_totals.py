"""Totals: unknown is not zero, and says how much it could be."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from statistics import quantiles

import pytest

from bonecheck import totals
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Food, Line, Match, Supplement
from bonecheck.nutrients import KEYS

KNOWN = Food(
    food_id="x:1",
    name="Known",
    group="milk",
    energy_kcal=50.0,
    per_100g=dict.fromkeys(KEYS, 10.0) | {"vitamin_k2": 0.0},
)
PARTLY = Food(
    food_id="x:2", name="Partly", group="milk", energy_kcal=100.0, per_100g=dict.fromkeys(KEYS, 10.0) | {"zinc": None}
)


class Limits(FoodTable):
    """A food table that knows nothing but limits."""

    def __init__(self, limits: dict[tuple[str, str, str], float]) -> None:
        self._limits = limits


TABLE = Limits({("milk", "zinc", "100 g"): 2.0, ("*", "zinc", "100 g"): 6.0, ("*", "zinc", "portion"): 5.0})


def line(
    food: Food | None = None,
    grams: float | None = None,
    supplement: Supplement | None = None,
    date: dt.date | None = None,
) -> Line:
    entry = Entry(file="log.csv", line=1, food="something", date=date)
    match = Match(food=food, confidence=Confidence.EXACT if food else Confidence.NONE)
    return Line(entry=entry, match=match, grams=grams, supplement=supplement)


def test_a_total_is_the_sum_over_lines_by_their_grams() -> None:
    """200 g of 10 per 100 g and 50 g of the same."""
    day = totals.total_day(None, [line(KNOWN, 200), line(KNOWN, 50)], TABLE)
    assert day.totals["calcium"].known == pytest.approx(25.0)
    assert day.totals["calcium"].lower_bound is False
    assert day.totals["calcium"].at_most == pytest.approx(25.0)
    assert day.energy_kcal == pytest.approx(125.0)


def test_a_missing_value_is_unknown_and_held_to_its_group() -> None:
    """200 g at the group's 2 per 100 g could bring 4 more."""
    zinc = totals.total_day(None, [line(KNOWN, 100), line(PARTLY, 200)], TABLE).totals["zinc"]
    assert (zinc.known, zinc.lower_bound, zinc.at_most) == (10.0, True, 14.0)


@pytest.mark.parametrize(("grams", "at_most"), [(50.0, 3.0), (None, 5.0)])
def test_an_unresolved_line_is_unknown_for_all_seven(grams: float | None, at_most: float) -> None:
    """It is held to any food's limit by its grams, else by a portion; without a limit there is none."""
    day = totals.total_day(None, [line(None, grams)], TABLE)
    assert all(total.lower_bound for total in day.totals.values())
    assert day.totals["zinc"].at_most == pytest.approx(at_most)
    assert day.totals["calcium"].at_most is None


def test_a_food_of_unknown_grams_is_unknown_but_where_it_has_none() -> None:
    """However much of it was eaten, zero stays zero."""
    day = totals.total_day(None, [line(KNOWN, None)], TABLE)
    assert day.totals["zinc"].lower_bound
    assert day.totals["zinc"].at_most == pytest.approx(32.4)  # 324 g of 10 per 100 g, not an ordinary food's 5
    assert not day.totals["vitamin_k2"].lower_bound


def test_a_supplement_counts_for_its_nutrient_alone() -> None:
    """And apart, for the upper levels that count supplements."""
    day = totals.total_day(
        None, [line(supplement=Supplement(nutrient="magnesium", amount=200.0)), line(KNOWN, 100)], TABLE
    )
    magnesium = day.totals["magnesium"]
    assert (magnesium.known, magnesium.supplements) == (210.0, 200.0)
    assert day.totals["calcium"].known == 10.0
    assert not day.totals["calcium"].lower_bound


def test_a_supplement_of_unknown_amount_has_no_limit() -> None:
    """It is made to hold much."""
    day = totals.total_day(None, [line(supplement=Supplement(nutrient="zinc", amount=None))], TABLE)
    assert day.totals["zinc"].lower_bound
    assert day.totals["zinc"].at_most is None
    assert not day.totals["calcium"].lower_bound


def test_days_are_in_the_order_of_the_calendar_and_the_mean_divides() -> None:
    """Whatever the order of the log."""
    first, second = dt.date(2026, 3, 1), dt.date(2026, 3, 2)
    days = totals.total_days([line(KNOWN, 100, date=second), line(PARTLY, 300, date=first)], TABLE)
    assert [day.date for day in days] == [first, second]
    mean = totals.mean(days)
    assert mean.days == 2
    assert mean.totals["calcium"].known == pytest.approx((30 + 10) / 2)
    assert mean.totals["zinc"].known == pytest.approx(10 / 2)
    assert mean.totals["zinc"].at_most == pytest.approx((10 + 6) / 2)
    assert mean.energy_kcal == pytest.approx((300 + 50) / 2)


def test_the_unknown_share_is_of_energy_else_of_grams_else_unknown() -> None:
    """100 g of PARTLY are 100 of 150 kcal; an unresolved line leaves grams, then nothing."""
    by_energy = totals.total_day(None, [line(KNOWN, 100), line(PARTLY, 100)], TABLE)
    assert totals.unknown_share(by_energy.totals["zinc"], by_energy) == pytest.approx(100 / 150)
    assert totals.unknown_share(by_energy.totals["calcium"], by_energy) == 0
    by_grams = totals.total_day(None, [line(KNOWN, 100), line(None, 300)], TABLE)
    assert totals.unknown_share(by_grams.totals["calcium"], by_grams) == pytest.approx(0.75)
    neither = totals.total_day(None, [line(KNOWN, 100), line(None, None)], TABLE)
    assert totals.unknown_share(neither.totals["calcium"], neither) is None


def test_a_food_poor_in_a_nutrient_is_still_held_to_an_ordinary_portion() -> None:
    """324 g of 1 per 100 g is less than the 5 that a portion of any food may hold."""
    poor = KNOWN._replace(per_100g=dict.fromkeys(KEYS, 1.0))
    assert totals.total_day(None, [line(poor, None)], TABLE).totals["zinc"].at_most == 5.0


def test_the_large_portion_is_that_of_the_survey() -> None:
    """The 95th percentile of the usual portions in data/portions.csv."""
    with (Path(__file__).parents[1] / "data" / "portions.csv").open(encoding="utf-8", newline="") as file:
        usual = sorted(float(row["grams"]) for row in csv.DictReader(file) if row["measure"] == "default")
    assert quantiles(usual, n=20, method="inclusive")[-1] == totals._LARGE_PORTION_GRAMS


def test_the_range_of_the_sources_is_summed_beside_the_value() -> None:
    """200 g at 5 to 20 per 100 g around 10, and 100 g of 10 without a range; a zero may have a range too."""
    ranged = KNOWN._replace(ranges={"zinc": (5.0, 20.0), "vitamin_k2": (0.0, 2.0)})
    day = totals.total_day(None, [line(ranged, 200), line(PARTLY, 50), line(KNOWN, 100)], TABLE)
    assert (day.totals["zinc"].known, day.totals["zinc"].spread) == (30.0, (20.0, 50.0))
    assert (day.totals["vitamin_k2"].known, day.totals["vitamin_k2"].spread) == (5.0, (5.0, 9.0))
    assert day.totals["calcium"].spread is None


def test_the_mean_of_days_has_the_mean_range() -> None:
    """One day of 10 to 40 and one of 10 without a range."""
    ranged = KNOWN._replace(ranges={"zinc": (10.0, 40.0)})
    days = [totals.total_day(None, [line(food, 100)], TABLE) for food in (ranged, KNOWN)]
    assert totals.mean(days).totals["zinc"].spread == (10.0, 25.0)
