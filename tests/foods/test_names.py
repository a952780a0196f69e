"""A name to a food: plain names mean plain foods, and how sure that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck.foods import names
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("milk", "Milk, NFS"),
        ("MILK", "Milk, NFS"),
        ("Milk,  whole", "Milk, whole"),
        ("natto", "Natto"),
        ("almonds", "Almonds, NFS"),
        ("almond", "Almonds, NFS"),
        ("olive oil", "Olive oil"),
        ("peanut butter", "Peanut butter"),
    ],
)
def test_a_food_s_own_name_is_exact(table: FoodTable, name: str, expected: str) -> None:
    """Whatever its case, plural and spaces; a survey's default food answers to its plain name."""
    found = names.match(table, name)
    assert found.food is not None
    assert (found.food.name, found.confidence) == (expected, Confidence.EXACT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("whole milk", "Milk, whole"),
        ("cheddar cheese", "Cheese, Cheddar"),
        ("gooseberry", "Gooseberries, raw"),
        ("ground beef", "Beef, ground"),
        ("red wine", "Wine, red"),
        ("beef liver", "Liver, beef"),
        ("tomato soup", "Soup, tomato"),
    ],
)
def test_words_in_another_order_are_good(table: FoodTable, name: str, expected: str) -> None:
    """A food that has just the words of the name."""
    found = names.match(table, name)
    assert found.food is not None
    assert (found.food.name, found.confidence) == (expected, Confidence.GOOD)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("parmesan", "Cheese, Parmesan"),
        ("brocolli", "Broccoli"),
        ("tuna", "Fish, tuna"),
        ("spinach", "Spinach"),
        ("chicken breast", "Chicken breast"),
    ],
)
def test_a_plain_name_means_the_plain_food(table: FoodTable, name: str, head: str) -> None:
    """Salmon is the fish, not salmon salad; a misspelling is a guess, and says what else it could be."""
    found = names.match(table, name)
    assert found.food is not None
    assert found.food.name.startswith(head)
    assert found.confidence is Confidence.GUESS
    assert found.runners_up


def test_an_alias_of_the_survey_is_known(table: FoodTable) -> None:
    """FNDDS lists "Coke" among the additional descriptions of cola."""
    found = names.match(table, "coke")
    assert found.food is not None
    assert (found.food.name, found.confidence) == ("Soft drink, cola", Confidence.ALIAS)


@pytest.mark.parametrize("name", ["qzzkx", "", "   ", "🥛", "[/b]", "的", "%%%"])
def test_a_name_that_nothing_fits_is_no_food(table: FoodTable, name: str) -> None:
    """Better no food than any food."""
    found = names.match(table, name)
    assert (found.food, found.confidence) == (None, Confidence.NONE)


def test_a_name_that_little_fits_gets_suggestions(table: FoodTable) -> None:
    """What has some of the words is offered, not used."""
    found = names.match(table, "grandma's plum dumplings")
    assert found.food is None
    assert "Plum, raw" in found.runners_up


@pytest.mark.parametrize("name", ["gurke", "brocolli", "aple", "tomatto", "chiken soup"])
def test_a_food_is_not_offered_instead_of_itself(table: FoodTable, name: str) -> None:
    found = names.match(table, name)
    assert found.food is not None
    assert found.food.name not in found.runners_up


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("leftover baked sweet potato", "baked sweet potato"),
        ("French toast (home-made)", "french toast"),
        ("a big bowl of mushroom soup", "mushroom soup"),
        ("large jacket potato", "jacket potato"),
        ("hot apple pie", "apple pie"),
        ("fresh semi-skimmed milk", "semi-skimmed milk"),
        ("Tesco sweet potato", "sweet potato"),
        ("toast w/ peanut butter", "toast with peanut butter"),
    ],
)
def test_words_that_say_nothing_of_a_food_change_nothing(table: FoodTable, name: str, plain: str) -> None:
    """What was kept, made, measured or served how."""
    assert names.match(table, name).food == names.match(table, plain).food is not None


