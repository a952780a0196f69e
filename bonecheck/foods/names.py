"""A name to a food: exact name, then a synonym of one, then a ranked search over words.

How sure a match is: ``exact`` for a food's own name, ``alias`` for a synonym or an alias of the table, ``good`` for the
one food that has just the words of the name, ``near`` for a synonym that leads to the nearest food there is, ``guess`` for any
other; checked by benchmarks/names.py.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, zip_longest
from typing import Final

from bonecheck.foods import ranking
from bonecheck.foods.phrases import unmeasured, unpacked
from bonecheck.foods.queries import having_all, means_beside, put_right, query_of
from bonecheck.foods.ranking import Query, Ranked
from bonecheck.foods.synonyms import phrases_in, without
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Food, Match
from bonecheck.parse import words

# Candidates that are ranked in full, of those that have most of the query.
_CANDIDATES: Final = 60
# Of these, the likeliest that have the rarest word, whatever else they have.
_SEEDS: Final = 12
# And so many that the last word names, where something was said beside it.
_FIRST: Final = 6
_RUNNERS_UP: Final = 3
# So many foods of a plate are looked for by themselves.
_PLATE: Final = 3
# Below this share of the query (weighted by rarity) nothing fits; of a food whose whole head was asked for, below that.
_LEAST_COVERAGE: Final = 0.45
_LEAST_HEADED: Final = 0.3
# Where the last word, which says what it is, is known to no food, and the head was not asked for.
_LEAST_HALF: Final = 0.6
# The least share of the words that any food has, for a food that the last of them names.
_LEAST_KNOWN: Final = 0.6
# A match is good, not a guess, when its score leads the next food by this much, or when it alone has just the words.
_GOOD_MARGIN: Final = 0.35
_ALL_BUT: Final = 1 - 1e-9
# A food that has all of a name, and what it comes with, goes before one that scores so much more.
_CLOSE: Final = 1.0
_NOTHING: Final = Match(food=None, confidence=Confidence.NONE)


def match(table: FoodTable, name: str) -> Match:
    """The food that a name means, how sure that is, and the runners-up.

    Case, accents, plurals and spaces do not matter, nor the order of the parts between commas, nor whether a
    description stands before a food or behind its comma ("whole milk", "Milk, whole").
    """
    if _no_food(table, name):
        return _NOTHING
    said = words.spoken(unpacked(words.plain(name)))
    named = _named(table, name, said)
    if named:
        return named
    full = _turned(table, table.written_out(said))
    bare = _bare(table, full)
    return (_named(table, bare, bare) if bare != said else None) or _searched(table, full, bare)


def _turned(table: FoodTable, said: str) -> str:
    """A name in the order in which it is a synonym, of one whose dish stands first here, or whose state stands last.

    "Salad garden" is a garden salad, "jalapeno pickled" a pickled jalapeno.
    """
    asked, vocabulary = words.subject(said), table.vocabulary
    if len(asked) < 2 or " ".join(asked) in table.phrases(asked):
        return said
    state = asked[-1] in vocabulary.states or asked[-1] in vocabulary.like
    other = words.turned(said, last=state)
    phrase = words.subject(other)
    dish = state or (asked[0] in vocabulary.dish and asked[-1] not in vocabulary.dish)
    if not dish or any(" " in each for each in table.phrases(asked)) or " ".join(phrase) not in table.phrases(phrase):
        other = _reordered(table, said, asked)
    if other == said:
        return said
    literal = table.descriptions(sorted(having_all(table, table.rewritten(asked, written=False)))[:_CANDIDATES])
    return said if any(" ".join(asked) in food.words for food in literal) else other


def _reordered(table: FoodTable, said: str, asked: Sequence[str]) -> str:
    """A name in the order of words in which it is a synonym, if any: "pizza cheese thick crust" is a cheese pizza.

    Two foods are in the order in which they stand: milk rice is no rice milk. States may stand beside the synonym.
    """
    states = [word for word in asked if word in table.vocabulary.states]
    for beside in ([], states):
        rest = [word for word in asked if word not in beside]
        orders = table.orders(rest) if len(rest) > 1 and not (len(rest) == 2 and table.heads(rest[-1])) else []
        if orders:
            return " ".join((*beside, orders[0], words.rest(said))).strip()
    return said


def _no_food(table: FoodTable, name: str) -> bool:
    """Whether a word says that this is none, and no food is called so; "low calorie" says nothing of the kind.

    What stands in a longer name of a food says nothing either: "Athletic Run Wild" is a beer.
    """
    said = words.words(name)
    if is_meal(table, name):
        return True
    if table.vocabulary.no_food.isdisjoint(phrases_in(table.rewritten(said))):
        return False
    return not table.by_bag(" ".join(sorted(table.rewritten(said, written=False))))


def is_meal(table: FoodTable, name: str) -> bool:
    """Whether a name says when was eaten and not what: "lunch"."""
    return words.key(name) in table.vocabulary.meal


def _bare(table: FoodTable, said: str) -> str:
    """A name without its measure, without idle words, and without the faint ones that tell no food from others."""
    tokens = unmeasured(said).split()
    runs = phrases_in(words.words(" ".join(tokens)))
    idle = table.vocabulary.idle.intersection(runs)
    tokens = without(tokens, idle) if idle else tokens
    faint = [run for run in runs if run in table.vocabulary.faint]
    if not faint:
        return " ".join(tokens) or said
    rest = without(tokens, faint)
    dropped = {phrase for phrase in faint if not _tells(table, phrase, without(tokens, {*faint} - {phrase}), rest)}
    return " ".join(without(tokens, dropped)) or said


def _tells(table: FoodTable, phrase: str, tokens: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a phrase tells a food from the ``rest`` of its name.

    It does where it begins a name of its own ("hot dog"), where a food is called by both, and where a food has both and
    none is called by the rest.
    """
    asked = words.words(" ".join(tokens))
    behind = f" {' '.join(asked)} ".partition(f" {phrase} ")[2].split()
    if " ".join(asked) in table.phrases(asked) or (behind and _is_name(table, f"{phrase} {behind[0]}")):
        return True
    plain, said = frozenset(table.rewritten(asked, written=False)), " ".join(rest)
    foods = table.descriptions(sorted(having_all(table, [*plain]))[:_CANDIDATES])
    if any(plain.issuperset(food.head.split()) for food in foods):
        return True
    return (bool(foods) or phrase in table.vocabulary.states) and not _is_name(table, said)


