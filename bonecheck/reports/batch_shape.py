"""The scores of a batch as tables: long as they are, or wide with one row per client (and day).

A wide table has who the client is and, for each nutrient, the intake in its unit (``<key>_<unit>``, a mean per day, the
known part), then ``<key>_lower_bound``, ``_at_most``, ``_unknown_foods``, ``_reference``, ``_percent``, ``_status`` and,
per client, ``_confidence``. Scores are sorted and every client has all nutrients in order, so that every seventh row
belongs to one nutrient, and no pivot is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import polars as pl

from bonecheck.nutrients import NUTRIENTS, Nutrient
from bonecheck.reports.batch import Shape
from bonecheck.spreadsheet import FORMULA

if TYPE_CHECKING:
    from bonecheck.batch.results import Results

PROFILE: Final = ("sex", "age", "weight_kg", "life_stage", "authority", "assumed")
_COUNTS: Final = ("days", "lines", "lines_lost", "energy_kcal")
_PER_NUTRIENT: Final = ("lower_bound", "at_most", "unknown_foods", "reference", "percent", "status")


def table(results: Results, shape: Shape) -> pl.DataFrame:
    """The scores in one of the shapes."""
    return results.scores if shape is Shape.LONG else wide(results)


def keys(results: Results) -> tuple[str, ...]:
    """The columns that say whose row it is."""
    return ("client", "date") if results.per == "day" else ("client",)


def people(results: Results) -> pl.DataFrame:
    """One row per client (and day), in the order of the scores: who, profile and counts."""
    found = results.scores.select(*keys(results), *_COUNTS).gather_every(len(NUTRIENTS))
    known = results.clients.select("client", *PROFILE)
    joined = found.join(known, on="client", how="left", maintain_order="left")
    return joined.select(*keys(results), *PROFILE, *_COUNTS)


def of_nutrient(scores: pl.DataFrame, nutrient: Nutrient) -> pl.DataFrame:
    """The rows of one nutrient, one per client (and day), in the order of ``people``."""
    return scores.gather_every(len(NUTRIENTS), NUTRIENTS.index(nutrient))


def wide(results: Results) -> pl.DataFrame:
    """One row per client (and day); see the module's text for the columns."""
    columns = (column for nutrient in NUTRIENTS for column in _columns(results, nutrient))
    return people(results).hstack(list(columns))


def _columns(results: Results, nutrient: Nutrient) -> Iterator[pl.Series]:
    found = of_nutrient(results.scores.select("intake", *per_nutrient(results)), nutrient)
    yield found["intake"].alias(nutrient.column)
    for name in per_nutrient(results):
        yield found[name].alias(f"{nutrient.key}_{name}")


def per_nutrient(results: Results) -> tuple[str, ...]:
    """What a wide table says of each nutrient beside the intake; one day has no confidence of its own."""
    return _PER_NUTRIENT if results.per == "day" else (*_PER_NUTRIENT, "confidence")


def guarded(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame of whose text no spreadsheet takes a cell for a formula, as ``spreadsheet.guarded`` does it for one."""
    return frame.with_columns(
        _guarded(pl.col(name)).alias(name) for name in frame.select(pl.selectors.string()).columns
    )


def _guarded(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.slice(0, 1).is_in(FORMULA)).then(pl.lit("'") + text).otherwise(text)
