"""How often a food name as people type it finds a right food: bonecheck beside RapidFuzz and SQLite FTS5.

    python benchmarks/names.py [--misses] [--alone]

``--misses`` lists what bonecheck gets wrong of the parts to tune on, ``--alone`` leaves the other two out (they take
most of the time). The held-out parts are counted, never listed: nothing here shows a name of them, and nobody should
look one up while tuning.

The names were written down first, from what people log, and what is right for each was decided from the food table
before any matcher was asked. What the three matchers then put first and the lists did not have was judged once more,
of both parts together, shuffled, without saying whose it was: 25 names got a food that had been overlooked. One draw
(``random.Random(20260302)``, half of each kind; names that differ in plural or word order alone stay together) had
put each into ``names_tune.csv`` or ``names_heldout.csv``. Columns: ``name, right, kind``. ``right`` is ``none`` for
what is no food of the table and must not match, else parts split by ``;``, where a food is right when any part but a
``not:`` names it and no ``not:`` does:

    fndds:11111000      the food of this id
    re:^Bananas?, raw$  every food whose name the regular expression finds, in any case
    not:canned          takes foods out again that an ``re:`` or an id has named

``names_tune_2.csv`` to ``names_tune_6.csv`` are later sets to tune on (the third of brands, chains and labels, the fourth of
dishes and ingredients, the fifth of modifiers and of what labels and receipts write), written the same way without sight of the held-out parts; their patterns are wider (up to 200
foods) and were judged by one reader alone. ``names_heldout_2.csv`` is a later held-out part, written by somebody who saw no
matcher, no synonym and no other set. ``names_heldout_3.csv`` is a third of 1,393 names that four such writers made, each for other
people (Americans with an app; Britons and the world; careful loggers who say how a food was; a dietitian on the telephone, a
school, a hospital), drawn by lot before any was asked for; the other two thirds, without six that may or may not be food of the
table, are ``names_tune_6.csv``. Names of a held-out part that happen to stand in a set to tune on have been tuned on,
so that each is counted once more without them.

Ids are used up to a dozen foods, patterns beyond. A plain name means the plain food (cooked, where it is eaten
cooked), the survey's "NFS" default is right where nothing else was said, and what the name does say (raw, fried,
no salt, 2%, the brand) must hold.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process, utils

from bonecheck import compiled, resources
from bonecheck.foods import names
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence
from bonecheck.parse import words

HERE: Final = Path(__file__).parent
TUNE: Final = tuple(HERE / f"names_tune{number}.csv" for number in ("", "_2", "_3", "_4", "_5", "_6"))
HELD_OUT: Final = tuple(HERE / f"names_heldout{number}.csv" for number in ("", "_2", "_3"))
COLUMNS: Final = ("name", "right", "kind")
NOTHING: Final = "none"
_SHOWN: Final = 5
_DISTINCT: Final = 10_000
_SEED: Final = 20260302
OUTCOMES: Final = ("right", "near", "wrong", "refused")
_SURE: Final = (Confidence.EXACT, Confidence.ALIAS, Confidence.GOOD)


class Right(NamedTuple):
    """Which foods are right for a name; none at all for what must not match."""

    ids: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    exceptions: tuple[re.Pattern[str], ...]

    @property
    def nothing(self) -> bool:
        """Whether the name is no food of the table."""
        return not self.ids and not self.patterns

    def accepts(self, food_id: str, name: str) -> bool:
        """Whether this food is one of them."""
        named = food_id in self.ids or any(pattern.search(name) for pattern in self.patterns)
        return named and not any(pattern.search(name) for pattern in self.exceptions)


class Case(NamedTuple):
    """One name with the foods that are right for it."""

    name: str
    right: Right
    kind: str


class Found(NamedTuple):
    """What a matcher makes of a name: the ids of its first five foods, best first, and how sure it is of the first.

    ``first`` is None when it says that nothing fits.
    """

    first: str | None
    five: tuple[str, ...]
    confidence: Confidence | None = None


class Scored(NamedTuple):
    """A name, what a matcher found for it, and whether that is right."""

    case: Case
    found: Found
    top_1: bool
    top_5: bool


Matcher = Callable[[str], Found]
# Food id → name, in the order of the table.
Foods = Mapping[str, str]


def parse_right(cell: str) -> Right:
    """The column ``right`` of a case. Raises ValueError when it says nothing or a pattern is broken.

    >>> parse_right("re:^Milk, ;not:dry").accepts("fndds:11111000", "Milk, whole")
    True
    """
    parts = [part for part in cell.split(";") if part]
    if not parts:
        raise ValueError("no food is named as right; write 'none' for what must not match")
    if parts == [NOTHING]:
        return Right(frozenset(), (), ())
    return Right(
        ids=frozenset(part for part in parts if not part.startswith(("re:", "not:"))),
        patterns=_patterns(parts, "re:"),
        exceptions=_patterns(parts, "not:"),
    )


def _patterns(parts: Iterable[str], prefix: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(part.removeprefix(prefix), re.IGNORECASE) for part in parts if part.startswith(prefix))


def read_cases(path: Path) -> list[Case]:
    """The cases of one part."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Case(row["name"], parse_right(row["right"]), row["kind"]) for row in csv.DictReader(file)]


