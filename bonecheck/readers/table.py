"""Text to records: the delimiter is found from the header, a broken record never takes its neighbours along."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from bonecheck.errors import InputError
from bonecheck.readers.base import Row, Table

_DELIMITERS = ",;\t"
# One field may be this long (characters) before its record is called broken; a log has no such field.
_LONGEST_FIELD = 1 << 24


def parse(text: str, file: str, claims: Callable[[tuple[str, ...]], bool]) -> Table:
    """A delimited text as a Table. ``claims`` tells whether a reader understands a header.

    Raises InputError when there is no header line or nothing below it.
    """
    lines = list(io.StringIO(text, newline=None))
    first = next((number for number, line in enumerate(lines) if line.strip("\ufeff \t\r\n,;")), None)
    if first is None:
        raise InputError(f"{file}: is empty", "a food log begins with a header line: food,amount,unit")
    delimiter = _delimiter(lines[first], claims)
    records = [row for row in _records(lines, first, delimiter) if row.broken or any(map(str.strip, row.cells))]
    header, rows = records[0], tuple(records[1:])
    if not rows:
        raise InputError(f"{file}: has a header line but no foods", "add one line per food below it, e.g. egg,2,large")
    return Table(file=file, header=header, rows=rows, delimiter=delimiter)


def _delimiter(line: str, claims: Callable[[tuple[str, ...]], bool]) -> str:
    """The delimiter that makes a known header of the first line, else the one that it holds most of."""
    for delimiter in sorted(_DELIMITERS, key=line.count, reverse=True):
        if claims(_cells(line, delimiter)):
            return delimiter
    return max(_DELIMITERS, key=line.count)


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(next(csv.reader([line], delimiter=delimiter), []))


def _records(lines: list[str], start: int, delimiter: str) -> Iterator[Row]:
    """Records from line index ``start`` on. After a broken record reading goes on at the line below its first."""
    csv.field_size_limit(_LONGEST_FIELD)
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter, strict=True)
        done = 0
        try:
            for cells in reader:
                yield Row(line=start + done + 1, cells=tuple(cells))
                done = reader.line_num
            start = len(lines)
        except csv.Error as error:
            broken = start + done
            yield _broken(lines[broken], broken + 1, delimiter, str(error))
            start = broken + 1


def _broken(line: str, number: int, delimiter: str, error: str) -> Row:
    """A record that is no good CSV, with its cells as far as they can be told.

    A quote inside a quoted field is read leniently, as spreadsheets do; a quote that never closes is not.
    """
    text = line.rstrip("\r\n")
    if "unexpected end" in error or text.count('"') % 2:
        return Row(line=number, cells=tuple(text.replace('"', "").split(delimiter)), broken="unclosed-quote")
    return Row(line=number, cells=_cells(text, delimiter))
