"""A word that no food has to the words that were meant: written together, or misspelled."""

from __future__ import annotations

from typing import Final

from bonecheck.foods.table import FoodTable

# rapidfuzz ratio (0-100) from which a word is taken for a misspelling of another.
_ALIKE: Final = 75.0
# Of the words alike, the one with the same beginning is meant; this ratio of Jaro-Winkler (0-1) is the least.
_BEGINS_ALIKE: Final = 0.84
# From this on it is hardly another word; below, two words written as one are likelier.
_ALMOST: Final = 0.94
_CHOICES: Final = 8
# A word of so many letters is too short to be told from another, or to be half of one.
_SHORT: Final = 3


def corrected(table: FoodTable, word: str) -> tuple[str, ...]:
    """The words of the table that an unknown word stands for; none when it is like no other."""
    if len(word) <= _SHORT or not word.isalpha():
        return ()
    likeness, respelled = _respelled(table, word)
    if likeness >= _ALMOST:
        return (respelled,)
    return _parted(table, word) or ((respelled,) if likeness >= _BEGINS_ALIKE else ())


def _parted(table: FoodTable, word: str) -> tuple[str, ...]:
    """Two words of the table written as one: "peanutbutter"."""
    cuts = range(_SHORT, len(word) - _SHORT + 1)
    pairs = [(word[:cut], word[cut:]) for cut in cuts]
    known = [pair for pair in pairs if table.heads(pair[0]) and table.postings(pair[1])]
    return max(known, key=lambda pair: len(table.postings(pair[0])) * len(table.postings(pair[1])), default=())


def _respelled(table: FoodTable, word: str) -> tuple[float, str]:
    """The word that is likest, and how like it is (0-1); most misspellings begin rightly."""
    same_letter = _likest(word, table.words_from(word[0]))
    return same_letter if same_letter[0] >= _BEGINS_ALIKE else _likest(word, table.words_from(""))


def _likest(word: str, others: list[str]) -> tuple[float, str]:
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import JaroWinkler

    alike = process.extract(word, others, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_CHOICES)
    return max(((JaroWinkler.similarity(word, other), other) for other, _, _ in alike), default=(0.0, ""))
