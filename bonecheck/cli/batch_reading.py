"""The reading side of ``bonecheck batch``: how logs are read, what is kept for --resume, what an interrupted run tells."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bonecheck.batch.block import Block
    from bonecheck.batch.checkpoint import Checkpoint
    from bonecheck.batch.places import Place
    from bonecheck.batch.results import Results
    from bonecheck.batch.run import Asked
    from bonecheck.batch.tally import FilePart
    from bonecheck.errors import Problem
    from bonecheck.readers.dates import Order
    from bonecheck.reports.progress import Progress

_INTERRUPTED = 130


class Reading(NamedTuple):
    """How logs are read: what 3/4/2026 means, their format and their sheet where the options say."""

    order: Order | None
    reader: str | None
    sheet: str

    def blocks(self, place: Place, on_bytes: Callable[[int], None] = lambda _: None) -> Iterator[Block]:
        """The blocks of one log."""
        from bonecheck.batch import sources

        return sources.blocks(place, order=self.order, reader=self.reader, sheet=self.sheet, on_bytes=on_bytes)


def reading(order: Order | None, reader: str | None, sheet: str) -> Reading:
    """How the options have logs read. Raises OptionError for a format that is not known."""
    from bonecheck import readers

    return Reading(order, None if reader is None else readers.named(reader).name, sheet)


class Keeping:
    """Counts the files that are done, and keeps what was read of them where there is a place for it."""

    def __init__(self, folder: Checkpoint | None) -> None:
        self.folder = folder
        self.done = 0

    def load(self, place: Place) -> FilePart | None:
        """What was kept of a file, or None."""
        part = None if self.folder is None else self.folder.load(place)
        self.done += part is not None
        return part

    def save(self, place: Place, part: FilePart) -> None:
        """Keep what was read of a file."""
        if self.folder is not None:
            self.folder.save(place, part)
        self.done += 1

    def clear(self) -> None:
        """Forget what was kept."""
        if self.folder is not None:
            self.folder.clear()


def checkpoint(output: Path | None, asked: Asked, how: Reading, *, resume: bool) -> Keeping:
    """Where what was read is kept: beside the output; what an earlier run left counts only with --resume."""
    from bonecheck.batch.checkpoint import Checkpoint
    from bonecheck.errors import OptionError

    if output is None:
        if resume:
            raise OptionError("--resume needs --output", "what is read is kept beside the output")
        return Keeping(None)
    decided = [path.read_bytes() for path in _files(asked) if path.is_file()]
    folder = output.with_name(f".{output.name}.resume")
    kept = Keeping(Checkpoint(folder, (asked.english, asked.values, tuple(how), decided)))
    if not resume:
        kept.clear()
    return kept


def _files(asked: Asked) -> list[Path]:
    """The files beside the logs that decide what names mean."""
    return [Path(path) for path in (*([asked.mapping] if asked.mapping else []), *asked.foods)]


@contextlib.contextmanager
def told_if_interrupted(kept: Keeping, files: int) -> Iterator[None]:
    """Have a run that is interrupted say how far it came, and how to go on."""
    try:
        yield
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            on = "nothing was written" if kept.folder is None else "--resume goes on from there"
            told = f"{kept.done:,} of {files:,} {'file' if files == 1 else 'files'} read; {on}\n"
            # Past sys.stderr, as the handler does.
            os.write(2, told.encode())
        raise


def scored(
    places: Sequence[Place], found: Sequence[Problem], asked: Asked, how: Reading, kept: Keeping, *, quiet: bool
) -> Results:
    """Read and score, telling how far it is."""
    from bonecheck.batch import run
    from bonecheck.reports.progress import progress

    with progress(files=len(places), size=sum(place.size for place in places), quiet=quiet) as shown:
        return run.run(places, found, lambda place: _shown(how, place, shown), asked, kept)


def _shown(how: Reading, place: Place, shown: Progress) -> Iterator[Block]:
    shown.advance(file=place.file)
    for block in how.blocks(place, lambda count: shown.advance(bytes=count)):
        shown.advance(rows=block.rows)
        yield block
