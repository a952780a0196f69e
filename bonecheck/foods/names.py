"""A name to a food: exact name, then a synonym of one, then a ranked search over words.

How sure a match is: ``exact`` for a food's own name, ``alias`` for a synonym or an alias of the table, ``good`` for the
one food that has just the words of the name, ``guess`` for any other; checked by benchmarks/names.py.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from bonecheck.foods import ranking, spelling, words
from bonecheck.foods.ranking import Query, Ranked
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Food, Match

# Candidates that are ranked in full, of those that have most of the query.
_CANDIDATES: Final = 80
_RUNNERS_UP: Final = 3
# A query is a name of at most so many words; what follows is noise.
_LONGEST_QUERY: Final = 12
# Below this share of the query (weighted by rarity) nothing fits; of a food whose whole head was asked for, below that.
_LEAST_COVERAGE: Final = 0.45
_LEAST_HEADED: Final = 0.3
# A match is good, not a guess, when its score leads the runner-up of another kind by this much.
_GOOD_MARGIN: Final = 0.35
# What a word counts of what a food comes with ("coffee with cream").
_BESIDE: Final = 0.5
_ALL_BUT: Final = 1 - 1e-9
_NOTHING: Final = Match(food=None, confidence=Confidence.NONE)


def match(table: FoodTable, name: str) -> Match:
    """The food that a name means, how sure that is, and the runners-up."""
    asked = words.words(name)
    if not table.vocabulary.no_food.isdisjoint(asked) and not table.by_key(" ".join(asked)):
        return _NOTHING
    plain = table.rewritten(asked, written=False)
    meant = table.rewritten(asked)
    for wording, confidence in ((plain, Confidence.EXACT), (meant, Confidence.ALIAS)):
        named = table.by_key(" ".join(wording))
        if named:
            return Match(food=named[0], confidence=confidence)
    return _searched(table, name, meant)


def _searched(table: FoodTable, name: str, meant: Sequence[str]) -> Match:
    query, ranked = _search(table, name, meant)
    named = [] if query.sure else table.by_key(query.run.strip() or next(iter(query.weights), ""))
    if named:
        return Match(food=named[0], confidence=Confidence.GUESS, runners_up=_names(table, ranked))
    if not ranked or not _fits(ranked[0]):
        return Match(food=None, confidence=Confidence.NONE, runners_up=_names(table, ranked))
    best = table.by_number([ranked[0].number])[0]
    others = tuple(name for name in _names(table, ranked[1:]) if name != best.name)
    return Match(food=best, confidence=_confidence(query, ranked), runners_up=others)


def _names(table: FoodTable, ranked: Sequence[Ranked]) -> tuple[str, ...]:
    foods = table.by_number([each.number for each in ranked[:_RUNNERS_UP]])
    return tuple(dict.fromkeys(food.name for food in foods))


def is_named(table: FoodTable, name: str) -> bool:
    """Whether a text is, as it stands, a food: its name, an alias, or a run of words of its name ("3 musketeers")."""
    asked = words.words(name)
    key = " ".join(table.rewritten(asked, written=False))
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
    first = match(table, text).food
    _, ranked = _search(table, text, table.rewritten(words.words(text)))
    found = [*([first] if first else []), *table.by_number([each.number for each in ranked[:limit]])]
    return list({food.food_id: food for food in found}.values())[:limit]


def _fits(best: Ranked) -> bool:
    return best.covered >= (_LEAST_HEADED if best.headed else _LEAST_COVERAGE)


def _confidence(query: Query, ranked: list[Ranked]) -> Confidence:
    """``alias`` and ``good`` need a lead over the rest, or to be the one food that has just these words."""
    best = ranked[0]
    lead = best.score - ranked[1].score if len(ranked) > 1 else math.inf
    alone = best.whole and not any(other.whole for other in ranked[1:])
    if not query.sure or (lead < _GOOD_MARGIN and not alone):
        return Confidence.GUESS
    if best.whole or (best.covered > _ALL_BUT and best.headed):
        return Confidence.GOOD
    return Confidence.ALIAS if best.alias else Confidence.GUESS


def _search(table: FoodTable, name: str, meant: Sequence[str]) -> tuple[Query, list[Ranked]]:
    """A name as a query, and the foods that have some of it, best first."""
    asked, beside = words.words(name), words.beside(name)
    telling = [word for word in _wording(table, asked, meant) if _tells(word)][:_LONGEST_QUERY]
    postings, missing = _postings(table, telling)
    right = {word: spelling.corrected(table, word) for word in missing}
    wording = tuple(chain.from_iterable(right.get(word) or (word,) for word in telling))
    if any(right.values()):
        wording = table.rewritten(wording)
    postings, unknown = _postings(table, wording)
    weights = {w: _rarity(table, len(found)) * (_BESIDE if w in beside else 1) for w, found in postings.items()}
    query = Query(
        key=" ".join(asked),
        run=f" {' '.join(wording)} " if len(wording) > 1 else "",
        weights=weights,
        total=sum(weights.values()) + len(unknown) * _rarity(table, 1),
        sure=not any(right.values()),
        beside=beside,
        states=ranking.states_of(weights, table.vocabulary),
        states_by_word={word: table.vocabulary.states[word] for word in weights if word in table.vocabulary.states},
    )
    described = table.descriptions(_candidates(table, postings, query.weights))
    ranked = [ranking.rank(each, query, table.vocabulary) for each in described]
    return query, sorted(ranked, key=lambda each: (-each.score, each.number))


def _wording(table: FoodTable, asked: Sequence[str], meant: Sequence[str]) -> Sequence[str]:
    """What was asked as it stands, where one food has all of it, or else as it was meant.

    A synonym for the whole of it is always taken: "toast" is bread, though other foods are called so too.
    """
    plain = table.rewritten(asked, written=False)
    if " ".join(asked) in table.phrases(asked):
        return meant
    postings, missing = _postings(table, plain)
    if missing or not postings or not set.intersection(*map(set, postings.values())):
        return meant
    return plain


def _tells(word: str) -> bool:
    """Whether a word says anything of a food: a single letter does not."""
    return len(word) > 1 or word.isdigit()


def _postings(table: FoodTable, query: Sequence[str]) -> tuple[dict[str, array[int]], list[str]]:
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
