"""How a supplement is said to be taken: how many tablets, how often, its doses in brackets behind several names."""

from __future__ import annotations

import re
from typing import Final

from bonecheck import units
from bonecheck.nutrients import SHORT_NAMES
from bonecheck.parse.numbers import leading
from bonecheck.patterns import Pattern

# How supplements are taken, and what counts them.
FILLER: Final = Pattern(
    r"\b(?:tablets?|tabs?|capsules?|caps?|caplets?|softgels?|gels?|gumm(?:y|ies)|pills?|lozenges?|chews?|drops?)\b",
    re.IGNORECASE,
)
_COUNT: Final = Pattern(
    rf"(?:^|(?<=[\s,(\u00d7-]))(?P<count>\d+(?:[.,/]\d+)?|an?|one|two|three|four|half(?:\s+an?)?)\s*(?:x\s*|large\s+|small\s+)?{FILLER.pattern[2:]}(?:\s+of)?",
    re.IGNORECASE,
)
_COUNTING: Final = frozenset({"a", "an", "one", "two", "three", "four", "half"})
_TIMES_BEHIND: Final = Pattern(r"\s+[x\u00d7]\s?(?P<count>\d+)$")
# How often a supplement is taken.
_OFTEN: Final = Pattern(
    r"[\s,(]+(?:(?P<count>once|twice|thrice|\d\s?[x\u00d7]|(?:\d|two|three|four)\s?times)\s*)?(?:(?:a|per|each|every)\s+|/\s?)?(?P<period>daily|day|weekly|week|monthly|month|bd|bid|tds|tid|od|qds|qid|nocte)\b\)?",
    re.IGNORECASE,
)
# What prescriptions write for it.
_LATIN: Final = {"od": 1.0, "nocte": 1.0, "bd": 2.0, "bid": 2.0, "tds": 3.0, "tid": 3.0, "qds": 4.0, "qid": 4.0}
_PERIODS: Final = ("dai", "day", "week", "month", *(f" {each}" for each in _LATIN))
_RARE: Final = Pattern(r"\b(?:weekly|monthly|week|month|every other day)\b", re.IGNORECASE)
_TIMES_WORDS: Final = {
    "once": 1.0,
    "twice": 2.0,
    "thrice": 3.0,
    "two times": 2.0,
    "three times": 3.0,
    "four times": 4.0,
}
# A number of doses before what each of them is: "3 x 100 mg".
_TIMES_DOSE: Final = Pattern(
    r"(?<=\s)(?P<count>\d)\s?[x\u00d7]\s?(?=\d+(?:[.,]\d+)?\s?(?:mg|mcg|ug|\u00b5g|g|iu)\b)", re.IGNORECASE
)
# Names of supplements with their doses in brackets behind them all.
_TOGETHER: Final = Pattern(
    r"(?P<names>[^()\d]*[^()\d\s][^()]*?)\s*(?:\((?P<doses>\d[^()]*)\)|\s(?P<behind>\d[^()]*))\s*"
)
_JOINED: Final = Pattern(r"\s*[+&/]\s*|\s+and\s+", re.IGNORECASE)
_TOGETHER_LEAST: Final = 2
_DOSE: Final = Pattern(r"\d\s?(?:mg|mcg|ug|\u00b5g|iu)\b", re.IGNORECASE)
# Two doses of the same: "calcium 500 mg + 500 mg"; and international units as people call them.
_SUMMED: Final = Pattern(
    r"(?P<one>\d[\d.,]*)\s?(?P<unit>mg|mcg|ug|\u00b5g|iu|g)\s*\+\s*(?P<two>\d[\d.,]*)\s?(?P=unit)\b(?!\s*[^\W\d_])",
    re.IGNORECASE,
)
_UNITS: Final = Pattern(r"(?<=\d)\s*units?\b", re.IGNORECASE)
_MULTI: Final = Pattern(r"\bmulti[\s-]?vit(?:amin)?s?\s*(?:&|and|\+|with|n)\s*min(?:eral)?s?\b", re.IGNORECASE)
_TABLETS: Final = Pattern(
    r"(?P<name>.*[^\W_].*?)[\s,:-]+(?P<count>\d{1,2})\s*(?:tab(?:let)?s?|cap(?:sule|let)?s?|softgels?|pills?)\s*\.?\s*",
    re.IGNORECASE,
)


