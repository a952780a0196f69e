"""Where text goes: standard output in a safe encoding, or a file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

from bonecheck.errors import OptionError


def write(text: str, target: Path | None) -> None:
    """Write to standard output, or to ``target``. Raises OptionError when the file cannot be written."""
    if target is None:
        _to_stdout(text)
        return
    try:
        _to_file(text, target)
    except OSError as error:
        raise OptionError(f"--output {target}: cannot be written: {error.strerror}", _advice(target)) from None


def problems(lines: list[str]) -> None:
    """Write lines to standard error."""
    for line in lines:
        sys.stderr.write(line + "\n")


def _to_stdout(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe carries UTF-8 whatever the locale says; a terminal shows what it can.
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="replace")
    sys.stdout.write(text)
    sys.stdout.flush()


def _to_file(text: str, target: Path) -> None:
    target = target.resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        target.write_text(text, encoding="utf-8")
        return
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
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


def _advice(target: Path) -> str:
    if target.is_dir():
        return f"name a file in it, such as {target / 'report.txt'}"
    if not target.parent.is_dir():
        return f"make the folder {target.parent} first"
    return "choose a place where you may write"
