"""Blocks of logs, one after the other, to sums per client and day, and to what is to be said of their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from bonecheck.batch import keys, log_frame, matches, sums
from bonecheck.batch.block import Block
from bonecheck.batch.keys import KeyTable
from bonecheck.batch.numbering import Numbering
from bonecheck.batch.runs import Array, Arrays
from bonecheck.batch.sums import Sums
from bonecheck.errors import Problem
from bonecheck.imported import Imported

# Columns of a block that the sums do not need.
_LINE: Final = "line"
_REMEMBERED: Final = 1 << 16
_TOLD: Final = ("code", "message", "hint", "severity")
PROBLEMS: Final[Mapping[str, Any]] = {
    "file": pl.String,
    "line": pl.Int64,
    "code": pl.String,
    "message": pl.String,
    "hint": pl.String,
    "severity": pl.String,
    "client": pl.String,
}


class Part(NamedTuple):
    """What one block adds: its sums, how often each key stands in it, and the Problems of its lines."""

    sums: Sums
    counts: Mapping[int, int]
    problems: pl.DataFrame


class FilePart(NamedTuple):
    """What one file adds: sums of each of its blocks, Problems, names with their matches, its rows, whether it was lost.

    ``imports`` are its import reports where another tool wrote it.
    """

    sums: tuple[Sums, ...]
    problems: pl.DataFrame
    matches: pl.DataFrame
    rows: int
    lost: bool
    imports: tuple[Imported, ...] = ()


class Tally:
    """Takes blocks; resolves each food and unit once."""

    def __init__(self, table: KeyTable) -> None:
        self.table = table
        self._numbering = Numbering(table)
        # The same few things are odd in every block.
        self._told = lru_cache(_REMEMBERED)(self._tell)
        self._arrays = Arrays()

    def file(self, blocks: Iterable[Block]) -> FilePart:
        """The part of one file, block by block."""
        parts: list[Part] = []
        problems: list[pl.DataFrame] = []
        rows = 0
        imports: list[Imported] = []
        for block in blocks:
            rows += block.rows
            imports += block.imports
            if block.frame is None:
                problems.append(_read(block.problems, None))
            else:
                parts.append(self.add(block.file, block.frame, block.problems))
                problems.append(parts[-1].problems)
        counts: Counter[int] = Counter()
        for part in parts:
            counts.update(part.counts)
        return FilePart(
            sums=tuple(part.sums for part in parts),
            problems=pl.concat(problems) if problems else pl.DataFrame(schema=PROBLEMS),
            matches=matches.listed(self.table, counts),
            rows=rows,
            lost=not parts,
            imports=tuple(imports),
        )

    def add(self, file: str, frame: pl.DataFrame, problems: Sequence[Problem] = ()) -> Part:
        """The part of a block of lines of one file, with the Problems that its reading met."""
        numbers = self._numbers(frame)
        self._arrays.grow(self.table)
        lines = frame.select(*sums.BY, "amount", _LINE, pl.lit(pl.Series(keys.NUMBER, numbers, pl.Int64)))
        counts = np.bincount(numbers)
        return Part(
            sums=self._arrays.of_lines(lines),
            counts={int(number): int(counts[number]) for number in np.flatnonzero(counts)},
            problems=pl.concat([_read(problems, frame), self._resolved(file, lines)]),
        )

    def _numbers(self, frame: pl.DataFrame) -> Array:
        """The number of each line's key."""
        if not any(name.startswith(log_frame.STATED) for name in frame.columns):
            return self._numbering.of_lines(frame)
        # Lines that state values of their own are resolved one by one: hardly one is like another.
        entries = zip(log_frame.entries_of(frame), frame["unread"].to_list(), strict=True)
        return np.array([self.table.add_entry(entry, unread=lost) for entry, lost in entries], np.int64)

    def _resolved(self, file: str, lines: pl.DataFrame) -> pl.DataFrame:
        """The Problems of lines whose food or amount was not found, or was found odd."""
        odd = lines.filter(self._arrays.is_odd(lines))
        if not len(odd):
            return pl.DataFrame(schema=PROBLEMS)
        distinct = odd.select(keys.NUMBER, "amount").unique()
        told = pl.DataFrame(
            [row for number, amount in distinct.iter_rows() for row in self._told(number, amount)],
            schema={keys.NUMBER: pl.Int64, "amount": pl.Float64, **dict.fromkeys(_TOLD, pl.String)},
            orient="row",
        )
        found = odd.join(told, on=[keys.NUMBER, "amount"], nulls_equal=True).drop_nulls("code")
        return found.select(pl.lit(file).alias("file"), *list(PROBLEMS)[1:]).sort(_LINE)

    def _tell(self, number: int, amount: float | None) -> list[tuple[object, ...]]:
        """The Problems of a line of a key."""
        told = self.table.problems(number, amount)
        return [(number, amount, *(getattr(problem, name) for name in _TOLD)) for problem in told]


def _read(problems: Sequence[Problem], frame: pl.DataFrame | None) -> pl.DataFrame:
    """The Problems of reading, each with the client of its line where the line has one."""
    if not problems:
        return pl.DataFrame(schema=PROBLEMS)
    clients: dict[int, str] = {}
    if frame is not None:
        lines = [problem.line for problem in problems]
        clients = dict(frame.filter(pl.col(_LINE).is_in(lines)).select(_LINE, "client").iter_rows())
    rows = [(*problem, clients.get(problem.line, "")) for problem in problems]
    return pl.DataFrame(rows, schema=PROBLEMS, orient="row")
