"""Files and bytes to text: every encoding that logs come in, and a plain word for what is no text."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from bonecheck.errors import InputError
from bonecheck.readers import read_file, read_files, text

LOG = "food,amount,unit\ncrème fraîche,2,tbsp\nMüsli “zart”,½,cup\n"


def refused(data: bytes) -> tuple[str, str]:
    """The message and hint that bytes are refused with."""
    with pytest.raises(InputError) as error:
        text.decode(data, "day.csv")
    return str(error.value), error.value.hint


@pytest.mark.parametrize(
    "data",
    [
        LOG.encode("utf-8"),
        LOG.encode("utf-8-sig"),
        LOG.encode("utf-16-le"),
        LOG.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + LOG.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + LOG.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + LOG.encode("utf-32-le"),
        LOG.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16-le", "utf-16-be", "utf-16-le bom", "utf-16-be bom", "utf-32 bom", "cp1252"],
)
def test_encodings(data: bytes) -> None:
    """The same text comes out of each."""
    assert text.decode(data, "day.csv") == LOG


def test_a_few_damaged_bytes_do_not_make_utf_8_another_encoding() -> None:
    """They become U+FFFD, and the rest stays as it was."""
    damaged = LOG.encode().replace("î".encode(), b"\xee")
    assert text.decode(damaged, "day.csv") == LOG.replace("î", "\ufffd")
    assert text.decode(codecs.BOM_UTF8 + damaged, "day.csv") == LOG.replace("î", "\ufffd")


def _workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "is empty", "a food log begins with a header line: food,amount,unit"),
        (b" \r\n\t\n", "is empty", "a food log begins with a header line: food,amount,unit"),
        (_workbook(), "is a zip archive or an Excel workbook, not a CSV food log", "save the sheet as CSV (UTF-8)"),
        (b"\xd0\xcf\x11\xe0rest", "is an old Excel workbook, not a CSV food log", "save the sheet as CSV (UTF-8)"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not a CSV food log", "export the log as CSV"),
        (
            gzip.compress(LOG.encode(), mtime=0),
            "is a gzip archive, not a CSV food log",
            "unpack it first: gunzip -c FILE | bonecheck check -",
        ),
        (b"\x89PNG\r\n", "is a picture, not a CSV food log", "give a food log as CSV"),
        (hashlib.shake_128(b"noise").digest(5000), "is a binary file, not a CSV food log", "export the log as CSV"),
        (bytes(range(32)) * 9, "is a binary file, not a CSV food log", "export the log as CSV"),
        (
            b"food\nna\x81ve",
            "is not text in UTF-8, UTF-16 or Windows-1252",
            "save it again as CSV in UTF-8",
        ),
        (
            codecs.BOM_UTF16_LE + b"f\0o\0o",
            "is not text in UTF-8, UTF-16 or Windows-1252",
            "save it again as CSV in UTF-8",
        ),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_is_no_text(data: bytes, message: str, hint: str) -> None:
    """Its kind is named, and what to do instead."""
    assert refused(data) == (f"day.csv: {message}", hint)


def missing(source: str) -> tuple[str, str]:
    """The message and hint that a source is refused with."""
    with pytest.raises(InputError) as error:
        read_file(source)
    return str(error.value), error.value.hint


def test_a_missing_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of a like name is named; so is a folder that is not there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "monday.csv").write_text(LOG)
    assert missing("mondy.csv") == ("mondy.csv: no such file", "did you mean monday.csv?")
    assert missing("x") == ("x: no such file", "check the path; `-` reads standard input")
    assert missing("logs/day.csv") == (
        "logs/day.csv: no such file",
        "the folder logs is not there either, or may not be looked into",
    )


def test_names_that_cannot_be_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a file taken for a folder, and a name that no system has."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "day.csv").write_text(LOG)
    (tmp_path / "logs").mkdir()
    assert missing("logs") == ("logs: is a folder, not a food log", "name one CSV file in it")
    assert missing("") == ("'': is a folder, not a food log", "name one CSV file in it")
    assert missing("day.csv/x") == ("day.csv/x: cannot be read: Not a directory", "check the path and its permissions")
    assert missing("a\0b") == ("a\0b: cannot be read: not a usable file name", "check the path and its permissions")
    assert missing("x" * 5000)[0].endswith(": cannot be read: File name too long")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file that this user may not read")
def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own reason is passed on."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "day.csv").write_text(LOG)
    (tmp_path / "day.csv").chmod(0)
    assert missing("day.csv") == ("day.csv: cannot be read: Permission denied", "check the path and its permissions")


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process may be started without one."""
    monkeypatch.setattr(sys, "stdin", None)
    assert missing("-") == ("standard input: is closed", "pipe a log into it, or name a file")


def test_a_log_that_is_named_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its foods would count double, however its path is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "day.csv").write_text(LOG)
    for sources in (["day.csv", "./day.csv"], ["-", "-"]):
        with pytest.raises(InputError) as error:
            read_files(sources)
        assert str(error.value) == f"{sources[1]}: is named twice"
        assert error.value.hint == "name each log once; its foods would count double"


@pytest.mark.parametrize("size", [1, 3, 4096])
@pytest.mark.parametrize(
    ("data", "is_utf8"),
    [
        (LOG.encode(), True),
        (LOG.encode("utf-8-sig"), True),
        (LOG.encode("cp1252"), False),
        (LOG.encode("utf-16"), False),
        (LOG.encode("utf-16-le"), False),
        (LOG.encode() + b"\xc3", False),
        (b"food\n" + b"egg\n" * 2000 + "é".encode(), True),
        (b"food\n" + b"egg\n" * 2000 + "é".encode()[:1] + b"egg", False),
        (b"", False),
    ],
)
def test_what_is_utf_8_from_end_to_end(data: bytes, is_utf8: bool, size: int) -> None:
    """However it is cut, and never what would be decoded in another way."""
    assert text.is_utf8(io.BytesIO(data), "day.csv", size) is is_utf8


def test_what_is_no_text_is_no_utf_8() -> None:
    """It is refused as it is by the careful way."""
    with pytest.raises(InputError, match="is a binary file, not a CSV food log"):
        text.is_utf8(io.BytesIO(bytes(range(32)) * 100), "day.csv", 4096)
