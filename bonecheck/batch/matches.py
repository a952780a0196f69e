"""The names of many logs with what they were taken for, as `bonecheck match` lists them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from bonecheck.batch.keys import KeyTable, Resolved
from bonecheck.foods import words
from bonecheck.model import Confidence

_RUNNERS_UP: Final = 3
SCHEMA: Final[Mapping[str, Any]] = {
    "name": pl.String,
    "lines": pl.Int64,
    "match": pl.String,
    "food_id": pl.String,
    "food_name": pl.String,
    **{f"or_{number}": pl.String for number in range(1, _RUNNERS_UP + 1)},
}
# The least sure first: a reviewer wants them so.
_SURE: Final = {confidence: place for place, confidence in enumerate((Confidence.NONE, Confidence.GUESS))}


def listed(table: KeyTable, counts: Mapping[int, int]) -> pl.DataFrame:
    """Each distinct name with its food, how sure that is, and on how many lines it stands; supplements are no names."""
    lines: defaultdict[str, int] = defaultdict(int)
    first: dict[str, Resolved] = {}
    for number, count in counts.items():
        resolved = table.resolved[number]
        if resolved.name:
            key = words.key(resolved.name)
            lines[key] += count
            first.setdefault(key, resolved)
    rows = [_row(first[key], count) for key, count in lines.items()]
    return pl.DataFrame(sorted(rows, key=_unsure), schema=SCHEMA, orient="row")


def _row(resolved: Resolved, lines: int) -> tuple[object, ...]:
    match = resolved.line.match
    others = [*match.runners_up[:_RUNNERS_UP], *[""] * (_RUNNERS_UP - len(match.runners_up))]
    food = match.food
    named = (food.food_id, food.name) if food else ("", "")
    return resolved.name, lines, str(match.confidence), *named, *others


def _unsure(row: tuple[Any, ...]) -> tuple[int, int, str]:
    return _SURE.get(row[2], len(_SURE)), -row[1], row[0]
