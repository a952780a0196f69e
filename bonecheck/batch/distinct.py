"""A column of texts with its distinct ones: what is plain is told from what is not, and the rest is looked at once each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from bonecheck.readers.conventions import Cell

# Texts that may have space to be stripped.
SPACED: Final = r"^\s|\s$|[\x00-\x1f]"

# Columns of few texts that each stand on many rows.
CODED: Final = ("food", "unit")


class Column(NamedTuple):
    """A column's texts (String, or Categorical where few are many times there), one per row, and each once in any order."""

    text: pl.Series
    distinct: pl.Series

    def matches(self, pattern: str) -> bool:
        """Whether a pattern is found in all texts."""
        return bool(self.distinct.str.contains(pattern).all())

    def without(self, pattern: str) -> pl.Series:
        """The distinct texts that a pattern is not found in, but for the empty one."""
        return self.distinct.filter(~self.distinct.str.contains(pattern) & (self.distinct != ""))

    def mapped(self, pattern: str, function: Callable[[str], str]) -> Column:
        """The column in which a function replaced each text that a pattern is found in."""
        found: list[str] = self.distinct.filter(self.distinct.str.contains(pattern)).to_list()
        new = [function(each) for each in found]
        if new == found:
            return self
        text = self.text.cast(pl.String).replace(found, new).cast(self.text.dtype)
        return Column(text, self.distinct.replace(found, new).unique())

    def cells(self, lines: pl.Series, texts: Iterable[str]) -> list[Cell]:
        """Some of the texts, each with its first line and on how many it stands."""
        rows = pl.DataFrame({"text": self.text.cast(pl.String), "line": lines}).filter(
            pl.col("text").is_in(list(texts))
        )
        found = rows.group_by("text").agg(pl.col("line").min(), pl.len().alias("lines"))
        return [Cell(line, each, count) for each, line, count in found.rows()]


def columns_of(cells: pl.DataFrame, names: Mapping[str, str]) -> dict[str, Column]:
    """Columns of a frame under new names."""
    return {new: (_coded if new in CODED else _column)(cells[old]) for new, old in names.items()}


def _coded(text: pl.Series) -> Column:
    coded = text.cast(pl.Categorical)
    return Column(coded, coded.gather(row_of_each(coded)).cast(pl.String))


def row_of_each(column: pl.Series) -> npt.NDArray[np.int64]:
    """A row of each distinct text of a Categorical column."""
    codes = column.to_physical().to_numpy()
    rows = np.full(int(codes.max(initial=0)) + 1, -1)
    rows[codes] = np.arange(len(codes))
    return rows[rows >= 0]


def _column(text: pl.Series) -> Column:
    """A column of which the next row often has the same text: of such a run one is enough."""
    firsts = text.filter(text.ne_missing(text.shift()))
    return Column(text, (firsts if 2 * len(firsts) < len(text) else text).unique())


def empty(height: int) -> Column:
    """A column of nothing."""
    return Column(pl.repeat("", height, eager=True), pl.Series([""]))
