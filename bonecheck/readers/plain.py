"""Our own log: one line per food under a header ``date,meal,food,amount,unit``; only ``food`` is required.

Header names of other tools, three delimiters and both decimal marks are understood. Numbers and dates become
values here; a line whose cells cannot be read goes on as an unread entry with its Problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from bonecheck import spreadsheet, units
from bonecheck.errors import InputError, Problem
from bonecheck.imported import OURS, Imported
from bonecheck.model import Entry, Log
from bonecheck.parse import amount_text, measured
from bonecheck.quantities import NumberError, number
from bonecheck.readers import dates, rows, stated_columns
from bonecheck.readers.base import Reader, Row, Table, assumed, excerpt, lost
from bonecheck.readers.columns import Columns, columns_of
from bonecheck.readers.conventions import Cell, Conventions, Told, conventions_of
from bonecheck.readers.dating import Dating
from bonecheck.stated import Stated

# Signs that part foods or bracket remarks, which a maker's name may have.
_SIGNS: Final = re.compile(r"[()\[\],;:&+/|]")
TITLE: Final = "bonecheck's own CSV"


# A line that says nothing.
NOTHING = Entry(file="", line=0, food="")


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
    amounts = chain(_cells(table, columns, "amount"), _cells(table, columns, "weight"))
    told = Told(table.delimiter, order)
    told.has_units = "weight" in columns.by_role
    for cell in _cells(table, columns, "unit"):
        told.unit(cell.text)
    for cell in _cells(table, columns, "food"):
        told.food(cell.text)
    conventions = conventions_of(table, amounts, _cells(table, columns, "date"), order, told)
    reading = Reading(table, columns, conventions)
    for row in table.rows:
        reading.read(row)
    return Log(
        entries=tuple(reading.entries),
        files=(table.file,),
        unread=tuple(reading.unread),
        problems=(
            *rows.about_quotes(table),
            *conventions.problems,
            *reading.dating.about_borrowed(),
            *reading.problems,
        ),
        ignored_columns=columns.ignored,
        imports=(Imported(file=table.file, reader=OURS, title=TITLE, rows=len(table.rows)),),
    )


def _cells(table: Table, columns: Columns, role: str) -> Iterator[Cell]:
    """The cells of one role that are not empty."""
    if role in columns.by_role:
        yield from (Cell(row.line, text) for row in table.rows if (text := columns.cell(row, role)))


class Reading:
    """One pass over the rows of a table; ``dating`` holds what those above tell about the day of the next."""

    def __init__(self, table: Table, columns: Columns, conventions: Conventions) -> None:
        self.table = table
        self.columns = columns
        self.conventions = conventions
        self.dating = Dating(table, conventions.order)
        self.entries: list[Entry] = []
        self.unread: list[Entry] = []
        self.problems: list[Problem] = []

    def decide(self, conventions: Conventions) -> None:
        """Read the rows to come by other conventions, now that the whole file has shown them."""
        self.conventions = conventions
        self.dating.order = conventions.order

    def _cell(self, row: Row, role: str) -> str:
        return self.columns.cell(row, role)

    def read(self, row: Row) -> None:
        """Add a row to the entries or, with its Problem, to the unread ones."""
        bad_date = self.dating.problem(row, self._cell(row, "date"), self._cell(row, "client"))
        problem = rows.broken(self.table, row) or rows.nameless(self.table, row, self._cell(row, "food")) or bad_date
        stated = self._stated(row) if problem is None and self.columns.stated else None
        amount, unit = None, self._cell(row, "unit")
        if problem is None:
            try:
                amount, unit = self.quantity(row)
            except NumberError as error:
                problem = self._bad_amount(row, error, stated)
                unit = unit if problem.severity == "lost" else self._amount_text(row)
        told = problem or rows.bad_character(self.table, row)
        if told is not None:
            self.problems.append(told)
        is_lost = problem is not None and problem.severity == "lost"
        entry = self.entry(row, amount, unit)
        (self.unread if is_lost else self.entries).append(entry if is_lost else entry._replace(stated=stated))

    def _stated(self, row: Row) -> Stated | None:
        decimal_comma = self.conventions.decimal_comma
        stated, problems = stated_columns.read(self.table, row, self.columns.stated, decimal_comma=decimal_comma)
        self.problems += problems
        return stated

    def entry(self, row: Row, amount: float | None, unit: str) -> Entry:
        """A row as an entry of the day that is current; what it states of itself is not in it."""
        return Entry(
            file=self.table.file,
            line=row.line,
            food=rows.name(branded(spreadsheet.plain(self._cell(row, "food")), self._cell(row, "brand")), row),
            amount=amount,
            unit=unit,
            date=self.dating.date,
            meal=self._cell(row, "meal"),
            client=self._cell(row, "client"),
            note=self._cell(row, "note"),
        )

    def quantity(self, row: Row) -> tuple[float | None, str]:
        """A row's amount and unit. Raises NumberError where its cells hold no usable number."""
        weight, amount, unit = (self._cell(row, role) for role in ("weight", "amount", "unit"))
        if weight:
            return self._weight(weight, unit)
        if not amount:
            return self._portion(unit)
        try:
            value, rest = self._number(amount)
        except NumberError:
            return self._in_words(f"{amount} {unit}".strip()) or self._raise(amount)
        if _BRACKETED.search(amount) and not unit:
            return self._in_words(amount) or (value, rest)
        if rest and unit and not _same(rest, unit):
            raise NumberError(f"has words of its own beside the unit '{excerpt(unit)}'")
        return value, unit or rest or (units.ASSUMED_GRAMS if self.conventions.grams else "")

    def _in_words(self, text: str) -> tuple[None, str] | None:
        """An amount that is no single number ("2-3", "half", "1 can (5 oz)") as the text that the grammar of a line reads."""
        return (None, text) if amount_text.amount_of(text) is not None else None

    def _raise(self, amount: str) -> tuple[float, str]:
        """The same NumberError again, where the grammar of a line finds no amount either."""
        return self._number(amount)

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

    def _amount_text(self, row: Row) -> str:
        return next(filter(None, (self._cell(row, role) for role in ("weight", "amount", "unit"))), "")

    def _bad_amount(self, row: Row, error: NumberError, stated: Stated | None) -> Problem:
        """An amount that is no number; what the line states of its nutrients counts all the same."""
        hint = "write a number such as 150, 1.5 or 1/2; leave it empty for a usual portion"
        message = f"amount '{excerpt(self._amount_text(row))}' {error}"
        told = assumed if stated is not None and stated.tells else lost
        return told(self.table.file, row.line, "bad-amount", message, hint)


def branded(food: str, brand: str) -> str:
    """A food with who sells it, as the grammar of a line reads it.

    >>> branded("milk", "Oatly"), branded("Oatly oat milk", "Oatly"), branded("milk", "")
    ('milk (brand Oatly)', 'Oatly oat milk', 'milk')
    """
    bare = " ".join(_SIGNS.sub(" ", brand).split())
    if not food or not bare or bare.casefold() in food.casefold():
        return food
    return f"{food} ({measured.BRAND} {bare})"


def _same(unit: str, other: str) -> bool:
    """Whether two words are one unit: "g" and "grams"."""
    if units.fold(unit) == units.fold(other):
        return True
    return units.grams_per(unit) is not None and units.grams_per(unit) == units.grams_per(other)


# A weight in brackets, and signs for times: the grammar of a line reads them.
_BRACKETED: Final = re.compile(r"[(\[]|^\s*[xX\u00d7]|[xX\u00d7]\s*$")
READER: Final = Reader(
    name=OURS,
    title=TITLE,
    gives="foods with amounts and units; values of the nutrients where it has columns for them",
    lacks="",
    claims=claims,
    read=read,
)
