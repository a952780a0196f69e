"""Bytes to text: encodings are detected, binary files are refused with their kind named."""

from __future__ import annotations

import codecs
import sys
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from bonecheck.errors import InputError

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook", "save the sheet as CSV (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save the sheet as CSV (UTF-8)"),
    (b"%PDF", "a PDF", "export the log as CSV"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first: gunzip -c FILE | bonecheck check -"),
    (b"PAR1", "a Parquet file", "export the log as CSV"),
    (b"SQLite format 3", "an SQLite database", "export the log as CSV"),
    (b"\x89PNG", "a picture", "give a food log as CSV"),
    (b"\xff\xd8\xff", "a picture", "give a food log as CSV"),
)
# UTF-32's little-endian mark begins with that of UTF-16, so it comes first.
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A text has hardly any control characters; this share of a sample is a binary file.
_BINARY_SHARE = 0.05
_SAMPLE = 4096


def read_bytes(source: str) -> bytes:
    """The whole of a file, or of standard input for ``-``. Raises InputError when that cannot be had."""
    file = "standard input" if source == "-" else source or "''"
    try:
        return _stdin() if source == "-" else Path(source).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{file}: no such file", _neighbours(Path(source))) from None
    except IsADirectoryError:
        raise InputError(f"{file}: is a folder, not a food log", "name one CSV file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise InputError(f"{file}: cannot be read: {reason}", "check the path and its permissions") from None


def _stdin() -> bytes:
    if sys.stdin is None:
        raise InputError("standard input: is closed", "pipe a log into it, or name a file")
    return sys.stdin.buffer.read()


def _neighbours(path: Path) -> str:
    """A hint that names a file of a like name in the same folder, if there is one."""
    import difflib

    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return f"the folder {path.parent} is not there either, or may not be looked into"
    close = difflib.get_close_matches(path.name, names, n=1)
    return f"did you mean {path.parent / close[0]}?" if close else "check the path; `-` reads standard input"


def decode(data: bytes, file: str) -> str:
    """Text from bytes in UTF-8 (with or without BOM), UTF-16, UTF-32 with BOM, or Windows-1252.

    A damaged byte in UTF-8 becomes U+FFFD. Raises InputError for an empty or binary file and for bytes that are
    text in none of these.
    """
    if not data.strip():
        raise InputError(f"{file}: is empty", "a food log begins with a header line: food,amount,unit")
    _refuse_known_formats(data, file)
    encoding = _encoding(data)
    if encoding == "utf-8":
        _refuse_controls(data, file)
    for each in (encoding, "cp1252") if encoding == "utf-8" else (encoding,):
        try:
            return data.decode(each)
        except UnicodeDecodeError:
            if _is_damaged(data, each):
                return data.decode(each, "replace")
    raise InputError(f"{file}: is not text in UTF-8, UTF-16 or Windows-1252", "save it again as CSV in UTF-8")


def is_utf8(file: BinaryIO, name: str, size: int) -> bool:
    """Whether ``decode`` would read a file, here read ``size`` bytes at a time, as UTF-8 that has nothing wrong with it.

    False as well where that cannot be told from its beginning. Raises InputError for a binary file.
    """
    head = file.read(_SAMPLE)
    if not head.strip() or _utf16_without_bom(head[: len(head) & ~1]):
        return False
    _refuse_known_formats(head, name)
    encoding = _encoding(head)
    if encoding == "utf-8":
        _refuse_controls(head, name)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in chain((head,), iter(lambda: file.read(size), b"")):
            if not block.isascii() or decoder.getstate()[0]:
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return encoding in ("utf-8", "utf-8-sig")


def _refuse_known_formats(data: bytes, file: str) -> None:
    for signature, kind, hint in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{file}: is {kind}, not a CSV food log", hint)


def _refuse_controls(data: bytes, file: str) -> None:
    sample = data[:_SAMPLE]
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in sample)
    if controls > max(len(sample) * _BINARY_SHARE, 8):
        raise InputError(f"{file}: is a binary file, not a CSV food log", "export the log as CSV")


def _encoding(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    return _utf16_without_bom(data) or "utf-8"


def _is_damaged(data: bytes, encoding: str) -> bool:
    """Whether bytes are UTF-8 but for a few: other encodings hardly ever make as many of its characters as breaches."""
    if not encoding.startswith("utf-8"):
        return False
    readable = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "ignore")
    broken = len(data.removeprefix(codecs.BOM_UTF8)) - len(readable.encode())
    return broken < len(readable) - len(readable.encode("ascii", "ignore"))


def _utf16_without_bom(data: bytes) -> str:
    """The byte order of Latin text in UTF-16: every other byte of its beginning is NUL."""
    sample = data[:64]
    if len(sample) < 4 or len(data) % 2:
        return ""
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.8 * len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) > 0.8 * len(even) and not odd.count(0):
        return "utf-16-be"
    return ""
