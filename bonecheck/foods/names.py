"""A name to a food: exact name, then alias, then a ranked search over words.

The ranking asks how much of the query a food has (rare words count more), whether the food *is* the thing
(its head, before the first comma) or only holds it, how plainly it is described, and how often it is eaten.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Final, NamedTuple

from bonecheck.foods import words
from bonecheck.foods.table import Description, FoodTable
from bonecheck.model import Confidence, Food, Match

# Candidates that are ranked in full, of those that have most of the query.
_CANDIDATES: Final = 120
_RUNNERS_UP: Final = 3
# A query is a name of at most so many words; what follows is noise.
_LONGEST_QUERY: Final = 12
# Below this share of the query (weighted by rarity) nothing fits.
_LEAST_COVERAGE: Final = 0.4
# A match is good, not a guess, when its score leads the runner-up of another kind by this much.
_GOOD_MARGIN: Final = 0.35
# rapidfuzz ratio (0-100) from which a word is taken for a misspelling of another.
_SPELLING: Final = 75.0
# A word of so many letters is too short to be told from another by its spelling.
_SHORT_WORD: Final = 3
# The survey's marks of a default food.
_UNSPECIFIED: Final = frozenset({"nf", "ns"})
# Words of a description that make a food no less plain.
_PLAIN: Final = frozenset(
    "nf nfs ns raw fresh regular plain whole cooked type fat kind all any other form size method not specified".split()
)


class Query(NamedTuple):
    """A name as weighted words: a rare word counts more. ``unknown`` is the weight of words that no food has.

    ``spelled`` tells that a word was taken for the misspelling of another.
    """

    key: str
    weights: Mapping[str, float]
    unknown: float
    spelled: bool

    @property
    def total(self) -> float:
        """The weight of the whole query."""
        return sum(self.weights.values()) + self.unknown


class Ranked(NamedTuple):
    """A food's number with its score for a query; ``covered`` is the share of the query that it has.

    ``whole`` tells that it has all of it and no word beside, ``alias`` that the query is one of its aliases.
    """

    number: int
    score: float
    covered: float
    whole: bool
    alias: bool


def match(table: FoodTable, name: str) -> Match:
    """The food that a name means, how sure that is, and the runners-up."""
    key = words.key(name)
    named = table.by_key(key)
    if named:
        return Match(food=named[0], confidence=Confidence.EXACT)
    query, ranked = _search(table, key)
    if not ranked or ranked[0].covered < _LEAST_COVERAGE:
        near = table.by_number([each.number for each in ranked[:_RUNNERS_UP]])
        return Match(food=None, confidence=Confidence.NONE, runners_up=tuple(food.name for food in near))
    best, *others = table.by_number([each.number for each in ranked[: 1 + _RUNNERS_UP]])
    return Match(
        food=best,
        confidence=_confidence(query, ranked),
        runners_up=tuple(dict.fromkeys(food.name for food in others if food.name != best.name)),
    )


def is_named(table: FoodTable, name: str) -> bool:
    """Whether a text is, as it stands, a food: its name, an alias, or a run of words of its name ("3 musketeers")."""
    key = words.key(name)
    if table.by_key(key):
        return True
    postings, missing = _postings(table, key.split())
    if missing or not postings:
        return False
    having_all = set.intersection(*map(set, postings.values()))
    described = table.descriptions(sorted(having_all)[:_CANDIDATES])
    return any(f" {key} " in f" {food.words} " or key in food.alias_keys.split("\n") for food in described)


def search(table: FoodTable, text: str, limit: int) -> list[Food]:
    """The foods that fit a text best, best first; none when no word of it is known."""
    key = words.key(text)
    _, ranked = _search(table, key)
    found = [*table.by_key(key), *table.by_number([each.number for each in ranked[:limit]])]
    return list({food.food_id: food for food in found}.values())[:limit]


def _confidence(query: Query, ranked: list[Ranked]) -> Confidence:
    """``alias`` and ``good`` need a lead over the rest, or to be the one food that has just these words."""
    best = ranked[0]
    lead = best.score - ranked[1].score if len(ranked) > 1 else math.inf
    alone = best.whole and not any(other.whole for other in ranked[1:])
    if query.spelled or (lead < _GOOD_MARGIN and not alone):
        return Confidence.GUESS
    if best.whole:
        return Confidence.GOOD
    return Confidence.ALIAS if best.alias else Confidence.GUESS


def _search(table: FoodTable, key: str) -> tuple[Query, list[Ranked]]:
    """A name as a query, and the foods that have some of it, best first."""
    postings, missing = _postings(table, [word for word in key.split() if _tells(word)][:_LONGEST_QUERY])
    spellings = _spell(table, missing)
    postings |= {right: table.postings(right) for right in spellings.values()}
    unknown = sum(word not in spellings for word in missing) * _rarity(table, 1)
    weights = {word: _rarity(table, len(found)) for word, found in postings.items()}
    query = Query(key=key, weights=weights, unknown=unknown, spelled=bool(spellings))
    described = table.descriptions(_candidates(table, postings, weights))
    ranked = [_rank(description, query) for description in described]
    return query, sorted(ranked, key=lambda each: (-each.score, each.number))


def _tells(word: str) -> bool:
    """Whether a word says anything of a food: a single letter does not."""
    return len(word) > 1 or word.isdigit()


def _postings(table: FoodTable, query: list[str]) -> tuple[dict[str, array[int]], list[str]]:
    """The postings of each word that some food has, and the words that none has."""
    found = {word: table.postings(word) for word in query}
    return {word: posting for word, posting in found.items() if posting}, [w for w in found if not found[w]]


def _candidates(table: FoodTable, postings: Mapping[str, array[int]], weights: Mapping[str, float]) -> list[int]:
    """The numbers of the foods to rank: those that have most words of the query, of these the likeliest.

    A food that lacks k words has one of the k + 1 rarest, so that common words' long postings are rarely walked.
    """
    rarest = sorted(postings, key=lambda word: -weights[word])
    counts = Counter(chain.from_iterable(postings.values()))
    found: dict[int, None] = dict.fromkeys(table.heads(rarest[0])[:_CANDIDATES]) if len(rarest) == 1 else {}
    for lacking in range(len(rarest)):
        for word in rarest[: lacking + 1]:
            for number in postings[word]:
                if len(found) >= _CANDIDATES:
                    return list(found)
                if counts[number] == len(rarest) - lacking:
                    found[number] = None
    return list(found)


def _rarity(table: FoodTable, count: int) -> float:
    """The weight of a word that ``count`` foods have (inverse document frequency)."""
    return 1.0 + math.log(table.size() / count)


def _spell(table: FoodTable, missing: list[str]) -> dict[str, str]:
    """The nearest word of the table for each unknown word that has one."""
    wanted = [word for word in missing if len(word) > _SHORT_WORD and not word[0].isdigit()]
    if not wanted:
        return {}
    from rapidfuzz import fuzz, process

    vocabulary = table.vocabulary()
    found = {word: process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=_SPELLING) for word in wanted}
    return {word: best[0] for word, best in found.items() if best is not None}


def _rank(food: Description, query: Query) -> Ranked:
    """Score one food against a query; the weights are tuned on everyday names."""
    asked = query.weights
    own, head = set(food.words.split()), food.head.split()
    in_name = sum(weight for word, weight in asked.items() if word in own) / query.total
    in_alias = _in_aliases(food, query, own)
    headed = sum(word in asked for word in head) / max(len(head), 1)
    surplus = sum(word not in asked and word not in _PLAIN for word in own)
    alias = bool(food.alias_keys) and query.key in food.alias_keys.split("\n")
    score = (
        4.0 * in_name
        + 2.0 * in_alias
        + 1.5 * headed
        + 1.0 * alias
        + 0.3 * (not _UNSPECIFIED.isdisjoint(own))
        - 0.15 * surplus
        + 0.35 * math.log10(1 + food.popularity)
    )
    whole = in_name > 1 - 1e-9 and not surplus
    return Ranked(number=food.number, score=score, covered=in_name + in_alias, whole=whole, alias=alias)


def _in_aliases(food: Description, query: Query, own: set[str]) -> float:
    """The share of the query that a food has in its aliases and not in its name."""
    if not food.alias_keys:
        return 0.0
    also = set(food.alias_keys.split()) - own
    return sum(weight for word, weight in query.weights.items() if word in also) / query.total
