"""A column of texts by its distinct ones: what is plain is told from what is not, and the rest is looked at once each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from bonecheck.readers.conventions import Cell


def mapped(text: pl.Series, pattern: str, function: Callable[[str], str]) -> pl.Series:
    """A column in which a function replaced each text that a pattern is found in."""
    distinct = text.unique()
    found: list[str] = distinct.filter(distinct.str.contains(pattern)).to_list()
    new = [function(each) for each in found]
    return text if new == found else text.replace(found, new)


def cells(text: pl.Series, lines: pl.Series, texts: Iterable[str]) -> list[Cell]:
    """Some of a column's texts, each with its first line and on how many it stands."""
    rows = pl.DataFrame({"text": text, "line": lines}).filter(text.is_in(list(texts)))
    found = rows.group_by("text").agg(pl.col("line").min(), pl.len().alias("lines"))
    return [Cell(line, each, count) for each, line, count in found.rows()]
