"""Steps 2 and 3 for many logs: each distinct food and unit is resolved once, to what one of it gives.

A key is a food, a unit and how the amount counts. With a unit the line's amount multiplies what one gives; a count
without a unit has a key of its own ("2 eggs"), for pieces do not always grow with their number. The resolver and the
totals of the one-log path do the work, on a line of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from bonecheck import totals, units
from bonecheck.errors import Problem
from bonecheck.foods import amounts
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Entry, Line, Match, Total
from bonecheck.nutrients import NUTRIENTS

_MILLIGRAM: Final = 1e-3
# How the amount counts, where it is not a count of its own (which is never below zero).
MULTIPLIES: Final = -1.0
NO_AMOUNT: Final = -2.0
UNREAD: Final = -3.0
ITS_OWN: Final = -4.0
# The columns that a key is joined by, and what they say of it.
KEY: Final = ("food", "unit", "counted")
SCALES: Final = "scales"
NUMBER: Final = "key"
# How many helpings one is; what holds a food of unknown weight grows with them, but is never less than one.
HELPINGS: Final = "helpings"
# What every key has, by nutrient; and what only some have: lines that are lost, unknown or supplements.
KNOWN: Final = "known"
RARE: Final = ("unknown", "most", "most_helpings", "open", "supplements", "less", "more")
LOW: Final = "low"
HIGH: Final = "high"
ENERGY: Final = "energy_kcal"
LOST: Final = "lines_lost"
# Grams of one where the amount multiplies them, else 0; and whether the key has a Problem whatever the amount.
GRAMS: Final = "grams"
IS_ODD: Final = "is_odd"
IS_RARE: Final = "is_rare"
# Nutrients of which sources give a range.
RANGED: Final = tuple(nutrient.key for nutrient in NUTRIENTS if nutrient.range_columns)


# The columns of the table with what they hold.
COLUMNS: Final[Mapping[str, type]] = {
    NUMBER: int,
    "food": str,
    "unit": str,
    "counted": float,
    SCALES: bool,
    HELPINGS: float,
    GRAMS: float,
    IS_ODD: bool,
    ENERGY: float,
    **{f"{KNOWN}_{nutrient.key}": float for nutrient in NUTRIENTS},
    **{f"{kind}_{name}": float for kind in (LOW, HIGH) for name in RANGED},
    **{f"{kind}_{nutrient.key}": float for kind in RARE for nutrient in NUTRIENTS},
    LOST: float,
    IS_RARE: bool,
}


# The codes of Problems that the amount of a line decides, so that those of one say nothing.
_BY_AMOUNT: Final = ("zero-amount", "large-amount")


class Key(NamedTuple):
    """A distinct way to name food in logs; ``counted`` is a number of pieces or one of the marks above."""

    food: str
    unit: str
    counted: float


class Resolved(NamedTuple):
    """A key with the lines that it stands for and their Problems; ``names`` are those of its foods, with what they mean."""

    key: Key
    lines: Sequence[Line]
    problems: Sequence[Problem]
    names: Sequence[tuple[str, Match]]


class KeyTable:
    """The keys met so far, each resolved when it was first met."""

    def __init__(self, resolver: Resolver, table: FoodTable) -> None:
        self._resolver = resolver
        self._table = table
        self._known: dict[Key, int] = {}
        self._resolved: list[Resolved] = []
        self._columns: dict[str, list[object]] = {}
        self.counting_units: set[str] = set()

    def __len__(self) -> int:
        return len(self._resolved)

    @property
    def resolved(self) -> Sequence[Resolved]:
        """Every key in the order of its number."""
        return self._resolved

    def learn_units(self, names: Iterable[str]) -> None:
        """Note the units whose amount does not just multiply: those that count pieces, and the doses of supplements.

        200 mg of zinc gluconate are its weight, 20 mg those of the zinc.
        """
        self.counting_units.update(unit for unit in names if unit and (amounts.counts_pieces(unit) or _is_dose(unit)))

    def add(self, keys: Iterable[tuple[str, str, float]]) -> None:
        """Resolve the keys that are new."""
        for key in keys:
            self.number(Key._make(key))

    def number(self, key: Key) -> int:
        """The number of a key, which is resolved when it is new."""
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = len(self._resolved)
            self._add(key, Entry(file="", line=0, food=key.food, amount=_amount(key), unit=key.unit))
        return number

    def add_entry(self, entry: Entry, *, unread: bool) -> int:
        """The number of a line that is like no other, because its log states values of its own."""
        number = len(self._resolved)
        self._add(Key(entry.food, entry.unit, UNREAD if unread else ITS_OWN), entry)
        return number

    def _add(self, key: Key, entry: Entry) -> None:
        found = self._resolver.resolve(entry) if key.counted != UNREAD else [(self._resolver.unread(entry), None)]
        lines, problems = [line for line, _ in found], [problem for _, problem in found if problem]
        helpings = self._resolver.helpings(entry) if key.counted == MULTIPLIES else 0.0
        for name, value in self._row(key, lines, problems, helpings).items():
            self._columns.setdefault(name, []).append(value)
        self._resolved.append(Resolved(key, lines, problems, self._resolver.matched(entry)))

    def _row(self, key: Key, lines: Sequence[Line], problems: Sequence[Problem], helpings: float) -> dict[str, object]:
        day = totals.total_day(None, lines, self._table)
        lost = key.counted == UNREAD or any(problem.severity == "lost" for problem in problems)
        scales = key.counted == MULTIPLIES
        rare = {
            f"{kind}_{name}": value
            for name, each in day.totals.items()
            for kind, value in _rare(each, helpings).items()
        }
        food_grams = sum(line.grams or 0.0 for line in lines if line.supplement is None)
        return {
            NUMBER: len(self._resolved),
            **key._asdict(),
            SCALES: scales,
            HELPINGS: helpings,
            GRAMS: float(food_grams) if scales else 0.0,
            IS_ODD: any(not (scales and problem.code in _BY_AMOUNT) for problem in problems),
            ENERGY: float(day.energy_kcal),
            **{f"{KNOWN}_{name}": float(total.known) for name, total in day.totals.items()},
            **{f"{LOW}_{name}": float(day.totals[name].at_least) for name in RANGED},
            **{f"{HIGH}_{name}": float(_high(day.totals[name])) for name in RANGED},
            **rare,
            LOST: float(lost),
            IS_RARE: lost or any(rare.values()),
        }

    def problems(self, number: int, amount: float | None) -> Sequence[Problem]:
        """What is wrong with a line of a key, or was assumed for it; its messages name the line's own amount."""
        resolved = self._resolved[number]
        if resolved.key.counted != MULTIPLIES:
            return resolved.problems
        entry = resolved.lines[0].entry._replace(food=resolved.key.food, amount=amount)
        return [problem for _, problem in self._resolver.resolve(entry) if problem]

    @property
    def columns(self) -> Mapping[str, list[object]]:
        """The table by column: KEY, NUMBER, SCALES, ENERGY, IS_RARE, LOST, and KNOWN, LOW, HIGH and RARE by nutrient."""
        return self._columns


def _is_dose(unit: str) -> bool:
    """Whether a unit is one of a supplement's label: milligrams or less."""
    grams = units.grams_per(unit)
    return grams is not None and grams <= _MILLIGRAM


def _amount(key: Key) -> float | None:
    if key.counted in (NO_AMOUNT, UNREAD):
        return None
    return 1.0 if key.counted == MULTIPLIES else key.counted


def _rare(total: Total, helpings: float) -> dict[str, float]:
    """What a line adds to a total that most lines do not: unknown lines, their limits, supplements, ranges of amounts."""
    limits = [each.at_most for each in total.unknown]
    weighed = sum(each.at_most or 0.0 for each in total.unknown if each.line.grams is not None)
    unweighed = sum(each.at_most or 0.0 for each in total.unknown if each.line.grams is None)
    values = (
        float(len(limits)),
        float(weighed),
        float(unweighed / max(1.0, helpings)),
        float(limits.count(None)),
        float(total.supplements),
        *(
            (0.0, 0.0)
            if total.nutrient in RANGED
            else (float(total.known - total.at_least), float(_high(total) - total.known))
        ),
    )
    return dict(zip(RARE, values, strict=True))


def _high(total: Total) -> float:
    return total.spread[1] if total.spread else total.known
