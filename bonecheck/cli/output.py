"""Where text and bytes go: standard output, text in a safe encoding, or a file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from bonecheck.errors import OptionError

# A temporary name must not be too long where the target's own is not.
_STEM = 40


def write(text: str, target: Path | None) -> None:
    """Write to standard output, or to ``target``. Raises OptionError when that cannot be done."""
    with _reasons("--output", target):
        if target is None:
            _to_stdout(text)
        else:
            with _whole(target) as file:
                file.write(text.encode(errors="replace"))


def write_bytes(fill: Callable[[BinaryIO], None], target: Path | None, option: str = "--output") -> None:
    """Have ``fill`` write bytes to standard output, or to ``target``, which ``option`` named.

    Standard output gets them when all are there. Raises OptionError when that cannot be done.
    """
    with _reasons(option, target):
        if target is not None:
            with _whole(target) as file:
                fill(file)
            return
        made = io.BytesIO()
        fill(made)
        _bytes_to_stdout(made.getvalue())


@contextlib.contextmanager
def _reasons(option: str, target: Path | None) -> Iterator[None]:
    """The system's reason why something cannot be written, as an error of the option; a closed pipe stays one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:
        # What a library says of the system has no number and no text of its own.
        said = str(error) if isinstance(error, OSError) else ""
        reason = getattr(error, "strerror", None) or said or "not a usable file name"
        place = "standard output" if target is None else f"{option} {target}"
        raise OptionError(f"{place}: cannot be written: {reason}", _advice(target)) from None


def problems(lines: list[str]) -> None:
    """Write lines to standard error."""
    sys.stderr.writelines(line + "\n" for line in lines)


def _to_stdout(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe carries UTF-8 whatever the locale says; a terminal shows what it can.
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="replace")
    with _quiet_end():
        sys.stdout.write(text)
        sys.stdout.flush()


def _bytes_to_stdout(made: bytes) -> None:
    with _quiet_end():
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()


@contextlib.contextmanager
def _quiet_end() -> Iterator[None]:
    """What could not be written would be tried again, and complained about, while the interpreter ends."""
    try:
        yield
    except OSError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


@contextlib.contextmanager
def _whole(target: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``target`` when all is written, and leaves nothing behind otherwise."""
    target = target.resolve()
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    if target.exists() and not target.is_file():
        with target.open("wb") as special:
            yield special
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:_STEM]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _advice(target: Path | None) -> str:
    with contextlib.suppress(OSError):
        if target is not None and target.is_dir():
            return f"name a file in it, such as {target / 'report.txt'}"
        if target is not None and target.parent.is_file():
            return f"{target.parent} is a file; choose a folder"
        if target is not None and not target.parent.is_dir():
            return f"make the folder {target.parent} first"
    return "choose a place where you may write"
