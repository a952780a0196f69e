"""The confidence that a skewed requirement is met, for columns in memory: `confidence.skewed_requirement` of many rows.

Step by step over arrays, a part of the rows at a time: as expressions of a frame the steps are thousands, and planning them
takes longer than the arithmetic.
"""

from __future__ import annotations

from typing import Any, Final

import narwhals as nw
import numpy as np
import numpy.typing as npt

from bonecheck import confidence
from bonecheck.batch import normal

Frame = Any
Array = npt.NDArray[np.float64]
_KNOWN: Final = ("tested", "requirement_cv", "sd_within", "days")
# Rows at a time, so that the arrays of a step stay near the processor.
_AT_ONCE: Final = 1 << 13


def with_skewed(rows: Frame, name: str) -> Frame:
    """The confidence of the column ``mean_<name>`` as ``name``, in the rows that are skewed. A lazy frame is of Polars."""
    if isinstance(rows, nw.LazyFrame):
        return nw.from_native(rows.to_native().map_batches(lambda part: _with_skewed(nw.from_native(part), name).to_native()))
    return _with_skewed(rows, name)


def _with_skewed(rows: Frame, name: str) -> Frame:
    of_rows = np.flatnonzero(rows["is_skewed"].to_numpy())
    found = rows[name].to_numpy().copy()
    mean, *known = (rows[each].to_numpy()[of_rows].astype(np.float64) for each in (f"mean_{name}", *_KNOWN))
    for first in range(0, len(of_rows), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        found[of_rows[part]] = _met(mean[part], *(each[part] for each in known))
    return rows.with_columns(nw.new_series(name, found, nw.Float64, backend=rows.implementation))


def _met(mean: Array, requirement: Array, cv: Array, sd_within: Array, days: Array) -> Array:
    zs = (confidence.skewed_z(step, mean, requirement, cv, sd_within, days, log=_log) for step in confidence.STEPS)
    met: Array = confidence.skewed_mean([_phi(z) for z in zs])
    return met


def _log(x: Array) -> Array:
    return np.log(np.maximum(x, normal.TINY))


def _phi(z: Array) -> Array:
    below = normal.tail(np.minimum(np.abs(z), normal.FAR), np.exp)
    return np.where(z > 0, 1.0 - below, below)
