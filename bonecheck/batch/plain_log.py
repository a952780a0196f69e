"""Our own log as frames: what a column's distinct texts show to be plain is cast at once.

Whatever is not plain goes through the functions of ``readers.plain``: once per distinct text where that is enough,
else row by row, with the state that the rows above leave behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import polars as pl

from bonecheck.batch import amounts, distinct
from bonecheck.batch.amounts import Amounts, Quantities
from bonecheck.batch.days import Dated, Days
from bonecheck.batch.distinct import Column
from bonecheck.batch.log_frame import SCHEMA, Whose, frame_of_entries
from bonecheck.batch.pieces import Piece
from bonecheck.errors import Problem
from bonecheck.readers import dates, plain, rows
from bonecheck.readers.base import LONGEST_NAME, Row, Table
from bonecheck.readers.columns import columns_of
from bonecheck.readers.conventions import Cell, Conventions, Told, earlier
from bonecheck.readers.dating import State, about_borrowed_dates
from bonecheck.readers.table import is_blank

_ROLES: Final = ("food", "amount", "weight", "unit", "date", "client")
# Space that is folded within a name; and an apostrophe, which may guard what looks like a formula.
_ODD_NAME: Final = r"^\s|\s$|[\x00-\x1f]|[^\S ]|  |^'"


class Framed(NamedTuple):
    """A piece as a log frame, the Problems of its rows, and how many rows it held."""

    frame: pl.DataFrame
    problems: tuple[Problem, ...]
    rows: int


class _Cells(NamedTuple):
    """The columns of a piece that have a role; a name keeps its spaces for now."""

    columns: dict[str, Column]
    amounts: Amounts
    days: Days


class PlainLog:
    """One pass over the pieces of a table with what those above tell about the next.

    ``again`` begins another pass, for what only the whole of a file can tell.
    """

    def __init__(
        self, table: Table, client: str, order: dates.Order | None, again: Callable[[], Iterable[Piece]]
    ) -> None:
        self.table = table
        self.again = again
        self.columns = columns_of(table.header.cells)
        self.told = Told(table.delimiter, order)
        self.whose = Whose(client)
        self.decided = False
        self.running_on: list[int] = []
        self.borrowed: Cell | None = None
        self.dated_client = ""
        undecided = Conventions(decimal_comma=False, order=order or "mdy", problems=())
        self.reading = plain.Reading(table, self.columns, undecided)

    def frame(self, piece: Piece) -> Framed:
        """The frame of the next piece."""
        cells = self._cells(piece)
        _tell(self.told, cells, piece)
        self.running_on += [row.line for row in piece.rows.values() if rows.runs_on(row) and not is_blank(row)]
        if not self.decided and self._is_open(cells):
            self._decide()
        before = self.reading.dating.state
        dated = cells.days.read(self.reading)
        quantities = cells.amounts.read(self._numbers, self.reading.conventions)
        framed = self._framed(piece, self._frame(piece, cells, dated, quantities), dated, quantities, before)
        self._borrow(cells, dated, framed.frame["line"], piece.lines)
        if piece.cells.height:
            self.reading.dating.resume(dated.above(piece.cells.height, before))
        return framed

    def problems(self) -> tuple[Problem, ...]:
        """The Problems of the file as a whole, once its last piece was read."""
        found = [*rows.about_header(self.table)]
        if self.running_on and self.table.delimiter:
            found.append(rows.about_rows_that_run_on(self.table, self.running_on[0], len(self.running_on)))
        if self.borrowed:
            found.append(about_borrowed_dates(self.table, self.borrowed))
        file, line = self.table.file, self.table.header.line
        return (*found, *self.told.conventions(file, line).problems, *self.whose.problems(file))

    @property
    def _numbers(self) -> str:
        """The pattern of the numbers that are read without asking what the rest of the file tells."""
        point = self.told.is_point or (self.decided and not self.reading.conventions.decimal_comma)
        return amounts.POINT if point else amounts.PLAIN

    def _cells(self, piece: Piece) -> _Cells:
        names = {role: str(number) for role, number in self.columns.by_role.items() if role in _ROLES}
        found = distinct.columns_of(piece.cells, names)
        found = {
            role: each if role == "food" else each.mapped(distinct.SPACED, str.strip) for role, each in found.items()
        }
        height = piece.cells.height
        days = Days(found.get("date") or distinct.empty(height))
        return _Cells(found, Amounts(self.table, self.columns, found, height), days)

    def _is_open(self, cells: _Cells) -> bool:
        """Whether something in a piece depends on what the whole file tells, and that is not known yet."""
        if not self.told.given and not self.told.is_month_first and cells.days.depend_on_order():
            return True
        if not self.told.has_units and "amount" in cells.columns:
            return True
        return not self.told.is_point and cells.amounts.depend_on_mark(amounts.PLAIN)

    def _decide(self) -> None:
        """Go through the whole file for its conventions."""
        told = Told(self.table.delimiter, self.told.given)
        for piece in self.again():
            _tell(told, self._cells(piece), piece)
        self.reading.decide(told.conventions(self.table.file, self.table.header.line))
        self.decided = True

    def _borrow(self, cells: _Cells, dated: Dated, read: pl.Series, lines: pl.Series) -> None:
        """Note the lines without a date that go by another client's; ``read`` are the lines that are not blank."""
        if not {"client", "date"} <= set(cells.columns) or not lines.len():
            return
        if not (cells.columns["date"].distinct == "").any():
            self.dated_client = cells.columns["client"].text[-1]
            return
        text, client = pl.col("text"), pl.col("client")
        columns = {"text": cells.columns["date"].text, "client": cells.columns["client"].text, "line": lines}
        rows = pl.DataFrame({**columns, "date": dated.date, "bad": dated.bad if dated.bad is not None else ""})
        whose = pl.when(text != "").then(client).forward_fill().fill_null(self.dated_client)
        rows = rows.with_columns(whose=whose)
        self.dated_client = rows["whose"][-1]
        taken = (text == "") & (client != pl.col("whose")) & pl.col("date").is_not_null() & (pl.col("bad") == "")
        found = rows.filter(taken)["line"]
        found = found.filter(found.is_in(read.implode()))
        if found.len():
            self.borrowed = earlier(self.borrowed, Cell(found[0], "", found.len()))

    def _frame(self, piece: Piece, cells: _Cells, dated: Dated, quantities: Quantities) -> pl.DataFrame:
        """The frame of a piece, of which some rows may still be wrong."""
        found, height = cells.columns, piece.cells.height
        return pl.DataFrame(
            {
                "client": (found.get("client") or distinct.empty(height)).text,
                "date": dated.date,
                "food": found["food"].mapped(_ODD_NAME, self._name).text,
                "amount": quantities.amount,
                "unit": quantities.unit,
                "line": piece.lines,
                "unread": pl.repeat(value=False, n=height, dtype=pl.Boolean, eager=True),
            },
            schema=SCHEMA,
        )

    def _name(self, food: str) -> str:
        """A food's name as the careful reader has it."""
        cells = [""] * len(self.table.header.cells)
        cells[self.columns.by_role["food"]] = food
        return self.reading.entry(Row(line=0, cells=tuple(cells)), None, "").food

    def _framed(
        self,
        piece: Piece,
        frame: pl.DataFrame,
        dated: Dated,
        quantities: Quantities,
        before: State,
    ) -> Framed:
        """A frame in which the careful reader has read the rows that need it."""
        indices = _careful(piece, frame, dated, quantities, self.columns.by_role["food"])
        if not indices:
            return Framed(self.whose.named(frame), (), frame.height)
        reading = self.reading
        reading.entries, reading.unread, reading.problems = [], [], []
        for index, row in zip(indices, _rows(piece, indices), strict=True):
            if not is_blank(row):
                reading.dating.resume(dated.above(index, before))
                reading.read(row)
        wrong = pl.Series(indices, dtype=pl.Int64)
        kept = frame.filter(~pl.int_range(frame.height, eager=True).is_in(wrong.implode()))
        careful = frame_of_entries(reading.entries, reading.unread)
        found = pl.concat([kept, careful]).sort("line", maintain_order=True)
        return Framed(self.whose.named(found), tuple(reading.problems), found.height)


def _tell(told: Told, cells: _Cells, piece: Piece) -> None:
    cells.amounts.tell(told, piece.lines)
    cells.days.tell(told, piece.lines)


def _careful(piece: Piece, frame: pl.DataFrame, dated: Dated, quantities: Quantities, food: int) -> list[int]:
    """The rows, in order, that the careful reader must read: those with a Problem, blank ones among them."""
    name = piece.cells[str(food)]
    careful = (frame["food"] == "") | (name.str.len_bytes() > LONGEST_NAME)
    if dated.bad is not None:
        careful |= dated.bad != ""
    if quantities.failed is not None:
        careful |= quantities.failed
    return sorted({*careful.arg_true().to_list(), *piece.rows})


def _rows(piece: Piece, indices: list[int]) -> Iterable[Row]:
    """The rows of some indices."""
    lines, cells = piece.lines.gather(indices).to_list(), piece.cells[indices].rows()
    for index, line, row in zip(indices, lines, cells, strict=True):
        yield piece.rows.get(index) or Row(line=line, cells=row)
