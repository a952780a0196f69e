"""The variability file: a rebuild changes nothing, and adults of both sexes have every nutrient."""

import csv
from pathlib import Path

import pytest
from build_variability import main

from bonecheck.nutrients import KEYS

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data" / "variability.csv"
SHARED = ROOT.parent / "shared"


def test_a_rebuild_changes_nothing(tmp_path: Path) -> None:
    """Byte for byte."""
    if not (SHARED / "references" / "intake_variability.csv").is_file():
        pytest.skip("the published table (../shared/references/intake_variability.csv) is not on this machine")
    out = tmp_path / "variability.csv"
    main(["--shared", str(SHARED), "--out", str(out)])
    assert out.read_bytes() == DATA.read_bytes()


@pytest.mark.parametrize("nutrient", KEYS)
def test_adults_have_every_nutrient(nutrient: str) -> None:
    """From 19 to 50 years and from 51, women and men."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["nutrient"] == nutrient]
    groups = {(row["sex"], row["age_min"], row["age_max"]) for row in rows}
    assert {(sex, *ages) for sex in ("female", "male") for ages in (("19", "50"), ("51", ""))} <= groups
