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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from bonecheck.foods import known_supplements, synonyms
from bonecheck.foods.table import aliases_of
from bonecheck.nutrients import NUTRIENTS
from bonecheck.parse import words

SCHEMA = """
CREATE TABLE food (
    number INTEGER PRIMARY KEY, food_id TEXT UNIQUE, name TEXT, aliases TEXT, grp TEXT, energy_kcal REAL,
    per_100g TEXT, k2_basis TEXT, popularity INTEGER, ranges TEXT);
CREATE TABLE k2_source (number INTEGER PRIMARY KEY, citation TEXT, note TEXT);
CREATE TABLE description (
    number INTEGER PRIMARY KEY, words TEXT, head TEXT, alias_keys TEXT, popularity INTEGER, either TEXT,
    uncooked INTEGER, maker TEXT);
CREATE TABLE name (key TEXT, number INTEGER, bag TEXT);
CREATE TABLE word (word TEXT PRIMARY KEY, postings BLOB, heads BLOB) WITHOUT ROWID;
CREATE TABLE spelling (word TEXT PRIMARY KEY, uses INTEGER) WITHOUT ROWID;
CREATE TABLE phrase (scope TEXT, phrase TEXT, words TEXT, near INTEGER);
CREATE TABLE vocabulary (kind TEXT, words TEXT);
CREATE TABLE portion (number INTEGER, measure TEXT, grams REAL);
CREATE TABLE household (measure TEXT, amount REAL, unit TEXT, foods TEXT, size TEXT);
CREATE TABLE supplement (key TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID;
CREATE TABLE companion (companion TEXT, base TEXT, grams REAL);
CREATE TABLE food_limit (grp TEXT, nutrient TEXT, per TEXT, at_most REAL);
"""
INDEXES = """
CREATE INDEX name_by_key ON name (key);
CREATE INDEX name_by_bag ON name (bag);
CREATE INDEX phrase_by_text ON phrase (phrase);
CREATE INDEX phrase_by_scope ON phrase (scope);
CREATE INDEX portion_by_food ON portion (number);
"""
# Times eaten that stand for a survey food whose code is newer than the counts.
_NEW_CODE = 15
_SURVEY = "fndds:"
# The kinds of words and phrases in data/synonyms.yaml that are listed as they stand.
_KINDS = ("fats", "plain", "other", "dish", "dishes", "shared", "flavours", "idle", "meal", "no_food")
# The kinds of words that say something: which state, and what is like or unlike a trait.
_SAYING = frozenset({"state", "like", "unlike"})
# The groups of foods that are seldom eaten raw.
_EATEN_COOKED = frozenset(
    {"beef", "pork", "lamb and game", "poultry", "organ meats", "processed meats", "fish", "shellfish", "eggs"}
    | {"legumes", "grains and pasta", "potatoes"}
)
# What stands before the words of a synonym that leads to the nearest food that there is.
NEAR = "~ "
# A word in capitals of so many letters is a brand's; of fewer it may be short for something (NFS).
_BRAND = 4
_LETTERS = re.compile(r"[^\W\d_]+")
_COUNT = re.compile(r"(\d+(?:\.\d+)?)(?:/(\d+))?\s+(?=\D)")


def build(connection: sqlite3.Connection, data: Path) -> None:
    """Fill ``connection`` from the tables of foods, portions, household measures, limits and sources in the folder ``data``."""
    connection.executescript(SCHEMA)
    fold = _Folding(data / "synonyms.yaml")
    rows = sorted(_read(data / "foods.csv"), key=_likelihood, reverse=True)
    phrases = list(fold.phrases())
    connection.executemany("INSERT INTO phrase VALUES (?,?,?,?)", phrases)
    connection.executemany("INSERT INTO spelling VALUES (?,?)", _spelling(rows, phrases, fold))
    connection.executemany("INSERT INTO vocabulary VALUES (?,?)", fold.vocabulary())
    connection.execute("INSERT INTO vocabulary VALUES (?,?)", ("brands", "\n".join(sorted(_brands(rows)))))
    connection.executemany("INSERT INTO food VALUES (?,?,?,?,?,?,?,?,?,?)", map(_food, enumerate(rows, start=1), rows))
    connection.executemany("INSERT INTO description VALUES (?,?,?,?,?,?,?,?)", _descriptions(rows, fold))
    connection.executemany("INSERT INTO name VALUES (?,?,?)", _names(rows, fold))
    connection.executemany("INSERT INTO word VALUES (?,?,?)", _postings(rows, fold))
    numbers = {row["food_id"]: number for number, row in enumerate(rows, start=1)}
    connection.executemany("INSERT INTO portion VALUES (?,?,?)", _portions(data / "portions.csv", numbers))
    connection.executemany("INSERT INTO k2_source VALUES (?,?,?)", _k2_sources(data / "k2_sources.csv", numbers))
    connection.executemany("INSERT INTO food_limit VALUES (?,?,?,?)", _limits(data / "group_limits.csv"))
    connection.executemany("INSERT INTO household VALUES (?,?,?,?,?)", _household(data / "household.csv"))
    connection.executemany("INSERT INTO companion VALUES (?,?,?)", _companions(data / "companions.csv"))
    connection.executemany("INSERT INTO supplement VALUES (?,?)", _supplements(data / "supplements.csv"))
    connection.executescript(INDEXES)


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _likelihood(row: dict[str, str]) -> float:
    """How likely a food is to be meant: how often it is eaten, less for every word of description."""
    return math.log10(1 + _popularity(row)) - 0.2 * len(words.words(row["name"]))


