"""A name as a query: its words as the table has them, misspelled ones put right, rare ones counting more."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, pairwise
from typing import Final

from bonecheck.foods import ranking, spelling
from bonecheck.foods.ranking import Query
from bonecheck.foods.synonyms import phrases_in
from bonecheck.foods.table import FoodTable, Vocabulary
from bonecheck.parse import words

_WORD: Final = re.compile(r"[^\W\d_]+")
# A query is a name of at most so many words; what follows is noise.
_LONGEST: Final = 12
# What a word counts of what a food comes with ("coffee with cream").
_BESIDE: Final = 0.5
# What a word does that says of a food how much fat, salt or sugar it has: unsweetened yogurt is yogurt first.
_TRAIT: Final = 0.75
# What "fresh" does: fresh pasta is pasta before it is fresh.
_FRESH: Final = 0.25
# What a survey calls a food that is cooked in fat or comes with butter or oil.
_FAT_ADDED: Final = frozenset({"fatadded"})
_NO_FAT: Final = frozenset({"nofatadded"})
# What a word counts that no food has: a brand, a praise; and a figure that none has ("milk 3.7%").
_UNKNOWN: Final = 8.0
_FIGURE: Final = 2.0


def query_of(table: FoodTable, said: str, *, written: bool = True) -> tuple[Query, dict[str, array[int]]]:
    """What a name, in the order in which it is spoken, asks for, and the postings of its words.

    Without ``written`` its words are taken as they stand, whatever they mean elsewhere.
    """
    asked, beside = words.words(said), _beside(table, said)
    written = written and not means_beside(table, said)
    meant = _wording(table, asked) if written else table.rewritten(asked, written=False)
    wording = _joined(table, [word for word in meant if _tells(word)][:_LONGEST])
    postings, unknown = postings_of(table, wording)
    traits, states = table.vocabulary.like.keys() & wording, table.vocabulary.states
    absent = _absent(wording)
    weights = {
        w: _rarity(table, len(found)) * _share(w, beside | absent | ranking.NOT, traits)
        for w, found in postings.items()
    }
    like = {word: frozenset(table.vocabulary.like[word].split()) for word in traits}
    like |= _fats(table.vocabulary, beside | (weights.keys() & states.keys()), absent)
    subject, behind = _parts(table, said, asked)
    last = _last(subject, wording, states.keys() | traits)
    query = Query(
        key=" ".join(asked),
        run=f" {' '.join(wording)} ",
        weights=weights,
        total=sum(weights.values()) + sum(_UNKNOWN if word.isalpha() else _FIGURE for word in unknown),
        beside=beside,
        behind=beside | behind,
        aside=beside | behind | traits | (states.keys() & weights),
        like=like,
        alike=frozenset(chain.from_iterable(like.values())),
        unlike=frozenset(chain.from_iterable(table.vocabulary.unlike[word].split() for word in traits)) - traits
        | absent
        | (_FAT_ADDED if absent & table.vocabulary.fats else frozenset()),
        last=last,
        dish=last if last in table.vocabulary.dish else "",
        states=ranking.states_of(weights, table.vocabulary),
        states_by_word={word: states[word] for word in weights if word in states},
    )
    return query, postings


def _share(word: str, beside: frozenset[str], traits: AbstractSet[str]) -> float:
    """What a word counts for of its rarity."""
    return _BESIDE if word in beside else _TRAIT if word in traits else _FRESH if word == "fresh" else 1.0


def _fats(vocabulary: Vocabulary, added: AbstractSet[str], absent: AbstractSet[str]) -> dict[str, frozenset[str]]:
    """What the survey says of each fat that a food comes with or is without: of "eggs no butter" no added fat."""
    with_fat = dict.fromkeys((added & vocabulary.fats) - absent, _FAT_ADDED)
    return with_fat | dict.fromkeys(absent & vocabulary.fats, _NO_FAT)


def _beside(table: FoodTable, said: str) -> frozenset[str]:
    """The words of what a food comes with, as the table has them, that are not the food's own.

    None of a whole that has a name of its own ("tuna in water").
    """
    food, rest = words.beside(said)
    if not food or not rest or " ".join((*food, *rest)) in table.phrases((*food, *rest)):
        return frozenset()
    return frozenset(table.rewritten(rest)).difference(table.rewritten(food))


def means_beside(table: FoodTable, said: str) -> bool:
    """Whether the synonym for the whole of a name is what its food comes with: "turkey with gravy" is no turkey gravy."""
    food, rest = words.beside(said)
    asked = (*food, *rest)
    meant = table.phrases(asked).get(" ".join(asked), "") if food and rest else ""
    return not {*rest}.isdisjoint(meant.split()[:2]) and bool(table.by_key(" ".join(food)))


def _absent(wording: Sequence[str]) -> frozenset[str]:
    """The words for what a food is without: of "roast potatoes no oil" the oil."""
    return frozenset(word for before, word in pairwise(wording) if before in ranking.NOT)


def _parts(table: FoodTable, said: str, asked: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that say what a food is, and those behind them that say how it comes: of "sardines in oil" the oil."""
    subject = words.subject(said)
    meant = frozenset(table.rewritten(subject))
    rest = asked[len(subject) :] if subject else ()
    return meant, frozenset(table.rewritten(rest)) - meant if rest else frozenset()


