"""Our own log: one line per food under a header ``date,meal,food,amount,unit``; only ``food`` is required.

Header names of other tools, three delimiters and both decimal marks are understood. Numbers and dates become
values here; a line whose cells cannot be read goes on as an unread entry with its Problem.
"""

from __future__ import annotations

import datetime as dt

from bonecheck import units
from bonecheck.errors import InputError, Problem
from bonecheck.model import Entry, Log
from bonecheck.quantities import NumberError, number
from bonecheck.readers import dates
from bonecheck.readers.base import LONGEST_NAME, Row, Table, assumed, excerpt, lost
from bonecheck.readers.columns import Columns, columns_of
from bonecheck.readers.conventions import Cell, Conventions, Told, earlier

_ISO_DATES = "write dates as 2026-03-31, or say --dates dmy or --dates mdy"
_UNTIL_THEN = "write it as 2026-03-31; until then the line is unknown to the day of the line above"
_REPLACED = "\ufffd"


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
        place = f"{table.file}:{table.header.line}" if table.header.line else table.file
        raise InputError(
            f"{place}: no food column; the header names {found}",
            "the first line must name the columns, e.g. date,meal,food,amount,unit",
        )
    told = Told(table.delimiter, order)
    for row in table.rows:
        tell(told, columns, row)
    conventions = told.conventions(table.file, table.header.line)
    reading = Reading(table, columns, conventions)
    for row in table.rows:
        reading.read(row)
    return Log(
        entries=tuple(reading.entries),
        files=(table.file,),
        unread=tuple(reading.unread),
        problems=(
            *about_header(table),
            *_about_rows(table),
            *conventions.problems,
            *reading.about_borrowed(),
            *reading.problems,
        ),
        ignored_columns=columns.ignored,
    )


def tell(told: Told, columns: Columns, row: Row) -> None:
    """Let a row's amounts and date tell what they do about the file."""
    for role in ("amount", "weight"):
        if text := columns.cell(row, role):
            told.amount(Cell(row.line, text))
    if text := columns.cell(row, "date"):
        told.day(Cell(row.line, text))


def about_header(table: Table) -> list[Problem]:
    """The Problem of a header that a quote spoilt, if it is."""
    file, header = table.file, table.header
    if not header.broken:
        return []
    message = "the header opens a quote and never closes it; read without its quotes"
    return [assumed(file, header.line, header.broken, message, "close the quote")]


def runs_on(row: Row) -> bool:
    """Whether a cell of a row runs over several lines."""
    return any("\n" in cell for cell in row.cells)


def about_rows_that_run_on(table: Table, first: int, lines: int) -> Problem:
    """The Problem of quoted cells that run over lines: the first is on line ``first``, and there are ``lines`` of them."""
    more = f" (and {lines - 1} more like it)" if lines > 1 else ""
    message = f"a quoted cell on line {first} runs over several lines{more}; read as one line of the log"
    hint = "look for a missing quote if these lines are foods of their own"
    return assumed(table.file, table.header.line, "multi-line-cell", message, hint)


def _about_rows(table: Table) -> list[Problem]:
    lines = [row.line for row in table.rows if runs_on(row)] if table.delimiter else []
    return [about_rows_that_run_on(table, lines[0], len(lines))] if lines else []


def about_borrowed_dates(table: Table, cell: Cell) -> Problem:
    """The Problem of lines without a date whose line above is another client's: the date may not have been meant for them."""
    more = f" (and {cell.lines - 1} more like it)" if cell.lines > 1 else ""
    message = f"line {cell.line} has no date, and the date above is another client's{more}; counted on that day"
    hint = "date the first line of each client"
    return assumed(table.file, max(table.header.line, 1), "borrowed-date", message, hint)


