"""Step 6, report: one file per format over one Report; ``FORMATS`` is the explicit list."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import Final

from bonecheck.report import Report
from bonecheck.reports.base import Style


class Format(StrEnum):
    """The formats that a report can be written in."""

    TERMINAL = "terminal"
    JSON = "json"
    CSV = "csv"
    MD = "md"


# Imported when chosen: Rich is of no use to JSON.
FORMATS: Final = {
    Format.TERMINAL: "bonecheck.reports.terminal",
    Format.JSON: "bonecheck.reports.json_report",
    Format.CSV: "bonecheck.reports.csv_report",
    Format.MD: "bonecheck.reports.markdown",
}


def render(report: Report, format_: Format, style: Style) -> str:
    """The report in one of the formats."""
    text: str = import_module(FORMATS[format_]).render(report, style)
    return text
