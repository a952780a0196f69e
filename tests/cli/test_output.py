"""``--output``: written whole or not at all, and never over what the report is made from."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from bonecheck.cli import output
from bonecheck.errors import OptionError

Run = Callable[..., Any]
LOG = "food,amount,unit\negg,2,large\n"


@pytest.mark.parametrize("format_", ["terminal", "json", "csv", "md"])
def test_a_file_holds_what_standard_output_would(check: Run, folder: Path, format_: str) -> None:
    """And standard output then holds nothing."""
    ran = check(LOG, "-f", format_, "-o", "report")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (folder / "report").read_bytes().decode() == check(LOG, "-f", format_).out
    assert [path.name for path in folder.iterdir()] == ["report"]


def test_a_dash_is_standard_output(check: Run, folder: Path) -> None:
    """As for the log."""
    assert check(LOG, "-o", "-") == check(LOG)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "message", "hint"),
    [
        ("none/x", "--output none/x: cannot be written: No such file or directory", "make the folder none first"),
        ("file/x", "--output file/x: cannot be written: Not a directory", "file is a file; choose a folder"),
        (
            "folder",
            "--output folder: cannot be written: it is a folder",
            "name a file in it, such as folder/report.txt",
        ),
        (
            "x" * 300,
            f"--output {'x' * 300}: cannot be written: File name too long",
            "choose a place where you may write",
        ),
    ],
)
def test_places_that_cannot_be_written(check: Run, folder: Path, target: str, message: str, hint: str) -> None:
    """The system's reason, and what to do."""
    (folder / "folder").mkdir()
    (folder / "file").write_text("")
    assert check(LOG, "-o", target) == (2, "", f"bonecheck: {message}\n  try: {hint}\n")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that not even root may write in")
def test_a_folder_that_may_not_be_written_in(check: Run) -> None:
    """Only the system knows why."""
    ran = check(LOG, "-o", "/proc/report.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("bonecheck: --output /proc/report.txt: cannot be written: ")
    assert ran.err.endswith("\n  try: choose a place where you may write\n")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who may not write everywhere")
def test_a_folder_of_somebody_else(check: Run, folder: Path) -> None:
    """One that may not even be looked into."""
    (folder / "theirs").mkdir(mode=0)
    assert check(LOG, "-o", "theirs/x") == (
        2,
        "",
        "bonecheck: --output theirs/x: cannot be written: Permission denied\n  try: choose a place where you may write\n",
    )


def test_the_log_is_never_overwritten(run: Run, folder: Path) -> None:
    """However its path is written, nor is the targets file."""
    (folder / "day.csv").write_text(LOG)
    (folder / "own.yaml").write_text("values: []\n")
    (folder / "link").symlink_to("day.csv")
    for target in ("day.csv", "link", "own.yaml", f"{folder}/day.csv"):
        assert run("check", "day.csv", "--targets", "own.yaml", "-o", target) == (
            2,
            "",
            f"bonecheck: --output {target}: is what the report is made from\n  try: name another file\n",
        )
    assert (folder / "day.csv").read_text() == LOG


def test_an_older_report_is_replaced_whole(check: Run, folder: Path) -> None:
    """With its own permissions, through a link, and only when the new one is complete."""
    (folder / "real").write_text("old")
    (folder / "real").chmod(0o640)
    (folder / "link").symlink_to("real")
    assert check("food\nqzzkx\n", "-o", "link").code == 2
    assert (folder / "real").read_text() == "old"
    assert check(LOG, "-o", "link").code == 0
    assert (folder / "real").read_text() == check(LOG).out
    assert (folder / "real").stat().st_mode & 0o777 == 0o640
    assert (folder / "link").is_symlink()


@pytest.mark.parametrize("error", [SystemExit(130), OSError(28, "No space left on device")])
def test_nothing_is_left_of_a_file_that_was_not_finished(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Interrupted or out of space: the old file stands, and no piece of the new one."""

    def fail(*_: object) -> None:
        raise error

    (folder / "report").write_text("old")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises((SystemExit, OptionError)):
        output.write("new", folder / "report")
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("report", "old")]


def test_text_that_no_encoding_holds(folder: Path) -> None:
    """A file name of odd bytes does not stop the report that names it."""
    output.write("day\udcff.csv\n", folder / "report")
    assert (folder / "report").read_text() == "day?.csv\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a special file")
def test_a_special_file_is_written_to_not_replaced(check: Run) -> None:
    """The null device stays what it is."""
    assert check(LOG, "-o", "/dev/null") == (0, "", "")
    assert not Path("/dev/null").is_file()


def _put(file: BinaryIO, made: bytes) -> None:
    file.write(made)


def test_bytes_are_written_whole_too(folder: Path) -> None:
    """What fails half way leaves the older file; what ends takes its place."""

    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    (folder / "scores.parquet").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        output.write_bytes(fail, folder / "scores.parquet")
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("scores.parquet", b"old")]
    output.write_bytes(lambda file: _put(file, b"\x00new\n"), folder / "scores.parquet")
    assert (folder / "scores.parquet").read_bytes() == b"\x00new\n"


def test_bytes_that_cannot_be_written_name_their_option(folder: Path) -> None:
    """There are several files that a batch writes."""
    with pytest.raises(OptionError) as raised:
        output.write_bytes(lambda _: None, folder / "none" / "x", "--problems")
    assert str(raised.value) == f"--problems {folder}/none/x: cannot be written: No such file or directory"
    assert raised.value.hint == f"make the folder {folder}/none first"


def test_bytes_go_to_standard_output_when_all_are_there(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Nothing of what fails half way."""

    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        output.write_bytes(fail, None)
    output.write_bytes(lambda file: _put(file, b"\xff\x00"), None)
    assert capfdbinary.readouterr().out == b"\xff\x00"
