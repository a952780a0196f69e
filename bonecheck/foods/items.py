"""The foods of a text: which of its pieces are one food, and which are foods of their own.

A text stays whole only where the whole is a food of the table or a known dish, and every word of it is understood.
What comes with a food is counted with its own amount, or as a companion; nothing that was named vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from bonecheck import units
from bonecheck.foods import binding, compounds
from bonecheck.foods.candidates import SURE, Candidate, Look, is_food, is_idle, missing
from bonecheck.foods.queries import put_right
from bonecheck.parse import amount_text, measured, words
from bonecheck.parse.numbers import Amount, Quantity, leading
from bonecheck.parse.pieces import Joiner, Piece, split
from bonecheck.patterns import Pattern

if TYPE_CHECKING:
    from bonecheck.model import Food

# So many pieces at most are tried as one food.
_LONGEST: Final = 7
# From so many commas on a text may be written as tables write it.
_OFFICIAL: Final = 2
# Several foods are two at least.
_SEVERAL: Final = 2
# Labels of what people note beside what they ate, as folded.
_NOT_EATEN: Final = frozenset(
    "note remark comment mood symptom sleep exercise step weight feeling feel bowel bm workout activity period stress energy".split()
)
# What a label ends with that foods are served as; with the foods behind it these are counted.
_MEALS: Final = frozenset(
    "roast dinner breakfast lunch brunch supper platter plate thali combo box bento tray meal spread".split()
)
# What a label names that is no food but a kind of foods.
_KINDS: Final = frozenset("fruit veg veggy vegetable drink carb snack dairy meat side extra".split())
# What was not had: bought, wished for, or none of it.
NOT_HAD: Final = Pattern(
    r"\s*(?:(?:bought|craving|craved|fancied|shopping(?:\s+for)?)\s"
    r"|.*\s[-\u2013:]\s*(?:none|nil|nothing)\s*$"
    r"|(?:(?!\b(?:and|with|then)\b|[,;&+]).)*,?\s*\b(?:didn['\u2019]?t|did\s+not|forgot\s+to)\s+(?:take|have|eat)"
    r"(?:\s+(?:it|them|any))?[\s)]*$)",
    re.IGNORECASE,
)
# A dish that is told with what it was made of.
_RECIPE: Final = Pattern(r"(?P<dish>[^\d,]+?)\s+made\s+(?:with|from|of|out\s+of)\s+(?P<contents>.+)", re.IGNORECASE)
# How often several foods together were eaten: "tea with milk x 5".
_TIMES: Final = Pattern(r"(?P<foods>.*[^\W\d_])\s+[x\u00d7]\s?(?P<count>\d{1,2})\s*", re.IGNORECASE)
# What is ready to drink or eat in the table, whatever it is made with; the powder is a food of its own.
_MADE_WITH: Final = frozenset(
    {"milk", "plant-based milk", "coffee and tea", "breakfast cereals", "cream and dairy desserts", "soups"}
)
_MILKS: Final = frozenset({"milk", "plant-based milk", "water"})
# What people put into their drinks, where they list it behind them.
_DRINKS: Final = frozenset({"tea", "coffee"})
_ADDED: Final = frozenset({"milk", "sugar", "cream", "honey", "sweetener", "half half", "creamer"})


class Item(NamedTuple):
    """One food of a line: its text as written, its amount (None: it gives none), and the phrase that names it.

    ``joiner`` tells how it stands to the item before it; ``base`` is the food that it comes with; ``other`` an
    alternative that the text names as well ("rice or pasta"); ``remarks`` stood in brackets; ``whole`` is the weight of
    all that is served under one name ("fish and chips"), ``under`` that name, or a label or a dish told by what is in it,
    and ``left_out`` what the line says was not eaten, or by somebody else.
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
    under: str = ""


def of_text(text: str, look: Look, *, measured_as_one: bool = False) -> list[Item]:
    """The foods that a text names, in order.

    Where a log gives one amount for the text (``measured_as_one``), what is surely no food only describes the one before.
    """
    label, colon, rest = text.partition(": ")
    if colon and amount_text.amount_of(rest.strip()) is not None:
        text = f"{label} {rest}"
    found = _as_whole(text, look)
    return _of_pieces(text, look, measured_as_one=measured_as_one) if found is None else found


def _as_whole(text: str, look: Look) -> list[Item] | None:
    """The foods of a text that is one name, has a label, was not eaten, or was several times; None for any other."""
    if look.is_exact(text) and (text[:1].isupper() or len(split(text)) == 1 or Candidate(split(text), look).is_one):
        return [Item(text, None, text)]
    label, _, rest = text.partition(": ")
    if rest.strip() and not any(map(str.isdigit, label)):
        return _labelled(label, rest, look)
    if NOT_HAD.match(text) is not None:
        return []
    recipe = _RECIPE.fullmatch(text)
    if recipe is not None and _is_told_by(recipe["dish"], recipe["contents"], look):
        return _under(recipe["dish"], of_text(recipe["contents"], look))
    times = _TIMES.fullmatch(text)
    if times is not None and len(split(times["foods"])) > 1:
        return _repeated(of_text(times["foods"], look), float(times["count"]))
    listed = _listed(text, look)
    return None if listed is None else [listed]


