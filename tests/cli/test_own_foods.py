"""``--foods`` of check and match, and ``foods check``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bonecheck import resources

Run = Callable[..., Any]
FOODS = """\
name,per,energy_kcal,protein_g,calcium,zinc_mg,Sodium (mg)
oat bar,1 bar (45 g),190,5,20 %DV,,90
brick,100 g,100,300,,,
"""


@pytest.fixture
def foods(folder: Path) -> None:
    """The file my.csv in the working folder."""
    (folder / "my.csv").write_text(FOODS, encoding="utf-8")


@pytest.mark.usefixtures("foods")
def test_a_report_says_where_an_own_food_stands(run: Run) -> None:
    """And by which table its percentages were turned; problems of foods that were not eaten stay out."""
    ran = run("check", "--food", "2 oat bars", "--foods", "my.csv")
    assert ran.code == 0
    foot = ran.out.partition("  Taken for granted\n")[2]
    assert foot == (
        "    • my.csv:2: oat bar: by the FDA Daily Values (21 CFR 101.9, 2016) calcium 20\n"
        "      % as 260 mg (write the amounts where the label gives them)\n"
        "\n"
        "  Own foods\n"
        "    • oat bar: my.csv:2 (own:oat-bar)\n"
        "\n"
        "  Assumed amounts\n"
        "    • 2 oat bars: 2 × bar, 90 g\n"
        "\n"
        "  bonecheck explain CODE says more about a mechanism. Not medical advice.\n"
    )


@pytest.mark.usefixtures("foods")
def test_json_has_the_own_food(run: Run) -> None:
    """Its id and its source; what is unknown is named."""
    report = json.loads(run("check", "--food", "2 oat bars", "--foods", "my.csv", "-f", "json").out)
    line = report["lines"][0]
    assert (line["food_id"], line["food_source"], line["match"]) == ("own:oat-bar", "my.csv:2", "exact")
    nutrients = report["days"][0]["nutrients"]
    assert nutrients["calcium"]["intake"] == pytest.approx(520)
    assert [each["food_text"] for each in nutrients["zinc"]["unknown_foods"]] == ["2 oat bars"]


@pytest.mark.usefixtures("foods")
def test_json_with_own_foods_and_supplements_fits_its_schema(run: Run) -> None:
    """A supplement of several nutrients, too, and one that does not tell what it holds."""
    text = "2 oat bars, calcium + D3 600 mg/400 IU, a multivitamin"
    report = json.loads(run("check", "--food", text, "--foods", "my.csv", "-f", "json").out)
    jsonschema.validate(report, json.loads(resources.schema_file().read_text(encoding="utf-8")))
    assert [line["supplement"] for line in report["lines"]][1] == {
        "nutrient": "calcium",
        "amount": 600,
        "unit": "mg",
        "also": [{"nutrient": "vitamin_d", "amount": 10, "unit": "\u00b5g"}],
    }
    assert report["days"][0]["nutrients"]["vitamin_d"]["at_most"] is None


@pytest.mark.usefixtures("foods")
def test_match_and_a_mapping_know_own_foods(run: Run, folder: Path) -> None:
    """By the id that the report shows."""
    (folder / "log.csv").write_text("food\noat bar\nsnack\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("match", "log.csv", "--foods", "my.csv").out)))
    assert {row["name"]: (row["match"], row["food_id"]) for row in rows}["oat bar"] == ("exact", "own:oat-bar")
    (folder / "map.csv").write_text("name,food_id\nsnack,own:oat-bar\n", encoding="utf-8")
    ran = run("check", "log.csv", "--foods", "my.csv", "--mapping", "map.csv", "-f", "json")
    assert [line["food_id"] for line in json.loads(ran.out)["lines"]] == ["own:oat-bar", "own:oat-bar"]


@pytest.mark.usefixtures("foods")
def test_foods_check_shows_what_is_understood_and_what_is_not(run: Run) -> None:
    """Exit 0, and 1 with --strict."""
    ran = run("foods", "check", "my.csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "oat bar  own:oat-bar\n"
        "  1 bar = 45 g\n"
        "  per 100 g: energy 422 kcal, calcium 578 mg, protein 11 g\n"
        "  unknown, with the most that it is held to: vitamin D 2.2 µg, magnesium 109 mg,\n"
        "  vitamin K2 15.7 µg, zinc 5.9 mg, potassium 567 mg\n"
        "\n"
        "brick  own:brick\n"
        "  per 100 g: energy 100 kcal\n"
        "  unknown, with the most that it is held to: calcium 261 mg, vitamin D 2.2 µg,\n"
        "  magnesium 109 mg, vitamin K2 15.7 µg, zinc 5.9 mg, potassium 567 mg, protein\n"
        "  28 g\n"
        "\n"
        "Not used\n"
        "  • my.csv:3: brick: protein_g '300' is 300 g per 100 g, more than the food\n"
        "    weighs (look at the figure, its unit, and what it is per)\n"
        "\n"
        "Taken for granted\n"
        "  • my.csv:2: oat bar: by the FDA Daily Values (21 CFR 101.9, 2016) calcium 20\n"
        "    % as 260 mg (write the amounts where the label gives them)\n"
        "\n"
        "Not counted here\n"
        "  • Sodium (mg)\n"
        "\n"
        "2 foods, 1 problem\n"
    )
    assert run("foods", "check", "my.csv", "--strict").code == 1


def test_foods_check_shows_a_supplement_per_dose(run: Run, folder: Path) -> None:
    """As its label does, not per 100 g."""
    (folder / "pills.csv").write_text("name,per,calcium_mg,group\nbone pill,1 tablet (1.2 g),300,supplement\n", "utf-8")
    assert run("foods", "check", "pills.csv").out == (
        "bone pill  own:bone-pill\n"
        "  1 tablet = 1.2 g\n"
        "  per tablet: energy 0 kcal, calcium 300 mg, vitamin D 0.0 µg, magnesium 0 mg,\n"
        "  vitamin K2 0.0 µg, zinc 0.0 mg, potassium 0 mg, protein 0 g\n"
        "  a supplement: it has nothing that its label does not name\n"
        "\n"
        "1 food, 0 problems\n"
    )


def test_a_file_that_is_none_ends_the_run(run: Run, folder: Path) -> None:
    """With one line and what to try."""
    (folder / "log.csv").write_text("date,amount\n2026-03-01,2\n", encoding="utf-8")
    for command in (("check", "--food", "egg", "--foods", "log.csv"), ("foods", "check", "log.csv")):
        ran = run(*command)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            "bonecheck: log.csv:1: is no file of foods; the header names date, amount\n"
            "  try: begin with name,per,energy_kcal,calcium_mg or with recipe,ingredient,amount,unit\n"
        )


@pytest.mark.usefixtures("foods")
def test_a_report_never_takes_the_place_of_own_foods(run: Run) -> None:
    """As with a log."""
    ran = run("check", "--food", "egg", "--foods", "my.csv", "-o", "my.csv")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "bonecheck: --output my.csv: is what the report is made from",
    )
