"""A log as delimited text, of any size: blocks of it go through Polars where that reads alike, small files at once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final

from bonecheck import readers
from bonecheck.batch.block import Block
from bonecheck.batch.log_frame import Whose, frame_of_log
from bonecheck.batch.pieces import BLOCK, Piece, Pieces
from bonecheck.batch.plain_log import PlainLog
from bonecheck.readers import dates, text
from bonecheck.readers.base import Table
from bonecheck.readers.table import no_rows

OnBytes = Callable[[int], None]
# Below this the careful reader is done before Polars has begun.
_SMALL: Final = 1 << 16


def read(file: BinaryIO, name: str, client: str, order: dates.Order | None, on_bytes: OnBytes) -> Iterator[Block]:
    """The blocks of a text that can be sought in. Raises InputError when it is no food log."""
    size = file.seek(0, 2)
    file.seek(0)
    if size <= _SMALL:
        on_bytes(size)
        yield _careful(file.read(), name, client, order)
    elif text.is_utf8(file, name, BLOCK):
        yield from read_fast(file, name, client, order, on_bytes)
    else:
        file.seek(0)
        on_bytes(size)
        with tempfile.TemporaryFile() as decoded:
            decoded.write(text.decode(file.read(), name).encode())
            yield from read_fast(decoded, name, client, order, lambda _: None)


def read_fast(
    file: BinaryIO, name: str, client: str, order: dates.Order | None, on_bytes: OnBytes, size: int = BLOCK
) -> Iterator[Block]:
    """The blocks of a text in UTF-8; one of another format than ours is read as a whole."""
    pieces = Pieces(file, size)
    if pieces.layout is None or not readers.is_plain(pieces.layout.header.cells):
        file.seek(0)
        data = file.read()
        on_bytes(len(data))
        yield _careful(data, name, client, order)
        return
    table = Table(name, pieces.layout.header, (), pieces.layout.delimiter)
    yield from framed(table, client, order, lambda heard: pieces.read(heard), on_bytes)


def framed(
    table: Table,
    client: str,
    order: dates.Order | None,
    pieces: Callable[[OnBytes], Iterable[Piece]],
    on_bytes: OnBytes,
) -> Iterator[Block]:
    """The blocks of a table of our own columns; ``pieces`` goes through its rows, and may be asked to do so again."""
    log = PlainLog(table, client, order, lambda: pieces(lambda _: None))
    rows, held = 0, None
    for piece in pieces(on_bytes):
        if held is not None:
            yield held
        found = log.frame(piece)
        rows += found.rows
        held = Block(table.file, found.frame, found.problems, found.rows, last=False)
    if held is None or not rows:
        raise no_rows(table.file)
    yield held._replace(problems=(*held.problems, *log.problems()), last=True)


def _careful(data: bytes, name: str, client: str, order: dates.Order | None) -> Block:
    """A file as a whole, by whichever reader knows its format."""
    log = readers.read_bytes(data, name, order)
    whose = Whose(client)
    frame = frame_of_log(log, whose)
    problems = (*log.problems, *whose.problems(name))
    return Block(name, frame, problems, len(log.entries) + len(log.unread), last=True)
