"""What the reading side of a batch hands on: blocks of a log frame, with what went wrong."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from bonecheck.errors import Problem
from bonecheck.imported import Imported


class Block(NamedTuple):
    """Some rows of one file as a log frame, with the Problems of those rows.

    ``file`` is how problems name it: "logs/anna.csv", "logs.zip/anna.csv", "book.xlsx[Sheet1]". ``frame`` is None where
    the file could not be read at all; its Problem is then on line 0. ``rows`` counts what was read of the file, whatever
    became of it. ``last`` marks a file's last block. ``imports`` are the import reports of a file in another tool's format.
    """

    file: str
    frame: pl.DataFrame | None
    problems: tuple[Problem, ...]
    rows: int
    last: bool
    imports: tuple[Imported, ...] = ()
