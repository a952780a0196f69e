"""Whether a run of pieces is one food: a food of the table or a known dish that explains every word of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from bonecheck.foods import account, compounds
from bonecheck.foods.queries import put_right
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Food, Match
from bonecheck.parse import amount_text, measured, words
from bonecheck.parse.measured import Measured
from bonecheck.parse.numbers import leading
from bonecheck.parse.pieces import Joiner, Piece, split

# A name that surely means a food, if only the nearest that the table has.
SURE: Final = frozenset({Confidence.EXACT, Confidence.ALIAS, Confidence.GOOD, Confidence.NEAR, Confidence.MAPPED})


# What joins foods in a food's name.
_JOINS: Final = re.compile(r"\s(?:and|with|&|'n)\s")


class Look(NamedTuple):
    """What the grouping asks of the foods that there are."""

    table: FoodTable
    match: Callable[[str], Match]
    is_named: Callable[[str], bool]
    is_exact: Callable[[str], bool]
    is_supplement: Callable[[str], bool]


class Candidate:
    """A run of pieces that may be one food."""

    def __init__(self, pieces: Sequence[Piece], look: Look) -> None:
        self.pieces = pieces
        self.look = look

    @cached_property
    def text(self) -> str:
        """The pieces as they were written."""
        first, *others = self.pieces
        return f"{first.text}{''.join(piece.whole for piece in others)}".strip()

    @cached_property
    def first(self) -> Measured:
        """The first piece with its amount taken off."""
        return measured.read(self.pieces[0].text, self.look.is_named)

    @cached_property
    def food(self) -> str:
        """The whole without the amount that it begins with, or ends with."""
        return measured.read(self.text, self.look.is_named).food

    @cached_property
    def match(self) -> Match:
        """What the whole means."""
        return self.look.match(self.food)

    @property
    def is_one(self) -> bool:
        """Whether the run is one food, and all of it is understood."""
        if self._is_dish or (not self._repeats and self._is_exact(self.food)):
            return True
        if self._repeats or len(split(self.pieces[0].text)) > 1:
            return False
        food = self.match.food
        if self._is_called_so or compounds.is_compound(self.pieces, self.look):
            return True
        if food is None or (self.match.confidence is Confidence.NEAR and self._are_foods):
            return False
        if self._is_official:
            return self._is_of_table
        return not self._is_counted_within and self._is_understood(food)

    @property
    def _are_foods(self) -> bool:
        """Whether each piece is a food by itself that is wholly understood, so that they are no parts of a name."""
        read = [measured.read(piece.text, self.look.is_named).food for piece in self.pieces]
        found = [(each, self.look.match(each)) for each in read]
        return all(
            match.food is not None
            and match.confidence is not Confidence.NEAR
            and not missing(self.look, each, match.food)
            for each, match in found
        )

    def _is_exact(self, text: str) -> bool:
        """Whether a text is a food's own name; of two foods that "and" joins only where the name joins them too."""
        if not self.look.is_exact(text):
            return False
        joined = any(piece.joiner in (Joiner.AND, Joiner.WITH) for piece in self.pieces[1:])
        listed = self.pieces[-1].joiner is Joiner.COMMA and self.text[:1].islower() and len(self.pieces) > 1
        told = self.match.food is None or _joins(self.match.food)
        return not (((joined and not told) or listed) and self._are_foods)

    def _is_title(self, food: Food) -> bool:
        """Whether the whole is what a product is sold as, whose parts are no foods of it: "Apple & Eve"."""
        asked = words.words(self.food)
        if any(piece.joiner not in (Joiner.AND, Joiner.ON) for piece in self.pieces[1:]) or self._are_foods:
            return False
        named = " ".join(asked) in self.look.table.phrases(asked)
        return named and all(missing(self.look, piece.text, food, by_name=True) for piece in self.pieces)

    @property
    def _is_dish(self) -> bool:
        """Whether the whole is a known dish, or what several foods are served together under."""
        right = put_right(self.look.table, self.food)
        names = {self.food, right, compounds.unbranded(right, self.look)}
        listed = len(self.pieces) > 1 and self.pieces[-1].joiner is Joiner.COMMA
        is_dish = not listed and not self.look.table.vocabulary.dishes.isdisjoint(map(words.key, names))
        return any(map(self.look.table.plate, names)) or (is_dish and self.match.food is not None)

    @property
    def _is_called_so(self) -> bool:
        """Whether the whole is a food's own name, a product's, or one supplement."""
        return (
            self._is_exact(self.text)
            or self._is_one_supplement
            or (self.match.food is not None and self._is_title(self.match.food))
        )

    @property
    def is_inverted(self) -> bool:
        """Whether pieces are one name with its head first: "beans, green", "juice, orange, 200 ml"; not "coffee, milk"."""
        kinds, head = self.pieces[1:], self.first.food
        if not kinds or not head or any(piece.joiner is not Joiner.COMMA for piece in kinds):
            return False
        counted = (measured.read(piece.text).food for piece in kinds if leading(piece.text.strip()) is not None)
        if any(any(map(str.isalpha, food)) for food in counted):
            return False
        said = [
            split(measured.read(piece.text, self.look.is_named).food)[0].text for piece in kinds if piece.text.strip()
        ]
        return all(self._is_kind(kind, head, alone=len(said) == 1) for kind in said)

    def _is_kind(self, kind: str, head: str, *, alone: bool) -> bool:
        """Whether a piece says which kind of the food before it is meant; with ``alone`` it is the only one behind it."""
        if not any(map(str.isalpha, kind)):
            return not alone
        own, base, turned = self.look.match(kind), self.look.match(head), self.look.match(f"{kind} {head}")
        if turned.food is None or missing(self.look, f"{kind} {head}", turned.food):
            return False
        if not _is_end(head, turned.food) and base.food != turned.food:
            return False
        is_plural = own.food is not None and f"{kind.casefold().strip()}s" in own.food.name.casefold()
        if (
            is_plural
            or turned.food == own.food
            or (turned.food == base.food and own.food is not None and own.food.group == turned.food.group)
            or not (compounds.is_food(kind, self.look) and is_food(kind, self.look))
        ):
            return True
        measured_whole = amount_text.amount_of(self.pieces[-1].text.rpartition(",")[2]) is not None
        unsure = base.confidence not in SURE or own.confidence not in SURE
        is_dish = words.key(head) in self.look.table.vocabulary.shared
        return alone and turned.confidence in SURE and (unsure or is_dish or measured_whole)

    @property
    def _repeats(self) -> bool:
        """Whether two pieces say the same, so that they are two foods: "2 eggs, 2 eggs"."""
        said = [words.key(piece.text) for piece in self.pieces]
        return len({*said}) < len(said)

    @property
    def _is_one_supplement(self) -> bool:
        """Whether all pieces are supplements, taken as one: "calcium + D3"."""
        joined = all(piece.joiner is not Joiner.COMMA for piece in self.pieces[1:])
        return joined and all(self.look.is_supplement(piece.text) for piece in self.pieces)

    @property
    def _is_counted_within(self) -> bool:
        """Whether a piece has an amount of its own, and not that of the whole: "milk, 1 cup" has not."""
        last = measured.read(self.pieces[-1].text, self.look.is_named)
        own = last.amount is not None and amount_text.amount_of(self.pieces[-1].text) is None
        return own or any(self._has_amount(piece) for piece in self.pieces[1:-1])

    def _is_understood(self, food: Food) -> bool:
        """Whether a food is the first piece, and explains all of them; those that are foods by themselves belong to it.

        A synonym for the whole may lose a part: beans on toast are no baked beans.
        """
        if not self.is_headed or missing(self.look, self.food, food):
            return False
        alone = (Joiner.WITH, Joiner.AND)
        lost = (missing(self.look, each.text, food, by_name=each.joiner in alone) for each in self.pieces)
        if self.pieces[1].joiner is Joiner.AND and self._are_foods:
            own = {*words.words(_JOINS.split(food.name.casefold())[0])}
            if not _joins(food) or own.isdisjoint(words.words(self.first.food)):
                return False
        return not any(lost) and all(self._belongs(piece, food) for piece in self.pieces[1:])

    @property
    def _is_official(self) -> bool:
        """Whether the text is written as tables write it: "Milk, cow, fluid, whole"."""
        later = split(self.text)[1:]
        lower = all(piece.text.strip()[:1].islower() or piece.text.strip()[:1].isdigit() for piece in later)
        written = all(piece.joiner in (Joiner.COMMA, Joiner.NOT, Joiner.OR) for piece in later)
        return len(later) >= 2 and written and lower and self.text[:1].isupper()

    @property
    def _is_of_table(self) -> bool:
        """Whether some piece of what is written as tables write it only describes, so that all of it is one food."""
        later = [measured.read(piece.text, self.look.is_named) for piece in split(self.text)[1:]]
        if any(read.amount is not None and read.food and not amount_text.amount_of(read.food) for read in later[:-1]):
            return False
        return any(
            self.look.match(read.food).confidence not in SURE or not is_food(read.food, self.look) for read in later
        )

    def _has_amount(self, piece: Piece) -> bool:
        return measured.read(piece.text, self.look.is_named).amount is not None

    @property
    def is_headed(self) -> bool:
        """Whether the first piece says what the food of the whole is."""
        return self.match.food is not None and is_headed(self.look, self.match.food, self.pieces[0])

    def _belongs(self, piece: Piece, food: Food) -> bool:
        """Whether a piece describes the food, or is a part of it that the food's name tells."""
        if amount_text.amount_of(piece.text) is not None or not is_food(piece.text, self.look):
            return True
        counted = self.first.amount is not None and not self.first.amount.unit
        name = f" {food.name.casefold()} "
        if piece.joiner is Joiner.COMMA:
            kind = self.look.match(measured.read(piece.text).food).food
            narrower = kind is not None and words.words(self.first.food)[-1] in _ends(
                words.words(words.head(kind.name))
            )
            return not counted and (narrower or self._in_order(food))
        if piece.joiner is Joiner.AND:
            return not counted and (" and " in name or " with " in name or " or " in name)
        if piece.joiner is Joiner.OR:
            return " or " in name
        return self.match.confidence in SURE and not self._is_kind_of(piece, food) and not self._adds_a_food(food)

    def _adds_a_food(self, food: Food) -> bool:
        """Whether a food's name has one more food than the text: bread with margarine is no banana bread."""
        table = self.look.table
        said = {*words.words(self.food), *table.rewritten(words.words(self.food))}
        passed = (
            said | table.vocabulary.plain | table.vocabulary.states.keys() | table.vocabulary.like.keys() | account.OPEN
        )
        more = [word for word in words.words(food.name) if word not in passed]
        return any(word in table.vocabulary.other or self.look.match(word).confidence in SURE for word in more)

    def _is_kind_of(self, piece: Piece, food: Food) -> bool:
        """Whether a food is a kind of what should only come with another: tofu with cheese is no tofu cheese."""
        head = words.head(food.name)
        last = words.words(head)[-1:]
        return " with " not in head and {*last} <= {*words.words(piece.text)} - {*words.words(self.first.food)}

    def _in_order(self, food: Food) -> bool:
        """Whether the food's name begins as the text does, as tables write it: "Soup, lentil"."""
        said, name = words.words(self.food), words.words(food.name)
        return said[:1] == name[:1] and {*said} <= {*name} and self.pieces[0].text.strip()[:1].isupper()


