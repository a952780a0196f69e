"""How text becomes words that can be compared: the one place where names are folded.

The compiled food index holds words made by these functions, so a name and a query are always folded alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"\d+(?:[./]\d+)?%?|[^\W\d_]+")
_IN_SHORT = re.compile(r"\bw/o(?:ut)?\b|\bw/|\b[wn]\b(?!/)")
# Fruit in its own juice is no juice.
_IN_JUICE = re.compile(r"\bin (?:(?:its|their|own|natural|fruit|pure|unsweetened|100%) )*juices?\b")
# What was left on a food is no food that it comes with: "skin on salmon".
_LEFT_ON = re.compile(r"\b(skin|peel|rind|fat|bone|shell) (on|in)\b")
# What lies in a bun is a sandwich, and no bun: "hot dog on a bun"; a soup with a roll is none.
_IN_BUN = re.compile(r"\b(?:with (?:an? |the )?buns?|(?:on|in) (?:an? |the )?(?:buns?|rolls?))\b")
_DRESSED = re.compile(r"\bsalads? (?:with|and) dressings?\b")
# "85 lean" and "85/15" say per cent of lean meat.
_LEAN = re.compile(r"\b(\d{2})(?=(?: ?/ ?\d{1,2})? (?:lean|fat free))")
_WRITTEN_OUT = {"w/o": "without", "w/out": "without", "w/": "with ", "w": "with", "n": "and"}
_LITTLE_WORDS = frozenset({"a", "an", "and", "as", "at", "from", "in", "of", "on", "or", "the", "to", "with"})
# Not of "skin-on".
_WITH = re.compile(r"(?<!-)\b(?:with|on)\b")
_AND = re.compile(r"(?<!-)\b(?:and|with|on)\b|[&+]")
# A part of a name in which it goes on, rather than one that stands before it when the name is spoken.
_GOES_ON = re.compile(r"(?<!-)\b(?:with|without|no|not|in|on|from|made|plus|for)\b|^(?:and|or)\b")
_PARTED = re.compile(r"[,(;)]")
_PARTS = re.compile(r",(?!\d)")
_EITHER = re.compile(r"([^\W\d_]+)(?: or | ?/ ?)([^\W\d_]+)")
_UNSPECIFIED = re.compile(r",? (?:nfs|ns as to [^,;]*)(?=,|$)")
_OPEN = re.compile(r"\bns as to [^,;]*")
# Ends whose plural and singular are folded to one form; the form itself need not be a word.
_PLURALS = (
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("oes", "o"),
    ("ves", "f"),
    ("ies", "y"),
    ("ve", "f"),
    ("ie", "y"),
)
# Soups that are called by a word of their own.
_SOUPS = frozenset({"stew", "chowder", "bisque", "broth", "stock", "bouillon", "consomme", "gumbo"})
# Who makes a food; behind the food's own name in capitals follows what describes it.
_MAKER = re.compile(r"(?:Mc)?[A-Z][A-Z'\u2019&. -]+")
_DESCRIBES = re.compile(r"with|plain|original|regular|dry|cooked|instant|quick|Gluten|\d")
# First words of names that say only to which class a food belongs.
_CLASSES = frozenset(
    {"fish", "nut", "seed", "spice", "cereal", "candy", "beverage", "crustacean", "mollusk", "cheese", "oil", "bean"}
    | {"snack", "babyfood", "cereal ready eat", "alcoholic beverage", "game meat", "baby food"}
)
_NOT_PLURAL = ("ss", "us")
# One word in two spellings, as folded; other words for a food are data.
_SPELLINGS = {
    "omelette": "omelet", "yoghurt": "yogurt", "yogourt": "yogurt", "doughnut": "donut", "catsup": "ketchup",
    "barbeque": "barbecue", "bbq": "barbecue", "chile": "chili", "chilli": "chili", "chilly": "chili", "chily": "chili",
    "soya": "soy", "pitta": "pita", "lasagne": "lasagna", "houmous": "hummus", "whisky": "whiskey", "kabob": "kebab",
}  # fmt: skip


def plain(text: str) -> str:
    """Text in lower case without accents and apostrophes, and with its shortest words written out.

    >>> plain("Crème Brûlée"), plain("fish 'n' chips w/o salt")
    ('creme brulee', 'fish and chips without salt')
    """
    if text.isascii():
        bare = text.lower().replace("'", "")
    else:
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        bare = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'\u2019")
    bare = _IN_JUICE.sub("juice pack", _LEFT_ON.sub(r"\1-\2", bare)) if " in " in bare or " on " in bare else bare
    bare = _IN_BUN.sub("sandwich", bare) if "bun" in bare or "roll" in bare else bare
    bare = _DRESSED.sub("dressed salad", bare) if "dressing" in bare else bare
    bare = _LEAN.sub(r"\1%", bare)
    return _IN_SHORT.sub(lambda found: _WRITTEN_OUT[found[0]], bare)


@lru_cache(maxsize=1 << 15)
def singular(word: str) -> str:
    """A word with its plural ending folded away, the same for singular and plural.

    >>> singular("tomatoes"), singular("berries"), singular("asparagus")
    ('tomato', 'berry', 'asparagus')
    """
    if len(word) < 4:
        return word
    for ending, folded in _PLURALS:
        if word.endswith(ending) and len(word) > 4:
            return word[: -len(ending)] + folded
    if word.endswith("s") and not word.endswith(_NOT_PLURAL):
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 15)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded; little words (and, of, with) are left out.

    >>> words("Milk, reduced fat (2%)")
    ('milk', 'reduced', 'fat', '2%')
    """
    found = _WORD.findall(plain(text))
    folded = (singular(word) for word in found if word not in _LITTLE_WORDS)
    return tuple(_SPELLINGS.get(word, word) for word in folded)


