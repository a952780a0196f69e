"""USDA National Nutrient Database for Standard Reference, release 28."""

import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from foods.model import Food, Portion
from foods.tables import Row, cleaned, distinct, read_rows

FOLDER = "usda_sr28"
COLUMNS = {
    "energy_kcal": "208",
    "protein_g": "203",
    "calcium_mg": "301",
    "magnesium_mg": "304",
    "potassium_mg": "306",
    "zinc_mg": "309",
}
VITAMIN_D_UG, VITAMIN_D_IU, MENAQUINONE_4 = "328", "324", "428"
IU_PER_UG_VITAMIN_D = 40
NOT_A_NAME = re.compile(r"USDA commodity|NFSMI Recipe|commodity (food|code)|^[A-Z]\d{3}$|URMIS #", re.IGNORECASE)
SERVING = re.compile(r"[\s,(]*(approximate weight, |mean )?\b(\d+ ?)?(NLEA )?serving\b.*$", re.IGNORECASE)
MEASURED_UNIT = re.compile(r"^(cup|cups|tbsp|tablespoon|tsp|oz|fl oz)\b", re.IGNORECASE)
SAME_IN_ANOTHER_UNIT = re.compile(r" ?\(\s*[\d/.]+ (fl oz|oz|cup|tbsp)\s*\)")

Values = dict[str, Row]


def read_foods(data: Path) -> list[Food]:
    """All foods; a nutrient that the release does not give is left out, an assumed zero (derivation Z) is a value."""
    values = _by_food(data)
    return [_food(row, values[row["NDB_No"]]) for row in read_rows(data / FOLDER / "food.csv")]


def read_menaquinone_4(data: Path) -> dict[str, tuple[Decimal, str]]:
    """Menaquinone-4 in µg per 100 g with its derivation code, by food number."""
    rows = {code: values.get(MENAQUINONE_4) for code, values in _by_food(data).items()}
    return {code: (Decimal(row["Nutr_Val"]), row["Deriv_Cd"]) for code, row in rows.items() if row}


def _by_food(data: Path) -> dict[str, Values]:
    values: dict[str, Values] = defaultdict(dict)
    for row in read_rows(data / FOLDER / "nut_data_selected.csv"):
        values[row["NDB_No"]][row["Nutr_No"]] = row
    return values


def _food(row: Row, rows: Values) -> Food:
    numbers = {number_: Decimal(value["Nutr_Val"]) for number_, value in rows.items()}
    values = {column: numbers[number_] for column, number_ in COLUMNS.items() if number_ in numbers}
    vitamin_d = vitamin_d_ug(numbers.get(VITAMIN_D_UG), numbers.get(VITAMIN_D_IU))
    if vitamin_d is not None:
        values["vitamin_d_ug"] = vitamin_d
    return Food(
        food_id=f"sr28:{row['NDB_No']}",
        name=cleaned(row["Long_Desc"]),
        aliases=distinct(_common_names(row["ComName"])),
        category=row["FdGrp_Cd"],
        values=values,
    )


def _common_names(text: str) -> list[str]:
    names = (name.strip() for name in text.split(","))
    return [name for name in names if not NOT_A_NAME.search(name)]


def vitamin_d_ug(micrograms: Decimal | None, units: Decimal | None) -> Decimal | None:
    """Vitamin D in µg from the two forms that SR28 gives, with 1 µg = 40 IU (21 CFR 101.9).

    The release rounds µg to one decimal, so 1 IU reads 0.0 µg; the IU value is the better one there.
    """
    if units is not None and not micrograms:
        return units / IU_PER_UG_VITAMIN_D
    return micrograms


def read_portions(data: Path) -> list[Portion]:
    """Grams of one measure each: the release weighs `Amount` measures, which is often not 1."""
    return [portion for row in read_rows(data / FOLDER / "weight.csv") for portion in _portions(row)]


def _portions(row: Row) -> list[Portion]:
    food_id, text = f"sr28:{row['NDB_No']}", cleaned(row["Msre_Desc"])
    amount, grams = Decimal(row["Amount"]), Decimal(row["Gm_Wgt"])
    if amount == 1:
        return [Portion(food_id=food_id, measure=f"1 {text}", grams=grams)]
    one = Portion(food_id=food_id, measure=f"1 {one_measure(text)}", grams=grams / amount)
    serving = Portion(food_id=food_id, measure="1 serving", grams=grams)
    return [one, serving] if SERVING.search(text) else [one]


def one_measure(text: str) -> str:
    """The name of one measure out of the name of several: what describes the whole amount is taken off.

    "cup (1 NLEA serving)", weighed for 0.75 cup, is "cup"; "cup (4 fl oz)", weighed for half a cup, is "cup";
    "package (10 oz)" keeps its size.
    """
    text = SERVING.sub("", text) or text
    return SAME_IN_ANOTHER_UNIT.sub("", text) if MEASURED_UNIT.match(text) else text
