"""What an export sums up itself: its rows, read one by one, come to the same."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from bonecheck import readers
from bonecheck.model import Entry

CASES = Path(__file__).parents[1] / "cases/readers"
Whose = tuple[str, dt.date | None]
Sums = Mapping[Whose, Mapping[str, float]]


def entries_of(*names: str) -> list[Entry]:
    """The entries of samples."""
    return [entry for name in names for entry in readers.read_file(str(CASES / name)).entries]


def sums(entries: Iterable[Entry]) -> Sums:
    """What the lines of each person and day state, added up."""
    found: dict[Whose, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for entry in entries:
        assert entry.stated is not None
        energy = {"energy": entry.stated.energy_kcal or 0.0}
        for key, amount in {**entry.stated.amounts, **energy}.items():
            found[entry.client, entry.date][key] += amount
    return found


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("cronometer-servings-2022.csv",), "cronometer-daily.csv"),
        (("asa24-items.csv",), "asa24-totals.csv"),
        (("asa24-totals.csv", "asa24-ins.csv"), "asa24-tns.csv"),
        (("asa24-items.csv", "asa24-ins.csv"), "asa24-tns.csv"),
    ],
    ids=lambda each: each if isinstance(each, str) else "+".join(each),
)
def test_rows_come_to_the_sums_of_the_export(parts: tuple[str, ...], whole: str) -> None:
    """For each person, day, nutrient and the energy; Cronometer writes hundredths of its own units."""
    wanted = sums(entries_of(whole))
    found = sums(entries_of(*parts))
    assert wanted
    assert set(found) == set(wanted)
    for place, amounts in wanted.items():
        assert dict(found[place]) == pytest.approx(dict(amounts), abs=0.005)
