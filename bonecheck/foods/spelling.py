"""A word that no food has to the words that were meant: cut short, misspelled, or two written as one."""

from __future__ import annotations

import math
import re
from itertools import groupby
from typing import Final

from bonecheck.foods.table import FoodTable

# rapidfuzz ratio (0-100) from which a word is taken for a misspelling of another.
_ALIKE: Final = 64.0
# Of the words alike, the one with the same beginning is meant; this ratio of Jaro-Winkler (0-1) is the least.
_BEGINS_ALIKE: Final = 0.84
# The least for one with another first letter.
_ENDS_ALIKE: Final = 0.88
# From this on it is hardly another word; below, two words written as one are likelier.
_ALMOST: Final = 0.94
# What a word gains for each time that e times as many foods have it: chicken is likelier than chikn.
_COMMON: Final = 0.02
# What it loses for each letter that is wrong.
_SLIP: Final = 0.06
_CHOICES: Final = 24
# A word of so many letters is too short to be told from another, or to be half of one.
_SHORT: Final = 3
_VOWELS: Final = re.compile("[aeiou]")
# Letters that are written for one another.
_ALIKE_SOUNDS: Final = (
    ("ph", "f"), ("th", "t"), ("gh", "g"), ("qu", "kw"), ("ck", "k"), ("c", "k"), ("z", "s"), ("y", "i"), ("ee", "i"),
    ("ea", "i"), ("ie", "i"), ("oo", "u"), ("ou", "u"), ("ow", "u"),
)  # fmt: skip
# A word is cut short when it begins one that so many foods have (of three letters: many), and few others.
_CUT_SHORT: Final = (2, 8)
_MOST: Final = 0.6
# A word that so many foods or phrases have is no slip itself.
_USUAL: Final = 10


def corrected(table: FoodTable, word: str) -> tuple[str, ...]:
    """The words of the table that an unknown word stands for; none when it is like no other."""
    if len(word) < _SHORT or not word.isalpha():
        return ()
    whole = _doubled(table, word) or _voiced(table, word) or _completed(table, word)
    if whole or len(word) == _SHORT:
        return (whole,) if whole else ()
    likeness, respelled = _respelled(table, word)
    if likeness >= _ALMOST:
        return (respelled,)
    return _parted(table, word) or ((respelled,) if likeness >= _BEGINS_ALIKE else ())


def joined(table: FoodTable, first: str, second: str) -> str:
    """The one word of the table that two are ("meat balls"); empty where foods have both as they stand."""
    one = first + second
    count = len(table.heads(one)) if min(len(first), len(second)) >= _SHORT else 0
    if not count:
        return ""
    return one if count > len(set(table.heads(first)).intersection(table.heads(second))) else ""


def _doubled(table: FoodTable, word: str) -> str:
    """The word that has a letter twice where it is written once, or once where twice: "aple", "egs", "tomatto"."""
    bare = {collapsed(word), collapsed(word.removesuffix("s"))} - {word[0]}
    counts = table.words_from(word[0])
    like = [other for other, count in counts.items() if count >= _USUAL and other != word and collapsed(other) in bare]
    return max(like, key=counts.__getitem__, default="")


def collapsed(word: str) -> str:
    """A word with one letter for each run of the same."""
    return "".join(letter for letter, _ in groupby(word))


def _voiced(table: FoodTable, word: str) -> str:
    """The word that is written without its vowels, or begun so, as receipts do: "chkn brst", "unswt"; maybe none."""
    if _VOWELS.search(word, 1):
        return ""
    counts = table.words_from(word[0])
    bones = {other: _bones(other) for other in counts if len(other) > len(word)}
    short = _bones(word)
    like = [other for other, bone in bones.items() if bone == short] or [
        other for other, bone in bones.items() if len(short) >= _SHORT and bone.startswith(short)
    ]
    return max(like, key=counts.__getitem__, default="")


def _bones(word: str) -> str:
    """A word behind its first letter without vowels, and of two like letters with one."""
    return _VOWELS.sub("", collapsed(word)[1:])


def _completed(table: FoodTable, word: str) -> str:
    """The word that is written short: "guac", "strawb"."""
    begun = {
        other: count for other, count in table.words_from(word[0]).items() if other.startswith(word) and other != word
    }
    best = max(begun, key=begun.__getitem__, default="")
    least = max(_CUT_SHORT[len(word) <= _SHORT], _MOST * sum(begun.values()))
    return best if best and begun[best] >= least else ""


def _parted(table: FoodTable, word: str) -> tuple[str, ...]:
    """Two words of one food written as one: "peanutbutter", "greekyogurt", "jacketpotato"."""
    cuts = [(word[:cut], word[cut:]) for cut in range(_SHORT, len(word) - _SHORT + 1)]
    phrase = next((cut for cut in cuts if " ".join(cut) in table.phrases(cut)), None)
    if phrase is not None:
        return phrase
    shared = {cut: _shared(table, *cut) for cut in cuts}
    best = max(shared, key=shared.__getitem__, default=())
    if best and shared[best]:
        return best
    known = [cut for cut in cuts if all(len(part) > _SHORT and part in table.words_from(part[0]) for part in cut)]
    return known[0] if known else ()


def _shared(table: FoodTable, first: str, second: str) -> int:
    """How many foods are one of two words and have the other."""
    both = set(table.postings(first)).intersection(table.postings(second))
    return len(both.intersection((*table.heads(first), *table.heads(second))))


def _respelled(table: FoodTable, word: str) -> tuple[float, str]:
    """The word that is likest, and how like it is (0-1); most misspellings begin rightly."""
    same_letter = _likest(table, word, word[0])
    if same_letter[0] >= _BEGINS_ALIKE:
        return same_letter
    any_letter = _likest(table, word, "")
    return any_letter if any_letter[0] >= _ENDS_ALIKE else (0.0, "")


def _likest(table: FoodTable, word: str, first: str) -> tuple[float, str]:
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA, JaroWinkler

    counts = table.words_from(first)
    others = counts.keys() - {word}
    alike = process.extract(word, others, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_CHOICES)
    heard, most = sound(word), _slips(word)
    written = {other: OSA.distance(word, other) for other, _, _ in alike}
    spoken = {other: OSA.distance(heard, sound(other)) for other in written}
    likeness = {
        other: max(JaroWinkler.similarity(word, other), 1 - wrong / (len(word) + 1))
        for other, wrong in written.items()
        if min(wrong, spoken[other] if len(other) > _SHORT else wrong) <= most
    }

    def likely(other: str) -> float:
        return likeness[other] + _COMMON * math.log(counts[other]) - _SLIP * (written[other] + spoken[other]) / 2

    best = max(likeness, key=likely, default="")
    return likeness.get(best, 0.0), best


def sound(word: str) -> str:
    """A word as it sounds: of two like letters one, one letter for those that sound alike, and no silent end.

    >>> sound("sardeen") == sound("sardine"), sound("tyme") == sound("thyme"), sound("tofoo") == sound("tofu")
    (True, True, True)
    """
    for written, sounds in _ALIKE_SOUNDS:
        word = word.replace(written, sounds)
    return collapsed(word).removesuffix("e")


def _slips(word: str) -> int:
    """How many letters of a word may be wrong, too many or missing: one of up to five, two of up to nine, else three."""
    return 1 + (len(word) > 5) + (len(word) > 9)
