"""The results of a batch as one Excel workbook: summary, scores, problems and matches.

Numbers are numbers and shown rounded; text is written as text, never as a formula or a link. A lower bound shows its
"≥". Written row by row, so that the packed file alone is held in memory; a table that is longer than a sheet goes on in the next.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from bonecheck.model import Status
from bonecheck.nutrients import BY_KEY, NUTRIENTS
from bonecheck.reports import batch_shape, batch_words
from bonecheck.reports.base import word
from bonecheck.reports.batch import Shape

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from bonecheck.batch.results import Results

# Rows that a sheet takes, its heading among them.
SHEET_ROWS: Final = 1_048_576
# A cell takes 32,767 halves of characters; a character may have two.
_CELL: Final = 16_383
# What XML cannot hold, and its stand-in.
_ILLEGAL: Final = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\ufffe\uffff]"
_STAND_IN: Final = "\ufffd"
# The same results give the same file, so the workbook does not say when it was made.
_MADE: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a constant without a place
_FILLS: Final = {
    Status.LOW: "#F8CBAD",
    Status.UNCLEAR: "#FFE699",
    Status.HIGH: "#E4C1F9",
    Status.MET: "#C6E0B4",
    Status.NO_REFERENCE: "#E7E6E6",
}
# A share below 100 is not shown as 100.
_PERCENT: Final = '[<99.5]0" %";[<100]"99 %";0" %"'
# Nothing of a confidence is certain: never 0 or 100.
_SHARE: Final = '[<0.015]"1 %";[<0.985]0 %;"99 %"'
_NUMBERS: Final = {
    "energy_kcal": "0",
    "percent": _PERCENT,
    "confidence": _SHARE,
    "confidence_at_most": _SHARE,
    **dict.fromkeys(("intake", "at_most", "gap", "excess"), "0.0"),
}
# Widths of columns in characters: what is shown of a text is as wide as its longest, within limits.
_NARROW: Final = 11
_TEXT: Final = (10, 50)
_SAMPLE: Final = 1000
# Columns that a page of paper has room for.
_ON_PAPER: Final = 12
# The height of a heading of three lines, in points.
_HEADING: Final = 45
_WORD: Final = {status.value: word(status) for status in Status}


class Column(NamedTuple):
    """One column of a sheet: its heading, how numbers look, and whether it holds verdicts or lower bounds."""

    name: str
    heading: str
    number: str = ""
    verdict: bool = False
    bound: str = ""


def write(results: Results, shape: Shape, file: BinaryIO) -> None:
    """One workbook with all that the run found."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    # A workbook that could not be written whole complains when it is forgotten; in memory it always can.
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"created": _MADE})
        _summary(book, results)
        scores = batch_shape.table(results, shape)
        per = "Per day" if results.per == "day" else "Per client"
        _sheets(book, per, scores, list(_columns(scores.columns)), frozen=len(batch_shape.keys(results)))
        for name, frame in (("Problems", results.problems), ("Matches", results.matches)):
            _sheets(book, name, frame, [Column(each, each) for each in frame.columns], frozen=0)
    file.write(made.getbuffer())


def _columns(names: Sequence[str]) -> Iterator[Column]:
    """How each column of the scores is headed and shown; whether it is a lower bound is shown by the intake itself."""
    wide = {column.name: column for nutrient in NUTRIENTS for column in _of_nutrient(nutrient.key)}
    for name in names:
        if name in wide:
            yield wide[name]
        elif not name.endswith("_lower_bound"):
            yield Column(name, name.replace("_", " "), _NUMBERS.get(name, ""), verdict=name == "status")


def _of_nutrient(key: str) -> Iterator[Column]:
    nutrient = BY_KEY[key]
    decimals = f"0.{'0' * nutrient.decimals}".removesuffix(".")
    label = nutrient.label
    yield Column(nutrient.column, f"{label} {nutrient.unit}", decimals, bound=f"{key}_unknown_foods")
    yield Column(f"{key}_at_most", f"{label} at most", decimals)
    yield Column(f"{key}_unknown_foods", f"{label} unknown foods")
    yield Column(f"{key}_reference", f"{label} reference")
    yield Column(f"{key}_percent", f"{label} %", _PERCENT)
    yield Column(f"{key}_status", f"{label} verdict", verdict=True)
    yield Column(f"{key}_confidence", f"{label} confidence", _SHARE)


def _sheets(book: Workbook, name: str, frame: pl.DataFrame, columns: Sequence[Column], frozen: int) -> None:
    """A table in one sheet, or in as many as it needs."""
    shown = _safe(frame.select(column.name for column in columns))
    room = SHEET_ROWS - 1
    for number, first in enumerate(range(0, max(shown.height, 1), room), 1):
        sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
        part = shown.slice(first, room)
        _dress(book, sheet, part, columns)
        sheet.freeze_panes(1, frozen)
        sheet.set_row(0, _HEADING)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        if len(columns) <= _ON_PAPER:
            _fit(sheet)
        if frozen:
            sheet.repeat_columns(0, frozen - 1)
        _head(book, sheet, part, columns)
        _fill(sheet, part)


