"""The food table as it is compiled: foods, their names as keys, their words as postings, their portions.

Runs when the data files are compiled (for a wheel, or once after they change), never to answer for a log.
Foods are numbered from the most to the least likely to be meant, so that a cut after the first few hundred
postings of a common word keeps the likely ones.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from bonecheck.foods import words
from bonecheck.foods.table import aliases_of
from bonecheck.nutrients import NUTRIENTS

SCHEMA = """
CREATE TABLE food (
    number INTEGER PRIMARY KEY, food_id TEXT UNIQUE, name TEXT, aliases TEXT, grp TEXT, energy_kcal REAL,
    per_100g TEXT, k2_basis TEXT, popularity INTEGER, ranges TEXT);
CREATE TABLE k2_source (number INTEGER PRIMARY KEY, citation TEXT, note TEXT);
CREATE TABLE description (
    number INTEGER PRIMARY KEY, words TEXT, head TEXT, alias_keys TEXT, popularity INTEGER);
CREATE TABLE name (key TEXT, number INTEGER);
CREATE TABLE word (word TEXT PRIMARY KEY, postings BLOB, heads BLOB) WITHOUT ROWID;
CREATE TABLE portion (number INTEGER, measure TEXT, grams REAL);
CREATE TABLE food_limit (grp TEXT, nutrient TEXT, per TEXT, at_most REAL);
"""
INDEXES = """
CREATE INDEX name_by_key ON name (key);
CREATE INDEX portion_by_food ON portion (number);
"""
_COUNT = re.compile(r"(\d+(?:\.\d+)?)(?:/(\d+))?\s+(?=\D)")


def build(connection: sqlite3.Connection, data: Path) -> None:
    """Fill ``connection`` from the tables of foods, portions, limits and sources in the folder ``data``."""
    connection.executescript(SCHEMA)
    rows = sorted(_read(data / "foods.csv"), key=_likelihood, reverse=True)
    connection.executemany("INSERT INTO food VALUES (?,?,?,?,?,?,?,?,?,?)", map(_food, enumerate(rows, start=1), rows))
    connection.executemany("INSERT INTO description VALUES (?,?,?,?,?)", _descriptions(rows))
    connection.executemany("INSERT INTO name VALUES (?,?)", _names(rows))
    connection.executemany("INSERT INTO word VALUES (?,?,?)", _postings(rows))
    numbers = {row["food_id"]: number for number, row in enumerate(rows, start=1)}
    connection.executemany("INSERT INTO portion VALUES (?,?,?)", _portions(data / "portions.csv", numbers))
    connection.executemany("INSERT INTO k2_source VALUES (?,?,?)", _k2_sources(data / "k2_sources.csv", numbers))
    connection.executemany("INSERT INTO food_limit VALUES (?,?,?,?)", _limits(data / "group_limits.csv"))
    connection.executescript(INDEXES)


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _likelihood(row: dict[str, str]) -> float:
    """How likely a food is to be meant: how often it is eaten, less for every word of description."""
    return math.log10(1 + int(row["popularity"])) - 0.2 * len(words.words(row["name"]))


def _food(numbered: tuple[int, dict[str, str]], row: dict[str, str]) -> tuple[object, ...]:
    per_100g = {n.key: float(row[n.column]) for n in NUTRIENTS if row[n.column]}
    energy = float(row["energy_kcal"]) if row["energy_kcal"] else None
    return (
        numbered[0],
        row["food_id"],
        row["name"],
        row["aliases"],
        row["group"],
        energy,
        json.dumps(per_100g),
        row["k2_basis"],
        int(row["popularity"]),
        json.dumps(_ranges(row)),
    )


def _ranges(row: dict[str, str]) -> dict[str, tuple[float, float]]:
    columns = {n.key: n.range_columns for n in NUTRIENTS if n.range_columns}
    return {key: (float(row[low]), float(row[high])) for key, (low, high) in columns.items() if row[low]}


def _names(rows: list[dict[str, str]]) -> Iterator[tuple[str, int]]:
    """A food's whole name, and its name without the words that only say that nothing more was specified."""
    for number, row in enumerate(rows, start=1):
        for key in dict.fromkeys((words.key(row["name"]), words.default_key(row["name"]))):
            yield key, number


def _descriptions(rows: list[dict[str, str]]) -> Iterator[tuple[object, ...]]:
    """What the ranking looks at, folded once: words apart by spaces, the aliases' keys apart by lines."""
    for number, row in enumerate(rows, start=1):
        aliases = [words.key(alias) for alias in aliases_of(row["aliases"])]
        head = words.key(words.head(row["name"]))
        yield number, words.key(row["name"]), head, "\n".join(aliases), int(row["popularity"])


def _postings(rows: list[dict[str, str]]) -> Iterator[tuple[str, bytes, bytes]]:
    """Per word the numbers of the foods that have it, and of those that have it in their head; both ascending."""
    postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    heads: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, row in enumerate(rows, start=1):
        for word in {*words.words(row["name"]), *words.words(row["aliases"])}:
            postings[word].append(number)
        for word in set(words.words(words.head(row["name"]))):
            heads[word].append(number)
    for word in sorted(postings):
        yield word, postings[word].tobytes(), heads[word].tobytes()


def _portions(path: Path, numbers: dict[str, int]) -> Iterator[tuple[int, str, float]]:
    for row in _read(path):
        measure, grams = _per_one(row["measure"], float(row["grams"]))
        yield numbers[row["food_id"]], measure, grams


def _per_one(measure: str, grams: float) -> tuple[str, float]:
    """A measure without its leading count, and the grams of one: ("1/2 bagel", 50) → ("bagel", 100)."""
    found = _COUNT.match(measure)
    if found is None:
        return measure, grams
    count = float(found[1]) / float(found[2] or 1)
    return measure[found.end() :], grams / count


def _k2_sources(path: Path, numbers: dict[str, int]) -> Iterator[tuple[int, str, str]]:
    for row in _read(path):
        yield numbers[row["food_id"]], row["citation"], row["note"]


def _limits(path: Path) -> Iterable[tuple[str, str, str, float]]:
    keys = {n.column: n.key for n in NUTRIENTS}
    for row in _read(path):
        if row["limit"]:
            yield row["group"], keys[row["nutrient"]], row["per"], float(row["limit"])
