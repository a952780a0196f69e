"""What a file as a whole tells about its rows: which mark is the decimal one, and whether days or months come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bonecheck import quantities
from bonecheck.errors import Problem
from bonecheck.readers import dates
from bonecheck.readers.base import Table, assumed, excerpt

# A cell with the line that it stands on.
Cell = tuple[int, str]


class Conventions(NamedTuple):
    """How the numbers and dates of one file are read, and the Problems of what it leaves open.

    Those stand on the header's line: they are about the file, whichever of its days are asked for.
    """

    decimal_comma: bool
    order: dates.Order
    problems: tuple[Problem, ...]


def conventions_of(
    table: Table, amounts: Sequence[Cell], days: Sequence[Cell], order: dates.Order | None
) -> Conventions:
    """The conventions of a table; ``order`` is what the user says of its dates, which then need no telling."""
    comma, open_number = _decimal_comma(table, amounts)
    shown, open_date = (order, None) if order else _order(table, days)
    problems = tuple(problem for problem in (open_date, open_number) if problem)
    return Conventions(decimal_comma=comma, order=shown or "mdy", problems=problems)


def _decimal_comma(table: Table, amounts: Sequence[Cell]) -> tuple[bool, Problem | None]:
    """Whether "1,500" is one and a half and "1.500" fifteen hundred: by the file's other numbers, else by its delimiter."""
    marks = {mark for _, text in amounts for mark in quantities.decimal_marks(text)}
    if len(marks) == 1:
        return marks == {","}, None
    open_ = [(line, text) for line, text in amounts if quantities.is_open(text)]
    comma = table.delimiter in (";", "\t") and not any("." in text for _, text in open_)
    return comma, _open_number(table, open_, comma) if open_ else None


def _open_number(table: Table, open_: Sequence[Cell], comma: bool) -> Problem:
    line, text = open_[0]
    value, other = (quantities.number(text, decimal_comma=each)[0] for each in (comma, not comma))
    return assumed(
        table.file,
        max(table.header.line, 1),
        "ambiguous-amount",
        f"amount '{excerpt(text)}' on line {line} may be {value:g} or {other:g}; read as {value:g}{_more(open_)}",
        "write 1500 without a mark, and 1.5 with one decimal",
    )


def _order(table: Table, days: Sequence[Cell]) -> tuple[dates.Order | None, Problem | None]:
    shown = dates.order_of(text for _, text in days)
    open_ = [] if shown else [(line, text) for line, text in days if dates.is_ambiguous(text)]
    return shown, _open_date(table, open_) if open_ else None


def _open_date(table: Table, open_: Sequence[Cell]) -> Problem:
    line, text = open_[0]
    first, second = (f"{dates.parse(text, order).isoformat()}" for order in ("mdy", "dmy"))
    return assumed(
        table.file,
        max(table.header.line, 1),
        "ambiguous-date",
        f"date '{excerpt(text)}' on line {line} may be {first} or {second}; read as {first}, month first{_more(open_)}",
        "write dates as 2026-03-31, or say --dates dmy or --dates mdy",
    )


def _more(open_: Sequence[Cell]) -> str:
    """How many lines more are like the first."""
    others = len(open_) - 1
    return f" (and {others} more {'line' if others == 1 else 'lines'} like it)" if others else ""
