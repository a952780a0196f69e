"""Many people's logs and one person's give the same answers: `bonecheck.score` beside `bonecheck.check`, to 1e-9."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bonecheck
from bonecheck import pipeline
from bonecheck.errors import InputError, OptionError
from bonecheck.model import Entry, Log, Profile
from bonecheck.profiles import make_profile

FOODS = (
    "milk", "eggs", "2 eggs", "natto", "grandma's plum jam", "cheddar cheese", "magnesium", "vitamin D3", "carrots",
    "pizza", "MK-7 180 mcg", "calcium + D3 600 mg/400 IU", "1 multivitamin", "salmon", "coffee with milk", "kernel corn",
    "2 eggs, toast, milk", "cereal with milk", "2-3 eggs", "Vitamin B12", "magnesium glycinate", "zinc gluconate", "no milk",
    "almonds (30 g)", "Gurke", "Centrum Silver", "rice or pasta",
)  # fmt: skip
UNITS = (
    "", "capsule", "container - each 6 oz", "2-3 cups", "mcg", "g", "oz", "cup", "mg", "piece", "pieces", "slice", "IU",
    "zzz", "serving", "large",
)  # fmt: skip
PEOPLE = (
    make_profile("female", 52, 63),
    make_profile("male", 24),
    make_profile("male", 81, 90.5),
    make_profile("female", 30, 70, "trimester 2"),
)


class Row(NamedTuple):
    """A line of somebody's log."""

    client: str
    date: dt.date | None
    food: str
    amount: float | None
    unit: str


rows = st.lists(
    st.builds(
        Row,
        client=st.sampled_from(["ann", "bob", "cy"]),
        date=st.sampled_from([None, dt.date(2026, 3, 1), dt.date(2026, 3, 2), dt.date(2026, 3, 9)]),
        food=st.sampled_from(FOODS),
        amount=st.one_of(st.none(), st.sampled_from([0.0, 1.0, 2.0, 0.01]), st.floats(min_value=0, max_value=5000)),
        unit=st.sampled_from(UNITS),
    ),
    min_size=1,
    max_size=30,
)


def frame(lines: list[Row]) -> pl.DataFrame:
    schema = {"client": pl.String, "date": pl.Date, "food": pl.String, "amount": pl.Float64, "unit": pl.String}
    return pl.DataFrame(lines, schema=schema, orient="row")


def log(lines: list[Row], client: str) -> Log:
    entries = tuple(
        Entry("log.csv", number, row.food, row.amount, row.unit, row.date, client=row.client)
        for number, row in enumerate(lines, start=2)
        if row.client == client
    )
    return Log(entries=entries, files=("log.csv",))


def by_day_path(lines: list[Row], client: str, profile: Profile, authority: str) -> list[dict[str, Any]]:
    """What `bonecheck.check` says of one client, as scores have it."""
    report = pipeline.check(log(lines, client), profile, authority=authority)
    day = report.average or report.days[0]
    found = []
    for key, each in day.nutrients.items():
        finding, usual = each.finding, each.usual
        assert usual is not None
        target, upper = finding.references.target, finding.references.upper
        found.append(
            {
                "client": client,
                "days": day.totals.days,
                "nutrient": key,
                "intake": finding.total.known,
                "lower_bound": finding.total.lower_bound,
                "at_most": finding.total.at_most,
                "unknown_foods": len(finding.total.unknown),
                "reference": target.value if target else None,
                "reference_kind": target.kind if target else None,
                "authority": target.authority if target else None,
                "percent": finding.percent,
                "gap": finding.gap,
                "status": str(finding.status),
                "upper_level": upper.value if upper else None,
                "excess": finding.excess,
                "usual": str(usual.habit),
                "confidence": usual.confidence,
                "confidence_at_most": usual.at_most,
                "lines": len({line.entry.line for line in day.totals.lines}),
                "energy_kcal": day.totals.energy_kcal,
            }
        )
    return found


