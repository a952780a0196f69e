"""Amounts to grams: masses, the food's own measures, volumes through its density, pieces, usual portions."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck import resources
from bonecheck.foods import amounts, fitting
from bonecheck.foods.amounts import Unweighed, Weighed
from bonecheck.foods.table import FoodTable
from bonecheck.model import Food
from bonecheck.parse import measures

MILK, EGG, ALMONDS, BREAD, BEER, OIL = (
    f"fndds:{code}" for code in ("11100000", "31101010", "42101000", "51101000", "93101000", "82104000")
)


def weigh(table: FoodTable, food_id: str, amount: float | None, unit: str) -> Weighed | Unweighed:
    food = table.by_id(food_id)
    assert food is not None
    return amounts.weigh(food, table.portions(food), amount, unit)


@pytest.mark.parametrize(
    ("amount", "unit", "grams"),
    [
        (150, "g", 150),
        (0.15, "kg", 150),
        (2000, "mg", 2),
        (1, "oz", 28.349523125),  # NIST Handbook 44, Appendix C
        (1, "lb", 453.59237),  # NIST Handbook 44, Appendix C
        (3, "Ounces", 85.048569375),
        (5, "G.", 5),
        (1e6, "mcg", 1),
        (1e6, "\u00b5g", 1),
        (1e6, "\u03bcg", 1),
        (None, "kg", 1000),
    ],
)
def test_masses(table: FoodTable, amount: float | None, unit: str, grams: float) -> None:
    """In any spelling; both code points of the micro sign; no amount is one."""
    weighed = weigh(table, MILK, amount, unit)
    assert isinstance(weighed, Weighed)
    assert weighed.grams == pytest.approx(grams, rel=1e-12)


@pytest.mark.parametrize(
    ("food_id", "amount", "unit", "grams"),
    [
        (MILK, 1, "cup", 244),  # FNDDS: 1 cup of milk, NFS = 244 g
        (MILK, 8, "fl oz", 244),  # FNDDS: 1 fl oz = 30.5 g
        (MILK, 2, "tbsp", 30.5),  # a cup is 16 tablespoons
        (MILK, 3, "tsp", 15.25),  # and 48 teaspoons
        (MILK, 236.5882365, "ml", 244),  # NIST: a cup is 236.588 236 5 ml
        (MILK, 0.2365882365, "l", 244),
        (OIL, 2, "tablespoons", 28),  # FNDDS: 1 tablespoon = 14 g
        (OIL, 1, "Tbsp.", 14),
        (BREAD, 2, "slices", 56),  # FNDDS: 1 medium or regular slice = 28 g
        (BEER, 1, "bottle", 360),  # FNDDS: 1 can or bottle (12 fl oz), not the 40 fl oz one
    ],
)
def test_household_measures(table: FoodTable, food_id: str, amount: float, unit: str, grams: float) -> None:
    """The food's own measure, else the volume through its density."""
    weighed = weigh(table, food_id, amount, unit)
    assert isinstance(weighed, Weighed)
    assert weighed.grams == pytest.approx(grams, rel=1e-9)


@pytest.mark.parametrize(
    ("food_id", "amount", "unit", "grams", "how"),
    [
        (EGG, 2, "", 100, "2 × egg"),
        (EGG, 2, "large", 100, "2 × egg"),
        (ALMONDS, 10, "", 12, "10 × nut"),
        (MILK, 2, "", 488, "2 × usual portion"),
        (MILK, None, "", 244, "usual portion"),
        (MILK, 2, "servings", 488, "2 × usual portion"),
        (BREAD, 2, "slices", 56, "2 × medium or regular slice"),
    ],
)
def test_what_is_assumed_is_said(
    table: FoodTable, food_id: str, amount: float | None, unit: str, grams: float, how: str
) -> None:
    """A count without a unit means pieces, else usual portions; no amount means the usual portion."""
    weighed = weigh(table, food_id, amount, unit)
    assert isinstance(weighed, Weighed)
    assert (weighed.grams, weighed.how) == (pytest.approx(grams), how)
    assert weighed.assumed is (unit != "servings")


BAGEL, CUCUMBER, BACON, CELERY, PIZZA, CEREAL, LETTUCE, CHIPS, RIBEYE, TACO, RAISINS, NATTO, SALMON = (
    f"fndds:{code}"
    for code in (
        *("51180010", "75111000", "22600100", "75109000", "58106200", "57123000"),
        *("75113000", "71201050", "21101170", "58102000", "62125100", "41420200", "26137120"),
    )
)


