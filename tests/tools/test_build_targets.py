"""The targets file against the published table it is made from, row by row, and that a rebuild changes nothing."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from build_targets import LEFT_OUT, left_out, main

from bonecheck import yaml_file
from bonecheck.references import NO_AUTHORITY, ReferenceValue
from bonecheck.targets_file import parse_targets

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
KINDS = {"guidance_low": "guidance", "guideline_min": "guideline"}
# What one value is about, its amount (None: none set), and how it was checked.
Fact = tuple[str | float | None, ...]


@pytest.fixture(scope="module")
def published() -> list[dict[str, str]]:
    """The published table."""
    if not PUBLISHED.is_file():
        pytest.skip("the published table (../shared/references/reference_intakes.csv) is not on this machine")
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows() -> tuple[ReferenceValue, ...]:
    """Our rows."""
    table = parse_targets(yaml_file.load(TARGETS), "targets.yaml")
    return table.rows


def fact(row: dict[str, str]) -> Fact:
    """A published row in our terms; an age is its first month, an increment our ``plus``."""
    return (
        row["authority"],
        KEYS[row["nutrient"]],
        KINDS.get(row["kind"], row["kind"]),
        float(row["value"]) if row["value"] else None,
        row["unit"].replace("ug", "µg"),
        row["basis"].startswith("per day"),
        row["sex"],
        round(12 * float(row["age_min_years"])),
        row["edition_year"],
        row["checked"],
    )


def our_fact(row: ReferenceValue) -> Fact:
    """The same of one of our rows."""
    value = row.plus or row.value
    per_day = row.basis == "per day" or bool(row.plus)
    about = (row.authority, row.nutrient, row.kind, value, row.unit, per_day, row.sex, row.first_month)
    return (*about, row.edition, row.checked)


def test_every_published_value_is_there_or_has_a_reason(
    published: list[dict[str, str]], rows: tuple[ReferenceValue, ...]
) -> None:
    """And nothing else is there but the same values for younger women after menopause, and the level for K2."""
    expected = Counter(fact(row) for row in published if not left_out(row))
    ours = Counter(our_fact(row) for row in rows if row.authority != NO_AUTHORITY and row.stage != "postmenopause")
    assert ours == expected
    assert sum(ours.values()) == 715
    younger = [row for row in rows if row.stage == "postmenopause"]
    assert {(row.authority, row.nutrient) for row in younger} == {
        ("WHO/FAO", "calcium"),
        ("ESCEO", "calcium"),
        ("ESCEO", "vitamin_d"),
        ("ESCEO", "protein"),
    }


def test_every_reason_is_one_in_the_file(published: list[dict[str, str]]) -> None:
    """Total vitamin K of five authorities, and the edition of Japan that was replaced."""
    reasons = Counter(left_out(row) for row in published)
    head = " ".join(line.lstrip("# ") for line in TARGETS.read_text(encoding="utf-8").splitlines() if line[:1] == "#")
    assert {reason for _, reason in LEFT_OUT} == {reason for reason in reasons if reason}
    assert all(reason in head for _, reason in LEFT_OUT)
    assert sum(reasons.values()) - reasons[""] == 73


def test_upper_ages_trimesters_and_diets(published: list[dict[str, str]], rows: tuple[ReferenceValue, ...]) -> None:
    """What the table says in words or by a last age is a field of the row."""
    words = [row["note"] for row in published if not left_out(row)]
    assert sum("trimester" in note for note in words) == sum(
        row.stage == "pregnancy" and row.first_part is not None for row in rows
    )
    assert sum("phytate intake" in note or "bioavailability" in note for note in words) == sum(
        row.phytate != "any" for row in rows
    )
    open_ended = sum(not row["age_max_years"] for row in published if not left_out(row))
    assert open_ended == sum(row.last_month is None for row in rows if row.authority != NO_AUTHORITY)


def test_citations_belong_to_the_source(published: list[dict[str, str]], rows: tuple[ReferenceValue, ...]) -> None:
    """Each nutrient's report, by the year in its citation."""
    years = {(row["authority"], KEYS[row["nutrient"]], row["edition_year"]) for row in published}
    for row in rows:
        if row.authority == "NAM":
            assert f"National Academies Press {row.edition}. doi:10.17226/" in row.citation
        assert row.authority == NO_AUTHORITY or (row.authority, row.nutrient, row.edition) in years


def test_what_no_authority_sets_is_the_k2_comparison_alone(rows: tuple[ReferenceValue, ...]) -> None:
    """None for children, 30 µg for adults."""
    extra = [(row.nutrient, row.kind, row.first_month, row.value) for row in rows if row.authority == NO_AUTHORITY]
    assert extra == [("vitamin_k2", "comparison", 0, None), ("vitamin_k2", "comparison", 19 * 12, 30)]


@pytest.mark.usefixtures("published")
def test_a_rebuild_changes_nothing(tmp_path: Path) -> None:
    """Byte for byte."""
    out = tmp_path / "targets.yaml"
    main(["--shared", str(PUBLISHED.parents[1]), "--out", str(out)])
    assert out.read_bytes() == TARGETS.read_bytes()
