"""A log's mean as a sign of the usual intake, in words and number; "confidence", as ``confidence.py`` means it."""

from __future__ import annotations

from typing import Final

from bonecheck.model import Habit, UsualIntake
from bonecheck.nutrients import BY_KEY
from bonecheck.report import DayReport
from bonecheck.reports.base import amount, in_order

# A confidence of an upper level being passed is told from here on.
_TOLD_ABOVE: Final = 0.05


def heading(day: DayReport) -> str:
    """What the section is about."""
    days = "one day" if day.totals.days == 1 else f"{day.totals.days} days"
    return f"Is this the habit? Confidence from {days}"


def lines(day: DayReport) -> list[str]:
    """A sentence for each nutrient, in the order of the table; empty for a day of several, whose mean has them."""
    found = {key: day.nutrients[key].usual for key in in_order(day)}
    return [_line(key, usual) for key, usual in found.items() if usual is not None]


def _line(key: str, usual: UsualIntake) -> str:
    parts = [f"{BY_KEY[key].label}: {usual.habit}{_detail(key, usual)}"]
    if usual.above_upper is not None and usual.above_upper >= _TOLD_ABOVE:
        parts.append(f"above the upper level with {_percent(usual.above_upper)} confidence")
    if usual.caution and usual.confidence is not None:
        parts.append(f"caution: {usual.caution}")
    return "; ".join(parts) + "."


def _detail(key: str, usual: UsualIntake) -> str:
    if usual.habit is Habit.NO_FIGURE:
        return f": {usual.why}"
    reference = f"{amount(key, usual.value or 0.0)} ({usual.test})"
    if usual.habit is Habit.UNDETERMINED:
        return f": the mean is below {reference}, which shows no shortage"
    return f", {_confidence(usual)} confidence that usual intake reaches {reference}{_more(usual)}"


def _confidence(usual: UsualIntake) -> str:
    """The number, as a range where unknown foods leave one, and on the side that counts."""
    least, most = usual.confidence or 0.0, 1.0 if usual.at_most is None else usual.at_most
    if _percent(least) == _percent(most):
        return _percent(least)
    if usual.habit in (Habit.MET, Habit.LIKELY_MET):
        return f"at least {_percent(least)}"
    if usual.habit in (Habit.NOT_MET, Habit.LIKELY_NOT_MET):
        return f"at most {_percent(most)}"
    return f"{_percent(least)} to {_percent(most)}"


def _percent(share: float) -> str:
    """Never 0 or 100: nothing of this kind is certain."""
    return f"{min(max(round(100 * share), 1), 99)} %"


def _more(usual: UsualIntake) -> str:
    if usual.more_days is None:
        return "; more days alone would not settle it"
    days = "day" if usual.more_days == 1 else "days"
    return f"; {usual.more_days} more {days} like this would settle it" if usual.more_days else ""
