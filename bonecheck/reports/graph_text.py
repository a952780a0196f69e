"""The graph as text for other tools: Graphviz (dot) and Mermaid. Dashed lines are contested or mere framing."""

from __future__ import annotations

import json
from typing import Final

from bonecheck.links import Edge, Graph
from bonecheck.reports.base import Style
from bonecheck.reports.explanations import Page

_SHAPES: Final = {"nutrient": "box", "cell": "ellipse", "bone": "hexagon", "drug": "diamond"}
_MERMAID: Final = {"nutrient": ("[", "]"), "cell": ("([", "])"), "bone": ("{{", "}}"), "drug": ("[/", "/]")}
_SOFT: Final = frozenset({"contested", "framing"})


def render(page: Page, format_: str, style: Style) -> str:  # noqa: ARG001 - every format takes a style; these have none
    """The graph in one of the two."""
    return dot(page.manual.graph) if format_ == "dot" else mermaid(page.manual.graph)


def dot(graph: Graph) -> str:
    """The graph for Graphviz."""
    lines = ["digraph bonecheck {", "  rankdir=LR;", '  node [fontname="sans-serif"];']
    for name, node in graph.nodes.items():
        lines.append(f"  {json.dumps(name, ensure_ascii=False)} [shape={_SHAPES.get(node.kind, 'plaintext')}];")
    for edge in graph.edges:
        ends = " -> ".join(json.dumps(name, ensure_ascii=False) for name in (edge.origin, edge.target))
        dashed = ", style=dashed" if _is_soft(edge) else ""
        lines.append(f"  {ends} [label={json.dumps(_label(edge), ensure_ascii=False)}{dashed}];")
    return "\n".join((*lines, "}")) + "\n"


def mermaid(graph: Graph) -> str:
    """The graph for Mermaid, as GitHub draws it."""
    ids = {name: f"n{number}" for number, name in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    for name, node in graph.nodes.items():
        left, right = _MERMAID.get(node.kind, ("(", ")"))
        lines.append(f'  {ids[name]}{left}"{name}"{right}')
    for edge in graph.edges:
        arrow = "-.->" if _is_soft(edge) else "-->"
        lines.append(f'  {ids[edge.origin]} {arrow}|"{_label(edge)}"| {ids[edge.target]}')
    return "\n".join(lines) + "\n"


def _label(edge: Edge) -> str:
    codes = f" · {edge.codes[0]}" if edge.codes else ""
    return f"{edge.relation} ({edge.status}, {edge.evidence}{codes})"


def _is_soft(edge: Edge) -> bool:
    return edge.status in _SOFT or edge.evidence in _SOFT
