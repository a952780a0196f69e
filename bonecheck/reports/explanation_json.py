"""The manual, or a page of it, as JSON: ``bonecheck.explain/1``. Within version 1 keys are only added."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bonecheck.links import Caution, Edge, Graph, Mechanism, Source
from bonecheck.reports import words
from bonecheck.reports.base import Style
from bonecheck.reports.explanations import Page

SCHEMA = "bonecheck.explain/1"


def render(page: Page, format_: str, style: Style) -> str:  # noqa: ARG001 - every format takes a style; JSON has none
    """One JSON object, indented by two spaces."""
    document = {"schema": SCHEMA, "page": page.what, **_content(page), "note": words.NOT_ADVICE}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _content(page: Page) -> dict[str, Any]:
    manual, about = page.manual, page.about
    if page.what == "topic" and about is not None:
        return {
            "title": about.title,
            "kind": about.node.kind if about.node else None,
            "mechanisms": [_mechanism(each) for each in about.mechanisms],
            "before": [_edge(each) for each in about.before],
            "after": [_edge(each) for each in about.after],
            "cautions": [_caution(each) for each in about.cautions],
        }
    parts = {"graph": _graph(manual.graph), "table": {"cells": _cells(page)}, "references": _references(page)}
    if page.what != "manual":
        return parts[page.what]
    claims = {"mechanisms": [_mechanism(each) for each in manual.mechanisms]}
    cautions = {"cautions": [_caution(each) for each in manual.cautions]}
    return claims | cautions | {key: value for part in parts.values() for key, value in part.items()}


def _references(page: Page) -> dict[str, Any]:
    rows = [{**each._asdict(), "sources": _sources(each.sources)} for each in page.manual.references]
    return {"references": rows}


def _cells(page: Page) -> list[dict[str, Any]]:
    return [{**each._asdict(), "mechanism": each.mechanism.code} for each in page.manual.cells]


def _graph(graph: Graph) -> dict[str, Any]:
    nodes = [{"name": node.name, "kind": node.kind, "also": list(node.also)} for node in graph.nodes.values()]
    return {"nodes": nodes, "edges": [_edge(edge) for edge in graph.edges]}


def _edge(edge: Edge) -> dict[str, Any]:
    return {**edge._asdict(), "codes": list(edge.codes), "sources": _sources(edge.sources)}


def _mechanism(each: Mechanism) -> dict[str, Any]:
    return {**each._asdict(), "sources": _sources(each.sources)}


def _caution(each: Caution) -> dict[str, Any]:
    kept = {key: value for key, value in each._asdict().items() if key != "lines"}
    return {**kept, "sources": _sources(each.sources)}


def _sources(sources: Iterable[Source]) -> list[dict[str, Any]]:
    return [{"key": each.key, "citation": each.citation, "doi": each.doi or None} for each in sources]
