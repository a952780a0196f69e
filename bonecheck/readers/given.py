"""Logs that come as Python values: a list of entries (mappings) or a pandas DataFrame, with the columns of our CSV."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bonecheck.errors import InputError
from bonecheck.model import Log
from bonecheck.readers import dates, plain
from bonecheck.readers.base import Row, Table

if TYPE_CHECKING:
    import pandas as pd


def from_entries(entries: Iterable[Mapping[str, object]], order: dates.Order | None = None) -> Log:
    """A Log from mappings such as ``{"food": "egg", "amount": 2}``; line n is the n-th mapping.

    Raises InputError when there are none, or none has a food.
    """
    records = list(entries)
    if not records:
        raise InputError("the log: is empty", "give at least one entry with a 'food'")
    header = tuple(dict.fromkeys(str(name) for record in records for name in record))
    rows = tuple(
        Row(line=number, cells=tuple(_text(record.get(name)) for name in header))
        for number, record in enumerate(records, start=1)
    )
    return _read(header, rows, order)


def from_frame(frame: pd.DataFrame, order: dates.Order | None = None) -> Log:
    """A Log from a DataFrame with the columns of our CSV; line n is its n-th row. A missing value is an empty cell."""
    if frame.empty:
        raise InputError("the log: is empty", "give at least one row with a 'food'")
    header = tuple(str(name) for name in frame.columns)
    present = frame.astype(object).where(frame.notna(), None)
    cells: Iterable[tuple[Any, ...]] = present.itertuples(index=False, name=None)
    rows = tuple(Row(line=number, cells=tuple(map(_text, row))) for number, row in enumerate(cells, start=1))
    return _read(header, rows, order)


def _read(header: tuple[str, ...], rows: tuple[Row, ...], order: dates.Order | None) -> Log:
    table = Table(file="the log", header=Row(line=0, cells=header), rows=rows, delimiter="")
    return plain.read(table, order)


def _text(value: object) -> str:
    """A cell as our CSV would hold it; None and NaN are empty."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return repr(value) if isinstance(value, float) else str(value)
