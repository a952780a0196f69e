"""``bonecheck explain``: what a nutrient, a molecule or a cell does for bone, with evidence and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bonecheck.cli import options

if TYPE_CHECKING:
    from bonecheck.reports.explanations import Page

_FORMATS = ("terminal", "json", "md", "dot", "mermaid")


def explain(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD", help="A nutrient, a molecule, a cell, or a code; nothing for an overview."),
    ] = None,
    graph: Annotated[bool, typer.Option("--graph", help="What follows from it, drawn as a tree.")] = False,
    table: Annotated[bool, typer.Option("--table", help="The source article's two tables, rebuilt.")] = False,
    references: Annotated[
        bool, typer.Option("--references", help="The article's reference list, as printed and corrected.")
    ] = False,
    format_: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help="terminal, json, md; dot or mermaid for a graph."),
    ] = "terminal",
    output: options.Output = None,
) -> None:
    """Say what a nutrient does for bone, how sure that is, and who published it."""
    from bonecheck.cli import output as out
    from bonecheck.errors import OptionError, did_you_mean
    from bonecheck.reports import explanations
    from bonecheck.reports.base import Style

    chosen = format_.casefold()
    if chosen not in _FORMATS:
        raise OptionError(f"--format {format_!r} is not known", did_you_mean(format_, _FORMATS))
    if sum((graph, table, references)) > 1 or (words and (table or references)):
        raise OptionError("--graph, --table and --references do not go together, nor the last two with a word")
    page = _page(" ".join(words or ()), graph or chosen in ("dot", "mermaid"), table, references)
    style = Style(width=options.width(), colors=options.colors(output))
    out.write(explanations.render(page, chosen, style), output)


def _page(word: str, drawn: bool, table: bool, references: bool) -> Page:
    from bonecheck import compiled
    from bonecheck import graph as known
    from bonecheck.reports.explanations import Page

    connection = compiled.connect()
    manual = known.manual(connection)
    about = known.topic(connection, word) if word else None
    if drawn:
        part = known.around(manual.graph, about) if about else manual.graph
        return Page("graph", manual._replace(graph=part), about)
    return Page("table" if table else "references" if references else "topic" if about else "manual", manual, about)