def _is_name(table: FoodTable, said: str) -> bool:
    """Whether a text is what a food is called, here or elsewhere."""
    asked = words.words(said)
    return " ".join(asked) in table.phrases(asked) or _named(table, said, said) is not None


def _named(table: FoodTable, name: str, said: str) -> Match | None:
    """The food that is called so, in this order of words or another that says the same."""
    plain, spoken = table.rewritten(words.words(name), written=False), words.words(said)
    own = [food for food in table.by_key(" ".join(plain)) if _comes_with(food.name) == _comes_with(name)]
    dialect = table.dialect(spoken)
    if own and not dialect:
        return Match(food=_just(own, spoken), confidence=Confidence.EXACT)
    # Before any synonym, so that a name means the same with its parts in another order.
    bags = dict.fromkeys(" ".join(sorted(each)) for each in (plain, spoken))
    found, text = chain.from_iterable(map(table.by_bag, bags)), f" {' '.join(spoken)} | {' '.join(plain)} "
    turned = [food.number for food in found if f" {food.head} " in text]
    same = [food for food in table.by_number(turned) if _comes_with(food.name) == _comes_with(name)]
    if same and not dialect:
        return Match(food=_just(same, spoken), confidence=Confidence.GOOD)
    alias = table.by_key(" ".join(table.rewritten(spoken)))
    whole = " ".join(spoken) in table.phrases(spoken)
    if alias and (_comes_with(alias[0].name) == _comes_with(name) or whole) and not means_beside(table, said):
        branded = _branded(table, spoken, alias[0])
        near = branded is None and table.is_near(spoken)
        return Match(food=branded or alias[0], confidence=Confidence.NEAR if near else Confidence.ALIAS)
    return None


