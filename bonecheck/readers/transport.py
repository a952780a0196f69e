"""SAS transport files (.XPT, version 5), in which NHANES is distributed: their records as rows of text.

A zero of such a file is a tiny number in pandas, and a whole number a fraction: both become what they were.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from bonecheck.errors import InputError
from bonecheck.readers.base import Row, Table

if TYPE_CHECKING:
    import pandas as pd

_SIGNATURE: Final = b"HEADER RECORD*******LIB"
# Below this a number is the file's zero: pandas reads it as 5.4e-79.
_TINY: Final = 1e-70


def is_transport(data: bytes) -> bool:
    """Whether bytes are a SAS transport file, of either version."""
    return data.startswith(_SIGNATURE)


def parse(data: bytes, file: str) -> Table:
    """The records as a Table; line n is the n-th record. Raises InputError when the file is damaged or of version 8."""
    import pandas as pd

    try:
        frame = pd.read_sas(io.BytesIO(data), format="xport", encoding="cp1252")
    except (ValueError, KeyError, IndexError, TypeError, ArithmeticError) as error:
        message = f"{file}: is a SAS transport file that cannot be read: {error}"
        raise InputError(message, "take one of version 5, or export it as CSV") from None
    if frame.empty:
        raise InputError(f"{file}: is a SAS transport file without records", "give a file that has some")
    columns = [_texts(frame[name]) for name in frame.columns]
    rows = tuple(Row(line=number, cells=cells) for number, cells in enumerate(zip(*columns, strict=True), start=1))
    return Table(file=file, header=Row(line=0, cells=tuple(map(str, frame.columns))), rows=rows, delimiter="")


def _texts(column: pd.Series[Any]) -> list[str]:
    """A column's cells; one that is missing is empty."""
    return ["" if value is None or value != value else _text(value) for value in column.tolist()]  # noqa: PLR0124 -- NaN


def _text(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return "0" if abs(value) < _TINY else f"{value:.12g}"
