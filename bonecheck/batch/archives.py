"""What is packed: .zip and .gz are unpacked one log at a time into a file without a name, within bounds.

A name within an archive is shown and never becomes a path.
"""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, NamedTuple, Protocol, cast

from bonecheck.errors import InputError

# A client has a file or a few; the index of more would be larger than their logs.
MOST_MEMBERS: Final = 100_000
# A hundred million lines are about 6 GB, and as much space must be free on the disk.
MOST_BYTES: Final = 8 << 30
# A log that repeats itself packs to a fiftieth, what is made to fill a disk to a thousandth.
MOST_TIMES: Final = 200
# What may be packed however tightly, and is held in memory.
_HARMLESS: Final = 64 << 20
_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 0x1


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Member(NamedTuple):
    """A file in an archive by its number there; ``size`` is what the archive says it has unpacked."""

    number: int
    name: str
    size: int
    is_hidden: bool
    is_encrypted: bool


def is_hidden(name: str) -> bool:
    """Whether a file or folder is one that systems and office programs keep to themselves."""
    return name.startswith((".", "~$")) or name == "__MACOSX"


def members(path: str) -> list[Member]:
    """The files of a .zip; of those of one name the last, which is what unpacking leaves.

    Raises InputError for what is no .zip or is too large, and OSError for what cannot be read.
    """
    infos = _opened(path).infolist()
    if len(infos) > MOST_MEMBERS:
        raise _too_large(f"holds {len(infos)} files, more than {MOST_MEMBERS}")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise _too_large(f"is more than {MOST_BYTES >> 30} GB when it is unpacked")
    found = [_member(number, info) for number, info in enumerate(infos) if not info.is_dir()]
    return list({member.name: member for member in found}.values())


def _member(number: int, info: zipfile.ZipInfo) -> Member:
    hidden = any(is_hidden(part) for part in PurePosixPath(info.filename).parts if part not in ("..", "."))
    return Member(number, info.filename, info.file_size, hidden, bool(info.flag_bits & _ENCRYPTED))


def _opened(path: str) -> zipfile.ZipFile:
    changed = Path(path).stat().st_mtime_ns
    try:
        return _archive(path, changed)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _damaged("is no .zip archive, or a damaged one") from None


@lru_cache(maxsize=1)
def _archive(path: str, _changed: int) -> zipfile.ZipFile:
    """An archive with its index, which is long where there are many files: it is read once for all of them."""
    return zipfile.ZipFile(path)


@contextmanager
def unzipped(path: str, number: int, on_bytes: Callable[[int], None]) -> Iterator[BinaryIO]:
    """A file of a .zip, unpacked. Raises InputError where it is damaged or too large."""
    archive = _opened(path)
    info = archive.infolist()[number]
    with _breaking(), archive.open(info) as stream:
        spooled = spool(stream, on_bytes, info.compress_size)
    with spooled:
        yield spooled


@contextmanager
def gunzipped(path: str, on_bytes: Callable[[int], None]) -> Iterator[BinaryIO]:
    """A .gz, unpacked; ``on_bytes`` hears of the packed bytes. Raises InputError where it is damaged or too large."""
    read = 0
    with Path(path).open("rb") as packed:

        def heard(_: int) -> None:
            nonlocal read
            on_bytes(packed.tell() - read)
            read = packed.tell()

        with _breaking(), gzip.GzipFile(fileobj=packed) as stream:
            spooled = spool(stream, heard, Path(path).stat().st_size)
    with spooled:
        yield spooled


@contextmanager
def _breaking() -> Iterator[None]:
    """Let what a damaged archive raises be an InputError."""
    try:
        yield
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError):
        raise _damaged("is damaged or cut short") from None
    except (NotImplementedError, RuntimeError):
        raise _damaged("is packed in a way that cannot be read") from None


def spool(stream: _Stream, on_bytes: Callable[[int], None], packed: int | None = None) -> BinaryIO:
    """The bytes of a stream in a file that has no name and that nobody else can read.

    Raises InputError when ``packed`` bytes unpack to more than the bounds.
    """
    spooled = tempfile.SpooledTemporaryFile(max_size=_HARMLESS)  # noqa: SIM115 -- whoever asked closes it
    try:
        for chunk in iter(lambda: stream.read(_CHUNK), b""):
            spooled.write(chunk)
            on_bytes(len(chunk))
            if packed is not None:
                _refuse_bomb(spooled.tell(), packed)
    except BaseException:
        spooled.close()
        raise
    spooled.seek(0)
    return cast("BinaryIO", spooled)


def _refuse_bomb(unpacked: int, packed: int) -> None:
    if unpacked > MOST_BYTES:
        raise _too_large(f"is more than {MOST_BYTES >> 30} GB when it is unpacked")
    if unpacked > _HARMLESS and unpacked > MOST_TIMES * packed:
        raise _too_large(f"unpacks to more than {MOST_TIMES} times its size")


def _too_large(message: str) -> InputError:
    return InputError(message, "unpack it yourself if you trust it", code="large-archive")


def _damaged(message: str) -> InputError:
    return InputError(message, "pack it again, or copy it again", code="damaged-file")


def refuse_large(workbook: zipfile.ZipFile) -> None:
    """Raise InputError for a workbook that unpacks to more than the bounds.

    What it says of its own size can be relied on: no more than that is ever unpacked of it.
    """
    for info in workbook.infolist():
        _refuse_bomb(info.file_size, info.compress_size)
    _refuse_bomb(sum(info.file_size for info in workbook.infolist()), MOST_BYTES)
