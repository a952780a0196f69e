"""Verdicts with unknown foods, on the example that the rule exists for: natto and lettuce of unknown vitamin K2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from bonecheck import compiled
from bonecheck.assess import assess
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Finding, Line, Match, Reference, References, Status
from bonecheck.reports.base import intake, remark
from bonecheck.totals import density, known_share, total_day

CHEDDAR, NATTO, LETTUCE = "sr28:01009", "sr28:16113", "sr28:11252"
# The comparison level of targets.yaml.
LEVEL = Reference("vitamin_k2", "comparison", 30, "µg", "none", "2009", "Gast 2009", "one source")


@pytest.fixture
def table() -> Iterator[FoodTable]:
    """The food table."""
    with closing(compiled.connect()) as connection:
        yield FoodTable(connection)


def line(table: FoodTable, food_id: str, grams: float, *, known: bool = True) -> Line:
    """A line of the log; ``known`` False takes its vitamin K2 away."""
    food = table.by_id(food_id)
    assert food is not None
    if not known:
        food = food._replace(per_100g={**food.per_100g, "vitamin_k2": None})
    return Line(Entry("log.csv", 1, food.name), Match(food, Confidence.EXACT), grams)


def verdict(table: FoodTable, *lines: Line) -> Finding:
    """The day's vitamin K2 held against 30 µg."""
    day = total_day(None, lines, table)
    return assess(day.totals["vitamin_k2"], References(LEVEL, None, None))


def test_unknown_lettuce_closes_no_gap(table: FoodTable) -> None:
    """Its group's 95th percentile is 0.7 µg per 100 g: the day stays low, by a range."""
    found = verdict(table, line(table, CHEDDAR, 30), line(table, LETTUCE, 100, known=False))
    limit = table.limit("vegetables", "vitamin_k2")
    assert limit == pytest.approx(0.7357)
    assert found.status is Status.LOW
    assert found.total.at_most is not None
    assert found.total.known < found.total.at_most < LEVEL.value
    assert intake(found).startswith("≥ ")
    assert "–" in remark(found)


def test_unknown_natto_could_close_any(table: FoodTable) -> None:
    """Too few soy foods are known to limit it: the verdict is open, whatever the rest."""
    found = verdict(table, line(table, CHEDDAR, 30), line(table, NATTO, 100, known=False))
    assert (found.status, found.total.at_most, remark(found)) == (Status.UNCLEAR, None, "no upper bound")


def test_known_natto_meets_it_whatever_is_unknown(table: FoodTable) -> None:
    """A lower bound proves it."""
    found = verdict(table, line(table, NATTO, 50), line(table, LETTUCE, 100, known=False))
    assert found.status is Status.MET


def test_density_is_of_the_foods_that_have_a_value(table: FoodTable) -> None:
    """Unknown foods count neither above nor below the line; the share of the energy says how much is left."""
    cheese, lettuce = line(table, CHEDDAR, 100), line(table, LETTUCE, 100, known=False)
    day = total_day(None, [cheese, lettuce], table)
    total = day.totals["vitamin_k2"]
    assert cheese.energy_kcal
    assert lettuce.energy_kcal
    assert density(total, day) == pytest.approx(1000 * total.known / cheese.energy_kcal)
    assert known_share(total, day) == pytest.approx(cheese.energy_kcal / (cheese.energy_kcal + lettuce.energy_kcal))
    assert known_share(day.totals["calcium"], day) == pytest.approx(1)


def test_no_density_without_energy(table: FoodTable) -> None:
    """Nor a share of it."""
    day = total_day(None, [], table)
    assert (density(day.totals["calcium"], day), known_share(day.totals["calcium"], day)) == (None, None)
