"""Amounts in the text of a food."""

from __future__ import annotations

import pytest

from bonecheck.foods import phrases
from bonecheck.foods.phrases import Phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("2 eggs", Phrase(2, "", "eggs")),
        ("150g natto", Phrase(150, "g", "natto")),
        ("8 fl oz milk", Phrase(8, "fl oz", "milk")),
        ("1 small bag of chips", Phrase(1, "small bag", "chips")),
        ("1 large egg", Phrase(1, "large", "egg")),
        ("1 extra large egg", Phrase(1, "extra large", "egg")),
        ("2 x eggs", Phrase(2, "", "eggs")),
        ("2x eggs", Phrase(2, "", "eggs")),
        ("eggs x2", Phrase(2, "", "eggs")),
        ("two eggs", Phrase(2, "", "eggs")),
        ("a banana", Phrase(1, "", "banana")),
        ("half an avocado", Phrase(0.5, "", "avocado")),
        ("half a cup of rice", Phrase(0.5, "cup", "rice")),
        ("a couple of eggs", Phrase(2, "", "eggs")),
        ("a dozen oysters", Phrase(12, "", "oysters")),
        ("a pat of butter", Phrase(1, "pat", "butter")),
        ("two large slices of rye bread", Phrase(2, "large slices", "rye bread")),
        ("cup of tea", Phrase(1, "cup", "tea")),
        ("handful almonds", Phrase(1, "handful", "almonds")),
        ("vitamin D3 2000 IU", Phrase(2000, "IU", "vitamin D3")),
        ("eggs 2", Phrase(2, "", "eggs")),
        ("banana, 1/2", Phrase(0.5, "", "banana")),
        ("4 x 30 g cheddar", Phrase(120, "g", "cheddar")),
        ("4x30g cheddar", Phrase(120, "g", "cheddar")),
        ("1 can (5 oz) tuna", Phrase(5, "oz", "tuna")),
        ("2 cans (12 fl oz) of beer", Phrase(24, "fl oz", "beer")),
        ("a drizzle of olive oil", Phrase(1, "drizzle", "olive oil")),
    ],
)
def test_an_amount_in_words_or_digits(text: str, phrase: Phrase) -> None:
    """Before the food, or behind it as labels do."""
    assert phrases.split(text) == phrase


@pytest.mark.parametrize(
    "text",
    [
        "milk",
        "half and half",
        "milk 2%",
        "vitamin B 12",
        "mk 7",
        "formula 100",
        "half-fat milk",
        "stick cheese",
        "large fries",
        "a",
        "two",
        "cup",
        "-2 eggs",
        "bowl of",
        "",
    ],
)
def test_a_text_without_an_amount(text: str) -> None:
    """It is left as it stands."""
    assert phrases.split(text) is None
