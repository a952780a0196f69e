"""Frames that people hand in → log frames: columns found by their names, amounts and dates read from whatever they are.

Amounts and dates that are text are read by the reader of our CSV, each distinct text once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import narwhals as nw

from bonecheck.batch import frames
from bonecheck.errors import InputError
from bonecheck.quantities import LARGEST
from bonecheck.readers import plain
from bonecheck.readers.base import Row, Table
from bonecheck.readers.columns import Columns, columns_of

Frame = Any
_TEXTS: Final = ("amount_text", "unit_text")


def log_frame(frame: Frame) -> Frame:
    """The columns ``client, date, food, amount, unit, unread`` of a frame. ``date`` is ISO text, null where there is none.

    Raises InputError when no column holds foods.
    """
    columns = columns_of(frame.columns)
    if "food" not in columns.by_role:
        names = ", ".join(frame.columns[:8])
        raise InputError(f"the frame: no food column among {names}", "name it food, as in our CSV")
    named = frame.select(
        *(_text(frame, columns, role).alias(role) for role in ("client", "food")), *_raw(frame, columns)
    )
    measured = _dated(_measured(named))
    eaten = (nw.col("food") != "") & ~nw.col("food").is_null()
    unread = nw.col("unread") | ~eaten
    kept = measured.with_columns(unread.alias("unread"), nw.col("food").fill_null("").alias("food"))
    return kept.select("client", "date", "food", "amount", "unit", "unread")


def _raw(frame: Frame, columns: Columns) -> list[nw.Expr]:
    """Date, amount and unit as they are; of a weight column its grams, where it has some."""
    date = _column(frame, columns, "date")
    amount, unit, weight = (_column(frame, columns, role) for role in ("amount", "unit", "weight"))
    unit = nw.lit("") if unit is None else unit.cast(nw.String).fill_null("").str.strip_chars()
    if weight is not None:
        weighed = ~weight.is_null()
        unit = nw.when(weighed).then(nw.lit(columns.weight_unit or "g")).otherwise(unit)
        amount = weight if amount is None else nw.when(weighed).then(weight).otherwise(amount)
    return [
        (nw.lit(None, dtype=nw.String) if date is None else date).alias("date"),
        (nw.lit(None, dtype=nw.Float64) if amount is None else amount).alias("amount"),
        unit.alias("unit"),
    ]


def _column(frame: Frame, columns: Columns, role: str) -> nw.Expr | None:
    place = columns.by_role.get(role)
    return None if place is None else nw.col(frame.columns[place])


def _text(frame: Frame, columns: Columns, role: str) -> nw.Expr:
    found = _column(frame, columns, role)
    return nw.lit("") if found is None else found.cast(nw.String).fill_null("").str.strip_chars()


def _measured(frame: Frame) -> Frame:
    """Amounts as numbers; what is no amount of food leaves its line unread."""
    if frame.collect_schema()["amount"].is_numeric():
        amount = nw.col("amount").cast(nw.Float64)
        amount = nw.when(~amount.is_nan()).then(amount)
        bad = ((amount < 0) | (amount > LARGEST)).fill_null(value=False)
        return frame.with_columns(nw.when(~bad).then(amount).alias("amount"), bad.alias("unread"))
    texts = frame.with_columns(
        nw.col("amount").cast(nw.String).fill_null("").alias("amount_text"), nw.col("unit").alias("unit_text")
    ).drop("amount", "unit")
    told = [_measure(*row) for row in _read_each(texts, _TEXTS, ("amount", "unit"))]
    types = {"amount_text": str, "unit_text": str, "amount": float, "unit": str, "unread": bool}
    columns = {name: [row[place] for row in told] for place, name in enumerate(types)}
    return texts.join(frames.like(frame, columns, types), on=list(_TEXTS), how="left")


def _measure(texts: Sequence[str], entry: Any, unread: bool) -> tuple[object, ...]:
    return *texts, entry.amount, entry.unit, unread


def _dated(frame: Frame) -> Frame:
    """Dates as ISO text; a text that is no date leaves its line unread."""
    kind = frame.collect_schema()["date"]
    if kind.is_temporal():
        return frame.with_columns(nw.col("date").dt.to_string("%Y-%m-%d").alias("date"))
    texts = frame.with_columns(nw.col("date").cast(nw.String).fill_null("").alias("date_text")).drop("date")
    told = [(*text, _iso(entry.date), lost) for text, entry, lost in _read_each(texts, ("date_text",), ("date",))]
    types = {"date_text": str, "date": str, "undated": bool}
    columns: dict[str, list[object]] = {name: [row[place] for row in told] for place, name in enumerate(types)}
    found = texts.join(frames.like(frame, columns, types), on="date_text", how="left")
    return found.with_columns((nw.col("unread") | nw.col("undated")).alias("unread"))


def _iso(date: dt.date | None) -> str | None:
    return None if date is None else date.isoformat()


def _read_each(frame: Frame, columns: Sequence[str], header: Sequence[str]) -> list[tuple[Sequence[str], Any, bool]]:
    """Each distinct row of some columns of text, as the reader of our CSV reads it: the texts, the entry, whether unread.

    An empty date is no date here: rows of a frame have no order.
    """
    distinct = sorted(set(frames.rows(frame.select(*columns).unique())))
    table = Table(
        file="the frame",
        header=Row(line=0, cells=("food", *header)),
        rows=tuple(Row(line=line, cells=("food", *texts)) for line, texts in enumerate(distinct) if any(texts)),
        delimiter="",
    )
    log = plain.read(table)
    read = {entry.line: (entry, False) for entry in log.entries} | {entry.line: (entry, True) for entry in log.unread}
    nothing = plain.NOTHING
    return [(texts, *read.get(line, (nothing, False))) for line, texts in enumerate(distinct)]
