"""Build data/foods.csv, data/portions.csv and data/group_limits.csv from the published USDA tables.

    python tools/build_foods.py [--shared ../shared] [--out data]

A second run changes nothing. What is left out is counted on standard output. data/README.md describes the columns.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from foods import coverage, fndds, foundation, k2, k2_recipes, limits, sr28
from foods.groups import Groups
from foods.model import (
    DEFAULT_MEASURE,
    FOOD_COLUMNS,
    K2,
    NUTRIENTS,
    PORTION_COLUMNS,
    SOURCE_COLUMNS,
    Evidence,
    Food,
    Portion,
)
from foods.tables import canonical, write_rows

TOOLS = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the tables in the shared folder and write ours to the output folder."""
    parser = argparse.ArgumentParser(description="Build the food table from the published USDA tables.")
    parser.add_argument("--shared", type=Path, default=TOOLS.parent.parent / "shared", help="holds data/")
    parser.add_argument("--out", type=Path, default=TOOLS.parent / "data", help="where the tables go")
    parser.add_argument(
        "--coverage", action="store_true", help="print coverage and keep it in README.md; builds nothing"
    )
    options = parser.parse_args(arguments)
    if options.coverage:
        cover(options.shared / "data", options.out)
    else:
        build(options.shared / "data", options.out)


def cover(data: Path, out: Path) -> None:
    """Print how much of the energy eaten has known values, write it into README.md, and print the weakest foods."""
    foods = read_foods(data, Counter())
    sure = {food.food_id for food in read_foods(data, Counter(), estimates=False) if food.k2}
    energy = coverage.energy_eaten(foods, fndds.read_eaten(data))
    block, readme = coverage.report(foods, sure, energy), out / "README.md"
    print(block)
    for row in coverage.weakest(foods, energy, 20):
        print(f"  {row['percent']:>6} % of the energy without vitamin K2: {row['food_id']} {row['name']}")
    if readme.is_file():
        readme.write_text(coverage.replaced(readme.read_text(encoding="utf-8"), block), encoding="utf-8")


def build(data: Path, out: Path) -> None:
    """Write the three tables and print what is in them and what was left out."""
    dropped: Counter[str] = Counter()
    foods = read_foods(data, dropped)
    portions = read_portions(data, foods, dropped)
    write_foods(out / "foods.csv", foods)
    write_sources(out / "k2_sources.csv", foods)
    write_portions(out / "portions.csv", portions)
    write_limits(out / "group_limits.csv", foods, portions)
    print_counts(foods, portions, dropped)


def read_foods(data: Path, dropped: Counter[str], *, estimates: bool = True) -> list[Food]:
    """The foods of all sources, with group and vitamin K2 (with or without its estimates), sorted by id."""
    groups = Groups(TOOLS)
    survey, reference = fndds.read_foods(data), sr28.read_foods(data)
    names = [food.name for food in (*survey, *reference)]
    newer = foundation.read_foods(data, names, dropped)
    # Those without a value still tell survey recipes that an oil is a plant food.
    empty = {food.food_id for food in newer if not food.values}
    dropped["Foundation food without a value of our nutrients"] += len(empty)
    ingredients = [*reference, *newer]
    known = cited_k2(data, survey, ingredients, estimates=estimates)
    foods = [food for food in with_k2(data, survey, ingredients, known, dropped) if food.food_id not in empty]
    return sorted(map(groups.assign, foods), key=lambda food: food.food_id)


def cited_k2(data: Path, survey: list[Food], ingredients: list[Food], *, estimates: bool) -> dict[str, Evidence]:
    """Vitamin K2 that needs no recipe, by food id: none in plants, a usable menaquinone-4, or a cited figure."""
    published = read_mk4(data)
    plants = k2.plant_foods(ingredients, k2.PlantRules(TOOLS), published)
    mk4 = k2.trusted_mk4(ingredients, published, k2.read_distrusted(TOOLS))
    figures = k2.cited([*survey, *ingredients], TOOLS, estimates=estimates)
    return dict.fromkeys(plants, k2_recipes.NOTHING) | mk4 | figures


def with_k2(
    data: Path, survey: list[Food], ingredients: list[Food], known: dict[str, Evidence], dropped: Counter[str]
) -> list[Food]:
    """The same foods with vitamin K2: what is known of them, or what the survey's recipe makes of that."""
    rules = k2.PlantRules(TOOLS)
    recipes = k2_recipes.SurveyRecipes(fndds.read_recipes(data), ingredients, known)
    made = {food.food_id: survey_evidence(food, recipes, rules) for food in survey if food.food_id not in known}
    dropped.update(f"Ingredient that no table has: {code}" for code in recipes.missing)
    dropped.update(f"Recipe that leads back to itself: {code}" for code in recipes.circular)
    return [assign(food, made.get(food.food_id) or known.get(food.food_id)) for food in (*survey, *ingredients)]


def survey_evidence(food: Food, recipes: k2_recipes.SurveyRecipes, rules: k2.PlantRules) -> Evidence | None:
    """Vitamin K2 of a survey food by its recipe: none for plants alone, unless its name speaks against it."""
    if rules.unknown_survey_food(food):
        return None
    if recipes.is_plant(food.code) and not rules.doubtful_survey_food(food):
        return k2_recipes.NOTHING
    return recipes.evidence(food.code)


def assign(food: Food, found: Evidence | None) -> Food:
    """The food with its vitamin K2."""
    return replace(food, k2=found, values={**food.values, K2: found.value}) if found else food


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
    ranged = [canonical(food.k2.low), canonical(food.k2.high)] if food.k2 else ["", ""]
    return [*names, *values, *ranged, food.k2_basis, str(food.popularity)]


def write_sources(path: Path, foods: Iterable[Food]) -> None:
    """Write k2_sources.csv: where the vitamin K2 of every food comes from that is not simply without."""
    rows = (source_row(food.food_id, food.k2) for food in foods if food.k2 and food.k2.basis != "none")
    write_rows(path, SOURCE_COLUMNS, rows)


def source_row(food_id: str, found: Evidence) -> list[str]:
    """The cells of one food's vitamin K2, in the order of SOURCE_COLUMNS."""
    numbers = map(canonical, (found.value, found.low, found.high))
    return [food_id, *numbers, found.basis, found.citation, found.note]


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
