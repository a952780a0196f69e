"""A line of a log to food and grams, supplement, or problem."""

from __future__ import annotations

import pytest

from bonecheck import compiled
from bonecheck.errors import Problem
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Line
from bonecheck.stated import Stated


def resolve(table: FoodTable, food: str, amount: float | None = None, unit: str = "") -> tuple[Line, Problem | None]:
    return Resolver(table).resolve(Entry(file="log.csv", line=7, food=food, amount=amount, unit=unit))[0]


@pytest.mark.parametrize(
    ("text", "name", "grams"),
    [
        ("150g natto", "Natto", 150),
        ("150 g of natto", "Natto", 150),
        ("1/2 cup oats", "Oats, raw", 40),  # FNDDS: 1 cup = 80 g
        ("1½ tbsp olive oil", "Olive oil", 21),  # FNDDS: 1 tablespoon = 14 g
        ("8 fl oz milk", "Milk, NFS", 244),  # FNDDS: 1 fl oz = 30.5 g
        ("2 slices white bread", "Bread, white", 56),  # FNDDS: 1 medium or regular slice = 28 g
        ("natto 50 g", "Natto", 50),
        ("2 eggs", "Egg, whole, cooked, NS as to cooking method", 100),  # FNDDS: 1 egg = 50 g
        ("eggs 2", "Egg, whole, cooked, NS as to cooking method", 100),
        ("a handful of almonds", "Almonds, NFS", 28),  # FNDDS: the usual portion
        ("two slices whole wheat bread", "Bread, whole wheat", 72),  # FNDDS: 1 medium or regular slice = 36 g
        ("200 ml semi-skimmed milk", "Milk, reduced fat (2%)", 206.3),  # FNDDS: 1 cup (236.6 ml) = 244 g
        ("1 can (5 oz) tuna", "Fish, tuna, canned", 141.75),  # NIST: 1 oz = 28.35 g
        ("4 x 30 g cheddar", "Cheese, Cheddar", 120),
    ],
)
def test_a_food_s_text_may_carry_its_amount(table: FoodTable, text: str, name: str, grams: float) -> None:
    """Before the food, or behind it as labels do."""
    line, problem = resolve(table, text)
    assert problem is None
    assert line.match.food is not None
    assert (line.match.food.name, line.grams) == (name, pytest.approx(grams, rel=3e-4))


@pytest.mark.parametrize(
    ("text", "name", "grams"),
    [
        ("1 can tuna", "Fish, tuna, canned", 115),  # FNDDS: 1 standard can = 115 g
        ("2 tins salmon", "Fish, salmon, canned", 230),  # FNDDS: 1 standard can = 115 g
    ],
)
def test_what_comes_by_the_can_is_canned(table: FoodTable, text: str, name: str, grams: float) -> None:
    """A guess, and said to be one; the food that was meant fresh comes next."""
    line, problem = resolve(table, text)
    assert problem is None
    assert line.match.food is not None
    assert (line.match.food.name, line.match.confidence) == (name, Confidence.GUESS)
    assert line.grams == pytest.approx(grams)
    assert line.match.runners_up


def test_a_meal_is_asked_what_was_eaten(table: FoodTable) -> None:
    """It is unknown food, not none."""
    line, problem = resolve(table, "Lunch")
    assert line.match.food is None
    assert problem is not None
    assert problem.hint == "say what was eaten, a line for each food"


def test_what_is_listed_by_no_can_counts_as_a_usual_one(table: FoodTable) -> None:
    """As an assumption; an unknown food has no grams."""
    line, problem = resolve(table, "1 can apples")
    assert (line.grams, line.assumed, problem) == (400.0, True, None)
    line, problem = resolve(table, "1 can qzzkx")
    assert problem is not None
    assert (problem.code, line.grams) == ("no-such-food", None)


def test_an_amount_of_its_own_leaves_the_text_alone(table: FoodTable) -> None:
    """The number in the text then belongs to the name."""
    line, _ = resolve(table, "Milk, reduced fat (2%)", 100, "g")
    assert line.match.confidence is Confidence.EXACT
    assert line.grams == 100


def test_a_supplement_is_no_food(table: FoodTable) -> None:
    """It has a nutrient, no grams and no energy that counts."""
    line, problem = resolve(table, "vitamin D3 1000 IU")
    assert problem is None
    assert line.supplement is not None
    assert (line.supplement.nutrient, line.supplement.amount, line.grams) == ("vitamin_d", 25.0, None)
    assert line.energy_kcal == 0
    assert line.match.confidence is Confidence.SUPPLEMENT


