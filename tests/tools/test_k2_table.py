"""The vitamin K2 column: published figures, where it must not come from, and that every figure has its source."""

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import build_foods
import pytest
from foods import coverage, k2
from foods.fndds import Ingredient, Recipe
from foods.k2_recipes import SurveyRecipes
from foods.model import Evidence, Food

ROOT = Path(__file__).parents[2]
DATA, TOOLS, SHARED = ROOT / "data", ROOT / "tools", ROOT.parent / "shared"
ANIMAL_OR_FERMENTED = re.compile(
    r"natto|miso|fermented|sauerkraut|kimchi|butter blend|oil-butter|butter spread|with (pork|franks)|noodles, egg"
    r"|refried|frijoles rojos",
    re.IGNORECASE,
)
PLANT_GROUPS = {
    "fruit", "vegetables", "nuts and seeds", "legumes", "grains and pasta", "herbs and spices", "juices", "soft drinks",
    "water", "fats and oils", "soy foods", "plant-based milk", "breakfast cereals", "alcoholic drinks",
}  # fmt: skip

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def foods() -> dict[str, Row]:
    return {row["food_id"]: row for row in read(DATA / "foods.csv")}


@pytest.fixture(scope="module")
def sources() -> dict[str, Row]:
    return {row["food_id"]: row for row in read(DATA / "k2_sources.csv")}


# µg per 100 g as published; where several sources stand, the middle one or the mean of two.
PUBLISHED = [
    ("sr28:16113", "999.4"),  # natto: NIH ODS, 850 µg per 3 oz (85.05 g)
    ("sr28:05150", "369"),  # goose liver: Ciqual 2020, Maastricht
    ("sr28:01033", "76.5"),  # Parmesan: NEVO 2025
    ("sr28:01007", "68.1"),  # Camembert 45+: NEVO 2025
    ("sr28:01022", "64.5"),  # Gouda 48+ average: NEVO 2025
    ("sr28:01018", "56.1"),  # Edam: mean of NEVO 64.7 and Ciqual 47.5
    (
        "sr28:01004",
        "43.8",
    ),  # blue cheese: median of NEVO's Gorgonzola 15.3, Roquefort 38.1, Stilton 49.4, Danish Blue 65.6
    ("sr28:01039", "38.1"),  # Roquefort: NEVO 2025
    ("sr28:01040", "28"),  # Emmental: Walther 2021, between Ciqual 5.23 and NEVO 43.3
    ("sr28:01009", "23.5"),  # cheddar: NEVO 2025
    ("sr28:01006", "12.5"),  # brie: NEVO 2025
    ("sr28:01017", "11.1"),  # cream cheese: NEVO 2025, soft cream cheese
    ("sr28:01023", "6.5"),  # Gruyère: NEVO 2025
    ("sr28:01001", "15"),  # butter, salted: NEVO 2025, Ciqual
    ("sr28:01125", "23.8"),  # egg yolk: Ciqual 2025, between Ciqual 2020 32.1 and a US yolk 15.5
    ("sr28:01123", "5.6"),  # egg, raw: Ciqual 2025
    ("sr28:01129", "7"),  # egg, hard-boiled: Ciqual 2025
    ("sr28:01077", "0.9"),  # whole milk: NEVO 2025, Ciqual 2020
    ("sr28:01117", "0.5"),  # yogurt, low fat: NEVO 2025, half fat
    ("sr28:01293", "2"),  # Greek yogurt, whole milk: NEVO 2025
    ("sr28:01088", "2.5"),  # buttermilk: NEVO 2025
    ("sr28:01289", "0.5"),  # kefir: NEVO 2025
    ("sr28:05057", "8.9"),  # chicken breast, raw: Ciqual 2020
    ("sr28:05076", "24"),  # chicken leg: middle of NEVO 8.5, Ciqual 34.3, Dunlop 2022 58 and USDA's MK-4
    ("sr28:05062", "8.4"),  # chicken breast, skinless, raw: USDA SR28, MK-4
    ("sr28:05343", "35.7"),  # chicken drumstick, rotisserie: USDA SR28, MK-4
    ("sr28:05139", "3.6"),  # duck: NEVO 2025, Ciqual 2020
    ("sr28:05146", "31"),  # goose: Ciqual 2020
    ("sr28:05028", "8.4"),  # chicken liver, cooked: mean of Ciqual 2025 9.65 and NIH ODS 7.1
    ("sr28:10110", "1.9"),  # pork liver: mean of NEVO 0.3 and Ciqual 3.44
    ("sr28:07072", "9"),  # salami, dry: NEVO 2025, Ciqual 2020
    ("sr28:07057", "41.7"),  # pepperoni: USDA SR28, MK-4
    ("sr28:23562", "4.9"),  # lean ground beef, raw: Ciqual 2025, 5 % fat
    ("sr28:15025", "1.7"),  # eel: Ciqual 2025
    ("sr28:15039", "0.21"),  # herring: Ciqual 2020
    ("sr28:15240", "3.39"),  # farmed rainbow trout: Ciqual 2020
    ("sr28:15261", "0.4"),  # tilapia: NEVO 2025
    ("sr28:11439", "5.5"),  # sauerkraut: mean of NEVO 6.1 and Maastricht 4.8
    ("sr28:19095", "2.6"),  # ice cream: Ciqual 2025
]


