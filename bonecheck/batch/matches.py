"""The names of many logs with what they were taken for, as `bonecheck match` lists them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from bonecheck.batch.keys import KeyTable
from bonecheck.model import Confidence, Match
from bonecheck.parse import words

_RUNNERS_UP: Final = 3
SCHEMA: Final[Mapping[str, Any]] = {
    "name": pl.String,
    "lines": pl.Int64,
    "match": pl.String,
    "margin": pl.Float64,
    "food_id": pl.String,
    "food_name": pl.String,
    **{f"or_{number}": pl.String for number in range(1, _RUNNERS_UP + 1)},
}
# What makes names one, in the lists of single files.
KEY: Final = "key"
# The least sure first: a reviewer wants them so.
_SURE: Final = {
    str(confidence): place
    for place, confidence in enumerate((Confidence.NONE, Confidence.DOUBTFUL, Confidence.GUESS, Confidence.NEAR))
}


def listed(table: KeyTable, counts: Mapping[int, int]) -> pl.DataFrame:
    """The names of one file, with KEY: each distinct name with its food, how sure that is, and on how many lines it stands; supplements are no names.

    Of the ways that one name is written the first by the alphabet is shown, whatever was read before.
    """
    lines: defaultdict[str, int] = defaultdict(int)
    first: dict[str, tuple[str, Match]] = {}
    ordered = sorted(counts, key=lambda number: ([name for name, _ in table.resolved[number].names], number))
    for number in ordered:
        for name, match in table.resolved[number].names:
            key = words.key(name)
            lines[key] += counts[number]
            first.setdefault(key, (name, match))
    rows = [_row(first[key], count) for key, count in lines.items()]
    listed_ = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return listed_.with_columns(pl.Series(KEY, list(lines), pl.String))


def combined(lists: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The lists of files as one, the least sure first."""
    names = [name for name in SCHEMA if name != "lines"]
    whole = pl.concat(lists).group_by(KEY, maintain_order=True).agg(pl.col("lines").sum(), pl.col(names).first())
    sure = pl.col("match").replace_strict(_SURE, default=len(_SURE), return_dtype=pl.Int64)
    ordered = whole.sort(sure, -pl.col("lines"), pl.col("name"), maintain_order=True)
    return ordered.select(*SCHEMA)


def _row(named: tuple[str, Match], lines: int) -> tuple[object, ...]:
    name, match = named
    others = [*match.runners_up[:_RUNNERS_UP], *[""] * (_RUNNERS_UP - len(match.runners_up))]
    food = match.food
    told = (food.food_id, food.name) if food else ("", "")
    margin = None if match.margin is None else round(match.margin, 2)
    return name, lines, str(match.confidence), margin, *told, *others
