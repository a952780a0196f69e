"""Where text goes: standard output in a safe encoding, or a file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

from bonecheck.errors import OptionError

# A temporary name must not be too long where the target's own is not.
_STEM = 40


def write(text: str, target: Path | None) -> None:
    """Write to standard output, or to ``target``. Raises OptionError when that cannot be done."""
    try:
        if target is None:
            _to_stdout(text)
        else:
            _to_file(text, target)
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        place = "standard output" if target is None else f"--output {target}"
        raise OptionError(f"{place}: cannot be written: {reason}", _advice(target)) from None


def problems(lines: list[str]) -> None:
    """Write lines to standard error."""
    sys.stderr.writelines(line + "\n" for line in lines)


def _to_stdout(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe carries UTF-8 whatever the locale says; a terminal shows what it can.
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="replace")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        # What could not be written would be tried again, and complained about, while the interpreter ends.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _to_file(text: str, target: Path) -> None:
    target = target.resolve()
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8", errors="replace")
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:_STEM]}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
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


def _advice(target: Path | None) -> str:
    with contextlib.suppress(OSError):
        if target is not None and target.is_dir():
            return f"name a file in it, such as {target / 'report.txt'}"
        if target is not None and target.parent.is_file():
            return f"{target.parent} is a file; choose a folder"
        if target is not None and not target.parent.is_dir():
            return f"make the folder {target.parent} first"
    return "choose a place where you may write"
