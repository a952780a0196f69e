"""The day of each row: its own date, or that of the row above, as in spreadsheets."""

from __future__ import annotations

import datetime as dt
from typing import Final

from bonecheck.errors import Problem
from bonecheck.readers import dates
from bonecheck.readers.base import Row, Table, excerpt, lost

_ISO_DATES: Final = "write dates as 2026-03-31, or say --dates dmy or --dates mdy"
_UNTIL_THEN: Final = "write it as 2026-03-31; until then the line is unknown to the day of the line above"


class Dating:
    """What the rows above tell about the next: their day, and whether it could be read."""

    def __init__(self, table: Table, order: dates.Order) -> None:
        self.date: dt.date | None = None
        self._table = table
        self._order: dates.Order = order
        self._read = ""
        self._bad = ""

    def problem(self, row: Row, text: str) -> Problem | None:
        """Set the day of a row by its date cell, which may be empty; what is wrong with it, if anything."""
        if text and text == self._read:
            return None
        if not text:
            return self._undated(row)
        try:
            self.date = dates.parse(text, self._order)
        except ValueError:
            self._bad, self._read = text, ""
            return self._no_date(row, text)
        self._bad, self._read = "", text
        return None

    def _undated(self, row: Row) -> Problem | None:
        if not self._bad:
            return None
        message = f"the date is that of a line above, '{excerpt(self._bad)}', which is not a date"
        return self._lost(row, message, "correct the date above, or date this line")

    def _no_date(self, row: Row, text: str) -> Problem:
        here, other = ("month", "dmy") if self._order == "mdy" else ("day", "mdy")
        if not dates.reads_as(text, "dmy" if other == "dmy" else "mdy"):
            return self._lost(row, f"date '{excerpt(text)}' is not a date", _UNTIL_THEN)
        return self._lost(row, f"date '{excerpt(text)}' is not a date with the {here} first", _ISO_DATES)

    def _lost(self, row: Row, message: str, hint: str) -> Problem:
        return lost(self._table.file, row.line, "bad-date", message, hint)
