"""Step 3, total: per day and nutrient, what is known, from which lines, and which lines could hold more.

A missing value is never zero: the line goes into ``Total.unknown`` with the most that it can be held to give,
``FoodTable.limit``: the 95th percentile of its food group's known values (of all foods' when the food is
unknown), computed when the food table is built. Where a group is too little known, there is no limit. A known food
of unknown weight is held to a large portion of itself.

Where a log states values of its own, ``stated.sources`` decides which value counts; each contribution says whose it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from bonecheck.foods.table import ANY_GROUP, FoodTable
from bonecheck.model import Contribution, DayTotals, Line, Total, Unknown
from bonecheck.nutrients import KEYS
from bonecheck.stated import Kind, Origin, counted

# The 95th percentile of the survey's usual portions (FNDDS 2021-2023; data/portions.csv, measure "default").
_LARGE_PORTION_GRAMS: Final = 324.0


def total_days(lines: Iterable[Line], table: FoodTable) -> tuple[DayTotals, ...]:
    """The totals of each day, in the order of the calendar; lines without a date are a day of their own, first."""
    days: dict[dt.date | None, list[Line]] = {}
    for line in lines:
        days.setdefault(line.entry.date, []).append(line)
    ordered = sorted(days, key=lambda date: date or dt.date.min)
    return tuple(total_day(date, days[date], table) for date in ordered)


def total_day(date: dt.date | None, lines: Sequence[Line], table: FoodTable) -> DayTotals:
    """The seven totals of one day's lines, and its energy in kcal as far as it is known."""
    return DayTotals(
        date=date,
        lines=tuple(lines),
        totals={key: _total(key, lines, table) for key in KEYS},
        energy_kcal=sum(line.energy_kcal or 0.0 for line in lines),
    )


def mean(days: Sequence[DayTotals]) -> DayTotals:
    """The mean day: every contribution, and every limit of an unknown, is divided by the number of days."""
    count = len(days)
    totals = {key: _mean_total(key, [day.totals[key] for day in days]) for key in KEYS}
    return DayTotals(
        date=None,
        lines=tuple(line for day in days for line in day.lines),
        totals=totals,
        energy_kcal=sum(day.energy_kcal for day in days) / count,
        days=count,
    )


def unknown_share(total: Total, day: DayTotals) -> float | None:
    """The unknown lines' share of the day's energy; of its grams where an energy is unknown; None where both are."""
    lines = [unknown.line for unknown in total.unknown]
    for measure in (_energy, _grams):
        parts, whole = [measure(line) for line in lines], [measure(line) for line in day.lines]
        if None not in whole and (everything := sum(part for part in whole if part)) > 0:
            return sum(part for part in parts if part) / everything
    return 0.0 if not lines else None


def known_share(total: Total, day: DayTotals) -> float | None:
    """The share of the day's energy (0 to 1) that comes from lines with a value; None where an energy is unknown."""
    energies = [line.energy_kcal for line in day.lines]
    if None in energies or not (whole := sum(each or 0.0 for each in energies)):
        return None
    return 1 - sum(unknown.line.energy_kcal or 0.0 for unknown in total.unknown) / whole


def density(total: Total, day: DayTotals) -> float | None:
    """The known part per 1000 kcal of foods that have a value for it, in the nutrient's unit; None without energy.

    Supplements have no energy and do not count, nor do lines whose value or energy is unknown, on either side.
    """
    unknown = {id(each.line) for each in total.unknown}
    energy = sum(line.energy_kcal or 0.0 for line in day.lines if id(line) not in unknown) / day.days
    known = total.known - total.supplements
    return 1000 * known / energy if energy else None


def _energy(line: Line) -> float | None:
    return line.energy_kcal


def _grams(line: Line) -> float | None:
    return 0.0 if line.is_supplement else line.grams


