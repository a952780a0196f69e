"""The report as CSV: one row per day and nutrient, columns ``report.COLUMNS``, unrounded, empty where unknown."""

from __future__ import annotations

import csv
import io

from bonecheck.report import COLUMNS, Report, rows
from bonecheck.reports.base import Style


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every format takes a style; CSV has none
    """The report as CSV in RFC 4180's quoting with LF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in rows(report))
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value
