"""Lines as people write them, with what is right: each stands for its kind (data/README.md names where measures are from)."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from bonecheck import readers
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Entry, Line


def resolved(table: FoodTable, food: str, amount: float | None = None, unit: str = "") -> list[Line]:
    return [line for line, _ in Resolver(table).resolve(Entry("log.csv", 1, food, amount, unit))]


@pytest.mark.parametrize(
    ("food", "amount", "unit", "low", "high"),
    [
        ("Milk (ml)", 250, "", 250, 260),
        ("Chicken breast (g)", 150, "", 150, 150),
        ("oats", None, "1/2 cup (40 g)", 40, 40),
        ("greek yogurt", None, "6 oz (170 g)", 170, 170),
        ("bread", None, "2 slices (60g)", 60, 60),
        ("tuna", None, "1 can (5 oz)", 141, 143),
        ("wine", 1, "glass (175 ml)", 170, 180),
        ("egg", None, "2-3", 125, 125),
        ("milk", None, "half cup", 120, 124),
        ("banana", None, "x2", 240, 264),
        ("Yogurt, plain, whole milk", 1, "container - each 6 oz", 168, 172),
        ("Hummus", 1, "Serving (2 tbsp)", 25, 35),
        ("Tofu, firm", 4, "ounce(s)", 112, 115),
        ("Tongue, cooked", 3, "ounce(s) cooked", 84, 86),
        ("peanut butter", 2, "T", 28, 36),
        ("sugar", 2, "t", 7, 10),
        ("venti latte", 1, "", 560, 640),
        ("Babybel Cheese", 1, "", 18, 25),
        ("2 pcs egg", None, "", 100, 100),
        ("a dozen eggs", None, "", 600, 600),
        ("2 dozen oysters", None, "", 300, 420),
        ("1 lb. 4 oz. steak", None, "", 560, 575),
        ("100g/3.5oz salmon", None, "", 100, 100),
        ("cheddar cheese (30 g)", None, "", 30, 30),
        ("Almonds (28g, 23 nuts)", None, "", 28, 28),
        ("10:20 small bowl rice", None, "", 100, 220),
        ("11:15 1 cup coconut water", None, "", 235, 250),
        ("fruit smoothie", 20, "fluid oz", 560, 640),
        ("4-inch stick of deer jerky", None, "", 10, 30),
        ("walnuts 2 fistfuls", None, "", 45, 80),
    ],
)
def test_grams(table: FoodTable, food: str, amount: float | None, unit: str, low: float, high: float) -> None:
    """Of the foods of a line together."""
    grams = [line.grams for line in resolved(table, food, amount, unit)]
    assert None not in grams
    assert low <= sum(each or 0 for each in grams) <= high


@pytest.mark.parametrize(
    ("food", "pattern"),
    [
        ("Coffee, made from ground, regular", "^Coffee"),
        ("Cheese (other kind)", "^Cheese"),
        ("Jell-O (all kinds)", "[Gg]elatin"),
        ("Milk dessert bar, frozen, made from lowfat milk", "[Mm]ilk dessert|[Ff]rozen dessert|[Ff]rozen milk"),
        ("tea without sugar", "^Tea"),
        ("Hot dog (no bread or bun)", "^(Chili hot|Hot) dog|^Frankfurter"),
        ("1 slice of Kraft cheese", "[Cc]heese"),
        ("kids size fries", "french fries"),
        ("snack-size container of applesauce", "^Applesauce"),
    ],
)
def test_one_food(table: FoodTable, food: str, pattern: str) -> None:
    """Of long official names, remarks in brackets, sizes and negations."""
    (line,) = resolved(table, food)
    assert line.match.food is not None
    assert re.search(pattern, line.match.food.name), line.match.food.name


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("calcium carbonate 600 mg + D3 400 IU", {"calcium": None, "vitamin_d": 10.0}),
        ("vitamin d3 2000 iu + k2 mk7 100 mcg", {"vitamin_d": 50.0, "vitamin_k2": 100.0}),
        ("Calcium 600 + D", {"calcium": None, "vitamin_d": None}),
        ("Vitamin D3 (1000 IE)", {"vitamin_d": 25.0}),
        ("Vitamin D 10,000 IU", {"vitamin_d": 250.0}),
        ("Magnesium 400", {"magnesium": None}),
        ("2 Adcal-D3 tablets", {"calcium": 1200.0, "vitamin_d": 20.0}),  # SmPC: 600 mg and 400 IU a tablet
        ("Vitamin B12 capsule", {"calcium": 0.0}),
        ("fish oil 1000 mg", {"calcium": 0.0}),
        ("Os-Cal", dict.fromkeys(("calcium", "vitamin_d", "magnesium", "vitamin_k2", "zinc", "potassium", "protein"))),
    ],
)
def test_a_supplement_is_no_food(table: FoodTable, text: str, held: dict[str, float | None]) -> None:
    """Each nutrient that it names is counted or unknown without limit; the other nutrients are none."""
    (line,) = resolved(table, text)
    assert line.supplement is not None
    assert {each.nutrient: each.amount for each in (line.supplement, *line.supplement.also)} == held


@pytest.mark.parametrize("text", ["Total", "Your Daily Goal", "Remaining", "Daily average", "Notes", "Lunch"])
def test_what_is_no_food(table: FoodTable, text: str) -> None:
    """Sums, goals and headings."""
    assert [line.match.food for line in resolved(table, text)] == [None]


CASES = Path(__file__).parents[1] / "cases" / "lines"


def lines_of(table: FoodTable, rows: list[tuple[str, str, str]]) -> dict[int, list[Line]]:
    """The lines of each row of a log, by its number, from 0."""
    written = io.StringIO()
    csv.writer(written).writerows([("food", "amount", "unit"), *rows])
    log, resolver = readers.read_bytes(written.getvalue().encode(), "log.csv"), Resolver(table)
    found: dict[int, list[Line]] = {}
    for entry in log.entries:
        found.setdefault(entry.line - 2, []).extend(line for line, _ in resolver.resolve(entry))
    return found


def test_names_that_people_wrote(table: FoodTable) -> None:
    """Each has a food whose name fits, but for those that the file gives a reason for: one that fits now loses its reason."""
    cases = [row.split("\t") for row in (CASES / "names.tsv").read_text(encoding="utf-8").splitlines()]
    found = lines_of(table, [(name, "", "") for name, _, _ in cases])
    wrong = []
    for number, (name, pattern, reason) in enumerate(cases):
        foods = [line.match.food.name if line.match.food else "" for line in found.get(number, [])]
        if any(re.search(pattern, each) for each in foods) is bool(reason):
            wrong.append(name)
    assert wrong == []


def test_grams_of_measures_that_a_survey_wrote(table: FoodTable) -> None:
    """The grams of each line are in its range, but for those that the file gives a reason for."""
    cases = list(csv.DictReader((CASES / "grams.csv").read_text(encoding="utf-8").splitlines()))
    found = lines_of(table, [(row["food"], row["amount"], row["unit"]) for row in cases])
    wrong = []
    for number, row in enumerate(cases):
        grams = [line.grams for line in found.get(number, [])]
        total = sum(each or 0 for each in grams)
        fits = None not in grams and float(row["grams_low"]) <= total <= float(row["grams_high"])
        if fits is bool(row["exception"]):
            wrong.append(row["food"])
    assert wrong == []
