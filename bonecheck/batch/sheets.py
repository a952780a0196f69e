"""Logs in workbooks and Parquet files: their rows in pieces, like those of a CSV."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from typing import Any, BinaryIO, Final

import polars as pl

from bonecheck import readers
from bonecheck.batch import archives
from bonecheck.batch.block import Block
from bonecheck.batch.csv_log import Asked, careful, framed
from bonecheck.batch.pieces import Piece
from bonecheck.batch.typed_cells import text_of, texts_of
from bonecheck.errors import InputError, did_you_mean
from bonecheck.readers.base import Row, Table
from bonecheck.readers.table import is_blank

# Rows that are read at once.
_SHEET_ROWS: Final = 50_000
_PARQUET_ROWS: Final = 250_000
# What the careful reader has something to say about, wherever in a row it stands.
_DOUBTFUL: Final = "[\0\ufffd]"
_HEADER: Final = "a food log begins with a header line: food,amount,unit"


def read_workbook(file: BinaryIO, asked: Asked, sheet: str) -> Iterator[Block]:
    """The blocks of a sheet, the first or the one that is named. Raises InputError where there is none that is a log."""
    with _breaking(
        "is no Excel workbook, or a damaged or locked one", "save it as .xlsx without a password, or as CSV"
    ):
        archives.refuse_large(zipfile.ZipFile(file))
        with closing(_opened(file)) as book:
            page = _sheet(book, sheet)
            named = asked._replace(name=f"{asked.name}[{page.title}]")
            header = next((row for row in _rows(page) if not is_blank(row)), None)
            if header is None:
                raise InputError(f"its sheet {page.title!r} is empty", _HEADER, code="not-a-log")
            yield from _blocks(header, lambda: (row for row in _rows(page) if row.line > header.line), named)


def _opened(file: BinaryIO) -> Any:
    import openpyxl

    with warnings.catch_warnings():
        # What it cannot show, such as a drop-down list, is no matter here.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _sheet(book: Any, name: str) -> Any:
    """A sheet by its name, whatever its case; the first where no name is given."""
    pages = {page.title: page for page in book.worksheets}
    if not pages:
        raise InputError("has no sheet of cells", _HEADER, code="missing-sheet")
    folded = {title.casefold(): page for title, page in pages.items()}
    page = next(iter(pages.values())) if not name else pages.get(name) or folded.get(name.casefold())
    if page is None:
        raise InputError(f"has no sheet {name!r}", did_you_mean(name, pages), code="missing-sheet")
    return page


def _rows(page: Any) -> Iterator[Row]:
    """The rows of a sheet as far as their last cell that holds anything."""
    # The size that a sheet states of itself may be wrong.
    page.reset_dimensions()
    for line, values in enumerate(page.iter_rows(values_only=True), start=1):
        cells = [text_of(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        yield Row(line, tuple(cells))


def _blocks(header: Row, rows: Callable[[], Iterable[Row]], asked: Asked) -> Iterator[Block]:
    """The blocks of rows under a header of ours, or all rows by the reader that knows their format."""
    table = Table(asked.name, header, (), "")
    if readers.is_plain(header.cells):
        yield from framed(table, asked, lambda _: _pieces(rows(), len(header.cells)), lambda _: None)
    else:
        filled = tuple(row for row in rows() if not is_blank(row))
        yield careful(readers.read_table(table._replace(rows=filled), asked.order), asked)


def _pieces(rows: Iterable[Row], width: int) -> Iterator[Piece]:
    each = iter(rows)
    while some := list(islice(each, _SHEET_ROWS)):
        padded = [(*row.cells[:width], *[""] * (width - len(row.cells))) for row in some]
        cells = pl.DataFrame(padded, schema={str(number): pl.String for number in range(width)}, orient="row")
        lines = pl.Series([row.line for row in some], dtype=pl.Int64)
        doubtful = {index: row for index, row in enumerate(some) if len(row.cells) > width or _is_doubtful(row)}
        yield Piece(cells, lines, doubtful)


def _is_doubtful(row: Row) -> bool:
    return any("\0" in cell or "\ufffd" in cell for cell in row.cells)


def read_parquet(file: BinaryIO, asked: Asked) -> Iterator[Block]:
    """The blocks of a Parquet file. Raises InputError when it is no log."""
    with _breaking("is no Parquet file, or a damaged one", "write it again"):
        data = _scanned(file)
        header = Row(0, tuple(data.collect_schema().names()))
        height = data.select(pl.len()).collect().item()
        yield from _blocks_of_frame(data, header, height, asked)


def _scanned(file: BinaryIO) -> pl.LazyFrame:
    """A file of its own is read where it lies, an unpacked one from memory."""
    name = getattr(file, "name", None)
    return pl.scan_parquet(name if isinstance(name, str) else file.read(), glob=False)


def _blocks_of_frame(data: pl.LazyFrame, header: Row, height: int, asked: Asked) -> Iterator[Block]:
    table = Table(asked.name, header, (), "")
    if readers.is_plain(header.cells):
        yield from framed(table, asked, lambda _: _slices(data, height), lambda _: None)
    else:
        rows = (Row(line, cells) for piece in _slices(data, height) for line, cells in _numbered(piece))
        filled = tuple(row for row in rows if not is_blank(row))
        yield careful(readers.read_table(table._replace(rows=filled), asked.order), asked)


def _numbered(piece: Piece) -> Iterator[tuple[int, tuple[str, ...]]]:
    return zip(piece.lines.to_list(), piece.cells.rows(), strict=True)


def _slices(data: pl.LazyFrame, height: int) -> Iterator[Piece]:
    for first in range(0, height, _PARQUET_ROWS):
        some = data.slice(first, _PARQUET_ROWS).collect()
        cells = pl.DataFrame([texts_of(column).alias(str(number)) for number, column in enumerate(some)])
        lines = pl.int_range(first + 1, first + some.height + 1, eager=True)
        found = cells.select(pl.any_horizontal(pl.all().str.contains(_DOUBTFUL))).to_series().arg_true().to_list()
        yield Piece(cells, lines, {index: Row(lines[index], cells.row(index)) for index in found})


@contextmanager
def _breaking(message: str, hint: str) -> Iterator[None]:
    """Let whatever a damaged file raises be an InputError."""
    try:
        yield
    except InputError:
        raise
    # A panic of Polars is no Exception.
    except (Exception, pl.exceptions.PanicException):  # noqa: BLE001 -- damage breaks readers in any way; others go on
        raise InputError(message, hint, code="damaged-file") from None
