"""Build data/foods.csv, data/portions.csv and data/group_limits.csv from the published USDA tables.

    python tools/build_foods.py [--shared ../shared] [--out data]

A second run changes nothing. What is left out is counted on standard output. data/README.md describes the columns.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from foods import fndds, foundation, k2, limits, sr28
from foods.groups import Groups
from foods.model import DEFAULT_MEASURE, FOOD_COLUMNS, NUTRIENTS, PORTION_COLUMNS, Food, Portion
from foods.tables import canonical, write_rows

TOOLS = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the tables in the shared folder and write ours to the output folder."""
    parser = argparse.ArgumentParser(description="Build the food table from the published USDA tables.")
    parser.add_argument("--shared", type=Path, default=TOOLS.parent.parent / "shared", help="holds data/")
    parser.add_argument("--out", type=Path, default=TOOLS.parent / "data", help="where the tables go")
    options = parser.parse_args(arguments)
    build(options.shared / "data", options.out)


def build(data: Path, out: Path) -> None:
    """Write the three tables and print what is in them and what was left out."""
    dropped: Counter[str] = Counter()
    foods = read_foods(data, dropped)
    portions = read_portions(data, foods, dropped)
    write_foods(out / "foods.csv", foods)
    write_portions(out / "portions.csv", portions)
    write_limits(out / "group_limits.csv", foods, portions)
    print_counts(foods, portions, dropped)


def read_foods(data: Path, dropped: Counter[str]) -> list[Food]:
    """The foods of all sources, with group and vitamin K2, sorted by id."""
    groups = Groups(TOOLS)
    survey, reference = fndds.read_foods(data), sr28.read_foods(data)
    names = [food.name for food in (*survey, *reference)]
    newer = foundation.read_foods(data, names, dropped)
    # Those without a value still tell survey recipes that an oil is a plant food.
    empty = {food.food_id for food in newer if not food.values}
    dropped["Foundation food without a value of our nutrients"] += len(empty)
    foods = [food for food in with_k2(data, survey, [*reference, *newer]) if food.food_id not in empty]
    return sorted(map(groups.assign, foods), key=lambda food: food.food_id)


def with_k2(data: Path, survey: list[Food], ingredients: list[Food]) -> list[Food]:
    """The same foods with vitamin K2: of SR28 and Foundation foods first, then of what the survey makes of them."""
    rules, published = k2.PlantRules(TOOLS), read_mk4(data)
    mk4 = k2.trusted_mk4(ingredients, published, k2.read_distrusted(TOOLS))
    plants = k2.plant_foods(ingredients, rules, published)
    recipes = k2.SurveyRecipes(fndds.read_recipes(data), ingredients, plants)
    plants |= recipes.plant_foods(survey, rules)
    mk4 |= recipes.same_values(survey, mk4)
    return [k2.assign(food, mk4, plants) for food in (*survey, *ingredients)]


def read_mk4(data: Path) -> dict[str, tuple[Decimal, str]]:
    """Published menaquinone-4 in µg per 100 g with its derivation code, by food id; Foundation Foods are analysed."""
    old = {f"sr28:{code}": value for code, value in sr28.read_menaquinone_4(data).items()}
    new = {f"fdc:{code}": (amount, "A") for code, amount in foundation.read_menaquinone_4(data).items()}
    return old | new


def read_portions(data: Path, foods: Sequence[Food], dropped: Counter[str]) -> list[Portion]:
    """The portions of these foods, sorted by id and in the source's order within a food, each measure once."""
    newer = [food for food in foods if food.source == "fdc"]
    portions = [
        *fndds.read_portions(data, dropped),
        *sr28.read_portions(data),
        *foundation.read_portions(data, newer, dropped),
    ]
    ids = {food.food_id for food in foods}
    kept = [portion for portion in portions if portion.food_id in ids]
    dropped["Portion of a food without nutrient values"] += len(portions) - len(kept)
    once: dict[tuple[str, str], Portion] = {}
    for portion in kept:
        once.setdefault((portion.food_id, portion.measure), portion)
    dropped["Portion whose food and measure stand before"] += len(kept) - len(once)
    return sorted(once.values(), key=lambda portion: portion.food_id)


def write_foods(path: Path, foods: Iterable[Food]) -> None:
    """Write foods.csv."""
    write_rows(path, FOOD_COLUMNS, (food_row(food) for food in foods))


def food_row(food: Food) -> list[str]:
    """The cells of one food, in the order of FOOD_COLUMNS."""
    values = [canonical(food.values.get(column)) for column in ("energy_kcal", *NUTRIENTS)]
    names = [food.food_id, food.name, "; ".join(food.aliases), food.group]
    return [*names, *values, food.k2_basis, str(food.popularity)]


def write_portions(path: Path, portions: Iterable[Portion]) -> None:
    """Write portions.csv."""
    rows = ([portion.food_id, portion.measure, canonical(portion.grams)] for portion in portions)
    write_rows(path, PORTION_COLUMNS, rows)


def write_limits(path: Path, foods: Sequence[Food], portions: Iterable[Portion]) -> None:
    """Write group_limits.csv."""
    grams = {portion.food_id: portion.grams for portion in portions if portion.measure == DEFAULT_MEASURE}
    write_rows(path, limits.LIMIT_COLUMNS, (limit_row(limit) for limit in limits.limits(foods, grams)))


def limit_row(limit: limits.Limit) -> list[str]:
    """The cells of one limit, in the order of LIMIT_COLUMNS."""
    counts = [str(limit.foods), str(limit.known)]
    return [limit.group, limit.nutrient, canonical(limit.limit), limit.per, *counts]


def print_counts(foods: Sequence[Food], portions: Sequence[Portion], dropped: Counter[str]) -> None:
    """Print how many rows came from each source, how many values are known, and what was left out and why."""
    print(f"foods {len(foods)}, portions {len(portions)}")
    known = Counter(column for food in foods for column in food.values)
    print_counter("foods by source", Counter(food.source for food in foods))
    print_counter("foods with a value", known)
    print_counter("basis of vitamin K2", Counter(f"{food.source} {food.k2_basis or 'unknown'}" for food in foods))
    print_counter("left out", dropped)


def print_counter(heading: str, counter: Counter[str]) -> None:
    """Print a heading and a line per count."""
    print(f"\n{heading}")
    for text, count in sorted(counter.items()):
        print(f"  {count:6} {text}")


if __name__ == "__main__":
    main()
