"""Our own log: one line per food under a header ``date,meal,food,amount,unit``; only ``food`` is required.

Header names of other tools, three delimiters and both decimal marks are understood. Numbers and dates become
values here; a line whose cells cannot be read goes on as an unread entry with its Problem.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from bonecheck.errors import InputError, Problem
from bonecheck.model import Entry, Log
from bonecheck.quantities import NumberError, number
from bonecheck.readers import dates
from bonecheck.readers.base import LONGEST_NAME, Row, Table, assumed, excerpt, lost
from bonecheck.readers.columns import Columns, columns_of

_DECIMAL_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?!\d)")


def claims(header: tuple[str, ...]) -> bool:
    """Whether a header is ours: it names a food column."""
    return "food" in columns_of(header).by_role


def read(table: Table, order: dates.Order | None = None) -> Log:
    """A Table as a Log. ``order`` says what 3/4/2026 means where the file itself does not.

    Raises InputError when no column holds foods.
    """
    columns = columns_of(table.header.cells)
    if "food" not in columns.by_role:
        found = ", ".join(excerpt(cell) for cell in table.header.cells[:8]) or "nothing"
        raise InputError(
            f"{table.file}:{table.header.line}: no food column; the header names {found}",
            "the first line must name the columns, e.g. date,meal,food,amount,unit",
        )
    return _Reading(table, columns, order).log()


class _Reading:
    """One pass over a table; keeps what the file as a whole tells about its rows."""

    def __init__(self, table: Table, columns: Columns, order: dates.Order | None) -> None:
        self.table = table
        self.columns = columns
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        self.unread: list[Entry] = []
        self.date: dt.date | None = None
        self.decimal_comma = self._decides_comma()
        self.order: dates.Order = self._decides_order(order)

    def log(self) -> Log:
        for row in self.table.rows:
            self._read(row)
        return Log(
            entries=tuple(self.entries),
            unread=tuple(self.unread),
            problems=tuple(self.problems),
            ignored_columns=self.columns.ignored,
        )

    def _cell(self, row: Row, role: str) -> str:
        number_ = self.columns.by_role.get(role)
        return row.cells[number_].strip() if number_ is not None and number_ < len(row.cells) else ""

    def _amounts(self) -> Iterable[str]:
        for row in self.table.rows:
            yield self._cell(row, "amount")
            yield self._cell(row, "grams")

    def _decides_comma(self) -> bool:
        """Whether "1,500" is one and a half: the file writes other decimals so, or does not delimit by commas."""
        amounts = [amount for amount in self._amounts() if amount]
        if any(_DECIMAL_COMMA.search(amount) for amount in amounts):
            return True
        return self.table.delimiter != "," and not any("." in amount for amount in amounts)

    def _decides_order(self, wanted: dates.Order | None) -> dates.Order:
        if wanted is not None:
            return wanted
        texts = [(row.line, self._cell(row, "date")) for row in self.table.rows]
        shown = dates.order_of(text for _, text in texts)
        ambiguous = [(line, text) for line, text in texts if dates.is_ambiguous(text)]
        if shown is None and ambiguous:
            self._report_ambiguous(*ambiguous[0], len(ambiguous))
        return shown or "mdy"

    def _report_ambiguous(self, line: int, text: str, count: int) -> None:
        first, second = (f"{dates.parse(text, order):%Y-%m-%d}" for order in ("mdy", "dmy"))
        more = f" (and {count - 1} more lines)" if count > 1 else ""
        self.problems.append(
            assumed(
                self.table.file,
                line,
                "ambiguous-date",
                f"date '{excerpt(text)}' may be {first} or {second}; read as {first}, month first{more}",
                "write dates as 2026-03-31, or say --dates dmy or --dates mdy",
            )
        )

    def _read(self, row: Row) -> None:
        bad_date = self._dated(row)
        problem = self._broken(row) or bad_date
        amount, unit = None, self._cell(row, "unit")
        if problem is None:
            try:
                amount, unit = self._quantity(row)
            except NumberError as error:
                problem = self._bad_amount(row, error)
        entry = Entry(
            file=self.table.file,
            line=row.line,
            food=self._cell(row, "food")[:LONGEST_NAME] or " ".join(row.cells)[:LONGEST_NAME].strip(),
            amount=amount,
            unit=unit,
            date=self.date,
            meal=self._cell(row, "meal"),
            client=self._cell(row, "client"),
            note=self._cell(row, "note"),
        )
        if problem is not None:
            self.problems.append(problem)
        (self.entries if problem is None else self.unread).append(entry)

    def _broken(self, row: Row) -> Problem | None:
        """What is wrong with a row before its cells are looked at one by one."""
        file, width = self.table.file, len(self.table.header.cells)
        if row.broken:
            return lost(
                file, row.line, row.broken, "a quote is opened and never closed", 'close it, or write a quote as ""'
            )
        if any("\0" in cell for cell in row.cells):
            return lost(file, row.line, "nul-byte", "the line holds a NUL byte", "export the log again")
        if any(cell.strip() for cell in row.cells[width:]):
            return lost(
                file,
                row.line,
                "ragged-row",
                f"{len(row.cells)} cells where the header has {width}",
                'put a food or number that holds a comma in quotes: "milk, whole"',
            )
        return self._nameless(row)

    def _nameless(self, row: Row) -> Problem | None:
        food = self._cell(row, "food")
        if not food:
            return lost(self.table.file, row.line, "no-food", "no food is named", "name the food in its column")
        if len(food) > LONGEST_NAME:
            return lost(
                self.table.file,
                row.line,
                "long-name",
                f"the food's name has {len(food)} characters ('{excerpt(food)}')",
                f"a name has at most {LONGEST_NAME}; look for a missing quote or line end",
            )
        return None

    def _dated(self, row: Row) -> Problem | None:
        """Set the day of this row; a row without a date belongs to the day of the row above, as in spreadsheets."""
        text = self._cell(row, "date")
        if not text:
            return None
        try:
            self.date = dates.parse(text, self.order)
        except ValueError:
            return lost(
                self.table.file,
                row.line,
                "bad-date",
                f"date '{excerpt(text)}' is not a date",
                "write it as 2026-03-31; until then the line is unknown to the day of the line above",
            )
        return None

    def _quantity(self, row: Row) -> tuple[float | None, str]:
        grams, amount, unit = (self._cell(row, role) for role in ("grams", "amount", "unit"))
        if grams:
            value, rest = number(grams, decimal_comma=self.decimal_comma)
            return value, rest or "g"
        if not amount:
            return None, unit
        value, rest = number(amount, decimal_comma=self.decimal_comma)
        if rest and unit and rest.casefold() != unit.casefold():
            raise NumberError(f"has words of its own beside the unit '{excerpt(unit)}'")
        return value, unit or rest

    def _bad_amount(self, row: Row, error: NumberError) -> Problem:
        text = self._cell(row, "grams") or self._cell(row, "amount")
        return lost(
            self.table.file,
            row.line,
            "bad-amount",
            f"amount '{excerpt(text)}' {error}",
            "write a number such as 150, 1.5 or 1/2; leave it empty for a usual portion",
        )
