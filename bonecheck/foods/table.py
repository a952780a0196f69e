"""The food table as the steps see it: only the foods a log needs are read."""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import permutations
from typing import Any, NamedTuple

from bonecheck.foods.synonyms import LONGEST, applied, phrases_in, rewrite
from bonecheck.model import Food, FoodSource, Portion
from bonecheck.nutrients import KEYS
from bonecheck.parse.measures import Household
from bonecheck.parse.words import key as folded_key
from bonecheck.parse.words import singular
from bonecheck.parse.words import words as folded
from bonecheck.units import VOLUME_ML

ANY_GROUP = "*"
# So many runs of words, and words with their foods, are remembered: one name asks for the same ones many times.
_REMEMBERED = 128
_FOOD = "SELECT food_id, name, aliases, grp, energy_kcal, per_100g, k2_basis, popularity, ranges FROM food"

_VOWELS = frozenset("aeiouy")


class Description(NamedTuple):
    """What the ranking of names looks at: words apart by spaces, the aliases' keys apart by lines.

    A smaller number is more likely to be meant. ``either`` has lines of a word and the one it may stand for
    ("Cake or cupcake"). ``uncooked`` is what is raw and of a kind that is eaten cooked,
    ``maker`` the words of who makes it.
    """

    number: int
    words: str
    head: str
    alias_keys: str
    popularity: int
    either: str
    uncooked: bool
    maker: str


class Vocabulary(NamedTuple):
    """What words say of a food, out of data/synonyms.yaml: states by word, and the kinds of words.

    ``like`` and ``unlike`` have by each word of a trait those for nearly the same, and those that contradict it, apart by
    spaces.
    """

    states: Mapping[str, str]
    like: Mapping[str, str]
    unlike: Mapping[str, str]
    fats: frozenset[str]
    plain: frozenset[str]
    other: frozenset[str]
    dish: frozenset[str]
    idle: frozenset[str]
    faint: frozenset[str]
    dishes: frozenset[str]
    shared: frozenset[str]
    flavours: frozenset[str]
    brands: frozenset[str]
    meal: frozenset[str]
    no_food: frozenset[str]