def postings_of(table: FoodTable, query: Sequence[str]) -> tuple[dict[str, array[int]], list[str]]:
    """The postings of each word that some food has, and the words that none has."""
    found = {word: table.postings(word) for word in query}
    return {word: posting for word, posting in found.items() if posting}, [w for w in found if not found[w]]


def having_all(table: FoodTable, query: Sequence[str]) -> set[int]:
    """The numbers of the foods that have every word; none for no word."""
    postings, missing = postings_of(table, query)
    return set.intersection(*map(set, postings.values())) if postings and not missing else set()


def _wording(table: FoodTable, asked: Sequence[str]) -> Sequence[str]:
    """What was asked as it stands, where one food has all of it that any has, or else as it was meant.

    A synonym for the whole of it is always taken: "toast" is bread, though other foods are called so too.
    """
    plain, meant = table.rewritten(asked, written=False), table.rewritten(asked)
    if " ".join(asked) in table.phrases(asked):
        return meant
    unknown = [word for word in plain if word in meant and not table.postings(word)]
    rest = [word for word in asked if word not in unknown]
    if unknown and " ".join(rest) in table.phrases(rest):
        return (*unknown, *table.rewritten(rest))
    known = [word for word in plain if word not in meant or table.postings(word)]
    return plain if having_all(table, known) else _as_said(meant, plain, table.vocabulary)


def _as_said(meant: Sequence[str], plain: Sequence[str], vocabulary: Vocabulary) -> Sequence[str]:
    """A synonym's words without a state that was not said, where another was: "uncooked spaghetti" is no cooked pasta.

    Nor with one that contradicts a trait: "low fat sour cream" is not "sour cream, regular".
    """
    states = vocabulary.states
    said = {states[word] for word in plain if word in states}
    unlike = set(chain.from_iterable(vocabulary.unlike[word].split() for word in plain if word in vocabulary.unlike))
    kept = [word for word in _specified(meant, plain) if word not in unlike or word in plain]
    return [word for word in kept if word not in states or states[word] in said] if said else kept


def _specified(meant: Sequence[str], plain: Sequence[str]) -> list[str]:
    """A synonym's words without what it leaves open, where more was said: mushrooms in butter leave no fat open."""
    out, open_ = [], False
    for word in meant:
        open_ = word == "ns" or (open_ and word not in plain)
        if not open_:
            out.append(word)
    return out


def put_right(table: FoodTable, said: str) -> str:
    """A name with the words put right that no food has and that say something, as far as they are like others."""
    asked = words.words(said)
    wording = _joined(table, [word for word in _wording(table, asked) if _tells(word)][:_LONGEST])
    missing = set(postings_of(table, wording)[1])
    if missing:
        idle = (table.vocabulary.faint | table.vocabulary.idle).intersection(phrases_in(asked))
        missing -= {*" ".join(idle).split()}
    right = {word: " ".join(spelling.corrected(table, word)) for word in missing}
    if not any(right.values()):
        return said
    return _WORD.sub(lambda found: right.get("".join(words.words(found[0])), "") or found[0], said)


def _joined(table: FoodTable, wording: Sequence[str]) -> tuple[str, ...]:
    """The words with those joined that the table has as one."""
    out: list[str] = []
    for word in wording:
        one = spelling.joined(table, out[-1], word) if out else ""
        out[-1:] = [one] if one else [*out[-1:], word]
    return tuple(out)


def _last(subject: frozenset[str], wording: Sequence[str], aside: AbstractSet[str]) -> str:
    """The last word that says what the food is, and no state or trait: of "diced tomatoes in juice" the tomatoes."""
    telling = [word for word in wording if word not in aside]
    return next((word for word in reversed(telling) if word in subject), telling[-1] if telling else "")


def _tells(word: str) -> bool:
    """Whether a word says anything of a food: a single letter does not."""
    return len(word) > 1 or word.isdigit()


def _rarity(table: FoodTable, count: int) -> float:
    """The weight of a word that ``count`` foods have (inverse document frequency)."""
    return 1.0 + math.log(table.size() / count)
