"""A user's own foods as the resolver sees them: looked up by name before the table, with measures and limits of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bonecheck.errors import Problem, did_you_mean
from bonecheck.foods.table import ANY_GROUP, FoodTable
from bonecheck.model import SUPPLEMENTS, Food, Portion
from bonecheck.nutrients import BY_KEY, KEYS
from bonecheck.own import OwnFile, OwnFood
from bonecheck.parse import words

PREFIX: Final = "own:"
# The group of an own food that names none of the table's.
GROUP: Final = "own foods"
# rapidfuzz ratio (0-100) of two whole names from which one is taken for a misspelling of the other.
_ALIKE: Final = 88.0
_SHORTEST: Final = 5


class OwnFoods:
    """Own foods by name and id. Of two with one name the first counts.

    ``problems`` are those of no one food, ``not_counted`` the columns of nutrients that are not counted here.
    """

    def __init__(self) -> None:
        self._by_key: dict[str, Food] = {}
        self._by_id: dict[str, Food] = {}
        self._portions: dict[str, tuple[Portion, ...]] = {}
        self._about: dict[str, tuple[Problem, ...]] = {}
        self.problems: list[Problem] = []
        self.not_counted: tuple[str, ...] = ()

    def add(self, food: Food, portions: Sequence[Portion], about: Sequence[Problem], line: int) -> None:
        """Take a food in under its name and its aliases; ``about`` are the problems that concern it alone."""
        file = food.source.rpartition(":")[0]
        for number, name in enumerate((food.name, *food.aliases)):
            key = words.key(name)
            if not key:
                message = f"'{name[:60]}' has no letter or digit to find it by"
                self.problems.append(Problem(file, line, "no-food", message, "give the food a name in words"))
                if number == 0:
                    return
                continue
            if key not in self._by_key:
                self._by_key[key] = food
                continue
            other = self._by_key[key]
            if number == 0:
                message = f"'{name[:60]}' stands twice; the one of {other.source} counts"
                self.problems.append(Problem(file, line, "duplicate-name", message, "give each food a name of its own"))
                return
            if other.food_id != food.food_id:
                message = f"the alias '{name[:60]}' is a name of {other.source} too, which counts"
                hint = "drop the alias, or make it longer"
                self.problems.append(Problem(file, line, "duplicate-name", message, hint, "assumed"))
        self._by_id[food.food_id] = food
        self._portions[food.food_id] = tuple(portions)
        self._about[food.food_id] = tuple(about)

    def by_key(self, key: str) -> Food | None:
        """The own food of this name or alias (by `words.key`), or None."""
        return self._by_key.get(key)

    def by_id(self, food_id: str) -> Food | None:
        """The own food of an id such as ``own:oat-bar``, or None."""
        return self._by_id.get(food_id)

    def alike(self, key: str) -> Food | None:
        """The own food whose name is nearly this one, misspelled; None where there is none."""
        if len(key) < _SHORTEST or not self._by_key:
            return None
        from rapidfuzz import fuzz, process

        found = process.extractOne(key, list(self._by_key), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return self._by_key[found[0]] if found else None

    def portions(self, food: Food) -> list[Portion] | None:
        """The measures of an own food; None for any other."""
        own = self._portions.get(food.food_id)
        return None if own is None else list(own)

    def foods(self) -> tuple[Food, ...]:
        """All own foods, in the order of their files."""
        return tuple(self._by_id.values())

    def about(self, food_ids: Iterable[str]) -> tuple[Problem, ...]:
        """The problems of some foods."""
        return tuple(problem for food_id in food_ids for problem in self._about.get(food_id, ()))

    def told(self, food_ids: Iterable[str]) -> tuple[Problem, ...]:
        """The problems of no one food and those of some foods, each once, in the order of the files' lines."""
        found = dict.fromkeys((*self.problems, *self.about(food_ids)))
        return tuple(sorted(found, key=lambda problem: (problem.file, problem.line)))

    def free_id(self, name: str) -> str:
        """An id for a food of this name that no other has."""
        slug = "-".join(re.findall(r"[^\W_]+", words.plain(name))) or "food"
        taken = (f"{PREFIX}{slug}-{number}" for number in range(2, len(self._by_id) + 3))
        return next(each for each in (f"{PREFIX}{slug}", *taken) if each not in self._by_id)


def of_files(files: Sequence[OwnFile], table: FoodTable) -> OwnFoods:
    """The foods of some files; not their recipes, whose ingredients may be any food."""
    own = OwnFoods()
    highest = table.highest() if files else {}
    for file in files:
        own.problems += file.problems
        own.not_counted = tuple(dict.fromkeys((*own.not_counted, *file.not_counted)))
        for each in file.foods:
            group, unknown = _group(each, table)
            food = Food(
                food_id=own.free_id(each.name),
                name=each.name,
                group=group,
                energy_kcal=each.energy_kcal,
                per_100g=each.per_100g,
                aliases=each.aliases,
                source=f"{each.file}:{each.line}",
                limits=_limits(each.per_100g, group, table),
            )
            odd = _implausible(each, highest)
            if group == SUPPLEMENTS:
                food, odd = _with_nothing_else(food, each), []
            own.add(food, each.portions, (*each.problems, *unknown, *odd), each.line)
    return own


def _with_nothing_else(food: Food, told: OwnFood) -> Food:
    """A supplement, which has not what its label does not name; where a figure could not be read, that may be anything."""
    if any(each.severity == "lost" for each in told.problems):
        return food
    contents = {key: value or 0.0 for key, value in food.per_100g.items()}
    return food._replace(per_100g=contents, energy_kcal=food.energy_kcal or 0.0, limits={})


def _group(food: OwnFood, table: FoodTable) -> tuple[str, list[Problem]]:
    """The group that an own food says it is of, if it is one of the table's."""
    if not food.group:
        return GROUP, []
    groups = {*table.groups(), SUPPLEMENTS}
    group = food.group.removesuffix("s") if food.group.removesuffix("s") == SUPPLEMENTS else food.group
    if group in groups:
        return group, []
    message = f"no food group is called '{food.group[:40]}'"
    hint = f"{did_you_mean(food.group, sorted(groups))}; it says how much of an unknown nutrient the food may hold"
    return GROUP, [Problem(food.file, food.line, "unknown-group", message, hint, "assumed")]


def _limits(per_100g: Mapping[str, float | None], group: str, table: FoodTable) -> dict[str, float | None]:
    """The most that the unknown nutrients can be held to: that of the food's group, else of any food."""
    held_to = ANY_GROUP if group == GROUP else group
    return {key: table.limit(held_to, key) for key in KEYS if per_100g.get(key) is None}


def _implausible(food: OwnFood, highest: Mapping[str, float]) -> list[Problem]:
    """Figures above those of every food of the table: they count, and are asked about."""
    return [
        Problem(
            file=food.file,
            line=food.line,
            code="implausible-value",
            message=f"{food.name[:60]}: {BY_KEY[key].label} {value:g} {BY_KEY[key].unit} per 100 g is more than any "
            f"food of the table has ({highest[key]:g})",
            hint="look at the figure, its unit, and what it is per",
            severity="assumed",
        )
        for key, value in food.per_100g.items()
        if value is not None and value > highest[key]
    ]