def _branded(table: FoodTable, said: Sequence[str], alias: Food) -> Food | None:
    """The very food of a brand, where the table has it and knows no less of it than of the food that it stands for."""
    if not {*said}.difference(words.words(alias.name)):
        return None
    found = having_all(table, table.rewritten(said, written=False))
    foods = [food for food in table.by_number(sorted(found)[:_CANDIDATES]) if _is_brand(" ".join(said), food, alias)]
    states = table.vocabulary.states
    eaten = [food for food in foods if "raw" not in map(states.get, words.words(food.name))]
    known = [food for food in eaten if len(_known(food)) >= len(_known(alias))]
    return min(known, key=lambda food: len(words.words(food.name)), default=None)


def _is_brand(brand: str, food: Food, alias: Food) -> bool:
    """Whether a food is of this brand, which is no maker's name, and of the kind of the food that the brand stands for."""
    return words.title(food.name) == brand != words.key(words.maker(food.name)) and food.group == alias.group


def _known(food: Food) -> list[float]:
    return [value for value in food.per_100g.values() if value is not None]


def _just(foods: Sequence[Food], asked: Sequence[str]) -> Food:
    """Of foods whose names are rewritten to one the food of just these words, else the likeliest."""
    if len(foods) == 1:
        return foods[0]
    return next((food for food in foods if sorted(words.words(food.name)) == sorted(asked)), foods[0])


def _comes_with(name: str) -> tuple[bool, bool]:
    """Whether a food comes with another, or in it: pancakes with syrup are no pancake syrup, olives in oil no olive oil."""
    return words.beside(name)[1] != (), " in " in name


def _searched(table: FoodTable, said: str, bare: str) -> Match:
    right = put_right(table, said)
    meant = bare if right == said else _bare(table, right)
    named = _named(table, meant, meant) if right != said else None
    query, ranked = _search(table, meant)
    if named:
        return _guessed(table, named, ranked)
    fitting = _together([each for each in ranked if _fits(query, each)])
    food = words.alone(meant) if query.beside else ""
    if food and not (fitting and fitting[0].both) and _is_name(table, food):
        return _guessed(table, match(table, food), ranked)
    if not fitting:
        return Match(food=None, confidence=Confidence.NONE, runners_up=_names(table, ranked))
    best = table.by_number([fitting[0].number])[0]
    others = tuple(name for name in _names(table, fitting[1:]) if name != best.name)
    confidence = _confidence(fitting) if right == said else Confidence.GUESS
    if confidence is not Confidence.GUESS and table.is_near(words.words(meant)):
        confidence = Confidence.NEAR
    return Match(best, confidence, others, margin=_lead(fitting))


def _guessed(table: FoodTable, found: Match, ranked: Sequence[Ranked]) -> Match:
    """A match as a guess, with the other foods that the ranking puts first."""
    own = found.food.name if found.food else ""
    others = tuple(name for name in _names(table, ranked) if name != own)
    return found._replace(confidence=Confidence.GUESS, runners_up=others)


def _together(ranked: list[Ranked]) -> list[Ranked]:
    """The likeliest food that has all of a name with what it comes with first, where that is close: "soup with milk"."""
    close = [each for each in ranked if each.score > ranked[0].score - _CLOSE]
    whole = next((each for each in close if each.both and each.covered > _ALL_BUT), None)
    return [whole, *(each for each in ranked if each is not whole)] if whole else ranked


def _names(table: FoodTable, ranked: Sequence[Ranked]) -> tuple[str, ...]:
    foods = table.by_number([each.number for each in ranked[:_RUNNERS_UP]])
    return tuple(dict.fromkeys(food.name for food in foods))


def is_named(table: FoodTable, name: str) -> bool:
    """Whether a text is, as it stands, a food: its name, an alias, or a run of words of its name ("3 musketeers")."""
    asked = words.words(name)
    key = " ".join(table.rewritten(asked, written=False))
    if table.by_key(key):
        return True
    described = table.descriptions(sorted(having_all(table, key.split()))[:_CANDIDATES])
    return any(f" {key} " in f" {food.words} " or key in food.alias_keys.split("\n") for food in described)


