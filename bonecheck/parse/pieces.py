"""Where a text may name more than one food: its pieces, and what joins each to the one before. Brackets stay whole."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from bonecheck.patterns import Pattern


class Joiner(StrEnum):
    """What joins a piece to the one before it."""

    FIRST = "first"
    COMMA = "comma"
    AND = "and"
    WITH = "with"
    ON = "on"
    OR = "or"
    NOT = "not"


class Piece(NamedTuple):
    """A piece of a text as written, with the words that join it to the one before (``mark``) and what they mean."""

    joiner: Joiner
    mark: str
    text: str

    @property
    def whole(self) -> str:
        """The piece with what joins it, as it was written."""
        return f"{self.mark}{self.text}"


_NOT_WORDS: Final = (
    r"(?:no|not|without|w/o|w/out|hold(?:\s+the)?|minus|skip(?:ped)?(?:\s+the)?|sans|excluding|omit(?:ted)?|(?:but\s+)?left\s+the|walang"
    r"|(?:i\s+)?(?:didn['\u2019]?t|did\s+not)\s+(?:eat|have|finish)(?:\s+the)?)"
)
_WITH_WORDS: Final = (
    r"(?:served|topped|mixed|filled|stuffed|along|together|made|cooked|eaten|drizzled|covered|spread|dipped|seasoned|sprinkled)\s+(?:with|in|w/)"
    r"|with\s+(?:a\s+)?(?:side|topping|drizzle|sprinkle|dollop|splash)s?\s+of|and\s+(?:a\s+)?side\s+of|with|w(?=\s)|w/(?!o\b|out\b)|alongside|plus|featuring"
)
_MARKS: Final = Pattern(
    r"(?P<comma>\s*;\s+|\s*(?<!\d),\s*|\s*,(?!\d)\s*|\s+\|\s+(?=\w)|\s+[-\u2013\u2014]\s+(?=[^\W\d_]))"
    rf"|(?P<not>\s+(?={_NOT_WORDS}\s))"
    rf"|(?P<with>(?:\s+|(?<=, ))(?:{_WITH_WORDS})(?=[\s\d]|(?<=/))\s*)"
    r"|(?P<and>\s*\+\s*(?=\S)|\s+/\s+(?=[^\W\d_]{3})|\s+&\s*|&\s+|(?<!\b[^\W\d_])&|\s+(?:but(?:\s+with)?|and(?:\s+(?:then|also))?|n|['\u2019]n['\u2019]?|then|followed\s+by)\s+)"
    r"|(?P<on>\s+(?:on(?!\s+(?:the\s+)?(?:side|cob|bone|vine|go)\b)(?:\s+top\s+of)?|over|in(?=\s+(?:\d|(?:hot|warm|cold)\s+(?:milk|water)\b)))\s+)"
    r"|(?P<or>\s+(?:or|and/or)\s+|(?<=[^\W\d_])(?<!\bw)\s?/\s?(?!day|week)(?=[^\W\d_]{3}))",
    re.IGNORECASE,
)
# A number whose part is joined to it: "one and a half", "1 and 1/2".
_NUMBER: Final = Pattern(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:and|&)\s+(?:(?:an?\s+)?(?:half|quarter|third)\b|\d\s?/\s?\d)",
    re.IGNORECASE,
)
_LEAD: Final = Pattern(
    rf"(?:(?P<with>(?:{_WITH_WORDS})\s+)|(?P<and>(?:and|&|plus|n)\s+(?!\d+\s?/))|(?P<or>or\s+)|(?P<not>(?={_NOT_WORDS}\s)))",
    re.IGNORECASE,
)
_NEGATED: Final = Pattern(rf"{_NOT_WORDS}\s", re.IGNORECASE)
# Words and signs without one of which a text is one piece.
JOINS: Final = frozenset(
    "no not without hold minus skip skipped sans excluding omit omitted but left walang i didn't didn\u2019t didnt did"
    " with w w/ alongside plus featuring served topped mixed filled stuffed along together made cooked eaten drizzled covered spread"
    " dipped seasoned sprinkled and n 'n' \u2019n\u2019 'n then followed on over in or and/or".split()
)
_SIGNS: Final = frozenset(",;+&/|()[]{}-\u2013\u2014")
# What the survey writes of a food itself, with a word that parts foods elsewhere.
_OF_ITSELF: Final = Pattern(
    r"\s(?:not (?:eaten|further|specified|reconstituted|canned|packed|fortified|drained|breaded|coated|added|from)"
    r"|(?:no|without) (?:added|[^\W\d_]+ added)|ns as to [^,;]*)(?=\W|$)",
    re.IGNORECASE,
)


def split(text: str) -> list[Piece]:
    """The pieces of a text, in order; joined again they are the text.

    >>> [(piece.joiner.value, piece.text) for piece in split("2 eggs, toast w/ butter and 1/2 cup milk (no sugar)")]
    [('first', '2 eggs'), ('comma', 'toast'), ('with', 'butter'), ('and', '1/2 cup milk (no sugar)')]
    """
    if JOINS.isdisjoint(text.casefold().split()) and not _SIGNS & {*text}:
        return [Piece(Joiner.FIRST, "", text)] if text.strip() else []
    found: list[Piece] = []
    joiner, mark, start = Joiner.FIRST, "", 0
    for each in _MARKS.finditer(_masked(text)):
        if not text[start : each.start()].strip() and each.lastgroup != "not":
            mark += text[start : each.end()]
            joiner = _stronger(joiner, Joiner(str(each.lastgroup)))
            start = each.end()
            continue
        found.append(Piece(joiner, mark, text[start : each.start()]))
        joiner, mark, start = Joiner(str(each.lastgroup)), text[each.start() : each.end()], each.end()
    found.append(Piece(joiner, mark, text[start:]))
    return [_led(each) for each in found if each.text.strip() or each.mark.strip()]


def is_negated(text: str) -> bool:
    """Whether a piece says what its food is without.

    >>> is_negated("no cheese"), is_negated("no added salt milk"), is_negated("cheese")
    (True, True, False)
    """
    return bool(_NEGATED.match(text.lstrip()))


def says_of_itself(text: str) -> bool:
    """Whether a piece says of a food itself, as the survey does, what was not done to it: "no added fat"."""
    return bool(_OF_ITSELF.match(f" {text.strip()}"))


def _stronger(one: Joiner, other: Joiner) -> Joiner:
    """What two joiners beside one another mean: ", and" is and, ", with" with."""
    return one if other is Joiner.COMMA and one is not Joiner.FIRST else other


def _led(piece: Piece) -> Piece:
    """A piece whose first word joins it: ", with milk" is with."""
    found = _LEAD.match(piece.text)
    if found is None or found.lastgroup is None:
        return piece
    end = found.end()
    return Piece(Joiner(found.lastgroup), piece.mark + piece.text[:end], piece.text[end:])


def _masked(text: str) -> str:
    """A text in which brackets, and what a food is said to be without itself, hide what is within them."""
    out, depth = [], 0
    for character in text:
        depth += character in "([{"
        out.append("\u2588" if depth else character)
        depth = max(0, depth - (character in ")]}"))
    masked = "".join(out)
    if depth:
        masked = text
    masked = _NUMBER.sub(lambda each: each[0].replace(" ", "\u2588"), masked)
    return _OF_ITSELF.sub(lambda each: " " + each[0][1:].replace(" ", "\u2588"), masked)
