"""How many: the quantity that a text begins with, in digits, fractions or words, as one figure or a range."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bonecheck.patterns import Pattern
from bonecheck.quantities import LARGEST, NumberError, number

_WORDS: Final = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0,
    "fifteen": 15.0, "sixteen": 16.0, "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0, "twenty": 20.0,
    "half": 0.5, "quarter": 0.25, "third": 1 / 3,
}  # fmt: skip
# Those that count whole things.
COUNTS: Final = frozenset(word for word, count in _WORDS.items() if count >= 1 and word not in ("a", "an"))
_PLURAL_PARTS: Final = {"halves": 0.5, "quarters": 0.25, "thirds": 1 / 3}
_GROUPS: Final = {"dozen": 12.0, "doz": 12.0, "pair": 2.0, "couple": 2.0}
# Words for a few: the middle of what people mean by them, and its ends.
_FEW: Final = {"few": (2.0, 4.0), "several": (3.0, 5.0)}
# "half and half", "half-fat" and "quarter pounder" are no parts, "a la carte" is no one.
_NO_NUMBER: Final = frozenset({"and", "fat", "n", "pounder", "pounders", "la", "moon"})
_WORD: Final = Pattern(r"\s*([^\W\d_]+)(?![\w%])(?!\s*['\u2019]n\b)")
_OF: Final = Pattern(r"\s*of\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_AND_PART: Final = Pattern(r"\s*(?:and|&)\s+(?:an?\s+)?(?=half\b|quarter\b|third\b|\d\s?/\s?\d)", re.IGNORECASE)
_TO: Final = Pattern(r"\s*(?:[-\u2013\u2014~]|\bto\b|\bor\b)\s*", re.IGNORECASE)
_TIMES: Final = Pattern(r"\s*[xX\u00d7*](?:\s+|(?=\d)|$)")
_TIMES_FIRST: Final = Pattern(r"\s*[xX\u00d7]\s?(?=\d)")
_ABOUT: Final = Pattern(
    r"\s*(?:up to|less than|more than|at least|at most|over|under|about|approx(?:imately)?\.?|around|circa|ca\.|roughly|~|\u2248|<|>)\s*",
    re.IGNORECASE,
)
# What stands behind digits that are part of a name or of a size: "6-inch", "7-Up", "3-in-1", "2%", "85/15".
_LEAN: Final = Pattern(r"\s*(\d\d)\s?/\s?(\d\d)(?!\d)")
_OF_A_NAME: Final = Pattern(r"\s?%|-\s?[^\W\d_]|\s?(?:inch|inches|in\.)(?!\w)|\s?[\"\u2033\u201d](?=\s|$)|/\d")


_BEGIN: Final = frozenset(
    {
        *_WORDS,
        *_FEW,
        "up",
        "less",
        "more",
        "at",
        "over",
        "under",
        "about",
        "approx",
        "approximately",
        "around",
        "circa",
        "roughly",
    }
)


class Quantity(NamedTuple):
    """How many; of a range the middle, with its ends."""

    amount: float
    low: float | None = None
    high: float | None = None

    def times(self, factor: float) -> Quantity:
        """So many times as much."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Quantity(self.amount * factor, low, high)


class Amount(NamedTuple):
    """So much of a measure; a range has its ends. ``container`` is what a stated weight stands in ("can" of "1 can (5 oz)").

    ``assumed`` says that the text leaves the measure to be guessed, ``every`` that it is the weight of each of several.
    """

    quantity: Quantity
    unit: str = ""
    container: str = ""
    assumed: bool = False
    every: bool = False


def leading(text: str, *, decimal_comma: bool = False) -> tuple[Quantity, str] | None:
    """The quantity that a text begins with, and what follows it; None where it begins with none.

    >>> leading("2-3 eggs"), leading("one and a half cups milk"), leading("2 dozen oysters")
    ((Quantity(amount=2.5, low=2.0, high=3.0), 'eggs'), (Quantity(amount=1.5, low=None, high=None), 'cups milk'), (Quantity(amount=24.0, low=None, high=None), 'oysters'))
    """
    if _begins_otherwise(text):
        return None
    about = _ABOUT.match(text)
    text = text[about.end() :] if about else text
    first_times = _TIMES_FIRST.match(text)
    found = _one(text[first_times.end() :] if first_times else text, decimal_comma=decimal_comma)
    if found is None:
        return None
    quantity, rest = found
    ranged = None if first_times else _ranged(quantity, rest, decimal_comma=decimal_comma)
    quantity, rest = ranged or (quantity, rest)
    if quantity.amount > LARGEST:
        return None
    times = _TIMES.match(rest)
    return quantity, (rest[times.end() :] if times and not first_times else rest).lstrip()


