"""One dish that "and" joins, foods that it parts, and what several foods are served together under."""

from __future__ import annotations

import pytest

from bonecheck import compiled, yaml_file
from bonecheck.accounted import Place
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Line
from bonecheck.resources import data_folder

RESOLVER = Resolver(FoodTable(compiled.connect()))


def lines(text: str) -> list[Line]:
    return [line for line, _ in RESOLVER.resolve(Entry("log.csv", 1, text))]


def foods(text: str) -> list[str]:
    return [line.match.food.name if line.match.food else "" for line in lines(text)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("ham and leek pie", "pie"),
        ("turkey & cranberry sandwich", "sandwich"),
        ("parsnip and apple soup", "soup"),
        ("salami n olive pizza", "pizza"),
        ("pear and almond tart", "tart"),
        ("chicken, bacon and avocado wrap", "wrap"),
        ("pumpkin and walnut muffin", "muffin"),
        ("crab and leek quiche", "quiche"),
        ("2 egg and cress sandwiches", "sandwich"),
        ("beef and mushroom stroganoff 300 g", "stroganoff"),
        ("maple and pecan ice cream", "ice cream"),
    ],
)
def test_ingredients_before_a_dish_are_part_of_it(text: str, head: str) -> None:
    (food,) = foods(text)
    assert head in food.casefold()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("toast and tomato soup", 2),
        ("coffee and carrot cake", 2),
        ("steak and caesar salad", 2),
        ("chicken and potato salad", 2),
        ("soup and cheese sandwich", 2),
        ("banana and greek yogurt", 2),
        ("crackers and cream cheese", 2),
        ("apple, cheese and ham sandwich", 2),
        ("2 eggs and tomato soup", 2),
        ("orange juice and 1 slice apple pie", 2),
    ],
)
def test_a_food_beside_a_dish_is_counted(text: str, count: int) -> None:
    assert len(foods(text)) == count


def test_what_a_dish_does_not_explain_is_told() -> None:
    (line,) = lines("bacon and brie sandwich")
    assert "brie" in [word.text for word in line.words if word.place is Place.UNKNOWN]
    assert line.match.confidence is Confidence.GUESS


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("m&ms", "Chocolate candy, candy shell"),
        ("A&W root beer", "Soft drink, root beer"),
        ("Ben & Jerry's ice cream", "Ice cream, vanilla"),
        ("cookies and cream milkshake", "Milk shake"),
        ("half and half", "Cream, half and half"),
    ],
)
def test_a_name_with_and_in_it_is_one_name(text: str, food: str) -> None:
    (found,) = foods(text)
    assert found.startswith(food)


def test_what_is_served_together_is_each_of_its_foods() -> None:
    fish, fries = lines("fish and chips")
    assert [each.match.food.name for each in (fish, fries) if each.match.food] == [
        "Fish, NS as to type, fried",
        "Potato, french fries, NFS",
    ]
    twice = lines("2 fish and chips")
    assert [each.grams for each in twice] == [2 * (each.grams or 0) for each in (fish, fries)]
    weighed = lines("300 g fish and chips")
    assert sum(each.grams or 0 for each in weighed) == pytest.approx(300)


def test_every_food_of_a_plate_is_in_the_table() -> None:
    plates: dict[str, str] = yaml_file.load(data_folder() / "synonyms.yaml")["plates"]
    lost = {name: found for name in plates if "" in (found := foods(name)) or len(found) < 2}
    assert lost == {}


@pytest.mark.parametrize("text", ["egusi soup", "rabbit pie"])
def test_a_synonym_that_leads_to_the_nearest_food_says_so(text: str) -> None:
    (line,) = lines(text)
    assert line.match.confidence is Confidence.NEAR
    (other,) = lines(f"{text} wazzock")
    assert other.match.confidence in (Confidence.GUESS, Confidence.DOUBTFUL)


@pytest.mark.parametrize("text", ["five alive", "7 eleven egg salad sandwich", "take 5"])
def test_a_number_of_a_name_is_no_amount(text: str) -> None:
    (line,) = lines(text)
    assert line.match.food is not None
    assert line.how in ("usual portion", "") or line.how.startswith("1 ")
