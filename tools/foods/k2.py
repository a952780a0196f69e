"""Vitamin K2: menaquinone-4 of animal foods, none in unfermented plant foods, unknown for all else.

Phylloquinone (vitamin K1) is never used.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from foods.fndds import Ingredient, Recipes
from foods.model import Food
from foods.tables import normalised, read_rows

K2 = "vitamin_k2_ug"
# Dairy and eggs, poultry, sausages, pork, beef, lamb and game: SR28 food groups.
ANIMAL_GROUPS = frozenset({"0100", "0500", "0700", "1000", "1300", "1700"})
# Bacteria put menaquinones 7 to 10 in these, so that menaquinone-4 alone would pass for the whole.
CHEESE_OR_FERMENTED = re.compile(
    r"cheese|queso|neufchatel|cottage|sour|yogurt|kefir|buttermilk|cultured|ferment", re.IGNORECASE
)
# Analysed, adjusted from another form of the same food, or added up from its analysed parts. Recipe and formulation
# codes (RA, RP, RPA, FL.) and PIK count an ingredient without a value as 0.
USABLE_DERIVATIONS = frozenset({"A", "BFSN", "BFPN", "PAK"})
NUTRIENT_ONLY_INGREDIENTS = range(999_000, 1_000_000)


class PlantRules:
    """The reviewed list `k2_plant_rules.csv`, which says what counts as an unfermented plant food.

    A name fits when, after phrases under `ignore` are taken out of it ("peanut butter"), a `plant` pattern of its
    food group matches and no `not` pattern of its group or of `*` does. Survey foods, whose
    ingredients decide, are only held back: by the `not` patterns of `fndds` and of `fndds:` with the first digit of
    the WWEIA category.
    """

    def __init__(self, tools: Path) -> None:
        self._rules: dict[tuple[str, str], list[re.Pattern[str]]] = {}
        for row in read_rows(tools / "k2_plant_rules.csv"):
            key = (row["key"], row["verdict"])
            self._rules.setdefault(key, []).append(re.compile(row["pattern"], re.IGNORECASE))

    def fits(self, food: Food) -> bool:
        """Whether an SR28 or Foundation food is a plant food that is not fermented."""
        return self._found(food.category, "plant", food.name) and not self._doubtful(food.name, food.category)

    def doubtful_survey_food(self, food: Food) -> bool:
        """Whether a survey food may be something else than its recipe says."""
        return self._doubtful(food.name, "fndds") or self._doubtful(food.name, f"fndds:{food.category[0]}")

    def _doubtful(self, name: str, key: str) -> bool:
        for pattern in self._rules.get(("*", "ignore"), []):
            name = pattern.sub(" ", name)
        return self._found("*", "not", name) or self._found(key, "not", name)

    def _found(self, group: str, verdict: str, name: str) -> bool:
        return any(pattern.search(name) for pattern in self._rules.get((group, verdict), []))


def read_distrusted(tools: Path) -> frozenset[str]:
    """Food ids whose published menaquinone-4 was computed from gaps (`k2_distrusted.csv` gives each reason)."""
    return frozenset(row["food_id"] for row in read_rows(tools / "k2_distrusted.csv"))


def trusted_mk4(
    foods: Iterable[Food], published: dict[str, tuple[Decimal, str]], distrusted: frozenset[str]
) -> dict[str, Decimal]:
    """Menaquinone-4 in µg per 100 g of animal foods whose value stands, by food id."""
    return {
        food.food_id: published[food.food_id][0]
        for food in foods
        if food.food_id in published
        and published[food.food_id][1] in USABLE_DERIVATIONS
        and food.food_id not in distrusted
        and food.category in ANIMAL_GROUPS
        and not CHEESE_OR_FERMENTED.search(food.name)
    }


def plant_foods(foods: Iterable[Food], rules: PlantRules, published: dict[str, tuple[Decimal, str]]) -> frozenset[str]:
    """The ids of unfermented plant foods; one in which menaquinone-4 was found after all is not among them."""
    found = {food_id for food_id, (value, _) in published.items() if value}
    return frozenset(food.food_id for food in foods if rules.fits(food) and food.food_id not in found)


def assign(food: Food, mk4: dict[str, Decimal], plants: frozenset[str]) -> Food:
    """The food with its vitamin K2 and the basis of it; without either where nothing is known."""
    if food.food_id in mk4:
        return replace(food, values={**food.values, K2: mk4[food.food_id]}, k2_basis="mk4")
    if food.food_id in plants:
        return replace(food, values={**food.values, K2: Decimal(0)}, k2_basis="none")
    return food


class SurveyRecipes:
    """What follows for a survey food from its ingredients, down to SR28 and Foundation foods."""

    def __init__(self, recipes: Recipes, ingredients: Iterable[Food], plants: frozenset[str]) -> None:
        self._recipes = recipes
        self._plants = plants
        self._ids = {normalised(food.name): food.food_id for food in ingredients}
        self._codes = {food.code: food.food_id for food in ingredients}

    def plant_foods(self, survey: Iterable[Food], rules: PlantRules) -> frozenset[str]:
        """The ids of survey foods made of unfermented plant foods alone and not named as anything else."""
        return frozenset(
            food.food_id for food in survey if self._is_plant(food.code) and not rules.doubtful_survey_food(food)
        )

    def same_values(self, survey: Iterable[Food], mk4: dict[str, Decimal]) -> dict[str, Decimal]:
        """Menaquinone-4 in µg per 100 g of survey foods that are one ingredient, unchanged, by food id."""
        same = {food.food_id: self._same_food(food.code) for food in survey}
        return {food_id: mk4[original] for food_id, original in same.items() if original in mk4}

    def _is_plant(self, code: str) -> bool:
        return code in self._recipes and all(self._ingredient_is_plant(part) for part in self._recipes[code])

    def _ingredient_is_plant(self, part: Ingredient) -> bool:
        if part.code in self._recipes:
            return self._is_plant(part.code)
        return int(part.code) in NUTRIENT_ONLY_INGREDIENTS or self._food_id(part) in self._plants

    def _same_food(self, code: str) -> str:
        parts = self._recipes.get(code, [])
        return self._food_id(parts[0]) if len(parts) == 1 and parts[0].as_is else ""

    def _food_id(self, part: Ingredient) -> str:
        # The survey puts Foundation Foods under the number of an SR28 food that is not quite the same, under their name.
        return self._ids.get(normalised(part.name)) or self._codes.get(part.code.zfill(5), "")
