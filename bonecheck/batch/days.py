"""The dates of many rows: each distinct text is read once, and a row without one belongs to the day of the row above."""

from __future__ import annotations

import datetime as dt
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

import polars as pl

from bonecheck.batch.distinct import Column
from bonecheck.readers import dates
from bonecheck.readers.conventions import Told
from bonecheck.readers.plain import Reading

# A date that stands the same whichever of day and month comes first; a time may follow it.
_ISO: Final = r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}[0-9:.Z]{0,40})?$"
_FORMAT: Final = "%Y-%m-%d"


class Dated(NamedTuple):
    """The day of each row, and the text of the date that it goes by where that is none: "" where it is good.

    ``bad`` is None where all are good.
    """

    date: pl.Series
    bad: pl.Series | None

    def above(self, index: int, first: tuple[dt.date | None, str]) -> tuple[dt.date | None, str]:
        """What the row above that of an index leaves behind; ``first`` is what was before the first."""
        if not index:
            return first
        return self.date[index - 1], "" if self.bad is None else self.bad[index - 1]


class Days:
    """The date column of some rows, or that there is none."""

    def __init__(self, column: Column) -> None:
        self.column = column

    def tell(self, told: Told, lines: pl.Series) -> None:
        """Let the dates tell what they do about the file."""
        if self._odd.len():
            for cell in self.column.cells(lines, self._odd):
                told.day(cell)

    def depend_on_order(self) -> bool:
        """Whether it matters to some row which of day and month comes first."""
        return any(_date(text, "mdy") != _date(text, "dmy") for text in self._odd)

    def read(self, reading: Reading) -> Dated:
        """The days by what the rows above left in a reading, which is not changed."""
        distinct, order = self.column.distinct, reading.conventions.order
        iso = pl.when(distinct.str.contains(_ISO)).then(distinct.str.slice(0, 10))
        parsed = pl.select(iso.str.to_date(_FORMAT, strict=False)).to_series()
        others = distinct.filter(parsed.is_null() & (distinct != "")).to_list()
        read = {text: _date(text, order) for text in others}
        days = self._days(parsed, read).forward_fill()
        if reading.date is not None:
            days = days.fill_null(reading.date)
        bad = [text for text, date in read.items() if date is None]
        return Dated(days, self._bad(bad, reading.bad_date) if bad or reading.bad_date else None)

    @cached_property
    def _odd(self) -> pl.Series:
        return self.column.without(_ISO)

    def _days(self, parsed: pl.Series, read: dict[str, dt.date | None]) -> pl.Series:
        """The column as dates: at once where every text is one, else by its distinct texts."""
        text, distinct = self.column
        if not parsed.null_count() and (distinct.str.len_bytes() == 10).all():
            return text.str.to_date(_FORMAT)
        known = pl.DataFrame({"text": distinct, "iso": parsed})
        others = pl.DataFrame(
            {"text": list(read), "date": list(read.values())}, schema={"text": pl.String, "date": pl.Date}
        )
        table = known.join(others, on="text", how="left").select("text", date=pl.coalesce("iso", "date"))
        return pl.DataFrame({"text": text}).join(table, on="text", how="left", maintain_order="left")["date"]

    def _bad(self, bad: list[str], above: str) -> pl.Series:
        """For each row the text of the date that it goes by, where that is none."""
        text = pl.col("text")
        state = pl.when(text.is_in(bad)).then(text).when(text != "").then(pl.lit(""))
        return pl.DataFrame({"text": self.column.text}).select(state.forward_fill().fill_null(above)).to_series()


@lru_cache(maxsize=1 << 16)
def _date(text: str, order: dates.Order) -> dt.date | None:
    try:
        return dates.parse(text, order)
    except ValueError:
        return None
