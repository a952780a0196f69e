"""The day of each row: its own date, or that of the row above, as in spreadsheets."""

from __future__ import annotations

import datetime as dt
from typing import Final

from bonecheck.errors import Problem
from bonecheck.readers import dates
from bonecheck.readers.base import Row, Table, assumed, excerpt, lost
from bonecheck.readers.conventions import Cell, earlier

_ISO_DATES: Final = "write dates as 2026-03-31, or say --dates dmy or --dates mdy"
_UNTIL_THEN: Final = "write it as 2026-03-31; until then the line is unknown to the day of the line above"


# A day, and the text of the date that the rows go by where that is none: "" where it is good.
State = tuple[dt.date | None, str]


class Dating:
    """What the rows above tell about the next: their day, and whether it could be read.

    ``date`` is the day of the row above, whoever its client is: in a list by days a date may stand once for all clients.
    """

    def __init__(self, table: Table, order: dates.Order) -> None:
        self.date: dt.date | None = None
        self.order: dates.Order = order
        self._table = table
        self._read = ""
        self._bad = ""
        self._client = ""
        self._borrowed: Cell | None = None

    @property
    def state(self) -> State:
        """What the row above leaves behind."""
        return self.date, self._bad

    def resume(self, state: State) -> None:
        """Go on below a row that left this behind."""
        self.date, self._bad = state
        self._read = ""

    def problem(self, row: Row, text: str, client: str = "") -> Problem | None:
        """Set the day of a row by its date cell, which may be empty; what is wrong with it, if anything.

        ``client`` is whose the row is, where its table tells the clients apart.
        """
        if not text:
            return self._undated(row, client)
        self._client = client
        if text == self._read:
            return None
        try:
            self.date = dates.parse(text, self.order)
        except ValueError:
            self._bad, self._read = text, ""
            return self._no_date(row, text)
        self._bad, self._read = "", text
        return None

    def about_borrowed(self) -> list[Problem]:
        """The Problem of the dates that lines took from another client's, if any did."""
        return [about_borrowed_dates(self._table, self._borrowed)] if self._borrowed else []

    def _undated(self, row: Row, client: str) -> Problem | None:
        if not self._bad:
            if self.date is not None and client != self._client:
                self._borrowed = earlier(self._borrowed, Cell(row.line, client))
            return None
        message = f"the date is that of a line above, '{excerpt(self._bad)}', which is not a date"
        return self._lost(row, message, "correct the date above, or date this line")

    def _no_date(self, row: Row, text: str) -> Problem:
        here, other = ("month", "dmy") if self.order == "mdy" else ("day", "mdy")
        if not dates.reads_as(text, "dmy" if other == "dmy" else "mdy"):
            return self._lost(row, f"date '{excerpt(text)}' is not a date", _UNTIL_THEN)
        return self._lost(row, f"date '{excerpt(text)}' is not a date with the {here} first", _ISO_DATES)

    def _lost(self, row: Row, message: str, hint: str) -> Problem:
        return lost(self._table.file, row.line, "bad-date", message, hint)


def about_borrowed_dates(table: Table, cell: Cell) -> Problem:
    """The Problem of lines without a date whose line above is another client's: the date may not have been meant for them."""
    more = f" (and {cell.lines - 1} more like it)" if cell.lines > 1 else ""
    message = f"line {cell.line} has no date, and the date above is another client's{more}; counted on that day"
    hint = "date the first line of each client"
    return assumed(table.file, max(table.header.line, 1), "borrowed-date", message, hint)
