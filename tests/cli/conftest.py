"""The command line for tests: in this process where that is enough, as a process of its own where it is not."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bonecheck.cli import main

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Spawn = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages name files as a user would."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:  # noqa: ARG001
    """``run("check", "day.csv", stdin=…)`` in ``folder``, at 80 columns and without colour."""
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def call(*args: str, stdin: str | bytes = "") -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["bonecheck", *args])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as end:
            main()
        captured = capsys.readouterr()
        return Ran(int(end.value.code or 0), captured.out, captured.err)

    yield call
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def check(run: Run) -> Run:
    """``check(log, "--age", "52")`` checks a log's text or bytes by standard input."""

    def call(log: str | bytes, *args: str) -> Ran:
        return run("check", "-", *args, stdin=log)

    return call


@pytest.fixture
def spawn(folder: Path) -> Iterator[Spawn]:
    """``spawn("check", "-", stdin=PIPE)``: a process of its own in ``folder``, ended with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*args: str, env: dict[str, str] | None = None, **options: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "error", "-m", "bonecheck", *args]
        here = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "NO_COLOR": "1"} | (env or {})
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=here,
            stdin=streams["stdin"],
            stdout=streams["stdout"],
            stderr=streams["stderr"],
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
