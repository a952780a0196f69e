"""The reports of a batch: one file per format over one Results; ``FORMATS`` is the explicit list.

The terminal's table is text (``batch_table``); the others are written as bytes into an open file.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from bonecheck.errors import OptionError, did_you_mean

if TYPE_CHECKING:
    from bonecheck.batch.results import Results


class BatchFormat(StrEnum):
    """The formats that the results of a batch can be written in."""

    TERMINAL = "terminal"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"


class Shape(StrEnum):
    """One row per client (and day), or one per client (and day) and nutrient."""

    WIDE = "wide"
    LONG = "long"


# Imported when chosen: xlsxwriter is of no use to CSV.
FORMATS: Final = {
    BatchFormat.TERMINAL: "bonecheck.reports.batch_table",
    BatchFormat.CSV: "bonecheck.reports.batch_csv",
    BatchFormat.JSONL: "bonecheck.reports.batch_jsonl",
    BatchFormat.PARQUET: "bonecheck.reports.batch_parquet",
    BatchFormat.XLSX: "bonecheck.reports.batch_excel",
}
# What no terminal can show.
BINARY: Final = frozenset({BatchFormat.PARQUET, BatchFormat.XLSX})
# People read a row per person; programs group and filter rows per nutrient. The others have one shape alone.
SHAPES: Final = {BatchFormat.CSV: Shape.WIDE, BatchFormat.XLSX: Shape.WIDE, BatchFormat.PARQUET: Shape.LONG}
_ENDINGS: Final = {
    ".csv": BatchFormat.CSV,
    ".jsonl": BatchFormat.JSONL,
    ".ndjson": BatchFormat.JSONL,
    ".parquet": BatchFormat.PARQUET,
    ".xlsx": BatchFormat.XLSX,
    ".txt": BatchFormat.TERMINAL,
}


def chosen_format(name: str | None, output: Path | None) -> BatchFormat:
    """The format that was asked for by name, or by the ending of the file to write; else the terminal's.

    Raises OptionError for a name or an ending that is not known.
    """
    if name is not None:
        if name.casefold() not in set(BatchFormat):
            raise OptionError(f"--format {name!r} is not known", did_you_mean(name, BatchFormat))
        return BatchFormat(name.casefold())
    if output is None:
        return BatchFormat.TERMINAL
    if output.suffix.casefold() not in _ENDINGS:
        raise OptionError(
            f"--output {output}: no format goes with the ending {output.suffix!r}",
            f"end it in {', '.join(_ENDINGS)}, or give --format",
        )
    return _ENDINGS[output.suffix.casefold()]


def chosen_shape(name: str | None, format_: BatchFormat) -> Shape:
    """The shape that was asked for, or what suits the format. Raises OptionError for one that it does not have."""
    if name is None:
        return SHAPES.get(format_, Shape.WIDE)
    if name.casefold() not in set(Shape):
        raise OptionError(f"--shape {name!r} is not known", f"choose {' or '.join(Shape)}")
    if format_ not in SHAPES:
        raise OptionError(f"--shape does not go with {format_}", f"it goes with {', '.join(SHAPES)}")
    return Shape(name.casefold())


def write(results: Results, format_: BatchFormat, shape: Shape, file: BinaryIO) -> None:
    """Write the results into an open file in one of the formats other than the terminal's."""
    import_module(FORMATS[format_]).write(results, shape, file)
