"""Which days of a log count: the part of a Log that lies within them."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from bonecheck.errors import InputError
from bonecheck.model import Log


class Days(NamedTuple):
    """Which days of a log count: from ``first`` to ``last``, both included; None leaves an end open."""

    first: dt.date | None = None
    last: dt.date | None = None

    def has(self, date: dt.date | None) -> bool:
        """Whether a date lies within; a line without a date lies only within no limits at all."""
        if date is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= date) and (self.last is None or date <= self.last)


ALL_DAYS: Final = Days()


def within(log: Log, days: Days) -> Log:
    """The part of a log that lies within the days asked for, with the problems of its lines."""
    if days == ALL_DAYS:
        return log
    entries = tuple(entry for entry in log.entries if days.has(entry.date))
    unread = tuple(entry for entry in log.unread if days.has(entry.date))
    if not entries and not unread:
        raise InputError("no line of the log lies within the days asked for", _days_of(log))
    kept = {(entry.file, entry.line) for entry in (*entries, *unread)}
    dropped = {(entry.file, entry.line) for entry in (*log.entries, *log.unread)} - kept
    problems = tuple(problem for problem in log.problems if (problem.file, problem.line) not in dropped)
    return log._replace(entries=entries, unread=unread, problems=problems)


def _days_of(log: Log) -> str:
    dates = sorted({entry.date for entry in log.entries if entry.date is not None})
    if not dates:
        return "the log has no dates"
    return f"it has {len(dates)} days, from {dates[0]} to {dates[-1]}" if len(dates) > 1 else f"it has {dates[0]} alone"