def _joins(food: Food) -> bool:
    """Whether a food's name joins several foods: "Macaroni or noodles with cheese"."""
    return len(_JOINS.split(food.name.casefold())) > 1


def _is_end(head: str, food: Food) -> bool:
    """Whether a word is what a food's name begins or ends with."""
    return words.words(head)[-1:] in (words.words(words.head(food.name))[-1:], words.words(food.name)[:1])


def _ends(said: Sequence[str]) -> tuple[str, ...]:
    """The first and the last of some words."""
    return (said[0], said[-1]) if said else ()


def is_headed(look: Look, food: Food, first: Piece, *, whole: bool = False) -> bool:
    """Whether the first piece of a text says what a food is, by its head or an alias; with ``whole`` by all of its head."""
    own = words.words(words.head(food.name))
    head = {
        *own,
        *look.table.rewritten(own, written=False),
        *(word for each in food.aliases for word in words.words(each)),
    }
    said = words.words(measured.read(first.text, look.is_named).food)
    meant = {*said, *look.table.rewritten(said)}
    return {*own} <= meant if whole else not head.isdisjoint(meant)


def missing(look: Look, text: str, food: Food, *, by_name: bool = False) -> list[str]:
    """The words of a text that a food does not explain."""
    told = account.account(look.table, measured.read(text, look.is_named).food, food, by_name=by_name)
    return account.not_understood(told)


