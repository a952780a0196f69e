"""The log frame: one row per line of a log, whoever read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, Final

import polars as pl

from bonecheck.errors import Problem
from bonecheck.model import Entry, Log
from bonecheck.nutrients import KEYS
from bonecheck.readers.base import assumed
from bonecheck.stated import Kind, Stated

SCHEMA: Final[dict[str, pl.DataType]] = {
    "client": pl.String(),
    "date": pl.Date(),
    "food": pl.Categorical(),
    "amount": pl.Float64(),
    "unit": pl.Categorical(),
    "line": pl.Int64(),
    "unread": pl.Boolean(),
}
# What the values that a log itself states are called in a frame: a nutrient's key, energy_kcal, food_id or kind behind it.
STATED: Final = "stated_"
_STATED_SCHEMA: Final[dict[str, pl.DataType]] = {
    **{f"{STATED}{key}": pl.Float64() for key in KEYS},
    f"{STATED}energy_kcal": pl.Float64(),
    f"{STATED}food_id": pl.String(),
    f"{STATED}kind": pl.String(),
}


class Whose:
    """Whose lines those are that name nobody, and whether others of their file do name somebody."""

    def __init__(self, client: str) -> None:
        self.client = client
        self.somebody = False
        self.first = self.lines = 0

    def named(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame in which every line has a client."""
        nobody = frame["client"].str.len_bytes() == 0
        lines = frame["line"].filter(nobody) if nobody.any() else frame["line"].clear()
        self.somebody |= lines.len() < frame.height
        self.first = self.first or (lines[0] if lines.len() else 0)
        self.lines += lines.len()
        if not lines.len():
            return frame
        return frame.with_columns(client=pl.when(nobody).then(pl.lit(self.client)).otherwise(pl.col("client")))

    def problems(self, file: str) -> list[Problem]:
        """The Problem of lines that name no client where others of their file do."""
        if not self.lines or not self.somebody:
            return []
        more = f" (and {self.lines - 1} more like it)" if self.lines > 1 else ""
        message = f"the line names no client{more}; counted for {self.client!r}, as the file is called"
        return [assumed(file, self.first, "no-client", message, "name the client on every line")]


def frame_of_log(log: Log, whose: Whose) -> pl.DataFrame:
    """The frame of a Log, in the order of its lines.

    It has the ``stated_`` columns where an entry carries values of its own.
    """
    return whose.named(frame_of_entries(log.entries, log.unread).sort("line", maintain_order=True))


def frame_of_entries(entries: Sequence[Entry], unread: Sequence[Entry]) -> pl.DataFrame:
    """The frame of entries that were read, then of those that could not be; a client may still be ""."""
    rows = [*((entry, False) for entry in entries), *((entry, True) for entry in unread)]
    frame = pl.DataFrame([_row(entry, unread=lost) for entry, lost in rows], schema=SCHEMA, orient="row")
    if all(entry.stated is None for entry, _ in rows):
        return frame
    stated = pl.DataFrame([_stated(entry) for entry, _ in rows], schema=_STATED_SCHEMA, orient="row")
    return frame.hstack(stated)


def _row(entry: Entry, *, unread: bool) -> tuple[object, ...]:
    return entry.client, entry.date, entry.food, entry.amount, entry.unit, entry.line, unread


def _stated(entry: Entry) -> tuple[object, ...]:
    """What an entry states; a line that states nothing has no kind."""
    stated = entry.stated
    if stated is None:
        return (*(None for _ in KEYS), None, "", None)
    return (*(stated.amounts.get(key) for key in KEYS), stated.energy_kcal, stated.food_id, stated.kind.value)


def entries_of(frame: pl.DataFrame) -> Iterator[Entry]:
    """The rows of a log frame as entries, in their order and whether or not they could be read; of no file, as in the frame."""
    is_stated = set(_STATED_SCHEMA) <= set(frame.columns)
    told = (_stated_of(row) for row in frame.select(*_STATED_SCHEMA).iter_rows()) if is_stated else repeat(None)
    rows = frame.select("client", "date", "food", "amount", "unit", "line").iter_rows()
    for (client, date, food, amount, unit, line), stated in zip(rows, told, strict=False):
        yield Entry("", line, food, amount, unit, date, client=client, stated=stated)


def _stated_of(row: tuple[Any, ...]) -> Stated | None:
    *amounts, energy, food_id, kind = row
    if kind is None:
        return None
    known = {key: amount for key, amount in zip(KEYS, amounts, strict=True) if amount is not None}
    return Stated(amounts=known, energy_kcal=energy, food_id=food_id, kind=Kind(kind))
