"""Whatever a log holds: every row is a line of the report, and one that could not be counted is a problem too."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bonecheck
from bonecheck.errors import BonecheckError
from bonecheck.reports import json_report

HEADER = ("date", "meal", "food", "amount", "unit", "note")
FOODS = st.sampled_from(["egg", "milk, whole", "Natto", "2 slices bread", "qzzkx", "NA", "", "vitamin D3", "[/b]", '"'])
AMOUNTS = st.sampled_from(["", "1", "1,5", "1,500", "1/2", "-1", "0", "NaN", "1e400", "2 cups", "½", "x"])
UNITS = st.sampled_from(["", "g", "cup", "large", "IU", "parsec", "\0"])
DATES = st.sampled_from(["", "2026-03-02", "3/4/2026", "13/4/2026", "4/13/2026", "soon", "0/5/2026"])
# Many control characters make a binary file, which is refused whole.
WILD = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)
CELLS = (DATES | WILD, WILD, FOODS | WILD, AMOUNTS | WILD, UNITS | WILD, WILD)
TABLES = st.lists(st.tuples(*CELLS) | st.lists(WILD, min_size=1, max_size=9), min_size=1, max_size=6)
FRAGMENTS = st.sampled_from(
    [
        '"',
        '""',
        ",",
        ";",
        "\n",
        "\r\n",
        "\r",
        " ",
        "egg",
        "milk",
        "2",
        "1,5",
        "food",
        "\0",
        "\t",
        '"tea"',
        "\ufeff",
        "é",
    ]
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file for the logs."""
    return tmp_path_factory.mktemp("logs") / "log.csv"


def report_of(place: Path, data: bytes) -> dict[str, Any] | None:
    """The JSON report on a log, or None where the run is impossible, which one line must say."""
    place.write_bytes(data)
    try:
        return json_report.document(bonecheck.check(place))
    except BonecheckError as error:
        said = str(error)
    assert said
    assert "\n" not in said
    return None


def holds_together(report: dict[str, Any]) -> None:
    """A line without a food is told as lost, and every problem is about a line of the file."""
    lost = {problem["line"] for problem in report["problems"] if problem["severity"] == "lost"}
    for line in report["lines"]:
        counted = line["grams"] is not None or (line["supplement"] or {}).get("amount") is not None
        assert counted or line["line"] in lost, line


def written(table: Sequence[Sequence[str]], delimiter: str, end: str) -> str:
    """A table as a CSV writer writes it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADER, *table])
    return out.getvalue()


def one_line_each(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """The table with its cells' line ends made spaces."""
    return [[" ".join(cell.splitlines()).replace("\r", " ") for cell in row] for row in table]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(table=TABLES, delimiter=st.sampled_from(",;\t"), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_rows_in_are_lines_out(place: Path, table: list[list[str]], delimiter: str, end: str) -> None:
    """Each row that is not blank is at the line where it stands."""
    cells = [*one_line_each(table), ["2026-03-02", "", "egg", "1", "large", ""]]
    report = report_of(place, written(cells, delimiter, end).encode("utf-8", "replace"))
    assert report is not None
    rows = [number for number, row in enumerate(cells, start=2) if any(map(str.strip, row))]
    # A row that names several foods has a line for each.
    assert list(dict.fromkeys(line["line"] for line in report["lines"])) == rows
    holds_together(report)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(table=TABLES)
def test_cells_of_several_lines_lose_nothing(place: Path, table: list[list[str]]) -> None:
    """A record may be taken apart, never left out: there is a line for each that is not blank."""
    cells = [*table, ["2026-03-02", "", "egg", "1", "large", ""]]
    report = report_of(place, written(cells, ",", "\n").encode("utf-8", "replace"))
    assert report is not None
    assert len(report["lines"]) >= sum(any(map(str.strip, row)) for row in cells)
    holds_together(report)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(fragments=st.lists(FRAGMENTS, max_size=40))
def test_lines_of_broken_csv_are_all_there(place: Path, fragments: list[str]) -> None:
    """Every line that is not blank is a line of the report, or within a cell that the report says runs over lines."""
    text = "food,amount,unit\n" + "".join(fragments) + "\negg,1,large\n"
    report = report_of(place, text.encode())
    if report is None:
        return
    numbered = enumerate(io.StringIO(text, newline=None), start=1)
    wanted = {number for number, line in numbered if number > 1 and line.strip(' ,;\t\r\n"\ufeff')}
    found = {line["line"] for line in report["lines"]}
    assert wanted <= found or any(problem["code"] == "multi-line-cell" for problem in report["problems"])
    holds_together(report)


@settings(deadline=None, max_examples=100)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_report_or_one_line(place: Path, data: bytes) -> None:
    """Nothing else comes out, with or without a header above them."""
    report_of(place, data)
    report_of(place, b"food,amount,unit\n" + data)
