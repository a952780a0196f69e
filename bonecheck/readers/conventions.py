"""What a file as a whole tells about its rows: which mark is the decimal one, and whether days or months come first."""

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import Final, NamedTuple

from bonecheck import quantities
from bonecheck.errors import Problem
from bonecheck.readers import dates
from bonecheck.readers.base import Table, assumed, excerpt


class Cell(NamedTuple):
    """A cell's text with the first line that it stands on, and on how many."""

    line: int
    text: str
    lines: int = 1


# Amounts that name a unit, in their cell or in the name of a food.
NAMES_A_UNIT: Final = r"(?i)\d\s?(?:k?g|mg|oz|ml|l|cups?|tbsp|tsp|slices?|grams?|ounces?)\b"
# Numbers without a unit are grams where so many of them have a median above so much.
_FEWEST: Final = 3
_MOST_COUNTED: Final = 20.0


class Conventions(NamedTuple):
    """How the numbers and dates of one file are read, and the Problems of what it leaves open.

    Those stand on the header's line: they are about the file, whichever of its days are asked for. ``grams`` says that
    its amounts are grams, though it names no unit.
    """

    decimal_comma: bool
    order: dates.Order
    problems: tuple[Problem, ...]
    grams: bool = False


class Told:
    """What the amounts and dates of a file tell, gathered cell by cell in any order.

    ``order`` is what the user says of its dates, which then need no telling.
    """

    def __init__(self, delimiter: str, order: dates.Order | None) -> None:
        self.delimiter = delimiter
        self.given = order
        self.marks: set[str] = set()
        self.orders: set[dates.Order] = set()
        self.open_amount: Cell | None = None
        self.open_date: Cell | None = None
        self.point_among_open = False
        self.has_units = False
        self.bare: Counter[str] = Counter()

    def unit(self, text: str) -> None:
        """Take in what the text of a unit or a food tells of units."""
        self.has_units = self.has_units or bool(text)

    def food(self, text: str) -> None:
        """Take in whether a food's name states an amount with a unit."""
        self.has_units = self.has_units or re.search(NAMES_A_UNIT, text) is not None

    def amount(self, cell: Cell) -> None:
        """Take in what an amount's text tells."""
        self.marks |= quantities.decimal_marks(cell.text)
        if quantities.is_open(cell.text):
            self.open_amount = earlier(self.open_amount, cell)
            self.point_among_open |= "." in cell.text

    def number(self, text: str, lines: int) -> None:
        """Take in an amount without a unit on so many lines, or that it has one."""
        if not self.has_units:
            self.has_units = any(map(str.isalpha, text))
            self.bare[text] += lines

    def day(self, cell: Cell) -> None:
        """Take in what a date's text tells."""
        shown = dates.order_of([cell.text])
        if shown:
            self.orders.add(shown)
        elif dates.is_ambiguous(cell.text):
            self.open_date = earlier(self.open_date, cell)

    @property
    def is_point(self) -> bool:
        """Whether the decimal mark is the point, whatever the rest of the file holds."""
        return self.delimiter == "," and "." in self.marks

    @property
    def is_month_first(self) -> bool:
        """Whether months come first, or it makes no difference, whatever the rest of the file holds."""
        return self.given == "mdy" or (self.given is None and "mdy" in self.orders)

    def conventions(self, file: str, line: int) -> Conventions:
        """The conventions of a file all of whose cells were taken in; ``line`` is that of its header."""
        order = self.given or (next(iter(self.orders)) if len(self.orders) == 1 else None)
        problems = [] if order or not self.open_date else [_open_date(file, line, self.open_date)]
        comma = self._decimal_comma()
        if self.open_amount and len(self.marks) != 1:
            problems.append(_open_number(file, line, self.open_amount, comma=comma))
        median = None if self.has_units else self._median(comma=comma)
        if median is not None:
            problems.append(_in_grams(file, line, median))
        return Conventions(comma, order or "mdy", tuple(problems), grams=median is not None)

    def _median(self, *, comma: bool) -> float | None:
        """The median of the numbers without a unit where they can only be grams; else None."""
        found: Counter[float] = Counter()
        for text, lines in self.bare.items():
            with suppress(quantities.NumberError):
                found[quantities.number(text, decimal_comma=comma)[0]] += lines
        middle, above = found.total() / 2, 0
        for value in sorted(found):
            above += found[value]
            if above >= middle:
                return value if found.total() >= _FEWEST and value > _MOST_COUNTED else None
        return None

    def _decimal_comma(self) -> bool:
        """Whether "1,500" is one and a half and "1.500" fifteen hundred: by the other numbers, else by the delimiter."""
        if len(self.marks) == 1:
            return self.marks == {","}
        return self.delimiter in (";", "\t") and not self.point_among_open


def conventions_of(
    table: Table, amounts: Iterable[Cell], days: Iterable[Cell], order: dates.Order | None, told: Told | None = None
) -> Conventions:
    """The conventions of a table whose amounts and dates are these; ``order`` is what the user says of its dates.

    ``told`` has what else was taken in already; without it nothing is said of units.
    """
    if told is None:
        told = Told(table.delimiter, order)
        told.has_units = True
    for cell in amounts:
        told.amount(cell)
        told.number(cell.text, cell.lines)
    for cell in days:
        told.day(cell)
    return told.conventions(table.file, table.header.line)


def earlier(known: Cell | None, cell: Cell) -> Cell:
    """The earlier of two cells, with the lines of both."""
    if known is None:
        return cell
    first = min(known, cell, key=lambda each: each.line)
    return first._replace(lines=known.lines + cell.lines)


def _open_number(file: str, line: int, cell: Cell, *, comma: bool) -> Problem:
    value, other = (quantities.number(cell.text, decimal_comma=each)[0] for each in (comma, not comma))
    return assumed(
        file,
        max(line, 1),
        "ambiguous-amount",
        f"amount '{excerpt(cell.text)}' on line {cell.line} may be {value:g} or {other:g}; read as {value:g}{_more(cell)}",
        "write 1500 without a mark, and 1.5 with one decimal",
    )


def _in_grams(file: str, line: int, median: float) -> Problem:
    return assumed(
        file,
        max(line, 1),
        "amounts-as-grams",
        f"the file names no unit, and the middle of its amounts is {median:g}; they are read as grams",
        "name the unit in a column 'unit', or write the header 'grams'",
    )


def _open_date(file: str, line: int, cell: Cell) -> Problem:
    first, second = (f"{dates.parse(cell.text, order).isoformat()}" for order in ("mdy", "dmy"))
    return assumed(
        file,
        max(line, 1),
        "ambiguous-date",
        f"date '{excerpt(cell.text)}' on line {cell.line} may be {first} or {second}; read as {first}, month first{_more(cell)}",
        "write dates as 2026-03-31, or say --dates dmy or --dates mdy",
    )


def _more(cell: Cell) -> str:
    """How many lines more are like the first."""
    others = cell.lines - 1
    return f" (and {others} more {'line' if others == 1 else 'lines'} like it)" if others else ""