@pytest.mark.parametrize(
    ("name", "food"), [("hot dog", "Hot dog, NFS"), ("hot chocolate", "Hot chocolate / cocoa, NFS")]
)
def test_a_faint_word_that_is_part_of_a_name_stays(table: FoodTable, name: str, food: str) -> None:
    """A hot dog is no dog."""
    found = names.match(table, name).food
    assert found is not None
    assert found.name == food


@pytest.mark.parametrize("name", ["dog food", "blood sugar", "Apple Watch", "frying pan", "coffee table"])
def test_words_of_foods_may_name_none(table: FoodTable, name: str) -> None:
    """Each has a word of a food."""
    assert names.match(table, name).food is None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("courgette with ketchup", "courgette"),
        ("jacket potato with coleslaw", "jacket potato with beans"),
        ("french toast with lemon", "french toast"),
        ("courggette", "courgette"),
        ("jacketpotato", "jacket potato"),
        ("silkentofu", "silken tofu"),
        ("sardeens", "sardines"),
        ("hot chocolatte", "hot chocolate"),
    ],
)
def test_what_is_beside_or_misspelled_leaves_the_food(table: FoodTable, name: str, plain: str) -> None:
    """A food is found behind what it comes with, and behind a slip in a word that only synonyms have."""
    assert names.match(table, name).food == names.match(table, plain).food is not None


def test_the_dish_that_is_named_last_is_what_a_food_is(table: FoodTable) -> None:
    """A biryani of prawns is none of the shrimps."""
    found = names.match(table, "lobster biryani").food
    assert found is not None
    assert "iryani" in found.name


def test_search_puts_the_named_food_first_and_keeps_to_the_limit(table: FoodTable) -> None:
    """As many foods as were asked for, each once."""
    found = names.search(table, "milk", 5)
    assert found[0].name == "Milk, NFS"
    assert len({food.food_id for food in found}) == len(found) == 5


@pytest.mark.parametrize(("text", "expected"), [("3 musketeers", True), ("2 eggs", False), ("natto", True)])
def test_a_number_may_belong_to_a_name(table: FoodTable, text: str, expected: bool) -> None:
    """A candy bar's number is no amount."""
    assert names.is_named(table, text) is expected


@given(st.sampled_from(["whole milk", "Cheddar cheese", "salmon", "brown rice", "greek yogurt"]), st.booleans())
def test_case_and_spaces_never_change_a_match(table: FoodTable, name: str, upper: bool) -> None:
    """Neither do capitals in the middle of a word."""
    shuffled = "  ".join(part.upper() if upper else part.title() for part in name.split())
    assert names.match(table, f" {shuffled} ") == names.match(table, name)


@pytest.mark.parametrize(
    ("name", "food"),
    [
        ("no sugar added yogurt", "Yogurt, NS as to type of milk, plain"),
        ("low calorie beer", "Beer, light"),
        ("sardines in olive oil", "Fish, sardines, canned"),
        ("toasted almonds", "Almonds, NFS"),
        ("95% lean beef mince", "Beef, ground, 95% lean meat / 5% fat, patty, cooked, broiled"),
    ],
)
def test_what_is_said_beside_a_food_leads_to_no_other(table: FoodTable, name: str, food: str) -> None:
    """A trait or a state that the table does not know of a food leaves the food; one that it knows by another word is found."""
    matched = names.match(table, name).food
    assert matched is not None
    assert matched.name == food


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("BNLS SKNLS CHKN BRST 2LB", "boneless skinless chicken breast"),
        ("UNSLTD BTR 250G", "unsalted butter"),
        ("TOM SCE 400G X4", "tomato sauce"),
    ],
)
def test_what_labels_write_short_is_written_out(table: FoodTable, name: str, full: str) -> None:
    """And what a package holds is no part of a name."""
    assert names.match(table, name).food == names.match(table, full).food


