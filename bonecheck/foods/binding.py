"""Pieces of a text bound to one another: what describes a food, what it is without, a name that a comma or "and" parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from bonecheck.foods import account
from bonecheck.foods.candidates import SURE, Look, is_food
from bonecheck.foods.compounds import is_food as is_food_name
from bonecheck.model import Food
from bonecheck.parse import amount_text, measured, words
from bonecheck.parse.numbers import leading
from bonecheck.parse.pieces import Joiner, Piece, is_negated, says_of_itself, split
from bonecheck.patterns import Pattern

# Joiners behind which a food comes with the one before.
BESIDE: Final = frozenset({Joiner.WITH, Joiner.ON})
# So many words say what was not done to a food; more name one: "no sugar added applesauce".
_OF_ITSELF: Final = 3
# What is commonly left out together: "without milk and sugar".
_LEFT_OUT_TOO: Final = frozenset(
    "milk sugar salt butter cream oil cheese mayo sauce dressing ice onion ketchup mustard gravy sweetener".split()
)
# What the survey calls a food of no kind, and dishes that are nothing without a filling.
_OF_NO_KIND: Final = ", NFS"
_FILLED: Final = frozenset({"sandwich", "burrito", "taco", "pizza", "quesadilla", "enchilada"})
# The length of a sandwich: "Turkey sub, 6 inch".
_INCHES: Final = re.compile(r"\s*\d+[\s-]?(?:inch(?:es)?|in|\")\s*", re.IGNORECASE)
# Whoever else had something.
_OTHERS: Final = Pattern(
    r"\s*(?:my\s+|the\s+)?(?:kids?|children|husband|hubby|wife|partner|son|daughter|boys?|girls?|toddler|baby|dog|cat|mum|mom|dad)\s+(?:ate|had|finished|drank|got|took)\s",
    re.IGNORECASE,
)
_I_HAD: Final = Pattern(r"^\s*(?:i|we)\s+(?:just\s+|only\s+)?(?:had|ate|drank)\s+", re.IGNORECASE)


def own(pieces: Sequence[Piece]) -> tuple[list[Piece], str]:
    """Pieces without what somebody else ate, and without "I had" before what was eaten; and the text of the former."""
    kept = [piece._replace(text=_I_HAD.sub("", piece.text)) for piece in pieces if not _OTHERS.match(piece.text)]
    others = " ".join(piece.text for piece in pieces if _OTHERS.match(piece.text))
    if not kept or kept[0].joiner is Joiner.NOT:
        return kept, others
    return [kept[0]._replace(joiner=Joiner.FIRST, mark=""), *kept[1:]], others


def unparted(pieces: Sequence[Piece], look: Look) -> list[Piece]:
    """Pieces with those joined again that part a maker's name or a dish's: "Ben & Jerry's", "cookies & cream milkshake"."""
    out: list[Piece] = []
    for piece in pieces:
        if out and piece.joiner is Joiner.AND and _is_parted(out[-1].text, piece.text, look):
            out[-1] = out[-1]._replace(text=f"{out[-1].text}{piece.whole}")
        else:
            out.append(piece)
    return out


def _is_parted(before: str, behind: str, look: Look) -> bool:
    """Whether the end of a piece and the start of the next are one name."""
    said, following = before.split(), behind.split()
    vocabulary = look.table.vocabulary
    runs = ((" ".join((*said[-count:], *following[:more])), count, more) for count in (1, 2, 3) for more in (1, 2))
    for run, count, more in runs:
        key = words.key(run)
        beside = len(said) > count or len(following) > more
        if key in vocabulary.faint or (key in vocabulary.dishes and beside and not any(map(str.isdigit, before))):
            return True
    return False


def bound(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with what their food is without bound to it, and lists behind "with" as what comes with it."""
    out: list[Piece] = []
    beside = False
    for number, piece in enumerate(pieces):
        joiner = piece.joiner
        if out and _is_left_out(piece, out[-1]):
            out[-1] = out[-1]._replace(text=f"{out[-1].text}{piece.whole}")
            continue
        if joiner in (Joiner.COMMA, Joiner.AND) and beside and measured.read(piece.text).amount is None:
            joiner = Joiner.WITH if joiner is Joiner.AND or _list_goes_on(pieces[number + 1 :]) else joiner
        beside = joiner in BESIDE
        out.append(piece._replace(joiner=joiner))
    return out


