"""The help: complete, readable at 80 columns, and there when nothing is asked."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from bonecheck import __version__
from bonecheck.cli.check import check as check_command
from bonecheck.reports import Format

Run = Callable[..., Any]


@pytest.mark.parametrize("args", ["", "check", "explain", "foods", "foods search", "foods show"])
def test_help_fits_80_columns(run: Run, args: str) -> None:
    """No line is wider, none is cut short, and every option has a word to say."""
    ran = run(*args.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "..." not in ran.out.replace("]...", "").replace("...}", "").replace("  LOG...", "").replace(
        "[LOG...]", ""
    ).replace("WORD...", "")
    assert "<str>" not in ran.out


def test_help_of_check_names_every_option(run: Run) -> None:
    """And every format."""
    out = run("check", "--help").out
    names = {"first": "--from", "last": "--to", "format_": "--format", "logs": "LOG..."}
    for parameter in inspect.signature(check_command).parameters:
        assert names.get(parameter, f"--{parameter.replace('_', '-')}") in out
    assert all(format_.value in out for format_ in Format)


@pytest.mark.parametrize("args", ["", "foods"])
def test_no_arguments_show_the_help(run: Run, args: str) -> None:
    """With the exit code of a run that did nothing."""
    ran = run(*args.split())
    assert ran.code == 2
    assert "Commands:" in ran.out + ran.err
    assert "Error" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ("chek", "No such command 'chek'. Did you mean 'check'?"),
        ("check day.csv --formt json", "No such option: --formt"),
        ("check day.csv --age", "Option '--age' requires an argument."),
        ("foods search milk --limit 0", "Invalid value for '--limit': 0 is not in the range 1<=x<=200."),
    ],
)
def test_usage_errors(run: Run, args: str, error: str) -> None:
    """Exit code 2, on standard error."""
    ran = run(*args.split())
    assert (ran.code, ran.out) == (2, "")
    assert f"Error: {error}" in ran.err
    assert "Traceback" not in ran.err


def test_version(run: Run) -> None:
    """On one line."""
    assert run("--version") == (0, f"bonecheck {__version__}\n", "")


@pytest.mark.parametrize("args", [("foods", "search", "qzzkx"), ("foods", "show", "x:1"), ("explain", "qzzkx")])
def test_what_is_not_known_is_one_line_with_a_hint(run: Run, args: tuple[str, ...]) -> None:
    """For every command."""
    ran = run(*args)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 2)
    assert args[-1] in ran.err


@pytest.mark.parametrize(
    "args",
    [
        ("foods", "search", "greek", "yogurt"),
        ("foods", "show", "fndds:11111000"),
        ("explain", "calcium"),
        ("explain", "MD-08"),
    ],
)
def test_the_other_commands_answer(run: Run, args: tuple[str, ...]) -> None:
    """On standard output, at 80 columns."""
    ran = run(*args)
    assert (ran.code, ran.err) == (0, "")
    assert 0 < max(map(len, ran.out.splitlines())) <= 80