def read_foods() -> dict[str, tuple[str, str]]:
    """Name and aliases of every food by its id."""
    with (resources.data_folder() / "foods.csv").open(encoding="utf-8", newline="") as file:
        return {row["food_id"]: (row["name"], row["aliases"]) for row in csv.DictReader(file)}


def bonecheck_matcher(table: FoodTable) -> Matcher:
    """The matcher of this project; what it matches counts as its first, then come those of its search."""

    def match(name: str) -> Found:
        matched = names.match(table, name)
        first = matched.food.food_id if matched.food else None
        listed = [food.food_id for food in names.search(table, name, _SHOWN)]
        five = tuple(dict.fromkeys([*([first] if first else []), *listed]))[:_SHOWN]
        return Found(first=first, five=five, confidence=matched.confidence)

    return match


def rapidfuzz_matcher(foods: Foods) -> Matcher:
    """RapidFuzz WRatio over all names, with its own default processing."""
    processed = {food_id: utils.default_process(name) for food_id, name in foods.items()}

    def match(name: str) -> Found:
        best = process.extract(utils.default_process(name), processed, scorer=fuzz.WRatio, limit=_SHOWN)
        return _listed(food_id for _, score, food_id in best if score > 0)

    return match


def fts5_matcher(connection: sqlite3.Connection, foods: Mapping[str, tuple[str, str]]) -> Matcher:
    """SQLite FTS5 over names and aliases: any of the words, stemmed, ranked by BM25."""
    connection.execute(
        "CREATE VIRTUAL TABLE food USING fts5 (food_id UNINDEXED, name, aliases, tokenize = 'porter unicode61')"
    )
    connection.executemany("INSERT INTO food VALUES (?, ?, ?)", ((key, *texts) for key, texts in foods.items()))

    def match(name: str) -> Found:
        query = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", name))
        if not query:
            return Found(first=None, five=())
        rows = connection.execute("SELECT food_id FROM food WHERE food MATCH ? ORDER BY rank LIMIT ?", (query, _SHOWN))
        return _listed(row[0] for row in rows)

    return match


def _listed(food_ids: Iterable[str]) -> Found:
    five = tuple(food_ids)
    return Found(first=five[0] if five else None, five=five)


def score(case: Case, found: Found, foods: Foods) -> Scored:
    """Whether the first, or one of the first five, is right; for what is no food, whether nothing is matched."""
    if case.right.nothing:
        return Scored(case, found, top_1=found.first is None, top_5=found.first is None)
    top_1 = found.first is not None and case.right.accepts(found.first, foods[found.first])
    top_5 = any(case.right.accepts(food_id, foods[food_id]) for food_id in found.five)
    return Scored(case, found, top_1=top_1, top_5=top_5)


def score_all(cases: Sequence[Case], matcher: Matcher, foods: Foods) -> list[Scored]:
    """Every case scored."""
    return [score(case, matcher(case.name), foods) for case in cases]


