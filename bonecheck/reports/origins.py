"""How much of each total the log itself stated, and how much was filled from the food table."""

from __future__ import annotations

from bonecheck.model import Total
from bonecheck.nutrients import BY_KEY
from bonecheck.report import DayReport
from bonecheck.reports.base import in_order


def note(day: DayReport) -> str:
    """A sentence for a log that states values of its own; empty for any other."""
    if not any(line.entry.stated is not None and line.entry.stated.tells for line in day.totals.lines):
        return ""
    totals = [day.nutrients[key].finding.total for key in in_order(day)]
    filled = [f"{BY_KEY[total.nutrient].label} {_percent(total)}" for total in totals if total.from_log < total.known]
    if not filled:
        return "Every total is of the log's own values alone."
    if not any(total.from_log for total in totals):
        return "Every total is worked out from bonecheck's food table."
    return f"Worked out from bonecheck's food table: {', '.join(filled)}; the rest is the log's own values."


def _percent(total: Total) -> str:
    """The part that was filled; never rounded to nothing or all."""
    share = 100 * (1 - total.from_log / total.known)
    return f"{share:.0f} %" if share == 100 else f"{min(max(round(share), 1), 99)} %"
