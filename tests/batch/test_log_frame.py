"""The log frame: the same columns whoever read the log."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from bonecheck.batch.log_frame import SCHEMA, Whose, entries_of, frame_of_entries, frame_of_log
from bonecheck.errors import Problem
from bonecheck.model import Entry, Log
from bonecheck.nutrients import KEYS
from bonecheck.stated import Kind, Stated

EGG = Entry(file="a.csv", line=3, food="egg", amount=2.0, unit="large", date=dt.date(2026, 3, 2), client="C1")
TEA = Entry(file="a.csv", line=2, food="tea")


def test_a_log_in_the_order_of_its_lines() -> None:
    """Lines that could not be read stand among the others; whoever is not named is the file's client, and that is said."""
    whose = Whose("a")
    frame = frame_of_log(Log(entries=(EGG,), files=("a.csv",), unread=(TEA,)), whose)
    assert frame.schema == pl.Schema(SCHEMA)
    assert frame.rows() == [
        ("a", None, "tea", None, "", 2, True),
        ("C1", dt.date(2026, 3, 2), "egg", 2.0, "large", 3, False),
    ]
    message = "the line names no client; counted for 'a', as the file is called"
    assert whose.problems("a.csv") == [
        Problem("a.csv", 2, "no-client", message, "name the client on every line", "assumed")
    ]


def test_a_log_that_names_no_client_at_all() -> None:
    """It is that of the client whom the file is called after, which is no problem."""
    whose = Whose("a")
    assert frame_of_log(Log(entries=(TEA,), files=("a.csv",)), whose)["client"].to_list() == ["a"]
    assert whose.problems("a.csv") == []


STATED = EGG._replace(food="natto", line=4, stated=Stated({KEYS[0]: 0.0}, 70.0, "fndds:1", Kind.SUMMARY))


def test_values_that_a_log_states() -> None:
    """A column for each nutrient; what is not stated is unknown, and not zero."""
    frame = frame_of_log(Log(entries=(EGG, STATED), files=("a.csv",)), Whose("a"))
    values = [f"stated_{each}" for each in KEYS]
    assert frame.columns == [*SCHEMA, *values, "stated_energy_kcal", "stated_food_id", "stated_kind"]
    assert frame.select(*values[:2], "stated_energy_kcal", "stated_food_id", "stated_kind").rows() == [
        (None, None, None, "", None),
        (0.0, None, 70.0, "fndds:1", "summary"),
    ]


@pytest.mark.parametrize("entries", [(EGG,), (EGG, STATED), (EGG, STATED._replace(stated=Stated())), ()])
def test_a_frame_as_entries(entries: tuple[Entry, ...]) -> None:
    """The same entries, but for what a frame does not hold: the file, the meal and the note."""
    frame = frame_of_entries(entries, (TEA,))
    assert list(entries_of(frame)) == [each._replace(file="") for each in (*entries, TEA)]
