"""How many: figures, fractions, words and ranges at the beginning of a text."""

from __future__ import annotations

import pytest

from bonecheck.parse.numbers import leading


@pytest.mark.parametrize(
    ("text", "amount", "rest"),
    [
        ("1 1/2 cups", 1.5, "cups"),
        ("1 and 1/2 cups", 1.5, "cups"),
        ("1-1/2 cups", 1.5, "cups"),
        ("one and a half cups", 1.5, "cups"),
        ("three quarters of a cup", 0.75, "cup"),
        ("half an avocado", 0.5, "avocado"),
        ("half of a pizza", 0.5, "pizza"),
        ("2 dozen oysters", 24, "oysters"),
        ("half a dozen eggs", 6, "eggs"),
        ("a couple of eggs", 2, "eggs"),
        ("twelve almonds", 12, "almonds"),
        ("x2", 2, ""),
        ("2x", 2, ""),
        ("3 x 30 g", 3, "30 g"),
        ("10,000 IU", 10000, "IU"),
        ("about 2 cups", 2, "cups"),
        ("half", 0.5, ""),
    ],
)
def test_a_quantity(text: str, amount: float, rest: str) -> None:
    """And what follows it."""
    found = leading(text)
    assert found is not None
    assert (found[0].amount, found[1]) == (pytest.approx(amount), rest)


@pytest.mark.parametrize(
    ("text", "ends"),
    [("2-3 eggs", (2, 3)), ("1 \u2013 2 cups", (1, 2)), ("2 to 3 eggs", (2, 3)), ("two or three eggs", (2, 3))],
)
def test_a_range_is_its_middle_with_its_ends(text: str, ends: tuple[float, float]) -> None:
    """In figures and words."""
    found = leading(text)
    assert found is not None
    quantity = found[0]
    assert (quantity.low, quantity.high, quantity.amount) == (*ends, sum(ends) / 2)


@pytest.mark.parametrize(
    "text",
    [
        "2% milk",
        "85/15 beef",
        "6-inch sub",
        "6 inch sub",
        "7-Up",
        "3-in-1 coffee",
        "half and half",
        "quarter pounder",
        "milk",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    """Digits that belong to a name, or to a size, are none."""
    assert leading(text) is None
