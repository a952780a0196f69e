"""Nutrients per 1000 kcal, and the share of a day's energy that comes from foods with a value."""

from __future__ import annotations

from bonecheck.nutrients import BY_KEY
from bonecheck.report import DayReport
from bonecheck.reports.base import amount
from bonecheck.totals import density, known_share


def lines(day: DayReport) -> list[str]:
    """A line for each nutrient of a day that has energy."""
    found = ((key, explained.finding.total) for key, explained in day.nutrients.items())
    return [
        f"{BY_KEY[key].label}: {amount(key, per_1000)} per 1000 kcal{_share(known_share(total, day.totals))}"
        for key, total in found
        if (per_1000 := density(total, day.totals)) is not None
    ]


def _share(share: float | None) -> str:
    return "" if share is None else f", from foods that have {100 * share:.0f} % of the energy"
