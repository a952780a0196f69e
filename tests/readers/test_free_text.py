"""Foods in free text: lines of the log, with the day and meal that headings and labels give."""

from __future__ import annotations

import datetime as dt

import pytest

from bonecheck.errors import InputError
from bonecheck.readers import free_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 eggs, 1 cup milk", [(1, "2 eggs, 1 cup milk")]),
        ("two eggs\n\n150 g natto;  salmon", [(1, "two eggs"), (3, "150 g natto"), (3, "salmon")]),
        ("\u2022 1 apple \u2022 2 pears", [(1, "1 apple"), (1, "2 pears")]),
        ("- 2 eggs\n- [ ] 2 bananas\n1. toast\n2) 1 cup milk\n# Monday", [
            (1, "2 eggs"), (2, "2 bananas"), (3, "toast"), (4, "1 cup milk")]),
        ("9:45 coffee\n8am tea\n12:15 1 idli", [(1, "coffee"), (2, "tea"), (3, "1 idli")]),
    ],
)  # fmt: skip
def test_a_line_of_the_text_is_a_line_of_the_log(text: str, expected: list[tuple[int, str]]) -> None:
    """By the number that it has in the text; list marks and clock times are no food and no amount."""
    assert [(entry.line, entry.food) for entry in free_text.read([text], "day.txt").entries] == expected


def test_headings_say_when() -> None:
    """A date or a meal alone holds for the lines below, a label for its own line."""
    log = free_text.read(["2026-03-02\nBreakfast: 2 eggs\nLunch\nlentil soup, 1 cup\nSnack - banana"], "day.txt")
    assert {entry.date for entry in log.entries} == {dt.date(2026, 3, 2)}
    assert [(entry.meal, entry.food) for entry in log.entries] == [
        ("breakfast", "2 eggs"),
        ("lunch", "lentil soup, 1 cup"),
        ("snack", "banana"),
    ]


@pytest.mark.parametrize("text", [" , ;\n", "", "Monday", "Breakfast:"])
def test_a_text_without_a_food_is_refused(text: str) -> None:
    """With an example of one that has some."""
    with pytest.raises(InputError, match="--food: names no food") as caught:
        free_text.read([text], "--food")
    assert caught.value.hint == 'write foods such as "2 eggs, 150 g natto"'
