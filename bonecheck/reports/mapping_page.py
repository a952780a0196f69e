"""A mapping as CSV for a spreadsheet: each name of a log, its food, how sure that is, and what else it could be."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from bonecheck.model import Named
from bonecheck.spreadsheet import FOOD_ID, NAME, guarded

_RUNNERS_UP: Final = 3
COLUMNS: Final = (
    NAME,
    "lines",
    "match",
    "margin",
    FOOD_ID,
    "food_name",
    *(f"or_{n}" for n in range(1, _RUNNERS_UP + 1)),
)


def render(found: Sequence[Named]) -> str:
    """One row per name, the least sure first; a reviewer changes ``food_id``, or empties it to leave it open."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, found))
    return out.getvalue()


def rows(found: Sequence[Named], header: Sequence[str], delimiter: str) -> str:
    """The rows of some names for a mapping that has these columns."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", extrasaction="ignore", delimiter=delimiter, lineterminator="\n")
    writer.writerows(dict(zip(COLUMNS, _row(named), strict=True)) for named in found)
    return out.getvalue()


def _row(named: Named) -> list[str]:
    food = named.match.food
    others = [f"{other.food_id} {other.name}" for other in named.others[:_RUNNERS_UP]]
    cells = [
        named.name,
        str(named.lines),
        str(named.match.confidence),
        "" if named.match.margin is None else f"{named.match.margin:.2f}",
        food.food_id if food else "",
        food.name if food else "",
        *others,
        *[""] * (_RUNNERS_UP - len(others)),
    ]
    return [guarded(cell) for cell in cells]