def same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    for name, value in expected.items():
        if isinstance(value, float):
            assert found[name] == pytest.approx(value, rel=1e-9, abs=1e-9), (name, expected)
        else:
            assert found[name] == value, (name, expected)


@settings(max_examples=40, deadline=None)
@given(rows, st.sampled_from(PEOPLE), st.sampled_from(["NAM", "EFSA", "UK", "NAM+ESCEO"]))
def test_a_day_and_a_survey_are_judged_alike(lines: list[Row], profile: Profile, authority: str) -> None:
    """Every figure and verdict of random logs, for several people and authorities."""
    scores = bonecheck.score(frame(lines), profile=profile, authority=authority).to_dicts()
    for client in sorted({row.client for row in lines}):
        try:
            expected = by_day_path(lines, client, profile, authority)
        except InputError:
            continue  # the one-log path refuses a log of which nothing counts
        for each in expected:
            same(next(s for s in scores if (s["client"], s["nutrient"]) == (client, each["nutrient"])), each)


def test_every_food_in_every_unit_is_judged_alike() -> None:
    """A client for each: what has no grams is held to as many portions on both ways, beside a food that counts."""
    lines = [
        Row(f"{food} by {unit or None}", None, *each)
        for food in FOODS
        for unit in UNITS
        for each in ((food, None, unit), (food, 0.3, unit), (food, 5.0, unit), ("milk", None, ""))
    ]
    found = {
        (each["client"], each["nutrient"]): each for each in bonecheck.score(frame(lines), profile=PEOPLE[0]).to_dicts()
    }
    for start in range(0, len(lines), 4):
        client = lines[start].client
        for each in by_day_path(lines[start : start + 4], client, PEOPLE[0], "NAM"):
            same(found[client, each["nutrient"]], each)


@settings(max_examples=15, deadline=None)
@given(rows)
def test_every_engine_gives_the_same(lines: list[Row]) -> None:
    """pandas, Polars and lazy Polars; each gives back what it was given."""
    eager = frame(lines)
    ours = bonecheck.score(eager)
    lazy = bonecheck.score(eager.lazy())
    assert isinstance(lazy, pl.LazyFrame)
    pandas = bonecheck.score(pd.DataFrame(eager.to_dict(as_series=False)))
    assert isinstance(pandas, pd.DataFrame)
    for mine, deferred, other in zip(
        ours.to_dicts(), lazy.collect().to_dicts(), pandas.to_dict("records"), strict=True
    ):
        same(deferred, mine)
        same({str(name): None if pd.isna(value) else value for name, value in other.items()}, mine)


def test_a_day_is_scored_by_itself() -> None:
    """With per="day" a row per client, date and nutrient; a day without a date is one."""
    lines = [Row("ann", None, "milk", 100, "g"), Row("ann", dt.date(2026, 3, 1), "milk", 200, "g")]
    scores = bonecheck.score(frame(lines), per="day").filter(pl.col("nutrient") == "calcium")
    assert scores["date"].to_list() == [None, "2026-03-01"]
    first, second = scores["intake"].to_list()
    assert second == pytest.approx(2 * first)