def _popularity(row: dict[str, str]) -> int:
    """How often a food is eaten; a survey food that no count knows, because its code is new, is no rarity."""
    counted = int(row["popularity"])
    return max(counted, _NEW_CODE) if row["food_id"].startswith(_SURVEY) else counted


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


def _names(rows: list[dict[str, str]], fold: _Folding) -> Iterator[tuple[str | None, int, str]]:
    """A food's whole name, and its name without the words that only say that nothing more was specified.

    Each with its words in their order, and sorted, for a name that has them in another; also sorted as they are written,
    for in another order other phrases may be rewritten.
    """
    for number, row in enumerate(rows, start=1):
        for name in dict.fromkeys((row["name"], words.unmarked(row["name"]))):
            folded, written = fold.words(name), sorted(words.words(name))
            yield " ".join(folded), number, " ".join(sorted(folded))
            if written != sorted(folded):
                yield None, number, " ".join(written)


def _descriptions(rows: list[dict[str, str]], fold: _Folding) -> Iterator[tuple[object, ...]]:
    """What the ranking looks at, folded once: words apart by spaces, the aliases' keys apart by lines."""
    for number, row in enumerate(rows, start=1):
        aliases = "\n".join(" ".join(fold.words(alias)) for alias in aliases_of(row["aliases"]))
        name, head = " ".join(fold.words(words.said_of(row["name"]))), " ".join(fold.words(words.head(row["name"])))
        either = "\n".join(f"{word} {other}" for word, other in words.either(row["name"]).items())
        maker = " ".join(fold.words(words.maker(row["name"])))
        yield number, name, head, aliases, _popularity(row), either, _is_uncooked(row), maker


def _brands(rows: list[dict[str, str]]) -> set[str]:
    """The words that names have in capitals alone, as the tables write who sells a food: KRAFT, DANNON."""
    loud: set[str] = set()
    other: set[str] = set()
    for row in rows:
        for word in _LETTERS.findall(row["name"]):
            (loud if word.isupper() and len(word) >= _BRAND else other).add(words.key(word))
    makers = {words.key(words.maker(row["name"])) for row in rows}
    return (loud - other) | {maker for maker in makers if maker and " " not in maker}


def _is_uncooked(row: dict[str, str]) -> bool:
    """Whether a food is raw and of a kind that is eaten cooked."""
    return row["group"] in _EATEN_COOKED and "raw" in words.words(row["name"])


def _postings(rows: list[dict[str, str]], fold: _Folding) -> Iterator[tuple[str, bytes, bytes]]:
    """Per word the numbers of the foods that have it, and of those that have it in their head; both ascending."""
    postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    heads: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, row in enumerate(rows, start=1):
        for word in {*fold.words(row["name"]), *fold.words(row["aliases"])}:
            postings[word].append(number)
        for word in set(fold.words(words.head(row["name"]))):
            heads[word].append(number)
    for word in sorted(postings):
        yield word, postings[word].tobytes(), heads[word].tobytes()


def _spelling(
    rows: list[dict[str, str]], phrases: Iterable[tuple[str, str, str, bool]], fold: _Folding
) -> Iterator[tuple[str, int]]:
    """The words that a misspelled one may stand for, and how many foods or phrases have each."""
    uses = Counter(word for row in rows for word in {*fold.words(row["name"]), *fold.words(row["aliases"])})
    uses.update(word for _, phrase, *_ in phrases for word in set(phrase.split()))
    yield from sorted(uses.items())


