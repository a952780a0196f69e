"""Two steps of scoring as Spark plans them well: a row per nutrient in one pass, and the mean over steps in one expression.

A union of seven selections has Spark plan the sums seven times, and a column for each step of a mean makes a plan that
takes minutes. Here the sums are planned once, and the steps are an array.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import narwhals as nw

from bonecheck import confidence
from bonecheck.batch import normal

Frame = Any
Column = Any
_AT: Final = "at"
_WEIGHT: Final = "weight"


def by_nutrient(wide: Frame, values: Mapping[str, Sequence[nw.Expr]], beside: Sequence[str]) -> Frame:
    """A row per row and nutrient: the columns ``beside`` that there are, and the values of the nutrient.

    The expressions of each nutrient have the same names.
    """
    from pyspark.sql import functions

    named = {name: nw.struct(*each).alias(name) for name, each in values.items()}
    kept = [name for name in beside if name in wide.columns]
    native = wide.select(*kept, *named.values()).to_native()
    rows = functions.array(*(functions.struct(functions.col(f"{name}.*")) for name in named))
    return nw.from_native(native.select(*kept, functions.inline(rows)))


def with_confidence(rows: Frame, names: Sequence[str], *, has_skewed: bool) -> Frame:
    """Φ of each column ``z_<name>`` as ``name``; in rows that are skewed `confidence.skewed_requirement` of ``mean_<name>``."""
    from pyspark.sql import functions

    col = functions.col
    native = rows.to_native()
    for name in names:
        plain = _phi(_near(col(f"z_{name}")))
        met = functions.when(col("is_skewed"), _met(f"mean_{name}")).otherwise(plain) if has_skewed else plain
        native = native.withColumn(name, met)
    return nw.from_native(native)


def _met(mean: str) -> Column:
    """The confidence that a skewed requirement is met."""
    from pyspark.sql import functions

    known = [functions.col(each) for each in (mean, "tested", "requirement_cv", "sd_within", "days")]
    steps = functions.array(
        *(
            functions.struct(functions.lit(step).alias(_AT), functions.lit(weight).alias(_WEIGHT))
            for step, weight in zip(confidence.STEPS, confidence.WEIGHTS, strict=True)
        )
    )
    zs = functions.transform(steps, lambda step: _z(step, known))
    met = functions.aggregate(zs, functions.lit(0.0), lambda total, step: total + step[_WEIGHT] * _phi(step[_AT]))
    return met / sum(confidence.WEIGHTS)


def _z(step: Column, known: Sequence[Column]) -> Column:
    """A step and its weight as its z and its weight."""
    from pyspark.sql import functions

    mean, requirement, cv, sd_within, days = known
    z = confidence.skewed_z(step[_AT], mean, requirement, cv, sd_within, days, log=_log)
    return functions.struct(_near(z).alias(_AT), step[_WEIGHT].alias(_WEIGHT))


def _near(z: Column) -> Column:
    """A z within what `normal.tail` takes."""
    from pyspark.sql import functions

    return functions.greatest(functions.lit(-normal.FAR), functions.least(functions.lit(normal.FAR), z))


def _log(x: Column) -> Column:
    from pyspark.sql import functions

    return functions.log(functions.greatest(functions.lit(normal.TINY), x))


def _phi(z: Column) -> Column:
    from pyspark.sql import functions

    tail = normal.tail(functions.abs(z), functions.exp)
    return functions.when(z > 0, 1.0 - tail).otherwise(tail)
