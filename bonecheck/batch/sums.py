"""Step 3 for many logs: lines with their keys → what each client ate on each day, as sums that add up over blocks.

A frame has the columns of a log: ``client, date, food, amount, unit`` and, where some line could not be read, ``unread``.
Sums are kept apart in two frames: what every line adds, and what only few lines do (unknown foods, supplements).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import narwhals as nw

from bonecheck.batch import keys
from bonecheck.batch.keys import KeyTable
from bonecheck.nutrients import KEYS

CLIENT: Final = "client"
DATE: Final = "date"
LINES: Final = "lines"
BY: Final = (CLIENT, DATE)
COMMON: Final = (
    keys.ENERGY,
    *(f"{keys.KNOWN}_{name}" for name in KEYS),
    *(f"{kind}_{name}" for kind in (keys.LOW, keys.HIGH) for name in keys.RANGED),
)
RARE: Final = (keys.LOST, *(f"{kind}_{name}" for kind in keys.RARE for name in KEYS))
# Columns of the key table that grow with the amount of the line, or with its helpings; the others count lines.
GROWING: Final = frozenset(
    {*COMMON, *(f"{kind}_{name}" for kind in ("most", "supplements", "less", "more") for name in KEYS)}
)
BY_HELPINGS: Final = frozenset(f"most_helpings_{name}" for name in KEYS)
_TIMES: Final = "times"
_PORTIONS: Final = "portions"
_ONE: Final = "one"
# Frames of narwhals, eager or lazy.
Frame = Any


class Sums(NamedTuple):
    """Sums per client and day: of every line, and of the lines that have something rare."""

    common: Frame
    rare: Frame


def keyed(frame: Frame, table: KeyTable) -> Frame:
    """A log frame with the column ``counted``: see `keys`."""
    unit, amount = nw.col("unit"), nw.col("amount")
    counts = (unit == "") | unit.is_in(sorted(table.counting_units)) if table.counting_units else unit == ""
    counted = (
        nw.when(amount.is_null())
        .then(nw.lit(keys.NO_AMOUNT))
        .otherwise(nw.when(counts).then(amount).otherwise(nw.lit(keys.MULTIPLIES)))
    )
    if "unread" in frame.columns:
        counted = nw.when(nw.col("unread")).then(nw.lit(keys.UNREAD)).otherwise(counted)
    return frame.with_columns(counted.alias("counted"))


def numbered(lines: Frame, key_frame: Frame) -> Frame:
    """Keyed lines with the number of their key (null where that is new), and without their texts."""
    known = key_frame.select(*keys.KEY, keys.NUMBER)
    found = lines.join(known, on=list(keys.KEY), how="left")
    return found.drop("food", "unit", "counted")


def of_lines(lines: Frame, key_frame: Frame) -> Sums:
    """The sums of numbered lines."""
    lines = lines.select(*BY, "amount", keys.NUMBER)
    common = lines.join(key_frame.select(keys.NUMBER, keys.SCALES, keys.HELPINGS, *COMMON), on=keys.NUMBER, how="left")
    rare_keys = key_frame.filter(nw.col(keys.IS_RARE)).select(keys.NUMBER, keys.SCALES, keys.HELPINGS, *RARE)
    return Sums(
        common=_summed(common, COMMON).rename({_ONE: LINES}),
        rare=_summed(_with_keys(lines, rare_keys), RARE).drop(_ONE),
    )


def _with_keys(lines: Frame, few: Frame) -> Frame:
    """The lines that have one of a few keys, beside it; in their order where the frame has one."""
    if isinstance(lines, nw.LazyFrame):
        return lines.join(few, on=keys.NUMBER, how="inner")
    # An inner join may turn the order of lines, and with it the last digit of their sum.
    found = lines.join(few.select(keys.NUMBER), on=keys.NUMBER, how="semi")
    return found.join(few, on=keys.NUMBER, how="left")


def _summed(lines: Frame, names: Sequence[str]) -> Frame:
    """Lines per client and day, each key counting as often as the amount says where that multiplies it."""
    scales, helpings = nw.col(keys.SCALES), nw.col(keys.HELPINGS) * nw.col("amount")
    times = nw.when(scales).then(nw.col("amount")).otherwise(nw.lit(1.0))
    portions = nw.when(scales & (helpings > 1)).then(helpings).otherwise(nw.lit(1.0))
    timed = lines.with_columns(times.alias(_TIMES), portions.alias(_PORTIONS), nw.lit(1, dtype=nw.Int64).alias(_ONE))
    grown = timed.with_columns(
        (nw.col(name) * nw.col(_PORTIONS if name in BY_HELPINGS else _TIMES)).alias(name)
        for name in names
        if name in GROWING | BY_HELPINGS
    )
    return grown.group_by(*BY).agg(*(nw.col(name).sum() for name in (_ONE, *names)))


def added(frame: Frame, by: Sequence[str]) -> Frame:
    """The sums of all other columns by some."""
    return frame.group_by(*by).agg(*(nw.col(name).sum() for name in frame.columns if name not in by))


def per_day(sums: Sums) -> Frame:
    """One row per client and day; what no line has is zero. ``days`` is 1."""
    return _whole(sums, BY).with_columns(nw.lit(1, dtype=nw.Int64).alias("days"))


def per_client(sums: Sums, add: Callable[[Frame, Sequence[str]], Frame] = added) -> Frame:
    """One row per client: the means per day over its ``days``; ``lines`` and counts of unknown lines are sums.

    ``add`` does what `added` does.
    """
    each_a_day = sums.common.with_columns(nw.lit(1, dtype=nw.Int64).alias("days"))
    common, rare = (add(each.drop(DATE), (CLIENT,)) for each in (each_a_day, sums.rare))
    whole = _whole(Sums(common, rare), (CLIENT,))
    return whole.with_columns((nw.col(name) / nw.col("days")).alias(name) for name in sorted(GROWING | BY_HELPINGS))


def _whole(sums: Sums, by: Sequence[str]) -> Frame:
    """Both frames side by side. A day without a date is a day: its null is joined by a stand-in."""
    common, rare = sums.common, sums.rare
    if DATE in by:
        common, rare = (each.with_columns(_dated()) for each in (common, rare))
        rare = rare.drop(DATE)
        on = [CLIENT, "day"]
    else:
        on = [CLIENT]
    whole = common.join(rare, on=on, how="left").with_columns(nw.col(name).fill_null(0.0) for name in RARE)
    return whole.drop("day") if DATE in by else whole


def _dated() -> nw.Expr:
    return nw.col(DATE).cast(nw.String).fill_null("").alias("day")
