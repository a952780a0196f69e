"""Logs given as Python values: mappings and DataFrames are read as the same CSV would be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bonecheck.errors import InputError
from bonecheck.model import Entry
from bonecheck.readers import read_value

ROWS: list[dict[str, Any]] = [
    {"date": dt.date(2026, 3, 2), "food": "Milk, whole", "amount": 1.5, "unit": "cup"},
    {"date": dt.datetime(2026, 3, 3, 8, 30), "food": "NA", "amount": 2},  # noqa: DTZ001 - a log's clock is local
    {"food": "egg\nboiled", "amount": "1/2", "unit": None},
]
ENTRIES = (
    Entry(file="the log", line=1, food="Milk, whole", amount=1.5, unit="cup", date=dt.date(2026, 3, 2)),
    Entry(file="the log", line=2, food="NA", amount=2.0, date=dt.date(2026, 3, 3)),
    Entry(file="the log", line=3, food="egg boiled", amount=0.5, date=dt.date(2026, 3, 3)),
)


def test_mappings() -> None:
    """A key may be missing, and values may be of Python's own types."""
    assert read_value(ROWS).entries == ENTRIES
    assert read_value(iter(ROWS)).entries == ENTRIES
    assert read_value(ROWS).problems == ()


def test_a_frame() -> None:
    """NaN and NaT are empty cells; other names of columns are understood."""
    frame = pd.DataFrame(
        {
            "Food Name": ["Milk, whole", "NA", "egg"],
            "qty": [1.5, float("nan"), 2],
            "day": [pd.Timestamp("2026-03-02"), pd.NaT, pd.Timestamp("2026-03-03")],
        }
    )
    log = read_value(frame)
    assert [(e.food, e.amount, str(e.date)) for e in log.entries] == [
        ("Milk, whole", 1.5, "2026-03-02"),
        ("NA", None, "2026-03-02"),
        ("egg", 2.0, "2026-03-03"),
    ]


def test_values_that_cannot_be_read() -> None:
    """They are problems of their entry, as a file's are of their line."""
    log = read_value([{"food": "egg", "amount": float("inf")}, {"food": "milk", "amount": -1}, {"food": "tea"}])
    assert [str(problem) for problem in log.problems] == [
        "the log:1: amount 'inf' is not a number [bad-amount]",
        "the log:2: amount '-1' is negative [bad-amount]",
    ]
    assert [entry.food for entry in log.unread] == ["egg", "milk"]


def test_paths(tmp_path: Path) -> None:
    """One or several, as text or as a Path."""
    path = tmp_path / "day.csv"
    path.write_text("food\negg\n")
    for log in (path, str(path), [path], [str(path)]):
        assert [entry.food for entry in read_value(log).entries] == ["egg"]


@pytest.mark.parametrize(
    ("log", "message", "hint"),
    [
        ([], "the log: is empty", "give at least one entry with a 'food'"),
        (pd.DataFrame({"food": []}), "the log: is empty", "give at least one row with a 'food'"),
        (
            [{"amount": 1}],
            "the log: no food column; the header names amount",
            "the first line must name the columns, e.g. date,meal,food,amount,unit",
        ),
    ],
)
def test_logs_that_make_the_run_impossible(log: Any, message: str, hint: str) -> None:
    """It is said what is missing."""
    with pytest.raises(InputError) as error:
        read_value(log)
    assert (str(error.value), error.value.hint) == (message, hint)
