"""Scores as Parquet."""

from __future__ import annotations

import io

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from bonecheck.batch.results import Results
from bonecheck.reports import batch_parquet, batch_shape
from bonecheck.reports.batch import Shape


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("per", ["results", "daily"])
def test_the_table_comes_back_as_it_was(per: str, shape: Shape, request: pytest.FixtureRequest) -> None:
    """Text, numbers, dates and unknowns, with their types."""
    results: Results = request.getfixturevalue(per)
    file = io.BytesIO()
    batch_parquet.write(results, shape, file)
    file.seek(0)
    assert_frame_equal(pl.read_parquet(file), batch_shape.table(results, shape))
