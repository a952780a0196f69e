"""What a reader is, the table that a text file is, and how a row that cannot be read is kept.

A reader turns a ``Table`` into a ``Log``. It never drops a row silently: a row is an entry, or an unread entry
with a Problem, or blank, or counted with its reason among the skipped of the Log's import report.
"""

from collections.abc import Callable
from typing import NamedTuple

from bonecheck.errors import Problem
from bonecheck.model import Log
from bonecheck.readers.dates import Order

# What a food's name may be long before it is taken for a mistake in the file.
LONGEST_NAME = 500
_EXCERPT = 40


class Row(NamedTuple):
    """One record of a file: the number of its first line (from 1), its cells, and what broke it, if anything."""

    line: int
    cells: tuple[str, ...]
    broken: str = ""


class Table(NamedTuple):
    """A delimited text as records: the header and the rows after it that are not blank.

    ``delimiter`` is empty when the rows never were text.
    """

    file: str
    header: Row
    rows: tuple[Row, ...]
    delimiter: str


class Reader(NamedTuple):
    """One format: ``name`` as --reader takes it, ``title`` as people call it, and what it gives and lacks, in words.

    ``claims`` tells by a header alone whether a file is of this format; at most one foreign reader claims a header.
    """

    name: str
    title: str
    gives: str
    lacks: str
    claims: Callable[[tuple[str, ...]], bool]
    read: Callable[[Table, Order | None], Log]


def excerpt(text: str) -> str:
    """A text short enough to be quoted in a message.

    >>> excerpt("x" * 100)
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= _EXCERPT else flat[: _EXCERPT - 1] + "…"


def lost(file: str, line: int, code: str, message: str, hint: str) -> Problem:
    """A Problem with a line whose nutrients are unknown to the totals."""
    return Problem(file=file, line=line, code=code, message=message, hint=hint)


def assumed(file: str, line: int, code: str, message: str, hint: str) -> Problem:
    """A Problem with a line that counts, on an assumption that the message states."""
    return Problem(file=file, line=line, code=code, message=message, hint=hint, severity="assumed")
