"""The entry point: it runs the commands, and every ending gets its exit code.

0: the report was written. 1: it was written and a condition that the caller asked for failed. 2: the run was
impossible. 130: interrupted. A closed pipe ends quietly with 0.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from bonecheck.errors import BonecheckError, InputError, Problem

# Problems that are told when nothing else can be.
_TOLD = 40


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    signal.signal(signal.SIGINT, _interrupted)
    try:
        from bonecheck.cli.commands import app  # after the handler stands: it takes a while

        app(sys.argv[1] if len(sys.argv) > 1 else "")()
    except InputError as error:
        _tell(error.problems)
        _complain(str(error), error.hint)
    except BonecheckError as error:
        _complain(str(error), error.hint)
    except BrokenPipeError:
        _closed_pipe()
    except SystemExit as end:
        # Typer ends with 1 where a pipe is closed.
        if isinstance(end.__context__, BrokenPipeError):
            _closed_pipe()
        raise
    except Exception as error:  # noqa: BLE001 - a log is health data: no traceback may quote it
        _defect(error)
    sys.exit(2)


def _interrupted(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End at once; past sys.stderr, which may be in the middle of a line."""
    os.write(2, b"bonecheck: interrupted\n")
    raise SystemExit(130)


def _tell(problems: Sequence[Problem]) -> None:
    """Write the problems of lines, as far as a person reads; beyond that they are much alike."""
    from bonecheck.reports import words

    for problem in problems[:_TOLD]:
        sys.stderr.write(f"{words.problem(problem)}\n")
    if len(problems) > _TOLD:
        sys.stderr.write(f"and {len(problems) - _TOLD} more problems\n")


def _complain(message: str, hint: str) -> None:
    from bonecheck.reports.base import printable

    sys.stderr.write(f"bonecheck: {printable(message)}\n")
    if hint:
        sys.stderr.write(f"  try: {printable(hint)}\n")


def _closed_pipe() -> NoReturn:
    """Point the streams nowhere, so that nothing is said while the interpreter ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    sys.exit(0)


def _defect(error: Exception) -> None:
    """Say that bonecheck is at fault, and where, without a word of the log."""
    if os.environ.get("BONECHECK_DEBUG"):
        raise error
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"  # noqa: PTH119
    sys.stderr.write(
        f"bonecheck: a defect of bonecheck itself: {type(error).__name__} in {where}\n"
        "  try: report it with this line; BONECHECK_DEBUG=1 shows the whole trace, which may quote your log\n"
    )
