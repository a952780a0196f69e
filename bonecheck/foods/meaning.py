"""Second thoughts on what a name means: negations, brands, heads of official names, remarks in brackets."""

from __future__ import annotations

import re
from typing import Final

from bonecheck.foods import account, candidates, compounds
from bonecheck.foods.candidates import SURE, Look
from bonecheck.foods.items import Item
from bonecheck.foods.weights import DECIDED
from bonecheck.model import Confidence, Food, Match
from bonecheck.parse import words
from bonecheck.parse.measured import brand_of
from bonecheck.parse.pieces import Joiner, Piece, is_negated, split
from bonecheck.patterns import Pattern

# Words behind which a name says how its food comes: "braised pork in brown sauce".
_BESIDE: Final = Pattern(r"\s(?:in|with|from|on|of|by)\s", re.IGNORECASE)
# Words of so many letters tell no language.
_SHORT: Final = 2
# States in which a food may have been weighed, whatever it is called.
_WEIGHED_IN: Final = frozenset({"uncooked", "raw", "dry", "dried", "cooked"})
_NO_MATCH: Final = Match(food=None, confidence=Confidence.NONE)
# Drinks that are unsweetened unless they are called sweet: tea without sugar is tea.
_UNSWEETENED: Final = "coffee and tea"
_SWEETENERS: Final = frozenset({"no", "not", "without", "sugar", "sweetener", "added"})
# What a food's name has that is without something.
_WITHOUT: Final = frozenset("no not without free unsweetened unsalted black skim plain nonfat".split())


def of_item(look: Look, match: Match, item: Item) -> Match:
    """What an item means, of what its name was matched with."""
    if match.confidence in DECIDED:
        return match
    makers = (
        brand_of(each) or (each if words.key(each) in look.table.vocabulary.faint else "") for each in item.remarks
    )
    brand = next(filter(None, makers), "")
    if brand:
        item = item._replace(remarks=tuple(each for each in item.remarks if brand not in each))
        match = _branded(look, match, item.food, brand)
    compound = compounds.headed(look, match, item.food)
    if compound is not None:
        return _with_remarks(look, compound, item)
    headed = _headed(look, _without(look, match, item.food), item.food)
    return _with_remarks(look, _unbranded(look, headed, item.food), item)


def _branded(look: Look, match: Match, said: str, brand: str) -> Match:
    """The food that a maker sells under a name, where that is known: Oatly's milk is oat milk; else what the name means."""
    found = look.match(f"{brand} {said}")
    is_food = words.key(brand) in look.table.phrases(words.words(brand))
    named = found.confidence in (SURE if is_food else SURE - {Confidence.GOOD})
    return found if named and found.food is not None and not _missing(look, said, found.food) else match


def _without(look: Look, match: Match, said: str) -> Match:
    """Of a name that says what its food is without: the food of all of it, where that one is without it too, else the food."""
    first, *others = split(said) or [Piece(Joiner.FIRST, "", said)]
    if not others or others[0].joiner is not Joiner.NOT or match.confidence in DECIDED or not first.text.strip():
        return match
    if match.confidence is Confidence.EXACT or words.key(said) in look.table.phrases(words.words(said)):
        return match
    bare, food = look.match(first.text), match.food
    if bare.food is None:
        return match
    if bare.food.group == _UNSWEETENED and {*words.words(others[0].text)} <= _SWEETENERS:
        return bare
    without = food is not None and not _WITHOUT.isdisjoint(words.words(food.name.replace("-", " ")))
    return match if without and match.confidence in SURE and not _missing(look, first.text, food) else bare


def by_head(look: Look, match: Match, said: str) -> Match:
    """A guess by a word put right, or by one with a figure, that loses what a name ends with, by that: flying fish is fish."""
    first = (split(said) or [Piece(Joiner.FIRST, "", said)])[0].text
    named = [token for token in _BESIDE.split(first)[0].split() if words.words(token)]
    if match.confidence is not Confidence.GUESS or len(named) < _SHORT or not _is_known(look, named[-1]):
        return match
    last, vocabulary = words.words(named[-1]), look.table.vocabulary
    if not {*last}.isdisjoint(vocabulary.states.keys() | vocabulary.like.keys()):
        return match
    name = words.words(match.food.name) if match.food else ()
    if all(token.isalpha() and _is_known(look, token) for token in named[:-1]) or not {*name}.isdisjoint(
        {*last, *look.table.rewritten(last)}
    ):
        return match
    head = look.match(named[-1])
    return head._replace(confidence=Confidence.GUESS) if head.confidence in SURE else match


