"""The foods of a text: which of its pieces are one food, and which are foods of their own.

A text stays whole only where the whole is a food of the table or a known dish, and every word of it is understood.
What comes with a food is counted with its own amount, or as a companion; nothing that was named vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.foods import compounds
from bonecheck.foods.candidates import SURE, Candidate, Look, is_food, is_idle, missing
from bonecheck.foods.queries import put_right
from bonecheck.parse import measured, words
from bonecheck.parse.numbers import Amount, Quantity, leading
from bonecheck.parse.pieces import Joiner, Piece, is_negated, says_of_itself, split

# Joiners behind which a food comes with the one before.
_BESIDE: Final = frozenset({Joiner.WITH, Joiner.ON})
# So many pieces at most are tried as one food.
_LONGEST: Final = 7
# So many words say what was not done to a food; more name one: "no sugar added applesauce".
_OF_ITSELF: Final = 3
# What is commonly left out together: "without milk and sugar".
_LEFT_OUT_TOO: Final = frozenset(
    "milk sugar salt butter cream oil cheese mayo sauce dressing ice onion ketchup mustard gravy sweetener".split()
)


# From so many commas on a text may be written as tables write it.
_OFFICIAL: Final = 2
# The length of a sandwich: "Turkey sub, 6 inch".
_INCHES: Final = re.compile(r"\s*\d+[\s-]?(?:inch(?:es)?|in|\")\s*", re.IGNORECASE)


# Labels of what people note beside what they ate, as folded.
_NOT_EATEN: Final = frozenset(
    "note remark comment mood symptom sleep exercise step weight feeling feel bowel bm workout activity period stress energy".split()
)


# What a label ends with that foods are served as; with the foods behind it these are counted.
_MEALS: Final = frozenset(
    "roast dinner breakfast lunch brunch supper platter plate thali combo box bento tray meal spread".split()
)


class Item(NamedTuple):
    """One food of a line: its text as written, its amount (None: it gives none), and the phrase that names it.

    ``joiner`` tells how it stands to the item before it; ``base`` is the food that it comes with; ``other`` an
    alternative that the text names as well ("rice or pasta"); ``remarks`` stood in brackets; ``whole`` is the weight of
    all that is served under one name ("fish and chips"), and ``left_out`` what the line begins with saying it was not eaten.
    """

    text: str
    amount: Amount | None
    food: str
    joiner: Joiner = Joiner.FIRST
    base: str = ""
    other: str = ""
    remarks: tuple[str, ...] = ()
    whole: Amount | None = None
    left_out: str = ""


def of_text(text: str, look: Look, *, measured_as_one: bool = False) -> list[Item]:
    """The foods that a text names, in order.

    Where a log gives one amount for the text (``measured_as_one``), what is surely no food only describes the one before.
    """
    if look.is_exact(text) and (text[:1].isupper() or len(split(text)) == 1 or Candidate(split(text), look).is_one):
        return [Item(text, None, text)]
    label, colon, rest = text.partition(": ")
    if colon and measured.amount_of(rest.strip()) is not None:
        text, colon = f"{label} {rest}", ""
    if colon and rest.strip() and not any(each.isdigit() for each in label):
        return _labelled(label, rest, look)
    listed = _listed(text, look)
    if listed is not None:
        return [listed]
    pieces = _bound(_unparted(split(_brand_first(text, look)), look))
    if len(pieces) > 1 and pieces[0].joiner is Joiner.NOT and pieces[1].joiner in (Joiner.COMMA, Joiner.AND):
        eaten = of_text(f"{pieces[1].text}{''.join(piece.whole for piece in pieces[2:])}".strip(), look)
        return [each._replace(left_out="" if number else pieces[0].text.strip()) for number, each in enumerate(eaten)]
    if len(pieces) > 1 and pieces[1].joiner in (Joiner.COMMA, Joiner.NOT) and is_idle(pieces[0].text, look):
        pieces = [pieces[1]._replace(joiner=Joiner.FIRST, mark=""), *pieces[2:]]
    pieces = _described(pieces, look, measured_as_one=measured_as_one)
    if len(pieces) > 1 and Candidate(pieces, look).is_inverted:
        return [_item(pieces, look)]
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
    return [each for item in named for served in _served(item, look) for each in _on_toast(served, look)]


def _are_foods(rest: str, look: Look) -> bool:
    """Whether a text is a list of what are surely foods."""
    named = [measured.read(each.text).food for each in split(rest)]
    found = [(each, look.match(each).food) for each in named]
    return len(named) > 1 and all(food is not None and not missing(look, each, food) for each, food in found)


def _listed(text: str, look: Look) -> Item | None:
    """A text as tables write it, with its amount behind it, as one food: "Soft drinks, carbonated, cola, 330ml"."""
    if leading(text) is not None or text.count(",") < _OFFICIAL or not text[:1].isupper():
        return None
    read = measured.read(text, look.is_named)
    pieces = split(read.food)
    if read.amount is None or len(pieces) <= _OFFICIAL or not Candidate(pieces, look).is_one:
        return None
    return Item(text, read.amount, read.food, remarks=read.remarks)


def _served(item: Item, look: Look) -> list[Item]:
    """What several foods are served together under as these foods, each as often as the whole was eaten."""
    foods = look.table.plate(item.food) or look.table.plate(compounds.unbranded(item.food, look))
    if not foods:
        return [item]
    told = [remark for remark in item.remarks if not measured.brand_of(remark)]
    if any(len(split(remark)) > 1 for remark in told):
        return of_text(", ".join(told), look)
    parts = [_item([Piece(Joiner.WITH, "", each)], look) for each in foods.split(" + ")]
    amount = item.amount
    if amount is not None and (units.grams_per(amount.unit) or units.millilitres_per(amount.unit)):
        return [part._replace(whole=amount) for part in parts]
    own = (part.amount or Amount(Quantity(1.0), "serving") for part in parts)
    count = amount.quantity.amount if amount is not None else 1.0
    each = [amount._replace(quantity=amount.quantity.times(count), assumed=True) for amount in own]
    return [part._replace(amount=amount) for part, amount in zip(parts, each, strict=True)]


def _unparted(pieces: Sequence[Piece], look: Look) -> list[Piece]:
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


def _on_toast(item: Item, look: Look) -> list[Item]:
    """What is named with the toast that it lies on as two foods, where the table has no such dish: "avocado toast"."""
    spread, _, last = item.food.rpartition(" ")
    on_it = look.match(spread) if last.casefold() == "toast" and spread else None
    if on_it is None or on_it.food is None or not compounds.is_food(put_right(look.table, spread), look):
        return [item]
    if on_it.confidence not in SURE and missing(look, spread, on_it.food):
        return [item]
    food = look.match(item.food).food
    if food is not None and not missing(look, spread, food) and not missing(look, last, food):
        return [item]
    return [item._replace(food=last, text=item.text), Item(spread, None, spread, Joiner.WITH, base=last)]


def _labelled(label: str, rest: str, look: Look) -> list[Item]:
    """A text behind a label: what a dish is made of, or the foods that were eaten somewhere ("Starbucks: latte").

    None behind one of what is not eaten ("Notes: slept badly").
    """
    if words.key(label) in _NOT_EATEN:
        return []
    dish = look.match(label)
    if words.key(label).split()[-1:] and words.key(label).split()[-1] in _MEALS and _are_foods(rest, look):
        return of_text(rest, look)
    if dish.food is not None and dish.confidence in SURE and not missing(look, label, dish.food):
        return [Item(f"{label}: {rest}", None, label, remarks=(rest,))]
    return of_text(rest, look)


def _brand_first(text: str, look: Look) -> str:
    """A text whose amount stands behind who sells the food, with the amount first: "Domino's 2 slices cheese pizza"."""
    parts = text.split() if leading(text) is None and "," not in text else []
    for count in (1, 2):
        brand, rest = " ".join(parts[:count]), " ".join(parts[count:])
        if (
            rest[:1].isdigit()
            and len(split(f"{brand} x")) == 1
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
            tells = not is_food(again.food, look) or (official and _only_describes(again.food, look, measured_as_one))
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
        if Candidate(pieces[:count], look).is_one:
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
    candidate = Candidate(pieces[:count], look)
    food = candidate.match.food
    if food is None or not candidate.is_headed:
        return None
    own = [piece for piece in pieces[1:count] if not missing(look, piece.text, food)]
    if not own or len(own) == count - 1:
        return None
    left = [piece for piece in pieces[1:count] if piece not in own]
    return _Run([pieces[0], *own], left) if Candidate([pieces[0], *own], look).is_one else None


def _item(pieces: Sequence[Piece], look: Look) -> Item:
    """One item of some pieces; of alternatives the first, with the other beside it."""
    first, *others = pieces
    other = others[0] if others and others[0].joiner is Joiner.OR else None
    if other is not None and not Candidate(pieces, look).is_one:
        return _either(first, other, look)
    text = Candidate(pieces, look).text
    read = measured.read(text, look.is_named)
    return Item(text, read.amount, read.food, first.joiner, remarks=read.remarks)


def _either(first: Piece, other: Piece, look: Look) -> Item:
    """Of two alternatives the first; they may share their last word: "white or brown bread", "oat/almond milk"."""
    read, second = measured.read(first.text, look.is_named), measured.read(other.text, look.is_named)
    shared = f"{read.food} {' '.join(second.food.split()[1:])}".strip()
    food = shared if len(second.food.split()) > 1 and look.match(shared).confidence in SURE else read.food
    text = f"{first.text}{other.whole}".strip()
    return Item(text, read.amount or second.amount, food, first.joiner, other=second.food, remarks=read.remarks)
