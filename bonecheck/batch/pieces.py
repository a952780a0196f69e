"""A large CSV in pieces: lines that are beyond doubt go through Polars, every other record through the careful reader.

A line is beyond doubt when both read the same cells of it: its quotes enclose whole cells and close on the line, it
holds no NUL and no character that could not be read, and it has no more cells than the header. A record that is not
is read by ``readers.table`` and stands in the piece, quoted, in its place.
"""

from __future__ import annotations

import codecs
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO, Final, NamedTuple

import numpy as np
import polars as pl

from bonecheck.batch import doubt
from bonecheck.batch.ahead import ahead
from bonecheck.batch.doubt import Positions
from bonecheck.readers import table
from bonecheck.readers.base import Row

# Large enough that Polars works at full speed, small enough that several fit a processor's memory.
BLOCK: Final = 16 << 20
# What is read at first to find the header.
_HEAD: Final = 1 << 16


class Piece(NamedTuple):
    """Rows of a table in their order: all cells as text, in columns "0", "1" …; "" where a row has none.

    ``lines`` holds the line that each row begins on, ``rows`` by their index those that only the careful reader reads.
    """

    cells: pl.DataFrame
    lines: pl.Series
    rows: dict[int, Row]


class Cut(NamedTuple):
    """A piece, the lines that it was read from, and the bytes below them that wait for what follows."""

    piece: Piece
    lines: int
    rest: bytes


class Pieces:
    """The pieces of a file of UTF-8, which may be gone through again, and by another thread, before one is at its end.

    ``claims`` tells whether a reader understands a header; ``layout`` is None where the file has no line that is not blank.
    """

    def __init__(self, file: BinaryIO, claims: table.Claims, size: int = BLOCK) -> None:
        self.file = file
        self.claims = claims
        self.size = size
        self._lock = threading.Lock()
        self.layout, self._start, self._line = self._beginning()

    def read(self, on_bytes: Callable[[int], None]) -> Iterator[Piece]:
        """The rows below the header; ``on_bytes`` hears of the bytes as they are read."""
        if self.layout is None:
            return
        on_bytes(self._start)
        line, rest = self._line, b""
        for block in ahead(_line_blocks(self._reads(self._start, self.size), on_bytes)):
            cut = cut_piece(rest + block if rest else block, line, self.layout, final=not block)
            line, rest = line + cut.lines, cut.rest
            yield cut.piece

    def _beginning(self) -> tuple[table.Layout | None, int, int]:
        """The layout, where the bytes below the header begin, and the line that they begin on."""
        head = b""
        for block in _line_blocks(self._reads(0, min(self.size, _HEAD)), lambda _: None, newlines=False):
            head += block
            lines = table.lines_of(head.decode())
            layout = table.layout_of(lines, self.claims)
            if layout is not None and (not block or _is_settled(lines, layout)):
                return layout, _offset(head, layout.below), layout.below + 1
        return None, 0, 0

    def _reads(self, start: int, size: int) -> Iterator[bytes]:
        """The bytes from a place on; a CR never stands at the end of some, for its line feed may follow."""
        while data := self._read_at(start, size):
            start += len(data)
            yield data

    def _read_at(self, start: int, size: int) -> bytes:
        with self._lock:
            self.file.seek(start)
            data = self.file.read(size)
            while data.endswith(b"\r") and (following := self.file.read(1)):
                data += following
            return data


def _is_settled(lines: list[str], layout: table.Layout) -> bool:
    """Whether a header is the same whatever follows the lines: none of its quotes stays open, or enough lines are there."""
    return '"' not in lines[layout.header.line - 1] or len(lines) >= layout.header.line + table.LONGEST_RECORD


def _offset(head: bytes, line: int) -> int:
    """Where the line of an index begins."""
    position = 0
    for _ in range(line):
        ends = [end for end in (head.find(b"\n", position), head.find(b"\r", position)) if end >= 0]
        position = min(ends, default=len(head) - 1) + 1
        if head[position - 1 : position + 1] == b"\r\n":
            position += 1
    return position


def _line_blocks(reads: Iterable[bytes], on_bytes: Callable[[int], None], *, newlines: bool = True) -> Iterator[bytes]:
    """Blocks of whole lines, each ended by a line feed unless ``newlines`` is false; the last is empty."""
    parts: list[bytes] = []
    for data in reads:
        on_bytes(len(data))
        end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
        if end:
            block = b"".join((*parts, memoryview(data)[:end]))
            yield _with_line_feeds(block) if newlines else block
            parts = []
        parts.append(data[end:])
    if last := b"".join(parts):
        yield last + b"\n" if newlines else last
    yield b""


def _with_line_feeds(block: bytes) -> bytes:
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in block else block


