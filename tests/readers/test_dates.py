"""Dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonecheck.readers.dates import Order, is_ambiguous, order_of, parse, reads_as

MARCH_2 = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02",
        "2026/3/2",
        "2026.03.02",
        "20260302",
        "2026-03-02T08:30:00Z",
        "2026-03-02 8:30",
        "2026-03-02, 8:30 AM",
        "2.3.2026",
        "02.03.26",
        "2 March 2026",
        "Mon 2 March 2026",
        "Monday, March 2nd, 2026",
        "Mar 2, 2026",
        "2-Mar-26",
        " 2 mar 2026 ",
    ],
)
@pytest.mark.parametrize("order", ["mdy", "dmy"])
def test_dates_of_one_meaning(text: str, order: Order) -> None:
    """They are read alike whatever the order of the others: a dotted date has its day first."""
    assert parse(text, order) == MARCH_2
    assert not is_ambiguous(text)


def test_the_order_decides_what_is_open() -> None:
    """Slashes and hyphens are written in both orders."""
    for text in ("3/2/2026", "03-02-2026", "3/2/26 8:15"):
        assert (parse(text, "mdy"), parse(text, "dmy")) == (MARCH_2, dt.date(2026, 2, 3))
        assert is_ambiguous(text)


@pytest.mark.parametrize("text", ["3/13/2026", "13/3/2026", "4/4/2026", "0/5/2026", "3.4.2026", "soon", ""])
def test_dates_that_are_not_ambiguous(text: str) -> None:
    """One reading, or none."""
    assert not is_ambiguous(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Tuesday",
        "March 2026",
        "2026-02-30",
        "2026-13-01",
        "2026111",
        "2026-3/2",
        "2.3",
        "0000-01-01",
        "0/5/2026",
        "2 March 99999999999999999999",
        "²/²/2026",
        "T" * 1_000_000,
        "1" * 1_000_000,
    ],
)
def test_what_is_no_date(text: str) -> None:
    """It is refused, however long, and never as something else than a ValueError."""
    assert not reads_as(text, "mdy")
    assert not reads_as(text, "dmy")
    assert not is_ambiguous(text)
    assert order_of([text]) is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["3/4/2026", "13/4/2026"], "dmy"),
        (["3/4/2026", "4/13/2026"], "mdy"),
        (["3/4/2026", "4/5/2026"], None),
        (["13/4/2026", "4/13/2026"], None),
        (["13.4.2026", "2026-04-13", "3/4/2026"], None),
        ([], None),
    ],
)
def test_the_order_of_a_column(texts: list[str], order: Order | None) -> None:
    """One date that can be read in one way alone shows how the others are meant; contradiction shows nothing."""
    assert order_of(texts) == order


@given(st.text(max_size=70))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    """A log's cell never stops the run."""
    assert reads_as(text, "mdy") in (True, False)
    assert is_ambiguous(text) in (True, False)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_every_date_in_every_form(date: dt.date) -> None:
    """What was written is read."""
    for form in (
        "{0:%Y-%m-%d}",
        "{0:%Y%m%d}",
        "{0.day}.{0.month}.{0.year}",
        "{0.day} {0:%B} {0.year}",
        "{0:%b %d, %Y}",
    ):
        assert parse(form.format(date)) == date
    assert parse(f"{date.month}/{date.day}/{date.year}", "mdy") == date
    assert parse(f"{date.day}/{date.month}/{date.year}", "dmy") == date
