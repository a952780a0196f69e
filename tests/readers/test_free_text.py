"""Foods in free text."""

from __future__ import annotations

import pytest

from bonecheck.errors import InputError
from bonecheck.readers import free_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 eggs, 1 cup milk", ["2 eggs", "1 cup milk"]),
        ("eggs, milk, bread", ["eggs", "milk", "bread"]),
        ("1 cup milk, whole, 2 eggs", ["1 cup milk, whole", "2 eggs"]),
        ("½ cup oats and a banana", ["½ cup oats", "a banana"]),
        ("two eggs\n150 g natto;  salmon", ["two eggs", "150 g natto", "salmon"]),
        ("• 1 apple • 2 pears", ["1 apple", "2 pears"]),
        ("macaroni and cheese", ["macaroni and cheese"]),
        ("1,5 l water, 1 egg", ["1,5 l water", "1 egg"]),
        (
            "1 cup milk, whole, zinc picolinate 15 mg, pinch of salt",
            ["1 cup milk, whole", "zinc picolinate 15 mg", "pinch of salt"],
        ),
        ("vitamin D3 2000 IU, K2 100 ug, eggs", ["vitamin D3 2000 IU", "K2 100 ug", "eggs"]),
        ("2 eggs, calcium and D3 600 mg/400 IU", ["2 eggs", "calcium and D3 600 mg/400 IU"]),
        (" , ;\n", []),
    ],
)
def test_a_text_is_parted_where_a_food_begins(text: str, expected: list[str]) -> None:
    """A comma within a food's name does not part it."""
    assert free_text.pieces(text) == expected


def test_a_text_without_a_food_is_refused() -> None:
    """With an example of one that has some."""
    with pytest.raises(InputError, match="--food: names no food") as caught:
        free_text.read([], "--food")
    assert caught.value.hint == 'write foods such as "2 eggs, 150 g natto"'
