"""A line of a log to food and grams, or to a supplement, or to a Problem. Each distinct line is resolved once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from bonecheck.errors import Problem
from bonecheck.foods import amounts, names, own_values, phrases, supplements, words
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Food, Line, Match, Portion
from bonecheck.stated import Kind, Values

if TYPE_CHECKING:
    from bonecheck.foods.own import OwnFoods

_NO_MATCH: Final = Match(food=None, confidence=Confidence.NONE)
_SUPPLEMENT: Final = Match(food=None, confidence=Confidence.SUPPLEMENT)
_CERTAIN: Final = frozenset({Confidence.EXACT, Confidence.ALIAS})
# Confidences of a food that somebody decided on.
_DECIDED: Final = frozenset({Confidence.MAPPED, Confidence.CODE})
_CANS: Final = frozenset({"can", "tin"})
_CAN_OF: Final = re.compile(r"\b(?:can|tin)s?\s*\(", re.IGNORECASE)
# So many foods are looked at for one that is listed by the can.
_CANNED: Final = 8
# More than this of one food on one line is counted, and asked about.
MUCH_GRAMS: Final = 3000.0


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
        self._resolved: dict[tuple[object, ...], tuple[Line, Problem | None]] = {}
        self._matches: dict[str, Match] = {}
        self._portions: dict[str, list[Portion]] = {}

    def resolve(self, entry: Entry) -> tuple[Line, Problem | None]:
        """What an entry means, and what is wrong with it or was assumed for it, if anything."""
        stated = entry.stated
        # An amount that is a mass decides the weight by itself, whatever energy is stated beside it.
        weighed = stated is not None and amounts.mass(entry.amount, entry.unit) is not None
        own = stated and (stated.food_id, None if weighed else stated.energy_kcal, stated.kind, bool(stated.amounts))
        key = (entry.food, entry.amount, entry.unit, own)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(entry)
        line, problem = self._resolved[key]
        line = self._with_values(line._replace(entry=own_values.shown(entry, line.match)))
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

    def _resolve(self, entry: Entry) -> tuple[Line, Problem | None]:
        stated = entry.stated
        if stated is not None and stated.kind.sums_up:
            return Line(entry=entry, match=_NO_MATCH), None
        entry_ = self._with_amount(entry)
        taken = self._supplement(entry, entry_)
        if (
            stated is not None
            and (stated.kind is Kind.SUPPLEMENT or taken is not None)
            and (stated.amounts or not taken)
        ):
            line = Line(entry=entry, match=_SUPPLEMENT, how="supplement")
            return line, None if stated.amounts else own_values.no_contents(entry)
        if taken is not None:
            line = Line(entry, _SUPPLEMENT, how=taken.how, assumed=taken.assumed, supplement=taken.supplement)
            return line, _problem(entry, taken.unweighed) if taken.unweighed else None
        match, problem = self._identified(entry, entry_.food)
        match = self._in_can(entry, entry_, match)
        if match.food is None:
            grams = amounts.mass(entry_.amount, entry_.unit)
            return Line(entry=entry, match=match, grams=grams), problem or self._no_such_food(entry, match)
        line, weight = self._weighed(entry, entry_, match, match.food)
        return line, weight or problem

    def _no_such_food(self, entry: Entry, match: Match) -> Problem:
        near = "; ".join(match.runners_up)
        meal = names.is_meal(self._table, entry.food)
        other = "say what was eaten, a line for each food" if meal else "other words may: bonecheck foods search TEXT"
        return Problem(
            file=entry.file,
            line=entry.line,
            code="no-such-food",
            message=f"no food is like '{entry.food[:60]}'",
            hint=f"did you mean {near}?" if near else other,
        )

    def named(self, entry: Entry) -> str:
        """The name that an entry is matched by: its text without an amount; empty for a supplement."""
        split = self._with_amount(entry)
        return "" if self._supplement(entry, split) else split.food

    def unread(self, entry: Entry) -> Line:
        """A line that was eaten but could not be read: how much is unknown, and what unless its name leaves no doubt.

        Vitamin D of an unreadable amount is no ordinary food: it may hold any amount.
        """
        bare = entry._replace(amount=None)
        taken = self._supplement(bare, bare)
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

    def _supplement(self, entry: Entry, split: Entry) -> supplements.Taken | None:
        """What a line is as a supplement, by its whole text or with its amount ``split`` off; an own food is a food."""
        if any(self._own_food(words.key(each.food)) for each in (entry, split)):
            return None
        whole = supplements.read(entry.food, entry.amount, entry.unit)
        if entry is split or (whole is not None and whole.unweighed is None):
            return whole
        return supplements.read(split.food, split.amount, split.unit) or whole

    def _own_food(self, key: str) -> Food | None:
        return self.own.by_key(key) if self.own else None

    def _is_named(self, name: str) -> bool:
        return self._own_food(words.key(name)) is not None or names.is_named(self._table, name)

    def _portions_of(self, food: Food) -> list[Portion]:
        if food.food_id not in self._portions:
            own = self.own.portions(food) if self.own else None
            self._portions[food.food_id] = self._table.portions(food) if own is None else own
        return self._portions[food.food_id]

    def _weighed(self, entry: Entry, split: Entry, match: Match, food: Food) -> tuple[Line, Problem | None]:
        said = amounts.weigh(
            food, self._portions_of(food), split.amount, split.unit, said=split.food, household=self._table.household
        )
        weighed = own_values.weighed(food, split, said)
        if isinstance(weighed, amounts.Unweighed):
            canned = self._canned(entry, split, match)
            return canned or (Line(entry=entry, match=match), _problem(entry, weighed))
        line = Line(entry=entry, match=match, grams=weighed.grams, how=weighed.how, assumed=weighed.assumed)
        return line, _odd_amount(line, weighed.grams)

    def _in_can(self, entry: Entry, split: Entry, match: Match) -> Match:
        """What a can of a stated size holds is canned, where there is such a food: "1 can (5 oz) tuna"."""
        if entry is split or self._is_decided(match, split.food) or not _CAN_OF.search(entry.food):
            return match
        canned = self.match(f"canned {split.food}")
        sure = canned.food is not None and canned.confidence is not Confidence.GUESS and _is_canned(canned.food)
        return canned if sure else match

    def _canned(self, entry: Entry, split: Entry, match: Match) -> tuple[Line, Problem | None] | None:
        """What comes by the can is canned: "1 can tuna", of a food that has no such measure fresh; a guess."""
        if match.food is None or words.singular(split.unit.casefold()) not in _CANS:
            return None
        if self._is_decided(match, split.food):
            return None
        found = names.search(self._table, f"canned {split.food}", _CANNED)
        for food in filter(_is_canned, found):
            said = amounts.weigh(food, self._portions_of(food), split.amount, split.unit, said=split.food)
            if isinstance(said, amounts.Weighed):
                guess = Match(food=food, confidence=Confidence.GUESS, runners_up=(match.food.name,))
                line = Line(entry=entry, match=guess, grams=said.grams, how=said.how, assumed=said.assumed)
                return line, _odd_amount(line, said.grams)
        return None

    def _is_decided(self, match: Match, name: str) -> bool:
        """Whether somebody said which food a name means: an own food, a mapping, a code."""
        return match.confidence in _DECIDED or self._own_food(words.key(name)) is not None

    def _with_amount(self, entry: Entry) -> Entry:
        """The entry with an amount that its food text carries ("2 eggs", "150 g natto"), if it has none of its own."""
        if entry.amount is not None or entry.unit:
            return entry
        phrase = phrases.split(entry.food)
        return entry if phrase is None or self._is_named(entry.food) else entry._replace(**phrase._asdict())


def _is_canned(food: Food) -> bool:
    return "canned" in words.words(food.name)


def _problem(entry: Entry, why: amounts.Unweighed) -> Problem:
    return Problem(file=entry.file, line=entry.line, code=why.code, message=why.message, hint=why.hint)


def _odd_amount(line: Line, grams: float) -> Problem | None:
    if 0 < grams <= MUCH_GRAMS:
        return None
    found = "nothing" if grams == 0 else f"{grams:,.0f} g"
    code = "zero-amount" if grams == 0 else "large-amount"
    return Problem(
        file=line.entry.file,
        line=line.entry.line,
        code=code,
        message=f"'{line.entry.food[:60]}' counts as {found} ({line.how})",
        hint="check the amount and its unit",
        severity="assumed",
    )
