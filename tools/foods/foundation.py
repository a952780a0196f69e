"""USDA FoodData Central Foundation Foods, December 2025: foods that the other two tables do not have."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from foods.model import Food, Portion
from foods.tables import Row, cleaned, normalised, number, read_rows

FOLDER = "usda_foundation_2025_12"
COLUMNS = {
    "protein_g": "1003",
    "calcium_mg": "1087",
    "magnesium_mg": "1090",
    "potassium_mg": "1092",
    "zinc_mg": "1095",
    "vitamin_d_ug": "1114",
}
# One energy value comes first where it is published; of the two Atwater ones the food-specific factors are
# those that SR28 uses.
ENERGY = ("1008", "2048", "2047")
MENAQUINONE_4 = "1183"


def read_foods(data: Path, known: Iterable[str], dropped: Counter[str]) -> list[Food]:
    """The newest release of each description that is not among the `known` names; some have no value of ours."""
    folder, names = data / FOLDER, {normalised(name) for name in known}
    newest = _newest(read_rows(folder / "food.csv"), dropped)
    groups = {row["id"]: row["code"].zfill(4) for row in read_rows(folder / "food_category.csv")}
    values = _values(data)
    foods = [_food(row, groups, values[row["fdc_id"]]) for name, row in newest.items() if name not in names]
    dropped["Foundation food that FNDDS or SR28 has"] += len(newest) - len(foods)
    return foods


def _newest(rows: list[Row], dropped: Counter[str]) -> dict[str, Row]:
    ordered = sorted(rows, key=lambda row: (row["publication_date"], int(row["fdc_id"])))
    newest = {normalised(row["description"]): row for row in ordered}
    dropped["Foundation food superseded by a newer release"] += len(rows) - len(newest)
    return newest


def _values(data: Path) -> dict[str, dict[str, Decimal]]:
    values: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in read_rows(data / FOLDER / "food_nutrient.csv"):
        amount = number(row["amount"])
        if amount is not None:
            values[row["fdc_id"]][row["nutrient_id"]] = amount
    return values


def _food(row: Row, groups: dict[str, str], amounts: dict[str, Decimal]) -> Food:
    values = {column: amounts[number_] for column, number_ in COLUMNS.items() if number_ in amounts}
    energies = [amounts[number_] for number_ in ENERGY if number_ in amounts]
    if energies:
        values["energy_kcal"] = energies[0]
    return Food(
        food_id=f"fdc:{row['fdc_id']}",
        name=cleaned(row["description"]),
        category=groups[row["food_category_id"]],
        values=values,
    )


def read_menaquinone_4(data: Path) -> dict[str, Decimal]:
    """Menaquinone-4 in µg per 100 g, by FDC id."""
    values = _values(data)
    return {code: amounts[MENAQUINONE_4] for code, amounts in values.items() if MENAQUINONE_4 in amounts}


def read_portions(data: Path, foods: Iterable[Food], dropped: Counter[str]) -> list[Portion]:
    """Grams of one measure each, for these foods."""
    folder, ids = data / FOLDER, {food.code for food in foods}
    units = {row["id"]: row["name"] for row in read_rows(folder / "measure_unit.csv")}
    rows = read_rows(folder / "food_portion.csv")
    taken = [row for row in rows if row["fdc_id"] in ids]
    dropped["Foundation portion of a food that is not taken"] += len(rows) - len(taken)
    # "paired raw w" and "paired cooked w" weigh a laboratory sample before and after cooking.
    kept = [row for row in taken if not units[row["measure_unit_id"]].startswith("paired")]
    dropped["Foundation portion that is a laboratory sample"] += len(taken) - len(kept)
    return [_portion(row, units) for row in sorted(kept, key=lambda row: int(row["seq_num"]))]


def _portion(row: Row, units: dict[str, str]) -> Portion:
    words = (units[row["measure_unit_id"]], row["portion_description"], row["modifier"])
    measure = ", ".join(cleaned(word) for word in words if word.strip())
    grams = Decimal(row["gram_weight"]) / Decimal(row["amount"])
    return Portion(food_id=f"fdc:{row['fdc_id']}", measure=f"1 {measure}", grams=grams)
