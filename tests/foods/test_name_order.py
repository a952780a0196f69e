"""How a name is written does not change what it means: case, accents, plural, spaces and the order of its parts.

Promised for every name: case, accents, the plural of its words, and spaces between words and at its ends never
change the match. Promised for a name with commas: the parts behind the first comma may stand in any order, and
before the food instead of behind it ("Milk, whole" is "whole milk", "Chicken breast, grilled, skinless" is "skinless
grilled chicken breast"); a part that says what a food comes with, or is without, keeps its place behind it. Where
two foods of the table are called by the same words, the one written in the name's own order is matched, so the food
may be another of just these words.

Not promised: any order of words. Two words that stand together may be one thing or another by their order alone, and
`ORDER_TELLS` has examples with the reason.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bonecheck import resources
from bonecheck.foods import names
from bonecheck.foods.table import FoodTable
from bonecheck.model import Food
from bonecheck.parse import words

TUNE = Path(__file__).parents[2] / "benchmarks" / "names_tune.csv"
# The food before, the food after, and why they are two.
ORDER_TELLS = (
    ("milk chocolate", "chocolate milk", "a chocolate made with milk; a milk with chocolate"),
    ("rice milk", "milk rice", "a drink made of rice; rice cooked in milk"),
    ("corn oil", "oil corn", "an oil; corn cooked in one"),
)


def names_of(path: Path) -> list[str]:
    """The column ``name`` of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return sorted({row["name"] for row in csv.DictReader(file)})


OF_FOODS = names_of(resources.data_folder() / "foods.csv")
AS_TYPED = names_of(TUNE)
ANY_NAME = st.one_of(st.sampled_from(OF_FOODS), st.sampled_from(AS_TYPED))
IN_PARTS = st.sampled_from([name for name in (*OF_FOODS, *AS_TYPED) if ", " in name])


def matched(table: FoodTable, name: str) -> Food | None:
    """The food that a name is matched with."""
    return names.match(table, name).food


def words_of(table: FoodTable, food: Food | None) -> list[str]:
    """The words of a food's name as the table has them, in no order; of a survey's default food those of its plain name."""
    return sorted(table.rewritten(words.words(words.unmarked(food.name)), written=False)) if food else []


@given(name=ANY_NAME, change=st.sampled_from((str.upper, str.lower, str.swapcase, str.title)))
def test_case_never_changes_a_match(table: FoodTable, name: str, change: object) -> None:
    """Whichever letters are capitals."""
    assert callable(change)
    assume(change(name).casefold() == name.casefold())
    assert matched(table, change(name)) == matched(table, name)


@given(name=ANY_NAME, before=st.integers(0, 3), between=st.integers(1, 4))
def test_spaces_never_change_a_match(table: FoodTable, name: str, before: int, between: int) -> None:
    """More of them between words, or at the ends."""
    spaced = " " * before + name.replace(" ", " " * between) + " " * before
    assert matched(table, spaced) == matched(table, name)


@given(name=ANY_NAME, accent=st.sampled_from("\u0301\u0308\u0302"), composed=st.booleans())
def test_accents_never_change_a_match(table: FoodTable, name: str, accent: str, composed: bool) -> None:
    """On any vowel, composed or not."""
    accented = "".join(letter + accent if letter in "aeiou" else letter for letter in name)
    assert matched(table, unicodedata.normalize("NFC" if composed else "NFD", accented)) == matched(table, name)


@pytest.mark.parametrize(
    ("one", "other"), [("chkn noodle soup", "chkns noodle soup"), ("brst of chkn", "brsts of chkn")]
)
def test_the_plural_of_a_word_written_short_is_the_word(table: FoodTable, one: str, other: str) -> None:
    assert matched(table, one) == matched(table, other)


@given(name=ANY_NAME, data=st.data())
def test_the_plural_never_changes_a_match(table: FoodTable, name: str, data: st.DataObject) -> None:
    """An s behind a word that has none, or taken from one that has, where the word has such a plural."""
    parts = name.split(" ")
    spot = data.draw(st.integers(0, len(parts) - 1))
    word = parts[spot]
    other = word.removesuffix("s") if word.endswith("s") else f"{word}s"
    assume(word.isalpha() and words.words(word) == words.words(other))
    assert matched(table, " ".join((*parts[:spot], other, *parts[spot + 1 :]))) == matched(table, name)


@given(name=IN_PARTS, data=st.data())
def test_the_order_of_descriptions_never_changes_a_match(table: FoodTable, name: str, data: st.DataObject) -> None:
    """The parts behind the first comma, in any order."""
    first, *parts = name.split(", ")
    turned = ", ".join((first, *data.draw(st.permutations(parts))))
    assert words_of(table, matched(table, turned)) == words_of(table, matched(table, name))


@given(name=IN_PARTS)
def test_a_description_before_or_behind_the_food_is_the_same(table: FoodTable, name: str) -> None:
    """The comma-inverted form and the spoken one: "Milk, whole", "whole Milk"."""
    assert words_of(table, matched(table, words.spoken(name))) == words_of(table, matched(table, name))


@pytest.mark.parametrize(
    ("inverted", "spoken"),
    [
        ("Milk, whole", "whole milk"),
        ("Milk, chocolate", "chocolate milk"),
        ("bread, whole wheat", "whole wheat bread"),
        ("Chicken breast, grilled, skinless", "skinless grilled chicken breast"),
        ("Chicken breast, skinless, grilled", "grilled skinless chicken breast"),
        ("juice, orange", "orange juice"),
        ("beans, black, canned", "canned black beans"),
        ("butter, peanut, crunchy", "crunchy peanut butter"),
        ("mince, beef", "beef mince"),
        ("Coffee, black, decaf", "decaf black coffee"),
        ("milk skim powder", "skim milk powder"),
        ("pizza cheese thick crust", "cheese pizza thick crust"),
        ("yogurt strawberry fat free", "fat free strawberry yogurt"),
        ("oatmeal steel cut cooked", "steel cut oatmeal cooked"),
    ],
)
def test_what_people_invert_is_one_food(table: FoodTable, inverted: str, spoken: str) -> None:
    """As trackers and labels write names, and as people say them."""
    assert matched(table, inverted) is not None
    assert matched(table, inverted) == matched(table, spoken)


@pytest.mark.parametrize(("one", "other"), [pair[:2] for pair in ORDER_TELLS], ids=[pair[2] for pair in ORDER_TELLS])
def test_where_the_order_tells_two_foods_apart_they_are_two(table: FoodTable, one: str, other: str) -> None:
    """Milk chocolate is no chocolate milk."""
    assert matched(table, one) is not None
    assert matched(table, one) != matched(table, other)
