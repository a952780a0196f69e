"""Words that stand for other words, out of data/synonyms.yaml: phrases are rewritten, the longest first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from bonecheck.parse.words import key

# A phrase has at most so many words.
LONGEST: Final = 5


def phrases_in(words: Sequence[str]) -> list[str]:
    """Every run of words that may be a phrase."""
    ends = range(1, LONGEST + 1)
    return [
        " ".join(words[start : start + length])
        for start in range(len(words))
        for length in ends
        if start + length <= len(words)
    ]


def rewrite(words: Sequence[str], phrases: Mapping[str, str]) -> tuple[str, ...]:
    """Words with each phrase replaced, from the left, the longest first.

    >>> rewrite(("full", "fat", "milk"), {"full fat milk": "milk whole", "milk": "x"})
    ('milk', 'whole')
    """
    out: list[str] = []
    start = 0
    while start < len(words):
        for length in range(min(LONGEST, len(words) - start), 0, -1):
            replacement = phrases.get(" ".join(words[start : start + length]))
            if replacement is not None:
                out += replacement.split()
                start += length
                break
        else:
            out.append(words[start])
            start += 1
    return tuple(out)


def applied(words: Sequence[str], phrases: Mapping[str, str]) -> list[str]:
    """The phrases that `rewrite` replaces.

    >>> applied(("full", "fat", "milk"), {"full fat milk": "milk whole", "milk": "x"})
    ['full fat milk']
    """
    found: list[str] = []
    start = 0
    while start < len(words):
        runs = (" ".join(words[start:end]) for end in range(min(len(words), start + LONGEST), start, -1))
        phrase = next((run for run in runs if run in phrases), "")
        found += [phrase] if phrase else []
        start += len(phrase.split()) or 1
    return found


def without(tokens: Sequence[str], phrases: Collection[str]) -> list[str]:
    """The parts of a text without those that fold to one of the phrases.

    >>> without(["(home-made)", "Apple", "pie"], {"home made"})
    ['Apple', 'pie']
    """
    out: list[str] = []
    start = 0
    while start < len(tokens):
        ends = range(min(len(tokens), start + LONGEST), start, -1)
        end = next((end for end in ends if key(" ".join(tokens[start:end])) in phrases), None)
        if end is None:
            out.append(tokens[start])
        start = end or start + 1
    return out
