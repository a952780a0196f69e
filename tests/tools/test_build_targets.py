"""The targets file against the published table it is made from, row by row, and that a rebuild changes nothing."""

import csv
from pathlib import Path

import pytest
from build_targets import main

from bonecheck import yaml_file
from bonecheck.references import NO_AUTHORITY, ReferenceValue, parse_targets

ROOT = Path(__file__).parents[2]
TARGETS = ROOT / "data" / "targets.yaml"
PUBLISHED = ROOT.parent / "shared" / "references" / "reference_intakes.csv"
KEYS = {
    "calcium": "calcium",
    "vitamin D": "vitamin_d",
    "magnesium": "magnesium",
    "vitamin K": "vitamin_k2",
    "zinc": "zinc",
    "potassium": "potassium",
    "protein": "protein",
}
# What one value is about, its amount (None: none set), and how it was checked.
Fact = tuple[str | float | None, ...]


@pytest.fixture(scope="module")
def published() -> list[dict[str, str]]:
    """NAM's rows of the published table that reach the age of one year."""
    if not PUBLISHED.is_file():
        pytest.skip("the published table (../shared/references/reference_intakes.csv) is not on this machine")
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["authority"] == "NAM"]
    # An upper age of 1.0 is that of the group from 7 to 12 months.
    return [row for row in rows if row["age_max_years"] not in {"0.5", "1.0"}]


@pytest.fixture(scope="module")
def rows() -> tuple[ReferenceValue, ...]:
    """Our rows."""
    return parse_targets(yaml_file.load(TARGETS), "targets.yaml").rows


def is_total_vitamin_k(row: dict[str, str]) -> bool:
    """NAM's AI for vitamin K counts phylloquinone as well and was set by it: it is no value for K2."""
    return row["nutrient"] == "vitamin K" and row["kind"] == "AI"


def fact(row: dict[str, str]) -> Fact:
    """A published row in our terms: ages from 1, an empty value none set, and that for every life stage."""
    return (
        KEYS[row["nutrient"]],
        row["kind"],
        float(row["value"]) if row["value"] else None,
        row["unit"].replace("ug", "µg"),
        row["basis"],
        row["sex"],
        max(1.0, float(row["age_min_years"])),
        float(row["age_max_years"]) if row["age_max_years"] else None,
        row["life_stage"] if row["value"] else "any",
        row["edition_year"],
        row["checked"],
    )


def our_fact(row: ReferenceValue) -> Fact:
    """The same of one of our rows."""
    person = (row.sex, row.age_min, row.age_max, row.stage)
    return (row.nutrient, row.kind, row.value, row.unit, row.basis, *person, row.edition, row.checked)


def test_every_published_value_is_there_and_nothing_else(
    published: list[dict[str, str]], rows: tuple[ReferenceValue, ...]
) -> None:
    """But for total vitamin K; the table's other rows for NAM are the seven nutrients and no more."""
    expected = [fact(row) for row in published if not is_total_vitamin_k(row)]
    ours = [our_fact(row) for row in rows if row.authority == "NAM"]
    assert sorted(ours, key=str) == sorted(expected, key=str)
    assert len(set(ours)) == len(ours) == 323


def test_the_left_out_values_are_those_of_total_vitamin_k(published: list[dict[str, str]]) -> None:
    """20 adequate intakes from 30 to 120 µg; the head of targets.yaml says why they are not there."""
    left_out = [float(row["value"]) for row in published if is_total_vitamin_k(row)]
    assert (len(left_out), min(left_out), max(left_out)) == (20, 30, 120)
    assert "Left out NAM's AI for vitamin K" in TARGETS.read_text(encoding="utf-8")


def test_citations_belong_to_the_source(published: list[dict[str, str]], rows: tuple[ReferenceValue, ...]) -> None:
    """Each nutrient's report, by the year in its citation."""
    years = {(KEYS[row["nutrient"]], row["edition_year"]) for row in published}
    for row in rows:
        if row.authority == "NAM":
            assert (row.nutrient, row.edition) in years
            assert f"National Academies Press {row.edition}. doi:10.17226/" in row.citation


def test_what_no_authority_sets_is_the_k2_comparison_alone(rows: tuple[ReferenceValue, ...]) -> None:
    """None for children, 30 µg for adults."""
    extra = [(row.nutrient, row.kind, row.age_min, row.value) for row in rows if row.authority == NO_AUTHORITY]
    assert extra == [("vitamin_k2", "comparison", 1, None), ("vitamin_k2", "comparison", 19, 30)]


@pytest.mark.usefixtures("published")
def test_a_rebuild_changes_nothing(tmp_path: Path) -> None:
    """Byte for byte."""
    out = tmp_path / "targets.yaml"
    main(["--shared", str(PUBLISHED.parents[1]), "--out", str(out)])
    assert out.read_bytes() == TARGETS.read_bytes()