def search(table: FoodTable, text: str, limit: int) -> list[Food]:
    """The foods that fit a text best, best first; none when no word of it is known.

    Those that it means, those that its words say as they stand, and the foods of a plate each by itself, in turns.
    """
    first = match(table, text).food
    said = put_right(table, table.written_out(words.spoken(unpacked(words.plain(text)))))
    readings = [_search(table, _bare(table, said))[1][:limit], _search(table, said, written=False)[1][:limit]]
    plate = [match(table, food).food for food in words.plate(text)[:_PLATE]]
    foods = [table.by_number([each.number for each in ranked]) for ranked in readings]
    found = [first, *chain.from_iterable(zip_longest(*foods, plate))]
    return list({food.food_id: food for food in found if food}.values())[:limit]


def candidates(table: FoodTable, name: str, limit: int) -> list[tuple[Food, float]]:
    """The foods that the ranking puts first for a name, with their scores."""
    said = put_right(table, table.written_out(words.spoken(unpacked(words.plain(name)))))
    ranked = _search(table, _bare(table, said))[1][:limit]
    return list(zip(table.by_number([each.number for each in ranked]), (each.score for each in ranked), strict=True))


def _fits(query: Query, best: Ranked) -> bool:
    """Whether a food is what was asked for, if not in every word.

    Words that no food has say little where the last one is the food: "fire roasted diced tomatoes".
    """
    if best.covered >= (
        _LEAST_HEADED if best.headed else _LEAST_COVERAGE if query.last in query.weights else _LEAST_HALF
    ):
        return True
    known = sum(query.weights.values())
    return best.headed and best.last and best.covered * query.total >= _LEAST_KNOWN * known


def _confidence(ranked: list[Ranked]) -> Confidence:
    """``alias`` and ``good`` need a lead over the rest, or to be the one food that has just these words."""
    best, lead = ranked[0], _lead(ranked)
    alone = best.whole and not any(other.whole for other in ranked[1:])
    if lead is not None and lead < _GOOD_MARGIN and not alone:
        return Confidence.GUESS
    if best.whole or (best.covered > _ALL_BUT and best.headed):
        return Confidence.GOOD
    return Confidence.ALIAS if best.alias else Confidence.GUESS


def _lead(ranked: Sequence[Ranked]) -> float | None:
    """By how much the first has a better score than the second, if at all; None where there is no second."""
    return max(0.0, ranked[0].score - ranked[1].score) if len(ranked) > 1 else None


def _search(table: FoodTable, said: str, *, written: bool = True) -> tuple[Query, list[Ranked]]:
    """A name as a query, and the foods that have some of it, best first; without ``written`` of the words as they stand."""
    query, postings = query_of(table, said, written=written)
    described = table.descriptions(list({*_candidates(table, postings, query.weights), *_likely(table, query)}))
    ranked = [ranking.rank(each, query, table.vocabulary) for each in described]
    return query, sorted(ranked, key=lambda each: (-each.score, each.number))


def _likely(table: FoodTable, query: Query) -> list[int]:
    """The likeliest foods that the last word names, and of these such as have something like a trait that was asked for.

    "Toasted almonds" are almonds, though none are toasted.
    """
    if not query.aside:
        return []
    named, alike = table.heads(query.last), set(chain.from_iterable(map(table.postings, query.alike)))
    return [*named[:_FIRST], *[number for number in named if number in alike][:_SEEDS]]


def _candidates(table: FoodTable, postings: Mapping[str, array[int]], weights: Mapping[str, float]) -> list[int]:
    """The numbers of the foods to rank: those that have most words of the query, of these the likeliest.

    A food that lacks k words has one of the k + 1 rarest, so that common words' long postings are rarely walked.
    """
    rarest = sorted(postings, key=lambda word: -weights[word])
    counts = Counter(chain.from_iterable(postings.values()))
    seeds = table.heads(rarest[0])[:_CANDIDATES] if len(rarest) == 1 else postings[rarest[0]][:_SEEDS] if rarest else ()
    found: dict[int, None] = dict.fromkeys(seeds)
    for lacking in range(len(rarest)):
        for word in rarest[: lacking + 1]:
            for number in postings[word]:
                if len(found) >= _CANDIDATES:
                    return list(found)
                if counts[number] == len(rarest) - lacking:
                    found[number] = None
    return list(found)
