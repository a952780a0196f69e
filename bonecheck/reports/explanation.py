"""Mechanisms for a person to read: what happens in the body, how sure we are, who published it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from bonecheck.model import Mechanism
from bonecheck.reports.base import Style
from bonecheck.reports.page import Page

_STATUS = {
    "established": "agreed on",
    "supported": "good evidence, not yet agreed on",
    "qualified": "true with the limits named",
    "contested": "current evidence disagrees",
    "framing": "a way of seeing it, not a finding",
}


def render(title: str, mechanisms: Sequence[Mechanism], style: Style) -> str:
    """The mechanisms one below the other, the most telling first."""
    page = Page(style)
    if len(mechanisms) > 1:
        page.console.print(Text(f"{title} and bone: {len(mechanisms)} mechanisms", style="bold"))
    for mechanism in mechanisms:
        page.console.print()
        _one(page, mechanism)
    return page.text()


def _one(page: Page, mechanism: Mechanism) -> None:
    page.console.print(Text.assemble((mechanism.code, "bold cyan"), "  ", (mechanism.title, "bold")))
    status = f"{mechanism.status} ({_STATUS[mechanism.status]}) · evidence: {mechanism.evidence}"
    _put(page, Text(status, style="italic"))
    _put(page, Text(mechanism.detail))
    if mechanism.qualifier:
        _put(page, Text.assemble(("But: ", "bold"), mechanism.qualifier))
    for label, value in _facts(mechanism):
        _put(page, Text.assemble((f"{label}: ", "dim"), value))
    for source in mechanism.sources:
        doi = f" doi:{source.doi}" if source.doi else ""
        _put(page, Text(f"· {source.citation}{doi}", style="dim"))


def _facts(mechanism: Mechanism) -> list[tuple[str, str]]:
    facts = (
        ("acts on", ", ".join(mechanism.targets)),
        ("bone-building cells (osteoblasts)", mechanism.osteoblasts),
        ("bone-removing cells (osteoclasts)", mechanism.osteoclasts),
        ("in the article", mechanism.article or "not from it"),
    )
    return [(label, value) for label, value in facts if value]


def _put(page: Page, text: Text) -> None:
    page.console.print(Padding(text, (0, 0, 0, 2)))
