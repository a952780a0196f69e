"""Text to records: the delimiter is found from the header, a broken record never takes its neighbours along."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from bonecheck.errors import InputError
from bonecheck.readers.base import Row, Table

Claims = Callable[[tuple[str, ...]], bool]

_DELIMITERS: Final = ",;\t"
# The csv module refuses fields of more than 128 KiB unless told otherwise; here the name's length is a Problem of its line.
_LONGEST_FIELD: Final = (1 << 31) - 1
_QUOTED: Final = re.compile(r'"[^"]*"')


class _Record(NamedTuple):
    """Cells with the indices of their first line and of the line below their last."""

    first: int
    below: int
    cells: tuple[str, ...]


def parse(text: str, file: str, claims: Claims) -> Table:
    """A delimited text as a Table. ``claims`` tells whether a reader understands a header.

    Raises InputError when there is no header line or nothing below it.
    """
    lines = list(io.StringIO(text.lstrip("\ufeff"), newline=None))
    first = next((number for number, line in enumerate(lines) if line.strip(" \t\r\n,;")), None)
    if first is None:
        raise InputError(f"{file}: is empty", "a food log begins with a header line: food,amount,unit")
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(lines[first], claims)
    header, below = _header(lines, first, delimiter, claims)
    records = _rows(lines, below, delimiter, len(header.cells))
    rows = tuple(row for row in records if row.broken or "".join(row.cells).strip())
    if not rows:
        raise InputError(f"{file}: has a header line but no foods", "add one line per food below it, e.g. egg,2,large")
    return Table(file=file, header=header, rows=rows, delimiter=delimiter)


def _delimiter(line: str, claims: Claims) -> str:
    """The delimiter that makes a known header of the first line, else the one that it holds most of."""
    likeliest = sorted(_DELIMITERS, key=line.count, reverse=True)
    return next((each for each in likeliest if claims(_lenient(line, each).cells)), likeliest[0])


def _header(lines: Sequence[str], first: int, delimiter: str, claims: Claims) -> tuple[Row, int]:
    """The header and the index of the line below it.

    A header cell may run over lines ("Amount⏎(g)"); one that holds delimiters as well is a quote that never closes.
    """
    record = next(_records(lines, first, delimiter), None)
    if record is not None and claims(record.cells):
        running_on = [cell for cell in record.cells if "\n" in cell]
        if not any(delimiter in cell for cell in running_on):
            return Row(line=first + 1, cells=record.cells), record.below
    return _lenient(lines[first], delimiter, first + 1), first + 1


def _rows(lines: Sequence[str], start: int, delimiter: str, width: int) -> Iterator[Row]:
    """Rows from line index ``start`` on; of a record that a stray quote spoilt only the first line is one."""
    while start < len(lines):
        for record in _records(lines, start, delimiter):
            if _swallows(lines[record.first : record.below], delimiter, width):
                break
            yield Row(line=record.first + 1, cells=record.cells)
            start = record.below
        if start < len(lines):
            yield _lenient(lines[start], delimiter, start + 1)
            start += 1


def _records(lines: Sequence[str], start: int, delimiter: str) -> Iterator[_Record]:
    """Records from line index ``start`` up to the end, or up to the first that is no good CSV."""
    below = map(lines.__getitem__, range(start, len(lines)))
    reader = csv.reader(below, delimiter=delimiter, skipinitialspace=True, strict=True)
    first = start
    with contextlib.suppress(csv.Error):
        for cells in reader:
            yield _Record(first=first, below=start + reader.line_num, cells=tuple(cells))
            first = start + reader.line_num


def _swallows(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether a record of several lines is several rows behind a quote that was never meant to run on.

    It is when a line within it, or both its first and last, have as many cells as the header.
    """
    if len(lines) < 2 or width < 2:
        return False
    full = [_QUOTED.sub("", line).count(delimiter) + 1 == width for line in lines]
    return any(full[1:-1]) or (full[0] and full[-1])


def _lenient(line: str, delimiter: str, number: int = 1) -> Row:
    """One line by itself: quotes within a cell are read as spreadsheets do; one that never closes breaks the row."""
    reader = csv.reader([line, "\n"], delimiter=delimiter, skipinitialspace=True)
    cells = next(reader, [])
    if reader.line_num == 1:
        return Row(line=number, cells=tuple(cells))
    bare = line.replace('"', "").rstrip("\n").split(delimiter)
    return Row(line=number, cells=tuple(bare), broken="unclosed-quote")
