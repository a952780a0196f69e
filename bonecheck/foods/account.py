"""The account of a name: where each of its words ends, so that what was not understood can speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from bonecheck.accounted import Place, Word
from bonecheck.foods import ranking, spelling
from bonecheck.foods.queries import put_right
from bonecheck.foods.synonyms import LONGEST
from bonecheck.foods.table import FoodTable, Vocabulary
from bonecheck.model import Food
from bonecheck.parse import when, words
from bonecheck.parse.measured import AMOUNTS, brand_of
from bonecheck.parse.measures import is_size, is_unit
from bonecheck.parse.pieces import JOINS

# Words of a description that leave something open, and say nothing of a food.
OPEN: Final = frozenset(
    "ns nfs type kind style flavor flavour variety brand size food item unknown other all ordinary usual normal".split()
)
# What stands beside a food and changes none of the seven: no line of its own.
SEASONINGS: Final = frozenset({"salt", "pepper", "seasoning", "spice", "seasoned", "ice", "garnish", "herb", "season"})
# What a survey left open says nothing of a food.
_LEFT_OPEN: Final = re.compile(r"\b(?:NS as to [^,;]*|not further specified|unknown type)", re.IGNORECASE)
_TOKEN: Final = re.compile(r"\d+(?:[./]\d+)?%?|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|&")
# Words of so many letters are short, and of more than so many long.
_SHORT: Final = 5
_LONG: Final = 6
_NEGATION: Final = frozenset({"no", "not", "without", "minus", "hold", "sans", "omit", "excluding", "free"})
# So many words behind a negation are what is left out.
_NEGATED: Final = 3
_NEGATES_AHEAD: Final = _NEGATION - {"free"}


def account(table: FoodTable, said: str, food: Food, *, by_name: bool = False) -> tuple[Word, ...]:
    """Each content word of ``said`` with its place, by the food that was matched; little words (of, the) have none.

    ``by_name`` asks the food's name alone, not its aliases: of what comes with a food an alias says that it may.
    """
    tokens = _tokens(said)
    folded = [word for _, word in tokens]
    own = _own(table, food, by_name=by_name)
    places: list[Place | None] = [None] * len(tokens)
    meanings = (table.wordings(), table.phrases(folded)) if folded else ()
    for start in range(len(folded)):
        for length in range(min(LONGEST, len(folded) - start), 0, -1):
            if all(places[start : start + length]):
                continue
            place = _place(table, folded[start : start + length], meanings, own)
            if place is not None:
                places[start : start + length] = [known or place for known in places[start : start + length]]
    open_ = Counter(raw for part in _LEFT_OPEN.findall(said) for raw, _ in _tokens(part))
    for number, (raw, _) in enumerate(tokens):
        if open_[raw] and places[number] is None:
            places[number] = Place.IDLE
    _leave_out(folded, places)
    _put_right(table, folded, places, own)
    return tuple(Word(raw, place or Place.UNKNOWN) for (raw, _), place in zip(tokens, places, strict=True))


def of_item(
    table: FoodTable,
    text: str,
    said: str,
    remarks: Sequence[str],
    food: Food | None,
    *,
    other: str = "",
    under: str = "",
) -> tuple[Word, ...]:
    """The account of one food of a line: of its name ``said`` and its ``remarks`` by the food, of the rest as amount or when.

    What is ``other`` was not eaten; what foods stand ``under`` is their heading.
    """
    sold = [each for each in remarks if brand_of(each)]
    named = f"{said} {' '.join(each for each in remarks if each not in sold)}".strip()
    told = account(table, named, food) if food else tuple(Word(raw, Place.UNKNOWN) for raw, _ in _tokens(named))
    told += tuple(Word(raw, Place.LEFT_OUT) for raw, _ in _tokens(other))
    told += tuple(Word(raw, Place.HEADING) for raw, _ in _tokens(under))
    told += tuple(Word(raw, Place.BRAND) for raw, _ in _tokens(" ".join(sold)))
    left = Counter(word.text for word in told)
    timed = Counter(word.text for word in of_when(text))
    outside: list[Word] = []
    for raw, folded in _tokens(text):
        if timed[raw]:
            timed[raw] -= 1
            outside.append(Word(raw, Place.WHEN))
        elif left[raw]:
            left[raw] -= 1
        else:
            outside.append(Word(raw, _outside(table, raw, folded)))
    return (*outside, *told)


def _outside(table: FoodTable, raw: str, folded: str) -> Place:
    """The place of a word that stands in no food's name: an amount's, an idle one, or not understood."""
    if raw[0].isdigit() or is_unit(raw) or is_size(raw) or raw in AMOUNTS:
        return Place.AMOUNT
    is_little = len(raw) < _SHORT - 1 and not table.heads(folded)
    idle = folded in table.vocabulary.idle or folded in table.vocabulary.faint or folded in OPEN or folded in SEASONINGS
    return Place.IDLE if idle else Place.AMOUNT if is_little else Place.UNKNOWN


def of_supplement(text: str, under: str = "", left_out: str = "") -> tuple[Word, ...]:
    """The words of a supplement, which is read as a whole, with its heading and what was left out beside it."""
    places = {Place.LEFT_OUT: left_out, Place.HEADING: under, Place.FOOD: text}
    return tuple(Word(raw, place) for place, said in places.items() for raw, _ in _tokens(said))


def of_not_eaten(text: str) -> tuple[Word, ...]:
    """The words of what was not eaten."""
    return tuple(Word(raw, Place.LEFT_OUT) for raw, _ in _tokens(text))


def lost(table: FoodTable, text: str, told: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a line that none of its foods has, but for those that join foods: what was passed over speaks."""
    left = Counter(word.text for word in told)
    found: list[Word] = []
    for raw, folded in _tokens(text):
        if left[raw]:
            left[raw] -= 1
        elif raw not in JOINS:
            found.append(Word(raw, _outside(table, raw, folded)))
    return tuple(found)


