"""How well a food fits a name: the score by which candidates are ranked.

It asks how much of the query the food has (rare words count more, a state of food answers to its like: boiled to
cooked), whether the food *is* the thing (its head) or only holds it, how plainly it is described, and how often it is
eaten. The weights are tuned on benchmarks/names_tune.csv.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from bonecheck.foods.table import Description, Vocabulary

_IN_NAME: Final = 4.8
_IN_ALIAS: Final = 3.75
_ALL: Final = 0.3
_HEADED: Final = 1.85
_ALIAS: Final = 1.1
_UNSPECIFIED: Final = 0.22
# The survey takes it where something was left open, by an alias ("NS as to skin eaten"): of equals it is the likelier.
_ALSO_UNSPECIFIED: Final = 0.01
_POPULAR: Final = 0.28
# A state of its like counts almost as the word itself; one that contradicts costs.
_LIKE: Final = 0.6
# Dry, uncooked and raw are all but the same.
_LIKE_RAW: Final = 0.9
# A food of no state may be in any: baked ham is ham.
_UNSAID: Final = 0.1
_CONFLICT: Final = 1.5
# A trait of its like counts so much; one that contradicts costs.
_NEARLY: Final = 0.8
_UNLIKE: Final = 1.0
# What a word costs that was not asked for: one that makes the food another costs more.
_SURPLUS: Final = 0.12
_OTHER: Final = 0.5
# The head of a food was asked for in another order: chocolate milk is no milk chocolate.
_TURNED: Final = 0.2
# It has the last word of what was asked, which says what it is.
_LAST: Final = 0.3
# It lacks the dish that the last word names: pea soup is no pea.
_NO_DISH: Final = 1.0
# It is only what was asked for beside the food.
_ONLY_BESIDE: Final = 2.0
# It is raw, of a kind that is eaten cooked, and nobody said so.
_UNCOOKED: Final = 0.7
# It is one maker's, whom nobody named.
_MAKER: Final = 0.3
_RAW: Final = "raw"
NOT: Final = frozenset({"no", "not", "without"})
# The share of a query that is all of it, but for rounding.
_WHOLE: Final = 1 - 1e-9


class Query(NamedTuple):
    """A name as weighted words: a rare word counts more; ``total`` is the weight of them all, known to a food or not.

    ``key`` is the name as written, ``run`` its words in order between spaces, for a look-up of a food's head,
    ``beside`` are the words of what the food comes with: they tell it from others of its kind, and do not say what it is.
    ``behind`` are these and the words behind "in" or "from", which say how it comes: of "sardines in oil" the oil.
    ``aside`` are all of them and the words for states and traits ("low fat"); ``like`` has by each of the latter those for nearly the same,
    ``alike`` are all of these, ``unlike`` are the words that contradict one.
    ``last`` is its last word that says what it is, ``dish`` the same where that names a dish, else empty.
    """

    key: str
    run: str
    weights: Mapping[str, float]
    total: float
    beside: frozenset[str]
    behind: frozenset[str]
    aside: frozenset[str]
    like: Mapping[str, frozenset[str]]
    alike: frozenset[str]
    unlike: frozenset[str]
    last: str
    dish: str
    states: frozenset[str]
    states_by_word: Mapping[str, str]


class Ranked(NamedTuple):
    """A food's number with its score for a query; ``covered`` is the share of the query that it has.

    ``whole`` tells that it has all of it and no telling word beside, ``headed`` that all of its head was asked for,
    ``alias`` that the query is one of its aliases, ``last`` that its head has the last word of the query, ``both`` that
    its head has something of the food that was asked for, and its name of what that comes with.
    """

    number: int
    score: float
    covered: float
    whole: bool
    headed: bool
    alias: bool
    last: bool
    both: bool


def rank(food: Description, query: Query, vocabulary: Vocabulary) -> Ranked:
    """Score one food against a query; run for every candidate, so its loops are few and plain."""
    own, head = _own(food, query)
    states, surplus, telling = _described(own, query, vocabulary)
    in_name = _covered(own, states, query) / query.total
    in_alias = min(_in_aliases(food, query, own), 1 - in_name) if food.alias_keys and in_name < _WHOLE else 0.0
    headed = sum(word in query.weights and word not in query.behind for word in head) / max(len(head), 1)
    alias = food.alias_keys != "" and query.key in food.alias_keys.split("\n")
    score = (
        _IN_NAME * in_name
        + _IN_ALIAS * in_alias
        + _HEADED * headed
        + _ALIAS * alias
        + _ALL * (in_name > _WHOLE)
        + _UNSPECIFIED * ("ns" in own or "nfs" in own)
        + _ALSO_UNSPECIFIED * (" ns " in f" {food.alias_keys} ".replace("\n", " "))
        + _POPULAR * math.log10(1 + food.popularity)
        - _TURNED * (headed == 1 and len(head) > 1 and f" {' '.join(head)} " not in query.run)
        + _LAST * (query.last in head)
        - surplus
        - _NO_DISH * (query.dish != "" and query.dish not in own and query.dish not in food.alias_keys.split())
        - _ONLY_BESIDE * (bool(query.aside) and _only_aside(food, own, query))
        - _UNLIKE * (bool(query.unlike) and not query.unlike.isdisjoint(_with(own)))
        - _UNCOOKED * (food.uncooked and not query.states)
        - _MAKER * (food.maker != "" and query.weights.keys().isdisjoint(food.maker.split()))
        - _CONFLICT * _conflict(query.states, states)
    )
    return Ranked(
        food.number,
        score,
        in_name + in_alias,
        in_name > _WHOLE and not telling,
        headed == 1,
        alias,
        query.last in head,
        bool(query.beside) and _has_both(food, own, head, query),
    )


def _own(food: Description, query: Query) -> tuple[list[str], list[str]]:
    """The words of a food's name and of its head, without one whose alternative was asked for ("cake or cupcake").

    Nor one that the food is without, where nothing of the kind was said: what has "no broth" is no broth.
    """
    own, head = food.words.split(), food.head.split()
    if NOT.isdisjoint(query.weights):
        own = _with(own)
    if not food.either:
        return own, head
    pairs = (line.split() for line in food.either.split("\n"))
    spare = {word for word, other in pairs if other in query.weights and word not in query.weights}
    return [word for word in own if word not in spare], [word for word in head if word not in spare]


def _with(own: list[str]) -> list[str]:
    """The words of a food's name without those for what it is without."""
    if NOT.isdisjoint(own):
        return own
    return [word for before, word in zip(("", *own), own, strict=False) if before not in NOT]


