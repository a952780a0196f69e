"""Foods in free text: "2 eggs, 1 cup milk"; each piece is a line whose food text carries its amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bonecheck.errors import InputError
from bonecheck.model import Entry, Log

# What begins a piece after a comma: a number, a fraction, or a word for an amount.
_AMOUNT: Final = (
    r"(?:\d|[\u00bc-\u00be\u2150-\u215e]|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half|some|handful)\b"
    r"|(?:pinch|dash|smidgen|splash|drizzle|dollop|squirt|knob|glass|bowl|mug|cup|plate) of\b)"
)
# A supplement has its dose behind it; it is a piece of its own after a comma.
_DOSED: Final = r"[^,;]*?\d\s*(?:mg|mcg|ug|\u00b5g|\u03bcg|iu)\b"
_BREAK: Final = re.compile(r"[;\n\r]+|\s*[\u2022*]\s+")
_SEPARATOR: Final = r"(?:(?<!\d),|,(?=\s))\s*(?:and\s+)?"
_AND: Final = rf"\s+and\s+(?={_AMOUNT})"
_COUNTED: Final = re.compile(rf"{_SEPARATOR}(?={_AMOUNT})|{_AND}", re.IGNORECASE)
_COMMA: Final = re.compile(rf"{_SEPARATOR}(?={_AMOUNT}|{_DOSED})|{_AND}", re.IGNORECASE)
_STARTS: Final = re.compile(rf"\s*{_AMOUNT}", re.IGNORECASE)


def pieces(text: str) -> list[str]:
    """The foods of a text. A comma parts two foods where an amount follows, so that "milk, whole" stays one.

    Where no food has an amount, every comma does.

    >>> pieces("2 eggs, 1 cup milk, whole and a banana")
    ['2 eggs', '1 cup milk, whole', 'a banana']
    """
    found: list[str] = []
    for part in _BREAK.split(text):
        counted = _COUNTED.search(part) or _STARTS.match(part)
        found += _COMMA.split(part) if counted else part.split(",")
    return [piece.strip(" ,.") for piece in found if piece.strip(" ,.")]


def read(foods: Sequence[str], file: str) -> Log:
    """A Log of the foods given, one line each. Raises InputError when there are none."""
    if not foods:
        raise InputError(f"{file}: names no food", 'write foods such as "2 eggs, 150 g natto"')
    entries = tuple(Entry(file=file, line=number, food=food) for number, food in enumerate(foods, start=1))
    return Log(entries=entries, files=(file,))
