"""The command line: one file per command; here they are put together and every ending gets its exit code.

0: the report was written. 1: it was written and a condition that the caller asked for failed. 2: the run was
impossible. 130: interrupted. A closed pipe ends quietly with 0.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

import typer

from bonecheck import __version__
from bonecheck.cli import check, explain, foods
from bonecheck.errors import BonecheckError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="What you ate, held against what bone needs: seven nutrients, each gap explained, unknown never zero.",
    epilog="Start with: bonecheck check examples/day.csv --sex female --age 52",
)
app.command("check")(check.check)
app.command("explain")(explain.explain)
app.add_typer(foods.app, name="foods")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bonecheck {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Carry the options that belong to no command."""


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    signal.signal(signal.SIGINT, _interrupted)
    try:
        app()
    except BonecheckError as error:
        _complain(str(error), error.hint)
    except BrokenPipeError:
        _closed_pipe()
    except Exception as error:  # noqa: BLE001 - a log is health data: no traceback may quote it
        _defect(error)
    sys.exit(2)


def _interrupted(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.stderr.write("bonecheck: interrupted; nothing was written\n")
    raise SystemExit(130)


def _complain(message: str, hint: str) -> None:
    from bonecheck.reports.base import printable

    sys.stderr.write(f"bonecheck: {printable(message)}\n")
    if hint:
        sys.stderr.write(f"  try: {printable(hint)}\n")


def _closed_pipe() -> NoReturn:
    """Point standard output nowhere, so that nothing is said while the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


def _defect(error: Exception) -> None:
    """Say that bonecheck is at fault, and where, without a word of the log."""
    if os.environ.get("BONECHECK_DEBUG"):
        raise error
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    sys.stderr.write(
        f"bonecheck: a defect of bonecheck itself: {type(error).__name__} in {where}\n"
        "  try: report it with this line; BONECHECK_DEBUG=1 shows the whole trace, which may quote your log\n"
    )