def cut_piece(block: bytes, line: int, layout: table.Layout, *, final: bool) -> Cut:
    """The rows of a block of whole lines, the first of which is ``line``; not ``final`` when more lines follow.

    A record at its end that may run on into the lines that follow stays for the next block.
    """
    suspects = doubt.suspects(block, layout.delimiter)
    cut = _Splice(block, line, layout, final=final).cut(suspects)
    if cut is None:
        suspects = np.union1d(suspects, doubt.misfits(block, layout.delimiter, len(layout.header.cells)))
        cut = _Splice(block, line, layout, final=final).cut(suspects)
    if cut is None:
        everything = np.arange(doubt.count_lines(block), dtype=np.int64)
        cut = _Splice(block, line, layout, final=final).cut(everything)
    if cut is None:
        raise AssertionError("quoted records make a table")
    return cut


class _Splice:
    """A block with the records of its suspect lines read carefully and written back beyond doubt."""

    def __init__(self, block: bytes, line: int, layout: table.Layout, *, final: bool) -> None:
        self.block = block
        self.line = line
        self.layout = layout
        self.final = final
        self.parts: list[bytes | memoryview] = []
        self.lines: list[Positions] = []
        self.rows: dict[int, Row] = {}
        self.height = 0

    def cut(self, suspects: Positions) -> Cut | None:
        """The piece; None when Polars finds a line with more cells than the header has."""
        if not suspects.size:
            count = doubt.count_lines(self.block)
            self._keep(0, count, 0, len(self.block))
            return self._cut(count, b"")
        starts = np.concatenate(([0], doubt.newlines(self.block) + 1))
        position, count = 0, len(starts) - 1
        for suspect in suspects.tolist():
            if suspect < position:
                continue
            self._keep(position, suspect, starts[position], starts[suspect])
            record = self._record(starts, suspect)
            if record is None:
                return self._cut(suspect, self.block[starts[suspect] :])
            self._write(record.row._replace(line=self.line + suspect))
            position = suspect + record.below
        self._keep(position, count, starts[position], len(self.block))
        return self._cut(count, b"")

    def _keep(self, first: int, below: int, start: int, end: int) -> None:
        """Take over lines as they are."""
        whole = end - start == len(self.block)
        self.parts.append(self.block if whole else memoryview(self.block)[start:end])
        self.lines.append(np.arange(self.line + first, self.line + below, dtype=np.int64))
        self.height += below - first

    def _write(self, row: Row) -> None:
        """Write a record's cells, all of them quoted."""
        width = len(self.layout.header.cells)
        quoted = ('"' + cell.replace('"', '""') + '"' for cell in (*row.cells, "")[:width])
        self.parts.append(f"{self.layout.delimiter.join(quoted)}\n".encode())
        self.lines.append(np.array([row.line], dtype=np.int64))
        self.rows[self.height] = row
        self.height += 1

    def _record(self, starts: Positions, first: int) -> table.Record | None:
        """The record that begins on a line of the block; None when it may depend on lines that are still to come."""
        delimiter, width = self.layout.delimiter, len(self.layout.header.cells)
        lines = self._text(starts, first, first + 1)
        if not table.is_closed(lines[0], delimiter):
            below = min(first + table.LONGEST_RECORD + 1, len(starts) - 1)
            if below == len(starts) - 1 and not self.final:
                return None
            lines = self._text(starts, first, below)
        return next(table.records_of(lines, 0, delimiter, width))

    def _text(self, starts: Positions, first: int, below: int) -> list[str]:
        text = self.block[starts[first] : starts[below]].decode()
        return [f"{line}\n" for line in text.split("\n")[:-1]]

    def _cut(self, lines: int, rest: bytes) -> Cut | None:
        cells = _parse(self.parts, self.layout, self.height)
        if cells is None:
            return None
        return Cut(Piece(cells, pl.Series(np.concatenate(self.lines)), self.rows), lines, rest)


def _parse(parts: list[bytes | memoryview], layout: table.Layout, height: int) -> pl.DataFrame | None:
    """Cells by Polars; None when there are more of them on a line than in the header, or not as many rows as lines.

    Without a header the first line must have them all, and a byte order mark before it would be lost.
    """
    text = b"".join(parts)  # of one part alone it makes no copy
    names = [str(number) for number in range(len(layout.header.cells))]
    header = f"{layout.delimiter.join(names)}\n".encode()
    for has_header in (True,) if text.startswith(codecs.BOM_UTF8) else (False, True):
        with suppress(pl.exceptions.PolarsError):
            cells = pl.read_csv(
                header + text if has_header else text,
                has_header=has_header,
                schema=dict.fromkeys(names, pl.String),
                separator=layout.delimiter,
                quote_char='"' if b'"' in text else None,
                empty_string_is_null=False,
            )
            if cells.height == height:
                return cells
    return None
