"""The foods of a text: which of its pieces are one food, and which are foods of their own.

A text stays whole only where the whole is a food of the table or a known dish, and every word of it is understood.
What comes with a food is counted with its own amount, or as a companion; nothing that was named vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from bonecheck.foods import account
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Food, Match
from bonecheck.parse import measured, words
from bonecheck.parse.measured import Amount, Measured
from bonecheck.parse.numbers import leading
from bonecheck.parse.pieces import Joiner, Piece, is_negated, says_of_itself, split

SURE: Final = frozenset({Confidence.EXACT, Confidence.ALIAS, Confidence.GOOD, Confidence.MAPPED})
# Joiners behind which a food comes with the one before.
_BESIDE: Final = frozenset({Joiner.WITH, Joiner.ON})
# So many pieces at most are tried as one food.
_LONGEST: Final = 7
# So many words say what was not done to a food; more name one: "no sugar added applesauce".
_OF_ITSELF: Final = 3
# What is commonly left out together: "without milk and sugar".
_LEFT_OUT_TOO: Final = frozenset(
    {
        "milk",
        "sugar",
        "salt",
        "butter",
        "cream",
        "oil",
        "cheese",
        "mayo",
        "sauce",
        "dressing",
        "ice",
        "onion",
        "ketchup",
        "mustard",
        "gravy",
        "sweetener",
    }
)


# The length of a sandwich: "Turkey sub, 6 inch".
_INCHES: Final = re.compile(r"\s*\d+[\s-]?(?:inch(?:es)?|in|\")\s*", re.IGNORECASE)


class Item(NamedTuple):
    """One food of a line: its text as written, its amount (None: it gives none), and the phrase that names it.

    ``joiner`` tells how it stands to the item before it; ``base`` is the food that it comes with; ``other`` an
    alternative that the text names as well ("rice or pasta"); ``remarks`` stood in brackets.
    """

    text: str
    amount: Amount | None
    food: str
    joiner: Joiner = Joiner.FIRST
    base: str = ""
    other: str = ""
    remarks: tuple[str, ...] = ()


class Look(NamedTuple):
    """What the grouping asks of the foods that there are."""

    table: FoodTable
    match: Callable[[str], Match]
    is_named: Callable[[str], bool]
    is_exact: Callable[[str], bool]
    is_supplement: Callable[[str], bool]


def of_text(text: str, look: Look, *, measured_as_one: bool = False) -> list[Item]:
    """The foods that a text names, in order.

    Where a log gives one amount for the text (``measured_as_one``), what is surely no food only describes the one before.
    """
    if look.is_exact(text):
        return [Item(text, None, text)]
    label, colon, rest = text.partition(": ")
    if colon and measured.amount_of(rest.strip()) is not None:
        text, colon = f"{label} {rest}", ""
    if colon and rest.strip() and not any(each.isdigit() for each in label):
        return _labelled(label, rest, look)
    pieces = _bound(split(_brand_first(text, look)))
    if len(pieces) > 1 and pieces[1].joiner in (Joiner.COMMA, Joiner.NOT) and _is_idle(pieces[0].text, look):
        pieces = [pieces[1]._replace(joiner=Joiner.FIRST, mark=""), *pieces[2:]]
    pieces = _described(pieces, look, measured_as_one=measured_as_one)
    found: list[Item] = []
    start, base = 0, ""
    while start < len(pieces):
        run = _longest(pieces[start:], look)
        items = [_item(run.pieces, look), *(_item([piece], look) for piece in run.left)]
        for number, item in enumerate(items):
            beside = item.joiner in _BESIDE or (number > 0 and item.amount is None)
            base = base if beside else ""
            found.append(item._replace(base=base, joiner=Joiner.WITH if number else item.joiner))
            base = base or item.food
        start += len(run.pieces) + len(run.left)
    named = (item for item in found if item.food.strip(" .,;:-"))
    return [each for item in named for each in _on_toast(item, look)]


def _on_toast(item: Item, look: Look) -> list[Item]:
    """What is named with the toast that it lies on as two foods, where the table has no such dish: "avocado toast"."""
    spread, _, last = item.food.rpartition(" ")
    if last.casefold() != "toast" or not spread or look.match(spread).confidence not in SURE:
        return [item]
    food = look.match(item.food).food
    if food is not None and not _missing(look, spread, food) and not _missing(look, last, food):
        return [item]
    return [item._replace(food=last, text=item.text), Item(spread, None, spread, Joiner.WITH, base=last)]


def _labelled(label: str, rest: str, look: Look) -> list[Item]:
    """A text behind a label: what a dish is made of, or the foods that were eaten somewhere ("Starbucks: latte")."""
    dish = look.match(label)
    if dish.food is not None and dish.confidence in SURE and not _missing(look, label, dish.food):
        return [Item(f"{label}: {rest}", None, label, remarks=(rest,))]
    return of_text(rest, look)


def _brand_first(text: str, look: Look) -> str:
    """A text whose amount stands behind who sells the food, with the amount first: "Domino's 2 slices cheese pizza"."""
    parts = text.split() if leading(text) is None and "," not in text else []
    for count in (1, 2):
        brand, rest = " ".join(parts[:count]), " ".join(parts[count:])
        if (
            rest[:1].isdigit()
            and measured.amount_of(rest) is None
            and (words.key(brand) in look.table.vocabulary.faint or brand[:1].isupper())
        ):
            read = measured.read(rest, look.is_named)
            if read.amount is not None and rest.endswith(read.food) and len(read.food.split()) < _LONGEST:
                return f"{rest[: len(rest) - len(read.food)]}{brand} {read.food}"
    return text


def _described(pieces: Sequence[Piece], look: Look, *, measured_as_one: bool) -> list[Piece]:
    """Pieces with those bound to the food before them that are its amount, or that only describe it, as tables write it."""
    out: list[Piece] = []
    official = measured_as_one or (len(pieces) > 2 and pieces[0].text.strip()[:1].isupper())
    for piece in pieces:
        if out and piece.joiner is Joiner.COMMA:
            if _INCHES.fullmatch(piece.text):
                out[-1] = out[-1]._replace(text=f"{out[-1].text}{piece.whole}")
                continue
            amount = measured.amount_of(piece.text.strip())
            again = measured.read(piece.text, look.is_named)
            if (
                amount is None
                and official
                and again.amount
                and {*words.words(again.food)} <= {*words.words(out[-1].text)}
            ):
                bare = f" {piece.text[: piece.text.rfind(again.food)] or piece.text}" if again.food else piece.text
                out[-1] = out[-1]._replace(text=f"{out[-1].text},{bare}".rstrip())
                continue
            counted_first = again.amount is not None and leading(piece.text) is not None
            tells = not _is_food(again.food, look) or (official and _only_describes(again.food, look, measured_as_one))
            if amount is not None or (not counted_first and tells):
                out[-1] = out[-1]._replace(text=f"{out[-1].text}{piece.whole}")
                continue
        out.append(piece)
    return out


def _only_describes(text: str, look: Look, measured_as_one: bool) -> bool:
    """Whether a piece behind a comma, in a table's own style, is what no food is surely called."""
    written = text.strip()
    table_style = measured_as_one or written[:1].islower() or written.isupper()
    return table_style and look.match(text).confidence not in SURE


