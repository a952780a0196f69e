"""The manual, or a page of it, as Markdown; docs/mechanisms.md is the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bonecheck.links import Caution, Cell, Edge, Mechanism, Printed, Source, Topic
from bonecheck.nutrients import BY_KEY, NUTRIENTS
from bonecheck.reports import words
from bonecheck.reports.base import Style
from bonecheck.reports.explanations import STATUS, Page, in_cell
from bonecheck.reports.graph_text import mermaid

_INTRO: Final = """\
Every claim of the source article about bone, and what textbooks add to it, in our own words: how sure it is, where its limits lie, who
published it. Generated from `data/mechanisms*.yaml` by `bonecheck explain --format md`; change those.
"""


def render(page: Page, format_: str, style: Style) -> str:  # noqa: ARG001 - every format takes a style; Markdown has none
    """A page as Markdown."""
    writers = {"manual": _manual, "topic": _topic, "graph": _graph, "table": _tables, "references": _references}
    return "\n".join(writers[page.what](page)).rstrip("\n") + "\n"


def _manual(page: Page) -> Iterator[str]:
    manual = page.manual
    yield f"# Mechanisms\n\n{_INTRO}\n{words.NOT_ADVICE}\n"
    yield "| status | meaning | claims |\n|---|---|---:|"
    for status, meaning in STATUS.items():
        yield f"| {status} | {meaning} | {sum(each.status == status for each in manual.mechanisms)} |"
    yield ""
    for key, label in (*((n.key, n.label) for n in NUTRIENTS), ("", "bone, signals and hormones")):
        yield f"## {label[:1].upper()}{label[1:]}\n"
        for each in manual.mechanisms:
            if (each.nutrients[0] if each.nutrients else "") == key:
                yield from _mechanism(each)
    yield from _tables(page)
    yield "## What acts on what\n"
    yield "| from | | to | status | evidence | claims | sources |\n|---|---|---|---|---|---|---|"
    yield from map(_edge, manual.graph.edges)
    yield "\n## Cautions\n"
    yield from map(_caution, manual.cautions)
    yield ""
    yield from _references(page)


def _topic(page: Page) -> Iterator[str]:
    about = page.about or Topic("", ())
    yield f"# {about.title}\n"
    for each in about.mechanisms:
        yield from _mechanism(each)
    for heading, edges in (("What acts on it", about.before), ("What it acts on", about.after)):
        if edges:
            yield f"## {heading}\n"
            yield "| from | | to | status | evidence | claims | sources |\n|---|---|---|---|---|---|---|"
            yield from map(_edge, edges)
            yield ""
    if about.cautions:
        yield "## Cautions\n"
        yield from map(_caution, about.cautions)
        yield ""
    yield words.NOT_ADVICE


def _mechanism(each: Mechanism) -> Iterator[str]:
    yield f"### {each.code}: {each.title}\n"
    yield f"*{each.status} ({STATUS[each.status]}) · evidence: {each.evidence}*\n"
    yield f"{each.short} {each.detail}\n"
    if each.qualifier:
        yield f"**But:** {each.qualifier}\n"
    linked = ", ".join(BY_KEY[key].label for key in each.linked)
    facts = (
        ("Acts on", ", ".join(each.targets)),
        ("Osteoblasts", each.osteoblasts),
        ("Osteoclasts", each.osteoclasts),
        ("Hormones and the body", each.systemic),
        ("Ties in", linked),
        ("In the article", each.article or "not from it"),
        ("Sources", _works(each.sources)),
    )
    yield from (f"- {label}: {value}" for label, value in facts if value)
    yield ""


def _tables(page: Page) -> Iterator[str]:
    for number in sorted({cell.table for cell in page.manual.cells}):
        cells = [cell for cell in page.manual.cells if cell.table == number]
        columns = list(dict.fromkeys(cell.column for cell in cells))
        yield f"## The article's table {number}, rebuilt\n"
        yield f"| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}"
        for row in dict.fromkeys(cell.row for cell in cells):
            filled = (_cell([c for c in cells if (c.row, c.column) == (row, column)]) for column in columns)
            yield f"| {row} | {' | '.join(filled)} |"
        yield ""


def _cell(cells: Iterable[Cell]) -> str:
    found = (cell.mechanism for cell in cells)
    return "<br>".join(f"{in_cell(each.title)} ({each.code}, {each.status})" for each in found)


def _edge(edge: Edge) -> str:
    works = ", ".join(source.key for source in edge.sources)
    cells = (edge.origin, edge.relation, edge.target, edge.status, edge.evidence, ", ".join(edge.codes), works)
    return f"| {' | '.join(cells)} |".replace(">=", "\\>=")


def _caution(each: Caution) -> str:
    return f"- **{each.code}** {words.caution(each)} ({_works(each.sources)})"


def _references(page: Page) -> Iterator[str]:
    yield "## The article's own references\n"
    for each in page.manual.references:
        yield from _printed(each)
    yield ""


def _printed(each: Printed) -> Iterator[str]:
    yield f"- **{each.id}, {each.verdict}.** {each.finding}"
    yield f"  - as printed: {each.printed}"
    yield from (f"  - meant: {_works([source])}" for source in each.sources)


def _graph(page: Page) -> Iterator[str]:
    yield f"```mermaid\n{mermaid(page.manual.graph)}```"


def _works(sources: Iterable[Source]) -> str:
    return "; ".join(
        f"{each.citation}" + (f" [doi:{each.doi}](https://doi.org/{each.doi})" if each.doi else "") for each in sources
    )
