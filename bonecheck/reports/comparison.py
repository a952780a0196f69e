"""One day against several authorities: a table side by side, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.table import Table
from rich.text import Text

from bonecheck.model import Finding, Status
from bonecheck.nutrients import BY_KEY
from bonecheck.report import Compared, DayReport, Report
from bonecheck.reports import words
from bonecheck.reports.base import in_order, intake, percent, target, verdict

# Columns that nutrient and intake take, and one authority with its verdict in words, or as a sign.
_LEFT: Final = 28
_IN_WORDS: Final = 28
_AS_SIGN: Final = 17
LEGEND: Final = "  ".join(verdict_ for verdict_ in ("▼ low", "? unclear", "▲ high", "✓ met", "– none set"))


def tables(report: Report, day: DayReport, width: int) -> Iterator[Table]:
    """The mean of a log, or its only day, held against each authority; as many side by side as the width allows."""
    in_words = _LEFT + _IN_WORDS * len(report.compared) <= width
    room = max((width - _LEFT) // (_IN_WORDS if in_words else _AS_SIGN), 1)
    for first in range(0, len(report.compared), room):
        yield _table(report.compared[first : first + room], day, in_words)


def needs_legend(report: Report, width: int) -> bool:
    """Whether the tables have signs without their words."""
    return _LEFT + _IN_WORDS * len(report.compared) > width


def _table(compared: Sequence[Compared], day: DayReport, in_words: bool) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for heading in ("  ", "", "", *(word for each in compared for word in (each.authority, "", ""))):
        table.add_column(Text(heading), no_wrap=True)
    for key in in_order(day):
        found = [each.days[-1][key] for each in compared]
        cells = [cell for finding in found for cell in _cells(finding, in_words)]
        label, eaten = BY_KEY[key].label, intake(day.nutrients[key].finding)
        table.add_row("", Text(label), Text(eaten, justify="right"), *map(Text, cells))
    return table


def _cells(finding: Finding, in_words: bool) -> tuple[str, str, str]:
    told = verdict(finding)
    value = "–" if finding.status is Status.NO_REFERENCE else target(finding)
    return f" {value}", f"{percent(finding):>5}", told if in_words else told[:1]


def notes(report: Report) -> list[str]:
    """What the footnotes of the day do not say already: how the others' values are made, or why there is none."""
    said = [
        (each.authority, words.footnote(BY_KEY[key].label, finding))
        for each in report.compared[1:]
        for key, finding in each.days[-1].items()
    ]
    return [f"{authority} · {note}" for authority, note in said if note and not note.startswith("*")]
