"""The manual for a person at a terminal: what happens in the body, how sure we are, who published it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from bonecheck.links import Cell, Edge, Graph, Mechanism, Source, Topic, is_followed
from bonecheck.nutrients import BY_KEY, NUTRIENTS
from bonecheck.reports import words
from bonecheck.reports.base import Style
from bonecheck.reports.explanations import MARKS, STATUS, in_cell
from bonecheck.reports.explanations import Page as Wanted
from bonecheck.reports.page import Page

_COLORS: Final = {"established": "green", "supported": "cyan", "qualified": "yellow", "contested": "red"}


def render(wanted: Wanted, format_: str, style: Style) -> str:  # noqa: ARG001 - this is the format for terminals
    """A page as text, with the escape sequences of ``style.colors`` if any."""
    page = Page(style)
    writers: dict[str, Callable[[Page, Wanted], None]] = {
        "manual": _overview,
        "topic": _topic,
        "graph": _graph,
        "table": _tables,
        "references": _references,
    }
    writers[wanted.what](page, wanted)
    return page.text()


def _overview(page: Page, wanted: Wanted) -> None:
    manual = wanted.manual
    ours = sum(not each.article for each in manual.mechanisms)
    _heading(page, f"{len(manual.mechanisms)} claims about food and bone")
    article = len(manual.mechanisms) - ours
    _put(page, Text(f"{article} of the source article, {ours} from textbooks and reviews. How sure each is:"))
    for status, meaning in STATUS.items():
        count = sum(each.status == status for each in manual.mechanisms)
        _put(page, Text.assemble((f"{MARKS[status]} {status:<12}", _COLORS.get(status, "")), f"{count:>3}  {meaning}"))
    _heading(page, "Seven nutrients")
    for nutrient in NUTRIENTS:
        found = [each for each in manual.mechanisms if nutrient.key in each.nutrients]
        _put(page, Text.assemble((f"{nutrient.label:<11}", "bold"), f"{len(found):>3}  {found[0].title}"))
    for heading, kinds in (
        ("Molecules and hormones", ("hormone", "molecule")),
        ("Cells", ("cell",)),
        ("Bone", ("bone",)),
    ):
        names = [node.name for node in manual.graph.nodes.values() if node.kind in kinds]
        _heading(page, heading)
        _put(page, Text(", ".join(names)))
    _heading(page, "Ask for")
    for command, answer in _COMMANDS:
        _put(page, Text.assemble((f"bonecheck explain {command:<18}", "cyan"), answer))
    page.console.print()
    _put(page, Text(words.NOT_ADVICE, style="dim"))


_COMMANDS: Final = (
    (NUTRIENTS[2].label, "a nutrient"),
    ("RANKL", "a molecule, cell or outcome"),
    ("MD-04", "a claim, or a caution such as I14"),
    (f"--graph {NUTRIENTS[2].label}", "what follows from it, as a tree"),
    ("--table", "the article's two tables, rebuilt"),
    ("--references", "its references, corrected"),
)


def _topic(page: Page, wanted: Wanted) -> None:
    about = wanted.about or Topic("", ())
    if about.node is not None:
        page.console.print(Text(f"{about.title} and bone: {len(about.mechanisms)} mechanisms", style="bold"))
    elif len(about.mechanisms) > 1:
        page.console.print(Text(f"{about.title}: {len(about.mechanisms)} mechanisms", style="bold"))
    for mechanism in about.mechanisms:
        page.console.print()
        _one(page, mechanism)
    _edges(page, "What acts on it", about.before)
    _edges(page, "What it acts on", about.after)
    if about.cautions:
        _heading(page, "Cautions")
    for caution in about.cautions:
        _put(page, Text.assemble((caution.code, "bold cyan"), "  ", words.caution(caution)))
        if len(about.cautions) == 1:
            _sources(page, caution.sources)


def _one(page: Page, mechanism: Mechanism) -> None:
    page.console.print(Text.assemble((mechanism.code, "bold cyan"), "  ", (mechanism.title, "bold")))
    status = f"{mechanism.status} ({STATUS[mechanism.status]}) · evidence: {mechanism.evidence}"
    _put(page, Text(status, style="italic"))
    _put(page, Text(f"{mechanism.short} {mechanism.detail}"))
    if mechanism.qualifier:
        _put(page, Text.assemble(("But: ", "bold"), mechanism.qualifier))
    for label, value in _facts(mechanism):
        _put(page, Text.assemble((f"{label}: ", "dim"), value))
    _sources(page, mechanism.sources)


def _facts(mechanism: Mechanism) -> list[tuple[str, str]]:
    facts = (
        ("acts on", ", ".join(mechanism.targets)),
        ("bone-building cells (osteoblasts)", mechanism.osteoblasts),
        ("bone-removing cells (osteoclasts)", mechanism.osteoclasts),
        ("hormones and the body", mechanism.systemic),
        ("ties in", ", ".join(BY_KEY[key].label for key in mechanism.linked)),
        ("in the article", mechanism.article or "not from it"),
    )
    return [(label, value) for label, value in facts if value]


def _sources(page: Page, sources: Iterable[Source]) -> None:
    for source in sources:
        doi = f" doi:{source.doi}" if source.doi else ""
        _put(page, Text(f"· {source.citation}{doi}", style="dim"))


def _edges(page: Page, heading: str, edges: Sequence[Edge]) -> None:
    if not edges:
        return
    _heading(page, heading)
    for edge in edges:
        _put(page, Text.assemble(edge.origin, " ", (edge.relation, "italic"), " ", edge.target, _standing(edge)))


def _standing(edge: Edge) -> Text:
    codes = f" {edge.codes[0]}" if edge.codes else ""
    color = _COLORS.get(edge.status, "dim")
    return Text.assemble("  ", (MARKS[edge.status], color), (f" {edge.evidence}{codes}", "dim"))


def _graph(page: Page, wanted: Wanted) -> None:
    graph, about = wanted.manual.graph, wanted.about
    if about is not None and about.node is not None:
        roots = [about.node.name]
        _edges(page, f"What acts on {about.title}", about.before)
    elif about is not None:
        roots = list(dict.fromkeys(edge.origin for edge in graph.edges))
    else:
        roots = [node.name for node in graph.nodes.values() if node.kind == "nutrient"]
    homes = _homes(graph, roots)
    for root in roots:
        page.console.print()
        tree = Tree(Text(root, style="bold"))
        _grow(tree, graph, root, homes)
        page.console.print(tree)
    page.console.print()
    legend = " · ".join(f"{mark} {status}" for status, mark in MARKS.items())
    _put(page, Text(f"{legend} · … followed elsewhere in the tree", style="dim"))
    _put(page, Text("What is contested or framing is shown and not followed.", style="dim"))


def _homes(graph: Graph, roots: Sequence[str]) -> dict[str, Edge]:
    """The edge below which each node is followed: the first on a shortest way from a root, so that circles end."""
    homes: dict[str, Edge] = {}
    front = list(roots)
    while front:
        edges = [edge for name in front for edge in graph.edges if edge.origin == name and is_followed(graph, edge)]
        front = []
        for edge in edges:
            if edge.target not in homes and edge.target not in roots:
                homes[edge.target] = edge
                front.append(edge.target)
    return homes


def _grow(tree: Tree, graph: Graph, name: str, homes: Mapping[str, Edge]) -> None:
    """Hang what a node acts on below it; a node is followed at its home alone."""
    for edge in graph.edges:
        if edge.origin != name:
            continue
        home = homes.get(edge.target) is edge
        elsewhere = not home and edge.target in homes and any(e.origin == edge.target for e in graph.edges)
        bold = "bold" if graph.nodes[edge.target].kind in ("cell", "bone") else ""
        more = Text(" …" if elsewhere else "", style="dim")
        branch = tree.add(Text.assemble((edge.relation, "italic"), " ", (edge.target, bold), more, _standing(edge)))
        if home:
            _grow(branch, graph, edge.target, homes)


def _tables(page: Page, wanted: Wanted) -> None:
    for number in sorted({cell.table for cell in wanted.manual.cells}):
        cells = [cell for cell in wanted.manual.cells if cell.table == number]
        columns = list(dict.fromkeys(cell.column for cell in cells))
        _heading(page, f"The article's table {number}, rebuilt")
        table = Table(box=box.SIMPLE, show_lines=True, pad_edge=False, padding=(0, 1, 0, 0))
        for name in ("", *columns):
            table.add_column(Text(name), overflow="fold", ratio=3 if name else 2)
        for row in dict.fromkeys(cell.row for cell in cells):
            filled = (_cell([c for c in cells if (c.row, c.column) == (row, column)]) for column in columns)
            table.add_row(Text(row, style="bold"), *filled)
        page.console.print(table)


def _cell(cells: Sequence[Cell]) -> Text:
    """The claims of one cell, each with its code and status."""
    text = Text()
    for number, each in enumerate(cell.mechanism for cell in cells):
        text.append("\n" if number else "").append(in_cell(each.title))
        text.append(f" {each.code} {each.status}", style=_COLORS.get(each.status, "dim"))
    return text


def _references(page: Page, wanted: Wanted) -> None:
    for each in wanted.manual.references:
        color = "green" if each.verdict == "correct" else "red"
        page.console.print()
        page.console.print(Text.assemble((each.id, "bold cyan"), "  ", (each.verdict, color)))
        _put(page, Text.assemble(("as printed: ", "dim"), each.printed))
        _put(page, Text(each.finding))
        if each.verdict != "correct":
            _sources(page, each.sources)


def _heading(page: Page, text: str) -> None:
    page.console.print()
    page.console.print(Text(text, style="bold"))


def _put(page: Page, text: Text) -> None:
    page.console.print(Padding(text, (0, 0, 0, 2)))
