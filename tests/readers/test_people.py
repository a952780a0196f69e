"""Logs of several people, and days that are counted twice, given to one person's check."""

from __future__ import annotations

from pathlib import Path

import pytest

from bonecheck import check
from bonecheck.errors import Problem

CASES = Path(__file__).parents[1] / "cases/readers"
SEVERAL = ("several-clients", "undated-days", "counted-twice")


def told(*names: str) -> list[tuple[str, str]]:
    """What a check of samples says of people and days."""
    problems: tuple[Problem, ...] = check([CASES / name for name in names]).problems
    assert all(each.severity == "assumed" for each in problems if each.code in SEVERAL)
    return [(each.code, each.message) for each in problems if each.code in SEVERAL]


@pytest.mark.parametrize(
    ("name", "clients"),
    [("asa24-items.csv", "2 clients (PILOT07, PILOT08)"), ("nhanes-dr1iff.csv", "2 clients (990011, 990012)")],
)
def test_several_clients_are_not_one_person(name: str, clients: str) -> None:
    """The check says how many there are, and that it took them for one."""
    assert told(name) == [
        ("several-clients", f"the log is of {clients}, whose lines are summed as those of one person")
    ]


def test_one_client_is_one_person() -> None:
    """Also where not every line names one."""
    assert told("fndds-codes.csv") == []
    report = check([{"food": "egg", "client": "A"}, {"food": "milk", "client": ""}])
    assert [each.code for each in report.problems] == []


def test_our_own_log_may_be_of_several_clients_too() -> None:
    """Four are not all named."""
    report = check([{"food": "egg", "client": name} for name in "ABCD"])
    (problem,) = (each for each in report.problems if each.code == "several-clients")
    assert problem.message == "the log is of 4 clients (A, B, C …), whose lines are summed as those of one person"
    assert problem.hint == "score each by itself: bonecheck batch"


def test_two_recalls_without_dates_are_one_day() -> None:
    """The first and second recall of NHANES."""
    assert ("undated-days", "no line of 2 files has a date, so that all count as one day") in told(
        "nhanes-dr1iff.csv", "nhanes-dr2iff.csv"
    )


def test_sums_beside_their_foods_count_twice() -> None:
    """The daily summary with the servings of its days; not beside other people's, nor beside supplements."""
    twice = ("counted-twice", "sums up 2 days of which another file has lines too: counted twice")
    assert told("cronometer-servings-2022.csv", "cronometer-daily.csv") == [twice]
    assert twice in told("asa24-totals.csv", "asa24-items.csv")
    assert "counted-twice" not in dict(told("asa24-totals.csv", "asa24-ins.csv"))
    assert told("asa24-ins.csv", "cronometer-daily.csv") == []


def test_a_code_alone_is_shown_by_the_name_of_its_food() -> None:
    """One that the table lacks stays a code, and the problem does not speak of a description."""
    report = check(CASES / "fndds-codes.csv")
    assert [line.entry.food for line in report.lines] == [
        "Milk, reduced fat (2%)",
        "Banana, raw",
        "Cheese, Cheddar, reduced fat",
        "99999990",
    ]
    assert [(each.code, each.severity, each.message) for each in report.problems] == [
        ("no-such-code", "lost", "the table has no food fndds:99999990; the log does not describe it")
    ]
