"""Own foods and recipes in front of the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bonecheck import pipeline
from bonecheck.foods.own import OwnFoods
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Food, Line
from bonecheck.nutrients import KEYS
from bonecheck.stated import Values
from bonecheck.totals import total_day

Load = Callable[[str], OwnFoods]
FOODS = """\
name,aliases,per,energy_kcal,calcium_mg,vitamin_k2_ug,group
oat bar,flapjack,1 bar (45 g),190,90,,
milk,,100 g,46,130,0.5,
gouda from the market,,100 g,360,,,cheese
"""


@pytest.fixture
def load(tmp_path: Path, table: FoodTable, monkeypatch: pytest.MonkeyPatch) -> Load:
    """``load(text)`` gives the own foods of a file my.csv."""
    monkeypatch.chdir(tmp_path)

    def own(text: str) -> OwnFoods:
        Path("my.csv").write_text(text, encoding="utf-8")
        return pipeline.own_foods_of(["my.csv"], table)

    return own


def resolve(table: FoodTable, own: OwnFoods, text: str) -> Line:
    return Resolver(table, own=own).resolve(Entry(file="log.csv", line=1, food=text))[0][0]


def food(own: OwnFoods, food_id: str) -> Food:
    found = own.by_id(food_id)
    assert found is not None
    return found


def told(own: OwnFoods) -> list[str]:
    return [f"{each} ({each.severity})" for each in own.told(f.food_id for f in own.foods())]


@pytest.mark.parametrize(
    ("text", "food_id", "grams", "confidence"),
    [
        ("2 Oat Bars", "own:oat-bar", 90, Confidence.EXACT),
        ("flapjack", "own:oat-bar", 45, Confidence.EXACT),
        ("150 g milk", "own:milk", 150, Confidence.EXACT),
        ("oat barr", "own:oat-bar", 45, Confidence.GUESS),
        ("150 g whole milk", "fndds:11111000", 150, Confidence.GOOD),
    ],
)
def test_own_foods_come_first(
    table: FoodTable, load: Load, text: str, food_id: str, grams: float, confidence: Confidence
) -> None:
    """By name, plural, alias and near misspelling; a name that is not theirs finds the table's food."""
    line = resolve(table, load(FOODS), text)
    assert line.match.food is not None
    assert (line.match.food.food_id, line.grams, line.match.confidence) == (food_id, pytest.approx(grams), confidence)


@pytest.mark.parametrize("text", ["1 can tuna", "1 can (5 oz) tuna"])
def test_an_own_food_by_the_can_stays_itself(table: FoodTable, load: Load, text: str) -> None:
    """Whatever is canned in the table: what an own food weighs by the can only its owner knows."""
    line = resolve(table, load("name,per,calcium_mg\ntuna,100 g,12\n"), text)
    assert line.match.food is not None
    assert line.match.food.food_id == "own:tuna"


def test_an_own_food_may_be_called_like_a_supplement(table: FoodTable, load: Load) -> None:
    """Whoever lists it knows what it holds."""
    line = resolve(table, load("name,per,calcium_mg\ncalcium,1 tablet (2 g),500\n"), "2 calcium")
    assert (line.supplement, line.gives("calcium")) == (None, pytest.approx(1000))


def test_unknown_nutrients_of_an_own_food_are_held_to_its_group(table: FoodTable, load: Load) -> None:
    """To all foods where it names none."""
    own = load(FOODS)
    assert food(own, "own:gouda-from-the-market").limits["calcium"] == table.limit("cheese", "calcium")
    assert food(own, "own:oat-bar").limits["magnesium"] == table.limit("*", "magnesium")
    assert "calcium" not in food(own, "own:oat-bar").limits


def test_names_that_clash_are_told(load: Load) -> None:
    """The first counts."""
    own = load("name,aliases,per,calcium_mg\noat bar,,100 g,1\nOat Bars,,100 g,2\nflapjack,oat bar,100 g,3\n")
    assert told(own) == [
        "my.csv:3: 'Oat Bars' stands twice; the one of my.csv:2 counts [duplicate-name] (lost)",
        "my.csv:4: the alias 'oat bar' is a name of my.csv:2 too, which counts [duplicate-name] (assumed)",
    ]
    assert food(own, "own:oat-bar").per_100g["calcium"] == 1


def test_a_name_without_words_cannot_be_found(load: Load) -> None:
    """It would be found by anything."""
    own = load("name,per,calcium_mg\n***,100 g,1\n")
    assert told(own) == ["my.csv:2: '***' has no letter or digit to find it by [no-food] (lost)"]
    assert own.foods() == ()


def test_a_figure_that_no_food_has_is_asked_about(load: Load) -> None:
    """It counts all the same."""
    own = load("name,per,zinc_mg,group\nx,100 g,500,chese\n")
    assert told(own) == [
        "my.csv:2: no food group is called 'chese' [unknown-group] (assumed)",
        "my.csv:2: x: zinc 500 mg per 100 g is more than any food of the table has (98.86) [implausible-value] (assumed)",
    ]


RECIPE = """\
name,per,calcium_mg,energy_kcal,recipe,ingredient,amount,unit,yield,servings
powder,100 g,1000,400,,,,,,
,,,,drink,powder,50,g,,2
,,,,drink,"Milk, whole",250,g,,
"""


