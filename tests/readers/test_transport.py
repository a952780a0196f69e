"""SAS transport files, made here byte by byte as the format's description has them."""

from __future__ import annotations

import csv
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from bonecheck import readers
from bonecheck.errors import InputError
from bonecheck.readers import transport

SAMPLE = Path(__file__).parents[1] / "cases/readers/nhanes-dr1iff.csv"
DATE = b"06APR26:12:00:00"


def ibm(value: float | None) -> bytes:
    """A number of eight bytes: sign, exponent of 16 from 64 on, and a fraction of 56 bits; a missing one is a point."""
    if value is None:
        return b"." + bytes(7)
    if value == 0:
        return bytes(8)
    exponent, fraction = 64, abs(value)
    while fraction >= 1:
        fraction, exponent = fraction / 16, exponent + 1
    while fraction < 1 / 16:
        fraction, exponent = fraction * 16, exponent - 1
    return struct.pack(">Q", (128 if value < 0 else 0) + exponent << 56 | int(fraction * 2**56))


def header(name: bytes, numbers: bytes = b"0" * 30) -> bytes:
    """A header record of 80 bytes."""
    return (b"HEADER RECORD*******" + name.ljust(8) + b"HEADER RECORD!!!!!!!" + numbers).ljust(80)


def padded(data: bytes) -> bytes:
    """Data filled up with blanks to whole records."""
    return data.ljust(-(-len(data) // 80) * 80)


def namestr(number: int, name: str) -> bytes:
    """The description of a numeric variable: 140 bytes."""
    start = struct.pack(">hhhh", 1, 0, 8, number) + name.encode().ljust(8) + b" " * 40
    formats = b" " * 8 + struct.pack(">hhh", 0, 0, 0) + b"  " + b" " * 8 + struct.pack(">hh", 0, 0)
    return start + formats + struct.pack(">l", 8 * (number - 1)) + bytes(52)


def xport(names: Sequence[str], records: Sequence[Sequence[float | None]]) -> bytes:
    """A transport file of version 5 with one member of numeric variables."""
    library = header(b"LIBRARY") + b"SAS     SAS     SASLIB  9.4     X64".ljust(64) + DATE + DATE.ljust(80)
    member = header(b"MEMBER", b"000000000000000001600000000140") + header(b"DSCRPTR")
    member += b"SAS     DR1IFF  SASDATA 9.4     X64".ljust(64) + DATE + DATE.ljust(80)
    described = b"".join(namestr(number, name) for number, name in enumerate(names, start=1))
    values = b"".join(ibm(value) for record in records for value in record)
    count = f"000000{len(names):04}".encode() + b"0" * 20
    return library + member + header(b"NAMESTR", count) + padded(described) + header(b"OBS") + padded(values)


def test_a_transport_file_is_read_as_its_csv(tmp_path: Path) -> None:
    """Codes and numbers of people are whole, zeros are zeros, and what is missing is blank."""
    names, *records = csv.reader(SAMPLE.read_text(encoding="utf-8").splitlines())
    numbers = [[float(cell) if cell else None for cell in record] for record in records]
    file = tmp_path / "DR1IFF.XPT"
    file.write_bytes(xport(names, numbers))
    log, wanted = readers.read_file(str(file)), readers.read_file(str(SAMPLE))
    assert log.imports[0]._replace(file="") == wanted.imports[0]._replace(file="")
    assert [each._replace(file="", line=0) for each in log.entries] == [
        each._replace(file="", line=0) for each in wanted.entries
    ]
    assert [each.line for each in log.entries] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("spoil", [slice(0, 400), slice(0, 900)], ids=["no variables", "cut off"])
def test_a_damaged_transport_file_is_refused(spoil: slice, tmp_path: Path) -> None:
    """With the way out; never a traceback."""
    file = tmp_path / "DR1IFF.XPT"
    file.write_bytes(xport(["SEQN", "DR1IFDCD", "DR1IGRMS"], [[990011, 11112110, 183]])[spoil])
    with pytest.raises(InputError) as refused:
        readers.read_file(str(file))
    assert str(refused.value).startswith(f"{file}: is a SAS transport file")


def test_version_8_is_refused(tmp_path: Path) -> None:
    """Pandas reads version 5 alone."""
    file = tmp_path / "DR1IFF.XPT"
    file.write_bytes(header(b"LIBV8") + bytes(800))
    with pytest.raises(InputError) as refused:
        readers.read_file(str(file))
    assert refused.value.hint == "take one of version 5, or export it as CSV"


def test_a_transport_file_of_something_else_is_no_log(tmp_path: Path) -> None:
    """The columns that were found are named."""
    file = tmp_path / "DEMO.XPT"
    file.write_bytes(xport(["SEQN", "RIAGENDR"], [[990011, 2]]))
    with pytest.raises(InputError, match="no food column; the header names SEQN, RIAGENDR"):
        readers.read_file(str(file))


def test_other_bytes_are_no_transport_file() -> None:
    """A CSV may begin with the word HEADER."""
    assert not transport.is_transport(b"HEADER,food\n")
