"""The scores of a batch as Parquet: text, numbers and unknowns as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import polars as pl

from bonecheck.reports import batch_shape
from bonecheck.reports.batch import Shape

if TYPE_CHECKING:
    from bonecheck.batch.results import Results


def write(results: Results, shape: Shape, file: BinaryIO) -> None:
    """A row per client (and day) and nutrient, or per client (and day). Raises OSError when the file takes no more."""
    try:
        batch_shape.table(results, shape).write_parquet(file)
    except pl.exceptions.ComputeError as error:
        # Polars wraps what the system says, such as that the disk is full.
        raise OSError(str(error)) from None
