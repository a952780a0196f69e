"""When and where something was eaten: list marks, meal labels, dates, weekdays, clock times and places around a food.

They are never an amount and never a food.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from bonecheck.patterns import Pattern

_MEALS: Final = (
    r"breakfast|brekkie|brekky|brunch|lunch|dinner|supper|elevenses|dessert|appetizers?|starter|main(?: course)?"
    r"|(?:(?:late|early|mid)[ -]?)?(?:morning|afternoon|evening|night|midnight|bedtime|am|pm|a\.m\.|p\.m\.)[ -]snacks?"
    r"|(?:late|early|mid)[ -]?(?:morning|afternoon|evening|night)|snacks?(?: \d)?|meal \d|(?:pre|post)[ -]?(?:workout|gym|run)"
    r"|bedtime|morning|afternoon|evening|drinks?|beverages?"
)
_MONTHS: Final = "january february march april may june july august september october november december".split()
_MONTH: Final = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WEEKDAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?"
)
_CLOCK: Final = (
    r"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?m\.?(?!\w))|(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?(?:\s?h(?:rs?)?\b)?"
    r"|(?:1[0-2]|0?\d)\s?(?:[ap]\.?m\.?(?!\w)|o['\u2019]?clock)|noon(?=\s*[:,\u2013\u2014-])|midnight(?=\s*[:,\u2013\u2014-]))"
)
# "12.45 jerk chicken": hours and minutes with a point, where the figure is no likely amount.
_POINT_CLOCK: Final = r"(?:(?:[5-9]|1\d|2[0-3])\.(?!00|25|50|75)[0-5]\d)(?=\s+[^\W\d_]{3})"
_MARK: Final = r"(?:[:,;|\u2013\u2014]|(?<=\s)-|-(?=\s|$))+"
_END: Final = rf"\s*(?:{_MARK}\s*|$)"
_MAYBE: Final = rf"\s*(?:{_MARK}\s*)?"
_LIST_MARK: Final = Pattern(
    r"\s*(?:\[[ xX\u2713\u2714]?\]\s*|[-\u2013\u2014*\u2022\u00b7\u25aa\u25e6\u2023\u25cf>]+\s*(?=[^\s\d.,]|\d|[.,]\d)"
    r"|\(?\d{1,3}[.)]\s+(?=\S)|#+\s*(?!\d)|\([a-z]\)\s+)"
)
_MEAL: Final = Pattern(
    rf"\s*(?:for\s+)?(?P<meal>{_MEALS}|tea(?=\s*:))(?:\s*\([^()]*\))?\s*(?::|\s[\u2013\u2014-]+\s)\s*", re.IGNORECASE
)
_MEAL_ALONE: Final = Pattern(rf"\s*(?P<meal>{_MEALS})\s*[:.\u2013\u2014-]*\s*$", re.IGNORECASE)
_TIME: Final = Pattern(
    rf"\s*(?:at|@|around|about|~|by)?\s*{_CLOCK}(?:\s*(?:[\u2013\u2014-]|to)\s*{_CLOCK})?{_MAYBE}",
    re.IGNORECASE,
)
_DAY_LABEL: Final = Pattern(
    rf"\s*(?:day\s*\d+|{_WEEKDAY}|today|yesterday|last\s+night|this\s+morning)(?:\s+(?:{_MEALS}))?{_END}", re.IGNORECASE
)
_SHORT_DATE: Final = Pattern(
    rf"\s*(?:\d{{1,2}}[/.]\d{{1,2}}\s+(?={_CLOCK})|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}{_END}|{_WEEKDAY}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s+{_MONTH})?{_END})",
    re.IGNORECASE,
)
_POINT_TIME: Final = Pattern(rf"\s*{_POINT_CLOCK}\s+")
_LOOSE_MEAL: Final = Pattern(
    rf"\s*(?:(?:for\s+)?(?P<meal>{_MEALS}|tea time)\s*(?:@\s*\d{{1,2}}(?::\d\d)?\s*)?(?:was\s+|:\s*|,\s+(?:i\s+)?had\s+)|(?:bedtime|elevenses|brekkie|brekky)\s+(?=[^\W\d_])|(?P<meal2>(?:pre|post)[ -]?(?:workout|gym|run)|{_MEALS})\s+(?={_CLOCK}))",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE: Final = Pattern(rf"\s*{_WEEKDAY},?\s+(?={_CLOCK}|\d|{_MONTH}\s\d|(?:{_MEALS})\b)", re.IGNORECASE)
_ISO: Final = Pattern(
    r"\s*(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)(?:[T ](?=\d\d:))?" + _MAYBE
)
_NAMED: Final = Pattern(
    rf"\s*(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\s?\w))"
    rf"(?:,?\s+(?P<year>\d{{4}})(?!\d)(?:{_END}|\s+)|{_END})",
    re.IGNORECASE,
)
_NUMERIC: Final = Pattern(
    r"\s*(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/])" + _MAYBE
)
_TOLD: Final = Pattern(
    r"\s*(?:(?:then\s+)?(?:i|we)\s+(?:just\s+)?)?(?:had|ate|drank|eaten|having|eating|drinking)\s+(?=\S)", re.IGNORECASE
)
_TIME_BEHIND: Final = Pattern(rf"\s*[,(@\u2013-]?\s*(?:(?:at|@|around|about)\s*)?(?:{_CLOCK})\)?\s*$", re.IGNORECASE)
_MEAL_BEHIND: Final = Pattern(
    rf"\s+(?:(?:for|at|as)\s+(?:my\s+|an?\s+)?(?P<meal>{_MEALS}|tea)|\((?P<meal2>{_MEALS})\)"
    rf"|(?:with|before|after)\s+(?:my\s+|an?\s+)?(?:(?P<meal3>breakfast|lunch|dinner|supper)|bed|food|meals?|eating)|at\s+(?:night|noon)|in\s+the\s+(?:morning|afternoon|evening))"
    r"\s*[.]?$",
    re.IGNORECASE,
)


# So many figures are a year.
_YEAR: Final = 4
# Words that may begin or end what says when.
_TELLING: Final = frozenset(
    "breakfast brekkie brekky brunch lunch dinner supper elevenses dessert appetizer appetizers starter main snack snacks meal pre post"
    " late early mid morning afternoon evening night midnight bedtime drink drinks beverage beverages tea day today yesterday last this"
    " noon at by around about for then i we had ate drank eaten having eating drinking am pm course workout gym run clock bed food meal meals eating"
    " mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday"
    " jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october"
    " november december".split()
)


# Where something was eaten or bought, which says nothing of it; a can and a packet do.
_PLACE: Final = Pattern(
    r"\s+(?:(?:from|at)\s+(?:the|my|our)|from\s+a)\s+(?!(?:can|tin|packet|pack|box|jar|mix|freezer|concentrate|time|moment)\b)"
    r"[^\W\d_]+(?:['\u2019]s)?(?:\s+(?!(?:with|and|w/|no|without|on|in|plus)\b)[^\W\d_]+)?(?=\s+(?:with|and|w/|plus|no|without)\s|\s*[,;+]|\s*$)",
    re.IGNORECASE,
)


# Meals by their letter: "B: eggs, L: soup, D: pasta".
_LETTER: Final = Pattern(r"(^\s*|[,;.]\s+)[BLDSbld]\s*:\s+")


class When(NamedTuple):
    """What a text says of when: the meal (empty: nothing), the date; and the ``rest`` of the text."""

    meal: str
    date: dt.date | None
    rest: str


def read(text: str, *, month_first: bool = True) -> When:
    """Take what says when and where, and list marks, off a text.

    >>> read("1. Breakfast: 2 eggs"), read("9:45 coffee").rest, read("- [ ] 2 bananas").rest
    (When(meal='breakfast', date=None, rest='2 eggs'), 'coffee', '2 bananas')
    """
    text = _PLACE.sub("", text) if " from " in text or " at " in text else text
    text = _LETTER.sub(r"\1", text) if ":" in text else text
    if not _may_say(text):
        return When("", None, text.strip())
    meal, date, rest = "", None, text
    before = None
    while before != rest:
        before = rest
        mark = _LIST_MARK.match(rest)
        rest = rest[mark.end() :] if mark else rest
        day = _dated(rest, month_first=month_first)
        if day:
            date, rest = day
        labelled = _MEAL.match(rest) or _MEAL_ALONE.match(rest) or _LOOSE_MEAL.match(rest)
        if labelled:
            named = labelled.groupdict()
            meal = " ".join((named["meal"] or named.get("meal2") or "").casefold().split())
            rest = rest[labelled.end() :]
        for pattern in (_DAY_LABEL, _SHORT_DATE, _WEEKDAY_BEFORE, _TIME, _POINT_TIME, _TOLD):
            found = pattern.match(rest)
            rest = rest[found.end() :] if found else rest
    return _behind(meal, date, rest.strip())


def _may_say(text: str) -> bool:
    """Whether a text may say when at all, by its first and its last words: most names of foods do not."""
    parts = text.casefold().replace("'", "").replace("(", " ").replace(")", " ").split()
    if not parts or ":" in text or not text.lstrip()[0].isalnum():
        return bool(parts)
    ends = {word for part in (parts[0], parts[-1]) for word in part.strip(",.").split("-")}
    if not _TELLING.isdisjoint(ends) or parts[-1].endswith(("am", "pm", "a.m.", "p.m.")):
        return True
    first = text.casefold().split(maxsplit=1)[0]
    if not first[0].isdigit():
        return False
    # "2 eggs", "150g natto", "2% milk" are amounts: a list, a date or a time has a mark or a word beside its figure.
    if first.isdigit() and len(first) < _YEAR:
        return not _TELLING.isdisjoint(parts[1:2])
    return any(mark in first for mark in "./-)h") or first.endswith(("am", "pm", "st", "nd", "rd", "th"))


def _behind(meal: str, date: dt.date | None, rest: str) -> When:
    """What stands behind a food: "coffee at 8am", "eggs for breakfast"."""
    for pattern in (_TIME_BEHIND, _MEAL_BEHIND, _TIME_BEHIND):
        found = pattern.search(rest)
        if found and found.start():
            named = found.groupdict()
            meal = meal or (named.get("meal") or named.get("meal2") or named.get("meal3") or "").casefold()
            rest = rest[: found.start()].rstrip()
    return When(meal, date, rest)


def _dated(text: str, *, month_first: bool) -> tuple[dt.date, str] | None:
    found = _ISO.match(text)
    if found:
        return _made(int(found["year"]), int(found["month"]), int(found["day"]), text[found.end() :])
    found = _NAMED.match(text)
    if found:
        month = (found["month"] or found["month2"]).casefold()[:3]
        number = next(place for place, name in enumerate(_MONTHS, start=1) if name.startswith(month))
        day, rest = int(found["day"] or found["day2"]), text[found.end() :]
        return _made(int(found["year"]), number, day, rest) if found["year"] else None
    found = _NUMERIC.match(text)
    if not found:
        return None
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    day_first = one > 12 or (two <= 12 and (found["mark"] == "." or not month_first))
    day, month = (one, two) if day_first else (two, one)
    return _made(year if year > 99 else 2000 + year, month, day, text[found.end() :])


def _made(year: int, month: int, day: int, rest: str) -> tuple[dt.date, str] | None:
    try:
        return dt.date(year, month, day), rest
    except ValueError:
        return None
