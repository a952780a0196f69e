"""The CSV report: one row per day and nutrient, for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from bonecheck import Report
from bonecheck.nutrients import KEYS
from bonecheck.report import COLUMNS, rows
from bonecheck.reports import Format, render
from bonecheck.reports.base import Style


def _table(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(report, Format.CSV, Style()))))


def test_the_shared_report(report: Report, golden: Callable[[str, str], None]) -> None:
    """The whole report as CSV."""
    golden("reports/report.csv", render(report, Format.CSV, Style()))


def test_one_row_per_day_and_nutrient(report: Report) -> None:
    """Two days and their mean make three times seven rows under the documented header."""
    table = _table(report)
    assert tuple(table[0]) == COLUMNS
    assert [(row["date"], row["nutrient"]) for row in table] == [
        (date, key) for date in ("2026-03-02", "2026-03-03", "average") for key in KEYS
    ]


def test_numbers_come_back_as_they_were(report: Report) -> None:
    """Nothing is rounded: the text of a float reads back as that float."""
    index = COLUMNS.index("intake")
    assert [float(row["intake"]) for row in _table(report)] == [row[index] for row in rows(report)]


def test_unknown_is_empty_and_never_zero(check_text: Callable[..., Report]) -> None:
    """Where nothing limits the unknown foods, the cell is empty."""
    table = _table(check_text("food,amount,unit\nvitamin K2,,\nmilk,1,cup\n"))
    row = next(row for row in table if row["nutrient"] == "vitamin_k2")
    assert (row["lower_bound"], row["at_most"], row["excess"]) == ("true", "", "")


def test_no_text_of_the_log_is_in_it(report: Report) -> None:
    """A spreadsheet cannot be made to run a food's name as a formula: names are not written."""
    assert "pie" not in render(report, Format.CSV, Style())


def test_it_is_the_frame_of_the_python_api(report: Report) -> None:
    """CSV and ``Report.to_frame()`` have the same columns and rows."""
    frame = report.to_frame()
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["nutrient"]) == [row["nutrient"] for row in _table(report)]
