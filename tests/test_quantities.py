"""Numbers as people write them, and the words for those that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck.quantities import LARGEST, NumberError, decimal_marks, is_open, number


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("150", 150.0, ""),
        ("1.5", 1.5, ""),
        ("1,5", 1.5, ""),
        (".5", 0.5, ""),
        (",5", 0.5, ""),
        ("0,500", 0.5, ""),
        ("1,2345", 1.2345, ""),
        ("1/2", 0.5, ""),
        ("1 1/2", 1.5, ""),
        ("1-1/2", 1.5, ""),
        ("1\u20442", 0.5, ""),
        ("½", 0.5, ""),
        ("1½", 1.5, ""),
        ("1 ½ cup", 1.5, "cup"),
        ("2 slices", 2.0, "slices"),
        ("150g", 150.0, "g"),
        ("2eggs", 2.0, "eggs"),
        ("1e2 g", 100.0, "g"),
        ("+3", 3.0, ""),
        ("-0", 0.0, ""),
        ("0", 0.0, ""),
        ("2. egg", 2.0, "egg"),
        ("2, large", 2.0, "large"),
        ("1,234,567", 1234567.0, ""),
        ("1.234.567", 1234567.0, ""),
        ("1,00,000", 100000.0, ""),
        ("1,234.5", 1234.5, ""),
        ("1.234,5", 1234.5, ""),
        ("1'500 g", 1500.0, "g"),
        ("1\u2019500", 1500.0, ""),
        ("1\u00a0500", 1500.0, ""),
        ("1\u202f500,5 g", 1500.5, "g"),
        ("٣", 3.0, ""),
    ],
)
@pytest.mark.parametrize("decimal_comma", [False, True])
def test_numbers_that_mean_one_thing(text: str, value: float, rest: str, decimal_comma: bool) -> None:
    """They are read alike whichever mark is the decimal one."""
    assert number(text, decimal_comma=decimal_comma) == (value, rest)


@pytest.mark.parametrize(("text", "by_point", "by_comma"), [("1,500", 1500.0, 1.5), ("1.500 g", 1.5, 1500.0)])
def test_a_mark_before_three_digits_is_decided_from_outside(text: str, by_point: float, by_comma: float) -> None:
    """Neither reading is right for every country."""
    assert number(text)[0] == by_point
    assert number(text, decimal_comma=True)[0] == by_comma


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is not a number"),
        ("some", "is not a number"),
        ("NaN", "is not a number"),
        ("inf", "is not a number"),
        ("-inf", "is not a number"),
        ("half", "is not a number"),
        ("~150", "is not a number"),
        ("5%", "is not a number"),
        ("1/2/3", "is not a number"),
        ("3/4/2026", "is not a number"),
        ("2.3.2026", "is not a number"),
        ("1.2.3", "is not a number"),
        ("1,5,5", "is not a number"),
        ("12,34.5", "is not a number"),
        ("1e400", "is too large"),
        ("1e10", "is too large"),
        ("9" * 6000, "is too large"),
        ("9" * 6000 + "/" + "9" * 6000, "is too large"),
        ("-5", "is negative"),
        ("- 5 g", "is negative"),
        ("\u22125", "is negative"),
        ("-1/2", "is negative"),
        ("1/0", "divides by zero"),
        ("1-2", "is a range, not one number"),
        ("1 \u2013 2 cups", "is a range, not one number"),
    ],
)
def test_what_is_no_usable_number_says_why(text: str, why: str) -> None:
    """In words that follow "amount '…'"."""
    with pytest.raises(NumberError) as error:
        number(text)
    assert str(error.value) == why


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,/ -½eE'\u00a0g", max_size=14))
def test_any_text_is_a_number_or_says_why(text: str) -> None:
    """Nothing else is raised, and what is read is never negative or out of bounds."""
    for decimal_comma in (False, True):
        try:
            value, _ = number(text, decimal_comma=decimal_comma)
        except NumberError:
            continue
        assert 0 <= value <= LARGEST


@given(st.integers(0, 10**8), st.integers(0, 99))
def test_marks_change_no_value(whole: int, hundredths: int) -> None:
    """A number with two decimals is itself in the American, German, Swiss and French way."""
    value = float(f"{whole}.{hundredths:02}")
    american = f"{whole:,}.{hundredths:02}"
    german = american.translate({ord(","): ".", ord("."): ","})
    for text in (american, german, american.replace(",", "'"), german.replace(".", "\u202f")):
        assert number(text) == number(text, decimal_comma=True) == (value, "")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1,5", {","}),
        ("1.25 g", {"."}),
        ("0,500", {","}),
        ("1.234,5", {","}),
        ("1,234.5", {"."}),
        ("1,500", set()),
        ("1,500,000", set()),
        ("15", set()),
    ],
)
def test_a_number_shows_its_decimal_mark(text: str, marks: set[str]) -> None:
    """Where it can be no other."""
    assert decimal_marks(text) == marks


@pytest.mark.parametrize(
    ("text", "open_"),
    [("1,500", True), ("12.500 g", True), ("0,500", False), ("1,5", False), ("1,500.0", False), ("1,500%", False)],
)
def test_open_numbers(text: str, open_: bool) -> None:
    """Those that a file must tell how to read."""
    assert is_open(text) is open_
