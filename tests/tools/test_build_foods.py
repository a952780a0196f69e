"""The food table: published values, its promises about unknown values, and that a rebuild changes nothing."""

import csv
import re
import statistics
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from build_foods import main
from foods.sr28 import one_measure, vitamin_d_ug
from foods.tables import canonical

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
SHARED = ROOT.parent / "shared"
Row = dict[str, str]
NUTRIENTS = ("protein_g", "calcium_mg", "magnesium_mg", "potassium_mg", "zinc_mg", "vitamin_d_ug", "vitamin_k2_ug")


def read(name: str) -> list[Row]:
    """The rows of one of our tables, as text."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def foods() -> dict[str, Row]:
    return {row["food_id"]: row for row in read("foods.csv")}


@pytest.fixture(scope="module")
def portions() -> list[Row]:
    return read("portions.csv")


@pytest.fixture(scope="module")
def limits() -> list[Row]:
    return read("group_limits.csv")


def test_a_rebuild_changes_nothing(tmp_path: Path) -> None:
    if not (SHARED / "data").is_dir():
        pytest.skip("the published tables are not on this machine (../shared/data)")
    main(["--shared", str(SHARED), "--out", str(tmp_path)])
    for name in ("foods.csv", "portions.csv", "group_limits.csv", "k2_sources.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


# USDA SR28 and FNDDS 2021-2023, per 100 g, looked up in the published tables by hand.
@pytest.mark.parametrize(
    ("food_id", "name", "column", "value"),
    [
        ("sr28:01009", "Cheese, cheddar", "calcium_mg", "710"),
        ("sr28:11457", "Spinach, raw", "magnesium_mg", "79"),
        ("sr28:09040", "Bananas, raw", "potassium_mg", "358"),
        ("sr28:15237", "Fish, salmon, Atlantic, farmed, cooked, dry heat", "vitamin_d_ug", "13.1"),
        ("sr28:15169", "Mollusks, oyster, eastern, wild, cooked, moist heat", "zinc_mg", "78.6"),
        ("sr28:16113", "Natto", "protein_g", "19.4"),
        ("fndds:14104100", "Cheese, Cheddar", "calcium_mg", "707"),
        ("fndds:26315100", "Oysters, raw", "zinc_mg", "39.3"),
    ],
)
def test_a_published_value_is_carried_over(
    foods: dict[str, Row], food_id: str, name: str, column: str, value: str
) -> None:
    assert foods[food_id]["name"] == name
    assert foods[food_id][column] == value


def test_every_food_of_the_two_editions_is_there_once_and_in_order(foods: dict[str, Row]) -> None:
    ids = [row["food_id"] for row in read("foods.csv")]
    assert ids == sorted(set(ids))
    assert Counter(food_id.partition(":")[0] for food_id in ids) == {"fndds": 5431, "sr28": 8789, "fdc": 268}
    assert "fndds:11000000" not in foods, "human milk has no nutrient row"


def test_survey_foods_are_complete_but_for_vitamin_k2(foods: dict[str, Row]) -> None:
    survey = [row for row in foods.values() if row["food_id"].startswith("fndds:")]
    assert all(row[column] for row in survey for column in NUTRIENTS[:-1])


def test_numbers_have_one_spelling(foods: dict[str, Row], portions: list[Row], limits: list[Row]) -> None:
    cells = [row[column] for row in foods.values() for column in ("energy_kcal", *NUTRIENTS)]
    cells += [row["grams"] for row in portions] + [row["limit"] for row in limits]
    spelling = re.compile(r"(0|[1-9]\d*)(\.\d*[1-9])?|")
    assert [cell for cell in cells if not spelling.fullmatch(cell)] == []


def test_popularity_is_what_the_survey_counted(foods: dict[str, Row]) -> None:
    assert foods["fndds:11111000"]["popularity"] == "12374"
    assert foods["sr28:01009"]["popularity"] == "0"


def test_a_commodity_number_is_no_alias(foods: dict[str, Row]) -> None:
    aliases = [row["aliases"] for row in foods.values()]
    assert [text for text in aliases if "commodity" in text.casefold() or "NFSMI" in text] == []
    assert foods["fndds:11111000"]["aliases"] == "leche fresca"


@pytest.mark.parametrize(
    ("micrograms", "units", "expected"),
    [("13.1", "526", "13.1"), ("0.0", "2", "0.05"), (None, "40", "1"), ("0.0", "0", "0"), (None, None, None)],
)
def test_vitamin_d_comes_from_the_better_of_two_forms(
    micrograms: str | None, units: str | None, expected: str | None
) -> None:
    found = vitamin_d_ug(micrograms and Decimal(micrograms), units and Decimal(units))  # type: ignore[arg-type]
    assert canonical(found) == (expected or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cup (1 NLEA serving)", "cup"),
        ("cup (4 fl oz)", "cup"),
        ("package (10 oz)", "package (10 oz)"),
        ("crackers 1 serving", "crackers"),
        ("pieces (mean serving weight, aggregated over brands)", "pieces"),
        ('cup (1" pieces)', 'cup (1" pieces)'),
    ],
)
def test_one_measure_does_not_speak_of_several(text: str, expected: str) -> None:
    assert one_measure(text) == expected


def test_every_portion_belongs_to_a_food_and_weighs_something(foods: dict[str, Row], portions: list[Row]) -> None:
    keys = [(row["food_id"], row["measure"]) for row in portions]
    assert len(keys) == len(set(keys))
    assert [row for row in portions if row["food_id"] not in foods or Decimal(row["grams"]) <= 0] == []
    assert [food_id for food_id, _ in keys] == sorted(food_id for food_id, _ in keys)
    assert sum(row["measure"] == "default" for row in portions) == 5325


@pytest.mark.parametrize(
    ("food_id", "measure", "grams"),
    [
        ("fndds:11111000", "1 cup", "244"),
        ("fndds:11111000", "default", "244"),
        ("sr28:01001", "1 tbsp", "14.2"),
        ("sr28:15237", "1 oz", "28.33333333"),  # published as 3 oz, 85 g
    ],
)
def test_a_portion_is_the_weight_of_one_measure(portions: list[Row], food_id: str, measure: str, grams: str) -> None:
    found = [row["grams"] for row in portions if (row["food_id"], row["measure"]) == (food_id, measure)]
    assert found == [grams]


@pytest.mark.parametrize(("group", "nutrient"), [("cheese", "calcium_mg"), ("fish", "vitamin_d_ug"), ("*", "zinc_mg")])
def test_a_limit_is_the_95th_percentile_of_what_is_known(
    foods: dict[str, Row], limits: list[Row], group: str, nutrient: str
) -> None:
    cells = [row[nutrient] for row in foods.values() if group in ("*", row["group"])]
    values = [float(cell) for cell in cells if cell]
    found = _limit(limits, group, nutrient, "100 g")
    # "inclusive" interpolates linearly at 0.95 × (n - 1), counted by the standard library.
    assert float(found["limit"]) == pytest.approx(statistics.quantiles(values, n=20, method="inclusive")[-1], rel=1e-9)
    assert (found["foods"], found["known"]) == (str(len(cells)), str(len(values)))


def test_a_portion_limit_counts_the_default_portion(
    foods: dict[str, Row], portions: list[Row], limits: list[Row]
) -> None:
    served = {row["food_id"]: float(row["grams"]) for row in portions if row["measure"] == "default"}
    values = [float(foods[food_id]["protein_g"]) * grams / 100 for food_id, grams in served.items()]
    found = float(_limit(limits, "*", "protein_g", "portion")["limit"])
    assert found == pytest.approx(statistics.quantiles(values, n=20, method="inclusive")[-1], rel=1e-9)


def test_zeros_of_plant_foods_hold_no_unknown_food_to_zero(limits: list[Row]) -> None:
    # Soy foods known to hold some are few (natto, miso, fermented tofu): the zeros of tofu and soy flour stand for none.
    assert _limit(limits, "soy foods", "vitamin_k2_ug", "100 g")["limit"] == ""
    assert _limit(limits, "cheese", "vitamin_k2_ug", "100 g")["limit"] == "64.5"
    assert float(_limit(limits, "vegetables", "vitamin_k2_ug", "100 g")["limit"]) < 2, "no vegetable is held to cheese"


def test_a_food_of_which_nothing_is_known_is_held_to_all_foods(foods: dict[str, Row], limits: list[Row]) -> None:
    row = _limit(limits, "*", "vitamin_k2_ug", "100 g")
    assert (int(row["foods"]), int(row["known"])) == (
        14488,
        sum(bool(food["vitamin_k2_ug"]) for food in foods.values()),
    )


def test_every_group_has_a_row_for_every_nutrient(foods: dict[str, Row], limits: list[Row]) -> None:
    groups = {row["group"] for row in foods.values()}
    expected = {(group, nutrient) for group in groups | {"*"} for nutrient in NUTRIENTS}
    assert {(row["group"], row["nutrient"]) for row in limits} == expected
    for row in limits:
        assert bool(row["limit"]) == (int(row["known"]) >= max(10, int(row["foods"]) / 2)), row


def _limit(limits: list[Row], group: str, nutrient: str, per: str) -> Row:
    key = (group, nutrient, per)
    return next(row for row in limits if (row["group"], row["nutrient"], row["per"]) == key)
