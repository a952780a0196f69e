"""Numbers as people write them: 1.5, 1,5, 1/2, 1 1/2, ½, 1½. Ground floor; no units here but their place in a text."""

from __future__ import annotations

import math
import re
import unicodedata

_DIGITS = r"\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?|[.,]\d+"
_VULGAR = "\u00bc\u00bd\u00be\u2150\u2151\u2152\u2153\u2154\u2155\u2156\u2157\u2158\u2159\u215a\u215b\u215c\u215d\u215e"
_NUMBER = re.compile(
    rf"\s*(?P<sign>[-+\u2212])?\s*(?:(?P<whole>\d+)[ -](?=\d+\s*[/\u2044]))?"
    rf"(?:(?P<over>\d+)\s*[/\u2044]\s*(?P<under>\d+)|(?P<plain>{_DIGITS})?\s?(?P<vulgar>[{_VULGAR}])|(?P<only>{_DIGITS}))"
)


class NumberError(ValueError):
    """A text that is no usable number; ``str(error)`` says why, in words that follow "amount '…'"."""


def number(text: str, *, decimal_comma: bool = False) -> tuple[float, str]:
    """The number that a text begins with, and the rest of the text.

    ``decimal_comma`` decides what "1,500" means; "1,5" and "1.500,5" need no deciding.
    Raises NumberError when the text does not begin with a number, or it is negative or not finite.

    >>> number("1 1/2 cups")
    (1.5, 'cups')
    """
    found = _NUMBER.match(text)
    if found is None or _glued(text[found.end() :]):
        raise NumberError("is not a number")
    value = _value(found, decimal_comma)
    if not math.isfinite(value):
        raise NumberError("is too large")
    if found["sign"] in ("-", "\u2212") and value:
        raise NumberError("is negative")
    return value, text[found.end() :].strip()


def _glued(rest: str) -> bool:
    """Whether what follows makes the digits part of something else: a percentage or another number."""
    return rest[:1] in ("%", "/", "\u2044") or rest[:1].isdigit()


def _value(found: re.Match[str], decimal_comma: bool) -> float:
    if found["under"]:
        if not int(found["under"]):
            raise NumberError("divides by zero")
        return int(found["whole"] or 0) + int(found["over"]) / int(found["under"])
    if found["vulgar"]:
        base = _decimal(found["plain"], decimal_comma) if found["plain"] else 0.0
        return base + unicodedata.numeric(found["vulgar"])
    return _decimal(found["only"], decimal_comma)


def _decimal(digits: str, decimal_comma: bool) -> float:
    """Digits with points and commas: the last of two different marks is the decimal one, a repeated mark never is."""
    marks = [c for c in digits if c in ".,"]
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) == 1:
        decimal = "," if marks[0] == "," and (decimal_comma or not is_thousands(digits)) else "."
    else:
        decimal = ""
    thousands = {".": ",", ",": ".", "": ".,"}[decimal]
    cleaned = "".join(c for c in digits if c not in thousands).replace(",", ".")
    return float(cleaned)


def is_thousands(digits: str) -> bool:
    """Whether a single comma may group thousands: three digits after it and one to three before ("1,500")."""
    return re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits.strip()) is not None
