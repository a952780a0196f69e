"""What must hold for any line: splitting, spelling and units change nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck import compiled
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Entry, Line
from bonecheck.nutrients import KEYS
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
