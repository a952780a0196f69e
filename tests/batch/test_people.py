"""References as lines over body weight are those that the one-log path gives somebody of any weight."""

from __future__ import annotations

import math
from itertools import product
from typing import Any, Final

import pytest

from bonecheck import confidence, pipeline
from bonecheck.batch.people import KINDS, KindTable
from bonecheck.model import References
from bonecheck.nutrients import KEYS
from bonecheck.profiles import make_profile

WEIGHTS: Final = (3.1, 47.3, 61.77, 100.0, 180.9, 399.9, None)
PEOPLE: Final = tuple(
    make_profile(*each)
    for each in (
        ("male", "9m"),
        ("female", 2),
        ("male", 8),
        ("female", 13),
        ("male", 17),
        ("female", 30),
        ("male", 30, None, None, "1200"),
        ("female", 30, None, "trimester 1"),
        ("female", 18, None, "trimester 3"),
        ("female", 30, None, "lactation 2"),
        ("female", 55, None, "postmenopause"),
        ("male", 78),
        ("female", 90),
    )
)


def line(row: dict[str, Any], name: str, weight: float | None) -> float | None:
    """A value of a weight; None where there is none."""
    value = float(row[f"{name}_per_kg"]) * (weight or 0.0) + float(row[f"{name}_plus"])
    return None if math.isinf(value) else value


def rows_of(table: KindTable, number: int) -> dict[str, dict[str, Any]]:
    """What a kind is held against, by nutrient."""
    columns = table.columns
    made = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    assert [row["held_to"] for row in made] == list(range(len(made)))
    return {str(row["nutrient"]): row for row in made[number * len(KEYS) : (number + 1) * len(KEYS)]}


def check_row(row: dict[str, Any], found: References, weight: float | None) -> None:
    """A row says of a weight what the one-log path says."""
    expected = {"target": found.target, "upper": found.upper, "tested": confidence.tested(found)}
    for name, reference in expected.items():
        value = None if reference is None else pytest.approx(reference.value, rel=1e-12)
        assert line(row, name, weight) == value, (name, row, weight)
    assert row["reference_kind"] == (found.target.kind if found.target else None)
    assert row["authority"] == (found.target.authority if found.target else None)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_references_at_odd_weights_are_those_of_one_log(weight: float | None) -> None:
    """Of every authority and for all kinds of people: reference, upper level, and what confidence is tested against."""
    with pipeline.opened() as data:
        assert len(data.authorities) > 3
        for authority, profile in product(data.authorities, PEOPLE):
            table, person = KindTable(data.choose, data.ages), profile._replace(weight_kg=weight)
            rows = rows_of(table, table.number(person, authority))
            for nutrient, found in data.choose(person, authority)[0].items():
                check_row(rows[nutrient], found, weight)


def test_people_who_differ_in_weight_alone_are_of_one_kind() -> None:
    """What is known of the weight is not: without one, some authorities have other values."""
    light, heavy, unknown = (PEOPLE[5]._replace(weight_kg=weight) for weight in (50.5, 90.0, None))
    with pipeline.opened() as data:
        table = KindTable(data.choose, data.ages)
        assert [table.number(each, "NAM") for each in (light, unknown, heavy)] == [0, 1, 0]
        assert table.columns["nutrient"] == [*KEYS, *KEYS]
        assert set(table.columns) == set(KINDS)


def test_people_of_one_kind_are_held_against_the_same_at_every_age() -> None:
    """However many ages there are, a kind begins and ends with some reference, of whichever authority."""
    with pipeline.opened() as data:
        for authority, sex in product(data.authorities, ("female", "male")):
            together = KindTable(data.choose, data.ages)
            ends = {age for each in data.ages for age in (each - 1, each) if 12 <= age < 12 * 121}
            ages = [*("0m", "6m", "11m"), *(f"{age}m" if age < 36 else age // 12 for age in sorted(ends))]
            for profile in (make_profile(sex, age, 70) for age in ages):
                found = rows_of(together, together.number(profile, authority))
                alone = KindTable(data.choose, data.ages)
                expected = rows_of(alone, alone.number(profile, authority))
                assert [{**row, "held_to": 0} for row in found.values()] == [
                    {**row, "held_to": 0} for row in expected.values()
                ], (authority, profile)
            assert len(together.columns["nutrient"]) < len(KEYS) * len(ages)