def beside(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a food and those of what it comes with: of "coffee with cream" the cream.

    >>> beside("coffee w/ milk")
    (('coffee',), ('milk',))
    """
    food, *rest = _WITH.split(plain(text), maxsplit=1)
    return words(food), words(" ".join(rest))


def alone(text: str) -> str:
    """A text without what its food comes with; empty where it comes with nothing.

    >>> alone("fries with ketchup"), alone("fries")
    ('fries', '')
    """
    food, *rest = _WITH.split(plain(text), maxsplit=1)
    return food.strip() if rest else ""


def plate(text: str) -> list[str]:
    """The foods of a plate, where a text names several; else none.

    >>> plate("chicken & rice with peas"), plate("chicken")
    (['chicken', 'rice', 'peas'], [])
    """
    foods = [part.strip() for part in _AND.split(plain(text)) if part.strip()]
    return foods if len(foods) > 1 else []


def subject(text: str) -> tuple[str, ...]:
    """The words of a name as far as it says what the food is: of "tuna in water" the tuna.

    >>> subject("hot dog no bun")
    ('hot', 'dog')
    """
    return words(_GOES_ON.split(plain(text), maxsplit=1)[0])


def rest(text: str) -> str:
    """What follows in a name on what the food is: of "tuna in water" the water.

    >>> rest("hot dog no bun"), rest("hot dog")
    ('no bun', '')
    """
    bare = plain(text)
    goes_on = _GOES_ON.search(bare)
    return bare[goes_on.start() :] if goes_on else ""


def turned(text: str, *, last: bool = False) -> str:
    """A text with the first of the words that say what the food is behind the others, or the ``last`` before them.

    >>> turned("salad garden no dressing"), turned("salmon smoked", last=True)
    ('garden salad no dressing', 'smoked salmon')
    """
    bare = plain(text)
    goes_on = _GOES_ON.search(bare)
    end = goes_on.start() if goes_on else len(bare)
    said = bare[:end].split()
    moved = [*said[-1:], *said[:-1]] if last else [*said[1:], *said[:1]]
    return " ".join([*moved, bare[end:]]).strip()


def spoken(name: str) -> str:
    """A name in the order in which it is spoken: what follows its first comma stands before it, the last first.

    What it comes with, or is without, stays behind.

    >>> spoken("Beans, black, canned"), spoken("Coffee, iced, with milk"), spoken("whole milk")
    ('canned black Beans', 'iced Coffee with milk', 'whole milk')
    """
    first, *parts = [part.strip() for part in _PARTS.split(name) if part.strip()] or [name]
    behind = [part for part in parts if _GOES_ON.search(plain(part))]
    before = [part for part in reversed(parts) if part not in behind]
    return " ".join((*before, first, *behind))


def either(name: str) -> dict[str, str]:
    """Words of a name that stand for one another: of "Cake or cupcake" each by the other.

    >>> either("Chicken or turkey salad")
    {'chicken': 'turkey', 'turkey': 'chicken'}
    """
    pairs = [(words(one), words(other)) for one, other in _EITHER.findall(plain(unmarked(name)))]
    return {a[0]: b[0] for one, other in pairs for a, b in ((one, other), (other, one)) if a and b}


def key(text: str) -> str:
    """A name's identity: its words in order, so that case, accents, plurals, punctuation and spaces do not matter.

    >>> key("  Milk, WHOLE ")
    'milk whole'
    """
    return " ".join(words(text))


def unmarked(name: str) -> str:
    """The name of a survey's default food without the words that say that nothing more was specified.

    >>> unmarked("Milk, NFS")
    'milk'
    """
    return _UNSPECIFIED.sub("", name.casefold())


def said_of(name: str) -> str:
    """A name without what was left open: "Coffee, NS as to brewed or instant" says neither.

    >>> said_of("Coffee, NS as to brewed or instant")
    'coffee, ns'
    """
    return _OPEN.sub("ns", name.casefold())


def title(name: str) -> str:
    """The last part of a name, but its first, that begins with a capital: a brand, if any; as a key.

    >>> title("Sports drink, low calorie (Powerade Zero)"), title("Milk, whole")
    ('powerade zero', '')
    """
    return next((key(part) for part in reversed(_parted(name)[1:]) if part[0].isupper()), "")


def _parted(name: str) -> list[str]:
    """The parts of a name, that are set apart by commas and brackets."""
    return [part.strip() for part in _PARTED.split(name) if part.strip()]


def maker(name: str) -> str:
    """Who makes a food, where a name says so in capitals in one of its first parts; else empty.

    >>> maker("Ice creams, BREYERS, No Sugar Added, Chocolate Caramel"), maker("Olives, NFS")
    ('BREYERS', '')
    """
    parts = _parted(name)
    return next((part for part, behind in pairwise(parts[:3]) if _is_maker(part, behind)), "")


def _is_maker(part: str, behind: str) -> bool:
    return part != "NFS" and bool(_MAKER.fullmatch(part)) and not _DESCRIBES.match(behind)


def head(name: str) -> str:
    """What a food is before it is described: the name up to its first comma or bracket.

    Where that is only a class of foods ("Fish, salmon, raw"), what follows it says what the food is; a maker, who
    stands in capitals, does not.

    >>> head("Milk, reduced fat (2%)"), head("Fish, salmon, raw"), head("GIRL SCOUTS, Thin Mints Cookies")
    ('Milk', 'salmon', 'Thin Mints Cookies')
    """
    first, *parts = _parted(name) or [name]
    if not parts:
        return first
    if key(first) == "soup" and not _SOUPS.isdisjoint(words(parts[0])[-1:]):
        return f"{parts[0]} soup"
    if key(first) in _CLASSES:
        first = parts.pop(0)
    if not parts or not _is_maker(first, parts[0]):
        return first
    return re.sub(rf"^{re.escape(first)}(?:'S)? ", "", parts[0])