def test_a_short_word_of_a_phrase_stays(table: FoodTable) -> None:
    """Tom yum is no tomato."""
    assert table.written_out("tom yum soup") == "tom yum soup"
    assert table.written_out("tom soup") == "tomato soup"


@pytest.mark.parametrize("name", ["hmm", "lol", "lunch", "same as yesterday", "skipped breakfast"])
def test_chatter_is_no_food(table: FoodTable, name: str) -> None:
    """Though it is like the beginning of a word; nor is a meal that says nothing of what was eaten."""
    assert names.match(table, name).food is None


@pytest.mark.parametrize(
    ("name", "food"),
    [
        ("fritos", "Corn chips, plain (Fritos)"),
        ("powerade zero", "Sports drink, low calorie (Powerade Zero)"),
        # Of this one the table knows more than of the brand's own.
        ("thin mints", "Cookie, chocolate or fudge"),
    ],
)
def test_a_brand_is_its_own_food_where_the_table_knows_it_as_well(table: FoodTable, name: str, food: str) -> None:
    """Else the food that the survey takes for it, and the brand's own among the first five."""
    matched = names.match(table, name).food
    assert matched is not None
    assert matched.name == food
    assert any(name in found.name.casefold() for found in names.search(table, name, 5))


@pytest.mark.parametrize(
    ("name", "food"),
    [
        ("grits with butter", "fat added"),
        ("hot dog on a bun", "Hot dog sandwich"),
        ("raw lupins", "Lupins, mature seeds, raw"),
        ("lupins", "cooked"),
        ("85/15 ground beef broiled", "85% lean"),
        ("salad garden no dressing", "Lettuce, salad with assorted vegetables"),
        ("jalapeno pickled", "pickled"),
        ("oyster stew", "Soup, oyster stew"),
        ("turkey with gravy", "Turkey with gravy"),
        ("nachos with cheese", "Nachos"),
        ("potato with skin", "flesh and skin"),
        ("rice krispies", "KELLOGG'S RICE KRISPIES"),
        ("lemonade from frozen concentrate", "prepared with water"),
    ],
)
def test_how_a_food_comes_is_heard(table: FoodTable, name: str, food: str) -> None:
    """With butter is fat added, in a bun a sandwich; fish is eaten cooked; a state may stand behind its food."""
    matched = names.match(table, name).food
    assert matched is not None
    assert food in matched.name


def test_a_margin_is_the_lead_before_the_next_food(table: FoodTable) -> None:
    """Where the ranking decided; a food's own name needs none."""
    good, guess = names.match(table, "frozen peas"), names.match(table, "chicken breast")
    assert (good.confidence, guess.confidence) == (Confidence.GOOD, Confidence.GUESS)
    assert good.margin is not None
    assert guess.margin is not None
    assert 0 <= guess.margin < 0.35 <= good.margin
    assert names.match(table, "natto").margin is None


@pytest.mark.parametrize(
    ("name", "food"),
    [
        ("salmon", "Fish, salmon, NFS"),
        ("peanuts", "Peanuts, NFS"),
        ("parmesan", "Cheese, Parmesan, hard"),
        ("rice", "Rice, cooked, NFS"),
        ("raw rice", "Rice, white, long-grain, regular, raw, enriched"),
        ("banana", "Banana, raw"),
        ("grilled chicken breast", "Chicken breast, grilled without sauce, skin not eaten"),
        ("low fat yogurt", "Yogurt, low fat milk, plain"),
        ("tuna salad sandwich", "Tuna salad sandwich on white"),
    ],
)
def test_what_everybody_eats_is_what_it_says(table: FoodTable, name: str, food: str) -> None:
    """Rice is cooked when it is eaten, raw when the log says so; where the skin was left open the survey takes it for none."""
    matched = names.match(table, name).food
    assert matched is not None
    assert matched.name == food
