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
    """One line of a survey recipe; `as_is` says that neither retention nor a moisture change is applied."""

    code: str
    name: str
    as_is: bool


Recipes = dict[str, list[Ingredient]]


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
    """The ingredients of every food code; a code is an SR28, Foundation or FNDDS number as the survey writes it."""
    recipes: Recipes = defaultdict(list)
    for row in read_rows(data / FOLDER / "ingredients.csv"):
        as_is = not number(row["Retention code"]) and not number(row["Moisture change (%)"])
        name = cleaned(row["Ingredient description"])
        recipes[row["Food code"]].append(Ingredient(code=row["Ingredient code"], name=name, as_is=as_is))
    return recipes
