"""The log frame: the same columns whoever read the log."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple, cast

import polars as pl

from bonecheck.batch.log_frame import SCHEMA, Whose, frame_of_log
from bonecheck.errors import Problem
from bonecheck.model import Entry, Log
from bonecheck.nutrients import KEYS

EGG = Entry(file="a.csv", line=3, food="egg", amount=2.0, unit="large", date=dt.date(2026, 3, 2), client="C1")
TEA = Entry(file="a.csv", line=2, food="tea")


class _Stated(NamedTuple):
    """What a reader of another format states of a line."""

    amounts: dict[str, float]
    energy_kcal: float | None
    food_id: str


class _Foreign(NamedTuple):
    """An entry of another format."""

    line: int
    stated: _Stated | None
    food: str = "egg"
    amount: float | None = None
    unit: str = ""
    date: dt.date | None = None
    client: str = ""


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


def test_values_that_a_log_states() -> None:
    """A column for each nutrient; what is not stated is unknown, and not zero."""
    key = KEYS[0]
    entries = [_Foreign(2, _Stated({key: 0.0}, 70.0, "fndds:1")), _Foreign(3, None)]
    frame = frame_of_log(Log(entries=cast("Any", tuple(entries)), files=("a.csv",)), Whose("a"))
    assert frame.columns == [*SCHEMA, *(f"stated_{each}" for each in KEYS), "stated_energy_kcal", "stated_food_id"]
    assert frame.select(f"stated_{key}", f"stated_{KEYS[1]}", "stated_energy_kcal", "stated_food_id").rows() == [
        (0.0, None, 70.0, "fndds:1"),
        (None, None, None, ""),
    ]
