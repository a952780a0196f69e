"""How much of what, wherever the amount stands."""

from __future__ import annotations

import pytest

from bonecheck.parse.amount_text import amount_of
from bonecheck.parse.columns import of_columns
from bonecheck.parse.measured import read

NAMES = frozenset({"3 musketeers", "3 musketeers bar", "fish sticks"})


@pytest.mark.parametrize(
    ("text", "amount", "unit", "food"),
    [
        ("1 (6 oz) can tuna", 6, "oz", "tuna"),
        ("1 can (5 oz) tuna", 5, "oz", "tuna"),
        ("2 cans tuna (5 oz)", 10, "oz", "tuna"),
        (
            "1 lb. 4 oz. steak",
            pytest.approx(566.99, rel=1e-4),
            "g",
            "steak",
        ),  # NIST: 1 lb = 453.592 g, 1 oz = 28.3495 g
        ("100g/3.5oz salmon", 100, "g", "salmon"),
        ("2 leftover slices of pizza", 2, "slices", "leftover pizza"),
        ("4 small pizza slices", 4, "small slices", "pizza"),
        ("chicken breast (150g)", 150, "g", "chicken breast"),
        ("Almonds (28g, 23 nuts)", 28, "g", "Almonds"),
        ("Cheddar (mature, 40 g)", 40, "g", "Cheddar"),
        ("egg (2)", 2, "", "egg"),
        ("eggs - 2", 2, "", "eggs"),
        ("eggs x2 boiled", 2, "", "eggs boiled"),
        ("tomato100 g", 100, "g", "tomato"),
        ("rigatoni 89", 89, "g", "rigatoni"),
        ("\u00be C brown sugar", 0.75, "cup", "brown sugar"),
        ("1 t salt", 1, "tsp", "salt"),
        ("1 T sugar", 1, "tbsp", "sugar"),
        ("A 3 1/2 ounce piece of cooked pork", 3.5, "ounce", "cooked pork"),
        ("4-inch stick of deer jerky", 1, "stick", "deer jerky"),
        ("kids size fries", 1, "kids size", "fries"),
        ("snack-size container of applesauce", 1, "snack-size container", "applesauce"),
        ("3 MUSKETEERS bar, 1.813 oz", 1.813, "oz", "3 MUSKETEERS bar"),
        ("3 x 30 g cheddar", 90, "g", "cheddar"),
        ("2 fish sticks", 2, "", "fish sticks"),
        ("150g natto", 150, "g", "natto"),
        ("8 fl oz milk", 8, "fl oz", "milk"),
        ("1 small bag of chips", 1, "small bag", "chips"),
        ("1 extra large egg", 1, "extra large", "egg"),
        ("half a cup of rice", 0.5, "cup", "rice"),
        ("a pat of butter", 1, "pat", "butter"),
        ("two large slices of rye bread", 2, "large slices", "rye bread"),
        ("cup of tea", 1, "cup", "tea"),
        ("handful almonds", 1, "handful", "almonds"),
        ("banana, 1/2", 0.5, "", "banana"),
        ("4x30g cheddar", 120, "g", "cheddar"),
        ("2 cans (12 fl oz) of beer", 24, "fl oz", "beer"),
        ("a drizzle of olive oil", 1, "drizzle", "olive oil"),
    ],
)
def test_a_text_s_amount(text: str, amount: float, unit: str, food: str) -> None:
    """Before the food, behind it, or in brackets."""
    found = read(text, lambda name: name.casefold() in NAMES)
    assert found.amount is not None
    assert (found.amount.quantity.amount, found.amount.unit, found.food) == (amount, unit, food)


@pytest.mark.parametrize(
    "text",
    [
        "6-inch turkey sub",
        "milk 2%",
        "vitamin B 12",
        "whole milk",
        "fish sticks",
        "half and half",
        "half-fat milk",
        "mk 7",
        "stick cheese",
        "cup",
    ],
)
def test_a_text_without_an_amount(text: str) -> None:
    """Figures and measures that belong to a name are none."""
    assert read(text, lambda name: name.casefold() in NAMES) == (None, text, ())


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (2, "container - each 6 oz", (12, "oz")),
        (1, "can - each 5 oz net weight", (5, "oz")),
        (2, "slice (from pre-sliced package) - each 3/4 oz", (1.5, "oz")),
        (1, "Serving (2 tbsp)", (2, "tbsp")),
        (1, "serving 1/2 cup", (0.5, "cup")),
        (2, "x 0.5 cup", (1, "cup")),
        (3, "ounce(s) cooked, no bone", (3, "ounce")),
        (2, "medium patty (3-1/2 per pound of raw meat)", (2, "medium patty (3-1/2 per pound of raw meat)")),
        (1, "glass (175 ml)", (175, "ml")),
        (2, "T", (2, "tbsp")),
        (None, "2-3", (2.5, "")),
        (None, "1/2 cup (40 g)", (40, "g")),
        (None, "6 oz (170 g)", (170, "g")),
        (None, "2 slices (60g)", (60, "g")),
        (None, "1 can (5 oz)", (5, "oz")),
        (None, "half", (0.5, "")),
        (None, "x2", (2, "")),
        (1.5, "30 g", (45, "g")),
    ],
)
def test_columns_of_amount_and_unit(amount: float | None, unit: str, expected: tuple[float, str]) -> None:
    """A weight that the unit states counts."""
    found = of_columns(amount, unit)
    assert found is not None
    assert (found.quantity.amount, found.unit) == expected


@pytest.mark.parametrize("text", ["all kinds", "2 eggs", "2 rashers bacon", "no bun"])
def test_what_is_no_amount_alone(text: str) -> None:
    """A food, or a remark."""
    assert amount_of(text) is None
