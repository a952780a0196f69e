"""Why a line is read as it is, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from rich.text import Text

from bonecheck.model import Line
from bonecheck.reports.base import Style, printable
from bonecheck.reports.page import Page


class Synonym(Protocol):
    """A phrase, what it stands for, and its line in data/synonyms.yaml."""

    @property
    def phrase(self) -> str: ...  # noqa: D102 — the class says it
    @property
    def meant(self) -> str: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102


class Why(Protocol):
    """A line, the foods that were near it with their scores, and the synonyms that applied."""

    @property
    def line(self) -> Line: ...  # noqa: D102
    @property
    def candidates(self) -> Sequence[tuple[str, float]]: ...  # noqa: D102
    @property
    def synonyms(self) -> Sequence[Synonym]: ...  # noqa: D102


def render(reasons: Sequence[Why], style: Style) -> str:
    """Each food of a text with the account of its words, the foods that were near, and the synonyms that applied."""
    page = Page(style)
    for number, each in enumerate(reasons):
        if number:
            page.console.print()
        page.console.print(Text(_head(each.line), style="bold"))
        for text in _body(each):
            page.console.print(Text(f"  {text}"))
    return page.text()


def _head(line: Line) -> str:
    food = line.match.food
    read_as = food.name if food else "supplement" if line.is_supplement else "not understood"
    grams = "" if line.grams is None else f", {line.grams:.4g} g ({printable(line.how)})"
    return f"{printable(line.entry.food)} \u2192 {read_as} [{line.match.confidence}]{grams}"


def _body(why: Why) -> list[str]:
    told = sorted(why.line.words, key=lambda word: word.place)
    body = [
        f"{place}: {', '.join(printable(word.text) for word in words)}"
        for place, words in groupby(told, lambda w: w.place)
    ]
    body += [f"synonym: {each.phrase} = {each.meant} (data/synonyms.yaml:{each.line})" for each in why.synonyms]
    body += [f"{score:5.2f}  {name}" for name, score in why.candidates]
    return body