class FoodTable:
    """Look-ups in the compiled food table; ``english`` (us or gb) decides what "chips" are."""

    def __init__(self, connection: sqlite3.Connection, english: str = "us") -> None:
        self._connection = connection
        self._english = english
        self._vocabulary: Vocabulary | None = None
        self._one_wording: dict[str, dict[str, str]] | None = None
        self._limits: dict[tuple[str, str, str], float] | None = None
        self._all_wordings: dict[str, str] | None = None
        self._size: int | None = None
        self._usual: dict[str, float | None] = {}
        self._plates: dict[str, str] | None = None
        self._supplements: dict[str, str] | None = None
        self._words: dict[str, dict[str, int]] = {}
        self._phrases = lru_cache(_REMEMBERED)(self._phrases_among)
        self._near: set[str] = set()
        self._dialect: frozenset[str] | None = None
        self._numbers = lru_cache(_REMEMBERED)(self._numbers_of)
        self._rewritten = lru_cache(_REMEMBERED)(self._rewrite)

    @property
    def english(self) -> str:
        """Whose words the names are: us or gb."""
        return self._english

    def by_id(self, food_id: str) -> Food | None:
        """The food of an id such as ``fndds:11111000``, or None."""
        row = self._connection.execute(f"{_FOOD} WHERE food_id = ?", (food_id,)).fetchone()
        return _food(row) if row else None

    def by_key(self, key: str) -> list[Food]:
        """Foods that have this name, with or without "NFS"; the likeliest first."""
        query = f"{_FOOD} JOIN name USING (number) WHERE key = ? ORDER BY number"
        return [_food(row) for row in self._connection.execute(query, (key,))]

    def by_bag(self, bag: str) -> list[Description]:
        """The foods whose name has just these words, which are sorted; the likeliest first."""
        query = "SELECT description.* FROM name JOIN description USING (number) WHERE bag = ? ORDER BY number"
        return list(map(Description._make, self._connection.execute(query, (bag,))))

    def by_number(self, numbers: Sequence[int]) -> list[Food]:
        """Foods by their numbers, in that order."""
        query = f"{_FOOD} WHERE number = ?"
        return [_food(self._connection.execute(query, (number,)).fetchone()) for number in numbers]

    def descriptions(self, numbers: Sequence[int]) -> list[Description]:
        """What the ranking looks at of the foods with these numbers, in no set order."""
        query = f"SELECT * FROM description WHERE number IN ({_marks(numbers)})"
        return list(map(Description._make, self._connection.execute(query, numbers)))

    def postings(self, word: str) -> array[int]:
        """The numbers of the foods that have a word in their name or an alias, ascending; maybe none."""
        return self._numbers("postings", word)

    def heads(self, word: str) -> array[int]:
        """The numbers of the foods that have a word in their head, ascending; maybe none."""
        return self._numbers("heads", word)

    def _numbers_of(self, column: str, word: str) -> array[int]:
        found: array[int] = array("I")
        row = self._connection.execute(f"SELECT {column} FROM word WHERE word = ?", (word,)).fetchone()
        if row:
            found.frombytes(row[0])
        return found

    @property
    def vocabulary(self) -> Vocabulary:
        """What words say of a food."""
        if self._vocabulary is None:
            lines = {kind: text.split("\n") for kind, text in self._connection.execute("SELECT * FROM vocabulary")}
            states, like, unlike = (_told(lines[kind]) for kind in ("state", "like", "unlike"))
            others = (frozenset(lines[kind]) for kind in Vocabulary._fields[3:])
            self._vocabulary = Vocabulary(states, like, unlike, *others)
        return self._vocabulary

    def rewritten(self, words: Sequence[str], *, written: bool = True) -> tuple[str, ...]:
        """Words as the table has them; with ``written`` also other names of foods as the table's own."""
        return self._rewritten(tuple(words), written)

    def _rewrite(self, words: tuple[str, ...], written: bool) -> tuple[str, ...]:
        phrases = self.phrases(words) if written else {}
        both = self._wordings("both")
        return rewrite(rewrite(words, both | phrases if phrases else both), both)

    def phrases(self, words: Sequence[str]) -> dict[str, str]:
        """The phrases among words that have another name in the table, with that name.

        A name that only says more ("salad" → "lettuce salad with assorted vegetables") holds for the plain phrase
        alone: a Caesar salad is none. So does one of the scope ``alone``: "flake" is a chocolate bar, bran flakes are none.
        """
        return self._phrases(tuple(words))

    def _phrases_among(self, words: tuple[str, ...]) -> dict[str, str]:
        runs = tuple(phrases_in(words))
        query = f"SELECT scope, phrase, words, near FROM phrase WHERE phrase IN ({_marks(runs)})"
        found = self._connection.execute(query, runs).fetchall()
        self._near.update(phrase for _, phrase, _, near in found if near)
        rows = [(scope, phrase, text) for scope, phrase, text, _ in found]
        whole = " ".join(words)
        return {
            phrase: text
            for scope, phrase, text in rows
            if (
                scope in ("written", self._english)
                and (not self._says_more(text, phrase) or self._alone(phrase, words))
            )
            or (scope in ("alone", "meant") and phrase == whole)
        }

    def is_near(self, words: Sequence[str]) -> bool:
        """Whether what words are rewritten to is only the nearest that there is: egusi soup is no stew."""
        phrases = self.phrases(words)
        if not phrases:
            return False
        near = self._near.intersection(phrases)
        return bool(near) and not near.isdisjoint(applied(words, phrases))

    def plate(self, name: str) -> str:
        """The foods that are served together under a name, with a plus between them; empty for any other name."""
        if self._plates is None:
            self._plates = dict(self._connection.execute("SELECT phrase, words FROM phrase WHERE scope = 'plate'"))
        return self._plates.get(folded_key(name), "")

    def dialect(self, words: Sequence[str]) -> bool:
        """Whether people mean something else by words than the food that is called so: oats, and "biscuit" with ``gb``."""
        if self._dialect is None:
            query = "SELECT phrase FROM phrase WHERE scope IN (?, 'meant')"
            self._dialect = frozenset(phrase for (phrase,) in self._connection.execute(query, (self._english,)))
        return " ".join(words) in self._dialect

    def orders(self, words: Sequence[str]) -> list[str]:
        """The synonyms that have just these words, in any order; none where they stand for different foods."""
        runs = [*map(" ".join, permutations(words))] if len(words) <= LONGEST else []
        query = f"SELECT scope, phrase, words FROM phrase WHERE phrase IN ({_marks(runs)})"
        rows = self._connection.execute(query, runs).fetchall()
        found = {phrase: text for scope, phrase, text in rows if scope in ("written", "alone", self._english)}
        return list(found) if len({*found.values()}) == 1 else []

    def _alone(self, phrase: str, words: Sequence[str]) -> bool:
        """Whether a phrase is all of a name but for words of traits: "low sodium chicken broth" is chicken broth."""
        before, _, after = f" {' '.join(words)} ".partition(f" {phrase} ")
        return self.vocabulary.like.keys() >= {*rewrite([*before.split(), *after.split()], self._wordings("both"))}

    def _says_more(self, text: str, phrase: str) -> bool:
        """Whether a text is a phrase and more, and the phrase a food by itself."""
        said = phrase.split()
        return set(said) < set(text.split()) and all(map(self.heads, said))

    def written_out(self, text: str) -> str:
        """A text with the words in full that labels and receipts write short, but those of a phrase of its own ("tom yum")."""
        short, tokens = self._wordings("short"), text.split()
        one = {token: _one_of(token) for token in tokens}
        if short.keys().isdisjoint(tokens) and short.keys().isdisjoint(one.values()):
            return text
        phrases = [
            (phrase.split(), meant.split()) for phrase, meant in self.phrases(folded(text)).items() if " " in phrase
        ]
        own = {word for phrase, meant in phrases for word in phrase if {*folded(short.get(word, ""))}.isdisjoint(meant)}
        full = {token: short.get(token, short.get(one[token], token)) for token in tokens}
        return " ".join(token if own.intersection((token, one[token])) else full[token] for token in tokens)

    def wordings(self) -> Mapping[str, str]:
        """The phrases that one wording stands for in the table and in what people write, and words written short."""
        if self._all_wordings is None:
            self._all_wordings = {**self._wordings("short"), **self._wordings("both")}
        return self._all_wordings

    def _wordings(self, scope: str) -> dict[str, str]:
        """The phrases that one wording stands for, in the table and in what people write; or words written short."""
        if self._one_wording is None:
            self._one_wording = {"both": {}, "short": {}}
            query = "SELECT scope, phrase, words FROM phrase WHERE scope IN ('both', 'short')"
            for kind, phrase, text in self._connection.execute(query):
                self._one_wording[kind][phrase] = text
            short = self._one_wording["short"]
            self._one_wording["short"] = {_one_of(word): full for word, full in short.items()} | short
        return self._one_wording[scope]

    def words_from(self, first: str) -> Mapping[str, int]:
        """The words that begin with a letter, all for an empty one, and how many foods or phrases have each."""
        if first not in self._words:
            query = "SELECT word, uses FROM spelling WHERE word >= ? AND word < ?"
            last = chr(ord(first) + 1) if first else chr(sys.maxunicode)
            self._words[first] = dict(self._connection.execute(query, (first, last)))
        return self._words[first]

    def size(self) -> int:
        """How many foods there are."""
        if self._size is None:
            self._size = int(self._connection.execute("SELECT max(number) FROM food").fetchone()[0])
        return self._size

    def portions(self, food: Food) -> list[Portion]:
        """A food's household measures in the order of its source; grams are per one measure."""
        rows = self._connection.execute(
            "SELECT measure, grams FROM portion JOIN food USING (number) WHERE food_id = ? ORDER BY portion.rowid",
            (food.food_id,),
        )
        return [Portion(measure=measure, grams=grams) for measure, grams in rows]

    def household(self, measure: str) -> list[Household]:
        """What a household measure ("handful") stands for, the row for the fewest foods first; maybe nothing."""
        query = (
            "SELECT amount, unit, foods, size FROM household WHERE measure = ?"
            " ORDER BY foods = '*', foods = 'drinks', size = '', rowid"
        )
        return list(map(Household._make, self._connection.execute(query, (measure,))))

    def companion(self, food: str, base: str) -> float | None:
        """Grams of what usually comes with a food ("milk" with "cereal"), by data/companions.csv; None where it has no row."""
        said, beside = folded(food), {*folded(base)}
        query = f"SELECT companion, base, grams FROM companion WHERE companion IN ({_marks(said)}) ORDER BY base = '*'"
        rows = self._connection.execute(query, said).fetchall()
        return next((grams for word, of, grams in rows if word == said[-1] and (of == ANY_GROUP or of in beside)), None)

    def supplements(self, names: AbstractSet[str]) -> dict[str, str]:
        """Of some names those of supplements, each with its row as JSON: see `known_supplements`."""
        if self._supplements is None:
            self._supplements = dict(self._connection.execute("SELECT key, content FROM supplement"))
        return {name: self._supplements[name] for name in names if name in self._supplements}

    def usual_of_group(self, group: str) -> float | None:
        """The median of the usual portions of a group's foods in grams; None where none has one."""
        if group not in self._usual:
            self._usual[group] = self._median_portion(group)
        return self._usual[group]

    def _median_portion(self, group: str) -> float | None:
        query = (
            "SELECT grams FROM portion JOIN food USING (number) WHERE grp = ? AND measure = 'default' ORDER BY grams"
        )
        found = [grams for (grams,) in self._connection.execute(query, (group,))]
        return found[len(found) // 2] if found else None

    def density_of_group(self, group: str) -> float | None:
        """The median weight of a millilitre of a group's foods in grams, by their cups; None where none is listed by the cup."""
        query = "SELECT grams FROM portion JOIN food USING (number) WHERE grp = ? AND measure = 'cup' ORDER BY grams"
        found = [grams for (grams,) in self._connection.execute(query, (group,))]
        return found[len(found) // 2] / VOLUME_ML["cup"] if found else None

    def k2_source(self, food: Food) -> FoodSource | None:
        """Where a food's vitamin K2 comes from; None where it has none or is unknown."""
        query = "SELECT citation, note FROM k2_source JOIN food USING (number) WHERE food_id = ?"
        row = self._connection.execute(query, (food.food_id,)).fetchone()
        return FoodSource._make(row) if row else None

    def limit(self, group: str, nutrient: str, per: str = "100 g") -> float | None:
        """The most that an unknown food of ``group`` (``*``: any) is held to have; None when it has no limit."""
        if self._limits is None:
            rows = self._connection.execute("SELECT grp, nutrient, per, at_most FROM food_limit")
            self._limits = {(grp, key, unit): value for grp, key, unit, value in rows}
        return self._limits.get((group, nutrient, per))

    def limit_of(self, food: Food | None, nutrient: str) -> float | None:
        """The most per 100 g that a food is held to have of a nutrient that is unknown; of a food that is unknown itself, too."""
        if food is not None and nutrient in food.limits:
            return food.limits[nutrient]
        return self.limit(food.group if food is not None else ANY_GROUP, nutrient)

    def highest(self) -> dict[str, float]:
        """The highest value per 100 g of any food here, by nutrient."""
        values = ",".join(f"max(json_extract(per_100g, '$.{key}'))" for key in KEYS)
        return dict(zip(KEYS, self._connection.execute(f"SELECT {values} FROM food").fetchone(), strict=True))

    def groups(self) -> frozenset[str]:
        """The groups of foods."""
        return frozenset(row[0] for row in self._connection.execute("SELECT DISTINCT grp FROM food"))


def _marks(values: Sequence[object]) -> str:
    """Placeholders of a query for so many values."""
    return ",".join("?" * len(values))


def _told(lines: Sequence[str]) -> dict[str, str]:
    """Words with what each says, of lines with a tab between the two."""
    return {word: said for word, _, said in (line.partition("\t") for line in lines)}


def aliases_of(cell: str) -> tuple[str, ...]:
    """The aliases in a cell of foods.csv."""
    return tuple(alias.strip() for alias in cell.split(";") if alias.strip())


def _food(row: Sequence[Any]) -> Food:
    food_id, name, aliases, group, energy, per_100g, basis, popularity, ranges = row
    values = json.loads(per_100g)
    return Food(
        food_id=food_id,
        name=name,
        aliases=aliases_of(aliases),
        group=group,
        energy_kcal=energy,
        per_100g={key: values.get(key) for key in KEYS},
        k2_basis=basis,
        popularity=popularity,
        ranges={key: (low, high) for key, (low, high) in json.loads(ranges).items()},
    )


def _one_of(short: str) -> str:
    """A word written short in the singular: "brsts". With a vowel it may be another word: "straws" are no strawberries."""
    return singular(short) if _VOWELS.isdisjoint(short[1:]) else short
