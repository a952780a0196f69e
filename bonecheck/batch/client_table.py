"""The table of clients as columns: as many lines as a survey has people go through Polars, like a log does."""

from __future__ import annotations

import io
from typing import Any, Final

import polars as pl

from bonecheck.batch import distinct
from bonecheck.batch.pieces import Piece, Pieces
from bonecheck.readers import clients, text
from bonecheck.readers.base import Row
from bonecheck.readers.clients import Client
from bonecheck.readers.table import is_blank

# A line as `clients.Client` has it: the line and its cells as written, stripped; "" where one is not given.
SCHEMA: Final[dict[str, Any]] = {name: pl.Int64 if name == "line" else pl.String for name in Client._fields}
# Up to so many characters the careful reader is done before Polars has begun.
_SMALL: Final = 1 << 16
# What Python strips of a cell, and Polars does not.
_NOT_BLANK: Final = r"[^\s\x1c-\x1f]"


def read(source: str, small: int = _SMALL) -> pl.DataFrame:
    """The lines of a table of clients. Raises InputError when it has no client column, or no line."""
    told = text.decode(text.read_bytes(source), source)
    if len(told) > small:
        pieces = Pieces(io.BytesIO(told.encode()), clients.claims)
        if pieces.layout is not None:
            places = clients.places(source, pieces.layout.header)
            found = pl.concat(_lines(piece, places) for piece in pieces.read(lambda _: None))
            if found.height:
                return found
    return pl.DataFrame(clients.of_text(told, source), schema=SCHEMA, orient="row")


def _lines(piece: Piece, places: dict[str, int]) -> pl.DataFrame:
    """The lines of a piece that are not blank."""
    names = {role: str(number) for role, number in places.items()}
    cells = {
        role: each.mapped(distinct.SPACED, str.strip).text
        for role, each in distinct.columns_of(piece.cells, names).items()
    }
    none = pl.repeat("", piece.cells.height, eager=True)
    found = pl.DataFrame({"line": piece.lines, **{name: cells.get(name, none) for name in SCHEMA if name != "line"}})
    return found.filter(~_blank(piece))


def _blank(piece: Piece) -> pl.Series:
    """The rows of which no cell holds anything."""
    empty = piece.cells.select(~pl.any_horizontal(pl.all().str.contains(_NOT_BLANK))).to_series()
    rows = empty.arg_true().to_list()
    blank = [index for index in rows if is_blank(piece.rows.get(index) or Row(line=0, cells=()))]
    return pl.int_range(piece.cells.height, eager=True).is_in(pl.Series(blank, dtype=pl.Int64).implode())
