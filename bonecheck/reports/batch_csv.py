"""Tables of a batch as CSV: unrounded, empty where unknown, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import polars as pl

from bonecheck.reports import batch_shape
from bonecheck.reports.batch import Shape

if TYPE_CHECKING:
    from bonecheck.batch.results import Results


def write(results: Results, shape: Shape, file: BinaryIO) -> None:
    """The scores: a row per client (and day), or per client (and day) and nutrient."""
    _write(batch_shape.table(results, shape), file)


def write_problems(results: Results, file: BinaryIO) -> None:
    """Every line and file that could not be used, or was used on an assumption."""
    _write(results.problems, file)


def write_matches(results: Results, file: BinaryIO) -> None:
    """Each name with its food, in the form that `bonecheck match` writes and --mapping reads."""
    _write(results.matches, file)


def _write(frame: pl.DataFrame, file: BinaryIO) -> None:
    """RFC 4180's quoting with LF line ends, in UTF-8."""
    # An empty text is an empty cell, as one without a value is.
    texts = pl.selectors.string()
    batch_shape.guarded(frame).with_columns(texts.replace("", None)).write_csv(file)
