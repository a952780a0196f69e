"""How far a batch is, on one line of standard error: files, rows, rate and time left. Silent where nobody looks."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self

from bonecheck.reports.base import printable
from bonecheck.reports.words import shortened

if TYPE_CHECKING:
    from rich.console import Console


# From this width on there is room for a bar.
_ROOMY: Final = 100
# Columns that the figures get at least, and characters of a file's name.
_FIGURES: Final = 34
_NAME: Final = 30


class Progress(Protocol):
    """What a run tells as it goes; a context manager that leaves nothing behind on the screen."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

    def advance(self, *, bytes: int = 0, rows: int = 0, file: str = "") -> None:  # noqa: A002 - what is counted
        """So many more bytes and rows were read; ``file`` names one that is begun."""


class Silent:
    """Tells nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Nothing was shown."""

    def advance(self, *, bytes: int = 0, rows: int = 0, file: str = "") -> None:  # noqa: A002 - what is counted
        """Nothing is told."""


class Line:
    """One line that changes in place, by Rich; it goes away when the run ends, however it ends."""

    def __init__(self, console: Console, files: int, size: int) -> None:
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress
        from rich.table import Column

        bar = (BarColumn(20),) if console.width >= _ROOMY else ()
        # The figures keep their room; the rate and the name of the file take what is left.
        told = TextColumn("{task.fields[told]}", markup=False, table_column=Column(no_wrap=True, min_width=_FIGURES))
        clock = TimeRemainingColumn(compact=True, table_column=Column(no_wrap=True, min_width=len("00:00")))
        left = TextColumn("left", table_column=Column(no_wrap=True, min_width=len("left")))
        rest = TextColumn("{task.fields[rest]}", markup=False, table_column=Column(no_wrap=True))
        columns = (*bar, told, *((clock, left) if size else ()), rest)
        self._shown = RichProgress(*columns, console=console, transient=True)
        self._task = self._shown.add_task("", total=size or None, told="", rest="")
        self._files, self._begun, self._rows, self._file = files, 0, 0, ""
        self._start = time.monotonic()

    def __enter__(self) -> Self:
        self._shown.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._shown.stop()

    def advance(self, *, bytes: int = 0, rows: int = 0, file: str = "") -> None:  # noqa: A002 - what is counted
        """Add to what was read, and show it."""
        self._rows += rows
        if file:
            self._begun += 1
            self._file = file
        told = f"file {self._begun:,} of {self._files:,} · {self._rows:,} rows"
        rest = self._rest(time.monotonic() - self._start)
        self._shown.update(self._task, advance=bytes, told=told, rest=rest)

    def _rest(self, seconds: float) -> str:
        """The rate after so many seconds, and the file that was begun last."""
        rate = f"{self._rows / seconds:,.0f} rows/s" if self._rows and seconds > 0 else ""
        return " · ".join(part for part in (rate, shortened(printable(self._file), _NAME)) if part)


def progress(*, files: int, size: int, quiet: bool = False) -> Progress:
    """What shows the progress over ``files`` files of ``size`` bytes in all; 0 where the size is not known.

    Silent when asked to be ``quiet``, and where standard error is no terminal that can change a line.
    """
    if quiet or not sys.stderr.isatty():
        return Silent()
    from rich.console import Console

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    return Silent() if console.is_dumb_terminal else Line(console, files, size)
