"""Where a text may name more than one food."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonecheck.parse.pieces import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 eggs and toast", [("first", "2 eggs"), ("and", "toast")]),
        ("150g chicken + 200g rice", [("first", "150g chicken"), ("and", "200g rice")]),
        ("10 oz. steak, baked potato w/ sour cream", [
            ("first", "10 oz. steak"), ("comma", "baked potato"), ("with", "sour cream")]),
        ("coffee with milk, no sugar", [("first", "coffee"), ("with", "milk"), ("not", "no sugar")]),
        ("Vitamin D 10,000 IU", [("first", "Vitamin D 10,000 IU")]),
        ("rice or pasta", [("first", "rice"), ("or", "pasta")]),
        ("tea w/out milk", [("first", "tea"), ("not", "w/out milk")]),
        ("corn on the cob", [("first", "corn on the cob")]),
        ("yogurt (low fat, with fruit)", [("first", "yogurt (low fat, with fruit)")]),
        ("one and a half cups milk", [("first", "one and a half cups milk")]),
    ],
)  # fmt: skip
def test_the_pieces_of_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    """With what joins each to the one before."""
    assert [(piece.joiner.value, piece.text) for piece in split(text)] == expected


@settings(deadline=None)
@given(st.text(alphabet="ab ,;+&()/wni1.\u2022", max_size=40))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    """The pieces joined again have every character but those that join nothing."""
    whole = "".join(piece.whole for piece in split(text))
    assert [each for each in whole if each.isalnum()] == [each for each in text if each.isalnum()]