def is_idle(text: str, look: Look) -> bool:
    """Whether a piece says nothing of a food, or only who sells it: "all natural"."""
    said = words.words(text)
    vocabulary = look.table.vocabulary
    idle = vocabulary.idle | vocabulary.plain | vocabulary.faint | account.OPEN
    if words.key(text) not in idle and (not said or any(word not in idle for word in said)):
        return False
    return look.match(text).confidence is not Confidence.EXACT


def is_food(text: str, look: Look) -> bool:
    """Whether a piece names a food by itself, and does not only describe one: "toast", not "toasted" or "whole"."""
    if account.leaves_open(text) or is_idle(text, look):
        return False
    read = measured.read(text, look.is_named)
    said, vocabulary = words.words(read.food), look.table.vocabulary
    describing = (
        vocabulary.states.keys() | vocabulary.like.keys() | vocabulary.plain | vocabulary.idle | account.SEASONINGS
    )
    first = words.words(re.split(r"\s(?:in|with|from|by)\s", read.food, maxsplit=1)[0])
    if len(first) < len(said) and all(word in describing for word in first):
        return False
    meant = look.table.rewritten(said)
    plain = {"whole", "plain", "eaten", "cooked", "style", "large", "small", "thin", "thick"}
    if all(word in describing or word in plain for word in said) or all(word in describing for word in meant):
        return read.amount is not None and read.amount.unit != "" and bool(said)
    return True