@pytest.mark.parametrize(("food_id", "value"), PUBLISHED)
def test_a_published_figure_stands(foods: dict[str, Row], food_id: str, value: str) -> None:
    assert foods[food_id]["vitamin_k2_ug"] == value, foods[food_id]["name"]
    assert foods[food_id]["k2_basis"] in ("measured", "mk4")


def test_value_range_and_basis_stand_or_lack_together(foods: dict[str, Row]) -> None:
    for row in foods.values():
        filled = {bool(row[column]) for column in ("vitamin_k2_ug", "k2_low", "k2_high", "k2_basis")}
        assert len(filled) == 1, row["name"]
        assert row["k2_basis"] in ("", "measured", "estimate", "mk4", "recipe", "none")
        if row["k2_basis"]:
            assert float(row["k2_low"]) <= float(row["vitamin_k2_ug"]) <= float(row["k2_high"]), row["name"]
        assert row["k2_basis"] != "none" or row["k2_high"] == "0", row["name"]


def test_every_figure_has_its_source_and_every_source_its_figure(
    foods: dict[str, Row], sources: dict[str, Row]
) -> None:
    known = {food_id for food_id, row in foods.items() if row["k2_basis"] not in ("", "none")}
    assert set(sources) == known
    for food_id, row in sources.items():
        food = foods[food_id]
        expected = (food["vitamin_k2_ug"], food["k2_low"], food["k2_high"], food["k2_basis"])
        assert (row["value"], row["low"], row["high"], row["basis"]) == expected
        assert row["citation"], food["name"]
        assert row["note"], food["name"]


def test_sources_are_sorted_and_each_food_once() -> None:
    ids = [row["food_id"] for row in read(DATA / "k2_sources.csv")]
    assert ids == sorted(set(ids))


def test_natto_is_the_top_food(foods: dict[str, Row]) -> None:
    ranked = sorted(foods.values(), key=lambda row: float(row["vitamin_k2_ug"] or 0), reverse=True)
    assert [row["name"] for row in ranked[:2]] == ["Natto", "Natto"]
    assert float(ranked[2]["vitamin_k2_ug"]) < 400


def test_no_plant_food_carries_k2_unless_it_is_fermented(foods: dict[str, Row]) -> None:
    """Foods as bought; survey foods of these groups are dishes with butter, cheese or egg, by their recipes."""
    rows = [row for row in foods.values() if row["group"] in PLANT_GROUPS and float(row["vitamin_k2_ug"] or 0) > 0]
    bought = [row for row in rows if not row["food_id"].startswith("fndds:")]
    assert [row["name"] for row in bought if not ANIMAL_OR_FERMENTED.search(row["name"])] == []
    dishes = [row for row in rows if row["food_id"].startswith("fndds:")]
    assert {row["k2_basis"] for row in dishes if not ANIMAL_OR_FERMENTED.search(row["name"])} <= {"recipe", "estimate"}


