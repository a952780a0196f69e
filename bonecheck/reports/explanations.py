"""What ``bonecheck explain`` writes: one page of the manual in one of its formats."""

from __future__ import annotations

from importlib import import_module
from typing import Final, Literal, NamedTuple

from bonecheck.links import Manual, Topic
from bonecheck.reports.base import Style


class Page(NamedTuple):
    """Which page is wanted, and what it is made from."""

    what: Literal["manual", "topic", "graph", "table", "references"]
    manual: Manual
    about: Topic | None = None


# Imported when chosen, as Rich is of no use to the others.
_HOMES: Final = {
    "terminal": "bonecheck.reports.explanation",
    "json": "bonecheck.reports.explanation_json",
    "md": "bonecheck.reports.explanation_md",
    "dot": "bonecheck.reports.graph_text",
    "mermaid": "bonecheck.reports.graph_text",
}
STATUS: Final = {
    "established": "agreed on",
    "supported": "good evidence, not yet agreed on",
    "qualified": "true with the limits named",
    "contested": "current evidence disagrees",
    "framing": "a way of seeing it, not a finding",
}
MARKS: Final = {"established": "●", "supported": "◐", "qualified": "○", "contested": "✗", "framing": "~"}


def render(page: Page, format_: str, style: Style) -> str:
    """A page in a format."""
    text: str = import_module(_HOMES[format_]).render(page, format_, style)
    return text


def in_cell(title: str) -> str:
    """A claim's title without the name of the table that it stands in."""
    own = title.partition(": ")[2] if title.startswith("Table ") else title
    return own[:1].upper() + own[1:]
