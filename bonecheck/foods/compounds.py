"""Whether pieces joined by "and" are one dish that the last word names: a ham and leek pie is no ham beside a leek pie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from bonecheck.foods import account
from bonecheck.model import Confidence, Food, Match
from bonecheck.parse import measured, words
from bonecheck.parse.numbers import leading
from bonecheck.parse.pieces import Joiner, Piece, split

if TYPE_CHECKING:
    from bonecheck.foods.candidates import Look

# What dishes are made of.
_INGREDIENTS: Final = frozenset(
    {"vegetables", "fruit", "legumes", "nuts and seeds", "cheese", "herbs and spices", "soy foods", "potatoes"}
    | {"beef", "pork", "poultry", "lamb and game", "organ meats", "processed meats", "fish", "shellfish", "eggs"}
)
# What stands beside a dish, though some dish is called so too: "coffee and carrot cake".
_BESIDE: Final = frozenset(
    {"coffee and tea", "milk", "plant-based milk", "juices", "soft drinks", "alcoholic drinks", "water", "bread"}
    | {"soups", "mixed dishes", "fast food and sandwiches", "breakfast cereals"}
)
# Beside meat these are a dish by themselves: "chicken and potato salad".
_SIDES: Final = frozenset({"potatoes", "grains and pasta"})
_MEAT: Final = frozenset({"beef", "pork", "poultry", "lamb and game"})
# What sweet things are made of too, and what bread is filled with.
_SWEETS: Final = frozenset({"sweets", "baked goods"})
_SWEET: Final = frozenset({"baked goods", "cream and dairy desserts", "sweets", "yogurt", "snacks"})
_FILLINGS: Final = frozenset({"mixed dishes", "sauces and condiments", "butter and animal fats"})
_FILLED: Final = frozenset({"fast food and sandwiches", "bread"})
_SALAD: Final = "salad"
_NONE: Final[frozenset[str]] = frozenset()
_MOST_WORDS: Final = 3
_UNSURE: Final = frozenset({Confidence.NONE, Confidence.DOUBTFUL})
_DECISIVE: Final = frozenset({Confidence.EXACT, Confidence.ALIAS, Confidence.NEAR})
_OWN: Final = frozenset({Confidence.EXACT, Confidence.ALIAS, Confidence.GOOD})
_SURE: Final = _OWN | {Confidence.NEAR}


class _Compound(NamedTuple):
    """What may be one dish: what is named before its last piece, what that piece says before its head, and the head."""

    named: Sequence[str]
    beside: str
    head: str
    eaten: float


def is_compound(pieces: Sequence[Piece], look: Look) -> bool:
    """Whether some pieces are one dish: each but the last names only what is in it."""
    told = _taken_apart(_turned(pieces, look), look)
    if told is None:
        return False
    flavours = [_is_flavour(each, look) for each in told.named]
    if all(flavours) and _is_flavour(told.beside.split()[0], look):
        return True
    if words.key(told.head) not in look.table.vocabulary.shared or not is_food(told.beside, look):
        return False
    kinds = all(
        of_kind or flavour
        for of_kind, flavour in zip((_is_kind(each, told.head, look) for each in told.named), flavours, strict=True)
    )
    if any(map(_is_plural, told.named)) or (told.eaten > 1 and not _is_plural(told.head)):
        return kinds and _is_kind(f"{' '.join(told.named)} {told.beside}", told.head, look)
    if kinds or (len(told.named) > 1 and not _takes_lists(told, look)):
        return kinds
    return all(_is_ingredient(each, told, look) for each in told.named)


def _takes_lists(told: _Compound, look: Look) -> bool:
    """Whether a list before a head is what it is filled with: "chicken, bacon and avocado wrap", not "apple, ham and leek pie"."""
    groups = {_group(each, look) for each in told.named}
    return "fruit" not in groups and _group(told.head, look) in _FILLED | {"baked goods"}


def _turned(pieces: Sequence[Piece], look: Look) -> Sequence[Piece]:
    """What is written as tables write it in the order of speech: "Quesadilla, beef and cheese"."""
    first, *others = pieces
    head = first.text.strip()
    if (
        len(others) < len(("one", "other"))
        or words.key(head) not in look.table.vocabulary.shared
        or not head[:1].isupper()
    ):
        return pieces
    if others[0].joiner is not Joiner.COMMA or others[-1].joiner is not Joiner.AND:
        return pieces
    named = [others[0]._replace(joiner=Joiner.FIRST, mark="", text=others[0].text.strip()), *others[1:]]
    return [*named[:-1], named[-1]._replace(text=f"{named[-1].text.strip()} {head}")]


def _taken_apart(pieces: Sequence[Piece], look: Look) -> _Compound | None:
    *others, last = pieces
    if not others or last.joiner is not Joiner.AND or any(each.joiner is not Joiner.COMMA for each in others[1:]):
        return None
    first, *inner = (measured.read(piece.text, look.is_named) for piece in others)
    if any(each.amount is not None for each in inner) or leading(last.text) is not None:
        return None
    said = measured.read(last.text.partition(",")[0], look.is_named).food.split()
    head = _head(said, look)
    beside = " ".join(said[: -len(head.split())])
    named = [unbranded(each.food, look) for each in (first, *inner)]
    if not beside or not all(named):
        return None
    count = first.amount.quantity.amount if first.amount is not None and not first.amount.unit else 1.0
    return _Compound(named, beside, head, count)


def _head(said: Sequence[str], look: Look) -> str:
    """The two words at the end of a piece where they are one dish ("ice cream"), else the last."""
    two = " ".join(said[-2:])
    return two if words.key(two) in look.table.vocabulary.shared else " ".join(said[-1:])


def unbranded(text: str, look: Look) -> str:
    """A text without who sells it, in front of it: "Lay's sour cream"."""
    said, faint = text.split(), look.table.vocabulary.faint
    count = next((count for count in (3, 2, 1) if words.key(" ".join(said[:count])) in faint and len(said) > count), 0)
    return " ".join(said[count:])


def headed(look: Look, match: Match, said: str) -> Match | None:
    """Of a compound the food that its last word names, the one that explains most of the words: a brie sandwich is no Brie.

    None for what is no compound.
    """
    pieces = split(said)
    told = _taken_apart(_turned(pieces, look), look) if len(pieces) > 1 and is_compound(pieces, look) else None
    if told is None or match.confidence in _DECISIVE:
        return match if told else None
    kinds = [look.match(f"{each} {told.head}") for each in (told.beside, *told.named)]
    bare = look.match(told.head)
    tried = [match, *kinds, bare]
    found = [each for each in tried if each.food and (each.confidence in _OWN or _names(each.food, told.head, look))]

    def fit(each: Match) -> tuple[int, bool]:
        return len(_missing(said, each.food, look)), each.confidence not in _SURE

    best = min(found, key=fit, default=bare)
    return best if best is match else best._replace(confidence=Confidence.GUESS)


def _is_flavour(text: str, look: Look) -> bool:
    """Whether a text is what food is seasoned with: salt, honey, sour cream."""
    return words.key(text) in look.table.vocabulary.flavours


def _is_kind(text: str, head: str, look: Look) -> bool:
    """Whether there is such a dish of what a piece names: ham and leek soup, as there is ham soup."""
    if words.key(head) == _SALAD or _group(text, look) in _BESIDE:
        return False
    food = look.match(f"{text} {head}").food
    return food is not None and _names(food, head, look) and not _missing(f"{text} {head}", food, look)


def is_food(text: str, look: Look) -> bool:
    """Whether what stands before a head names a food, and does not only describe: potato salad, not Greek salad."""
    match = look.match(text)
    if match.food is None or match.confidence in _SURE or _is_flavour(text, look):
        return True
    return not {*words.words(words.head(match.food.name))[-1:]}.isdisjoint(words.words(text))


def _is_ingredient(text: str, told: _Compound, look: Look) -> bool:
    """Whether a piece is one of the things that a dish is made of, and no food beside it."""
    if len(text.split()) > _MOST_WORDS or {*words.words(text)} & look.table.vocabulary.shared or _is_plural(text):
        return False
    group = _group(text, look)
    if words.key(told.head) == _SALAD:
        sides = _SIDES if group in _MEAT else _NONE
        return group in _INGREDIENTS and _group(told.beside, look) in _INGREDIENTS - sides
    whole = _group(told.head, look)
    more = (_SWEETS if whole in _SWEET else _NONE) | (_FILLINGS if whole in _FILLED else _NONE)
    return not group or group in _INGREDIENTS | more


def _group(text: str, look: Look) -> str:
    """The group of the food that a text names; none for no food."""
    match = look.match(text)
    return match.food.group if match.food is not None and match.confidence not in _UNSURE else ""


def _is_plural(text: str) -> bool:
    """Whether a word is a plural, which stands for a food by itself: an egg and ham pie, but eggs and ham pie."""
    word = words.plain(text.rsplit(maxsplit=1)[-1])
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and words.singular(word) != word


def _names(food: Food, head: str, look: Look) -> bool:
    """Whether a word says what a food is."""
    own = words.words(words.head(food.name))
    aliases = {word for alias in food.aliases for word in words.words(alias)}
    if not aliases.union(own, look.table.rewritten(own, written=False)).isdisjoint(words.words(head)):
        return True
    meant = look.match(head).food
    return meant is not None and own[-1:] == words.words(words.head(meant.name))[-1:]


def _missing(said: str, food: Food | None, look: Look) -> list[str]:
    return account.not_understood(account.account(look.table, said, food)) if food else []
