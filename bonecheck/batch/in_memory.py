"""The confidence of many rows over arrays: each step on a part of the rows that stays near the processor.

As expressions of a frame the steps are thousands, each of which goes through all rows once more, and planning them alone
takes longer than this arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import narwhals as nw
import numpy as np
import polars as pl

from bonecheck import confidence
from bonecheck.batch import normal
from bonecheck.batch.normal import Array

Frame = Any
_KNOWN: Final = ("tested", "requirement_cv", "sd_within", "days")
# Rows at a time.
_AT_ONCE: Final = 1 << 13


def with_confidence(rows: Frame, names: Sequence[str], *, has_skewed: bool) -> Frame:
    """Φ of each column ``z_<name>`` as ``name``; in rows that are skewed `confidence.skewed_requirement` of ``mean_<name>``.

    A lazy frame is one of Polars.
    """
    if isinstance(rows, nw.LazyFrame):
        eager = lambda part: with_confidence(nw.from_native(part), names, has_skewed=has_skewed).to_native()  # noqa: E731
        schema = {**rows.to_native().collect_schema(), **dict.fromkeys(names, pl.Float64)}
        return nw.from_native(rows.to_native().map_batches(eager, schema=schema))
    is_skewed = rows["is_skewed"].to_numpy().astype(np.bool_) & has_skewed
    known = [_array(rows, name) for name in _KNOWN]
    found, above = np.empty(len(rows)), np.full(len(rows), np.nan)
    columns = []
    for name in names:
        mean, z = (_array(rows, f"{each}_{name}") for each in ("mean", "z"))
        # Most rows have nothing unknown, and so the same mean once more.
        plain, skewed = (np.flatnonzero((mean != above) & each) for each in (~is_skewed, is_skewed))
        found, above = found.copy(), mean
        found[plain] = _in_parts(normal.phi, z[plain])
        found[skewed] = _in_parts(_met, *(each[skewed] for each in (mean, *known)))
        columns.append(nw.new_series(name, found, nw.Float64, backend=rows.implementation))
    return rows.with_columns(columns)


def _array(rows: Frame, name: str) -> Array:
    return np.asarray(rows[name].to_numpy(), dtype=np.float64)


def _in_parts(function: Callable[..., Array], *arrays: Array) -> Array:
    """A function of arrays, some rows at a time."""
    found = np.empty(len(arrays[0]))
    for first in range(0, len(found), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        found[part] = function(*(each[part] for each in arrays))
    return found


def _met(mean: Array, requirement: Array, cv: Array, sd_within: Array, days: Array) -> Array:
    zs = (
        confidence.skewed_z(step, mean, requirement, cv, sd_within, days, log=normal.log) for step in confidence.STEPS
    )
    met: Array = confidence.skewed_mean([normal.phi(z) for z in zs])
    return met