class Reading:
    """One pass over the rows of a table, with what those above tell about the next: their day, and whether it could be read.

    ``date`` is the day of the row above, whoever its client is: in a list by days a date may stand once for all clients.
    ``bad_date`` is the text of its date where that could not be read.
    """

    def __init__(self, table: Table, columns: Columns, conventions: Conventions) -> None:
        self.table = table
        self.columns = columns
        self.conventions = conventions
        self.entries: list[Entry] = []
        self.unread: list[Entry] = []
        self.problems: list[Problem] = []
        self.date: dt.date | None = None
        self.bad_date = ""
        self._dated_client = ""
        self._borrowed: Cell | None = None

    def _cell(self, row: Row, role: str) -> str:
        return self.columns.cell(row, role)

    def read(self, row: Row) -> None:
        """Add a row to the entries or, with its Problem, to the unread ones."""
        bad_date = self._dated(row)
        problem = self._broken(row) or bad_date
        amount, unit = None, self._cell(row, "unit")
        if problem is None:
            try:
                amount, unit = self.quantity(row)
            except NumberError as error:
                problem = self._bad_amount(row, error)
        if problem is not None:
            self.problems.append(problem)
        elif any(_REPLACED in cell for cell in row.cells):
            self.problems.append(self._bad_character(row))
        (self.entries if problem is None else self.unread).append(self.entry(row, amount, unit))

    def entry(self, row: Row, amount: float | None, unit: str) -> Entry:
        """A row as an entry of the day that is current."""
        name = self._cell(row, "food") or " ".join(row.cells)
        return Entry(
            file=self.table.file,
            line=row.line,
            food=" ".join(name[: 4 * LONGEST_NAME].split())[:LONGEST_NAME],
            amount=amount,
            unit=unit,
            date=self.date,
            meal=self._cell(row, "meal"),
            client=self._cell(row, "client"),
            note=self._cell(row, "note"),
        )

    def _lost(self, row: Row, code: str, message: str, hint: str) -> Problem:
        return lost(self.table.file, row.line, code, message, hint)

    def _broken(self, row: Row) -> Problem | None:
        """What is wrong with a row before its cells are looked at one by one."""
        width = len(self.table.header.cells)
        if row.broken:
            hint = 'close it, or write a quote as ""'
            return self._lost(row, row.broken, "a quote is opened and never closed", hint)
        if any("\0" in cell for cell in row.cells):
            return self._lost(row, "nul-byte", "the line holds a NUL byte", "export the log again")
        if any(cell.strip() for cell in row.cells[width:]):
            message = f"{len(row.cells)} cells where the header has {width}"
            hint = 'put a food or number that holds a comma in quotes: "milk, whole"'
            return self._lost(row, "ragged-row", message, hint)
        return self._nameless(row)

    def _nameless(self, row: Row) -> Problem | None:
        food = self._cell(row, "food")
        if not food:
            return self._lost(row, "no-food", "no food is named", "name the food in its column")
        if len(food) <= LONGEST_NAME:
            return None
        message = f"the food's name has {len(food)} characters ('{excerpt(food)}')"
        hint = f"a name has at most {LONGEST_NAME}; look for a missing quote or line end"
        return self._lost(row, "long-name", message, hint)

    def _dated(self, row: Row) -> Problem | None:
        """Set the day of this row; a row without a date belongs to the day of the row above, as in spreadsheets."""
        text, client = self._cell(row, "date"), self._cell(row, "client")
        if not text:
            if self.date is not None and not self.bad_date and client != self._dated_client:
                self._borrowed = earlier(self._borrowed, Cell(row.line, client))
            return self._undated(row)
        self._dated_client = client
        try:
            self.date = dates.parse(text, self.conventions.order)
        except ValueError:
            self.bad_date = text
            return self._no_date(row, text)
        self.bad_date = ""
        return None

    def _undated(self, row: Row) -> Problem | None:
        if not self.bad_date:
            return None
        message = f"the date is that of a line above, '{excerpt(self.bad_date)}', which is not a date"
        return self._lost(row, "bad-date", message, "correct the date above, or date this line")

    def _no_date(self, row: Row, text: str) -> Problem:
        here, other = ("month", "dmy") if self.conventions.order == "mdy" else ("day", "mdy")
        if not dates.reads_as(text, "dmy" if other == "dmy" else "mdy"):
            return self._lost(row, "bad-date", f"date '{excerpt(text)}' is not a date", _UNTIL_THEN)
        return self._lost(row, "bad-date", f"date '{excerpt(text)}' is not a date with the {here} first", _ISO_DATES)

    def about_borrowed(self) -> list[Problem]:
        """The Problem of the dates that lines took from another client's, if any did."""
        return [about_borrowed_dates(self.table, self._borrowed)] if self._borrowed else []

    def quantity(self, row: Row) -> tuple[float | None, str]:
        """A row's amount and unit. Raises NumberError where its cells hold no usable number."""
        weight, amount, unit = (self._cell(row, role) for role in ("weight", "amount", "unit"))
        if weight:
            return self._weight(weight, unit)
        if not amount:
            return self._portion(unit)
        value, rest = self._number(amount)
        if rest and unit and not _same(rest, unit):
            raise NumberError(f"has words of its own beside the unit '{excerpt(unit)}'")
        return value, unit or rest

    def _number(self, text: str) -> tuple[float, str]:
        return number(text, decimal_comma=self.conventions.decimal_comma)

    def _weight(self, weight: str, unit: str) -> tuple[float, str]:
        """A cell of a weight column: in its own unit, the header's, that of the unit column, or grams.

        Where there is an amount column too, the unit column is about that one.
        """
        value, rest = self._number(weight)
        named = rest or self.columns.weight_unit
        beside = "" if "amount" in self.columns.by_role else unit
        if named and beside and not _same(named, beside):
            raise NumberError(f"is in '{excerpt(named)}' and beside the unit '{excerpt(beside)}'")
        return value, named or beside or "g"

    def _portion(self, unit: str) -> tuple[float | None, str]:
        """A unit cell by itself, which may carry the number: "1 cup", but not "12-oz can"."""
        try:
            value, rest = self._number(unit)
            return (None, unit) if rest.startswith("-") else (value, rest)
        except NumberError:
            if unit[:1].isdigit() or unit[:1] == "-":
                raise
            return None, unit

    def _bad_amount(self, row: Row, error: NumberError) -> Problem:
        cells = (self._cell(row, role) for role in ("weight", "amount", "unit"))
        text = next(cell for cell in cells if cell)
        hint = "write a number such as 150, 1.5 or 1/2; leave it empty for a usual portion"
        return self._lost(row, "bad-amount", f"amount '{excerpt(text)}' {error}", hint)

    def _bad_character(self, row: Row) -> Problem:
        message = f"a character could not be read and stands as {_REPLACED}"
        hint = "save the log again as CSV in UTF-8"
        return assumed(self.table.file, row.line, "bad-character", message, hint)


def _same(unit: str, other: str) -> bool:
    """Whether two words are one unit: "g" and "grams"."""
    if units.fold(unit) == units.fold(other):
        return True
    return units.grams_per(unit) is not None and units.grams_per(unit) == units.grams_per(other)