def _bound(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with what their food is without bound to it, and lists behind "with" as what comes with it."""
    out: list[Piece] = []
    beside = False
    for piece in pieces:
        joiner = piece.joiner
        if out and _is_left_out(piece, out[-1]):
            out[-1] = out[-1]._replace(text=f"{out[-1].text}{piece.whole}")
            continue
        if joiner in (Joiner.COMMA, Joiner.AND) and beside and measured.read(piece.text).amount is None:
            joiner = Joiner.WITH if joiner is Joiner.AND or _list_goes_on(pieces, piece) else joiner
        beside = joiner in _BESIDE
        out.append(piece._replace(joiner=joiner))
    return out


def _list_goes_on(pieces: Sequence[Piece], piece: Piece) -> bool:
    """Whether a list of what comes with a food ends in "and": "with lettuce, tomato and cheese"."""
    following = pieces[[id(each) for each in pieces].index(id(piece)) + 1 :]
    ends = next((each.joiner for each in following if each.joiner is not Joiner.COMMA), None)
    return ends is Joiner.AND


def _is_left_out(piece: Piece, before: Piece) -> bool:
    """Whether a piece says what the food before it is without, or goes on doing so."""
    if says_of_itself(piece.text) and piece.joiner is not Joiner.FIRST and len(words.words(piece.text)) > _OF_ITSELF:
        return False
    if piece.joiner is Joiner.NOT or is_negated(piece.text):
        return True
    tail = split(before.text)[-1]
    goes_on = (tail.joiner is Joiner.NOT or is_negated(tail.text)) and not says_of_itself(tail.text)
    if not goes_on or piece.joiner not in (Joiner.OR, Joiner.AND):
        return False
    return piece.joiner is Joiner.OR or {*words.words(piece.text)} <= _LEFT_OUT_TOO


class _Run(NamedTuple):
    """Pieces that are one food, and companions of a list that it leaves to themselves."""

    pieces: Sequence[Piece]
    left: Sequence[Piece] = ()


def _longest(pieces: Sequence[Piece], look: Look) -> _Run:
    """The longest run of pieces from the first on that is one food."""
    for count in range(min(len(pieces), _LONGEST), 1, -1):
        if _Candidate(pieces[:count], look).is_one:
            return _Run(pieces[:count])
    if len(pieces) > 1 and pieces[1].joiner is Joiner.OR:
        return _Run(pieces[:2])
    return _absorbed(pieces, look) or _Run(pieces[:1])


def _absorbed(pieces: Sequence[Piece], look: Look) -> _Run | None:
    """A dish with some of what comes with it as one food, the rest by itself: a sandwich with lettuce and capers."""
    count = 1
    while count < len(pieces) and pieces[count].joiner in _BESIDE:
        count += 1
    if count < 3:
        return None
    candidate = _Candidate(pieces[:count], look)
    food = candidate.match.food
    if food is None or not candidate.is_headed:
        return None
    own = [piece for piece in pieces[1:count] if not _missing(look, piece.text, food)]
    if not own or len(own) == count - 1:
        return None
    left = [piece for piece in pieces[1:count] if piece not in own]
    return _Run([pieces[0], *own], left) if _Candidate([pieces[0], *own], look).is_one else None


class _Candidate:
    """A run of pieces that may be one food."""

    def __init__(self, pieces: Sequence[Piece], look: Look) -> None:
        self.pieces = pieces
        self.look = look

    @cached_property
    def text(self) -> str:
        first, *others = self.pieces
        return f"{first.text}{''.join(piece.whole for piece in others)}".strip()

    @cached_property
    def first(self) -> Measured:
        return measured.read(self.pieces[0].text, self.look.is_named)

    @cached_property
    def food(self) -> str:
        """The whole without the amount that it begins with, or ends with."""
        return measured.read(self.text, self.look.is_named).food

    @cached_property
    def match(self) -> Match:
        return self.look.match(self.food)

    @property
    def is_one(self) -> bool:
        """Whether the run is one food, and all of it is understood."""
        if self._repeats or len(split(self.pieces[0].text)) > 1:
            return False
        if self.look.is_exact(self.text) or self.look.is_exact(self.food) or self._is_one_supplement:
            return True
        food = self.match.food
        if food is None or words.key(self.food) in self.look.table.vocabulary.dishes:
            return food is not None
        if self._is_official:
            return self._is_of_table
        return not self._is_counted_within and self._is_understood(food)

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
        own = last.amount is not None and measured.amount_of(self.pieces[-1].text) is None
        return own or any(self._has_amount(piece) for piece in self.pieces[1:-1])

    def _is_understood(self, food: Food) -> bool:
        """Whether a food is the first piece, and explains all of them; those that are foods by themselves belong to it.

        A synonym for the whole may lose a part: beans on toast are no baked beans.
        """
        if not self.is_headed or _missing(self.look, self.food, food):
            return False
        alone = (Joiner.WITH, Joiner.AND)
        lost = (_missing(self.look, each.text, food, by_name=each.joiner in alone) for each in self.pieces)
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
        if any(read.amount is not None and read.food and not measured.amount_of(read.food) for read in later[:-1]):
            return False
        return any(
            self.look.match(read.food).confidence not in SURE or not _is_food(read.food, self.look) for read in later
        )

    def _has_amount(self, piece: Piece) -> bool:
        return measured.read(piece.text, self.look.is_named).amount is not None

    @property
    def is_headed(self) -> bool:
        """Whether the first piece says what the food of the whole is."""
        return self.match.food is not None and is_headed(self.look, self.match.food, self.pieces[0])

    def _belongs(self, piece: Piece, food: Food) -> bool:
        """Whether a piece describes the food, or is a part of it that the food's name tells."""
        if measured.amount_of(piece.text) is not None or not _is_food(piece.text, self.look):
            return True
        counted = self.first.amount is not None and not self.first.amount.unit
        name = f" {food.name.casefold()} "
        if piece.joiner is Joiner.COMMA:
            kind = self.look.match(measured.read(piece.text).food).food
            narrower = kind is not None and words.words(kind.name)[:1] == words.words(self.first.food)[-1:]
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


def _missing(look: Look, text: str, food: Food, *, by_name: bool = False) -> list[str]:
    """The words of a text that a food does not explain."""
    told = account.account(look.table, measured.read(text, look.is_named).food, food, by_name=by_name)
    return account.not_understood(told)


def _is_idle(text: str, look: Look) -> bool:
    """Whether a piece says nothing of a food, or only who sells it: "all natural"."""
    said = words.words(text)
    vocabulary = look.table.vocabulary
    idle = vocabulary.idle | vocabulary.plain | vocabulary.faint | account.OPEN
    return words.key(text) in idle or (bool(said) and all(word in idle for word in said))


def _is_food(text: str, look: Look) -> bool:
    """Whether a piece names a food by itself, and does not only describe one: "toast", not "toasted" or "whole"."""
    if account.leaves_open(text) or _is_idle(text, look):
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


def _item(pieces: Sequence[Piece], look: Look) -> Item:
    """One item of some pieces; of alternatives the first, with the other beside it."""
    first, *others = pieces
    other = others[0] if others and others[0].joiner is Joiner.OR else None
    if other is not None and not _Candidate(pieces, look).is_one:
        return _either(first, other, look)
    text = _Candidate(pieces, look).text
    read = measured.read(text, look.is_named)
    return Item(text, read.amount, read.food, first.joiner, remarks=read.remarks)


def _either(first: Piece, other: Piece, look: Look) -> Item:
    """Of two alternatives the first; they may share their last word: "white or brown bread", "oat/almond milk"."""
    read, second = measured.read(first.text, look.is_named), measured.read(other.text, look.is_named)
    shared = f"{read.food} {' '.join(second.food.split()[1:])}".strip()
    food = shared if len(second.food.split()) > 1 and look.match(shared).confidence in SURE else read.food
    text = f"{first.text}{other.whole}".strip()
    return Item(text, read.amount or second.amount, food, first.joiner, other=second.food, remarks=read.remarks)
