"""Supplements that the table of supplements knows, by name: what one holds of the nutrients, or that it is not known."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from bonecheck.parse import words
from bonecheck.parse.numbers import leading

if TYPE_CHECKING:
    from bonecheck.foods.table import FoodTable

# A name has at most so many of the words below.
LONGEST: Final = 8
# What stands beside the name of a supplement and names no other one.
_BESIDE: Final = frozenset(
    "woman man adult kid child daily high strength extra plus complex formula natural pure organic liquid vegan maximum max mini"
    " advanced once a day per supplement vitamin mineral tablet tab capsule cap caplet pill softgel gummy drop spray chew chewable lozenge sachet"
    " scoop powder of with x mg mcg ug g iu ml brand dose serving epa dha mk ascorbic acid one two my multivitamin multi sublingual weekly night morning at before bed".split()
)
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")


class Known(NamedTuple):
    """A supplement of the table: what ``per`` of its units hold, by nutrient; None is not known, 0 is none."""

    name: str
    unit: str
    per: float
    amounts: dict[str, float | None]


def key(text: str) -> str:
    """A supplement's name as the table holds it; letters and figures are words of their own: "B12" is "B-12".

    >>> key("Vitamin B-12"), key("omega3")
    ('vitamin b 12', 'omega 3')
    """
    return " ".join(tokens(text))


def tokens(text: str) -> list[str]:
    """The words and figures of a supplement's text, folded."""
    return [words.singular(token) for token in _TOKEN.findall(words.plain(text).replace("-", " "))]


def find(table: FoodTable, text: str) -> list[Known] | None:
    """The supplements that a text names, where it names nothing else; None for any other text."""
    said = tokens(text)
    runs = [said[start : start + size] for start in range(len(said)) for size in range(1, LONGEST + 1)]
    known = table.supplements({" ".join(run) for run in runs})
    return _cover(said, known) if known else None


def counted(table: FoodTable, text: str) -> tuple[str, float] | None:
    """A known supplement without the number before it, and that, unless it is its own: "2 Rennie", not "One A Day"."""
    begun = leading(text)
    if begun is None or not begun[1] or find(table, begun[1]) is None:
        return None
    said = tokens(text)
    count = len(said) - len(tokens(begun[1]))
    own = table.supplements({" ".join(said[:end]) for end in range(count + 1, len(said) + 1)})
    return None if own else (begun[1], begun[0].amount)


def _cover(said: Sequence[str], known: dict[str, str]) -> list[Known] | None:
    found: list[Known] = []
    start = 0
    while start < len(said):
        end = next((end for end in range(len(said), start, -1) if " ".join(said[start:end]) in known), None)
        if end is not None:
            found.append(_of(known[" ".join(said[start:end])]))
            start = end
        elif said[start].isdigit() or said[start] in _BESIDE:
            start += 1
        else:
            return None
    return found or None


def _of(row: str) -> Known:
    name, unit, per, amounts = json.loads(row)
    return Known(name, unit, per, amounts)