@pytest.mark.parametrize(
    ("food_id", "amount", "unit", "said", "grams"),
    [
        (BAGEL, 1, "", "bagel", 105),  # FNDDS: regular, not "1 Bagel Thin" = 46 g
        (CUCUMBER, 1, "", "cucumber", 200),  # FNDDS: regular, not "1 piece/slice" = 10 g
        (RIBEYE, 1, "", "ribeye steak", 240),  # FNDDS: regular, not "1 piece/slice, any size" = 30 g
        (TACO, 2, "", "tacos", 210),  # FNDDS: small/regular = 105 g, its usual portion
        (CELERY, 2, "", "celery sticks", 8),  # FNDDS: 1 stick = 4 g
        (CEREAL, 1, "", "cereal", 30),  # the usual portion, not "1 piece" = 0.1 g
        (LETTUCE, 1, "", "lettuce", 8),  # a leaf, not "1 head" = 539 g
        (LETTUCE, 1, "head", "lettuce", 539),
        (BACON, 2, "slices", "bacon", 16),  # FNDDS: 1 medium slice (yield after cooking) = 8 g
        (BACON, 2, "rashers", "bacon", 16),
        (PIZZA, 2, "slices", "pizza", 194),  # FNDDS: 1 piece, NFS = 97 g
        (CHIPS, 1, "bag", "chips", 57),  # FNDDS: medium single serving bag, not "1 chip" = 2 g
        (CHIPS, 1, "small bag", "chips", 28),
        (CHIPS, 1, "handful", "chips", 28),  # its usual portion
        (RAISINS, 1, "box", "raisins", 43),  # FNDDS: small box (1.5 oz)
        (MILK, 1, "glass", "milk", 244),  # a glass of 8 fl oz
        (MILK, 2, "small glasses", "milk", 488),
        (CEREAL, 1, "bowl", "cereal", 30),  # its usual portion
        (SALMON, 1, "piece", "salmon", 140),  # FNDDS: small/regular fillet
    ],
)
def test_what_people_call_an_amount(
    table: FoodTable, food_id: str, amount: float, unit: str, said: str, grams: float
) -> None:
    """A measure the food is not listed by is the nearest that means the same, and is shown as assumed."""
    food = table.by_id(food_id)
    assert food is not None
    weighed = amounts.weigh(food, table.portions(food), amount, unit, said=said, household=table.household)
    assert isinstance(weighed, Weighed)
    assert weighed.grams == pytest.approx(grams, rel=3e-3)
    assert weighed.assumed is (unit != "head")


CANTALOUPE, HONEYDEW, FROZEN_PIZZA, SALT, CREAM, BUTTER = (
    *("fndds:63109010", "fndds:63127010", "fndds:58106200"),
    *("sr28:02047", "fndds:12310100", "fndds:81100500"),
)


@pytest.mark.parametrize(
    ("food_id", "amount", "said", "grams"),
    [
        (CANTALOUPE, 0.25, "cantaloupe", 137.5),  # FNDDS: medium melon = 550 g, not a wedge of 70 g
        (CANTALOUPE, 2, "cantaloupe", 140),  # whole ones are not what a count means: each is 7 usual portions
        (HONEYDEW, 0.5, "honeydew", 500),  # FNDDS: medium melon = 1000 g
        (FROZEN_PIZZA, 1, "frozen pizza", 581),  # FNDDS: frozen medium pizza, not "1 piece" = 97 g
        (FROZEN_PIZZA, 0.5, "frozen pizza", 290.5),
        (LETTUCE, 0.5, "lettuce", 269.5),  # FNDDS: 1 head = 539 g, not a leaf of 8 g
        (BAGEL, 0.5, "bagel", 52.5),  # of a regular one, not of the lighter "Bagel Thin"
        (BREAD, 0.5, "bread", 14),  # it has no whole among its measures
    ],
)
def test_a_part_is_of_the_whole(table: FoodTable, food_id: str, amount: float, said: str, grams: float) -> None:
    """Where the food's measures have one; it is shown as assumed."""
    food = table.by_id(food_id)
    assert food is not None
    weighed = amounts.weigh(food, table.portions(food), amount, "", said=said)
    assert isinstance(weighed, Weighed)
    assert (weighed.grams, weighed.assumed) == (pytest.approx(grams), True)


@pytest.mark.parametrize(
    ("food_id", "amount", "unit", "grams", "how"),
    [
        # 1/16 teaspoon; SR28: 1 tsp of salt = 6 g.
        (SALT, 2, "pinches", 0.75, "2 pinches (an estimate: 0.616 ml), by 1 tsp = 6 g"),
        (MILK, 1, "splash", 20.6, "1 splash (an estimate: 20 ml), by 1 cup = 244 g"),
        (MILK, 1, "mug", 244, "1 mug (an estimate: 237 ml), by 1 cup = 244 g"),
        (CREAM, 1, "dollop", 30, "1 × usual portion (an estimate of '1 dollop')"),
        (BUTTER, 0.5, "knob", 7, "0.5 × usual portion (an estimate of '0.5 knob')"),
        (ALMONDS, 1, "handful", 28, "1 × usual portion (an estimate of '1 handful')"),
    ],
)
def test_household_amounts_are_estimates(
    table: FoodTable, food_id: str, amount: float, unit: str, grams: float, how: str
) -> None:
    """By data/household.csv, and said to be estimates."""
    food = table.by_id(food_id)
    assert food is not None
    weighed = amounts.weigh(food, table.portions(food), amount, unit, household=table.household)
    assert isinstance(weighed, Weighed)
    assert (weighed.grams, weighed.how, weighed.assumed) == (pytest.approx(grams, rel=5e-3), how, True)


