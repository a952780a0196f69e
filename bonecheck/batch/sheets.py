"""Logs in workbooks and Parquet files: their rows in pieces, like those of a CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

import polars as pl

from bonecheck import readers
from bonecheck.batch import archives
from bonecheck.batch.block import Block
from bonecheck.batch.csv_log import Asked, OnBytes, careful, framed
from bonecheck.batch.pieces import Piece
from bonecheck.batch.typed_cells import text_of, texts_of
from bonecheck.errors import InputError, did_you_mean
from bonecheck.readers.base import Row, Table
from bonecheck.readers.plain import is_doubtful
from bonecheck.readers.table import is_blank

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

# Rows that are read at once; some hundred bytes each.
_ROWS: Final = 50_000
_PARQUET_ROWS: Final = 250_000
_NO_WORKBOOK: Final = "is no Excel workbook that can be read"
_SAVE_AGAIN: Final = "open it in a spreadsheet program and save it as .xlsx without a password, or as CSV"


class _Sheet(NamedTuple):
    """A sheet's header, and a way to go through the rows below it."""

    header: Row
    rows: Callable[[], Iterable[Row]]


def read_workbook(file: BinaryIO, asked: Asked, sheet: str, on_bytes: OnBytes) -> Iterator[Block]:
    """The blocks of a sheet, the first or the one that is named. Raises InputError where there is none that is a log."""
    archives.refuse_large(file)
    on_bytes(file.seek(0, 2))
    with closing(_opened(file)) as book:
        page = _sheet(book, sheet)
        asked = asked._replace(name=f"{asked.name}[{page.title}]")
        rows = _rows(page)
        header = next((row for row in rows if not is_blank(row)), None)
        if header is None:
            raise InputError("is empty", "a food log begins with a header line: food,amount,unit")
        yield from _blocks(header, lambda: (row for row in _rows(page) if row.line > header.line), asked)


def _blocks(header: Row, rows: Callable[[], Iterable[Row]], asked: Asked) -> Iterator[Block]:
    table = Table(asked.name, header, (), "")
    if readers.is_plain(header.cells):
        yield from framed(table, asked, lambda _: _pieces(rows(), len(header.cells)), lambda _: None)
    else:
        filled = tuple(row for row in rows() if not is_blank(row))
        yield careful(readers.read_table(table._replace(rows=filled), asked.order), asked)
