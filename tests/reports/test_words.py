"""The words that every report shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

import bonecheck
from bonecheck.reports import words

MILK: dict[str, object] = {"food": "milk", "amount": 1, "unit": "cup"}


@pytest.mark.parametrize(
    ("entries", "days"),
    [
        ([MILK], ""),
        ([MILK | {"date": "2026-03-02"}], "Mon 2 March 2026"),
        ([MILK, MILK | {"date": "2026-03-02"}], "Mon 2 March 2026 and lines without a date"),
        (
            [MILK | {"date": "2026-03-02"}, MILK | {"date": "2026-03-04"}],
            "2 days from 2026-03-02 to 2026-03-04",
        ),
        (
            [MILK, MILK | {"date": "2026-03-02"}, MILK | {"date": "2026-03-04"}],
            "3 days from 2026-03-02 to 2026-03-04, one of them without a date",
        ),
    ],
)
def test_the_days_of_a_report(entries: Iterable[Mapping[str, object]], days: str) -> None:
    """One day by name, several from first to last, and what has no date."""
    assert words.period(bonecheck.check(entries)) == days


def test_one_line_is_no_plural() -> None:
    """And a line that is not counted shows."""
    assert words.counted(bonecheck.check([MILK]).days[0]) == "1 line"
    assert words.counted(bonecheck.check([MILK, MILK | {"food": "qzzkx"}]).days[0]) == "1 of 2 lines counted"


def test_a_range_that_rounds_to_nothing_is_not_told() -> None:
    """A drop of milk has 0.0 to 0.0 µg of vitamin K2."""
    day = bonecheck.check([{"food": "milk", "amount": 0.1, "unit": "g"}]).days[0]
    finding = day.nutrients["vitamin_k2"].finding
    assert finding.total.spread is not None
    assert words.spread(finding) == ""