def by_known_words(look: Look, match: Match, item: Item) -> Match:
    """A guess by the words of a name that foods have as they stand, where these are surely a food: "wide egg noodles"."""
    known = " ".join(token for token in item.food.split() if len(token) > 2 and _is_known(look, token))
    found = look.match(known) if known and known != item.food else _NO_MATCH
    return found._replace(confidence=Confidence.GUESS) if found.confidence in SURE else match


def is_english(look: Look, text: str) -> bool:
    """Whether some word of a text is one of a food or of a synonym, as far as it is more than two letters."""
    return any(_is_known(look, token) for token in text.split() if len(token) > _SHORT and token.isalpha())


def _is_known(look: Look, token: str) -> bool:
    """Whether some food or synonym has a word as it stands."""
    said = words.words(token)
    return bool(said) and all(look.table.postings(word) or word in look.table.phrases((word,)) for word in said)


def _unbranded(look: Look, match: Match, said: str) -> Match:
    """The food that a name means without who sells it: Kraft cheese is cheese, and not another food of that maker."""
    vocabulary, tokens = look.table.vocabulary, said.split()
    first = bool(tokens) and words.key(tokens[0]) in vocabulary.brands
    more = first and match.confidence is Confidence.GOOD and _unlike(look, said, match.food) > 0
    if match.confidence in SURE | DECIDED and not more:
        return match
    idle = vocabulary.faint - {""}
    rest = " ".join(token for token in tokens[first:] if more or words.key(token) not in idle)
    bare = look.match(rest) if rest and rest != " ".join(tokens) else _NO_MATCH
    enough = (Confidence.EXACT,) if more else SURE
    return bare._replace(confidence=Confidence.GUESS) if bare.confidence in enough else match


def _headed(look: Look, match: Match, said: str) -> Match:
    """Of a name as tables write it the food that its first part names: what is made from ground coffee is no ground turkey."""
    pieces = [piece for piece in split(said) if piece.joiner in (Joiner.FIRST, Joiner.COMMA)]
    if not pieces:
        return match
    first, *others = pieces
    base = look.match(first.text) if others and match.confidence not in SURE | DECIDED else _NO_MATCH
    if base.food is None or base.confidence not in SURE:
        return match
    # What a survey leaves open is its default: "Beef, NS as to cut, cooked" is beef, and no cut of it.
    if account.leaves_something_open(said) and not _missing(look, said, base.food):
        return base._replace(confidence=Confidence.GUESS)
    if match.food and candidates.is_headed(look, match.food, first, whole=True):
        return match
    turned = (f"{piece.text} {first.text}" for piece in others)
    tried = [base, *(look.match(each) for each in (*(f"{first.text}, {piece.text}" for piece in others), *turned))]
    headed = [each for each in tried if each.food is not None and candidates.is_headed(look, each.food, first)]
    best = min(headed, key=lambda each: _unlike(look, said, each.food), default=base)
    return best._replace(confidence=Confidence.GUESS)


def _unlike(look: Look, said: str, food: Food | None) -> int:
    """How many words a name has that a food does not explain, and the food's name that were not said."""
    meant = {*words.words(said), *look.table.rewritten(words.words(said))}
    more = [word for word in words.words(food.name) if word not in meant | account.OPEN] if food else []
    return len(_missing(look, said, food)) + len(more)


def _missing(look: Look, said: str, food: Food | None) -> list[str]:
    """The words of a name that a food does not explain."""
    return account.not_understood(account.account(look.table, said, food)) if food else []


def _with_remarks(look: Look, match: Match, item: Item) -> Match:
    """The food that a name means with what stands in brackets behind it, where all of that is understood."""
    if not item.remarks or match.confidence in DECIDED:
        return match
    if all(each in account.OPEN for remark in item.remarks for each in words.words(remark)):
        return match
    without = any(map(is_negated, item.remarks))
    said = " ".join(item.remarks)
    for whole in (f"{item.food} {said}", f"{said} {item.food}"):
        found = look.match(whole)
        if found.food is None or _missing(look, whole, found.food):
            continue
        if not candidates.is_headed(look, found.food, Piece(Joiner.FIRST, "", item.food), whole=True):
            continue
        if not without or not _WITHOUT.isdisjoint(words.words(found.food.name)):
            return found
    return match


def in_state(food: str, unit: str) -> str:
    """A food in the state in which its amount says that it was weighed: "rice", 75 "g uncooked"."""
    state = next((word for word in unit.casefold().split() if word.strip("(),") in _WEIGHED_IN), "")
    return f"{food}, {state.strip('(),')}" if state and state.strip("(),") not in food.casefold() else food
