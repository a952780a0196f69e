"""The normal distribution of a column beside that of numbers."""

from __future__ import annotations

import math

import narwhals as nw
import polars as pl
import pytest

from bonecheck import confidence
from bonecheck.batch import normal

Z = [number / 100 for number in range(-1200, 1201)] + [math.inf, -math.inf]


def test_it_is_that_of_the_error_function() -> None:
    """To 1e-11 everywhere; the error function of the C library is the judge."""
    frame = nw.from_native(pl.DataFrame({"z": Z})).with_columns(normal.phi(nw.col("z")).alias("phi"))
    for z, found in zip(Z, frame["phi"].to_list(), strict=True):
        assert found == pytest.approx(confidence.phi(z), abs=1e-11)


def test_a_logarithm_that_there_is_not_is_hugely_negative() -> None:
    """So that the distribution function of it is nothing."""
    frame = nw.from_native(pl.DataFrame({"x": [-1.0, 0.0, 1.0, math.e]})).with_columns(
        normal.log(nw.col("x")).alias("log")
    )
    first, second, *others = frame["log"].to_list()
    assert first < -600
    assert second < -600
    assert others == pytest.approx([0.0, 1.0])
