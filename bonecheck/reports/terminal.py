"""The report for a person at a terminal: the gaps first, every mark with a word, nothing wider than the window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bonecheck.links import Mechanism
from bonecheck.model import Finding, Status
from bonecheck.nutrients import BY_KEY
from bonecheck.report import DayReport, Report
from bonecheck.reports import comparison, density, habit, words
from bonecheck.reports.base import (
    Detail,
    Style,
    in_order,
    intake,
    percent,
    printable,
    remark,
    target,
    verdict,
)
from bonecheck.reports.page import COLORS, Page

_FULL, _MAYBE, _EMPTY = "█", "▒", "░"
# The bar takes what the other columns leave of the window, within these; in a narrow one it is left out.
_BAR: Final = (6, 40)
_BAR_COLUMN: Final = 5
# From this width on columns stand further apart.
_ROOMY: Final = 100
_MARGIN: Final = "  "
_BULLET: Final = "    • "
# Mechanisms of a gap that are told unless everything is asked for.
_TOLD: Final = 2
# Lines of a list before the rest is counted.
_LISTED: Final = 8
_PROBLEMS: Final = 40
# Cautions that are told unless everything is asked for; the gravest come first.
_CAUTIONS: Final = 3


def render(report: Report, style: Style) -> str:
    """The report as text, with the escape sequences of ``style.colors`` if any."""
    page = Page(style)
    _Pen(page.console, style).report(report)
    return page.text()


def _padded(cell: Text, width: int) -> Text:
    """A cell as wide as its column, to the left or to the right as it wants."""
    space = " " * (width - cell.cell_len)
    return Text.assemble(space, cell) if cell.justify == "right" else Text.assemble(cell, space)


class _Pen:
    """Prints one report; every piece of user text goes through ``printable`` and ``Text``."""

    def __init__(self, console: Console, style: Style) -> None:
        self.console = console
        self.style = style

    def report(self, report: Report) -> None:
        """Print a report: who and when, each day, their mean, why gaps matter, what was not counted or guessed."""
        brief, verbose = self.style.detail is Detail.BRIEF, self.style.detail is Detail.VERBOSE
        self._head(report)
        for day in report.days:
            self._day(day, alone=report.average is None)
            if verbose and report.average is not None:
                self._gaps(day)
        if report.average is not None:
            self._day(report.average, alone=False)
        last = report.average or report.days[0]
        for note in words.footnotes(last):
            self._say(note, 2, "dim")
        if report.compared:
            self._comparison(report, last)
        if not brief:
            self._gaps(last)
            self._cautions(report)
        if verbose or (report.average is not None and not brief):
            self._list(habit.heading(last), habit.lines(last))
        if verbose:
            self._list("Nutrient density", density.lines(last))
            self._lines(report)
        self._foot(report)

    def _say(self, text: str | Text, indent: int = 2, style: str = "") -> None:
        shown = text if isinstance(text, Text) else Text(text, style=style)
        for line in shown.wrap(self.console, self.style.width - indent):
            line.rstrip()
            self.console.print(Text.assemble(" " * indent, line), soft_wrap=True)

    def _head(self, report: Report) -> None:
        self.console.print()
        when = words.period(report)
        self._say(Text.assemble(("bonecheck", "bold"), (f" · {when}" if when else "", "bold")), 0)
        facts = [words.person(report.profile), report.authority_name]
        if report.average is None:
            facts.append(words.counted(report.days[0]))
        self._say(" · ".join(facts), 0)
        if assumption := words.assumption(report.profile):
            self._say(assumption, 0, "italic")
        self.console.print()

    def _day(self, day: DayReport, *, alone: bool) -> None:
        if not alone:
            self._say(Text.assemble((words.date(day), "bold"), f" · {words.counted(day)}"), 2)
        self._table(day)
        self.console.print()

    def _table(self, day: DayReport) -> None:
        gap = 2 if self.style.width >= _ROOMY else 1
        findings = [day.nutrients[key].finding for key in in_order(day)]
        rows = [self._row(finding) for finding in findings]
        widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
        room, taken = self.style.width - len(_MARGIN), sum(widths) + gap * len(widths)
        bar = min(room - taken - gap, _BAR[1])
        bar = bar if bar >= _BAR[0] else 0
        shown = len(widths) if taken <= room else len(widths) - 1
        widths.insert(_BAR_COLUMN, bar)
        for finding, row in zip(findings, rows, strict=True):
            row.insert(_BAR_COLUMN, self._bar(finding, bar))
            cells = [_padded(cell, width) for cell, width in zip(row[: shown + 1], widths, strict=False)]
            self.console.print(Text.assemble(_MARGIN, Text(" " * gap).join(cells)), soft_wrap=True)

    def _row(self, finding: Finding) -> list[Text]:
        nutrient, color = BY_KEY[finding.total.nutrient], COLORS[finding.status]
        value, kind = target(finding).split(" ") if finding.references.target else ("", "")
        return [
            Text(nutrient.symbol, style="bold"),
            Text(nutrient.label),
            Text(intake(finding), justify="right"),
            Text(f"of {value}" if kind else "", justify="right"),
            Text(kind),
            Text(percent(finding), justify="right"),
            Text(verdict(finding), style=color),
            Text(remark(finding)),
        ]

    def _bar(self, finding: Finding, width: int) -> Text:
        """Known part, what the unknown foods could add, and the rest up to the reference."""
        if finding.percent is None or finding.references.target is None:
            return Text(" " * width)
        full = min(int(width * finding.percent / 100), width)
        most = finding.total.at_most
        share = 1.0 if most is None else most / finding.references.target.value
        maybe = max(min(int(width * share), width) - full, 0)
        bar = Text(_FULL * full, style=COLORS[finding.status].removeprefix("bold "))
        bar.append(_MAYBE * maybe, style="dim")
        return bar.append(_EMPTY * (width - full - maybe), style="dim")

    def _gaps(self, day: DayReport) -> None:
        gaps = [key for key in in_order(day) if day.nutrients[key].mechanisms]
        excesses = [key for key in in_order(day) if day.nutrients[key].finding.status is Status.HIGH]
        if excesses:
            self._heading("Above the upper level")
            for key in excesses:
                self._say(words.excess(day.nutrients[key].finding), 4)
        if gaps:
            self._heading("Why the gaps matter")
        for key in gaps:
            self._gap(day, key)
        if day.together:
            self._together(day)

    def _together(self, day: DayReport) -> None:
        self._heading("Together")
        for meeting in day.together:
            self._bullet(Text(meeting.text))
            self._hanging(" " * len(_BULLET), Text(words.way(meeting), style="dim"))
            self._hanging(" " * len(_BULLET), Text(words.standing(meeting), style="dim"))
        self._say(words.TOGETHER_WHY, 4, "dim")

    def _cautions(self, report: Report) -> None:
        shown = report.cautions if self.style.detail is Detail.VERBOSE else report.cautions[:_CAUTIONS]
        if not shown:
            return
        self._heading(words.ASK)
        for caution in shown:
            because = Text(f"{caution.code} · because of {words.cause(caution)}", style="dim")
            self._hanging(_BULLET, Text(words.caution(caution)), because)
        if len(report.cautions) > len(shown):
            self._say(f"and {len(report.cautions) - len(shown)} more: --verbose or --format json shows all", 4, "dim")
        self._say(words.ASK_WHY, 4, "dim")

    def _comparison(self, report: Report, day: DayReport) -> None:
        self._heading("Side by side")
        for table in comparison.tables(report, day, self.style.width):
            self.console.print(table)
        if comparison.needs_legend(report, self.style.width):
            self._say(comparison.LEGEND, 2, "dim")
        for note in comparison.notes(report):
            self._say(note, 2, "dim")

    def _heading(self, text: str) -> None:
        self.console.print()
        self._say(text, 2, "bold")

    def _gap(self, day: DayReport, key: str) -> None:
        explained, nutrient = day.nutrients[key], BY_KEY[key]
        finding, color = explained.finding, COLORS[explained.finding.status]
        self.console.print()
        head = Text.assemble((nutrient.label, "bold"), "  ", (verdict(finding), color), f"  {remark(finding)}")
        self._say(head)
        verbose = self.style.detail is Detail.VERBOSE
        for mechanism in explained.mechanisms if verbose else explained.mechanisms[:_TOLD]:
            self._mechanism(mechanism)
        self._fact("Most of it:", words.sources_of(finding))
        if unknown := words.unknown_foods(finding, day):
            self._fact("Unknown for", f"{unknown}.")
        if reason := words.unclear(finding):
            self._say(reason, 4)

    def _mechanism(self, mechanism: Mechanism) -> None:
        tail = f"{mechanism.code} · {mechanism.status} · {mechanism.evidence}"
        self._hanging(_BULLET, Text(mechanism.short), Text(tail, style="dim"))
        if self.style.detail is Detail.VERBOSE:
            self._say(mechanism.detail, len(_BULLET), "dim")
            if mechanism.qualifier:
                self._say(f"But: {mechanism.qualifier}", len(_BULLET), "dim")

    def _bullet(self, text: Text) -> None:
        self._hanging(_BULLET, text)

    def _fact(self, label: str, text: str) -> None:
        self._hanging(f"    {label} ", Text(text))

    def _hanging(self, first: str, text: Text, tail: Text | None = None) -> None:
        """A paragraph after ``first``, its other lines indented; ``tail`` stays in one piece on its last line."""
        room = self.style.width - max(len(first), len(_BULLET))
        lines = list(text.wrap(self.console, room))
        for line in lines:
            line.rstrip()
        if tail is not None:
            if lines[-1].cell_len + 2 + tail.cell_len <= room:
                lines[-1] = Text.assemble(lines[-1], "  ", tail)
            else:
                lines.append(tail)
        for number, line in enumerate(lines):
            start = " " * len(_BULLET) if number else first
            self.console.print(Text.assemble(start, line), soft_wrap=True)

    def _lines(self, report: Report) -> None:
        self._heading("Every line")
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right")
        for justify in ("left", "left", "right"):
            table.add_column(justify=cast("Literal['left']", justify), overflow="fold")
        for line in report.lines:
            food = line.match.food
            grams = f"{line.grams:.0f} g" if line.grams is not None else ""
            found = f"{food.name} [{line.match.confidence}, {food.food_id}]" if food else line.how or "not counted"
            told = words.account(line)
            text = Text.assemble(printable(found), (f"\n{told}" if told else "", "dim"))
            table.add_row(Text(f"  {line.entry.line}"), Text(words.name(line)), text, Text(grams))
        self.console.print(table)

    def _foot(self, report: Report) -> None:
        lost, assumed = words.problems_of(report, "lost"), words.problems_of(report, "assumed")
        self._list("Not counted", [words.problem(each) for each in lost], _PROBLEMS)
        self._list("Taken for granted", [words.problem(each) for each in assumed], _PROBLEMS)
        guesses, amounts = words.guesses(report.lines), words.assumed_amounts(report.lines)
        if self.style.detail is Detail.BRIEF:
            self._say(
                f"Guessed names: {len(guesses)}; assumed amounts: {len(amounts)}. Without --brief they are listed."
            )
        else:
            self._list("Own foods", words.own_foods(report.lines))
            self._list("Guessed names", guesses)
            self._list("Assumed amounts", amounts)
        if report.ignored_columns and self.style.detail is Detail.VERBOSE:
            self._list("Columns not read", [printable(column) for column in report.ignored_columns])
        self.console.print()
        self._say(f"bonecheck explain CODE says more about a mechanism. {words.NOT_ADVICE}", 2, "dim")

    def _list(self, heading: str, items: Iterable[str], most: int = _LISTED) -> None:
        listed = list(items)
        if not listed:
            return
        limit = len(listed) if self.style.detail is Detail.VERBOSE else most
        self._heading(heading)
        for item in listed[:limit]:
            self._bullet(Text(item))
        if len(listed) > limit:
            self._say(f"and {len(listed) - limit} more: --verbose or --format json shows all", 4, "dim")
