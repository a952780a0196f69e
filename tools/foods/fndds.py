"""USDA FNDDS 2021-2023: foods as people report them, with survey portions."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from foods.model import DEFAULT_MEASURE, Food, Portion
from foods.tables import Row, cleaned, distinct, number, read_rows

FOLDER = "usda_fndds_2021_2023"
COLUMNS = {
    "energy_kcal": "Energy (kcal)",
    "protein_g": "Protein (g)",
    "calcium_mg": "Calcium (mg)",
    "magnesium_mg": "Magnesium (mg)",
    "potassium_mg": "Potassium (mg)",
    "zinc_mg": "Zinc (mg)",
    "vitamin_d_ug": "Vitamin D (D2 + D3) (mcg)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredient:
    """One line of a survey recipe: an SR28, Foundation or FNDDS number as the survey writes it, and its weight."""

    code: str
    name: str
    grams: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A survey food's ingredients, and how many percent of their weight cooking adds (water taken up) or takes."""

    parts: tuple[Ingredient, ...]
    moisture_change: Decimal


Recipes = dict[str, Recipe]


def read_foods(data: Path) -> list[Food]:
    """All foods that have nutrient values, with additional descriptions as aliases and how often they were eaten."""
    folder = data / FOLDER
    aliases = _aliases(read_rows(folder / "foods_and_beverages.csv"))
    eaten = read_rows(folder / "times_eaten_nhanes_2007_2012.csv")
    popularity = {row["food_code"]: int(row["times_eaten"]) for row in eaten}
    return [_food(row, aliases, popularity) for row in read_rows(folder / "nutrient_values.csv")]


def _aliases(rows: Iterable[Row]) -> dict[str, list[str]]:
    return {row["Food code"]: row["Additional food description"].split(";") for row in rows}


def _food(row: Row, aliases: dict[str, list[str]], popularity: dict[str, int]) -> Food:
    code = row["Food code"]
    return Food(
        food_id=f"fndds:{code}",
        name=cleaned(row["Main food description"]),
        aliases=distinct(aliases.get(code, [])),
        category=row["WWEIA Category number"],
        values=_values(row),
        popularity=popularity.get(code, 0),
    )


def _values(row: Row) -> dict[str, Decimal]:
    found = {column: number(row[heading]) for column, heading in COLUMNS.items()}
    return {column: value for column, value in found.items() if value is not None}


def read_portions(data: Path, dropped: Counter[str]) -> list[Portion]:
    """Survey portions in grams in the survey's order; "Quantity not specified" is the default portion."""
    portions = []
    for row in read_rows(data / FOLDER / "portions_and_weights.csv"):
        grams = number(row["Portion weight (g)"])
        if grams:
            portions.append(Portion(food_id=f"fndds:{row['Food code']}", measure=_measure(row), grams=grams))
        else:
            dropped["FNDDS portion without a weight"] += 1
    return portions


def _measure(row: Row) -> str:
    text = cleaned(row["Portion description"])
    return DEFAULT_MEASURE if text == "Quantity not specified" else text


def read_recipes(data: Path) -> Recipes:
    """The recipe of every food code. All lines of a recipe give the same moisture change: it is that of the whole."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(data / FOLDER / "ingredients.csv"):
        lines[row["Food code"]].append(row)
    return {code: _recipe(rows) for code, rows in lines.items()}


def _recipe(rows: list[Row]) -> Recipe:
    change = number(rows[0]["Moisture change (%)"]) or Decimal(0)
    return Recipe(parts=tuple(map(_ingredient, rows)), moisture_change=change)


def _ingredient(row: Row) -> Ingredient:
    grams = number(row["Ingredient weight (g)"]) or Decimal(0)
    return Ingredient(code=row["Ingredient code"], name=cleaned(row["Ingredient description"]), grams=grams)


def read_eaten(data: Path) -> dict[str, Decimal]:
    """Grams of each food that NHANES 2007-2012 reported: times eaten × median grams, by food id."""
    rows = read_rows(data / FOLDER / "times_eaten_nhanes_2007_2012.csv")
    median = {row["food_code"]: number(row["median_grams_eaten"]) or Decimal(0) for row in rows}
    return {f"fndds:{row['food_code']}": int(row["times_eaten"]) * median[row["food_code"]] for row in rows}