def test_a_food_s_own_measure_comes_before_an_estimate(table: FoodTable) -> None:
    """SR28 lists salt by the dash, FNDDS wine by the glass."""
    salt = weigh(table, SALT, 1, "dash")
    assert isinstance(salt, Weighed)
    assert (salt.grams, salt.assumed) == (0.4, False)


HOUSEHOLD = list(csv.DictReader((resources.data_folder() / "household.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", HOUSEHOLD, ids=lambda row: f"{row['measure']}-{row['foods']}")
def test_each_household_measure_is_a_unit_with_a_source(row: dict[str, str]) -> None:
    """And a positive amount, of grams, millilitres or usual portions."""
    assert measures.is_unit(row["measure"])
    assert row["unit"] in ("g", "ml", "portion") and row["foods"]
    assert all(map(measures.is_size, row["size"].split()))
    assert float(row["amount"]) > 0
    assert row["source"]


def test_household_measures_are_sorted_and_stand_once() -> None:
    """By measure, size and foods."""
    keys = [(row["measure"], row["size"], row["foods"]) for row in HOUSEHOLD]
    assert keys == sorted(set(keys))


def test_a_volume_is_not_the_serving_that_is_described_by_one(table: FoodTable) -> None:
    """SR28 lists a pasta sauce by "1 serving 1/2 cup" = 132 g: a cup of it is not that."""
    food = table.by_id("sr28:06931")
    assert food is not None
    weighed = amounts.weigh(food, table.portions(food), 1, "cup")
    assert not (isinstance(weighed, Weighed) and weighed.grams == pytest.approx(132, abs=1))


@pytest.mark.parametrize(("food_id", "unit"), [(NATTO, "pack"), (LETTUCE, "bottle"), (BACON, "can"), (CEREAL, "loaf")])
def test_a_measure_that_may_hold_anything_is_asked_about(table: FoodTable, food_id: str, unit: str) -> None:
    """A usual portion of natto is 7 g, a pack 40 to 50 g."""
    weighed = weigh(table, food_id, 1, unit)
    assert isinstance(weighed, Unweighed)
    assert weighed.code == "unknown-unit"


@pytest.mark.parametrize("unit", ["blorp", "loaf", "IU", "[/b]", "fillet"])
def test_an_unknown_unit_gets_the_measures_that_the_food_has(table: FoodTable, unit: str) -> None:
    """And no grams."""
    assert weigh(table, MILK, 1, unit) == Unweighed(
        code="unknown-unit",
        message=f"Milk, NFS: unit '{unit}' is no measure of this food",
        hint="give grams, or one of: cup; fl oz; individual school container",
    )


BARE = Food(food_id="x:1", name="Moon dust", group="other", energy_kcal=None, per_100g={})


@pytest.mark.parametrize(
    ("amount", "unit", "message"),
    [
        (None, "", "Moon dust: no amount is given, and this food has no usual portion"),
        (2, "", "Moon dust: this food has no usual portion"),
        (1, "serving", "Moon dust: this food has no usual portion"),
        (1, "cup", "Moon dust: '1 cup' is a volume, and this food has none to go by"),
        (1, "large", "Moon dust: unit 'large' is no measure of this food"),
    ],
)
def test_a_food_without_portions_wants_grams(amount: float | None, unit: str, message: str) -> None:
    """Nothing is made up for it."""
    assert amounts.weigh(BARE, (), amount, unit) == Unweighed(code="unknown-unit", message=message, hint="give grams")


@given(st.floats(min_value=1e-3, max_value=1e5))
def test_grams_and_ounces_round_trip(grams: float) -> None:
    """An ounce is 28.349523125 g, in both directions."""
    ounces = grams / 28.349523125
    weighed = amounts.weigh(BARE, (), ounces, "oz")
    assert isinstance(weighed, Weighed)
    assert weighed.grams == pytest.approx(grams, rel=1e-12)


def test_a_measure_of_the_table_is_understood_as_it_stands_there(table: FoodTable) -> None:
    """Of every sixteenth food: what a hint lists can be copied into the log, brackets and all, and nothing is assumed."""
    with (resources.data_folder() / "portions.csv").open(encoding="utf-8", newline="") as file:
        listed = [(row["food_id"], row["measure"]) for row in csv.DictReader(file)]
    chosen = set(sorted({food_id for food_id, _ in listed})[::16])
    understood = 0
    for food_id, measure in ((food_id, measure) for food_id, measure in listed if food_id in chosen):
        food = table.by_id(food_id)
        assert food is not None
        unit = measure.removeprefix("1 ")
        grams = [own.grams for own in table.portions(food) if own.measure == unit]
        if not grams or unit == fitting.DEFAULT or amounts.mass(1, unit) is not None:
            continue
        weighed = amounts.weigh(food, table.portions(food), 2, f" {unit.upper()}  ")
        assert isinstance(weighed, Weighed), (food.name, unit, weighed)
        assert not weighed.assumed
        assert weighed.grams == pytest.approx(2 * grams[0])
        understood += 1
    assert understood > 1500
