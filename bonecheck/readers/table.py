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
# A cell that runs over more lines than a long note has is a quote that never closes.
LONGEST_RECORD: Final = 1000


class Record(NamedTuple):
    """A row with the index of the line below its last."""

    row: Row
    below: int


class Layout(NamedTuple):
    """How a file is divided: its delimiter, its header, and the index of the line below that."""

    delimiter: str
    header: Row
    below: int


class _Feed:
    """Lines for the csv module, which ends at a record of too many lines as at a broken one."""

    def __init__(self, lines: Sequence[str], start: int) -> None:
        self.lines = lines
        self.next = self.record = start

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.next >= len(self.lines):
            raise StopIteration
        if self.next - self.record >= LONGEST_RECORD:
            raise csv.Error("the record runs over too many lines")
        self.next += 1
        return self.lines[self.next - 1]


def parse(text: str, file: str, claims: Claims) -> Table:
    """A delimited text as a Table. ``claims`` tells whether a reader understands a header.

    Raises InputError when there is no header line or nothing below it.
    """
    lines = lines_of(text)
    layout = layout_of(lines, claims)
    if layout is None:
        raise InputError(f"{file}: is empty", "a food log begins with a header line: food,amount,unit")
    records = records_of(lines, layout.below, layout.delimiter, len(layout.header.cells))
    rows = tuple(record.row for record in records if not is_blank(record.row))
    if not rows:
        raise no_rows(file)
    return Table(file=file, header=layout.header, rows=rows, delimiter=layout.delimiter)


def no_rows(file: str) -> InputError:
    """What a file with a header and nothing below it is refused with."""
    return InputError(f"{file}: has a header line but no foods", "add one line per food below it, e.g. egg,2,large")


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them, without a byte order mark before the first."""
    return list(io.StringIO(text.lstrip("\ufeff"), newline=None))


def is_blank(row: Row) -> bool:
    """Whether no cell of a row holds anything."""
    return not row.broken and not any(map(str.strip, row.cells))


def layout_of(lines: Sequence[str], claims: Claims) -> Layout | None:
    """The layout that the first line that is not blank shows; None when there is none."""
    first = next((number for number, line in enumerate(lines) if line.strip(" \t\r\n,;")), None)
    if first is None:
        return None
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(lines[first], claims)
    header = _header(lines, first, delimiter, claims)
    return Layout(delimiter=delimiter, header=header.row, below=header.below)


def _delimiter(line: str, claims: Claims) -> str:
    """The delimiter that makes a known header of the first line, else the one that it holds most of."""
    likeliest = sorted(_DELIMITERS, key=line.count, reverse=True)
    return next((each for each in likeliest if claims(_lenient(line, each).cells)), likeliest[0])


def _header(lines: Sequence[str], first: int, delimiter: str, claims: Claims) -> Record:
    """The header.

    A header cell may run over lines ("Amount⏎(g)"); one that holds delimiters as well is a quote that never closes.
    """
    record = next(_records(lines, first, delimiter), None)
    if record is not None and claims(record.row.cells):
        running_on = [cell for cell in record.row.cells if "\n" in cell]
        if not any(delimiter in cell for cell in running_on):
            return record
    return Record(_lenient(lines[first], delimiter, first + 1), first + 1)


def records_of(lines: Sequence[str], start: int, delimiter: str, width: int) -> Iterator[Record]:
    """Records from line index ``start`` on; of a record that a stray quote spoilt only the first line is one.

    What a record is depends on the LONGEST_RECORD lines from its first on, and on nothing above it.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    while start < len(lines):
        for record in _records(lines, start, delimiter):
            if _swallows(lines[start : record.below], delimiter, width):
                break
            yield record
            start = record.below
        if start < len(lines):
            yield Record(_lenient(lines[start], delimiter, start + 1), start + 1)
            start += 1


def _records(lines: Sequence[str], start: int, delimiter: str) -> Iterator[Record]:
    """Records from line index ``start`` up to the end, or up to the first that is no good CSV."""
    feed = _Feed(lines, start)
    reader = csv.reader(feed, delimiter=delimiter, skipinitialspace=True, strict=True)
    with contextlib.suppress(csv.Error):
        for cells in reader:
            yield Record(Row(line=feed.record + 1, cells=tuple(cells)), feed.next)
            feed.record = feed.next


def is_closed(line: str, delimiter: str) -> bool:
    """Whether a line is a record by itself, whatever follows it."""
    return next(_records([line], 0, delimiter), None) is not None


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
