"""A column of texts with its distinct ones: what is plain is told from what is not, and the rest is looked at once each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

import polars as pl

from bonecheck.readers.conventions import Cell

# Texts that may have space to be stripped.
SPACED: Final = r"^\s|\s$|[\x00-\x1f]"


class Column(NamedTuple):
    """A column's texts, one per row, and each of them once in any order."""

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
        return Column(self.text.replace(found, new), self.distinct.replace(found, new).unique())

    def cells(self, lines: pl.Series, texts: Iterable[str]) -> list[Cell]:
        """Some of the texts, each with its first line and on how many it stands."""
        rows = pl.DataFrame({"text": self.text, "line": lines}).filter(pl.col("text").is_in(list(texts)))
        found = rows.group_by("text").agg(pl.col("line").min(), pl.len().alias("lines"))
        return [Cell(line, each, count) for each, line, count in found.rows()]


def columns_of(cells: pl.DataFrame, names: Mapping[str, str]) -> dict[str, Column]:
    """Columns of a frame under new names; the distinct texts of all are found at one go, by all cores."""
    found = cells.lazy().select(pl.col(old).unique().implode().alias(new) for new, old in names.items()).collect()
    return {new: Column(cells[old], found[new].explode()) for new, old in names.items()}


def empty(height: int) -> Column:
    """A column of nothing."""
    return Column(pl.repeat("", height, eager=True), pl.Series([""]))
