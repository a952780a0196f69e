"""One person's log from end to end, through the public Python API."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bonecheck
from bonecheck.errors import DataError, InputError, OptionError
from bonecheck.readers.period import Days
from bonecheck.report import COLUMNS

FOODS = ("Milk, whole", "Natto", "Spinach, raw", "Cheese, Cheddar", "qzzkx", "Egg, whole, boiled or poached")
ROWS = [
    {"date": "2026-03-01", "food": "Milk, whole", "amount": 1, "unit": "cup"},
    {"date": "2026-03-02", "food": "Natto", "amount": 50, "unit": "g"},
    {"date": "2026-03-02", "food": "qzzkx", "amount": 50, "unit": "g"},
]


def totals(report: bonecheck.Report) -> dict[str, float]:
    day = report.average or report.days[0]
    return {key: each.finding.total.known for key, each in day.nutrients.items()}


def test_a_path_a_list_and_a_frame_give_one_answer(tmp_path: Path) -> None:
    """The same log, three ways in."""
    frame = pd.DataFrame(ROWS)
    path = tmp_path / "log.csv"
    frame.to_csv(path, index=False)
    answers = [totals(bonecheck.check(log)) for log in (path, str(path), [path], ROWS, frame)]
    assert answers == [answers[0]] * 5


def test_a_frame_s_missing_values_are_empty_cells() -> None:
    """None, NaN, NaT and NA are all no value; a food called "NA" is a food."""
    frame = pd.DataFrame(
        {"food": ["Natto", "NA"], "amount": pd.array([50, None], dtype="Int64"), "unit": ["g", None], "date": pd.NaT}
    )
    report = bonecheck.check(frame)
    assert [line.grams for line in report.lines] == [50.0, None]
    assert report.problems[0].message == "no food is like 'NA'"


def test_the_frame_of_a_report_has_a_row_per_day_and_nutrient() -> None:
    """Two days and their mean, seven nutrients each."""
    frame = bonecheck.check(ROWS).to_frame()
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["date"].unique()) == ["2026-03-01", "2026-03-02", "average"]
    assert len(frame) == 21
    calcium = frame[(frame["date"] == "2026-03-01") & (frame["nutrient"] == "calcium")].iloc[0]
    assert calcium["intake"] == pytest.approx(244 * 1.23)  # FNDDS: 123 mg per 100 g
    assert (calcium["unit"], calcium["reference"], calcium["reference_kind"]) == ("mg", 1000.0, "RDA")


def test_who_is_assumed_is_said() -> None:
    """Nobody said who ate: a woman of 40."""
    profile = bonecheck.check(ROWS).profile
    assert (profile.sex, profile.age, profile.assumed) == (bonecheck.Sex.FEMALE, 40, ("sex", "age"))


@pytest.mark.parametrize(
    ("days", "dates"),
    [
        (Days(), [dt.date(2026, 3, 1), dt.date(2026, 3, 2)]),
        (Days(first=dt.date(2026, 3, 2)), [dt.date(2026, 3, 2)]),
        (Days(last=dt.date(2026, 3, 1)), [dt.date(2026, 3, 1)]),
    ],
)
def test_days_choose_a_part_of_the_log(days: Days, dates: list[dt.date]) -> None:
    """Both ends are included; problems of other days are not shown."""
    report = bonecheck.check(ROWS, days=days)
    assert [day.totals.date for day in report.days] == dates
    assert len(report.problems) == (1 if dates[-1] == dt.date(2026, 3, 2) else 0)


def test_no_line_in_the_chosen_days() -> None:
    """The error says which days there are."""
    with pytest.raises(InputError, match="no line of the log lies within the days asked for") as caught:
        bonecheck.check(ROWS, days=Days(first=dt.date(2027, 1, 1)))
    assert caught.value.hint == "it has 2 days, from 2026-03-01 to 2026-03-02"


def test_a_log_of_which_nothing_can_be_used_is_no_report() -> None:
    """A report of nothing but unknowns would say nothing."""
    with pytest.raises(InputError) as caught:
        bonecheck.check([{"food": "qzzkx", "amount": 1, "unit": "g"}])
    assert str(caught.value) == "nothing in the log could be used"
    assert [str(problem) for problem in caught.value.problems] == ["the log:1: no food is like 'qzzkx' [no-such-food]"]


def test_own_targets_come_before_the_authority_s(tmp_path: Path) -> None:
    """A prescription of 1500 mg calcium; the rest is inherited."""
    path = tmp_path / "own.yaml"
    path.write_text(
        "values:\n- {authority: clinic, nutrient: calcium, kind: target, unit: mg, basis: per day, edition: '2026',\n"
        "   citation: prescription, rows: [{value: 1500}]}\n"
    )
    found = bonecheck.check(ROWS, targets=path).days[0].nutrients
    calcium, zinc = found["calcium"].finding.references.target, found["zinc"].finding.references.target
    assert calcium is not None
    assert zinc is not None
    assert (calcium.value, calcium.authority, zinc.authority) == (1500.0, "clinic", "NAM")


def test_a_targets_file_without_values_is_refused(tmp_path: Path) -> None:
    """It would silently change nothing."""
    path = tmp_path / "own.yaml"
    path.write_text("values: []\n")
    with pytest.raises(DataError, match="values"):
        bonecheck.check(ROWS, targets=path)


def test_an_unknown_authority_is_refused() -> None:
    """With those that are known."""
    with pytest.raises(OptionError, match="unknown authority 'XYZ'"):
        bonecheck.check(ROWS, authority="XYZ")


def test_mechanisms_are_told_for_gaps_alone() -> None:
    """At most three, never a contested one."""
    report = bonecheck.check(ROWS)
    for explained in report.days[0].nutrients.values():
        gap = explained.finding.status in (bonecheck.Status.LOW, bonecheck.Status.UNCLEAR)
        assert bool(explained.mechanisms) is gap
        assert len(explained.mechanisms) <= 3
        assert all(mechanism.status != "contested" for mechanism in explained.mechanisms)


def test_magnesium_of_food_is_never_above_the_upper_level() -> None:
    """Pumpkin seeds bring 1 g of it; a supplement of 400 mg is 50 mg too much (UL 350 mg of supplements, IOM 1997)."""
    seeds = {"food": "Pumpkin seeds, NFS", "amount": 300, "unit": "g"}
    pill = {"food": "magnesium", "amount": 400, "unit": "mg"}
    without, with_pill = (
        bonecheck.check(log).days[0].nutrients["magnesium"].finding for log in ([seeds], [seeds, pill])
    )
    assert without.total.known > 1000
    assert without.status is bonecheck.Status.MET
    assert (with_pill.status, with_pill.excess) == (bonecheck.Status.HIGH, pytest.approx(50))


entries = st.lists(
    st.tuples(st.sampled_from(FOODS), st.floats(min_value=0.5, max_value=2000)), min_size=1, max_size=8
).filter(lambda rows: any(food != "qzzkx" for food, _ in rows))


def check(rows: list[tuple[str, float]]) -> dict[str, tuple[float, float | None]]:
    report = bonecheck.check([{"food": food, "amount": grams, "unit": "g"} for food, grams in rows])
    found = {key: each.finding.total for key, each in report.days[0].nutrients.items()}
    return {key: (total.known, total.at_most) for key, total in found.items()}


@settings(deadline=None, max_examples=25)
@given(entries.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_lines_changes_no_total(pair: tuple[list[tuple[str, float]], list[tuple[str, float]]]) -> None:
    """Nor what an unknown could add."""
    rows, shuffled = pair
    assert_same(check(shuffled), check(rows))


@settings(deadline=None, max_examples=25)
@given(entries)
def test_splitting_a_line_in_two_halves_changes_no_total(rows: list[tuple[str, float]]) -> None:
    """A meal eaten in two sittings is the same meal."""
    halves = [(food, grams / 2) for food, grams in rows for _ in range(2)]
    assert_same(check(halves), check(rows))


@settings(deadline=None, max_examples=25)
@given(entries, st.sampled_from(FOODS), st.floats(min_value=0.5, max_value=2000))
def test_adding_food_never_lowers_a_total(rows: list[tuple[str, float]], food: str, grams: float) -> None:
    """Neither the known part nor what it could be."""
    before, after = check(rows), check([*rows, (food, grams)])
    for key, (known, at_most) in before.items():
        assert after[key][0] >= known * (1 - 1e-12)
        more = after[key][1]
        assert more is None or (at_most is not None and more >= at_most * (1 - 1e-12))


def assert_same(one: dict[str, tuple[float, float | None]], other: dict[str, tuple[float, float | None]]) -> None:
    for key, pair in other.items():
        assert one[key][0] == pytest.approx(pair[0], rel=1e-9)
        assert (one[key][1] or -1) == pytest.approx(pair[1] or -1, rel=1e-9)
