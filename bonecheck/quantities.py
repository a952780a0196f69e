"""Numbers as people write them: 1.5, 1,5, 1/2, 1 1/2, ½, 1½. Ground floor; no units here but their place in a text."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Final

# What is larger is a slip of the keyboard, and could make a total infinite.
LARGEST: Final = 1e9

# No-break and narrow spaces, and the Swiss apostrophes, that some tools put between thousands.
_GROUPED = r"\d{1,3}(?:[\u00a0\u2009\u202f'\u2019]\d{3})+(?!\d)(?:[.,]\d+)?"
_DIGITS = rf"{_GROUPED}|\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?|[.,]\d+"
_VULGAR = "\u00bc\u00bd\u00be\u2150\u2151\u2152\u2153\u2154\u2155\u2156\u2157\u2158\u2159\u215a\u215b\u215c\u215d\u215e"
_NUMBER = re.compile(
    rf"\s*(?P<sign>[-+\u2212](?:\s(?=[\d.,]))?)?(?:(?P<whole>\d+)[ -](?=\d+\s?[/\u2044]))?"
    rf"(?:(?P<over>\d+)\s?[/\u2044]\s?(?P<under>\d+)|(?P<plain>{_DIGITS})?\s?(?P<vulgar>[{_VULGAR}])|(?P<only>{_DIGITS}))"
)
_RANGE = re.compile(rf"\s?[-\u2013\u2014]\s?[\d{_VULGAR}]")
# The point or comma of "2." and "2, large".
_END_MARK = re.compile(r"^[.,](?=\s|$)")
# A single mark before three digits, with one to three digits before it: "1,500", "1.500".
_OPEN = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?![\d.,])")
# A mark that can only be a decimal one: "1,5", "0,500", "1,2345", "1.234,5".
_DECIMAL = re.compile(r"(?:\d|^)([.,])(?:\d{1,2}|\d{4,})(?![\d.,])|(?:^|\D)0([.,])\d")
# Thousands by one mark, in threes or as in India.
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}")


class NumberError(ValueError):
    """A text that is no usable number; ``str(error)`` says why, in words that follow "amount '…'"."""


def number(text: str, *, decimal_comma: bool = False) -> tuple[float, str]:
    """The number that a text begins with, and the rest of the text.

    ``decimal_comma`` decides what "1,500" and "1.500" mean; "1,5" and "1.500,5" need no deciding.
    Raises NumberError when the text does not begin with a number, or it is negative, too large or a range.

    >>> number("1 1/2 cups")
    (1.5, 'cups')
    """
    found = _NUMBER.match(text)
    if found is None or _glued(text[found.end() : found.end() + 1]):
        raise NumberError("is not a number")
    if _RANGE.match(text, found.end()):
        raise NumberError("is a range, not one number")
    value = _value(found, decimal_comma)
    if not value <= LARGEST:
        raise NumberError("is too large")
    if (found["sign"] or "+")[0] != "+" and value:
        raise NumberError("is negative")
    return value, _END_MARK.sub("", text[found.end() :]).strip()


def decimal_marks(text: str) -> set[str]:
    """The marks that a number shows to be decimal ones: "," of "1,5" and "0,500", none of "1,500" or "15".

    >>> decimal_marks("1.234,5 g")
    {','}
    """
    return {mark for groups in _DECIMAL.findall(text) for mark in groups if mark}


def is_open(text: str) -> bool:
    """Whether a number's one mark may be decimal or stand between thousands: "1,500", "1.500 g"."""
    if not _OPEN.match(text):
        return False
    try:
        number(text)
    except NumberError:
        return False
    return True


def _glued(follows: str) -> bool:
    """Whether the character that follows makes the digits part of something else: a percentage or another number."""
    return follows in ("%", "/", "\u2044") or follows.isdigit()


def _value(found: re.Match[str], decimal_comma: bool) -> float:
    if found["under"]:
        under = float(found["under"])
        if not under:
            raise NumberError("divides by zero")
        value = float(found["whole"] or 0) + float(found["over"]) / under
        return math.inf if math.isnan(value) else value
    if found["vulgar"]:
        base = _decimal(found["plain"], decimal_comma) if found["plain"] else 0.0
        return base + unicodedata.numeric(found["vulgar"])
    return _decimal(found["only"], decimal_comma)


def _decimal(digits: str, decimal_comma: bool) -> float:
    """Digits with points and commas: the last of two different marks is the decimal one, a repeated mark never is."""
    bare = re.sub(r"[\u00a0\u2009\u202f'\u2019]", "", digits)
    whole, decimal, fraction = bare.rpartition(_decimal_mark(bare, decimal_comma) or "\0")
    if not decimal:
        whole, fraction = bare, ""
    if any(mark in whole for mark in ".,"):
        if not _THOUSANDS.fullmatch(whole):
            raise NumberError("is not a number")
        whole = whole.replace(",", "").replace(".", "")
    return float(f"{whole or 0}.{fraction}" if decimal else whole)


def _decimal_mark(digits: str, decimal_comma: bool) -> str:
    """The decimal mark of digits, empty when there is none."""
    marks = [character for character in digits if character in ".,"]
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) != 1:
        return ""
    if not _OPEN.fullmatch(digits):
        return marks[0]
    return marks[0] if (marks[0] == ",") == decimal_comma else ""
