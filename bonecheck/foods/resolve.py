"""A line of a log to food and grams, or to a supplement, or to a Problem. Each distinct line is resolved once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bonecheck import units
from bonecheck.accounted import Word
from bonecheck.errors import Problem
from bonecheck.foods import (
    account,
    amounts,
    items,
    meaning,
    names,
    own_values,
    pills,
    problems,
    scales,
    supplements,
    taking,
    weights,
)
from bonecheck.foods.candidates import SURE, Look
from bonecheck.foods.items import Item
from bonecheck.foods.scales import CANS
from bonecheck.foods.table import FoodTable
from bonecheck.foods.weights import DECIDED, Resolved
from bonecheck.model import Confidence, Entry, Food, Line, Match
from bonecheck.parse import columns, measures, when, words
from bonecheck.parse.numbers import COUNTS, Amount
from bonecheck.parse.pieces import Joiner
from bonecheck.parse.tidy import tidy
from bonecheck.stated import Kind, Values

if TYPE_CHECKING:
    from bonecheck.foods.own import OwnFoods

_NO_MATCH: Final = Match(food=None, confidence=Confidence.NONE)
_SUPPLEMENT: Final = Match(food=None, confidence=Confidence.SUPPLEMENT)
_CERTAIN: Final = frozenset({Confidence.EXACT, Confidence.ALIAS})
_PINTS: Final = frozenset({"pint", "pints", "pt"})


class Resolver:
    """Resolves the lines of a log against the food table."""

    def __init__(
        self,
        table: FoodTable,
        mapping: Mapping[str, Food] | None = None,
        own: OwnFoods | None = None,
        values: Values = Values.FILL,
    ) -> None:
        """``mapping`` holds the foods that names were decided to mean, by `words.key` of the name; ``own`` foods
        come before those of the table. ``values`` says whose values count where a log has some of its own.
        """
        self._table = table
        self._values = values
        self._mapping = mapping or {}
        self.own = own
        self._resolved: dict[tuple[object, ...], list[Resolved]] = {}
        self._matches: dict[str, Match] = {}
        self._scales = scales.Scales(table, own)
        self._pills = pills.Pills(table, self.match, lambda key: self._own_food(key) is not None)

    def resolve(self, entry: Entry) -> list[Resolved]:
        """The lines that an entry means, in order, each with what is wrong with it or was assumed for it, if anything."""
        stated = entry.stated
        # An amount that is a mass decides the weight by itself, whatever energy is stated beside it.
        weighed = stated is not None and amounts.mass(entry.amount, entry.unit) is not None
        own = stated and (stated.food_id, None if weighed else stated.energy_kcal, stated.kind, bool(stated.amounts))
        key = (entry.food, entry.amount, entry.unit, own)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(entry)
        return [self._of_entry(entry, *each, first=not number) for number, each in enumerate(self._resolved[key])]

    def _of_entry(self, entry: Entry, line: Line, problem: Problem | None, *, first: bool) -> Resolved:
        """A line that was resolved before as one of this entry; what the entry states is told of its first food."""
        stated = entry.stated
        if stated is not None and not first:
            none = dict.fromkeys(stated.amounts, 0.0)
            stated = stated._replace(amounts=none, energy_kcal=None if stated.energy_kcal is None else 0.0, food_id="")
        own = entry._replace(food=line.entry.food, meal=entry.meal or line.entry.meal, stated=stated)
        line = self._with_values(line._replace(entry=own_values.shown(own, line.match)))
        problem = own_values.judged(line, problem)
        return line, problem._replace(file=entry.file, line=entry.line) if problem else None

    def _with_values(self, line: Line) -> Line:
        """A line with whose values count; a supplement's are always its own, and what it does not tell it has not."""
        stated = line.entry.stated
        if line.match.confidence is not Confidence.SUPPLEMENT:
            return line if line.match.food is not None and line.is_supplement else line._replace(values=self._values)
        if stated is None or line.supplement is not None:
            return line
        contents = own_values.contents(line.entry.food, stated)._replace(kind=Kind.SUPPLEMENT)
        return line._replace(entry=line.entry._replace(stated=contents))

    def _resolve(self, entry: Entry) -> list[Resolved]:
        stated = entry.stated
        if stated is not None and stated.kind.sums_up:
            return [(Line(entry=entry, match=_NO_MATCH), None)]
        if words.key(entry.food) in self._mapping or self._own_food(words.key(entry.food)):
            return [self._food(entry, Item(entry.food, None, entry.food))]
        said = when.read(tidy(entry.food))
        told = entry._replace(food=said.rest, meal=entry.meal or said.meal)
        taken = self._pills.taken(told)
        if taken is not None:
            return [self._supplement_line(entry._replace(meal=told.meal), taken)]
        if stated is not None and stated.kind is Kind.SUPPLEMENT:
            line = Line(entry=entry, match=_SUPPLEMENT, how="supplement")
            return [(line, None if stated.amounts else own_values.no_contents(entry))]
        return self._foods(entry._replace(meal=told.meal), told)

    def _foods(self, entry: Entry, told: Entry) -> list[Resolved]:
        """The foods of an entry; ``told`` is the same without what says when."""
        parts = self._items(told)
        if len(parts) > 1:
            found = self._plate(told, parts)
            accounted = [word for line, _ in found for word in line.words]
            passed_over = account.lost(self._table, told.food, (*accounted, *account.of_when(told.food)))
            return weights.with_words(found, (*account.of_when(entry.food), *passed_over))
        if not parts and words.words(told.food):
            return [problems.not_eaten(entry)]
        return [self._food(entry, each) for each in parts] or [
            (Line(entry=entry, match=_NO_MATCH), self._no_such_food(entry, _NO_MATCH))
        ]

    def _items(self, entry: Entry) -> list[Item]:
        """The foods that the text of an entry names; one where a code or the log's own name decides."""
        stated = entry.stated
        if stated is not None and stated.food_id and self._table.by_id(stated.food_id) is not None:
            return [Item(entry.food, None, entry.food)]
        return items.of_text(entry.food, self._look, measured_as_one=entry.amount is not None or bool(entry.unit))

    def _plate(self, entry: Entry, parts: Sequence[Item]) -> list[Resolved]:
        """Several foods on one line: an amount of the line itself is that of the whole."""
        whole = columns.of_columns(entry.amount, entry.unit) or _same({part.whole for part in parts})
        bare = entry._replace(amount=None, unit="")
        found: list[Resolved] = []
        for part in parts:
            of_part = bare._replace(food=part.text.strip())
            if items.NOT_HAD.match(of_part.food):
                found.append(problems.not_eaten(of_part))
                continue
            taken = self._pills.taken(of_part)
            found.append(self._supplement_part(of_part, part, taken) if taken else self._food(of_part, part))
        return found if whole is None else self._shared_out(found, parts, whole)

    def _shared_out(self, found: Sequence[Resolved], parts: Sequence[Item], whole: Amount) -> list[Resolved]:
        """The foods of one line by the amount of the line; but for what is known to come beside a food, all share it."""
        food = found[0][0].match.food
        weighed = self._grams(food, parts[0], whole) if food is not None and whole.unit else None
        weight = weighed.grams if isinstance(weighed, amounts.Weighed) else weights.mass_of(whole)
        beside = [
            self._table.companion(part.food, part.base) is not None and not weights.is_small(whole.unit)
            for part in parts
        ]
        return weights.shared_out(found, whole, weight, beside)

    def _supplement_part(self, entry: Entry, item: Item, taken: supplements.Taken) -> Resolved:
        """A supplement beside foods, with its words."""
        line, problem = self._supplement_line(entry, taken)
        return line._replace(words=account.of_supplement(entry.food, item.under, item.left_out)), problem

    def _supplement_line(self, entry: Entry, taken: supplements.Taken) -> Resolved:
        stated = entry.stated
        if stated is not None and stated.amounts:
            return Line(entry=entry, match=_SUPPLEMENT, how="supplement"), None
        line = Line(entry, _SUPPLEMENT, how=taken.how, assumed=taken.assumed, supplement=taken.supplement)
        return line, problems.problem_of(entry, taken.unweighed) if taken.unweighed else None

    def _food(self, entry: Entry, item: Item) -> Resolved:
        """One food of a line with its grams, its words and what is wrong with it."""
        amount = self._spoken(self._amount(entry, item))
        match, problem = self._identified(entry, meaning.in_state(item.food, entry.unit))
        match = self._in_can(item, amount, meaning.of_item(self._look, match, item))
        if item.joiner is Joiner.NOT and match.confidence not in SURE | DECIDED:
            match = _NO_MATCH
        match = meaning.by_head(self._look, match, item.food)
        told = self._account(entry, item, match)
        understood = weights.as_understood(match, told, item)
        if understood.confidence is Confidence.DOUBTFUL:
            understood = meaning.by_known_words(self._look, understood, item)
            told = self._account(entry, item, understood if understood.food else match)
        match = understood
        if match.confidence is Confidence.GUESS and taking.names_dose(item.text):
            match = Match(None, Confidence.DOUBTFUL, match.runners_up)
        if match.food is None:
            unknown = Line(
                entry=entry, match=match, grams=weights.mass_of(amount), words=told, portions=weights.portions(amount)
            )
            return unknown, problem or self._no_such_food(entry, match)
        line, weight = self._weighed(entry, item, amount, match)
        return line._replace(words=told), weight or problem

    def _amount(self, entry: Entry, item: Item) -> Amount | None:
        """How much was eaten: by the columns of the log, else by the text; a unit in the text counts the column's number."""
        told = columns.of_columns(entry.amount, entry.unit)
        own = item.amount
        if told is None:
            return None if own is not None and own.assumed and weights.is_mass(own.unit) else own
        if own is None or told.unit or not own.unit:
            return told if told.unit else measures.piece_behind(told, item.food)[0]
        return own._replace(quantity=own.quantity.times(told.quantity.amount), assumed=False)

    def _spoken(self, amount: Amount | None) -> Amount | None:
        """An amount in the measures of whoever wrote it: a British pint is the imperial one."""
        if amount is None or self._table.english != "gb" or units.fold(amount.unit) not in _PINTS:
            return amount
        return amount._replace(quantity=amount.quantity.times(units.ML_PER_IMPERIAL_PINT), unit="ml")

    def _account(self, entry: Entry, item: Item, match: Match) -> tuple[Word, ...]:
        """Where each word of an item ends."""
        other = f"{item.other} {item.left_out}"
        return account.of_item(
            self._table, entry.food, item.food, item.remarks, match.food, other=other, under=item.under
        )

    def _no_such_food(self, entry: Entry, match: Match) -> Problem:
        is_meal = names.is_meal(self._table, entry.food)
        is_english = meaning.is_english(self._look, entry.food)
        return problems.no_such_food(entry, match, is_meal=is_meal, is_english=is_english)

    def named(self, entry: Entry) -> list[str]:
        """The names that an entry is matched by: its foods without their amounts; none for a supplement."""
        said = when.read(tidy(entry.food))
        told = entry._replace(food=said.rest)
        if self._own_food(words.key(entry.food)) or words.key(entry.food) in self._mapping:
            return [entry.food]
        if self._pills.taken(told) is not None:
            return []
        bare = told._replace(amount=None, unit="")
        parts = self._items(told)
        return [
            item.food
            for item in parts
            if len(parts) == 1 or self._pills.taken(bare._replace(food=item.text.strip())) is None
        ]

    def matched(self, entry: Entry) -> list[tuple[str, Match]]:
        """The names of an entry, each with what it was read as."""
        foods = [line.match for line, _ in self.resolve(entry) if line.match.confidence is not Confidence.SUPPLEMENT]
        return list(zip(self.named(entry), foods, strict=False))

    def helpings(self, entry: Entry) -> float:
        """How many helpings the amount of an entry's columns is, whatever its text says."""
        amount = self._spoken(columns.of_columns(entry.amount, entry.unit))
        return 0.0 if amount is None else weights.helpings(amount)

    def unread(self, entry: Entry) -> Line:
        """A line that was eaten but could not be read: how much is unknown, and what unless its name leaves no doubt.

        Vitamin D of an unreadable amount is no ordinary food: it may hold any amount.
        """
        taken = self._pills.taken(entry._replace(amount=None))
        if taken is not None:
            return Line(entry=entry, match=_SUPPLEMENT, how="supplement", supplement=taken.supplement)
        match = self.match(entry.food)
        known = match if match.confidence in _CERTAIN else _NO_MATCH
        return Line(entry=entry, match=known, values=self._values)

    def _identified(self, entry: Entry, name: str) -> tuple[Match, Problem | None]:
        """The food of an entry's code, which is an identity; without one, or where the table lacks it, of its name."""
        stated = entry.stated
        if stated is None or not stated.food_id or words.key(name) in self._mapping:
            return self.match(name), None
        food = self._table.by_id(stated.food_id)
        if food is not None:
            return Match(food=food, confidence=Confidence.CODE), None
        match = _NO_MATCH if own_values.is_code_alone(entry) else self.match(name)
        return match, own_values.no_such_code(entry, stated, match.food)

    def match(self, name: str) -> Match:
        """The food that a name means: as it was decided, else an own food, else one of the table."""
        key = words.key(name)
        if key in self._mapping:
            return Match(food=self._mapping[key], confidence=Confidence.MAPPED)
        own = self._own_food(key)
        if own is not None:
            return Match(food=own, confidence=Confidence.EXACT)
        spaced = " ".join(name.casefold().split())
        if spaced not in self._matches:
            self._matches[spaced] = self._searched(key, name)
        return self._matches[spaced]

    def _searched(self, key: str, name: str) -> Match:
        """A match of the table; a guess gives way to an own food that is nearly called so."""
        found = names.match(self._table, name)
        if found.food is not None and found.confidence is not Confidence.GUESS:
            return found
        own = self.own.alike(key) if self.own else None
        if own is None:
            return found
        others = [found.food.name] if found.food is not None else []
        return Match(food=own, confidence=Confidence.GUESS, runners_up=(*others, *found.runners_up))

    def _own_food(self, key: str) -> Food | None:
        return self.own.by_key(key) if self.own else None

    def _is_exact(self, name: str) -> bool:
        """Whether a text is just what a food is called: the own name of one of the table, or one that somebody decided on."""
        key = words.key(name)
        named = self._table.by_key(" ".join(self._table.rewritten(words.words(name), written=False)))
        return self._own_food(key) is not None or key in self._mapping or bool(named)

    def _is_named(self, name: str) -> bool:
        key = words.key(name)
        numbered = any(map(str.isdigit, name)) or not COUNTS.isdisjoint(key.split())
        called = numbered and key in self._table.phrases(key.split())
        return called or self._own_food(key) is not None or names.is_named(self._table, name)

    def _weighed(self, entry: Entry, item: Item, amount: Amount | None, match: Match) -> Resolved:
        food = match.food
        assert food is not None  # noqa: S101 — for the type checker: the caller asked
        said = self._grams(food, item, amount)
        weighed = own_values.weighed(food, entry, said)
        if isinstance(weighed, amounts.Unweighed) and amount is not None and scales.is_can(amount.unit):
            match, weighed = self._by_can(item, amount, match, weighed)
        if isinstance(weighed, amounts.Unweighed):
            line = Line(entry=entry, match=match, portions=weights.portions(amount))
            return line, problems.problem_of(entry, weighed)
        certain = not weighed.assumed and match.confidence not in DECIDED
        if certain and own_values.contradicts(food, entry, weighed.grams):
            doubtful = Match(None, Confidence.DOUBTFUL, (food.name, *match.runners_up))
            return Line(entry, doubtful, weighed.grams, weighed.how), own_values.energy_differs(entry, food)
        line = Line(entry, match, weighed.grams, weighed.how, weighed.assumed, ends=weights.ends(amount, weighed.grams))
        return line, problems.odd_amount(line, weighed.grams)

    def _grams(self, food: Food, item: Item, amount: Amount | None) -> amounts.Weighed | amounts.Unweighed:
        return self._scales.weigh(food, item, amount, self.match(item.base).food if item.base else None)

    def _by_can(
        self, item: Item, amount: Amount, match: Match, unweighed: amounts.Unweighed
    ) -> tuple[Match, amounts.Weighed | amounts.Unweighed]:
        """A food that is listed by no can: a guess at what is canned of it, else as much as most cans hold."""
        if match.food is None or self._is_decided(match, item.food):
            return match, unweighed
        found = self._scales.canned(item.food, match.food, amount)
        if found is None:
            return match, scales.of_any_can(amount)
        food, weighed = found
        return Match(food=food, confidence=Confidence.GUESS, runners_up=(match.food.name,)), weighed

    def _in_can(self, item: Item, amount: Amount | None, match: Match) -> Match:
        """What a can of a stated size holds is canned, where there is such a food: "1 can (5 oz) tuna"."""
        if amount is None or words.singular(amount.container) not in CANS or self._is_decided(match, item.food):
            return match
        canned = self.match(f"canned {item.food}")
        sure = canned.food is not None and canned.confidence is not Confidence.GUESS and scales.is_canned(canned.food)
        return canned if sure else match

    def _is_decided(self, match: Match, name: str) -> bool:
        """Whether somebody said which food a name means: an own food, a mapping, a code."""
        return match.confidence in DECIDED or self._own_food(words.key(name)) is not None

    @cached_property
    def _look(self) -> Look:
        return Look(self._table, self.match, self._is_named, self._is_exact, self._pills.may_be)


def _same(amounts_: AbstractSet[Amount | None]) -> Amount | None:
    """The one amount that there is."""
    return next(iter(amounts_)) if len(amounts_) == 1 else None
