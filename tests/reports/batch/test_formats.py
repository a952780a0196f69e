"""Which format and shape a batch is written in, and what holds for all of them."""

from __future__ import annotations

import gc
import io
from pathlib import Path

import pytest

from bonecheck.batch.results import Results
from bonecheck.cli import output
from bonecheck.errors import OptionError
from bonecheck.reports.batch import FORMATS, SHAPES, BatchFormat, Shape, chosen_format, chosen_shape, write


def test_every_format_has_its_file() -> None:
    """The list holds each format once."""
    assert set(FORMATS) == set(BatchFormat)
    assert set(SHAPES) < set(BatchFormat)


@pytest.mark.parametrize(
    ("name", "output", "format_"),
    [
        (None, None, "terminal"),
        (None, "out.CSV", "csv"),
        (None, "out.jsonl", "jsonl"),
        (None, "out.ndjson", "jsonl"),
        (None, "out.parquet", "parquet"),
        (None, "a.b.xlsx", "xlsx"),
        (None, "out.txt", "terminal"),
        ("CSV", None, "csv"),
        ("jsonl", "out.csv", "jsonl"),
        ("parquet", "out", "parquet"),
    ],
)
def test_the_format_is_named_or_read_from_the_ending(name: str | None, output: str | None, format_: str) -> None:
    """A name goes before an ending."""
    assert chosen_format(name, Path(output) if output else None) == format_


@pytest.mark.parametrize(
    ("name", "output", "message", "hint"),
    [
        ("cvs", None, "--format 'cvs' is not known", "did you mean 'csv'?"),
        ("", None, "--format '' is not known", "known: terminal, csv, jsonl, parquet, xlsx"),
        (
            None,
            "out.xls",
            "--output out.xls: no format goes with the ending '.xls'",
            "end it in .csv, .jsonl, .ndjson, .parquet, .xlsx, .txt, or give --format",
        ),
        (
            None,
            "out",
            "--output out: no format goes with the ending ''",
            "end it in .csv, .jsonl, .ndjson, .parquet, .xlsx, .txt, or give --format",
        ),
    ],
)
def test_formats_that_are_none(name: str | None, output: str | None, message: str, hint: str) -> None:
    """What was asked for, and what there is."""
    with pytest.raises(OptionError) as raised:
        chosen_format(name, Path(output) if output else None)
    assert (str(raised.value), raised.value.hint) == (message, hint)


def test_shapes() -> None:
    """People get a row per person, programs a row per nutrient, and each may ask for the other."""
    assert [chosen_shape(None, each) for each in SHAPES] == [Shape.WIDE, Shape.WIDE, Shape.LONG]
    assert chosen_shape("LONG", BatchFormat.CSV) is Shape.LONG
    assert chosen_shape("wide", BatchFormat.PARQUET) is Shape.WIDE


@pytest.mark.parametrize(
    ("name", "format_", "message", "hint"),
    [
        ("tall", BatchFormat.CSV, "--shape 'tall' is not known", "choose wide or long"),
        ("long", BatchFormat.JSONL, "--shape does not go with jsonl", "it goes with csv, xlsx, parquet"),
        ("wide", BatchFormat.TERMINAL, "--shape does not go with terminal", "it goes with csv, xlsx, parquet"),
    ],
)
def test_shapes_that_are_none(name: str, format_: BatchFormat, message: str, hint: str) -> None:
    """A shape that a format does not have is no shape to pass over in silence."""
    with pytest.raises(OptionError) as raised:
        chosen_shape(name, format_)
    assert (str(raised.value), raised.value.hint) == (message, hint)


@pytest.mark.parametrize("format_", [each for each in BatchFormat if each is not BatchFormat.TERMINAL])
def test_the_same_results_give_the_same_bytes(results: Results, format_: BatchFormat) -> None:
    """A file says nothing of when it was made."""
    first, second = io.BytesIO(), io.BytesIO()
    for file in (first, second):
        write(results, format_, Shape.WIDE, file)
    assert first.getvalue() == second.getvalue() != b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("format_", [each for each in BatchFormat if each is not BatchFormat.TERMINAL])
def test_a_full_disk_is_an_error_of_the_option(
    results: Results, format_: BatchFormat, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever library writes, and nothing else is said."""
    with pytest.raises(OptionError, match=r"--output /dev/full: cannot be written: .*No space left on device"):
        output.write_bytes(lambda file: write(results, format_, Shape.WIDE, file), Path("/dev/full"))
    gc.collect()
    assert capfd.readouterr() == ("", "")