def _is_told_by(dish: str, contents: str, look: Look) -> bool:
    """Whether a dish is told by all that is in it, each with its amount; porridge is more than the milk it is made with."""
    read = [measured.read(piece.text, look.is_named) for piece in split(contents)]
    if len(read) < _SEVERAL or not _are_measured(contents, look) or any(each.amount is None for each in read):
        return False
    whole, held = look.match(dish).food, [look.match(each.food).food for each in read]
    milky = whole is not None and whole.group in _MADE_WITH and any(food and food.group in _MILKS for food in held)
    return not milky or any(food is not None and whole is not None and food.group == whole.group for food in held)


def _under(name: str, found: Sequence[Item]) -> list[Item]:
    """Foods that stand for what a line calls them together; the first has its name."""
    return [
        each._replace(under=each.under if number else f"{name} {each.under}".strip())
        for number, each in enumerate(found)
    ]


def _of_pieces(text: str, look: Look, *, measured_as_one: bool) -> list[Item]:
    """The foods of a text by its pieces."""
    own, others = binding.own(split(_brand_first(text, look)))
    pieces = binding.bound(binding.unparted(own, look))
    if len(pieces) > 1 and pieces[0].joiner is Joiner.NOT and pieces[1].joiner in (Joiner.COMMA, Joiner.AND):
        eaten = of_text(f"{pieces[1].text}{''.join(piece.whole for piece in pieces[2:])}".strip(), look)
        return _without(f"{others} {pieces[0].text}", eaten)
    if len(pieces) > 1 and pieces[1].joiner in (Joiner.COMMA, Joiner.NOT) and is_idle(pieces[0].text, look):
        pieces = [pieces[1]._replace(joiner=Joiner.FIRST, mark=""), *pieces[2:]]
    pieces = binding.described(pieces, look, measured_as_one=measured_as_one)
    if len(pieces) > 1 and Candidate(pieces, look).is_inverted:
        return _without(others, [_item(pieces, look)])
    named = (item for item in _grouped(_made(binding.filled(pieces, look), look), look) if item.food.strip(" .,;:-"))
    found = [each for item in named for served in _served(item, look) for each in _on_toast(served, look)]
    return _without(others, found)


def _without(left_out: str, found: Sequence[Item]) -> list[Item]:
    """Foods of a line that says what was not eaten, or by somebody else; the first has it."""
    return [
        each._replace(left_out=each.left_out if number else f"{left_out} {each.left_out}".strip())
        for number, each in enumerate(found)
    ]


def _made(pieces: Sequence[Piece], look: Look) -> list[Piece]:
    """Pieces with those bound to the food before them that say which bread a sandwich is on, or what a drink is made with."""
    out: list[Piece] = []
    for piece in pieces:
        before = look.match(measured.read(out[-1].text, look.is_named).food).food if out else None
        if before is not None and (_is_its_bread(piece, before, look) or _is_its_milk(piece, before, look)):
            how = f"{piece.mark.strip(' ,')} {measured.read(piece.text, look.is_named).food}".strip()
            out[-1] = out[-1]._replace(text=f"{out[-1].text} ({how})")
        else:
            out.append(piece)
    return out


def _is_its_bread(piece: Piece, before: Food, look: Look) -> bool:
    """Whether a piece says which bread a sandwich is on: "on rye", "on brown"."""
    read = measured.read(piece.text, look.is_named)
    if piece.joiner not in (Joiner.ON, Joiner.COMMA) or "sandwich" not in before.name.casefold() or read.amount:
        return False
    named = [read.food, f"{read.food} bread"] if piece.joiner is Joiner.ON else [read.food]
    found = ((each, look.match(each).food) for each in named)
    return any(food and food.group == "bread" and not missing(look, each, food) for each, food in found)


def _is_its_milk(piece: Piece, before: Food, look: Look) -> bool:
    """Whether a piece is the milk or water that a drink, porridge or soup is made with."""
    if "made" not in piece.mark or before.group not in _MADE_WITH:
        return False
    food = look.match(measured.read(piece.text, look.is_named).food).food
    return food is not None and food.group in _MILKS


def _grouped(pieces: Sequence[Piece], look: Look) -> list[Item]:
    """The longest runs of pieces that are one food, each with what it comes with."""
    found: list[Item] = []
    start, base = 0, ""
    while start < len(pieces):
        run = _longest(pieces[start:], look)
        items = [_item(run.pieces, look), *(_item([piece], look) for piece in run.left)]
        for number, item in enumerate(items):
            beside = item.joiner in binding.BESIDE or (number > 0 and item.amount is None) or _is_added(item, found)
            base = base if beside else ""
            found.append(item._replace(base=base, joiner=Joiner.WITH if number else item.joiner))
            base = base or item.food
        start += len(run.pieces) + len(run.left)
    return found


