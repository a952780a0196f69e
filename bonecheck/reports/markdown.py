"""The report as Markdown (CommonMark with tables), for a note or a web page; user text cannot become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bonecheck.nutrients import BY_KEY
from bonecheck.report import DayReport, Report
from bonecheck.reports import habit, words
from bonecheck.reports.base import Detail, Style, in_order, intake, percent, remark, target, verdict

# "1. milk" at the beginning of a text would open a list.
_ORDINAL = re.compile(r"\A(\s*\d+)\.")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def render(report: Report, style: Style) -> str:
    """The report as Markdown; ``style.detail`` decides whether gaps are explained."""
    return "\n".join(_page(report, style)) + "\n"


def _page(report: Report, style: Style) -> Iterator[str]:
    sections = report.days if report.average is None else (*report.days, report.average)
    for day in sections:
        yield from _day(report, day)
        last = day is sections[-1]
        if style.detail is Detail.VERBOSE or (last and style.detail is Detail.NORMAL):
            yield from _gaps(day)
    yield from _compared(report, sections[-1])
    if style.detail is Detail.VERBOSE or (report.average is not None and style.detail is Detail.NORMAL):
        yield from _list(habit.heading(sections[-1]), habit.lines(sections[-1]))
    if style.detail is not Detail.BRIEF:
        yield from _cautions(report)
    yield from _foot(report)


def _day(report: Report, day: DayReport) -> Iterator[str]:
    yield f"# bonecheck: {words.date(day)}\n"
    facts = (words.person(report.profile), report.authority_name, words.counted(day))
    yield _escaped(" · ".join(facts)) + "\n"
    if assumption := words.assumption(report.profile):
        yield f"*{_escaped(assumption)}*\n"
    yield "| nutrient | intake | reference | % | verdict | |\n|---|---:|---:|---:|---|---|"
    for key in in_order(day):
        finding = day.nutrients[key].finding
        cells = (
            BY_KEY[key].label,
            intake(finding),
            target(finding),
            percent(finding),
            verdict(finding),
            remark(finding),
        )
        yield "| " + " | ".join(map(_escaped, cells)) + " |"
    yield ""
    for note in words.footnotes(day):
        yield _escaped(note) + "\n"


def _compared(report: Report, day: DayReport) -> Iterator[str]:
    """One row per nutrient, two columns per authority."""
    if not report.compared:
        return
    names = " | ".join(f"{_escaped(each.authority)} | " for each in report.compared)
    yield "## Side by side\n"
    yield f"| nutrient | intake | {names} |\n|---|---:|{'---:|---|' * len(report.compared)}"
    for key in in_order(day):
        found = [each.days[-1][key] for each in report.compared]
        cells = [cell for one in found for cell in (target(one), f"{percent(one)} {verdict(one)}".strip())]
        row = (BY_KEY[key].label, intake(day.nutrients[key].finding), *cells)
        yield "| " + " | ".join(map(_escaped, row)) + " |"
    yield ""


def _gaps(day: DayReport) -> Iterator[str]:
    gaps = [key for key in in_order(day) if day.nutrients[key].mechanisms]
    yield from _list(
        "Above the upper level", filter(None, map(words.excess, (day.nutrients[k].finding for k in in_order(day))))
    )
    if gaps:
        yield "## Why the gaps matter\n"
    for key in gaps:
        explained = day.nutrients[key]
        finding = explained.finding
        yield f"### {BY_KEY[key].label}: {verdict(finding)} {_escaped(remark(finding))}\n"
        for mechanism in explained.mechanisms:
            yield f"- {_escaped(mechanism.short)} ({mechanism.code} · {mechanism.status} · {mechanism.evidence})"
        yield f"- From: {_escaped(words.sources_of(finding))}"
        if unknown := words.unknown_foods(finding, day):
            yield f"- Unknown for {_escaped(unknown)}."
        if reason := words.unclear(finding):
            yield f"- {reason}"
        yield ""
    if day.together:
        yield "## Together\n"
        for meeting in day.together:
            yield f"- {_escaped(meeting.text)} {_escaped(words.way(meeting))} ({words.standing(meeting)})"
        yield f"\n{words.TOGETHER_WHY}\n"


def _cautions(report: Report) -> Iterator[str]:
    if report.cautions:
        yield f"## {words.ASK}\n"
        for each in report.cautions:
            yield f"- {_escaped(words.caution(each))} ({each.code}, because of {_escaped(words.cause(each))})"
        yield f"\n{words.ASK_WHY}\n"


def _foot(report: Report) -> Iterator[str]:
    yield from _list("Not counted", (words.problem(each) for each in words.problems_of(report, "lost")))
    yield from _list("Taken for granted", (words.problem(each) for each in words.problems_of(report, "assumed")))
    yield from _list("Own foods", words.own_foods(report.lines))
    yield from _list("Guessed names", words.guesses(report.lines))
    yield from _list("Assumed amounts", words.assumed_amounts(report.lines))
    yield words.NOT_ADVICE


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    listed = [f"- {_escaped(item)}" for item in items]
    if listed:
        yield "\n".join((f"## {heading}\n", *listed, ""))


def _escaped(text: str) -> str:
    return _ORDINAL.sub(r"\1\\.", _MARKUP.sub(r"\\\1", text))
