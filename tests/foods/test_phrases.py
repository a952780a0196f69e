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
