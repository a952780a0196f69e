"""Progress on standard error: one line at a terminal, nothing elsewhere."""

from __future__ import annotations

import io
import re
import sys

import pytest
from rich.console import Console

from bonecheck.reports.progress import Line, Silent, progress


def _line(width: int = 120) -> tuple[Line, io.StringIO]:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=width, markup=False, emoji=False, highlight=False)
    return Line(console, files=3, size=100), out


def test_a_pipe_gets_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard error is no terminal here."""
    with progress(files=3, size=100) as shown:
        shown.advance(bytes=50, rows=7, file="a.csv")
    assert isinstance(shown, Silent)
    assert capsys.readouterr() == ("", "")


class _Terminal(io.StringIO):
    """Text that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_line_unless_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a terminal that cannot change what it shows."""
    monkeypatch.setattr(sys, "stderr", _Terminal())
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(progress(files=1, size=1), Line)
    assert isinstance(progress(files=1, size=1, quiet=True), Silent)
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(progress(files=1, size=1), Silent)


def test_it_tells_files_rows_and_the_file() -> None:
    """A file is counted when it is named; rows are summed."""
    line, out = _line()
    with line:
        line.advance(file="logs/[red]a\x1b[2J.csv")
        line.advance(bytes=50, rows=1200)
        line.advance(bytes=25, rows=34, file="b.csv")
    task = line._shown.tasks[0]
    assert task.completed == 75
    assert task.fields["told"].startswith("file 2 of 3 · 1,234 rows · ")
    assert line._told(2.0, 67.4) == "file 2 of 3 · 1,234 rows · 0:01:07 left · 617 rows/s · b.csv"
    assert line._told(0.0, None) == "file 2 of 3 · 1,234 rows · b.csv"
    assert "\x1b[2J" not in out.getvalue()


def test_the_line_goes_away_however_the_run_ends() -> None:
    """Ctrl-C leaves the cursor shown and the line cleared."""
    line, out = _line()

    def interrupted() -> None:
        with line:
            line.advance(bytes=50, rows=10, file="a.csv")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert out.getvalue().endswith("\x1b[2K")
    assert out.getvalue().rfind("\x1b[?25h") > out.getvalue().rfind("\x1b[?25l")


def test_user_text_is_no_markup() -> None:
    """A file called [red] is shown as such."""
    line, out = _line()
    with line:
        line.advance(rows=1, file="[red]x[/b].csv")
        line._shown.refresh()
    assert "[red]x[/b].csv" in out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_it_stays_on_one_line(width: int) -> None:
    """In a narrow window it is cut: first the name of the file, then the rate."""
    line, out = _line(width)
    with line:
        line.advance(file="logs/a very long name of a file indeed.csv")
        line.advance(bytes=10, rows=1_250_000)
        line._shown.refresh()
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", out.getvalue()).split("\n")[0].rpartition("\r")[2]
    assert "file 1 of 3 · 1,250,000 rows" in shown
    assert len(shown) <= width