def folded(name: str) -> str:
    """A name without case, plurals and word order, by rules of this script alone."""
    words = re.findall(r"[a-z0-9%&]+", name.casefold())
    return " ".join(sorted(word.removesuffix("s") if len(word) > 3 else word for word in words)) or name


def _row(label: str, scored: Sequence[Scored]) -> str:
    """One line of figures: names of foods with their shares, then names of no food and how many were refused."""
    foods = [each for each in scored if not each.case.right.nothing]
    others = [each for each in scored if each.case.right.nothing]
    refused = f"{sum(each.top_1 for each in others):>7} of {len(others)}" if others else ""
    return f"  {label:22}{len(foods):>6}{_share(foods, 'top_1'):>9}{_share(foods, 'top_5'):>9}{refused}"


def _share(scored: Sequence[Scored], what: str) -> str:
    if not scored:
        return "–"
    return f"{100 * sum(getattr(each, what) for each in scored) / len(scored):.1f} %"


def _print_totals(title: str, per_matcher: Mapping[str, Sequence[Scored]]) -> None:
    print(f"{title}\n  {'':22}{'foods':>6}{'top 1':>9}{'top 5':>9}   refused of what is no food")
    for label, scored in per_matcher.items():
        print(_row(label, scored))


def _print_kinds(scored: Sequence[Scored]) -> None:
    print("  bonecheck by kind")
    for kind in sorted({each.case.kind for each in scored}):
        print(_row(kind, [each for each in scored if each.case.kind == kind]))


def _print_calibration(scored: Sequence[Scored]) -> None:
    """Of the matches of each confidence, the share that is right; a match for what is no food is wrong."""
    print("  of bonecheck's matches called …, so many are right")
    matched = [each for each in scored if each.found.first is not None]
    for level in (*_SURE, Confidence.NEAR, Confidence.GUESS):
        called = [each for each in matched if each.found.confidence == level]
        print(f"  {level:22}{len(called):>6}{_share(called, 'top_1'):>9}")
    sure = [each for each in matched if each.found.confidence in _SURE]
    print(f"  {' or '.join(_SURE):22}{len(sure):>6}{_share(sure, 'top_1'):>9}")


def outcome(scored: Scored) -> str:
    """What became of a name of a food: right, right and called near, wrong, or refused."""
    if scored.found.first is None:
        return "refused"
    if not scored.top_1:
        return "wrong"
    return "near" if scored.found.confidence is Confidence.NEAR else "right"


def _print_sources(scored: Mapping[str, Sequence[Scored]], is_seen: Callable[[str], bool]) -> None:
    """The outcomes of each source's names of foods, those that stand among the synonyms or the foods' names apart."""
    print(f"\nBy source, %\n  {'':22}{'names':>8}" + "".join(f"{each:>9}" for each in OUTCOMES))
    for source, names_ in scored.items():
        foods = [each for each in names_ if not each.case.right.nothing]
        seen = [each for each in foods if is_seen(each.case.name)]
        unseen = [each for each in foods if not is_seen(each.case.name)]
        for label, group in ((source, foods), ("  seen", seen), ("  not seen", unseen)):
            shares = (100 * sum(outcome(each) == name for each in group) / max(1, len(group)) for name in OUTCOMES)
            print(f"  {label:22}{len(group):>8}" + "".join(f"{share:9.1f}" for share in shares))


def _seen(table: FoodTable, name: str) -> bool:
    """Whether a name stands among the synonyms, or is a food's own."""
    asked = words.words(name)
    own = table.by_key(" ".join(table.rewritten(asked, written=False)))
    return bool(own) or " ".join(asked) in table.phrases(asked)


def _print_misses(scored: Sequence[Scored], foods: Foods) -> None:
    """The names whose first match is wrong, what was matched, how sure, and one food that is right."""
    print("  misses of this part: name [kind] → match (confidence; * right in the first five) ≠ right")
    for case, found, _, top_5 in (each for each in scored if not each.top_1):
        match = foods[found.first] if found.first else "nothing"
        right = next((name for key, name in foods.items() if case.right.accepts(key, name)), "nothing")
        star = " *" if top_5 else ""
        print(f"  {case.name} [{case.kind}] → {match} ({found.confidence}{star}) ≠ {right}")


