"""Lines summed run by run: the sums are those of every other engine, whatever the order of the lines."""

from __future__ import annotations

import datetime as dt
import random

import narwhals as nw
import polars as pl
import pytest

from bonecheck import pipeline
from bonecheck.batch import frames, keys, runs, sums
from bonecheck.batch.keys import KeyTable
from bonecheck.batch.runs import Arrays

FOODS = [
    ("natto", "g", keys.MULTIPLIES),
    ("kale, raw", "cup", keys.MULTIPLIES),
    ("egg", "", 2.0),
    ("vitamin D3 2000 IU", "", 1.0),
    ("no such food at all", "g", keys.MULTIPLIES),
    ("milk", "", keys.NO_AMOUNT),
]


def _arrays(table: KeyTable) -> Arrays:
    """The keys of a table."""
    arrays = Arrays()
    arrays.grow(table)
    return arrays


def _lines(count: int, *, shuffled: bool) -> pl.DataFrame:
    """Numbered lines of five clients, some of them on a day without a date."""
    some = random.Random(count)
    dates = [None, dt.date(2026, 3, 2), dt.date(2026, 3, 3)]
    rows = sorted((f"c{some.randrange(5)}", some.randrange(3), some.randrange(len(FOODS))) for _ in range(count))
    if shuffled:
        some.shuffle(rows)
    amounts = [None if FOODS[key][2] == keys.NO_AMOUNT else float(some.randrange(1, 300)) for _, _, key in rows]
    told = [(client, dates[day], amount, key) for (client, day, key), amount in zip(rows, amounts, strict=True)]
    schema = {"client": pl.String, "date": pl.Date, "amount": pl.Float64, keys.NUMBER: pl.Int64}
    return pl.DataFrame(told, schema=schema, orient="row")


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("count", [0, 1, 400])
def test_runs_give_the_sums_of_a_join(count: int, shuffled: bool) -> None:
    """Arrays and joins give the same sums, of what every line has and of what few have."""
    with pipeline.opened() as data:
        table = KeyTable(data.resolver, data.table)
        table.add(FOODS)
    lines = _lines(count, shuffled=shuffled)
    like = nw.from_native(lines, eager_only=True)
    joined = sums.of_lines(like, frames.like(like, table.columns, keys.COLUMNS))
    for found, expected in zip(_arrays(table).of_lines(lines), joined, strict=True):
        wanted = expected.to_native().sort("client", "date")
        ours = found.to_native().sort("client", "date").select(wanted.columns)
        assert ours.drop("client", "date", strict=False).to_numpy() == pytest.approx(
            wanted.drop("client", "date", strict=False).to_numpy()
        )
        assert ours.select("client", "date").equals(wanted.select("client", "date"))
        assert ours.schema == wanted.schema


def test_blocks_add_up_to_the_sums_of_their_lines() -> None:
    """By client and day, whichever lines a block has; and by client, as every other engine adds them up."""
    with pipeline.opened() as data:
        table = KeyTable(data.resolver, data.table)
        table.add(FOODS)
    arrays, lines = _arrays(table), _lines(400, shuffled=True)
    whole = runs.combined([arrays.of_lines(lines)])
    parts = runs.combined([arrays.of_lines(lines[start : start + 50]) for start in range(0, 400, 50)])
    for found, expected in zip(parts, whole, strict=True):
        assert found.select("client", "date").to_native().equals(expected.select("client", "date").to_native())
        assert found.drop("client", "date").to_numpy() == pytest.approx(expected.drop("client", "date").to_numpy())
    ours, theirs = (sums.per_client(parts, add) for add in (runs.added, sums.added))
    assert ours.get_column("client").is_sorted()
    assert ours.drop("client").to_numpy() == pytest.approx(theirs.sort("client").drop("client").to_numpy())
