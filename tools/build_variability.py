"""Write data/variability.csv from the table of published variations of intake and requirement.

    python tools/build_variability.py [--shared ../shared] [--out data/variability.csv]

Reads references/intake_variability.csv. Adults have the day-to-day variation derived from NHANES 2015-16, which covers all
seven nutrients and both sexes; children of 4 to 18 years that of protein in CSFII 1994-96, all that is published for them.
A second run changes nothing. Run by a maintainer, never at run time.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Row = dict[str, str]
COLUMNS = (
    "nutrient", "sex", "age_min", "age_max", "sd_within", "cv_within", "requirement_cv", "requirement_shape", "caution",
    "population", "people", "citation", "checked",
)  # fmt: skip
# The table's nutrient → ours, the CV of the requirement in per cent, its shape, and what must be said.
# 10 % is what the National Academies take where nothing is known; protein: IOM 2005, half the 16th to 84th centile.
NUTRIENTS = {
    "calcium": ("calcium", 10, "normal", ""),
    "vitamin D": ("vitamin_d", 10, "normal", ""),
    "magnesium": ("magnesium", 10, "normal", ""),
    "vitamin K": ("vitamin_k2", 10, "normal", "all of vitamin K; that of K2 alone is not known"),
    "zinc": (
        "zinc",
        10,
        "normal",
        "sources disagree on how much zinc varies; CSFII 1994-96 has over 60 % from day to day",
    ),
    "potassium": ("potassium", 10, "normal", ""),
    "protein": ("protein", 12, "log-normal", ""),
}
# For vitamin K2 the variation of all of vitamin K says that it is large; an amount of it says nothing.
WITHOUT_SD = ("vitamin K",)
CITATIONS = {
    "NHANES 2015-16": "Derived from NHANES 2015-16: variance of one-day recalls less that of usual intake (Passarelli 2022)",
    "CSFII 1994-96": "Institute of Medicine. DRIs: Applications in Dietary Assessment. 2000, table B-5. doi:10.17226/9956",
}


def read_table(shared: Path) -> list[Row]:
    """The published table."""
    with (shared / "references" / "intake_variability.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rows(table: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """One row for each nutrient, sex and age group that has a standard deviation and a CV of one survey."""
    cvs = {_group(row): row["value"] for row in table if row["statistic"] == "within_person_cv"}
    for row in table:
        if row["statistic"] == "within_person_sd" and _group(row) in cvs:
            yield _made(row, cvs[_group(row)])


def _group(row: Row) -> tuple[str, ...]:
    return tuple(row[key] for key in ("nutrient", "sex", "age_min_years", "age_max_years", "population"))


def _made(row: Row, cv_within: str) -> tuple[str, ...]:
    nutrient, cv, shape, caution = NUTRIENTS[row["nutrient"]]
    last = row["age_max_years"]
    return (
        nutrient,
        row["sex"],
        f"{float(row['age_min_years']):g}",
        f"{float(last):g}" if last else "",
        "" if row["nutrient"] in WITHOUT_SD else f"{float(row['value']):g}",
        f"{float(cv_within):g}",
        f"{cv}",
        shape,
        caution,
        row["population"],
        f"{float(row['n']):g}",
        CITATIONS[row["population"]],
        row["checked"],
    )


def render(table: Sequence[Row]) -> str:
    """The whole of variability.csv, sorted by its first columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    ordered: list[tuple[str, ...]] = sorted(rows(table), key=_order)
    writer.writerows(ordered)
    return out.getvalue()


def _order(row: tuple[str, ...]) -> tuple[str, str, int]:
    return row[0], row[1], int(row[2])


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file that the command line names."""
    parser = argparse.ArgumentParser(description="Write data/variability.csv from the published variations.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the published tables")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "variability.csv", help="file to write")
    options = parser.parse_args(arguments)
    options.out.write_text(render(read_table(options.shared)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