@pytest.mark.parametrize(
    ("food", "amount", "unit", "problem"),
    [
        (
            "qzzkx",
            1,
            "g",
            "log.csv:7: no food is like 'qzzkx' [no-such-food] names are read in English, and no word of this one is known",
        ),
        (
            "milk",
            1,
            "blorp",
            (
                "log.csv:7: Milk, NFS: unit 'blorp' is no measure of this food [unknown-unit]"
                " give grams, or one of: cup; fl oz; individual school container"
            ),
        ),
        ("milk", 0, "g", "log.csv:7: 'milk' counts as nothing (0 g) [zero-amount] check the amount and its unit"),
        (
            "milk",
            12,
            "kg",
            "log.csv:7: 'milk' counts as 12,000 g and 6,240 kcal (12 kg) [large-amount] check the amount and its unit",
        ),
        (
            "magnesium citrate",
            200,
            "mg",
            (
                "log.csv:7: 'magnesium citrate' may be the weight of the compound or of the magnesium in it"
                " [compound-weight] write magnesium with the elemental amount that the label gives"
            ),
        ),
    ],
)
def test_what_cannot_be_used_says_so(table: FoodTable, food: str, amount: float, unit: str, problem: str) -> None:
    """File, line, what was found, a stable code, and what to try."""
    _, found = resolve(table, food, amount, unit)
    assert found is not None
    assert f"{found} {found.hint}" == problem


def test_a_zero_or_huge_amount_still_counts(table: FoodTable) -> None:
    """It is asked about, not dropped."""
    for amount in (0.0, 12.0):
        line, problem = resolve(table, "milk", amount, "kg")
        assert line.grams == amount * 1000
        assert problem is not None
        assert problem.severity == "assumed"


def test_each_name_is_matched_once(table: FoodTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """A survey repeats its names; the second time costs nothing."""
    resolver = Resolver(table)
    resolver.resolve(Entry(file="log.csv", line=1, food="greek yogurt", amount=1, unit="g"))
    monkeypatch.setattr("bonecheck.foods.names.match", None)
    [(line, _)] = resolver.resolve(Entry(file="log.csv", line=2, food="Greek  Yogurt", amount=2, unit="g"))
    assert line.grams == 2


@pytest.mark.parametrize(
    ("food", "unit", "supplement", "name"),
    [("vitamin D3", "IU", "vitamin_d", None), ("natto", "pack", None, "Natto"), ("grandma's plum jam", "", None, None)],
)
def test_a_line_that_could_not_be_read_keeps_what_it_is(
    table: FoodTable, food: str, unit: str, supplement: str | None, name: str | None
) -> None:
    """Of unknown amount: a supplement may hold any, natto more than other foods; a name in doubt stays unknown."""
    line = Resolver(table).unread(Entry(file="log.csv", line=7, food=food, unit=unit))
    assert (line.supplement and line.supplement.nutrient) == supplement
    assert (line.match.food and line.match.food.name) == name
    assert not line.counts


@pytest.mark.parametrize(("energy", "filled"), [(150.0, True), (5.0, False), (900.0, False)])
def test_an_energy_that_is_far_off_is_of_another_food(table: FoodTable, energy: float, filled: bool) -> None:
    """Nothing is filled from the food of the name; what the log states counts (FNDDS: 250 g of milk, NFS have 130 kcal)."""
    entry = Entry("log.csv", 7, "milk", 250, "g", stated=Stated(energy_kcal=energy))
    [(line, problem)] = Resolver(table).resolve(entry)
    assert (line.match.food is not None) == filled
    assert (problem is None) == filled
    if not filled:
        assert problem is not None
        assert (problem.code, problem.severity, line.match.confidence) == (
            "energy-differs",
            "lost",
            Confidence.DOUBTFUL,
        )


def test_a_pint_is_that_of_the_english_spoken() -> None:
    """568 ml in British English (Weights and Measures Act 1985), 473 ml in American (NIST Handbook 44)."""
    grams = {}
    for english in ("us", "gb"):
        table = FoodTable(compiled.connect(), english)
        [(line, _)] = Resolver(table).resolve(Entry("log.csv", 7, "1 pint milk"))
        grams[english] = line.grams
    assert grams["us"] and grams["gb"]
    assert grams["gb"] / grams["us"] == pytest.approx(568.26125 / 473.176473)
