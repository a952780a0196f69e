"""A log as delimited text, of any size: blocks of it go through Polars where that reads alike, small files at once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final, NamedTuple

from bonecheck import readers
from bonecheck.batch.ahead import ahead
from bonecheck.batch.block import Block
from bonecheck.batch.log_frame import Whose, frame_of_log
from bonecheck.batch.pieces import BLOCK, Piece, Pieces
from bonecheck.batch.plain_log import PlainLog
from bonecheck.model import Log
from bonecheck.readers import dates, text
from bonecheck.readers.base import Table
from bonecheck.readers.table import no_rows

OnBytes = Callable[[int], None]


class Sizes(NamedTuple):
    """Up to how many bytes a file is read carefully as a whole, and how many are read at once of one that is larger."""

    small: int = 1 << 16  # the careful reader is done with these before Polars has begun
    block: int = BLOCK


_SIZES: Final = Sizes()
# Blocks that are read while the names of the first are looked up.
_FRAMES: Final = 4


class Asked(NamedTuple):
    """How a file is called in problems, whose it is where it does not say so, and what 3/4/2026 means where it does not.

    ``reader`` names its format, which its header tells otherwise.
    """

    name: str
    client: str
    order: dates.Order | None = None
    reader: str | None = None


def read(file: BinaryIO, asked: Asked, on_bytes: OnBytes, sizes: Sizes = _SIZES) -> Iterator[Block]:
    """The blocks of a text that can be sought in. Raises InputError when it is no food log."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size <= sizes.small:
        on_bytes(size)
        yield careful(readers.read_bytes(file.read(), asked.name, asked.order, asked.reader), asked)
    elif text.is_utf8(file, asked.name, sizes.block):
        yield from _in_pieces(file, asked, on_bytes, sizes.block)
    else:
        file.seek(0)
        on_bytes(size)
        with tempfile.TemporaryFile() as decoded:
            decoded.write(text.decode(file.read(), asked.name).encode())
            yield from _in_pieces(decoded, asked, lambda _: None, sizes.block)


def _in_pieces(file: BinaryIO, asked: Asked, on_bytes: OnBytes, block: int) -> Iterator[Block]:
    """The blocks of a text in UTF-8; one that states values, as other formats do, is read as a whole."""
    pieces = Pieces(file, readers.claims_of(asked.reader), block)
    if pieces.layout is None or not readers.is_plain(pieces.layout.header.cells, asked.reader):
        file.seek(0)
        data = file.read()
        on_bytes(len(data))
        yield careful(readers.read_text(data.decode(), asked.name, asked.order, asked.reader), asked)
        return
    table = Table(asked.name, pieces.layout.header, (), pieces.layout.delimiter)
    yield from framed(table, asked, pieces.read, on_bytes)


def framed(
    table: Table, asked: Asked, pieces: Callable[[OnBytes], Iterable[Piece]], on_bytes: OnBytes
) -> Iterator[Block]:
    """The blocks of a table of our own columns; ``pieces`` goes through its rows, and may be asked to do so again."""
    log = PlainLog(table, asked.client, asked.order, lambda: pieces(lambda _: None))
    rows, held, heard = 0, None, list[int]()
    for found in ahead(map(log.frame, ahead(iter(pieces(heard.append)))), _FRAMES):
        while heard:
            on_bytes(heard.pop())
        if held is not None:
            yield held
        rows += found.rows
        held = Block(table.file, found.frame, found.problems, found.rows, last=False)
    if held is None or not rows:
        raise no_rows(table.file)
    yield held._replace(problems=(*held.problems, *log.problems()), last=True)


def careful(log: Log, asked: Asked) -> Block:
    """A file that was read as a whole, by whichever reader knows its format."""
    whose = Whose(asked.client)
    frame = frame_of_log(log, whose)
    problems = (*log.problems, *whose.problems(asked.name))
    foreign = tuple(each for each in log.imports if not each.ours)
    return Block(asked.name, frame, problems, sum(each.rows for each in log.imports), last=True, imports=foreign)