def test_clients_are_held_against_their_own_references() -> None:
    """A man of 75 with 80 kg and whoever is not listed; what is left out is the profile's."""
    lines = [Row("ann", None, "milk", 100, "g"), Row("bob", None, "milk", 100, "g")]
    clients = pl.DataFrame(
        {"client": ["bob", "nobody"], "sex": ["male", "female"], "age": [75, 3], "weight_kg": [80, 12]}
    )
    scores = bonecheck.score(frame(lines), clients, make_profile("female", 52))
    target = {(each["client"], each["nutrient"]): each["reference"] for each in scores.to_dicts()}
    assert (target["ann", "calcium"], target["bob", "calcium"]) == (1200, 1200)
    assert (target["ann", "zinc"], target["bob", "zinc"]) == (8, 11)
    assert target["bob", "protein"] == pytest.approx(0.8 * 80)
    assert scores["client"].unique().sort().to_list() == ["ann", "bob"]


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, pl.LazyFrame])
def test_who_is_not_listed_goes_by_the_profile_and_who_is_listed_twice_is_scored_once(kind: Callable[..., Any]) -> None:
    """In every kind of frame, pandas too, where a gap makes floats of whole numbers."""
    logged = kind({"client": ["ann", "bob"], "food": ["milk", "2 eggs"]})
    clients = kind({"client": ["ann", "ann"], "age": [52, 52], "sex": ["female", "female"]})
    found = bonecheck.score(logged, clients, bonecheck.make_profile(sex="male", age=20))
    whole = found.collect() if isinstance(found, pl.LazyFrame) else found
    scores = whole.to_dict("records") if isinstance(whole, pd.DataFrame) else whole.to_dicts()
    calcium = [(each["client"], each["reference"]) for each in scores if each["nutrient"] == "calcium"]
    assert calcium == [("ann", 1200.0), ("bob", 1000.0)]


def test_texts_are_read_as_in_our_csv() -> None:
    """Amounts and dates that are text: fractions, decimal commas, units within, dates of every kind."""
    frame_ = pl.DataFrame(
        {
            "client": ["ann"] * 4,
            "food": ["milk"] * 4,
            "amount": ["1/2", "0,5", "120 g", "-3"],
            "unit": ["cup", "cup", None, "g"],
            "date": ["2026-03-13"] * 2 + ["3/13/2026", "13 March 2026"],
        }
    )
    scores = bonecheck.score(frame_).filter(pl.col("nutrient") == "calcium").to_dicts()
    assert (scores[0]["days"], scores[0]["lines"], scores[0]["lines_lost"], scores[0]["lower_bound"]) == (1, 4, 1, True)
    one_cup = bonecheck.check(
        [{"food": "milk", "amount": 1, "unit": "cup"}, {"food": "milk", "amount": 120, "unit": "g"}]
    )
    assert scores[0]["intake"] == pytest.approx(one_cup.days[0].nutrients["calcium"].finding.total.known)


def test_what_is_no_log_is_refused() -> None:
    """In words that say what was found and what to try."""
    with pytest.raises(InputError, match="no food column among x"):
        bonecheck.score(pl.DataFrame({"x": [1]}))
    with pytest.raises(InputError, match="list is no frame"):
        bonecheck.score([1])
    with pytest.raises(OptionError, match="per 'week' is not known"):
        bonecheck.score(pl.DataFrame({"food": ["milk"]}), per="week")
    with pytest.raises(InputError, match="no column 'client'"):
        bonecheck.score(pl.DataFrame({"food": ["milk"]}), pl.DataFrame({"sex": ["male"]}))


@pytest.mark.parametrize(
    ("food", "amount", "unit"),
    [
        ("zinc gluconate", 200.0, "mg"),
        ("potassium chloride", 600.0, "mg"),
        ("magnesium citrate", 400.0, "mg"),
        ("calcium carbonate", 1250.0, "mg"),
        ("zinc gluconate", 0.05, "g"),
        ("calcium carbonate", 1.25, "g"),
        ("vitamin D3", 0.01, "g"),
        ("calcium", 0.5, "g"),
        ("bought eggs", 2.0, ""),
    ],
)
def test_the_weight_of_a_compound_is_read_alike(food: str, amount: float, unit: str) -> None:
    """Its figure is that of the nutrient or of the compound, by how large it is; what was not eaten is nothing."""
    lines = [Row("ann", None, "milk", 1.0, "cup"), Row("ann", None, food, amount, unit)]
    scores = bonecheck.score(frame(lines), profile=PEOPLE[0], authority="NAM").to_dicts()
    for each in by_day_path(lines, "ann", PEOPLE[0], "NAM"):
        same(next(score for score in scores if score["nutrient"] == each["nutrient"]), each)
