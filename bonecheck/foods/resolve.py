"""A line of a log to food and grams, or to a supplement, or to a Problem. Each distinct line is resolved once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bonecheck.errors import Problem
from bonecheck.foods import amounts, names, phrases, supplements, words
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Food, Line, Match, Portion

_NO_MATCH: Final = Match(food=None, confidence=Confidence.NONE)
_SUPPLEMENT: Final = Match(food=None, confidence=Confidence.SUPPLEMENT)
_CERTAIN: Final = frozenset({Confidence.EXACT, Confidence.ALIAS})
# More than this of one food on one line is counted, and asked about.
_MUCH_GRAMS: Final = 3000.0


class Resolver:
    """Resolves the lines of a log against the food table."""

    def __init__(self, table: FoodTable, mapping: Mapping[str, Food] | None = None) -> None:
        """``mapping`` holds the foods that names were decided to mean, by `words.key` of the name."""
        self._table = table
        self._mapping = mapping or {}
        self._resolved: dict[tuple[str, float | None, str], tuple[Line, Problem | None]] = {}
        self._matches: dict[str, Match] = {}
        self._portions: dict[str, list[Portion]] = {}

    def resolve(self, entry: Entry) -> tuple[Line, Problem | None]:
        """What an entry means, and what is wrong with it or was assumed for it, if anything."""
        key = (entry.food, entry.amount, entry.unit)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(entry)
        line, problem = self._resolved[key]
        return line._replace(entry=entry), problem._replace(file=entry.file, line=entry.line) if problem else None

    def _resolve(self, entry: Entry) -> tuple[Line, Problem | None]:
        entry_ = self._with_amount(entry)
        taken = supplements.read(entry_.food, entry_.amount, entry_.unit)
        if taken is not None:
            how = "supplement" if taken.unweighed else f"supplement, {entry_.amount:g} {entry_.unit}"
            line = Line(entry=entry, match=_SUPPLEMENT, how=how, supplement=taken.supplement)
            return line, _problem(entry, taken.unweighed) if taken.unweighed else None
        match = self._match(entry_.food)
        if match.food is None:
            grams = amounts.mass(entry_.amount, entry_.unit)
            return Line(entry=entry, match=match, grams=grams), _no_such_food(entry, match)
        return self._weighed(entry, entry_, match, match.food)

    def named(self, entry: Entry) -> str:
        """The name that an entry is matched by: its text without an amount; empty for a supplement."""
        split = self._with_amount(entry)
        return "" if supplements.read(split.food, split.amount, split.unit) else split.food

    def unread(self, entry: Entry) -> Line:
        """A line that was eaten but could not be read: how much is unknown, and what unless its name leaves no doubt.

        Vitamin D of an unreadable amount is no ordinary food: it may hold any amount.
        """
        taken = supplements.read(entry.food, None, entry.unit)
        if taken is not None:
            return Line(entry=entry, match=_SUPPLEMENT, how="supplement", supplement=taken.supplement)
        match = self._match(entry.food)
        return Line(entry=entry, match=match if match.confidence in _CERTAIN else _NO_MATCH)

    def _match(self, name: str) -> Match:
        key = words.key(name)
        if key in self._mapping:
            return Match(food=self._mapping[key], confidence=Confidence.MAPPED)
        spaced = " ".join(name.casefold().split())
        if spaced not in self._matches:
            self._matches[spaced] = names.match(self._table, name)
        return self._matches[spaced]

    def _portions_of(self, food: Food) -> list[Portion]:
        if food.food_id not in self._portions:
            self._portions[food.food_id] = self._table.portions(food)
        return self._portions[food.food_id]

    def _weighed(self, entry: Entry, split: Entry, match: Match, food: Food) -> tuple[Line, Problem | None]:
        weighed = amounts.weigh(food, self._portions_of(food), split.amount, split.unit, said=split.food)
        if isinstance(weighed, amounts.Unweighed):
            return Line(entry=entry, match=match), _problem(entry, weighed)
        line = Line(entry=entry, match=match, grams=weighed.grams, how=weighed.how, assumed=weighed.assumed)
        return line, _odd_amount(line, weighed.grams)

    def _with_amount(self, entry: Entry) -> Entry:
        """The entry with an amount that its food text carries ("2 eggs", "150 g natto"), if it has none of its own."""
        if entry.amount is not None or entry.unit:
            return entry
        phrase = phrases.split(entry.food)
        return (
            entry if phrase is None or names.is_named(self._table, entry.food) else entry._replace(**phrase._asdict())
        )


def _problem(entry: Entry, why: amounts.Unweighed) -> Problem:
    return Problem(file=entry.file, line=entry.line, code=why.code, message=why.message, hint=why.hint)


def _no_such_food(entry: Entry, match: Match) -> Problem:
    near = "; ".join(match.runners_up)
    return Problem(
        file=entry.file,
        line=entry.line,
        code="no-such-food",
        message=f"no food is like '{entry.food[:60]}'",
        hint=f"did you mean {near}?" if near else "other words may: bonecheck foods search TEXT",
    )


def _odd_amount(line: Line, grams: float) -> Problem | None:
    if 0 < grams <= _MUCH_GRAMS:
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
