"""The reading side of a batch: ``find`` says where logs are, ``blocks`` reads one of them, in bounded memory.

A file that cannot be read is a Block without a frame, with one Problem on line 0; it never stops the others.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import BinaryIO, cast

from bonecheck.batch import archives, csv_log, sheets
from bonecheck.batch.block import Block
from bonecheck.batch.csv_log import Asked
from bonecheck.batch.places import STDIN, Kind, Packing, Place, find
from bonecheck.errors import InputError
from bonecheck.readers import dates
from bonecheck.readers.base import lost

__all__ = ["Block", "Place", "blocks", "find"]


def blocks(
    place: Place,
    *,
    order: dates.Order | None = None,
    sheet: str = "",
    on_bytes: Callable[[int], None] = lambda _: None,
) -> Iterator[Block]:
    """The blocks of one log, the last of them marked.

    ``order`` says what 3/4/2026 means where the log does not show it, ``sheet`` which sheet of a workbook is read: the
    first without it. ``on_bytes`` hears of bytes as they are read, ``place.size`` of them in all where that is known.
    """
    asked = Asked(place.file, place.client, order)
    try:
        with _opened(place, on_bytes) as file:
            heard = on_bytes if place.packing is Packing.NONE and place.path != STDIN else lambda _: None
            yield from _read(file, place, asked, sheet, heard)
    except InputError as error:
        yield _refused(place, str(error), error.hint, error.code)
    except OSError as error:
        message = f"cannot be read: {error.strerror or 'the system refuses it'}"
        yield _refused(place, message, "check the path, its permissions and the space on the disk", "unreadable-file")


def _read(file: BinaryIO, place: Place, asked: Asked, sheet: str, on_bytes: Callable[[int], None]) -> Iterator[Block]:
    if place.kind is Kind.TEXT:
        yield from csv_log.read(file, asked, on_bytes)
        return
    on_bytes(place.size)
    if place.kind is Kind.WORKBOOK:
        yield from sheets.read_workbook(file, asked, sheet)
    else:
        yield from sheets.read_parquet(file, asked)


def _opened(place: Place, on_bytes: Callable[[int], None]) -> AbstractContextManager[BinaryIO]:
    """The bytes of a place as a file that can be sought in."""
    if place.path == STDIN:
        if sys.stdin is None:
            raise InputError("is closed", "pipe a log into it, or name a file")
        return closing(archives.spool(sys.stdin.buffer, on_bytes))
    if place.packing is Packing.ZIP:
        return archives.unzipped(place.path, place.member, on_bytes)
    if place.packing is Packing.GZIP:
        return archives.gunzipped(place.path, on_bytes)
    return cast("BinaryIO", Path(place.path).open("rb", buffering=0))


def _refused(place: Place, message: str, hint: str, code: str) -> Block:
    """A file that could not be read, or not to its end."""
    told = re.sub(r"^(?::\d+)?: ", "", message.removeprefix(place.file))
    return Block(place.file, None, (lost(place.file, 0, code, told, hint),), 0, last=True)
