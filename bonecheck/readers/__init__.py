"""Step 1, read: files, standard input and Python values become a Log of entries.

One file per format; a file is of the format whose reader claims its header, else it is ours.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from bonecheck.errors import InputError, OptionError, did_you_mean
from bonecheck.model import Log
from bonecheck.readers import columns, dates, plain, table, text, transport
from bonecheck.readers.base import Reader, Table


def all_readers() -> tuple[Reader, ...]:
    """Every format, ours last: it claims what the others leave."""
    from bonecheck.readers.formats import FOREIGN

    return (*FOREIGN, plain.READER)


def recognise(header: tuple[str, ...]) -> Reader:
    """The reader of a file by its header; ours, which says what is missing, where none claims it."""
    if columns.is_ours(header):
        return plain.READER
    return next((each for each in all_readers() if each.claims(header)), plain.READER)


def named(name: str) -> Reader:
    """The reader of a name that --reader takes. Raises OptionError for any other."""
    found = next((each for each in all_readers() if each.name == name.casefold()), None)
    if found is None:
        known = (each.name for each in all_readers())
        raise OptionError(f"--reader {name!r} is not known", did_you_mean(name, known))
    return found


def read_file(source: str, order: dates.Order | None = None, reader: str | None = None) -> Log:
    """Read one file, or standard input for ``-``; ``reader`` names its format, which its header tells otherwise.

    Raises InputError when it is no food log, or not of the format named.
    """
    file = "standard input" if source == "-" else source
    return read_bytes(text.read_bytes(source), file, order, reader)


def read_bytes(data: bytes, file: str, order: dates.Order | None = None, reader: str | None = None) -> Log:
    """Read the bytes of a file, which problems name ``file``. Raises InputError when they are no food log."""
    if transport.is_transport(data):
        return read_table(transport.parse(data, file), order, reader)
    return read_text(text.decode(data, file), file, order, reader)


def read_text(written: str, file: str, order: dates.Order | None = None, reader: str | None = None) -> Log:
    """Read a delimited text, which problems name ``file``. Raises InputError when it is no food log."""
    return read_table(table.parse(written, file, claims_of(reader)), order, reader)


def read_table(read: Table, order: dates.Order | None = None, reader: str | None = None) -> Log:
    """Read a table by the reader named, else by the one that claims its header. Raises InputError when that is none."""
    header = read.header.cells
    if reader is None:
        return recognise(header).read(read, order)
    forced = named(reader)
    if not forced.claims(header) and forced is not plain.READER:
        raise _not_of(forced, read)
    return forced.read(read, order)


def claims_of(reader: str | None = None) -> table.Claims:
    """What tells whether a header is that of the reader named, or of any. Raises OptionError for a name not known."""
    return _is_known if reader is None else named(reader).claims


def is_plain(header: tuple[str, ...], reader: str | None = None) -> bool:
    """Whether a file is read as our own log, and states no values or brands of its own; ``reader`` is the one named, if any."""
    read_by = recognise(header) if reader is None else named(reader)
    found = columns.columns_of(header)
    return read_by is plain.READER and plain.claims(header) and not found.stated and "brand" not in found.by_role


def _is_known(header: tuple[str, ...]) -> bool:
    """Whether some reader claims a header."""
    return plain.claims(header) or recognise(header).claims(header)


def _not_of(forced: Reader, read: Table) -> InputError:
    other = recognise(read.header.cells)
    hint = f"its header is that of {other.name}" if other.claims(read.header.cells) else "leave out --reader"
    place = f"{read.file}:{read.header.line}" if read.header.line else read.file
    return InputError(f"{place}: is no {forced.title} file by its header", hint)


def read_files(sources: Sequence[str], order: dates.Order | None = None, reader: str | None = None) -> Log:
    """Read several files as one log, in the order given. Raises InputError when one is named twice."""
    _refuse_twice(sources)
    return _joined([read_file(source, order, reader) for source in sources])


def read_texts(foods: Sequence[str], source: str | None) -> Log:
    """Read foods given one by one, and a free text from a file, or from standard input for ``-``."""
    from bonecheck.readers import free_text

    logs = [free_text.read(foods, "--food")] if foods else []
    if source is not None:
        file = "standard input" if source == "-" else source
        logs.append(free_text.read([text.decode(text.read_bytes(source), file)], file))
    return _joined(logs)


def _joined(logs: Sequence[Log]) -> Log:
    return Log(
        entries=tuple(entry for log in logs for entry in log.entries),
        files=tuple(file for log in logs for file in log.files),
        unread=tuple(entry for log in logs for entry in log.unread),
        problems=tuple(problem for log in logs for problem in log.problems),
        ignored_columns=tuple(dict.fromkeys(name for log in logs for name in log.ignored_columns)),
        imports=tuple(each for log in logs for each in log.imports),
    )


def _refuse_twice(sources: Sequence[str]) -> None:
    seen: set[str] = set()
    for source in sources:
        place = source if source == "-" else os.path.realpath(source)
        if place in seen:
            raise InputError(f"{source}: is named twice", "name each log once; its foods would count double")
        seen.add(place)


def read_value(log: Any, order: dates.Order | None = None, reader: str | None = None) -> Log:
    """Read what the Python API takes: a path, several paths, mappings, a pandas DataFrame, or a Log as it is."""
    from pathlib import Path

    from bonecheck.readers import given

    if isinstance(log, Log):
        return log
    if isinstance(log, str | Path):
        return read_file(str(log), order, reader)
    if hasattr(log, "itertuples"):
        return given.from_frame(log, order)
    entries = list(log)
    if entries and all(isinstance(entry, str | Path) for entry in entries):
        return read_files([str(entry) for entry in entries], order, reader)
    return given.from_entries(entries, order)