def variants(foods: Iterable[str], count: int) -> list[str]:
    """So many distinct names, the same in every run: names of foods turned about, shortened, joined and misspelled."""
    rng = random.Random(_SEED)
    pool = sorted(set(foods))
    made: dict[str, None] = {}
    while len(made) < count:
        made[_variant(rng.choice(pool), rng.choice(pool), rng)] = None
    return list(made)


def _variant(name: str, other: str, rng: random.Random) -> str:
    parts = name.casefold().split(", ")
    head = parts[0]
    spot = rng.randrange(len(head))
    return rng.choice(
        (
            name,
            " ".join(parts),
            " ".join(reversed(parts)),
            " ".join(parts[:2]),
            f"{head} with {other.casefold().split(', ')[0]}",
            f"{head[:spot]}{head[spot + 1 :]} {' '.join(parts[1:2])}".strip() or name,
        )
    )


def _print_speed(connection: sqlite3.Connection, foods: Foods) -> None:
    """The time that matching many distinct names takes, on a table that has read nothing yet."""
    asked = variants(foods.values(), _DISTINCT)
    table = FoodTable(connection)
    start = time.perf_counter()
    for name in asked:
        names.match(table, name)
    seconds = time.perf_counter() - start
    print(f"Speed: {len(asked):,} distinct names in {seconds:.1f} s ({1000 * seconds / len(asked):.2f} ms each)")


def _unseen(held_out: Sequence[Scored], tuned: Iterable[Case]) -> list[Scored]:
    """The held-out names that are in no part to tune on, in any case, plural or word order."""
    seen = {folded(case.name) for case in tuned}
    return [each for each in held_out if folded(each.case.name) not in seen]


def _matchers(
    table: FoodTable, memory: sqlite3.Connection, foods: Mapping[str, tuple[str, str]], *, alone: bool
) -> Iterator[tuple[str, Matcher]]:
    yield "bonecheck", bonecheck_matcher(table)
    if not alone:
        yield "RapidFuzz WRatio", rapidfuzz_matcher({key: name for key, (name, _) in foods.items()})
        yield "SQLite FTS5 BM25", fts5_matcher(memory, foods)


def _run(arguments: argparse.Namespace) -> None:
    texts = read_foods()
    foods = {key: name for key, (name, _) in texts.items()}
    with closing(compiled.connect()) as connection, closing(sqlite3.connect(":memory:")) as memory:
        matchers = dict(_matchers(FoodTable(connection), memory, texts, alone=arguments.alone))
        tuned = {path.name: read_cases(path) for path in TUNE}
        by_source: dict[str, Sequence[Scored]] = {}
        for name, cases in tuned.items():
            scored = {label: score_all(cases, matcher, foods) for label, matcher in matchers.items()}
            by_source[name] = scored["bonecheck"]
            _print_totals(f"To tune on: {name}", scored)
            _print_calibration(scored["bonecheck"])
            if arguments.misses:
                _print_misses(scored["bonecheck"], foods)
        for path in HELD_OUT:
            scored = {label: score_all(read_cases(path), matcher, foods) for label, matcher in matchers.items()}
            by_source[path.name] = scored["bonecheck"]
            _print_totals(f"\nHeld out: {path.name}", scored)
            _print_kinds(scored["bonecheck"])
            _print_calibration(scored["bonecheck"])
            seen = [case for cases in tuned.values() for case in cases]
            unseen = {label: _unseen(each, seen) for label, each in scored.items()}
            _print_totals(f"Held out: {path.name}, without names that stand in a part to tune on", unseen)
        table = FoodTable(connection)
        _print_sources(by_source, lambda name: _seen(table, name))
        print()
        _print_speed(connection, foods)


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description="How often a food name finds a right food, and how fast.")
    parser.add_argument("--misses", action="store_true", help="list what is wrong of the parts to tune on")
    parser.add_argument("--alone", action="store_true", help="bonecheck only, without RapidFuzz and FTS5")
    _run(parser.parse_args())


if __name__ == "__main__":
    main()
