"""How far a batch is, on one line of standard error: files, rows, rate and time left. Silent where nobody looks."""

from __future__ import annotations

import datetime as dt
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
# Characters of a file's name before it is cut.
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
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as RichProgress

        bar = (BarColumn(20),) if console.width >= _ROOMY else ()
        told = TextColumn("{task.fields[told]}", markup=False)
        self._shown = RichProgress(*bar, told, console=console, transient=True)
        self._task = self._shown.add_task("", total=size or None, told="")
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
        told = self._told(time.monotonic() - self._start, self._shown.tasks[0].time_remaining)
        self._shown.update(self._task, advance=bytes, told=told)

    def _told(self, seconds: float, left: float | None) -> str:
        """The figures after so many seconds, with so many left; what matters least comes last and is cut first."""
        parts = [f"file {self._begun:,} of {self._files:,}", f"{self._rows:,} rows"]
        if left is not None:
            parts.append(f"{dt.timedelta(seconds=round(left))} left")
        if self._rows and seconds > 0:
            parts.append(f"{self._rows / seconds:,.0f} rows/s")
        return " · ".join((*parts, shortened(printable(self._file), _NAME)))


def progress(*, files: int, size: int, quiet: bool = False) -> Progress:
    """What shows the progress over ``files`` files of ``size`` bytes in all; 0 where the size is not known.

    Silent when asked to be ``quiet``, and where standard error is no terminal that can change a line.
    """
    if quiet or not sys.stderr.isatty():
        return Silent()
    from rich.console import Console

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    return Silent() if console.is_dumb_terminal else Line(console, files, size)