def leaves_open(text: str) -> bool:
    """Whether a piece of a survey's name says only what it leaves open: "NS as to fat eaten"."""
    return bool(_LEFT_OPEN.match(text.strip()))


def leaves_something_open(text: str) -> bool:
    """Whether a part of a survey's name says what it leaves open."""
    return bool(_LEFT_OPEN.search(text))


def of_when(text: str) -> tuple[Word, ...]:
    """The words of a text that say when."""
    timed = Counter(raw for raw, _ in _tokens(text)) - Counter(raw for raw, _ in _tokens(when.read(text).rest))
    return tuple(Word(raw, Place.WHEN) for raw in timed.elements())


def not_understood(account_: tuple[Word, ...]) -> list[str]:
    """The words of an account that nothing explains."""
    return [word.text for word in account_ if word.place is Place.UNKNOWN]


@lru_cache(maxsize=1 << 12)
def _tokens(said: str) -> list[tuple[str, str]]:
    """The content words of a text as written and as folded."""
    out = []
    for found in _TOKEN.finditer(words.plain(said)):
        folded = words.words(found[0])
        if len(folded) == 1:
            out.append((found[0], folded[0]))
        else:
            out += [(each, each) for each in folded]
    return out


def _own(table: FoodTable, food: Food, *, by_name: bool) -> frozenset[str]:
    """The words of a food's name and aliases, as written and as the table folds them."""
    texts = [words.words(each) for each in (food.name, *(() if by_name else food.aliases))]
    return frozenset(word for text in texts for word in (*text, *table.rewritten(text, written=False)))


def _place(
    table: FoodTable, run: list[str], meanings: Sequence[Mapping[str, str]], own: frozenset[str]
) -> Place | None:
    text, vocabulary = " ".join(run), table.vocabulary
    if len(run) == 1 and (run[0] in own or _is_like(run[0], own, vocabulary)):
        return Place.FOOD
    meant = next((each[text] for each in meanings if text in each), None)
    if meant is not None and all(
        word in own or word in OPEN or _is_like(word, own, vocabulary) for word in meant.split()
    ):
        return Place.FOOD
    if text in vocabulary.idle or text in OPEN or text in SEASONINGS or text in vocabulary.plain:
        return Place.IDLE
    return Place.BRAND if text in vocabulary.faint else None


def _is_like(word: str, own: frozenset[str], vocabulary: Vocabulary) -> bool:
    """Whether a word for a state or a trait holds of a food in other words: grilled of what is cooked."""
    state = vocabulary.states.get(word)
    if state is not None:
        states = ranking.states_of(own, vocabulary)
        return state in states or (state != "raw" and "raw" not in states) or (state == "raw" and not states)
    if word in vocabulary.like and not own.isdisjoint(vocabulary.like[word].split()):
        return True
    return word in vocabulary.fats and "fatadded" in own


def _leave_out(folded: list[str], places: list[Place | None]) -> None:
    """What a food is without, where its name does not say so, was left out."""
    for place, word in enumerate(folded):
        if word not in _NEGATION:
            continue
        places[place] = places[place] or Place.LEFT_OUT
        following = folded[place + 1 : place + 1 + _NEGATED] if word in _NEGATES_AHEAD else []
        for number in range(place + 1, place + 1 + len(following)):
            places[number] = places[number] if places[number] is Place.FOOD else Place.LEFT_OUT
        if word == "free" and place:
            places[place - 1] = places[place - 1] or Place.LEFT_OUT


def _put_right(table: FoodTable, folded: list[str], places: list[Place | None], own: frozenset[str]) -> None:
    """Words that are misspelled ones of the food's."""
    for number, place in enumerate(places):
        if place is not None or not folded[number].isalpha():
            continue
        right = words.words(put_right(table, folded[number]))
        meant = table.rewritten(right)
        if right == (folded[number],) or not _is_close(folded[number], right):
            continue
        if meant and all(word in own or _is_like(word, own, table.vocabulary) for word in meant):
            places[number] = Place.FOOD


def _is_close(word: str, right: tuple[str, ...]) -> bool:
    """Whether a word may be a slip for another: cut short, without its vowels, or wrong in a letter or two of a long one.

    A short word alone is too easily another one: "Brot" is no broth, "Reis" no res.
    """
    one = "".join(right)
    cut_short = one.startswith(word) and (len(word) >= _SHORT or (len(word) > 3 and len(one) > len(word) + 1))
    if cut_short or (len(word) > 2 and not set("aeiou") & set(word[1:])):
        return True
    if spelling.collapsed(one) in (spelling.collapsed(word), spelling.collapsed(word.removesuffix("s"))):
        return True
    from rapidfuzz.distance import OSA

    slips = OSA.distance(word, one)
    if len(word) >= _SHORT and spelling.sound(word) == spelling.sound(one):
        return True
    if len(word) <= _SHORT or slips > 1 + (len(word) > _LONG) + (len(word) > 2 * _LONG):
        return sorted(word) == sorted(one) or _drops(word, one)
    return word[0] == one[0] or slips == 1


def _drops(word: str, one: str) -> bool:
    """Whether a word is another without one or two of its letters: "chese"."""
    rest = iter(one)
    return 0 < len(one) - len(word) <= 2 and len(word) > 4 and all(letter in rest for letter in word)
