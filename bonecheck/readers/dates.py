"""Dates as people write them. Which of day and month comes first is told by the whole column, never guessed per line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

Order = Literal["dmy", "mdy"]

# No date is longer; a cell that is may be a whole file behind a missing quote.
_LONGEST = 60
_TIME = re.compile(r"(?:[T ]|, ) *\d{1,2}:\d{2}.*$", re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(?P<month>\d{2})(?P<day>\d{2}))")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WORDED = re.compile(r"[^\W\d_]+|\d+")
_WEEKDAYS = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")


def parse(text: str, order: Order = "mdy") -> dt.date:
    """A date from 2026-03-02, 20260302, 2.3.2026, 3/2/2026, 2 March 2026, Mar 2, 2026; a time after it is dropped.

    ``order`` decides numeric dates that end with the year, but for dotted ones, which are day first. Years of
    two digits are of this century. Raises ValueError when the text is no date.
    """
    if len(text) > _LONGEST:
        raise ValueError("too long for a date")
    folded = _WEEKDAYS.sub("", _without_time(text).casefold())
    if found := _YEAR_FIRST.fullmatch(folded):
        return dt.date(int(found[1]), int(found[3] or found["month"]), int(found[4] or found["day"]))
    if found := _YEAR_LAST.fullmatch(folded):
        first, separator, second, year = found.groups()
        day, month = (first, second) if order == "dmy" or separator == "." else (second, first)
        return dt.date(_century(int(year)), int(month), int(day))
    return _worded(folded)


def reads_as(text: str, order: Order) -> bool:
    """Whether a text is a date in one order of day and month."""
    try:
        parse(text, order)
    except ValueError:
        return False
    return True


def is_ambiguous(text: str) -> bool:
    """Whether a date reads as two different days: 3/4/2026, but not 3/13/2026, 4/4/2026 or 3.4.2026."""
    found = _year_last(text)
    differ = found is not None and int(found[1]) != int(found[3])
    return differ and reads_as(text, "mdy") and reads_as(text, "dmy")


def depends_on_order(text: str) -> bool:
    """Whether a date is numeric and ends with the year, so that an order of day and month has to be known."""
    return _year_last(text) is not None


def order_of(texts: Iterable[str]) -> Order | None:
    """The order that the unambiguous dates of a column show; None when they show none, or both."""
    shown: set[Order] = set()
    for text in texts:
        found = _year_last(text)
        if found is None:
            continue
        if int(found[1]) > 12 >= int(found[3]):
            shown.add("dmy")
        elif int(found[3]) > 12 >= int(found[1]):
            shown.add("mdy")
    return shown.pop() if len(shown) == 1 else None


def _without_time(text: str) -> str:
    return _TIME.sub("", text.strip())


def _year_last(text: str) -> re.Match[str] | None:
    """The parts of a numeric date that ends with the year and may be in either order: dotted ones are day first."""
    found = _YEAR_LAST.fullmatch(_without_time(text)) if len(text) <= _LONGEST else None
    return None if found is None or found[2] == "." else found


def _worded(text: str) -> dt.date:
    """A date with its month as a word, in either order: 2 March 2026, March 2nd, 2026."""
    words = _WORDED.findall(text)
    months = [_MONTH_NAMES.index(word[:3]) + 1 for word in words if word[:3] in _MONTH_NAMES]
    numbers = [int(word) for word in words if word.isdigit()]
    if len(months) != 1 or len(numbers) != 2:
        raise ValueError("not a day, a month and a year")
    day, year = numbers if numbers[0] <= 31 else reversed(numbers)
    if year > dt.MAXYEAR:
        raise ValueError("no such year")
    return dt.date(_century(year), months[0], day)


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year
