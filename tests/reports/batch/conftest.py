"""Results of a batch made by hand, with everything that a report of them must bear."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from bonecheck.batch.results import Results
from bonecheck.model import Status
from bonecheck.nutrients import KEYS, NUTRIENTS

SCORES = {
    "client": pl.String,
    "date": pl.Date,
    "days": pl.Int64,
    "nutrient": pl.String,
    "intake": pl.Float64,
    "unit": pl.String,
    "lower_bound": pl.Boolean,
    "at_most": pl.Float64,
    "unknown_foods": pl.Int64,
    "reference": pl.Float64,
    "reference_kind": pl.String,
    "authority": pl.String,
    "percent": pl.Float64,
    "gap": pl.Float64,
    "status": pl.String,
    "upper_level": pl.Float64,
    "excess": pl.Float64,
    "usual": pl.String,
    "confidence": pl.Float64,
    "confidence_at_most": pl.Float64,
    "lines": pl.Int64,
    "lines_lost": pl.Int64,
    "energy_kcal": pl.Float64,
}
CLIENTS = {
    "client": pl.String,
    "sex": pl.String,
    "age": pl.Int64,
    "weight_kg": pl.Float64,
    "life_stage": pl.String,
    "authority": pl.String,
    "assumed": pl.String,
    "lines": pl.Int64,
    "days": pl.Int64,
    "lines_lost": pl.Int64,
}
PROBLEMS = {
    "file": pl.String,
    "line": pl.Int64,
    "code": pl.String,
    "message": pl.String,
    "hint": pl.String,
    "severity": pl.String,
    "client": pl.String,
}
MATCHES = {
    "name": pl.String,
    "lines": pl.Int64,
    "match": pl.String,
    "food_id": pl.String,
    "food_name": pl.String,
    "or_1": pl.String,
    "or_2": pl.String,
    "or_3": pl.String,
}
REFERENCES = (1200.0, 15.0, 320.0, 30.0, 8.0, 2600.0, 46.0)
# Verdicts in the order of nutrients: l(ow), u(nclear), h(igh), m(et), n(o reference); and percents.
PEOPLE: dict[str, tuple[str, tuple[float, ...]]] = {
    "=HYPERLINK(1)": ("lmmmmmm", (99.6, 150, 110, 120, 104, 130, 160)),
    "@home": ("mmmmmmm", (101, 150, 110, 120, 104, 130, 160)),
    "[/b][red]Bo": ("llmulmm", (56.4, 18.2, 141, 82, 61, 176, 192)),
    "anna": ("mmmmmmm", (100, 100, 100, 100, 100, 100, 100)),
    "client-" + "0123456789" * 12: ("ulmmmmm", (71, 40.5, 112, 130, 103, 101, 145)),
    "esc\x1b[31m\u202ered\tx": ("mhmnmmm", (130, 1733.3, 141, 0, 110, 176, 192)),
    "李小龍-食事記録-二〇二六年三月": ("lmmummm", (12.5, 101, 141, 33, 103, 176, 192)),
    "🥦 zoë": ("uuuuuuu", (0, 0, 0, 0, 0, 0, 0)),
}
_WORDS = {
    "l": Status.LOW,
    "u": Status.UNCLEAR,
    "h": Status.HIGH,
    "m": Status.MET,
    "n": Status.NO_REFERENCE,
}


@pytest.fixture(scope="session")
def results() -> Results:
    """Eight clients, three days each."""
    return make("client")


@pytest.fixture(scope="session")
def daily() -> Results:
    """The same per day."""
    return make("day")


@pytest.fixture(scope="session")
def nothing_lost(results: Results) -> Results:
    """The same without a problem and without an uncertain name."""
    clients = results.clients.with_columns(lines_lost=pl.lit(0), assumed=pl.lit(""))
    scores = results.scores.with_columns(lines_lost=pl.lit(0))
    matches = results.matches.filter(pl.col("match") == "exact")
    problems = results.problems.clear()
    return results._replace(scores=scores, clients=clients, problems=problems, matches=matches, files_lost=0)


@pytest.fixture(scope="session")
def many(results: Results) -> Results:
    """Fifty clients, all different, with the verdicts of PEOPLE over and over."""
    count = 50
    copies = -(-count // len(PEOPLE))
    scores = _repeated(results.scores, copies, len(KEYS)).head(count * len(KEYS))
    return results._replace(scores=scores, clients=_repeated(results.clients, copies, 1).head(count))


def make(per: str) -> Results:
    """Eight clients, per client or over two days each, of which the second has no date."""
    scores = [row for client in PEOPLE for date in _dates(per) for row in _scores(client, date, per)]
    return Results(
        scores=pl.DataFrame(scores, SCORES).drop([] if per == "day" else ["date"]),
        clients=pl.DataFrame([_client(client) for client in PEOPLE], CLIENTS, orient="row"),
        problems=pl.DataFrame(list(_problems()), PROBLEMS, orient="row"),
        matches=pl.DataFrame(list(_matches()), MATCHES, orient="row"),
        files=10,
        rows=168,
        files_lost=1,
        per=per,
    )


def _repeated(frame: pl.DataFrame, copies: int, rows: int) -> pl.DataFrame:
    """A frame some times over, the clients numbered; ``rows`` are those of one client."""
    number = (pl.int_range(pl.len()) // rows).cast(pl.String).str.zfill(6)
    return pl.concat([frame] * copies).with_columns(client=number + " " + pl.col("client"))


def _dates(per: str) -> tuple[dt.date | None, ...]:
    return (dt.date(2026, 3, 2), None) if per == "day" else (None,)


def _scores(client: str, date: dt.date | None, per: str) -> Iterator[dict[str, Any]]:
    verdicts, percents = PEOPLE[client]
    for place, nutrient in enumerate(NUTRIENTS):
        status, reference = _WORDS[verdicts[place]], REFERENCES[place]
        known = reference * percents[place] / 100
        none = status is Status.NO_REFERENCE
        unknown = status is Status.UNCLEAR
        yield {
            "client": client,
            "date": date,
            "days": 1 if per == "day" else 3,
            "nutrient": nutrient.key,
            "intake": known,
            "unit": nutrient.unit,
            "lower_bound": unknown,
            "at_most": None if unknown and known == 0 else known + (reference if unknown else 0),
            "unknown_foods": 2 if unknown else 0,
            "reference": None if none else reference,
            "reference_kind": None if none else "RDA",
            "authority": None if none else "NAM",
            "percent": None if none else percents[place],
            "gap": None if none else max(reference - known, 0.0),
            "status": status.value,
            "upper_level": 100.0 if nutrient.key == KEYS[1] else None,
            "excess": known - 100.0 if status is Status.HIGH else None,
            "usual": None if per == "day" else "open",
            "confidence": None if per == "day" or none else 0.25,
            "confidence_at_most": None if per == "day" or none else 0.75,
            "lines": 7 if per == "day" else 21,
            "lines_lost": 1,
            "energy_kcal": 1850.5,
        }


def _client(client: str) -> tuple[Any, ...]:
    if client == "anna":
        return (client, "female", 40, None, "general", "NAM", "sex, age", 21, 3, 1)
    return (client, "male", 63, 71.5, "general", "NAM", "", 21, 3, 1)


def _problems() -> Iterator[tuple[Any, ...]]:
    for line in range(2, 9):
        yield (
            "logs/[b]o.csv", line, "unknown-food", "no food is like '[/b] *gran\u202e* pie'",
            "did you mean Pie, apple?", "lost", "[/b][red]Bo",
        )  # fmt: skip
    yield ("logs/anna.csv", 3, "bad-number", "=1+1 is no number", "-1", "lost", "anna")
    yield ("logs/\x1b[2Jzip", 0, "unreadable-file", "cannot be read: not a workbook", "save it again", "lost", "")
    yield (
        "logs/anna.csv",
        4,
        "unknown-unit",
        "'bucket' is no unit of milk, a portion was taken",
        "g",
        "assumed",
        "anna",
    )


def _matches() -> Iterator[tuple[Any, ...]]:
    others = ("Jam", "Plum, raw", "")
    yield ("=gran's [/b] plum\x1b jam", 7, "none", "", "", *others)
    yield ("chops", 12, "guess", "fndds:22101000", "Pork chop, NS as to cut", "Lamb chop, NS", "", "")
    for number in range(1, 7):
        yield (f'pie {number}, "hot"', 1, "guess", f"fndds:{number}", "Pie, NFS", "", "", "")
    yield ("milk", 40, "exact", "fndds:11100000", "Milk, NFS", "Milk, whole", "", "")
