"""Which lines of a block are not beyond doubt: by their bytes, in one go, never line by line.

All take a block of whole lines, each ended by a line feed, and count its lines from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

_REPLACED: Final = "\ufffd".encode()
_QUOTE: Final = ord('"')
_NEWLINE: Final = ord("\n")

Positions = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def count_lines(block: bytes) -> int:
    """How many line feeds a block holds."""
    # Many times faster than bytes.count.
    return int(np.count_nonzero(_bytes(block) == _NEWLINE))


def newlines(block: bytes) -> Positions:
    """Where the line feeds of a block stand."""
    return np.flatnonzero(_bytes(block) == _NEWLINE)


def _bytes(block: bytes) -> npt.NDArray[np.uint8]:
    return np.frombuffer(block, np.uint8)


def suspects(block: bytes, delimiter: str) -> Positions:
    """The lines (from 0) that are not beyond doubt, though some of them may have too many cells."""
    doubtful = [_doubtful_quotes(block, delimiter)] if b'"' in block else []
    for mark in (b"\0",) if block.isascii() else (b"\0", _REPLACED):
        doubtful.extend(_every(block, mark))
    if not any(each.size for each in doubtful):
        return np.empty(0, np.int64)
    return np.unique(np.searchsorted(newlines(block), np.concatenate(doubtful)))


def _every(block: bytes, mark: bytes) -> Iterator[Positions]:
    """Where a block holds a mark, if it does."""
    position = block.find(mark)
    while position >= 0:
        yield np.array([position])
        position = block.find(mark, position + 1)


def _doubtful_quotes(block: bytes, delimiter: str) -> Positions:
    """Where the quotes stand that do not open at a cell's beginning and close at its end on the same line."""
    data = _bytes(block)
    quotes = np.flatnonzero(data == _QUOTE)
    if quotes.size % 2 == 0 and not _unclean(data, quotes[::2], quotes[1::2], delimiter).any():
        # A cell that runs over lines makes fewer rows than lines, and is found then.
        return np.empty(0, np.int64)
    return _doubtful_by_line(data, quotes, delimiter)


def _unclean(data: npt.NDArray[np.uint8], opening: Positions, closing: Positions, delimiter: str) -> Flags:
    """Which pairs of quotes do not enclose a whole cell, or what of it stands between two doubled quotes.

    Before the first byte comes the last, a line feed.
    """
    ends = np.zeros(256, dtype=np.bool_)
    ends[[_NEWLINE, _QUOTE, ord(delimiter)]] = True
    return np.logical_not(np.logical_and(ends[data[opening - 1]], ends[data[closing + 1]]))


def _doubtful_by_line(data: npt.NDArray[np.uint8], quotes: Positions, delimiter: str) -> Positions:
    """The same, each line by itself: of a line with an odd number of quotes, or with one that is not clean, all of them."""
    ends = np.flatnonzero(data == _NEWLINE)
    line = np.searchsorted(ends, quotes)
    lines, first, count = np.unique(line, return_index=True, return_counts=True)
    even = np.repeat(count % 2 == 0, count)
    place = np.arange(quotes.size) - np.repeat(first, count)
    opening = quotes[even & (place % 2 == 0)]
    unclean = _unclean(data, opening, quotes[even & (place % 2 == 1)], delimiter)
    bad = np.union1d(line[~even], np.searchsorted(ends, opening[unclean]))
    return quotes[first[np.isin(lines, bad)]]


def misfits(block: bytes, delimiter: str, width: int) -> Positions:
    """The lines (from 0) whose quotes are in doubt or that hold more delimiters outside of them than the header."""
    data = _bytes(block)
    ends, quotes = (np.flatnonzero(data == each) for each in (_NEWLINE, _QUOTE))
    delimiters = np.flatnonzero(data == ord(delimiter))
    line = np.searchsorted(ends, delimiters)
    starts = np.concatenate(([0], ends + 1))[line]
    outside = (np.searchsorted(quotes, delimiters) - np.searchsorted(quotes, starts)) % 2 == 0
    counts = np.bincount(line[outside], minlength=ends.size)
    doubtful = np.searchsorted(ends, _doubtful_by_line(data, quotes, delimiter))
    return np.union1d(doubtful, np.flatnonzero(counts >= width))
