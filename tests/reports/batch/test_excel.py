"""Results as an Excel workbook, read back by another library than wrote it."""

from __future__ import annotations

import io
from typing import Any

import polars as pl
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bonecheck.batch.results import Results
from bonecheck.model import Status
from bonecheck.nutrients import KEYS
from bonecheck.reports import batch_excel, batch_words
from bonecheck.reports.batch import Shape
from bonecheck.spreadsheet import guarded


def _book(results: Results, shape: Shape = Shape.WIDE) -> Workbook:
    file = io.BytesIO()
    batch_excel.write(results, shape, file)
    return load_workbook(file)


def _rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    heads, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def _places(sheet: Worksheet) -> dict[str, str]:
    """The letter of each column, by its heading."""
    (heads,) = sheet.iter_rows(max_row=1, values_only=True)
    return {str(head): get_column_letter(number) for number, head in enumerate(heads, 1)}


def test_a_workbook_has_four_sheets(results: Results, daily: Results) -> None:
    """Summary first; the scores say what they are per."""
    assert _book(results).sheetnames == ["Summary", "Per client", "Problems", "Matches"]
    assert _book(daily).sheetnames == ["Summary", "Per day", "Problems", "Matches"]


def test_the_summary_counts_the_group_and_the_losses(results: Results) -> None:
    """The figures of every nutrient, the sentence on what was lost, and each kind of problem."""
    rows = list(_book(results)["Summary"].iter_rows(values_only=True))
    assert ("", "low", "unclear", "high", "met", "none set") in [("", *row[1:]) for row in rows]
    counts = batch_words.group(results)
    assert ("vitamin K2", *counts["vitamin_k2"].values()) in rows
    assert batch_words.lost(results) in [row[0] for row in rows]
    assert ("unknown-food", 7, "lost") in [row[:3] for row in rows]


def test_numbers_are_numbers_and_unknown_is_empty(results: Results) -> None:
    """Unrounded; what is shown rounds them."""
    rows = _rows(_book(results), "Per client")
    assert [row["calcium mg"] for row in rows] == results.scores["intake"].gather_every(7).to_list()
    assert [row["calcium %"] for row in rows] == results.scores["percent"].gather_every(7).to_list()
    broccoli = rows[-1]
    assert (broccoli["client"], broccoli["calcium mg"], broccoli["calcium at most"]) == ("🥦 zoë", 0, None)


def test_verdicts_are_words_with_a_colour(results: Results) -> None:
    """The word of the reports, coloured by a rule for each verdict."""
    book = _book(results)
    assert {row["vitamin K2 verdict"] for row in _rows(book, "Per client")} == {"met", "unclear", "none set"}
    sheet = book["Per client"]
    place = _places(sheet)["vitamin K2 verdict"]
    rules = sheet.conditional_formatting[f"{place}2:{place}9"]
    assert [rule.formula for rule in rules] == [[f'"{each}"'] for each in ("low", "unclear", "high", "met", "none set")]
    assert all(rule.dxf.fill.bgColor.rgb != "00000000" for rule in rules)


def test_a_lower_bound_shows_its_sign(results: Results) -> None:
    """By a rule on the count of unknown foods of the same row and nutrient."""
    sheet = _book(results)["Per client"]
    places = _places(sheet)
    (rule,) = sheet.conditional_formatting[f"{places['vitamin D µg']}2:{places['vitamin D µg']}9"]
    assert rule.formula == [f"{places['vitamin D unknown foods']}2>0"]
    assert rule.dxf.numFmt.formatCode == '"≥ "0.0'


def test_the_heading_stays_and_filters(results: Results, daily: Results) -> None:
    """Frozen with the client, and with the day where there is one."""
    assert _book(results)["Per client"].freeze_panes == "B2"
    assert _book(daily)["Per day"].freeze_panes == "C2"
    assert _book(results)["Problems"].freeze_panes == "A2"
    assert _book(results)["Problems"].auto_filter.ref == "A1:G11"


@pytest.mark.parametrize("shape", Shape)
def test_no_cell_is_a_formula_or_a_link(results: Results, shape: Shape) -> None:
    """Text is text in every sheet, even where somebody edits the cell."""
    book = _book(results, shape)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    assert [cell.value for cell in cells if cell.data_type == "s" and cell.value != guarded(str(cell.value))] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    assert {"'=HYPERLINK(1)", "'=1+1 is no number", "'=gran's [/b] plum� jam"} <= {cell.value for cell in cells}


def test_the_long_shape_has_a_row_per_nutrient(daily: Results) -> None:
    """Under the names of the scores, dates as dates."""
    rows = _rows(_book(daily, Shape.LONG), "Per day")
    assert len(rows) == daily.scores.height
    assert [row["nutrient"] for row in rows[:7]] == list(KEYS)
    assert f"{rows[0]['date']:%Y-%m-%d}" == "2026-03-02"
    assert rows[7]["date"] is None


def test_what_a_workbook_cannot_hold_is_replaced(results: Results) -> None:
    """Control characters become a stand-in, a text longer than a cell is cut, and the file opens."""
    odd = ["a\x00b\x08c\ufffe", "x" * 40_000, "🥦" * 20_000, "https://example.org", "1"]
    names = [f"{text}" for text in (*odd, "anna", "zoë")]
    frame = results.problems.head(len(names)).with_columns(message=pl.Series(names))
    shown = [row["message"] for row in _rows(_book(results._replace(problems=frame)), "Problems")]
    assert shown[0] == "a�b�c�"
    assert [len(text) for text in shown[1:3]] == [16_383, 16_383]
    assert shown[3:] == names[3:]


def test_a_long_table_goes_on_in_the_next_sheet(results: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row is in one of them, under the same heading."""
    monkeypatch.setattr(batch_excel, "SHEET_ROWS", 4)
    book = _book(results)
    assert book.sheetnames[1:4] == ["Per client", "Per client 2", "Per client 3"]
    rows = [row["client"] for sheet in book.sheetnames[1:4] for row in _rows(book, sheet)]
    assert rows == [guarded(client) for client in results.clients["client"].str.replace_all("\x1b", "�")]


def test_empty_tables_have_their_heading(nothing_lost: Results) -> None:
    """No problems is a sheet without rows."""
    assert list(_book(nothing_lost)["Problems"].values) == [tuple(nothing_lost.problems.columns)]


def test_every_verdict_has_a_colour() -> None:
    """A new verdict needs one."""
    assert set(batch_excel._FILLS) == set(Status)
