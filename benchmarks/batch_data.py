"""Made-up logs and clients for `batch.py`: the same for the same number of rows, and nobody's.

A person has three days of about fifteen lines, sorted as a study would export them. Lines name 400 foods of the table
(the most logged ones, many with commas and so quoted), by grams, by measures of the table or as pieces; one line in
about eighty is a supplement, one in about 130 names no food.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from bonecheck import compiled, pipeline
from bonecheck.batch import keys
from bonecheck.batch.keys import KeyTable
from bonecheck.nutrients import KEYS

FOODS: Final = 400
SUPPLEMENTS: Final = ("Vitamin D3 2000 IU", "calcium 600 mg", "magnesium 200 mg", "vitamin K2 100 mcg", "zinc 15 mg")
NO_FOOD: Final = ("zzyzx surprise", "leftovers from somewhere", "grandma's secret thing")
VALUES: Final = (keys.ENERGY, *(f"{keys.KNOWN}_{name}" for name in KEYS))
_SEED: Final = 20260302
_DAYS: Final = 3
MEALS: Final = ("breakfast", "lunch", "dinner", "snack")
# 5 million rows are of 110,000 people.
_ROWS_PER_PERSON: Final = 500 / 11
# Rows that are made at once.
_CHUNK: Final = 1_000_000


class Files(NamedTuple):
    """What a run reads: the logs, the clients, and for the yardsticks what one of each food and unit gives."""

    log: Path
    clients: Path
    resolved: Path


def make(folder: Path, rows: int) -> Files:
    """The files for a number of rows, made where they are not there yet."""
    files = Files(*(folder / f"{name}-{rows}.csv" for name in ("log", "clients", "resolved")))
    if all(file.is_file() for file in files):
        return files
    folder.mkdir(parents=True, exist_ok=True)
    people = max(1, round(rows / _ROWS_PER_PERSON))
    ways = _ways()
    _resolved(ways).write_csv(files.resolved)
    _clients(people).write_csv(files.clients)
    with files.log.open("wb") as file:
        for first in range(0, rows, _CHUNK):
            lines = _lines(ways, first, min(_CHUNK, rows - first), rows, people)
            lines.write_csv(file, include_header=not first)
    return files


def _ways() -> pl.DataFrame:
    """The ways in which lines name food (food, unit, up to how much), each as often as it is logged; and what one gives."""
    with closing(compiled.connect()) as connection:
        query = "SELECT number, name FROM food ORDER BY popularity DESC, number LIMIT ?"
        foods = connection.execute(query, (FOODS,)).fetchall()
        ways = [way for number, name in foods for way in _ways_of(connection, number, name)]
    ways += [(name, "", 1.0) for name in SUPPLEMENTS for _ in range(len(foods) // 75)]
    ways += [(name, "g", 100.0) for name in NO_FOOD for _ in range(len(foods) // 75)]
    return pl.DataFrame(ways, schema=["food", "unit", "most"], orient="row")


def _ways_of(connection: sqlite3.Connection, number: int, name: str) -> list[tuple[str, str, float]]:
    """A food by grams, thrice as often by its first measure, and as pieces."""
    portions = connection.execute("SELECT measure FROM portion WHERE number = ? ORDER BY rowid", (number,))
    measures = [measure.removeprefix("1 ") for (measure,) in portions]
    return [*[(name, "g", 250.0)] * 3, *((name, measure, 3.0) for measure in measures[:1]), (name, "", 2.0)]


def _resolved(ways: pl.DataFrame) -> pl.DataFrame:
    """Each food and unit with what one of it gives, as bonecheck resolves it; only what gives something."""
    with pipeline.opened() as data:
        table = KeyTable(data.resolver, data.table)
        pairs = ways.select("food", "unit").unique(maintain_order=True).rows()
        table.add((food, unit, keys.MULTIPLIES if unit else 1.0) for food, unit in pairs)
        columns = {name: table.columns[name] for name in ("food", "unit", *VALUES)}
    return pl.DataFrame(columns).filter(pl.col(keys.ENERGY) > 0)


def _lines(ways: pl.DataFrame, first: int, count: int, rows: int, people: int) -> pl.DataFrame:
    """Some lines of the log, by a generator of their own."""
    random = np.random.default_rng([_SEED, first])
    number = np.arange(first, first + count)
    person = number * people // rows
    day = (number - person * rows // people) * _DAYS // (rows // people + 1)
    share = random.uniform(0.02, 1.0, count)
    chosen = ways[random.integers(0, len(ways), count)]
    whole = pl.when(pl.col("unit") == "g").then(1.0).otherwise(pl.when(pl.col("unit") == "").then(1.0).otherwise(0.5))
    amount = (pl.col("most") * pl.lit(share) / whole).ceil() * whole
    return chosen.select(
        client=pl.format("P{}", pl.Series(person).cast(pl.String).str.zfill(7)),
        date=pl.lit(dt.date(2026, 3, 2)) + pl.duration(days=pl.lit(pl.Series(day))),
        meal=pl.lit(pl.Series(MEALS)).gather(pl.Series(random.integers(0, len(MEALS), count))),
        food="food",
        amount=amount,
        unit=pl.col("unit").replace("", None),
    )


def _clients(people: int) -> pl.DataFrame:
    """Everybody, one in twenty without a weight and one in a hundred held against EFSA's values."""
    random = np.random.default_rng([_SEED, people])
    weight = random.normal(75, 12, people).clip(40, 140).round(1)
    without, abroad = random.random(people) < 0.05, random.random(people) < 0.01
    return pl.DataFrame(
        {
            "client": [f"P{number:07}" for number in range(people)],
            "sex": np.where(random.random(people) < 0.5, "female", "male"),
            "age": random.integers(19, 90, people),
            "weight_kg": pl.Series(weight).set(pl.Series(without), None),
            "life_stage": pl.Series([None] * people, dtype=pl.String),
            "authority": np.where(abroad, "EFSA", "NAM"),
        }
    )
