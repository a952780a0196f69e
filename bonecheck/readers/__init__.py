"""Step 1, read: files, standard input and Python values become a Log of entries.

One file per format.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from bonecheck.errors import InputError
from bonecheck.model import Log
from bonecheck.readers import dates, free_text, plain, table, text
from bonecheck.readers.base import Table


def read_file(source: str, order: dates.Order | None = None) -> Log:
    """Read one file, or standard input for ``-``. Raises InputError when it is no food log."""
    file = "standard input" if source == "-" else source
    return read_bytes(text.read_bytes(source), file, order)


def read_bytes(data: bytes, file: str, order: dates.Order | None = None) -> Log:
    """Read the bytes of a file, which problems name ``file``. Raises InputError when they are no food log."""
    return read_text(text.decode(data, file), file, order)


def read_text(written: str, file: str, order: dates.Order | None = None) -> Log:
    """Read a delimited text, which problems name ``file``. Raises InputError when it is no food log."""
    return read_table(table.parse(written, file, plain.claims), order)


def read_table(rows: Table, order: dates.Order | None = None) -> Log:
    """Read a table by the reader that knows its header. Raises InputError when none does."""
    return plain.read(rows, order)


def is_plain(header: tuple[str, ...]) -> bool:
    """Whether a header is that of our own log, and of no other format."""
    return plain.claims(header)


def read_files(sources: Sequence[str], order: dates.Order | None = None) -> Log:
    """Read several files as one log, in the order given. Raises InputError when one is named twice."""
    _refuse_twice(sources)
    return _joined([read_file(source, order) for source in sources])


def read_texts(foods: Sequence[str], source: str | None) -> Log:
    """Read foods given one by one, and a free text from a file, or from standard input for ``-``."""
    logs = [free_text.read([food for each in foods for food in free_text.pieces(each)], "--food")] if foods else []
    if source is not None:
        file = "standard input" if source == "-" else source
        logs.append(free_text.read(free_text.pieces(text.decode(text.read_bytes(source), file)), file))
    return _joined(logs)


def _joined(logs: Sequence[Log]) -> Log:
    return Log(
        entries=tuple(entry for log in logs for entry in log.entries),
        files=tuple(file for log in logs for file in log.files),
        unread=tuple(entry for log in logs for entry in log.unread),
        problems=tuple(problem for log in logs for problem in log.problems),
        ignored_columns=tuple(dict.fromkeys(name for log in logs for name in log.ignored_columns)),
    )


def _refuse_twice(sources: Sequence[str]) -> None:
    seen: set[str] = set()
    for source in sources:
        place = source if source == "-" else os.path.realpath(source)
        if place in seen:
            raise InputError(f"{source}: is named twice", "name each log once; its foods would count double")
        seen.add(place)


def read_value(log: Any, order: dates.Order | None = None) -> Log:
    """Read what the Python API takes: a path, several paths, mappings, a pandas DataFrame, or a Log as it is."""
    from pathlib import Path

    from bonecheck.readers import given

    if isinstance(log, Log):
        return log
    if isinstance(log, str | Path):
        return read_file(str(log), order)
    if hasattr(log, "itertuples"):
        return given.from_frame(log, order)
    entries = list(log)
    if entries and all(isinstance(entry, str | Path) for entry in entries):
        return read_files([str(entry) for entry in entries], order)
    return given.from_entries(entries, order)