class _Folding:
    """How names are folded for the index: words, with the phrases of ``both`` rewritten."""

    def __init__(self, path: Path) -> None:
        from bonecheck import yaml_file

        document = yaml_file.load(path)
        self._both = {words.key(phrase): words.key(text) for phrase, text in document["both"].items()}
        self._written = {scope: document[scope] for scope in ("written", "short", "alone", "meant", "gb", "us")}
        self._plates: dict[str, str] = document["plates"]
        self._states: dict[str, list[str]] = document["states"]
        self._traits: dict[str, str] = document["traits"]
        self._kinds: dict[str, list[str]] = {kind: document[kind] for kind in _KINDS}
        self._kinds["faint"] = [*document["makers"], *document["faint"]]
        # One name is asked for by several tables, and one text stands for many phrases.
        self.words = cache(self._words)

    def _words(self, text: str) -> tuple[str, ...]:
        """The words of a text as the index holds them."""
        said = words.words(text)
        once = synonyms.rewrite(said, self._both)
        return once if once == said else synonyms.rewrite(once, self._both)

    def phrases(self) -> Iterator[tuple[str, str, str, bool]]:
        """Scope, phrase, the words that it is rewritten to, and whether these are only the nearest that there is."""
        for phrase, text in self._both.items():
            yield "both", phrase, text, False
        for phrase, foods in self._plates.items():
            yield "plate", words.key(phrase), foods, False
        for scope, phrases in self._written.items():
            for phrase, text in phrases.items():
                if scope == "short":
                    yield scope, phrase, text, False
                else:
                    yield scope, words.key(phrase), " ".join(self.words(text.removeprefix(NEAR))), text.startswith(NEAR)

    def vocabulary(self) -> Iterator[tuple[str, str]]:
        """Each kind of words with a line for every word: the word alone, or with what it says behind a tab."""
        by_kind: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for word, kind, said in self.kinds():
            by_kind[kind][word] = said
        for kind, words_ in by_kind.items():
            yield kind, "\n".join(f"{word}\t{said}" if kind in _SAYING else word for word, said in words_.items())

    def kinds(self) -> Iterator[tuple[str, str, str]]:
        """Word, kind and, of a state's word, the state."""
        for state, members in self._states.items():
            for member in members:
                yield words.key(member), "state", state
        yield from _traits(self._traits)
        for kind, members in self._kinds.items():
            for member in members:
                yield words.key(member), kind, ""


def _traits(lines: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each word of a trait with those that are like it, and with those that contradict it."""
    like: defaultdict[str, set[str]] = defaultdict(set)
    unlike: defaultdict[str, set[str]] = defaultdict(set)
    for less, more in lines.items():
        sides = set(words.words(less)), set(words.words(more))
        for same, others in (sides, sides[::-1]):
            for word in same:
                like[word] |= same - {word}
                unlike[word] |= others
    for kind, by_word in (("like", like), ("unlike", unlike)):
        for word, others in by_word.items():
            yield word, kind, " ".join(sorted(others))


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


def _household(path: Path) -> Iterator[tuple[str, float, str, str, str]]:
    for row in _read(path):
        yield words.singular(row["measure"]), float(row["amount"]), row["unit"], row["foods"], row["size"]


def _supplements(path: Path) -> Iterator[tuple[str, str]]:
    """Each name and alias of a supplement with what it holds; the first of two names that fold to one stands."""
    rows = list(_read(path))
    named = [(known_supplements.key(row["name"]), row) for row in rows]
    others = [(known_supplements.key(each), row) for row in rows for each in row["aliases"].split(";") if each.strip()]
    for key, row in dict(reversed([*named, *others])).items():
        amounts = {n.key: float(row[n.column]) if row[n.column] else None for n in NUTRIENTS}
        yield key, json.dumps([row["name"], row["unit"], float(row["per"]), amounts])


def _companions(path: Path) -> Iterator[tuple[str, str, float]]:
    for row in _read(path):
        yield words.singular(row["companion"]), words.singular(row["base"]), float(row["grams"])


def _limits(path: Path) -> Iterable[tuple[str, str, str, float]]:
    keys = {n.column: n.key for n in NUTRIENTS}
    for row in _read(path):
        if row["limit"]:
            yield row["group"], keys[row["nutrient"]], row["per"], float(row["limit"])
