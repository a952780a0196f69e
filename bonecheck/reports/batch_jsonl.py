"""The scores of a batch as JSON lines: one object per client (and day), ``schema`` names the version.

``schemas/scores-1.json`` describes it. Numbers are not rounded; null is unknown or not there, never zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

import polars as pl

from bonecheck.nutrients import NUTRIENTS, Nutrient
from bonecheck.reports import batch_shape
from bonecheck.reports.batch import Shape

if TYPE_CHECKING:
    from bonecheck.batch.results import Results

SCHEMA: Final = "bonecheck.scores/1"
_FACTS: Final = ("intake", "unit", "lower_bound", "at_most", "unknown_foods", "percent", "gap", "status")
_UPPER: Final = ("upper_level", "excess")
_HABIT: Final = ("usual", "confidence", "confidence_at_most")


def write(results: Results, shape: Shape, file: BinaryIO) -> None:  # noqa: ARG001 - every format takes a shape; JSON has one
    """An object per line, in the order of the scores."""
    people = batch_shape.people(results)
    nutrients = pl.DataFrame([_nutrient(results, each) for each in NUTRIENTS])
    document = people.select(
        pl.lit(SCHEMA).alias("schema"),
        *batch_shape.keys(results),
        _profile(),
        *people.columns[-4:],
        nutrients.to_struct("nutrients"),
    )
    document.write_ndjson(file)


def _profile() -> pl.Expr:
    """The person; ``assumed`` lists the fields that nobody gave."""
    given = [name for name in batch_shape.PROFILE if name != "assumed"]
    return pl.struct(*given, pl.col("assumed").fill_null("").str.extract_all("[^, ]+")).alias("profile")


def _nutrient(results: Results, nutrient: Nutrient) -> pl.Series:
    """What is known of one nutrient, for every client (and day)."""
    reference = pl.struct(value="reference", kind="reference_kind", authority="authority")
    found = batch_shape.of_nutrient(results.scores, nutrient).select(
        *_FACTS,
        pl.when(pl.col("reference").is_not_null()).then(reference).alias("reference"),
        *_UPPER,
        *(() if results.per == "day" else _HABIT),
    )
    return found.to_struct(nutrient.key)