def _head(book: Workbook, sheet: Worksheet, frame: pl.DataFrame, columns: Sequence[Column]) -> None:
    """A heading stands above its column as the cells do."""
    common = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    of_text, of_number = (
        book.add_format({**common, **each}) for each in ({"align": "left", "indent": 1}, {"align": "right"})
    )
    for place, column in enumerate(columns):
        is_text = frame.schema[column.name] == pl.String
        sheet.write_string(0, place, column.heading, of_text if is_text else of_number)


def _safe(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame whose text a workbook can hold, that no cell is a formula, with verdicts in the words of reports."""
    text = pl.selectors.string()
    held = text.replace("", None).str.replace_all(_ILLEGAL, _STAND_IN).str.slice(0, _CELL)
    status = pl.selectors.matches("^(.*_)?status$")
    return batch_shape.guarded(frame.with_columns(held)).with_columns(status.replace(_WORD))


def _fill(sheet: Worksheet, frame: pl.DataFrame) -> None:
    put: dict[type, Callable[[int, int, Any], object]] = {
        str: sheet.write_string,
        int: sheet.write_number,
        float: sheet.write_number,
        bool: sheet.write_boolean,
        dt.date: sheet.write_datetime,
    }
    for number, row in enumerate(frame.iter_rows(), 1):
        for place, value in enumerate(row):
            if value is not None:
                put[type(value)](number, place, value)


def _dress(book: Workbook, sheet: Worksheet, frame: pl.DataFrame, columns: Sequence[Column]) -> None:
    """Widths, number formats and colours of the columns, and a filter over all of them."""
    last, names = frame.height, [column.name for column in columns]
    formats: dict[str, Format] = {}
    text = book.add_format({"indent": 1})
    for place, column in enumerate(columns):
        number = "yyyy-mm-dd" if frame.schema[column.name] == pl.Date else column.number
        if number not in formats:
            formats[number] = book.add_format({"num_format": number} if number else {})
        # Text stands off from the number before it.
        style = text if frame.schema[column.name] == pl.String else formats[number]
        sheet.set_column(place, place, _width(frame[column.name]), style)
        if column.verdict:
            _color(book, sheet, (1, place, max(last, 1), place))
        if column.bound:
            unknown = xl_rowcol_to_cell(1, names.index(column.bound))
            bound = book.add_format({"num_format": f'"≥ "{number}'})
            rule = {"type": "formula", "criteria": f"={unknown}>0", "format": bound}
            sheet.conditional_format(1, place, max(last, 1), place, rule)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)


def _width(values: pl.Series) -> int:
    if values.dtype != pl.String:
        return _NARROW
    longest = values.head(_SAMPLE).str.len_chars().max()
    return min(max(int(str(longest or 0)) + 2, _TEXT[0]), _TEXT[1])


def _color(book: Workbook, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    for status, fill in _FILLS.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{word(status)}"'}
        sheet.conditional_format(*area, {**rule, "format": book.add_format({"bg_color": fill})})


def _summary(book: Workbook, results: Results) -> None:
    """Who was scored, how many have which verdict, and what was lost."""
    sheet = book.add_worksheet("Summary")
    bold = book.add_format({"bold": True})
    _fit(sheet)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 6, 12, book.add_format({"align": "right"}))
    for number, row in enumerate(_summary_rows(results)):
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell)
            else:
                fill = {"bg_color": _FILLS[cell], "bold": True, "align": "right"} if isinstance(cell, Status) else None
                style = book.add_format(fill) if fill else None
                told = word(cell) if isinstance(cell, Status) else str(cell)
                sheet.write_string(number, place, told, style or (bold if len(row) == 1 and place == 0 else None))


def _fit(sheet: Worksheet) -> None:
    """On paper a sheet is as wide as a page, and as long as it needs."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _summary_rows(results: Results) -> Iterator[tuple[object, ...]]:
    yield ("bonecheck batch",)
    yield (batch_words.whose(results), "")
    yield (batch_words.assumed(results), "")
    yield ()
    yield ("How many days" if results.per == "day" else "How many clients",)
    yield ("", *batch_words.VERDICTS)
    for key, counts in batch_words.group(results).items():
        yield (BY_KEY[key].label, *counts.values())
    yield ()
    yield ("Lost",)
    yield (batch_words.lost(results), "")
    yield ("problem", "how many", "severity")
    for loss in batch_words.losses(results):
        yield (loss.code, loss.times, loss.severity)
    yield ()
    yield ("Not medical advice.", "")
