"""A user's recipes: the sum of the ingredients, per 100 g of the finished dish.

A nutrient that is unknown in an ingredient is unknown in the dish, and held to what that ingredient can give at most
beside what the others do give. Cooking takes nothing away; a ``yield`` says how much the finished dish weighs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bonecheck.errors import Problem
from bonecheck.foods.own import GROUP, OwnFoods
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Food, Line, Match, Portion
from bonecheck.nutrients import KEYS
from bonecheck.own import OwnFile, OwnRecipe
from bonecheck.parse import words

# A dish weighs between this share and this many times of what went in: water boils off, and rice takes it up.
_LEAST_YIELD: Final = 0.2
_MOST_YIELD: Final = 5.0
_NO_MATCH: Final = Match(food=None, confidence=Confidence.NONE)


def add(own: OwnFoods, files: Sequence[OwnFile], table: FoodTable) -> None:
    """Take the recipes of some files in among the own foods, each after those that it is made with."""
    recipes = [recipe for file in files for recipe in file.recipes]
    _Kitchen(own, recipes, table).cook()


class _Kitchen:
    """Makes recipes of recipes in the order that they need one another."""

    def __init__(self, own: OwnFoods, recipes: Sequence[OwnRecipe], table: FoodTable) -> None:
        self.own = own
        self.table = table
        self.recipes = recipes
        self.by_key = {words.key(name): each for each in reversed(recipes) for name in (each.name, *each.aliases)}
        self.started: list[OwnRecipe] = []

    def cook(self) -> None:
        for recipe in self.recipes:
            if recipe not in self.started:
                self._cook(recipe)

    def _cook(self, recipe: OwnRecipe) -> None:
        self.started.append(recipe)
        circles = [self._circle(recipe, entry) for entry in recipe.ingredients]
        # A new resolver each time: one remembers what it matched before a recipe was there.
        resolver = Resolver(self.table, own=self.own)
        resolved = [
            each
            for entry, circle in zip(recipe.ingredients, circles, strict=True)
            for each in ([(Line(entry=entry, match=_NO_MATCH), circle)] if circle else resolver.resolve(entry))
        ]
        lines = [line for line, _ in resolved]
        used = dict.fromkeys(line.match.food.food_id for line in lines if line.match.food)
        about = (
            *recipe.problems,
            *(problem for _, problem in resolved if problem),
            *_taken_for_granted(lines),
            *_odd_weight(recipe, lines),
            *self.own.about(used),
        )
        food = _dish(recipe, lines, self.own.free_id(recipe.name), self.table)
        self.own.add(food, _portions(recipe, _weight(recipe, lines)), about, recipe.line)

    def _circle(self, recipe: OwnRecipe, entry: Entry) -> Problem | None:
        """Make a recipe that an ingredient names first; a Problem for one that is being made already."""
        keys = [words.key(name) for name in (*Resolver(self.table, own=self.own).named(entry), entry.food)]
        key = next((each for each in keys if each in self.by_key), "")
        other = self.by_key.get(key)
        if other is None or self.own.by_key(key) is not None:
            return None
        if other not in self.started:
            self._cook(other)
            return None
        message = f"{recipe.name[:60]} is made with '{entry.food[:60]}', which is made with it"
        return Problem(entry.file, entry.line, "recipe-circle", message, "take one of them out of the other")


def _dish(recipe: OwnRecipe, lines: Sequence[Line], food_id: str, table: FoodTable) -> Food:
    """The food that a recipe makes, per 100 g. One whose weight is unknown keeps its name and knows nothing."""
    weight = _weight(recipe, lines)
    per_100g = {key: _per_100g([line.gives(key) for line in lines], weight) for key in KEYS}
    energies = [line.energy_kcal for line in lines]
    return Food(
        food_id=food_id,
        name=recipe.name,
        group=GROUP,
        energy_kcal=_per_100g(energies, weight),
        per_100g=per_100g,
        aliases=recipe.aliases,
        k2_basis="recipe",
        ranges=_ranges(lines, per_100g, weight),
        source=f"{recipe.file}:{recipe.line}",
        limits={key: _limit(lines, key, weight, table) for key, value in per_100g.items() if value is None},
    )


def _weight(recipe: OwnRecipe, lines: Sequence[Line]) -> float | None:
    """Grams of the finished dish: its yield, else what went in, if all of that is known."""
    if recipe.yield_grams is not None:
        return recipe.yield_grams
    grams = [line.grams for line in lines]
    return sum(each for each in grams if each is not None) or None if None not in grams else None


def _odd_weight(recipe: OwnRecipe, lines: Sequence[Line]) -> list[Problem]:
    place = recipe.file, recipe.line
    if not recipe.ingredients:
        return [Problem(*place, "no-ingredients", f"{recipe.name[:60]} has no ingredients", "add a row for each")]
    if _weight(recipe, lines) is None:
        message = f"{recipe.name[:60]}: the weight of the dish is unknown, as that of an ingredient is"
        return [Problem(*place, "unknown-weight", message, "give that ingredient in grams, or the recipe a yield")]
    whole = sum(line.grams or 0.0 for line in lines)
    if recipe.yield_grams and whole and not _LEAST_YIELD <= recipe.yield_grams / whole <= _MOST_YIELD:
        message = f"{recipe.name[:60]}: {whole:.0f} g of ingredients are to make {recipe.yield_grams:.0f} g"
        return [Problem(*place, "implausible-value", message, "look at the yield and at the amounts", "assumed")]
    return []


def _per_100g(amounts: Sequence[float | None], weight: float | None) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return 100 * sum(known) / weight if weight and len(known) == len(amounts) > 0 else None


def _ranges(
    lines: Sequence[Line], per_100g: Mapping[str, float | None], weight: float | None
) -> dict[str, tuple[float, float]]:
    """The ranges of a dish, for the nutrients of which an ingredient has one."""
    found = {}
    for key, value in per_100g.items():
        if value is None or not weight or not any(line.match.food and key in line.match.food.ranges for line in lines):
            continue
        ends = [_range(line, key) for line in lines]
        low, high = (100 * sum(each) / weight for each in zip(*ends, strict=True))
        found[key] = (low, high)
    return found


def _range(line: Line, key: str) -> tuple[float, float]:
    food, value = line.match.food, line.gives(key) or 0.0
    if food is None or key not in food.ranges or line.grams is None:
        return value, value
    low, high = food.ranges[key]
    return low * line.grams / 100, high * line.grams / 100


def _limit(lines: Sequence[Line], key: str, weight: float | None, table: FoodTable) -> float | None:
    """The most that 100 g of a dish can have: what its ingredients give, and the most that the unknown ones may."""
    if not weight or not lines:
        return None
    most = [_at_most(line, key, table) for line in lines]
    known = [each for each in most if each is not None]
    return 100 * sum(known) / weight if len(known) == len(most) else None


def _at_most(line: Line, key: str, table: FoodTable) -> float | None:
    amount = line.gives(key)
    if amount is not None:
        return _range(line, key)[1]
    limit = table.limit_of(line.match.food, key)
    return None if limit is None or line.grams is None or line.supplement else limit * line.grams / 100


def _portions(recipe: OwnRecipe, weight: float | None) -> list[Portion]:
    if not weight or not recipe.servings:
        return []
    each = weight / recipe.servings
    return [Portion("serving", each), Portion("default", each)]


def _taken_for_granted(lines: Sequence[Line]) -> list[Problem]:
    """What was guessed of the ingredients: which food a name is, and how much of it went in."""
    return [
        Problem(
            file=line.entry.file,
            line=line.entry.line,
            code="assumed-ingredient",
            message=f"'{line.entry.food[:60]}' is taken to be {line.match.food.name}"
            + (f", {line.grams:.0f} g ({line.how})" if line.assumed and line.grams is not None else ""),
            hint="write the name of the food as bonecheck foods search lists it, and grams",
            severity="assumed",
        )
        for line in lines
        if line.match.food is not None and (line.assumed or line.match.confidence is Confidence.GUESS)
    ]
