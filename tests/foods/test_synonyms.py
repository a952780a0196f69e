"""The synonyms that ship: every phrase is unique, leads to words that the table has, and means the right food."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bonecheck import compiled, yaml_file
from bonecheck.foods import names, synonyms
from bonecheck.foods.table import FoodTable
from bonecheck.parse import words

FILE = Path(__file__).parents[2] / "data" / "synonyms.yaml"
SCOPES = ("both", "written", "alone", "gb", "us")


def entries(scope: str) -> Iterator[tuple[str, str]]:
    """Phrases of a scope with their words, as they stand in the file."""
    for phrase, text in yaml_file.load(FILE)[scope].items():
        yield phrase, str(text)


@pytest.fixture(scope="module")
def british() -> FoodTable:
    """The food table as it answers to British English."""
    return FoodTable(compiled.connect(), english="gb")


@pytest.mark.parametrize("scope", SCOPES)
def test_a_phrase_stands_once_in_its_scope(scope: str) -> None:
    """Two phrases that fold to the same words would hide one another."""
    seen = Counter(words.key(phrase) for phrase, _ in entries(scope))
    assert [phrase for phrase, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("scope", SCOPES)
def test_a_phrase_is_no_longer_than_what_is_looked_up(scope: str) -> None:
    """A longer one, or one of little words alone, would never be found."""
    lengths = {phrase: len(words.words(phrase)) for phrase, _ in entries(scope)}
    assert [phrase for phrase, length in lengths.items() if not 1 <= length <= synonyms.LONGEST] == []


@pytest.mark.parametrize("scope", ["written", "alone", "gb", "us"])
def test_the_words_of_a_synonym_are_words_of_the_table(table: FoodTable, scope: str) -> None:
    """A replacement that no food has would only take words away."""
    unknown = {
        phrase: missing
        for phrase, text in entries(scope)
        if (missing := [w for w in table.rewritten(words.words(text), written=False) if not table.postings(w)])
    }
    assert unknown == {}


def test_a_synonym_alone_is_a_food(table: FoodTable, british: FoodTable) -> None:
    """Whatever it is called here, it can be resolved; every ninth of them is tried."""
    tables = {"written": table, "alone": table, "us": table, "gb": british}
    lost = [
        phrase
        for scope, english in tables.items()
        for phrase, _ in list(entries(scope))[::9]
        if names.match(english, phrase).food is None
    ]
    assert lost == []


@pytest.mark.parametrize("scope", SCOPES)
def test_rewriting_what_was_rewritten_changes_nothing(table: FoodTable, scope: str) -> None:
    """The tables' names and what is asked meet in one wording."""
    once = [table.rewritten(words.words(phrase)) for phrase, _ in entries(scope)]
    assert [table.rewritten(wording, written=False) for wording in once] == once


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # Indian and neighbouring kitchens
        ("phulka", "Bread, chappatti or roti"),
        ("keema naan", "Bread, naan"),
        ("dhal", "Dal"),
        ("chana masala", "Lentil curry"),
        ("rajma chawal", "Kidney beans and white rice"),
        ("butter chicken", "Chicken curry"),
        ("lamb rogan josh", "Beef curry"),
        ("aloo gobi", "Vegetable curry"),
        ("bhindi", "Okra"),
        ("jeera", "Spices, cumin"),
        ("jaggery", "Sugar, brown"),
        ("onion bhaji", "Pakora"),
        ("poppadoms", "Papad"),
        ("kheer", "Firni"),
        # other kitchens
        ("doner kebab", "Gyro sandwich"),
        ("siu mai", "Wonton, dumpling or pot sticker"),
        ("varenyky", "Pierogi"),
        ("goulash", "Stew, beef"),
        ("nigiri", "Sushi, NFS"),
        ("houmous", "Hummus"),
        ("baba ghanoush", "Eggplant dip"),
        ("biltong", "Beef jerky"),
        ("egg fried rice", "Rice, fried"),
        ("lasagne", "Lasagna with meat"),
        ("spag bol", "Pasta with tomato-based sauce and meat"),
        ("tagliatelle", "Pasta, cooked"),
        # meat and fish
        ("beef mince 5% fat", "Beef, ground, 95% lean"),
        ("ground beef 80/20", "Beef, ground, 80% lean"),
        ("stewing beef", "Beef, stew meat"),
        ("scotch fillet", "Beef, steak, ribeye"),
        ("pork scratchings", "Pork skin rinds"),
        ("parma ham", "Ham, prosciutto"),
        ("chicken goujons", "Chicken tenders or strips"),
        ("chicken schnitzel", "Chicken patty, breaded"),
        ("tinned tuna", "Fish, tuna, canned"),
        ("pilchards", "Fish, sardines, canned"),
        ("plaice", "Fish, flounder"),
        ("crab sticks", "Imitation crab meat"),
        ("battered cod", "Fish, cod, fried"),
        # milk, cheese, eggs
        ("red leicester", "Cheese, Cheddar"),
        ("grana padano", "Cheese, Parmesan"),
        ("crème fraîche", "Sour cream"),
        ("siggi's", "Yogurt, Greek, nonfat milk, plain"),
        ("cheese toastie", "Grilled cheese sandwich"),
        ("egg mayonnaise", "Egg salad, made with mayonnaise"),
        # vegetables, fruit, nuts
        ("courgette", "Summer squash"),
        ("tinned tomatoes", "Tomatoes, canned"),
        ("cavolo nero", "Kale"),
        ("rockmelon", "Cantaloupe"),
        ("kumara", "Sweet potato"),
        ("cannellini beans", "White beans"),
        ("roasted vegetables", "Classic mixed vegetables"),
        ("powdered peanut butter", "Peanut flour"),
        # bread, cakes, sweets, cereals
        ("sourdough", "Bread, sour dough"),
        ("hovis", "Bread, NS as to major flour"),
        ("pain au chocolat", "Croissant, chocolate"),
        ("pastel de nata", "Pie, custard"),
        ("victoria sponge", "Cake, sponge"),
        ("custard creams", "Cookie, vanilla sandwich"),
        ("oatcakes", "Crackers, oatmeal"),
        ("weet-bix", "Cereal, shredded wheat"),
        ("coco pops", "Cereal, chocolate crispy"),
        ("kinder bueno", "Chocolate candy, cream filled"),
        ("wine gums", "Candy, gummy"),
        ("wotsits", "Cheese flavored corn snacks"),
        ("rxbar", "Nutrition bar or meal replacement bar"),
        # sauces and fats
        ("passata", "Tomato, puree"),
        ("HP sauce", "Steak sauce"),
        ("sweet chilli sauce", "Hot Thai sauce"),
        ("country crock", "Margarine"),
        # drinks
        ("earl grey", "Tea, hot, leaf, black"),
        ("chai latte", "Tea, hot, with milk"),
        ("oat milk latte", "Coffee, Latte, with non-dairy milk"),
        ("long black", "Coffee, brewed"),
        ("orange squash", "Fruit flavored drink"),
        ("lacroix", "Water, carbonated, flavored"),
        ("prosecco", "Wine, sparkling"),
        ("strongbow", "Hard cider"),
        ("heineken 0.0", "Beer, nonalcoholic"),
        ("jack and coke", "Whiskey and cola"),
        # fast food
        ("margherita pizza", "Pizza, cheese, from restaurant or fast food"),
        ("cheesy chips", "Potato, french fries, with cheese"),
        ("vegan burger", "Veggie burger patty"),
    ],
)
def test_what_people_write_is_the_right_food(table: FoodTable, phrase: str, expected: str) -> None:
    """A sample of each kind; the name of the food begins so."""
    found = names.match(table, phrase).food
    assert found is not None
    assert found.name.startswith(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("spaghetti squash", "Spaghetti squash"),
        ("plantain chips", "Plantain chips"),
        ("goat cheese", "Cheese, goat"),
        ("pita chips", "Pita chips"),
        ("yuca fries", "Yuca fries"),
        ("sweet potato fries", "Sweet potato fries"),
        ("lemon wedge", "Lemon"),
        ("red wine vinegar", "Vinegar, red wine"),
        ("chocolate croissant", "Croissant, chocolate"),
    ],
)
def test_a_synonym_does_not_spoil_a_longer_name(table: FoodTable, name: str, expected: str) -> None:
    """A phrase within the name of another food leaves it alone."""
    found = names.match(table, name).food
    assert found is not None
    assert found.name.startswith(expected)
