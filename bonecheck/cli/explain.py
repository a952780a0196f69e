"""``bonecheck explain``: what a nutrient does for bone, with evidence and sources."""

from __future__ import annotations

from typing import Annotated

import typer

from bonecheck.cli import options


def explain(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="A nutrient, or a code such as MD-08.")],
    output: options.Output = None,
) -> None:
    """Say what a nutrient does for bone, how sure that is, and who published it."""
    from bonecheck import compiled, graph
    from bonecheck.cli import output as out
    from bonecheck.reports import explanation
    from bonecheck.reports.base import Style

    about = graph.topic(compiled.connect(), " ".join(words))
    style = Style(width=options.width(), colors=options.colors(output))
    out.write(explanation.render(about.title, about.mechanisms, style), output)
