"""Where the words of a line end, so that what was not understood can speak."""

from enum import StrEnum
from typing import NamedTuple


class Place(StrEnum):
    """Where a word of a line ends: each in exactly one place. A heading is what several foods stand under: a plate, a cafe."""

    FOOD = "food"
    AMOUNT = "amount"
    WHEN = "when"
    HEADING = "heading"
    BRAND = "brand"
    IDLE = "idle"
    LEFT_OUT = "left out"
    UNKNOWN = "not understood"


class Word(NamedTuple):
    """A content word of a line as written, and its place."""

    text: str
    place: Place