def _begins_otherwise(text: str) -> bool:
    """Whether a text begins with a word that no quantity begins with."""
    first = text.split(maxsplit=1)[0].casefold() if text.strip() else ""
    return first.isalpha() and first not in _BEGIN and first[0] != "x"


def _ranged(first: Quantity, rest: str, *, decimal_comma: bool) -> tuple[Quantity, str] | None:
    """A range that a figure begins: "2 to 3", "1-2"."""
    to = _TO.match(rest)
    second = _one(rest[to.end() :], decimal_comma=decimal_comma, articles=False) if to else None
    if second is None or not second[0].amount > first.amount:
        return None
    low, high = first.amount, second[0].amount
    return Quantity((low + high) / 2, low, high), second[1]


def _one(text: str, *, decimal_comma: bool, articles: bool = True) -> tuple[Quantity, str] | None:
    """One figure, whole: with a part behind it ("1 and 1/2"), or counted in dozens."""
    few = _few(text) if articles else None
    found = few or _digits(text, decimal_comma=decimal_comma) or _in_words(text, articles=articles)
    if found is None:
        return None
    quantity, rest = found
    part = _AND_PART.match(rest)
    more = _digits(rest[part.end() :], decimal_comma=False) or _in_words(rest[part.end() :]) if part else None
    if more is not None:
        quantity, rest = Quantity(quantity.amount + more[0].amount), more[1]
    return _grouped(quantity, rest)


def _digits(text: str, *, decimal_comma: bool) -> tuple[Quantity, str] | None:
    lean = _LEAN.match(text)
    if lean and int(lean[1]) + int(lean[2]) == 100:
        return None
    try:
        amount, rest = number(text, decimal_comma=decimal_comma)
    except NumberError as error:
        return _before_range(text, decimal_comma=decimal_comma) if "range" in str(error) else None
    behind = text[: len(text) - len(rest)] if rest else text
    glued = text[len(behind.rstrip()) :]
    return None if _OF_A_NAME.match(glued) or text.lstrip()[:1] in "+-\u2212" else (Quantity(amount), rest)


def _before_range(text: str, *, decimal_comma: bool) -> tuple[Quantity, str] | None:
    """The first figure of "2-3", which the reader of numbers refuses as a range."""
    first, mark, rest = re.split(r"(\s?[-\u2013\u2014]\s?)(?=[\d\u00bc-\u00be\u2150-\u215e])", text, maxsplit=1)
    try:
        amount, left = number(first, decimal_comma=decimal_comma)
    except NumberError:
        return None
    return None if left else (Quantity(amount), mark + rest)


def _few(text: str) -> tuple[Quantity, str] | None:
    found = re.match(r"\s*(?:an?\s+)?(few|several)\s+(?:of\s+(?:the\s+)?)?", text, re.IGNORECASE)
    if found is None:
        return None
    low, high = _FEW[found[1].casefold()]
    return Quantity((low + high) / 2, low, high), text[found.end() :]


def _in_words(text: str, *, articles: bool = True) -> tuple[Quantity, str] | None:
    """A number in words: "two", "half a", "three quarters", "a couple of"."""
    found = _WORD.match(text)
    word = found[1].casefold() if found else ""
    if found is None or word not in _WORDS or (not articles and word in ("a", "an")):
        return None
    rest = text[found.end() :]
    following = _WORD.match(rest)
    next_word = following[1].casefold() if following else ""
    if (
        not rest.strip()
        or rest[:1] == "-"
        or (next_word in _NO_NUMBER and not (_WORDS[word] >= 1 and _AND_PART.match(rest)))
    ):
        return None if next_word or rest[:1] == "-" or word in ("a", "an") else (Quantity(_WORDS[word]), "")
    amount = _WORDS[word]
    part = _PLURAL_PARTS.get(next_word) or (_WORDS.get(next_word) if amount == 1 or next_word in ("a", "an") else None)
    if following and part is not None and next_word != "one":
        amount, rest = amount * part, rest[following.end() :]
    of = _OF.match(rest)
    return Quantity(amount), rest[of.end() :] if of and amount < 1 else rest.lstrip()


def _grouped(quantity: Quantity, rest: str) -> tuple[Quantity, str]:
    """A quantity of dozens or pairs."""
    found = _WORD.match(rest)
    group = _GROUPS.get(found[1].casefold().rstrip(".")) if found else None
    if found is None or group is None:
        return quantity, rest
    rest = rest[found.end() :]
    of = _OF.match(rest)
    article = re.match(r"\s*an?\s+", rest, re.IGNORECASE)
    rest = rest[of.end() :] if of else rest[article.end() :] if article else rest
    return quantity.times(group), rest.lstrip()
