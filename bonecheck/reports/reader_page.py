"""The formats that bonecheck reads, with what each can and cannot give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.text import Text

from bonecheck.reports.base import Style
from bonecheck.reports.page import Page


class Format(NamedTuple):
    """One format as it is listed."""

    name: str
    title: str
    gives: str
    lacks: str


def render(formats: Iterable[Format], style: Style) -> str:
    """A paragraph for each format."""
    page = Page(style)
    for number, each in enumerate(formats):
        if number:
            page.console.print()
        page.console.print(Text.assemble((each.name, "bold"), f"  {each.title}"), soft_wrap=True)
        _told(page, style, "gives", each.gives)
        if each.lacks:
            _told(page, style, "lacks", each.lacks)
    return page.text()


def _told(page: Page, style: Style, label: str, text: str) -> None:
    lines = Text(text).wrap(page.console, style.width - len(label) - 4)
    for number, line in enumerate(lines):
        line.rstrip()
        page.console.print(Text.assemble("  ", label if not number else " " * len(label), "  ", line), soft_wrap=True)