def _list_goes_on(following: Sequence[Piece]) -> bool:
    """Whether a list of what comes with a food ends in "and": "with lettuce, tomato and cheese"."""
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


def described(pieces: Sequence[Piece], look: Look, *, measured_as_one: bool) -> list[Piece]:
    """Pieces with those bound to the food before them that are its amount, or that only describe it, as tables write it."""
    out: list[Piece] = []
    official = measured_as_one or (len(pieces) > 2 and pieces[0].text.strip()[:1].isupper())
    for piece in pieces:
        if out and piece.joiner is Joiner.OR and not is_food(piece.text, look):
            out[-1] = out[-1]._replace(text=f"{out[-1].text}{piece.whole}")
            continue
        if out and piece.joiner is Joiner.COMMA:
            if _INCHES.fullmatch(piece.text):
                out[-1] = out[-1]._replace(text=f"{out[-1].text}{piece.whole}")
                continue
            amount = amount_text.amount_of(piece.text.strip())
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
            specific = _specific(out, again, piece.text, look)
            if specific:
                out[-1] = out[-1]._replace(text=specific)
                continue
            counted_first = again.amount is not None and leading(piece.text) is not None
            tells = not is_food(again.food, look) or (official and _only_describes(again.food, look, measured_as_one))
            if amount is not None or (not counted_first and tells):
                out[-1] = out[-1]._replace(text=f"{out[-1].text}{piece.whole}")
                continue
        out.append(piece)
    return out


def _specific(before: Sequence[Piece], read: measured.Measured, text: str, look: Look) -> str:
    """A food with its amount where only its kind stands before it: "Cheese, 30g brie", "Olives, 7 black"; else empty."""
    head = before[0].text.strip()
    if (
        len(before) > 1
        or read.amount is None
        or leading(text) is None
        or len(head.split()) > 1
        or leading(head) is not None
    ):
        return ""
    own, turned = look.match(read.food), look.match(f"{read.food} {head}")
    kind = own.food is not None and own.confidence in SURE and words.words(head)[-1:] == words.words(own.food.name)[:1]
    listed = own.food is not None and own.confidence in SURE and words.words(head)[-1] in words.words(own.food.group)
    if kind or listed:
        return f"{text.strip()} ({head})"
    of_kind = turned.food is not None and words.words(head)[-1] in words.words(turned.food.name)
    return f"{text.strip()} {head}" if of_kind and not is_food_name(read.food, look) else ""


def filled(pieces: Sequence[Piece], look: Look) -> list[Piece]:
    """Pieces with a dish of no kind and what is in it as that kind: "sandwich with ham and cheese" is a ham and cheese sandwich.

    The dish of no kind holds a filling already, which would count twice.
    """
    head = measured.read(pieces[0].text, look.is_named).food if len(pieces) > 1 else ""
    dish = look.match(head).food if head and pieces[1].joiner is Joiner.WITH else None
    if dish is None or not dish.name.endswith(_OF_NO_KIND) or words.key(words.head(dish.name)) not in _FILLED:
        return list(pieces)
    within = list(takewhile(lambda each: each.joiner in (Joiner.WITH, Joiner.AND), pieces[1:]))
    for count in range(len(within), 0, -1):
        named = [measured.read(each.text, look.is_named) for each in within[:count]]
        whole = f"{' and '.join(each.food for each in named)} {head}"
        kind = look.match(whole)
        if all(each.amount is None for each in named) and kind.food and not _not_told(look, whole, kind.food):
            text = f"{pieces[0].text[: pieces[0].text.rfind(head)]}{whole}"
            return [pieces[0]._replace(text=text), *pieces[count + 1 :]]
    return list(pieces)


def _not_told(look: Look, text: str, food: Food) -> list[str]:
    """The words of a dish with its fillings that the food's own name does not have."""
    return account.not_understood(account.account(look.table, text, food, by_name=True))


def _only_describes(text: str, look: Look, measured_as_one: bool) -> bool:
    """Whether a piece behind a comma, in a table's own style, is what no food is surely called."""
    written = text.strip()
    table_style = measured_as_one or written[:1].islower() or written.isupper()
    return table_style and look.match(text).confidence not in SURE