def _only_aside(food: Description, own: list[str], query: Query) -> bool:
    """Whether a food has nothing of what was asked for but what that comes with, or traits: of "low fat yogurt" the latter."""
    return query.aside.issuperset(query.weights.keys() & {*own, *food.alias_keys.split()})


def _has_both(food: Description, own: list[str], head: list[str], query: Query) -> bool:
    """Whether a food is what was asked for, with some of what that comes with."""
    also = query.beside.union(*(query.like.get(word, ()) for word in query.beside))
    if also.isdisjoint((*own, *food.alias_keys.split())):
        return False
    return any(word in query.weights and word not in query.beside for word in head)


def states_of(words: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The states that words name; what is fresh and cooked is cooked."""
    found = frozenset(vocabulary.states[word] for word in words if word in vocabulary.states)
    return found - {_RAW} if len(found) > 1 else found


def _described(own: list[str], query: Query, vocabulary: Vocabulary) -> tuple[frozenset[str], float, int]:
    """A name's states, what its words cost that were not asked for, and how many of these say something.

    "Without sauce" says nothing.
    """
    states, cost, telling, before = set(), 0.0, 0, ""
    for word in own:
        state = vocabulary.states.get(word)
        if state is not None:
            states.add(state)
        said = word in query.weights or state in query.states or word in query.alike or word in vocabulary.plain
        if not said and word not in NOT and before not in NOT:
            cost += _OTHER if word in vocabulary.other else _SURPLUS
            telling += 1
        before = word
    return frozenset(states - {_RAW} if len(states) > 1 else states), cost, telling


def _covered(own: list[str], states: frozenset[str], query: Query) -> float:
    """The weight of the query that a name has, a word for the like state counting in part."""
    covered = 0.0
    for word, weight in query.weights.items():
        state = query.states_by_word.get(word)
        if word in own and (state is None or state in states):
            covered += weight
        elif word in query.like and not query.like[word].isdisjoint(own):
            covered += weight * _NEARLY
        elif state in states:
            covered += weight * (_LIKE_RAW if state == _RAW else _LIKE)
        elif state is not None and state != _RAW and not states:
            covered += weight * _UNSAID
    return covered


def _conflict(asked: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a food is raw where something done to it was asked for, or the reverse."""
    if not asked or not own or asked & own:
        return False
    return (_RAW in asked) != (_RAW in own)


def _in_aliases(food: Description, query: Query, own: list[str]) -> float:
    """The share of the query that a food has in its aliases and not in its name."""
    also = set(food.alias_keys.split()).difference(own)
    return sum(weight for word, weight in query.weights.items() if word in also) / query.total