def _total(key: str, lines: Sequence[Line], table: FoodTable) -> Total:
    contributions: list[Contribution] = []
    unknown: list[Unknown] = []
    parts = [_given(key, line) for line in lines]
    for line, given in zip(lines, parts, strict=True):
        if (given is None and line.eaten) or _is_the_least(line):
            unknown.append(Unknown(line=line, at_most=_at_most(key, line, table)))
        if given is not None and given.amount > 0:
            contributions.append(given)
    return _sum(key, contributions, unknown, _spread(key, parts))


def _is_the_least(line: Line) -> bool:
    """Whether what a line states is a lower bound: it is known and more of it unknown."""
    return line.entry.stated is not None and line.entry.stated.kind is Kind.PARTIAL


def _spread(key: str, parts: Iterable[Contribution | None]) -> tuple[float, float] | None:
    """The lowest and highest of the known part, by the ranges of the foods; None where no food gives a range."""
    lows, highs, ranged = [], [], False
    for given in parts:
        if given is None:
            continue
        found = _range(key, given)
        ranged = ranged or found is not None
        low, high = found or (given.amount, given.amount)
        lows.append(low)
        highs.append(high)
    return (sum(lows), sum(highs)) if ranged else None


def _range(key: str, given: Contribution) -> tuple[float, float] | None:
    """The range of a value out of the table, by its sources and by an amount that is a range; a log's own value has none."""
    line, food = given.line, given.line.match.food
    if food is None or given.origin is not Origin.TABLE or line.grams is None:
        return None
    found, ends = food.ranges.get(key), line.ends
    if found is None and ends is None:
        return None
    value = food.per_100g[key] or 0.0
    lowest, highest = found or (value, value)
    least, most = ends or (line.grams, line.grams)
    return lowest * least / 100, highest * most / 100


def _sum(
    key: str,
    contributions: Sequence[Contribution],
    unknown: Sequence[Unknown],
    spread: tuple[float, float] | None,
) -> Total:
    return Total(
        nutrient=key,
        known=sum(part.amount for part in contributions),
        supplements=sum(part.amount for part in contributions if part.line.is_supplement),
        contributions=tuple(contributions),
        unknown=tuple(unknown),
        spread=spread,
    )


def _given(key: str, line: Line) -> Contribution | None:
    """What a line gives of a nutrient, and whose value that is; None when it is unknown."""
    if line.supplement is not None:
        amount = line.supplement.of(key)
        return None if amount is None else Contribution(line, amount, Origin.LOG)
    stated = line.entry.stated
    own = stated.amounts.get(key) if stated is not None else None
    found = counted(own, line.gives(key), line.values)
    return None if found is None else Contribution(line, *found)


def _at_most(key: str, line: Line, table: FoodTable) -> float | None:
    """The most that a line of unknown content can be held to give; a line of unknown grams is held to a portion.

    A supplement of unknown amount has no limit: it is made to hold much. Nor has a summary: it may be any number of foods.
    """
    stated = line.entry.stated
    if line.is_supplement or (stated is not None and stated.kind.sums_up):
        return None
    food = line.match.food
    if line.grams is None:
        limit = table.limit(ANY_GROUP, key, "portion")
        value = food.per_100g[key] if food is not None else None
        if limit is None:
            return None
        return line.portions * (limit if value is None else max(limit, value * _LARGE_PORTION_GRAMS / 100))
    limit = table.limit_of(food, key)
    return None if limit is None else limit * line.grams / 100


def _mean_total(key: str, totals: Sequence[Total]) -> Total:
    count = len(totals)
    contributions = [
        Contribution(line, amount / count, origin) for total in totals for line, amount, origin in total.contributions
    ]
    unknown = [
        Unknown(line=each.line, at_most=None if each.at_most is None else each.at_most / count)
        for total in totals
        for each in total.unknown
    ]
    spreads = [total.spread or (total.known, total.known) for total in totals]
    low, high = (sum(each) / count for each in zip(*spreads, strict=True))
    return _sum(key, contributions, unknown, (low, high) if any(total.spread for total in totals) else None)
