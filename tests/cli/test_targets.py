"""``bonecheck targets``, and one day against several authorities."""

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
LOG = "date,food,amount,unit\n2026-03-02,milk,2,cups\n2026-03-03,egg,2,large\n"


def test_the_references_of_a_person(run: Run) -> None:
    """What applies, whose it is, what must be said, and where it is published."""
    out = run("targets", "--age", "52", "--sex", "f", "--weight", "63").out
    assert out.startswith("woman, 52 y, 63 kg · NAM reference intakes (US and Canada)\n\ncalcium ")
    assert "1200 mg  RDA         NAM 2011 [1]" in out
    assert "protein, reference intake: 0.8 g/kg × 63 kg." in out
    assert "  [1] Institute of Medicine. Dietary Reference Intakes for Calcium" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_stage_without_values_says_so(run: Run) -> None:
    """With the nearest."""
    out = " ".join(run("targets", "--age", "20m", "--authority", "fda").out.split())
    assert "FDA has no reference intake for calcium at 20 months; the nearest is 1300 mg (DV, 4 years and over)." in out


def test_all_of_them(run: Run) -> None:
    """Every authority, or the one asked for."""
    everything, one = run("targets", "--all").out, run("targets", "--all", "--authority", "uk").out
    assert all(f"{name} · " in everything for name in ("NAM", "EFSA", "NNR", "UK", "WHO/FAO", "FDA", "ESCEO"))
    assert "NAM · " not in one
    assert "UK · calcium · RNI · 1991" in one
    assert max(map(len, everything.splitlines())) <= 80


def test_own_values_are_marked(run: Run, folder: Path) -> None:
    """In the table of a day, under it, and among the references; and one that was replaced is pointed out."""
    (folder / "my.yaml").write_text(
        "values:\n- {authority: clinic, nutrient: potassium, kind: RDA, unit: mg, basis: per day, edition: 2026, "
        "citation: our own, rows: [{value: 4700}]}\n"
    )
    (folder / "day.csv").write_text(LOG)
    told = " ".join(run("check", "day.csv", "--age", "52", "--sex", "f", "--targets", "my.yaml").out.split())
    assert "of 4700 own" in told
    assert "potassium: own value in place of 2600 mg (NAM AI); 4700 mg was NAM's AI of 2005, replaced in 2019" in told
    assert "4700 mg own clinic 2026" in " ".join(run("targets", "--targets", "my.yaml").out.split())


@pytest.mark.parametrize("columns", ["60", "80", "140"])
def test_side_by_side(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """Nothing is cut or wider than the window, and every sign has its word."""
    (folder / "day.csv").write_text(LOG)
    monkeypatch.setenv("COLUMNS", columns)
    out = run("check", "day.csv", "--compare", "nam,efsa,uk,nnr,nam+esceo", "--brief", "--age", "52", "--sex", "f").out
    table = out.split("Side by side")[1].split("Guessed")[0]
    assert max(map(len, out.splitlines())) <= int(columns)
    assert "…" not in table
    assert all(name in table for name in ("NAM", "EFSA", "UK", "NNR", "NAM+ESCEO"))
    assert "? unclear" in table or "▼ low" in table


def test_side_by_side_for_programs(run: Run, folder: Path) -> None:
    """JSON has a list of them, CSV the days once for each, Markdown a table."""
    (folder / "day.csv").write_text(LOG)
    args = ("check", "day.csv", "--compare", "nam,efsa", "--age", "52", "--sex", "f", "--format")
    document = json.loads(run(*args, "json").out)
    jsonschema.validate(document, json.loads(resources.schema_file().read_text(encoding="utf-8")))
    assert [each["authority"]["key"] for each in document["compared"]] == ["NAM", "EFSA"]
    assert [each["date"] for each in document["compared"][1]["days"]] == ["2026-03-02", "2026-03-03", "average"]
    assert document["compared"][1]["days"][2]["nutrients"]["calcium"]["reference"]["value"] == 950
    rows = list(csv.DictReader(io.StringIO(run(*args, "csv").out)))
    assert len(rows) == 2 * 3 * 7
    assert {(row["held_against"], row["reference"]) for row in rows if row["nutrient"] == "calcium"} == {
        ("NAM", "1200.0"),
        ("EFSA", "950.0"),
    }
    assert "## Side by side\n\n| nutrient | intake | NAM |  | EFSA |  |\n" in run(*args, "md").out


def test_an_upper_level_says_by_how_much_and_from_what(run: Run, folder: Path) -> None:
    """Magnesium of supplements alone."""
    (folder / "day.csv").write_text("food,amount,unit\nspinach,500,g\nmagnesium,400,mg\n")
    out = " ".join(run("check", "day.csv", "--age", "52", "--sex", "f").out.split())
    assert (
        "magnesium: 400 mg from supplements, 50 mg above the UL of 350 mg (NAM 1997). Most of it: magnesium 100 %."
        in out
    )
    markdown = run("check", "day.csv", "--age", "52", "--sex", "f", "-f", "md").out
    assert "## Above the upper level" in markdown


TARGETS_SCHEMA = json.loads(resources.schema_file("targets-1.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "asked",
    [
        ("--age", "52", "--sex", "f", "--weight", "63"),
        ("--age", "9m", "--authority", "fda"),
        ("--age", "30", "--life-stage", "trimester 2", "--authority", "nam+esceo"),
        ("--all",),
        ("--all", "--authority", "efsa"),
    ],
)
def test_targets_for_programs_fit_their_schema(run: Run, asked: tuple[str, ...]) -> None:
    """As JSON, with the same rows as CSV; null and empty where there is no value."""
    told = json.loads(run("targets", *asked, "--format", "json").out)
    jsonschema.validate(told, TARGETS_SCHEMA)
    rows = list(csv.DictReader(io.StringIO(run("targets", *asked, "-f", "CSV").out)))
    assert [list(row) for row in rows] == [list(value) for value in told["values"]]
    assert [row["nutrient"] for row in rows] == [value["nutrient"] for value in told["values"]]
    values = [None if row["value"] == "" else float(row["value"]) for row in rows]
    assert values == [value["value"] for value in told["values"]]
    assert (told["profile"] is None) == ("--all" in asked)


def test_a_role_without_a_value_says_why(run: Run) -> None:
    """And has no number."""
    told = json.loads(run("targets", "--age", "52", "--authority", "uk", "-f", "json").out)["values"]
    (upper,) = (row for row in told if (row["nutrient"], row["role"]) == ("magnesium", "upper_level"))
    assert (upper["value"], upper["citation"]) == (None, None)
    assert upper["why"] == "No upper level for magnesium by UK is in the table."
