"""Several foods on one line, what comes with a food, what it is without, and the account of each word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonecheck import compiled
from bonecheck.accounted import Place, Word
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Line
from bonecheck.parse import words
from bonecheck.totals import total_day

TABLE = FoodTable(compiled.connect())
RESOLVER = Resolver(TABLE)
SURE = (Confidence.EXACT, Confidence.GOOD, Confidence.ALIAS)
# Foods of the table, by names that are theirs.
FOODS = (
    *(
        "Milk, whole",
        "Egg, whole, raw",
        "Banana, raw",
        "Cheese, Cheddar",
        "Bread, white",
        "Tofu",
        "Lentils, NFS",
        "Pizza, NFS",
    ),
    *(
        "Coffee, brewed",
        "Rice, white, cooked, no added fat",
        "Spinach, raw",
        "Almonds, NFS",
        "Beer",
        "Natto",
        "Hummus, plain",
    ),
    *(
        "Yogurt, plain, whole milk",
        "Apple, raw",
        "Honey",
        "Kale, raw",
        "Shrimp, NFS",
        "Oats",
        "Walnuts",
        "Fish, salmon, raw",
    ),
)


def lines(text: str, amount: float | None = None, unit: str = "") -> list[Line]:
    return [line for line, _ in RESOLVER.resolve(Entry("log.csv", 1, text, amount, unit))]


def foods(text: str) -> list[str]:
    return [line.match.food.name if line.match.food else "" for line in lines(text)]


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("2 eggs, toast, milk", ["^Egg, whole", "^Bread, .*toasted", "^Milk"]),
        ("2 eggs and toast", ["^Egg, whole", "^Bread, .*toasted"]),
        ("2 eggs + toast", ["^Egg, whole", "^Bread, .*toasted"]),
        ("150g chicken + 200g rice + 1 tbsp oil", ["^Chicken", "^Rice", "oil"]),
        ("10 oz. steak, baked potato w/ sour cream", ["^Steak", "^Potato, baked", "^Sour cream"]),
        ("McDonald's Big Mac meal with large fries and coke", ["Mac", "french fries", "cola"]),
        ("cereal with milk", ["^Cereal", "^Milk"]),
        ("beans on toast", ["[Bb]eans", "^Bread, .*toasted"]),
        ("1 Cup Cheerios with 1/2 cup 2% milk", ["CHEERIOS", r"^Milk, reduced fat \(2%\)"]),
        ("1 burger, fries, cola", ["[Bb]urger", "french fries", "cola"]),
        ("1 cup rice, tofu, bok choy", ["^Rice", "^(Tofu|Soybean curd)", "^Cabbage, chinese|^Bok choy|[Cc]abbage"]),
        ("coffee with cream and sugar", ["^Coffee, pre-sweetened with sugar", "^Cream"]),
        ("9:45 coffee 2% milk", ["^(Coffee|Milk)"]),
        ("mac and cheese", ["^(Macaroni|Pasta|Mac)"]),
        ("milk, whole", ["^Milk, whole$"]),
        ("salt and vinegar chips", ["^Potato chips"]),
        ("Peanut butter and jelly sandwich", ["^Peanut butter and jelly sandwich"]),
        ("tuna in water", ["^Fish, tuna"]),
        ("hot dog, no bun", ["^(Frankfurter|Hot dog)(?!.*sandwich)"]),
        ("Tofu with Cheese, Cheddar", ["^(Tofu|Soybean curd)$", "^Cheese, Cheddar"]),
        ("avocado toast", ["^Bread, .*toasted", "^Avocado"]),
        ("all natural, no sugar added applesauce", ["^Applesauce"]),
        ("two slices of bread with margarine", ["^Bread", "^Margarine"]),
        ("yogurt no sugar with almonds", ["^Yogurt", "^Almonds"]),
        ("2 eggs, 2 eggs", ["^Egg, whole", "^Egg, whole"]),
        ("2 eggs. 1 cup milk. 30 g almonds.", ["^Egg, whole", "^Milk", "^Almonds"]),
        ("salmon 150 g rice 200 g broccoli 100 g", ["^Fish, salmon", "^Rice", "^Broccoli"]),
        ("150 g salmon 200 g rice", ["^Fish, salmon", "^Rice"]),
        ("eggs - bacon", ["^Egg, whole", "^Bacon"]),
        ("burger, no cheese, no mayo, fries", ["[Bb]urger", "french fries"]),
    ],
)
def test_each_food_is_counted(text: str, patterns: list[str]) -> None:
    """A text stays whole only where the whole is one food, and what was left out is not eaten."""
    found = foods(text)
    assert len(found) == len(patterns), found
    assert all(re.search(pattern, name) for pattern, name in zip(patterns, found, strict=True)), found


def test_a_companion_has_its_own_amount_or_a_usual_one() -> None:
    """Said as assumed where the line does not tell (FNDDS: half a cup of milk = 122 g)."""
    given_, usual = lines("1 cup cereal with 1/2 cup milk")[1], lines("cereal with milk")[1]
    assert (given_.grams, given_.assumed) == (pytest.approx(122, rel=0.01), False)
    assert (usual.grams, usual.assumed) == (122, True)


def test_the_amount_of_a_line_is_that_of_all_its_foods() -> None:
    """A weight is shared out, a count multiplies."""
    weighed = lines("eggs, toast, bacon", 300, "g")
    assert sum(line.grams or 0 for line in weighed) == pytest.approx(300)
    once, twice = (sum(line.grams or 0 for line in lines("eggs, toast, bacon", count, "serving")) for count in (1, 2))
    assert twice == pytest.approx(2 * once)


def test_a_companion_never_grows_with_millilitres() -> None:
    """300 ml of coffee with milk are 300 ml in all."""
    assert sum(line.grams or 0 for line in lines("coffee with milk", 300, "ml")) == pytest.approx(304, rel=0.01)


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        (".5 cup milk", 122),
        ("1 500 ml milk", 1547),
        ("half a 400g tin of sardines", 200),
        ("2 cans of sardines (120 g each)", 240),
    ],
)
def test_numbers_as_people_write_them(text: str, grams: float) -> None:
    """Without a zero before the point, with a space between thousands, a part of a weight, a weight of each (FNDDS: 1 cup of milk = 244 g)."""
    (line,) = lines(text)
    assert line.grams == pytest.approx(grams, rel=0.01)


def test_what_was_not_eaten_is_no_food() -> None:
    """It is asked about."""
    assert [line.match.food for line in lines("no milk")] == [None]


def test_a_range_is_counted_by_its_middle() -> None:
    """With its ends (FNDDS: 1 egg = 50 g)."""
    (line,) = lines("2-3 eggs")
    assert (line.grams, line.ends) == (125, (100, 150))


def test_alternatives_are_a_guess_that_names_both() -> None:
    """The first is counted."""
    (line,) = lines("banana or apple")
    assert line.match.confidence is Confidence.GUESS
    assert line.match.runners_up[0] == "apple"


@pytest.mark.parametrize(
    "text", ["Gurke", "Reis", "uova", "30 g fromage", "2 Scheiben Brot", "100 g de saumon", "1 copo de leite"]
)
def test_what_is_not_understood_is_not_counted(text: str) -> None:
    """No near spelling makes a food of a short or foreign word; the nearest is offered."""
    (line,) = lines(text)
    assert line.match.food is None
    assert not line.counts


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(FOODS), min_size=2, max_size=4, unique=True),
    st.sampled_from((", ", " and ", " with ", " + ", " & ", "; ", " plus ")),
)
def test_no_food_that_is_named_vanishes(named: list[str], joiner: str) -> None:
    """Any foods of the table joined in any way are each counted, or a word of each is told as not understood."""
    told = lines(joiner.join(named))
    counted = {word for line in told if line.match.food for word in words.words(line.match.food.name)}
    counted |= {
        word for line in told if line.match.food for alias in line.match.food.aliases for word in words.words(alias)
    }
    unknown = {
        word for line in told for each in line.words if each.place is Place.UNKNOWN for word in words.words(each.text)
    }
    unknown |= {word for line in told if line.match.food is None for word in words.words(line.entry.food)}
    for name in named:
        head = words.words(words.head(name))
        assert not {*head}.isdisjoint(counted | unknown), (name, told)


@settings(deadline=None)
@given(st.lists(st.sampled_from((*FOODS, "qzzkx", "2 cups", "blorp jam", "no sugar", "tesco")), min_size=1, max_size=4))
def test_every_word_has_one_place(parts: list[str]) -> None:
    """And a line with words not understood is never sure."""
    for line in lines(" ".join(parts)):
        if any(word.place is Place.UNKNOWN for word in line.words):
            assert line.match.confidence not in SURE


@pytest.mark.parametrize(
    ("text", "food", "sure"),
    [
        ("milk (brand Oatly)", "Oat milk", True),
        ("milk (brand Wibble)", "Milk, NFS", True),
        ("cheese (brand Kraft)", "Cheese, NFS", True),
        ("wibble (brand Oatly)", "", False),
    ],
)
def test_a_brand_is_a_slot_and_no_evidence_for_another_food(text: str, food: str, sure: bool) -> None:
    (line,) = lines(text)
    assert (line.match.food.name if line.match.food else "") == food
    assert (line.match.confidence in SURE) is sure
    brand = text.removesuffix(")").rpartition(" ")[2].casefold()
    assert Word(brand, Place.BRAND) in line.words


def test_what_a_line_begins_with_leaving_out_is_not_eaten() -> None:
    first, second = lines("skipped rice, only dal and yogurt")
    assert [Word("skipped", Place.LEFT_OUT), Word("rice", Place.LEFT_OUT)] == [
        word for word in first.words if word.place is Place.LEFT_OUT
    ]
    assert first.match.food is not None
    assert second.match.food is not None


@pytest.mark.parametrize("text", ["Notes: slept badly", "mood: fine", "Exercise: 30 min run"])
def test_a_label_of_what_is_not_eaten_leaves_no_food(text: str) -> None:
    assert foods(text) == [""]


@pytest.mark.parametrize(
    "text", ["apple from the garden", "an apple at the office", "vitamin D 1000 IU with breakfast", "milk at night"]
)
def test_where_and_when_is_no_food(text: str) -> None:
    (line,) = lines(text)
    assert [word.text for word in line.words if word.place is Place.UNKNOWN] == []


@pytest.mark.parametrize(
    ("text", "food", "unit_words"),
    [("yogurt cup", "Yogurt, NFS", {"cup"}), ("lay's classic small bag", "Potato chips, plain", {"small", "bag"})],
)
def test_what_a_food_was_eaten_out_of_may_stand_behind_it(text: str, food: str, unit_words: set[str]) -> None:
    (line,) = lines(text)
    assert line.match.food is not None
    assert line.match.food.name == food
    assert {word.text for word in line.words if word.place in (Place.AMOUNT, Place.IDLE)} >= unit_words


@pytest.mark.parametrize("text", ["flying fish", "omega-3 eggs", "babel cheese"])
def test_a_misspelling_or_figure_never_takes_a_name_from_what_it_ends_with(text: str) -> None:
    (line,) = lines(text)
    assert line.match.food is not None
    assert words.singular(text.rsplit(maxsplit=1)[-1]) in words.words(line.match.food.name)


def test_foods_behind_a_meal_are_counted_and_not_the_meal() -> None:
    assert len(foods("roast dinner: beef, potatoes, carrots, gravy")) == 4
    assert len(foods("wetherspoons full english (2 eggs, bacon, toast)")) == 3


def test_two_volumes_of_one_food_add_up() -> None:
    (line,) = lines("1 cup and 2 tbsp milk")
    assert line.grams == pytest.approx(244 * (1 + 2 / 16), rel=0.01)


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("lettuce, romaine", "Romaine lettuce, raw"),
        ("juice, orange", "Orange juice, 100%, NFS"),
        ("milk, oat", "Oat milk"),
        ("potato, sweet", "Sweet potato, NFS"),
        ("onion, spring", "Onions, green, raw"),
    ],
)
def test_a_name_with_its_head_first_is_one_food(text: str, food: str) -> None:
    assert foods(text) == [food]


@pytest.mark.parametrize("text", ["coffee, milk", "apple, pear", "rice, beans", "sandwich, apple", "cheese, crackers"])
def test_two_foods_beside_a_comma_are_two(text: str) -> None:
    assert len(foods(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "fish, chips and peas",
        "B: eggs, L: soup, D: pasta",
        "sandwich: 2 slices wholemeal, 50g ham, 20 g cheddar",
        "oats, almonds, milk",
    ],
)
def test_no_food_of_a_list_vanishes(text: str) -> None:
    assert len(foods(text)) == 3
    assert "" not in foods(text)


@pytest.mark.parametrize(
    "text", ["bread and cheese", "tea and biscuits", "glass of wine and cheese", "coffee and cake", "pork and sausage"]
)
def test_two_foods_that_and_joins_are_no_other_one(text: str) -> None:
    assert len(foods(text)) == 2


@pytest.mark.parametrize(
    ("text", "food", "grams"),
    [
        ("juice, orange, 200ml", "Orange juice, 100%, NFS", (200, 215)),
        ("beans, kidney, 1/2 can", "Kidney beans, NFS", (120, 210)),
        ("milk, semi-skimmed, 200ml", "Milk, reduced fat (2%)", (195, 215)),
        ("mince, beef, 100g", "Beef, ground", (100, 100)),
        ("3 fish fingers (ate 1)", "Fish, stick", (15, 30)),
        ("6 cherry tomatoes", "Tomatoes, raw", (90, 120)),
    ],
)
def test_the_amount_behind_a_name_is_that_of_all_of_it(text: str, food: str, grams: tuple[float, float]) -> None:
    (line,) = lines(text)
    assert line.match.food is not None
    assert line.match.food.name == food
    assert grams[0] <= (line.grams or 0) <= grams[1]


@pytest.mark.parametrize(
    "text",
    [
        "bought eggs and milk",
        "rice - none",
        "craving chocolate",
        "vitamin d, forgot to take it",
        "lentil soup (didn't eat it)",
    ],
)
def test_what_was_not_had_is_not_counted(text: str) -> None:
    assert foods(text) == [""]


@pytest.mark.parametrize("text", ["kids ate the pizza", "bought eggs", "vitamin d, forgot to take it"])
def test_what_was_not_had_counts_as_nothing_and_says_so(table: FoodTable, text: str) -> None:
    ((line, problem),) = Resolver(table).resolve(Entry("log.csv", 1, text))
    assert problem is not None
    assert (line.grams, problem.code, problem.severity) == (0.0, "not-eaten", "assumed")
    milk = Resolver(table).resolve(Entry("log.csv", 2, "milk"))[0][0]
    day = total_day(None, [milk, line], table)
    assert not any(total.unknown for total in day.totals.values())


def test_what_somebody_else_ate_is_told_as_left_out() -> None:
    (line,) = lines("kids ate the pizza, I had salad")
    assert Word("pizza", Place.LEFT_OUT) in line.words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "porridge made with semi skimmed milk, handful of blueberries, black coffee",
            ["Oatmeal", "Blueberries", "Coffee"],
        ),
        ("porridge made with 200ml milk, 2 eggs, 1 coffee", ["Oatmeal", "Egg", "Coffee"]),
        ("omelette made with 3 eggs and 30g cheddar", ["Egg", "Cheese"]),
        ("tuna mayo sandwich on brown, packet of crisps", ["Tuna salad sandwich", "Potato chips"]),
        ("egg sandwich on granary, tea", ["Egg", "Tea"]),
        ("sandwich with ham and cheese", ["Ham sandwich on white, with cheese"]),
        ("2 sandwiches with tuna", ["Tuna salad sandwich"]),
        ("burrito with beans and rice", ["Burrito, with beans and rice"]),
        ("sandwich with 2 slices ham", ["Sandwich", "Ham"]),
    ],
)
def test_no_dish_is_lost_to_what_it_is_made_with_and_no_filling_counts_twice(text: str, names: list[str]) -> None:
    found = foods(text)
    assert len(found) == len(names)
    assert all(name.startswith(start) for name, start in zip(found, names, strict=True))


@pytest.mark.parametrize("text", ["2 eggs and toast, vitamin d forgot to take it", "cereal but didn't finish it"])
def test_what_was_had_beside_it_or_in_part_is_counted(text: str) -> None:
    assert any(foods(text))


@pytest.mark.parametrize(
    ("text", "count", "food"),
    [
        ("veg: 80 g broccoli", 1, "Broccoli"),
        ("Fruit: apple, banana", 2, "Apple"),
        ("Veggies: carrots and peas", 2, "Carrots"),
        ("Cereal: Cheerios 30 g", 1, "CHEERIOS"),
        ("Veg: mixed", 1, "mixed vegetables"),
        ("Sandwich: ham and cheese", 1, "Sandwich"),
    ],
)
def test_a_label_that_is_only_a_kind_is_no_food_beside_those_it_names(text: str, count: int, food: str) -> None:
    found = foods(text)
    assert len(found) == count
    assert food in found[0]


def test_what_somebody_else_ate_is_not_counted() -> None:
    (food,) = foods("kids ate the pizza, I had salad")
    assert "salad" in food


def test_a_word_that_is_no_amount_is_never_accounted_for_as_one() -> None:
    (line,) = lines("Turkey sub, 6 inch, no mayo")
    assert Word("inch", Place.AMOUNT) not in line.words or line.grams is not None
    for text in ("zorblax eggs", "eggs zorblax"):
        assert Place.UNKNOWN in {word.place for each in lines(text) for word in each.words if word.text == "zorblax"}


def test_a_food_is_taken_in_the_state_that_its_amount_names() -> None:
    (line,) = lines("Rice", 75, "g uncooked")
    assert line.match.food is not None
    assert "raw" in line.match.food.name
    assert line.grams == 75


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("Rice pudding (Ambrosia, 400g tin, ate half)", 200),
        ("Yogurt (500 g pot, half)", 250),
        ("Cottage cheese 300g tub, 1/3", 100),
        ("Cheese, 30g brie", 30),
        ("Fish, 150g cod", 150),
    ],
)
def test_a_part_of_a_pack_and_a_kind_with_its_amount(text: str, grams: float) -> None:
    (line,) = lines(text)
    assert line.grams == pytest.approx(grams)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Hot chocolate made with 250ml milk", 1),
        ("porridge made with water", 1),
        ("Tuna salad sandwich on rye", 1),
        ("Omelette made with 3 eggs and 30g cheddar", 2),
        ("Bread, 30g cheese", 2),
        ("3 or 4 prunes", 1),
    ],
)
def test_what_a_dish_is_made_of_is_counted_once(text: str, count: int) -> None:
    assert len(foods(text)) == count
