"""Cells that come as numbers and dates, not as text: each is written so that it can be read in one way only."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Final

import polars as pl

from bonecheck.errors import InputError

# A number with three decimals could be read as thousands; a fourth decimal says which it is.
_OPEN: Final = r"^(-?[1-9][0-9]{0,2}\.[0-9]{3})$"
_ISO: Final = "%Y-%m-%d"


def text_of(value: object) -> str:
    """A cell of a workbook as text; None and NaN are empty, a time of day is dropped from a date.

    >>> text_of(1.125), text_of(150), text_of(dt.datetime(2026, 3, 2, 8, 15))
    ('1.1250', '150', '2026-03-02')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return re.sub(_OPEN, r"\g<1>0", repr(value)) if isinstance(value, float) else str(value)


def texts_of(column: pl.Series) -> pl.Series:
    """A column of a Parquet file as texts, like ``text_of``. Raises InputError where it holds no cells but lists."""
    kind = column.dtype
    if isinstance(kind, pl.Date | pl.Datetime):
        return column.dt.to_string(_ISO).fill_null("")
    if kind.is_nested() or kind in (pl.Binary, pl.Object):
        raise InputError(f"its column {column.name!r} holds {kind}, neither text nor numbers", "write it as text")
    text = column.fill_nan(None).cast(pl.String) if kind.is_float() else column.cast(pl.String)
    if kind.is_float() or kind.is_decimal():
        text = text.str.replace(_OPEN, "${1}0")
    return text.fill_null("")
