"""Vitamin K2: which foods have a cited figure, a usable menaquinone-4, or none because they are unfermented plants.

Phylloquinone (vitamin K1) is never used. What survey foods have by their recipes is in `foods.k2_recipes`.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from foods.model import Evidence, Food
from foods.tables import Row, read_rows

# Dairy and eggs, poultry, sausages, pork, beef, lamb and game: SR28 food groups.
ANIMAL_GROUPS = frozenset({"0100", "0500", "0700", "1000", "1300", "1700"})
# Baby food, sauces, fish, baked foods, sweets, fast food, dishes, snacks, native and restaurant foods.
OTHER_GROUPS = frozenset({"0300", "0600", "1500", "1800", "1900", "2100", "2200", "2500", "3500", "3600"})
# Bacteria put menaquinones 7 to 10 in these, so that menaquinone-4 alone would pass for the whole.
CHEESE_OR_FERMENTED = re.compile(
    r"chees|queso|neufchatel|cottage|sour (cream|half|dressing)|, sour|yogurt|kefir|buttermilk|cultured|ferment"
    r"|pizza|lasagna|ravioli|mozzarella|macaroni|pupusa|pockets|pesto|alfredo|nacho|ranch|arepa|plantain",
    re.IGNORECASE,
)
# Analysed, adjusted from another form of the same food, or added up from its analysed parts. Recipe and formulation
# codes (RA, RP, RPA, FL.) and PIK count an ingredient without a value as 0.
USABLE_DERIVATIONS = frozenset({"A", "BFSN", "BFPN", "PAK"})
MK4_CITATIONS = {
    "sr28": "USDA SR28 (2015), menaquinone-4",
    "fdc": "USDA Foundation Foods (2025), menaquinone-4",
}

Published = Mapping[str, tuple[Decimal, str]]


class PlantRules:
    """The reviewed list `k2_plant_rules.csv`, which says what counts as an unfermented plant food.

    A name fits when, after phrases under `ignore` are taken out of it ("peanut butter"), a `plant` pattern of its
    food group matches and no `not` pattern of its group or of `*` does. Survey foods, whose
    ingredients decide, are only held back: by the `not` patterns of `fndds` and of `fndds:` with the first digit of
    the WWEIA category. Where the recipe does not tell at all, an `unknown` pattern of `fndds` matches.
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

    def unknown_survey_food(self, food: Food) -> bool:
        """Whether the recipe of a survey food leaves out that it is fermented."""
        return self._found("fndds", "unknown", food.name)

    def _doubtful(self, name: str, key: str) -> bool:
        for pattern in self._rules.get(("*", "ignore"), []):
            name = pattern.sub(" ", name)
        return self._found("*", "not", name) or self._found(key, "not", name)

    def _found(self, group: str, verdict: str, name: str) -> bool:
        return any(pattern.search(name) for pattern in self._rules.get((group, verdict), []))


def read_figures(tools: Path) -> dict[str, Evidence]:
    """The cited figures of `k2_figures.csv` in µg per 100 g, by their names."""
    return {row["figure"]: _figure(row) for row in read_rows(tools / "k2_figures.csv")}


def _figure(row: Row) -> Evidence:
    value, low, high = (Decimal(row[column]) for column in ("value", "low", "high"))
    return Evidence(value=value, low=low, high=high, basis=row["basis"], citation=row["citation"], note=row["note"])


def cited(foods: Iterable[Food], tools: Path, *, estimates: bool = True) -> dict[str, Evidence]:
    """The figures of the foods in the reviewed list `k2_foods.csv`, by food id, with or without the estimates.

    The list carries the names it was reviewed with: one that has changed is an error, so that a new edition
    cannot give a figure to another food.
    """
    figures, names = read_figures(tools), {food.food_id: food.name for food in foods}
    rows = read_rows(tools / "k2_foods.csv")
    changed = [row["food_id"] for row in rows if names.get(row["food_id"]) != row["name"]]
    if changed:
        raise ValueError(f"k2_foods.csv names foods that the tables do not have: {', '.join(changed)}")
    found = {row["food_id"]: figures[row["figure"]] for row in rows}
    return {food_id: figure for food_id, figure in found.items() if estimates or figure.basis != "estimate"}


def read_distrusted(tools: Path) -> frozenset[str]:
    """Food ids whose published menaquinone-4 was computed from gaps (`k2_distrusted.csv` gives each reason)."""
    return frozenset(row["food_id"] for row in read_rows(tools / "k2_distrusted.csv"))


def trusted_mk4(foods: Iterable[Food], published: Published, distrusted: frozenset[str]) -> dict[str, Evidence]:
    """Menaquinone-4 of foods in which longer forms are negligible and whose value stands, by food id."""
    return {
        food.food_id: _menaquinone_4(food, published[food.food_id][0])
        for food in foods
        if food.food_id in published and food.food_id not in distrusted and _usable(food, published[food.food_id][1])
    }


def _usable(food: Food, derivation: str) -> bool:
    if CHEESE_OR_FERMENTED.search(food.name):
        return False
    if food.category in ANIMAL_GROUPS:
        return derivation in USABLE_DERIVATIONS
    return food.category in OTHER_GROUPS and derivation == "A"


def _menaquinone_4(food: Food, value: Decimal) -> Evidence:
    note = "Menaquinone-4 alone; longer forms are negligible here"
    citation = MK4_CITATIONS[food.source]
    return Evidence(value=value, low=value, high=value, basis="mk4", citation=citation, note=note)


def plant_foods(foods: Iterable[Food], rules: PlantRules, published: Published) -> frozenset[str]:
    """The ids of unfermented plant foods; one in which menaquinone-4 was found after all is not among them."""
    found = {food_id for food_id, (value, _) in published.items() if value}
    return frozenset(food.food_id for food in foods if rules.fits(food) and food.food_id not in found)
