"""What the terminal tells about how a report may look."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bonecheck.cli import options

Run = Callable[..., Any]
VARIABLES = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "COLUMNS")


@pytest.mark.parametrize(
    ("variables", "is_terminal", "colors"),
    [
        ({"TERM": "xterm-256color"}, True, "256"),
        ({"TERM": "xterm"}, True, "standard"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, True, "truecolor"),
        ({"TERM": "dumb"}, True, None),
        ({}, True, None),
        ({"TERM": "xterm-256color"}, False, None),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, None),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, "standard"),
        ({"FORCE_COLOR": "1"}, False, "standard"),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, None),
    ],
)
def test_colours(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], is_terminal: bool, colors: str | None
) -> None:
    """A terminal has them unless it or the user says no; a file has none."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    assert options.colors(None) == colors
    assert options.colors(Path("report.txt")) is None


@pytest.mark.parametrize(("columns", "width"), [("120", 120), ("60", 60), ("20", 60), ("0", 80), ("x", 80)])
def test_width(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    """That of the window, of $COLUMNS or 80, but never so narrow that nothing fits."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert options.width() == width


def test_colours_are_the_only_escapes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """And without them the text is the same."""
    log = "food,amount\negg\x1b[31m,1\nmilk,1\n"
    plain = run("check", "-", stdin=log).out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = run("check", "-", stdin=log).out
    pieces = colored.split("\x1b[")
    assert len(pieces) > 20
    bare = pieces[0] + "".join(piece.partition("m")[2] for piece in pieces[1:])
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()
