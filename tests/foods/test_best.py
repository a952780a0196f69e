"""The best foods for a nutrient: each way to count, groups, and words that are not known."""

from __future__ import annotations

import sqlite3

import pytest

from bonecheck import compiled
from bonecheck.errors import OptionError
from bonecheck.foods import best
from bonecheck.foods.table import FoodTable
from bonecheck.model import Per
from bonecheck.nutrients import KEYS
from bonecheck.reports import food_pages
from bonecheck.reports.base import Style


@pytest.fixture(scope="module")
def connection() -> sqlite3.Connection:
    """The compiled data."""
    return compiled.connect()


@pytest.mark.parametrize("per", list(Per))
@pytest.mark.parametrize("key", KEYS)
def test_every_nutrient_ranks_every_way(connection: sqlite3.Connection, key: str, per: Per) -> None:
    """Descending, without doubles."""
    found = best.top(connection, key, per, 30)
    amounts = [each.amount for each in found]
    assert len(found) == 30
    assert amounts == sorted(amounts, reverse=True)
    assert len({(each.food.name, each.amount) for each in found}) == 30


def test_natto_leads_vitamin_k2_and_stands_once(connection: sqlite3.Connection) -> None:
    """It is in two tables under one name."""
    found = best.top(connection, "vitamin_k2", Per.HUNDRED_G, 3)
    assert (found[0].food.name, found[0].amount) == ("Natto", 999.4)
    assert found[1].food.name == "Goose, liver, raw"


def test_a_portion_is_the_usual_one_and_energy_is_counted_per_100_kcal(connection: sqlite3.Connection) -> None:
    """The amount follows from the value per 100 g."""
    for each in best.top(connection, "calcium", Per.PORTION, 5):
        assert each.grams is not None
        assert each.amount == pytest.approx((each.food.per_100g["calcium"] or 0) * each.grams / 100)
    for each in best.top(connection, "calcium", Per.KCAL, 5):
        assert each.amount == pytest.approx((each.food.per_100g["calcium"] or 0) * 100 / (each.food.energy_kcal or 0))


def test_groups_are_taken_in_and_left_out(connection: sqlite3.Connection) -> None:
    """One, and without two."""
    assert {each.food.group for each in best.top(connection, "calcium", Per.HUNDRED_G, 20, ["cheese"])} == {"cheese"}
    others = best.top(connection, "vitamin_k2", Per.HUNDRED_G, 50, (), ["cheese", "organ meats"])
    assert {each.food.group for each in others} & {"cheese", "organ meats"} == set()


def test_words_that_are_not_known_are_refused_with_a_hint(connection: sqlite3.Connection) -> None:
    """A group, a nutrient, a way to count."""
    with pytest.raises(OptionError, match="no food group is called 'chees'") as group:
        best.checked_groups(connection, ["chees"])
    assert group.value.hint == "did you mean 'cheese'?"
    with pytest.raises(OptionError, match="no nutrient here is called 'iron'"):
        best.nutrient_key("iron")
    with pytest.raises(OptionError, match="--per knows no 'bite'"):
        best.per_of("bite")


@pytest.mark.parametrize("text", ["vitamin_k2", "K2", "vitamin K2", " Vitamin_K2 "])
def test_a_nutrient_may_be_written_in_several_ways(text: str) -> None:
    """Key, label or a name on labels."""
    assert best.nutrient_key(text) == "vitamin_k2"


def test_the_page_shows_how_k2_is_known_and_no_wider_than_the_window(connection: sqlite3.Connection) -> None:
    """At 80 columns and with room."""
    found = best.top(connection, "vitamin_k2", Per.PORTION, 10)
    page = food_pages.ranking(found, "vitamin_k2", Per.PORTION, Style(width=80))
    assert max(map(len, page.splitlines())) <= 80
    assert "known by" in page
    assert "recipe" in page
    assert "group" in food_pages.ranking(found, "vitamin_k2", Per.PORTION, Style(width=140)).splitlines()[0]


def test_a_food_is_shown_with_the_origin_of_each_figure(connection: sqlite3.Connection) -> None:
    """Cheddar: the table for calcium; basis, range, note and citation for vitamin K2."""
    table = FoodTable(connection)
    food = table.by_id("sr28:01009")
    assert food is not None
    page = food_pages.page(food, table.portions(food), Style(width=120), table.k2_source(food))
    assert "USDA SR28 (2015)" in page
    assert "published for this kind of food; range 13.1 to 23.5" in page
    assert "K2: NEVO 23.5; Australia MK-5 + MK-8 + MK-9 13.1 without its MK-4" in page
    assert "NEVO-online 2025 v9.0 (RIVM); Dunlop 2022, Food Chem 397:133772" in page
