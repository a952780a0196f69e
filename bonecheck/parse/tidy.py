"""A text as the grammar of a line reads it: one sign for a sign, one way to write a number, a comma between sentences."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from bonecheck import units
from bonecheck.patterns import Pattern

_UNITS: Final = r"(?:k?g|mg|mcg|ug|\u00b5g|iu|ml|cl|dl|l|oz|lbs?|kcal|grams?|ounces?)\b"
# Signs of one character that stand for another: full-width letters and figures, figures in circles; not ½.
_ODD: Final = Pattern(r"[\uff01-\uff5e\u3000\u2460-\u2473]")
_PARTING: Final = Pattern(r"\s*(?:[\u2192\u2026\uff0c\u3001\u061b]|\.\.\.)+\s*")
_SENTENCE: Final = Pattern(r"(?<=[^\W\d_]{3})\.\s+(?=[A-Z\d])(?!\d+\s*$)")
_POINT: Final = Pattern(r"(?<![\w.,])\.(?=\d)")
_THOUSANDS: Final = Pattern(rf"(?<![\w.,/-])(\d{{1,3}}) (\d{{3}})(?=\s?{_UNITS})", re.IGNORECASE)
_AND_A_HALF: Final = Pattern(r"\b(an?|one|\d+)\s+([^\W\d_]+)\s+and\s+a\s+half\b", re.IGNORECASE)
_OR: Final = Pattern(r"(?<![\w./])(\d+)\s+or\s+(\d+)\s+(?=[^\W\d_])", re.IGNORECASE)
# A volume in two measures: "1 cup and 2 tbsp milk".
_TWO_VOLUMES: Final = Pattern(
    r"(?<![\w./])(\d+(?:\.\d+)?)\s+(cups?|tbsps?|tablespoons?|tsps?|teaspoons?)\s*(?:and|&|\+|,)\s*(\d+(?:\.\d+)?)\s+(tbsps?|tablespoons?|tsps?|teaspoons?)\b",
    re.IGNORECASE,
)
_GLUED: Final = Pattern(rf"(?<![\w.])(\d+)-(?={_UNITS})", re.IGNORECASE)
# Foods side by side, each behind its amount or before it.
_BEHIND: Final = Pattern(
    rf"(?<=[^\W\d_])(\s+\d+(?:[.,]\d+)?\s?{_UNITS})\s+(?=[^\W\d_]+(?:\s+[^\W\d_]+)?\s+\d+(?:[.,]\d+)?\s?{_UNITS})",
    re.IGNORECASE,
)
_BEFORE: Final = Pattern(
    rf"(?<=[^\W\d_]{{3}})\s+(?=\d+(?:[.,]\d+)?\s?{_UNITS}\s+(?:of\s+)?[^\W\d_]{{3}})", re.IGNORECASE
)
_STARTS_COUNTED: Final = Pattern(rf"\s*\d+(?:[.,]\d+)?\s?{_UNITS}\s+[^\W\d_]{{3}}", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def tidy(text: str) -> str:
    """A text with its odd signs, numbers and gaps between foods written in one way.

    >>> tidy("1 500 ml milk"), tidy(".5 cup milk"), tidy("2 eggs. 1 cup milk."), tidy("salmon 150 g rice 200 g")
    ('1500 ml milk', '0.5 cup milk', '2 eggs, 1 cup milk.', 'salmon 150 g, rice 200 g')
    """
    if (
        text.isascii()
        and not any(character.isdigit() or character == "." for character in text)
        and " half" not in text
    ):
        return text
    if not text.isascii():
        text = _ODD.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if "." in text or not text.isascii():
        text = _POINT.sub("0.", _SENTENCE.sub(", ", _PARTING.sub(", ", text)))
    if "-" in text or " half" in text:
        text = _GLUED.sub(r"\1 ", _AND_A_HALF.sub(_halves, text))
    if sum(part[0].isdigit() for part in text.split()) < 2:
        return text
    text = _OR.sub(r"\1-\2 ", text)
    text = _TWO_VOLUMES.sub(_added, text)
    text = _THOUSANDS.sub(r"\1\2", text)
    if _STARTS_COUNTED.match(text):
        return _BEFORE.sub(", ", text)
    return _BEHIND.sub(r"\1, ", text)


def _added(found: re.Match[str]) -> str:
    """Two volumes as one in millilitres."""
    each = (float(found[number]) * (units.millilitres_per(found[number + 1]) or 0.0) for number in (1, 3))
    return f"{sum(each):.6g} ml"


def _halves(found: re.Match[str]) -> str:
    whole = int(found[1]) if found[1].isdigit() else 1
    return f"{whole + 0.5:g} {found[2]}"