def test_a_recipe_is_the_sum_of_its_ingredients(table: FoodTable, load: Load) -> None:
    """Worked by hand: 50 g at 1000 mg/100 g and 250 g of whole milk at 123 mg/100 g are 807.5 mg in 300 g."""
    own = load(RECIPE)
    drink = food(own, "own:drink")
    assert table.by_id("fndds:11111000").per_100g["calcium"] == 123  # type: ignore[union-attr]
    assert drink.per_100g["calcium"] == pytest.approx(807.5 / 3)
    assert drink.energy_kcal == pytest.approx((200 + 2.5 * 61) / 3)  # FNDDS: 61 kcal
    assert resolve(table, own, "1 serving of drink").grams == 150


def test_what_is_unknown_in_an_ingredient_is_unknown_in_the_dish(table: FoodTable, load: Load) -> None:
    """Held to what the known part gives and the unknown may: never zero."""
    drink = food(load(RECIPE), "own:drink")
    milk = table.by_id("fndds:11111000")
    limit = table.limit("*", "magnesium")
    assert milk is not None and limit is not None
    assert drink.per_100g["magnesium"] is None
    assert drink.limits["magnesium"] == pytest.approx((0.5 * limit + 2.5 * (milk.per_100g["magnesium"] or 0)) / 3)


def test_a_yield_says_what_the_dish_weighs(load: Load) -> None:
    """The same nutrients in less."""
    text = 'recipe,ingredient,amount,unit,yield\nsoup,"Milk, whole",1,kg,500 g\n'
    assert food(load(text), "own:soup").per_100g["calcium"] == pytest.approx(246)


def test_recipes_may_be_made_of_recipes_in_any_order(load: Load) -> None:
    """But not of themselves."""
    dish = 'recipe,ingredient,amount,unit\ndish,sauce,100,g\nsauce,"Milk, whole",100,g\n'
    assert food(load(dish), "own:dish").per_100g["calcium"] == pytest.approx(123)
    circle = load("recipe,ingredient,amount,unit\ndish,sauce,100,g\nsauce,dish,100,g\n")
    assert "my.csv:3: sauce is made with 'dish', which is made with it [recipe-circle] (lost)" in told(circle)
    assert food(circle, "own:dish").per_100g["calcium"] is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "recipe,ingredient,amount,unit\nx,qzzkx,10,g\n",
            "my.csv:2: no food is like 'qzzkx' [no-such-food] (lost)",
        ),
        (
            'recipe,ingredient,amount,unit\nx,"Milk, whole",1,blorp\n',
            "my.csv:2: x: the weight of the dish is unknown, as that of an ingredient is [unknown-weight] (lost)",
        ),
        (
            "recipe,ingredient,servings\nx,,4\n",
            "my.csv:2: x has no ingredients [no-ingredients] (lost)",
        ),
        (
            'recipe,ingredient,amount,unit,yield\nx,"Milk, whole",1,kg,10 kg\n',
            "my.csv:2: x: 1000 g of ingredients are to make 10000 g [implausible-value] (assumed)",
        ),
        (
            "recipe,ingredient,amount,unit\nx,egg,2,\n",
            "my.csv:2: 'egg' is taken to be Egg, whole, cooked, NS as to cooking method, 100 g (2 × egg) "
            "[assumed-ingredient] (assumed)",
        ),
    ],
)
def test_what_a_recipe_leaves_open_is_told(load: Load, text: str, problem: str) -> None:
    """With the line of the ingredient."""
    assert problem in told(load(text))


def test_a_dish_of_unknown_weight_has_no_limit_but_a_name(load: Load) -> None:
    """Nothing is made up for it."""
    dish = food(load('recipe,ingredient,amount,unit\nx,"Milk, whole",1,blorp\n'), "own:x")
    assert set(dish.per_100g.values()) == {None}
    assert set(dish.limits.values()) == {None}


PILL = """\
name,per,calcium_mg,vitamin_d,magnesium_mg,group
bone complex,1 tablet (1 g),300,20 µg,400 mg,Supplements
broken pill,1 tablet (1 g),abc,20 µg,400 mg,supplement
"""


def test_an_own_supplement_has_what_its_label_names_and_nothing_else(table: FoodTable, load: Load) -> None:
    """Its figures may be larger than those of any food; where one could not be read, that nutrient may be anything."""
    own = load(PILL)
    pill, broken = food(own, "own:bone-complex"), food(own, "own:broken-pill")
    assert pill.per_100g == {**dict.fromkeys(KEYS, 0.0), "calcium": 30000, "vitamin_d": 2000, "magnesium": 40000}
    assert (pill.energy_kcal, pill.limits) == (0.0, {})
    assert (broken.per_100g["calcium"], broken.limits["calcium"], broken.per_100g["zinc"]) == (None, None, None)
    assert [each.code for each in own.told(each.food_id for each in own.foods())] == ["bad-figure"]
    line = resolve(table, own, "2 bone complex")
    assert (line.is_supplement, line.energy_kcal, line.gives("magnesium")) == (True, 0.0, 800)


def test_an_own_supplement_counts_as_one_for_upper_levels(table: FoodTable, load: Load) -> None:
    """Whosever values count otherwise: magnesium of supplements alone has an upper level."""
    own = load(PILL)
    for values in Values:
        resolver = Resolver(table, own=own, values=values)
        entries = (Entry("log.csv", 1, "bone complex", 1, "tablet"), Entry("log.csv", 2, "milk", 100, "g"))
        lines = [resolver.resolve(entry)[0][0] for entry in entries]
        assert total_day(None, lines, table).totals["magnesium"].supplements == 400
