"""What must hold for any line: splitting, spelling and units change nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck import compiled
from bonecheck.foods import account, weights
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Line
from bonecheck.nutrients import KEYS
from bonecheck.parse.pieces import JOINS
from bonecheck.totals import total_day

TABLE = FoodTable(compiled.connect())
RESOLVER = Resolver(TABLE)
# Foods with and without unknown nutrients, a guess, a supplement, a name that is no food.
FOODS = ("milk", "egg", "natto", "almonds", "cheddar", "brocolli", "tofu", "infant formula", "grandma's plum jam")
UNITS = ("g", "kg", "oz", "lb", "cup", "tbsp", "ml")
NAMES = (
    *("2 eggs", "150g natto", "1/2 cup oats", "a handful of almonds", "two slices whole wheat bread"),
    *("200 ml semi-skimmed milk", "1 can (5 oz) tuna", "coffee with milk", "vitamin D3 2000 IU", "K2 100 ug"),
    *("calcium + D3 600 mg/400 IU", "1 multivitamin", "zinc picolinate 15 mg", "greek yogurt", "eggs 2"),
)


def resolve(food: str, amount: float | None = None, unit: str = "") -> Line:
    return RESOLVER.resolve(Entry(file="log.csv", line=1, food=food, amount=amount, unit=unit))[0][0]


@given(
    st.lists(st.tuples(st.sampled_from(FOODS), st.floats(0.01, 50), st.sampled_from(UNITS)), min_size=1, max_size=6),
    st.data(),
)
def test_a_line_in_two_parts_gives_the_same_totals(lines: list[tuple[str, float, str]], data: st.DataObject) -> None:
    """What is known, and the most that is unknown, of each nutrient, and the energy."""
    share = data.draw(st.floats(0.01, 0.99))
    whole = [resolve(*line) for line in lines]
    parts = [resolve(food, amount * part, unit) for food, amount, unit in lines for part in (share, 1 - share)]
    # A line that cannot be weighed counts a portion at most, so that two of them count two.
    if any(line.grams is None for line in whole):
        whole, parts = ([line for line in each if line.grams is not None] for each in (whole, parts))
    one, two = total_day(None, whole, TABLE), total_day(None, parts, TABLE)
    assert two.energy_kcal == pytest.approx(one.energy_kcal)
    for key in KEYS:
        assert two.totals[key].known == pytest.approx(one.totals[key].known)
        assert two.totals[key].lower_bound == one.totals[key].lower_bound
        assert (two.totals[key].at_most is None) == (one.totals[key].at_most is None)
        assert two.totals[key].at_most == pytest.approx(one.totals[key].at_most)


@given(st.floats(0.01, 20), st.sampled_from(("IU", "mcg", "mg")))
def test_a_supplement_in_two_parts_is_the_same(amount: float, unit: str) -> None:
    """Of vitamin D, in any unit of a label."""
    halves = 2 * (resolve("vitamin D3", amount / 2, unit).gives("vitamin_d") or 0.0)
    assert halves == pytest.approx(resolve("vitamin D3", amount, unit).gives("vitamin_d"))


@given(st.sampled_from(FOODS[:-1]), st.floats(0.01, 2000))
def test_grams_and_ounces_are_one_weight(food: str, grams: float) -> None:
    """There and back (NIST: 1 oz = 28.349523125 g)."""
    ounces = resolve(food, grams / 28.349523125, "oz").grams
    assert ounces == pytest.approx(grams)
    assert resolve(food, ounces, "g").grams == pytest.approx(grams)


_LEADS = (
    "",
    "Sunday roast: ",
    "Olive Garden: ",
    "porridge made with ",
    "omelette made with ",
    "kids ate the pizza, I had ",
    "smoothie: ",
)
_JOINERS = (", ", " and ", " with ", " & ", " + ", " on ", "; ", " topped with ")
_PARTS = (
    "2 eggs",
    "200 ml milk",
    "30g cheddar",
    "toast",
    "rice",
    "ham",
    "a handful of blueberries",
    "zorbl",
    "black coffee",
    "vitamin D 1000 IU",
)


@given(st.sampled_from(_LEADS), st.lists(st.sampled_from(_PARTS), min_size=2, max_size=4), st.data())
def test_every_word_of_a_line_has_a_place(lead: str, parts: list[str], data: st.DataObject) -> None:
    """Whatever comes first, whatever is joined how: in a food, an amount, a heading, what was left out, or not understood."""
    text = lead + parts[0] + "".join(data.draw(st.sampled_from(_JOINERS)) + part for part in parts[1:])
    found = [line for line, _ in RESOLVER.resolve(Entry(file="log.csv", line=1, food=text))]
    told = Counter(word.text for line in found for word in line.words or account.of_supplement(line.entry.food))
    lost = Counter(word.text for word in account.of_supplement(text)) - told
    assert not {*lost} - JOINS


def test_words_that_no_food_of_a_line_has_are_told_and_leave_a_guess() -> None:
    """The net under the grammar: whatever passes a word over, the line says so."""
    milk = RESOLVER.resolve(Entry("log.csv", 1, "milk"))
    passed_over = account.lost(TABLE, "milk zorbl on toast and ham", milk[0][0].words)
    assert [(word.text, str(word.place)) for word in passed_over] == [
        ("zorbl", "not understood"),
        ("toast", "not understood"),
        ("ham", "not understood"),
    ]
    ((line, _),) = weights.with_words(milk, passed_over)
    assert line.match.confidence is Confidence.GUESS


_SPACES = st.text(alphabet=" \t", min_size=1, max_size=3)


@st.composite
def respelled(draw: st.DrawFn, text: str) -> str:
    """A text with more spaces between its words and around it, and its letters in another case."""
    cases = {"upper": str.upper, "lower": str.lower, "title": str.title}
    words = [cases[draw(st.sampled_from(sorted(cases)))](word) for word in text.split()]
    return draw(_SPACES) + "".join(word + draw(_SPACES) for word in words)


@given(st.data())
def test_case_and_spaces_change_nothing(data: st.DataObject) -> None:
    """Not the food, nor its weight, nor what a supplement gives."""
    text = data.draw(st.sampled_from(NAMES))
    one, other = resolve(text), resolve(data.draw(respelled(text)))
    assert (other.match, other.supplement, other.assumed) == (one.match, one.supplement, one.assumed)
    assert other.grams == pytest.approx(one.grams)