def test_cheese_and_fermented_dairy_never_rest_on_menaquinone_4_alone(
    foods: dict[str, Row], sources: dict[str, Row]
) -> None:
    words = r"cheese|yogurt|sour cream|buttermilk|kefir|pizza|lasagna"
    rows = [
        row
        for row in foods.values()
        if row["group"] in ("cheese", "yogurt") or re.search(words, row["name"], re.IGNORECASE)
    ]
    animal = [
        row for row in rows if not re.search(r"no cheese|without cheese|sandwich spread", row["name"], re.IGNORECASE)
    ]
    assert [row["name"] for row in animal if row["k2_basis"] == "mk4"] == []
    real = [row for row in foods.values() if row["group"] == "cheese" and "mitation" not in row["name"]]
    cheeses = [sources[row["food_id"]]["citation"] for row in real if "substitute" not in row["name"]]
    assert [citation for citation in cheeses if citation == "USDA SR28 (2015), menaquinone-4"] == []


@pytest.mark.parametrize("food_id", ["sr28:01009", "sr28:01032", "sr28:01040", "sr28:01017", "sr28:01042"])
def test_cheese_has_more_than_its_published_menaquinone_4(foods: dict[str, Row], food_id: str) -> None:
    """USDA SR28 gives them 8.6, 7.1, 6.3, 8.7 and 14.1."""
    published = {"01009": 8.6, "01032": 7.1, "01040": 6.3, "01017": 8.7, "01042": 14.1}[food_id[5:]]
    assert float(foods[food_id]["vitamin_k2_ug"]) > published


def test_a_missing_menaquinone_4_is_not_zero(foods: dict[str, Row]) -> None:
    """SR28 has none for natto, egg, yolk, salted butter, gouda, edam, brie, blue cheese, liver; ham reads 0 from gaps."""
    for code in ("16113", "01123", "01125", "01001", "01022", "01018", "01006", "01004", "13325", "10904"):
        assert float(foods[f"sr28:{code}"]["vitamin_k2_ug"]) > 0, code


@pytest.mark.parametrize("food_id", ["sr28:20035", "fndds:92306920", "sr28:11445", "sr28:03950"])
def test_what_nobody_measured_stays_unknown(foods: dict[str, Row], food_id: str) -> None:
    """Quinoa (samples that disagree), kombucha, kelp, infant formula."""
    assert foods[food_id]["vitamin_k2_ug"] == ""


def test_scrambled_egg_is_not_the_sum_of_gaps(foods: dict[str, Row]) -> None:
    scrambled = [row for row in foods.values() if re.match("Eggs?, .*scrambled|Egg omelet", row["name"])]
    assert len(scrambled) > 5
    assert [row["name"] for row in scrambled if float(row["vitamin_k2_ug"]) < 2] == []


def test_no_figure_is_of_the_wider_scale(foods: dict[str, Row], sources: dict[str, Row]) -> None:
    """Fu 2016 and 2017 give cheese 98 to 506, milk 7.7 to 38 and pork 35 to 534; Jensen counts equivalents; MEXT total K."""
    assert [row for row in sources.values() if re.search(r"Fu 201|Jensen|PKeq|MEXT", row["citation"])] == []
    most = {"cheese": 80, "milk": 10, "pork": 25, "yogurt": 15}
    for row in foods.values():
        assert float(row["vitamin_k2_ug"] or 0) <= most.get(row["group"], 1000), row["name"]


def test_single_figures_of_the_dutch_table_are_a_few_dozen() -> None:
    cited = [row for row in read(TOOLS / "k2_figures.csv") if "NEVO" in row["citation"]]
    assert len({number for row in cited for number in re.findall(r"NEVO[^;]*?(\d+\.?\d*)", row["note"])}) < 60


def test_every_figure_is_used_and_every_assigned_food_has_one() -> None:
    figures = [row["figure"] for row in read(TOOLS / "k2_figures.csv")]
    used = {row["figure"] for row in read(TOOLS / "k2_foods.csv")}
    assert len(figures) == len(set(figures))
    assert set(figures) == used
    ids = [row["food_id"] for row in read(TOOLS / "k2_foods.csv")]
    assert ids == sorted(set(ids))


def test_a_list_that_names_another_food_is_refused() -> None:
    with pytest.raises(ValueError, match=r"k2_foods\.csv names foods that the tables do not have: fdc:2259792"):
        k2.cited([], TOOLS)


def _evidence(value: str, low: str, high: str, basis: str = "measured") -> Evidence:
    numbers = {"value": Decimal(value), "low": Decimal(low), "high": Decimal(high)}
    return Evidence(**numbers, basis=basis, citation="somebody", note="a note")


