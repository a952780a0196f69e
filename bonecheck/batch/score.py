"""Step 4 for many people: sums beside what each person is held against → verdicts, by the formulas of the one-log path."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import narwhals as nw
import numpy as np

from bonecheck import assess, confidence
from bonecheck.batch import frames, in_memory, keys, people, spark_rows, sums
from bonecheck.model import Habit
from bonecheck.nutrients import KEYS

Frame = Any
# The columns of scores: one row per client (and day) and nutrient, amounts per day in ``unit``.
COLUMNS: Final = (
    "client", "date", "days", "nutrient", "intake", "unit", "lower_bound", "at_most", "unknown_foods", "reference",
    "reference_kind", "authority", "percent", "gap", "status", "upper_level", "excess", "usual", "confidence",
    "confidence_at_most", "lines", "lines_lost", "energy_kcal",
)  # fmt: skip
_ORDER: Final = "order"
# Columns of sums that are of no nutrient.
_BESIDE: Final = (
    sums.CLIENT, sums.DATE, "days", sums.LINES, keys.LOST, keys.ENERGY, people.KIND, people.WEIGHT,
)  # fmt: skip
_INFINITE: Final = nw.lit(math.inf)
# Clients (or their days) that are judged at once: a column for each step of the way takes memory.
_AT_ONCE: Final = 1 << 16


def scored(placed: Frame, kinds: Frame, *, has_skewed: bool) -> Frame:
    """The scores of sums (`sums.per_day` or `per_client`) with each client's kind and weight.

    Sorted by client, date and nutrient. ``kinds`` is the frame of a `people.KindTable`, ``has_skewed`` whether the
    requirement of some kind of person is skewed.
    """
    by = [name for name in (sums.CLIENT, sums.DATE) if name in placed.columns]
    if isinstance(placed, nw.DataFrame):
        return _in_parts(placed.sort(*by, nulls_last=False), kinds, has_skewed=has_skewed).drop(_ORDER)
    by_nutrient = spark_rows.by_nutrient if frames.is_spark(placed) else _by_nutrient
    eaten = by_nutrient(placed, {name: _eaten(name) for name in KEYS}, _BESIDE)
    scores = _judged(eaten.join(kinds, on=people.HELD_TO, how="left"), has_skewed=has_skewed)
    return scores.sort(*by, _ORDER, nulls_last=False).drop(_ORDER)


def _in_parts(placed: Frame, kinds: Frame, *, has_skewed: bool) -> Frame:
    """The scores of a sorted frame in memory, in its order."""
    starts = range(0, max(len(placed), 1), _AT_ONCE)
    parts = [_interleaved(placed[first : first + _AT_ONCE], kinds) for first in starts]
    if not placed.implementation.is_polars():
        return nw.concat([_judged(part, has_skewed=has_skewed) for part in parts])
    # Planned together, they are judged by all cores.
    return nw.concat([_judged(part.lazy(), has_skewed=has_skewed) for part in parts]).collect()


def _by_nutrient(wide: Frame, values: Mapping[str, Sequence[nw.Expr]], beside: Sequence[str]) -> Frame:
    """A row per row and nutrient, as `spark_rows.by_nutrient`; all rows of the first nutrient come first."""
    kept = [name for name in beside if name in wide.columns]
    return nw.concat([wide.select(*kept, *each) for each in values.values()])


def _interleaved(rows: Frame, kinds: Frame) -> Frame:
    """A row per row and nutrient beside what it is held against, in the order of rows, of frames in memory."""
    found = _by_nutrient(rows, {name: _eaten(name) for name in KEYS}, _BESIDE)
    eaten = found[np.arange(len(found)).reshape(len(KEYS), -1).T.ravel()]
    # A join would be free to turn the order.
    held_to = kinds.drop(people.HELD_TO)[eaten[people.HELD_TO].to_numpy()]
    return nw.concat([eaten, held_to], how="horizontal")


def _judged(rows: Frame, *, has_skewed: bool) -> Frame:
    """The scores of what was eaten beside what it is held against."""
    judged = rows.with_columns(*_levels()).with_columns(*_verdict())
    if sums.DATE not in rows.columns:
        judged = _with_confidence(judged, has_skewed=has_skewed).with_columns(_usual().alias("usual"))
        judged = judged.with_columns(*(_unless_refused(each) for each in ("confidence", "confidence_at_most")))
    shown = judged.with_columns(*_shown())
    return shown.select(*(each for each in COLUMNS if each in shown.columns), _ORDER)


def _eaten(name: str) -> tuple[nw.Expr, ...]:
    """What was eaten of a nutrient, its place among the nutrients, and the row of what it is held against."""
    known, most = nw.col(f"{keys.KNOWN}_{name}"), nw.col(f"most_{name}") + nw.col(f"most_helpings_{name}")
    ranged = name in keys.RANGED
    high = nw.col(f"{keys.HIGH}_{name}") if ranged else known + nw.col(f"more_{name}")
    low = nw.col(f"{keys.LOW}_{name}") if ranged else known - nw.col(f"less_{name}")
    unlimited = nw.col(f"open_{name}") > 0
    return (
        known.alias("intake"),
        low.alias("at_least"),
        nw.when(unlimited).then(_INFINITE).otherwise(high + most).alias("at_most"),
        nw.col(f"supplements_{name}").alias("supplements"),
        nw.col(f"unknown_{name}").cast(nw.Int64).alias("unknown_foods"),
        nw.lit(KEYS.index(name)).alias(_ORDER),
        people.held_to(nw.col(people.KIND), KEYS.index(name)).alias(people.HELD_TO),
    )


def _levels() -> tuple[nw.Expr, ...]:
    """What the person is held against."""
    return tuple(
        (nw.col(f"{each}_per_kg") * nw.col(people.WEIGHT) + nw.col(f"{each}_plus")).alias(each)
        for each in ("target", "upper", "tested")
    )


def _verdict() -> tuple[nw.Expr, ...]:
    only_supplements = nw.col("upper_counts") == "supplements"
    held = assess.Held(
        at_least=nw.col("at_least"),
        at_most=nw.col("at_most"),
        counted=nw.when(only_supplements).then(nw.col("supplements")).otherwise(nw.col("intake")),
        target=nw.col("target"),
        upper=nw.col("upper"),
    )
    return (
        _first([(str(status), holds(held)) for status, holds in assess.VERDICTS], str(assess.OTHERWISE)).alias(
            "status"
        ),
        assess.percent(nw.col("intake"), nw.col("target")).alias("percent"),
        assess.shortfall(nw.col("target"), nw.col("intake")).alias("gap"),
        assess.shortfall(held.counted, held.upper).alias("excess"),
    )


def _first(choices: Sequence[tuple[str, nw.Expr]], otherwise: str) -> nw.Expr:
    """The word of the first condition that holds."""
    found: nw.Expr = nw.lit(otherwise)
    for word, holds in reversed(choices):
        found = nw.when(holds).then(nw.lit(word)).otherwise(found)
    return found


def _with_confidence(rows: Frame, *, has_skewed: bool) -> Frame:
    """The least and the most that the confidence of a usual intake can be; see `confidence.usual_intake`."""
    unlimited = nw.col("at_most") == _INFINITE
    most = nw.when(unlimited).then(nw.lit(0.0)).otherwise(nw.col("at_most"))
    means = {"confidence": nw.col("at_least"), "confidence_at_most": most}
    found = rows.with_columns(mean.alias(f"mean_{name}") for name, mean in means.items())
    found = found.with_columns(_z(nw.col(f"mean_{name}")).alias(f"z_{name}") for name in means)
    engine = spark_rows if frames.is_spark(found) else in_memory
    found = engine.with_confidence(found, tuple(means), has_skewed=has_skewed)
    return found.with_columns(
        nw.when(unlimited).then(nw.lit(1.0)).otherwise(nw.col("confidence_at_most")).alias("confidence_at_most")
    )


def _z(mean: nw.Expr) -> nw.Expr:
    value, days, sd = nw.col("tested"), nw.col("days"), nw.col("sd_within")
    required = confidence.requirement_z(mean, value, nw.col("requirement_cv") * value, sd, days)
    return nw.when(nw.col("is_ai")).then(confidence.level_z(mean, value, sd, days)).otherwise(required)


def _usual() -> nw.Expr:
    least = nw.col("confidence")
    most = nw.when(nw.col("is_ai")).then(nw.lit(1.0)).otherwise(nw.col("confidence_at_most"))
    habits = [(str(habit), holds(least, most)) for habit, holds in confidence.HABITS]
    below = nw.col("is_ai") & (nw.col("at_least") < nw.col("tested"))
    return _first(
        [(str(Habit.NO_FIGURE), ~nw.col("is_tested")), (str(Habit.UNDETERMINED), below), *habits], str(Habit.OPEN)
    )


def _unless_refused(name: str) -> nw.Expr:
    """A confidence, but null where the method has none."""
    refused = nw.col("usual").is_in([str(Habit.NO_FIGURE), str(Habit.UNDETERMINED)])
    return nw.when(~refused).then(nw.col(name)).alias(name)


def _shown() -> tuple[nw.Expr, ...]:
    """What is infinite, because it is not there, as null."""
    has_target = nw.col("target") != _INFINITE
    finite: Callable[[str], nw.Expr] = lambda name: nw.when(nw.col(name) != _INFINITE).then(nw.col(name))  # noqa: E731
    return (
        (nw.col("unknown_foods") > 0).alias("lower_bound"),
        finite("at_most").alias("at_most"),
        finite("target").alias("reference"),
        finite("upper").alias("upper_level"),
        *(nw.when(has_target).then(nw.col(name)).alias(name) for name in ("percent", "gap")),
        nw.when(nw.col("excess") > 0).then(nw.col("excess")).alias("excess"),
        nw.col(keys.LOST).cast(nw.Int64).alias(keys.LOST),
    )
