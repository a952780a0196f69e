"""``bonecheck match`` and ``--mapping``: names decided once by a person and used again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

LOG = "food,amount,unit\nmilk,1,cup\n2 chops,,\nchops,1,\nvitamin D3,400,IU\n=cmd,1,g\n"


def test_each_name_stands_once_and_the_least_sure_first(run: Run, folder: Path) -> None:
    """Amounts are no part of a name, supplements are no names, and no cell is a formula."""
    (folder / "log.csv").write_text(LOG)
    assert run("match", "log.csv", "-o", "mapping.csv").code == 0
    rows = list(csv.DictReader((folder / "mapping.csv").read_text().splitlines()))
    assert [(row["name"], row["lines"]) for row in rows] == [("'=cmd", "1"), ("chops", "2"), ("milk", "1")]
    assert rows[-1]["food_name"] == "Milk, NFS"
    assert all(row["or_1"] for row in rows[1:])


def test_a_mapping_decides(run: Run, folder: Path) -> None:
    """What a reviewer wrote is used, and said to be; a name without a food is matched as before."""
    (folder / "log.csv").write_text("food,amount,unit\nchops,100,g\nmilk,100,g\n")
    (folder / "mapping.csv").write_text("name,food_id,remark\nCHOPS,sr28:01009,cheese!\nmilk,,\n")
    ran = run("check", "log.csv", "--mapping", "mapping.csv", "--verbose")
    assert "Cheese, cheddar [mapped, sr28:01009]" in ran.out
    assert "Milk, NFS [exact" in ran.out


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("name,food_id\nchops,sr28:1\n", "mapping.csv:2: no food has the id 'sr28:1'"),
        ("food,id\nchops,sr28:1\n", "mapping.csv:1: is no mapping: it has no columns name and food_id"),
    ],
)
def test_a_broken_mapping_is_refused(run: Run, folder: Path, mapping: str, message: str) -> None:
    """With its line."""
    (folder / "log.csv").write_text("food,amount,unit\nchops,100,g\n")
    (folder / "mapping.csv").write_text(mapping)
    ran = run("check", "log.csv", "--mapping", "mapping.csv")
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"bonecheck: {message}")