def _recipe(*parts: tuple[str, str, str], change: str = "0") -> Recipe:
    found = tuple(Ingredient(code=code, name=name, grams=Decimal(grams)) for code, name, grams in parts)
    return Recipe(parts=found, moisture_change=Decimal(change))


CHEESE, FLOUR, WATER = ("1009", "Cheese", "30"), ("20081", "Flour", "60"), ("14429", "Water", "10")
INGREDIENTS = [
    Food(food_id="sr28:01009", name="Cheese", category="0100"),
    Food(food_id="sr28:20081", name="Flour", category="2000"),
    Food(food_id="sr28:14429", name="Water", category="1400"),
    Food(food_id="sr28:19999", name="Mystery", category="1900"),
]
KNOWN = {
    "sr28:01009": _evidence("20", "10", "40"),
    "sr28:20081": _evidence("0", "0", "0", "none"),
    "sr28:14429": _evidence("0", "0", "0", "none"),
}


def _made(**recipes: Recipe) -> SurveyRecipes:
    return SurveyRecipes({code[1:]: recipe for code, recipe in recipes.items()}, INGREDIENTS, KNOWN)


def test_a_recipe_is_a_sum_over_the_weight_of_the_finished_food() -> None:
    # 30 g of cheese at 20 µg in 100 g that bake down to 80 g: 6 / 0.8 = 7.5.
    found = _made(f1=_recipe(CHEESE, FLOUR, WATER, change="-20")).evidence("1")
    assert found is not None
    assert (found.value, found.low, found.high, found.basis) == (Decimal("7.5"), Decimal("3.75"), Decimal(15), "recipe")
    assert found.note == "100 % of the weight known; 100 % from Cheese"


def test_recipes_are_nested_each_in_its_finished_weight() -> None:
    recipes = _made(
        f1=_recipe(CHEESE, FLOUR, WATER, change="-20"), f2=_recipe(("1", "Pie", "50"), ("14429", "Water", "50"))
    )
    found = recipes.evidence("2")
    assert found is not None
    assert found.value == Decimal("3.75")


@pytest.mark.parametrize(("grams", "known"), [("10", True), ("12", False)])
def test_below_nine_tenths_of_the_weight_a_recipe_is_unknown(grams: str, known: bool) -> None:
    parts = (("1009", "Cheese", "90"), ("19999", "Mystery", grams))
    found = _made(f1=_recipe(*parts)).evidence("1")
    assert (found is not None) is known
    if found:
        assert (found.value, found.high) == (Decimal(18), Decimal(40)), "the unknown part counts in the upper end alone"


def test_one_ingredient_unchanged_is_that_food() -> None:
    found = _made(f1=_recipe(CHEESE), f2=_recipe(("1", "Pie", "100"))).evidence("2")
    assert found is not None
    assert (found.value, found.basis, found.note) == (Decimal(20), "measured", "As Cheese: a note")


def test_codes_that_lead_nowhere_or_back_are_collected() -> None:
    recipes = _made(f1=_recipe(("2", "Two", "50"), WATER), f2=_recipe(("1", "One", "50"), ("77", "Nothing", "50")))
    assert recipes.evidence("1") is None
    assert (recipes.circular, recipes.missing) == ({"1"}, {"77 Nothing"})


def test_coverage_in_the_readme_is_current(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    if not (SHARED / "data").is_dir():
        pytest.skip("the published tables are not on this machine (../shared/data)")
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    (tmp_path / "README.md").write_text(f"{coverage.BEGIN}\n{coverage.END}", encoding="utf-8")
    build_foods.main(["--shared", str(SHARED), "--out", str(tmp_path), "--coverage"])
    assert (tmp_path / "README.md").read_text(encoding="utf-8") in readme
    assert "| `vitamin_k2_ug` | 99.2 % |" in capsys.readouterr().out


def test_the_readme_counts_what_is_there(foods: dict[str, Row]) -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    known = Counter(food_id.partition(":")[0] for food_id, row in foods.items() if row["vitamin_k2_ug"])
    counts = f"| {known.total():,} | {known['fndds']:,} | {known['sr28']:,} | {known['fdc']:,} |"
    assert [
        line.endswith(counts) for line in readme.splitlines() if line.startswith(("| `vitamin_k2_ug` | µg", "| `k2_"))
    ] == [
        True,
        True,
        True,
    ]
