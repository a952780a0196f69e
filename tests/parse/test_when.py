"""When something was eaten."""

from __future__ import annotations

import datetime as dt

import pytest

from bonecheck.parse.when import read


@pytest.mark.parametrize(
    ("text", "meal", "rest"),
    [
        ("- 2 eggs", "", "2 eggs"),
        ("1. 2 eggs", "", "2 eggs"),
        ("[ ] milk", "", "milk"),
        ("Breakfast: 2 eggs", "breakfast", "2 eggs"),
        ("Snack - banana", "snack", "banana"),
        ("eggs for breakfast", "breakfast", "eggs"),
        ("I had 2 eggs for breakfast", "breakfast", "2 eggs"),
        ("2 eggs (breakfast)", "breakfast", "2 eggs"),
        ("9:45 coffee 2% milk", "", "coffee 2% milk"),
        ("8am coffee", "", "coffee"),
        ("coffee at 8am", "", "coffee"),
        ("7pm: pizza", "", "pizza"),
        ("12.45 jerk chicken", "", "jerk chicken"),
        ("Monday", "", ""),
        ("Mon: eggs", "", "eggs"),
        ("pre workout 5pm rice cakes", "pre workout", "rice cakes"),
        ("tea time: shepherds pie", "tea time", "shepherds pie"),
    ],
)
def test_what_says_when_is_taken_off(text: str, meal: str, rest: str) -> None:
    """List marks, labels, weekdays and clock times."""
    said = read(text)
    assert (said.meal, said.rest) == (meal, rest)


@pytest.mark.parametrize(
    "text",
    [
        "breakfast burrito", "lunch meat", "dinner roll", "snack bar", "dessert wine", "Sunday roast", "tea with milk",
        "7 Up", "1.5 cups milk", "3/4 cup milk", "3.2% milk", "May 5", "evening primrose oil", "2x eggs",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_stays(text: str) -> None:
    """Foods and amounts that begin like a meal, a day or a time."""
    assert read(text).rest == text


@pytest.mark.parametrize("text", ["2026-03-02 eggs", "2 March 2026: eggs", "Mon 2 March 2026: eggs", "3/2/2026 eggs"])
def test_a_date(text: str) -> None:
    """In the forms of diaries; month first where days and months may be either."""
    said = read(text)
    assert (said.date, said.rest) == (dt.date(2026, 3, 2), "eggs")