def _is_added(item: Item, found: Sequence[Item]) -> bool:
    """Whether a food in a list is what is put into the drink before it: "tea, milk, sugar"."""
    drinks = {word for each in found for word in words.words(each.food)[-1:]}
    return item.amount is None and not drinks.isdisjoint(_DRINKS) and words.key(item.food) in _ADDED


def _are_foods(rest: str, look: Look) -> bool:
    """Whether a text is a list of what are surely foods."""
    named = [measured.read(each.text).food for each in split(rest)]
    found = [(each, look.match(each).food) for each in named]
    return len(named) > 1 and all(food is not None and not missing(look, each, food) for each, food in found)


def _are_of_kind(label: str, dish: Food | None, rest: str, look: Look) -> bool:
    """Whether a label only says of which kind the foods behind it are: "veg: 80 g broccoli", "Cereal: Cheerios 30 g"."""
    read = [measured.read(each.text, look.is_named) for each in split(rest)]
    found = [look.match(each.food).food if each.food and compounds.is_food(each.food, look) else None for each in read]
    if words.key(label) in _KINDS:
        return all(
            food is not None and not missing(look, each.food, food) for each, food in zip(read, found, strict=True)
        )
    amounts = any(each.amount is not None and not each.amount.assumed for each in read)
    return amounts and dish is not None and all(food is not None and food.group == dish.group for food in found)


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
        return _contents(item, look, is_plate=False) or [item]
    contents = _contents(item, look, is_plate=True)
    if contents is not None:
        return contents
    parts = [_item([Piece(Joiner.WITH, "", each)], look) for each in foods.split(" + ")]
    amount = item.amount
    if amount is not None and (units.grams_per(amount.unit) or units.millilitres_per(amount.unit)):
        return _under(item.food, [part._replace(whole=amount) for part in parts])
    own = (part.amount or Amount(Quantity(1.0), "serving") for part in parts)
    count = amount.quantity.amount if amount is not None else 1.0
    each = [amount._replace(quantity=amount.quantity.times(count), assumed=True) for amount in own]
    return _under(item.food, [part._replace(amount=amount) for part, amount in zip(parts, each, strict=True)])


def _repeated(found: Sequence[Item], count: float) -> list[Item]:
    """Foods that were eaten so often, all together."""
    if len(found) > 1:
        return [each._replace(whole=Amount(Quantity(count))) for each in found]
    amounts = [each.amount or Amount(Quantity(1.0), "serving") for each in found]
    told = [amount._replace(quantity=amount.quantity.times(count)) for amount in amounts]
    return [each._replace(amount=amount) for each, amount in zip(found, told, strict=True)]


def _contents(item: Item, look: Look, *, is_plate: bool) -> list[Item] | None:
    """The foods that a dish is told to be made of, in brackets; of what is no plate only where they have amounts."""
    told = [remark for remark in item.remarks if not measured.brand_of(remark)]
    pieces = [piece for remark in told for piece in split(remark)]
    one = item.amount is None or (not item.amount.unit and item.amount.quantity.amount == 1)
    if len(pieces) < _SEVERAL or not (is_plate or (one and _are_measured(", ".join(told), look))):
        return None
    return _under(item.food, of_text(", ".join(told), look))


def _are_measured(text: str, look: Look) -> bool:
    """Whether a text is a list of what are surely foods, of which some have their own amount."""
    read = [measured.read(piece.text, look.is_named) for piece in split(text)]
    if not any(each.amount is not None and not each.amount.assumed for each in read):
        return False
    return all(is_food(each.food, look) and look.match(each.food).confidence in SURE for each in read)


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
    is_meal = not _MEALS.isdisjoint(words.key(label).split()[-1:])
    if (is_meal and _are_foods(rest, look)) or _are_measured(rest, look) or _are_of_kind(label, dish.food, rest, look):
        return _under(label, of_text(rest, look))
    if dish.food is not None and dish.confidence in SURE and not missing(look, label, dish.food):
        return [Item(f"{label}: {rest}", None, label, remarks=(rest,))]
    return _under(label, of_text(rest, look))


def _brand_first(text: str, look: Look) -> str:
    """A text whose amount stands behind who sells the food, with the amount first: "Domino's 2 slices cheese pizza"."""
    parts = text.split() if leading(text) is None and "," not in text else []
    for count in (1, 2):
        brand, rest = " ".join(parts[:count]), " ".join(parts[count:])
        if (
            rest[:1].isdigit()
            and len(split(f"{brand} x")) == 1
            and amount_text.amount_of(rest) is None
            and (words.key(brand) in look.table.vocabulary.faint or brand[:1].isupper())
        ):
            read = measured.read(rest, look.is_named)
            if read.amount is not None and rest.endswith(read.food) and len(read.food.split()) < _LONGEST:
                return f"{rest[: len(rest) - len(read.food)]}{brand} {read.food}"
    return text


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
    while count < len(pieces) and pieces[count].joiner in binding.BESIDE:
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
