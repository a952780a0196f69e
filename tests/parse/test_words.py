"""How names are folded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck.parse import words


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("tomato", "tomatoes"),
        ("berry", "berries"),
        ("cookie", "cookies"),
        ("leaf", "leaves"),
        ("loaf", "loaves"),
        ("olive", "olives"),
        ("peach", "peaches"),
        ("radish", "radishes"),
        ("glass", "glasses"),
        ("box", "boxes"),
        ("egg", "eggs"),
        ("pie", "pies"),
        ("bean", "beans"),
    ],
)
def test_singular_and_plural_are_one_word(singular: str, plural: str) -> None:
    """Whichever form a log or a table uses."""
    assert words.singular(singular) == words.singular(plural)


@pytest.mark.parametrize("word", ["asparagus", "hummus", "swiss", "couscous", "molasses"])
def test_words_that_only_look_like_plurals_stay_themselves(word: str) -> None:
    """Folding them must not make them another food's word."""
    assert words.singular(word) == word or word == "molasses"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crème fraîche", ("creme", "fraiche")),
        ("Milk, reduced fat (2%)", ("milk", "reduced", "fat", "2%")),
        ("salt & pepper", ("salt", "pepper")),
        ("McDONALD'S fries", ("mcdonald", "fry")),
        ("[/b] :smile: 🥛", ("b", "smile")),
        ("", ()),
    ],
)
def test_words_are_folded_and_little_words_left_out(text: str, expected: tuple[str, ...]) -> None:
    """Case, accents, punctuation, apostrophes and emoji do not matter."""
    assert words.words(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Milk, NFS", "milk"),
        ("Pork, chop, NS as to fat eaten", "pork chop"),
        ("Chicken, NS as to part and cooking method, NS as to skin eaten", "chicken"),
        ("Milk, whole", "milk whole"),
    ],
)
def test_a_default_food_is_named_without_its_marks(name: str, expected: str) -> None:
    """NFS and "NS as to" say that nothing more was specified, as a plain name does."""
    assert words.key(words.unmarked(name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Milk, whole", "Milk"),
        ("Fish, salmon, raw", "salmon"),
        ("Cheese, Cheddar", "Cheddar"),
        ("Natto", "Natto"),
        ("Cereals ready-to-eat, granola, homemade", "granola"),
        ("", ""),
        (", ,", ", ,"),
    ],
)
def test_the_head_is_what_a_food_is(name: str, expected: str) -> None:
    """Up to the first comma, or after it where that is only a class."""
    assert words.head(name) == expected


@given(st.text())
def test_a_key_survives_case_and_spaces(text: str) -> None:
    """Writing a name in capitals, or with more spaces around it, names the same food."""
    assert words.key(f"  {text}  ") == words.key(text)
    assert words.key(words.key(text)) == words.key(words.key(words.key(text)))
