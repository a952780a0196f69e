"""How a process ends: closed pipes, interruption, full disks, poor locales and our own defects."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bonecheck import cli, pipeline
from bonecheck.cli import main

Run = Callable[..., Any]
Spawn = Callable[..., "subprocess.Popen[bytes]"]
LOG = "food,amount,unit\negg,2,large\ncrème brûlée,1,cup\nqzzkx,1,g\n"
ROWS = b"food,amount,unit\n" + b"egg,2,large\n" * 50_000


def ended(process: subprocess.Popen[bytes], stdin: bytes | None = None) -> tuple[int, bytes, bytes]:
    """The exit code of a process and what it wrote."""
    out, err = process.communicate(stdin, timeout=60)
    return process.returncode, out or b"", err or b""


@pytest.mark.parametrize("args", ["check day.csv", "check day.csv -f json", "--help", "explain calcium"])
def test_a_closed_pipe_ends_quietly(spawn: Spawn, folder: Path, args: str) -> None:
    """The reader of standard output may leave before there is any."""
    (folder / "day.csv").write_text(LOG)
    reading, writing = os.pipe()
    os.close(reading)
    process = spawn(*args.split(), stdout=writing)
    os.close(writing)
    code, _, err = ended(process)
    assert code == 0
    assert err.decode().count("\n") == err.decode().count("qzzkx")


def test_head_takes_what_it_wants(spawn: Spawn, folder: Path) -> None:
    """A report that is longer than a pipe holds ends with its reader."""
    (folder / "day.csv").write_text("food,amount,unit\n" + "egg,2,large\n" * 2000)
    process = spawn("check", "day.csv", "-f", "json")
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == b"{\n"
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_an_interruption_leaves_nothing_behind(spawn: Spawn, folder: Path) -> None:
    """Exit code 130, one line, no traceback, no file."""
    process = spawn("check", "-", "-o", "report.txt", stdin=subprocess.PIPE)
    assert process.stdin is not None
    # More than a pipe holds: once this is written, the command is reading.
    process.stdin.write(ROWS)
    process.send_signal(signal.SIGINT)
    assert ended(process) == (130, b"", b"bonecheck: interrupted\n")
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_standard_output_that_is_full(spawn: Spawn, folder: Path) -> None:
    """It is no defect of bonecheck."""
    (folder / "day.csv").write_text(LOG)
    with Path("/dev/full").open("wb") as full:
        assert ended(spawn("check", "day.csv", stdout=full.fileno())) == (
            2,
            b"",
            (
                b"bonecheck: standard output: cannot be written: No space left on device\n"
                b"  try: choose a place where you may write\n"
            ),
        )


def test_a_locale_without_utf_8(spawn: Spawn, folder: Path) -> None:
    """A pipe carries UTF-8 all the same, and a message of any letters does no harm."""
    (folder / "day.csv").write_text(LOG, encoding="utf-8")
    poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    code, out, err = ended(spawn("check", "day.csv", env=poor))
    assert (code, err) == (0, b"")
    assert "█" in out.decode("utf-8")
    assert "crème" in out.decode("utf-8")
    code, _, err = ended(spawn("check", "no\u0308.csv", env=poor))
    assert (code, err.count(b"\n")) == (2, 2)


def test_a_defect_says_where_and_nothing_of_the_log(
    check: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log is somebody's health record; the whole trace is for who asks for it."""

    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the log")

    monkeypatch.setattr(pipeline, "check", break_down)
    ran = check(LOG)
    assert (ran.code, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert first.startswith("bonecheck: a defect of bonecheck itself: RuntimeError in test_endings.py:")
    assert second == (
        "  try: report it with this line; BONECHECK_DEBUG=1 shows the whole trace, which may quote your log"
    )
    monkeypatch.setenv("BONECHECK_DEBUG", "1")
    with pytest.raises(RuntimeError, match="a secret"):
        main()
    assert capsys.readouterr().err == ""


def test_the_handler_of_interruptions(capfd: pytest.CaptureFixture[str]) -> None:
    """It ends the process by an exception, so that files are tidied up on the way."""
    with pytest.raises(SystemExit) as end:
        cli._interrupted(signal.SIGINT, None)
    assert end.value.code == 130
    assert capfd.readouterr().err == "bonecheck: interrupted\n"