def names_dose(text: str) -> bool:
    """Whether a text has a figure in a unit of doses alone: 500 mg, 1000 IU."""
    return _DOSE.search(text) is not None


def is_dose(unit: str) -> bool:
    """Whether a unit is one of a dose: a mass, or international units."""
    return units.fold(unit) in units.INTERNATIONAL_UNITS or units.grams_per(unit) is not None


def how_often(name: str) -> tuple[str, float]:
    """A text without how often it is taken, and the doses of a day that this makes; a weekly dose is the one of this day.

    >>> how_often("vitamin D 1000 IU twice a day"), how_often("magnesium 3 x 100 mg")
    (('vitamin D 1000 IU', 2.0), ('magnesium 100 mg', 3.0))
    """
    said = name.casefold()
    times = _TIMES_DOSE.search(name) if "x" in said or "\u00d7" in said else None
    if times is not None:
        return f"{name[: times.start()]}{name[times.end() :]}", float(times["count"])
    found = _OFTEN.search(name) if any(period in said for period in _PERIODS) else None
    if found is None:
        return name, 1.0
    bare, period = f"{name[: found.start()]}{name[found.end() :]}".strip(" ,;-"), found["period"].casefold()
    if not period.startswith("da"):
        return bare, _LATIN.get(period, 1.0)
    count = _TIMES_WORDS.get((found["count"] or "once").casefold()) or float(
        found["count"].casefold().rstrip(" x\u00d7times")
    )
    return bare, count


def is_rare(name: str) -> bool:
    """Whether a text says that it is not taken every day, so that all of a dose counts on this one."""
    return _RARE.search(name) is not None


def paired(name: str) -> str:
    """A text whose doses stand together in brackets, with each behind its name: "D3 + K2 drops (2000 IU / 75 mcg)"."""
    if any(map(str.isdigit, name)):
        name = _UNITS.sub(r" IU", _SUMMED.sub(_sum, name)) if "+" in name or "unit" in name.casefold() else name
    elif "vit" in name.casefold():
        name = _MULTI.sub("multivitamin", name)
    found = _TOGETHER.fullmatch(name) if "(" in name or "/" in name or "+" in name else None
    if found is None:
        return name
    names, doses = _JOINED.split(found["names"]), _JOINED.split(found["doses"] or found["behind"])
    if len(names) != len(doses) or len(names) < _TOGETHER_LEAST or not all(dose[:1].isdigit() for dose in doses):
        return name
    spelled = (SHORT_NAMES.get(each.strip().casefold(), each) for each in names)
    return " + ".join(f"{each} {dose}" for each, dose in zip(spelled, doses, strict=True))


def _sum(found: re.Match[str]) -> str:
    """Two doses of one unit as one."""
    return f"{float(found['one'].replace(',', '')) + float(found['two'].replace(',', '')):g} {found['unit']}"


def counted(text: str) -> tuple[str, float, str] | None:
    """A text that ends in a number of tablets, without it, the number, and the word for them; None for any other.

    >>> counted("Shelcal 500, 1 tab"), counted("2 eggs")
    (('Shelcal 500', 1.0, 'tablet'), None)
    """
    found = _TABLETS.fullmatch(text) if any(map(str.isdigit, text)) else None
    return (found["name"], float(found["count"]), "tablet") if found else None


def uncounted(name: str) -> tuple[str, float | None]:
    """A text without the number of tablets that it says were taken: "vitamin D3 1000 IU, 2 capsules"."""
    if (
        name.isascii()
        and _COUNTING.isdisjoint(name.casefold().replace(",", " ").split())
        and not any(map(str.isdigit, name))
    ):
        return name, None
    found = _COUNT.search(name) or _TIMES_BEHIND.search(name)
    begun = leading(name) if found is None and FILLER.search(name) else None
    if begun is not None and not is_dose(begun[1].split()[0] if begun[1] else ""):
        return begun[1], begun[0].amount
    if found is None:
        return name, None
    rest = f"{name[: found.start()]} {name[found.end() :]}".strip(" ,x\u00d7-")
    quantity = leading(found["count"])
    return (rest, quantity[0].amount) if rest and quantity else (name, None)
