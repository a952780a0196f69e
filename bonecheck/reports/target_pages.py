"""Reference intakes to read: those of one person with their sources, and the whole table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bonecheck.model import PART_OF_STAGE, Profile, Reference, References
from bonecheck.nutrients import BY_KEY
from bonecheck.reports import words
from bonecheck.reports.base import Style
from bonecheck.reports.page import Page

if TYPE_CHECKING:
    from bonecheck.references import ReferenceValue

_COUNTED: Final = {"total": "", "supplements": "of supplements"}
_EVERYBODY: Final = ("any", "general")


def page(profile: Profile, name: str, chosen: Mapping[str, References], style: Style) -> str:
    """What is held against one person's intake of each nutrient, what must be said of it, and where it is published."""
    sheet = Page(style)
    sheet.console.print(Text(f"{words.person(profile)} · {name}", style="bold"))
    if assumption := words.assumption(profile):
        sheet.console.print(Text(assumption, style="italic"))
    sources = list(dict.fromkeys(each.citation for _, _, each in _found(chosen)))
    sheet.console.print()
    sheet.console.print(_table(chosen, sources))
    for heading, lines in (
        ("Notes", list(_notes(chosen))),
        ("Sources", [f"[{number}] {source}" for number, source in enumerate(sources, 1)]),
    ):
        sheet.console.print(Text(f"\n{heading}", style="bold"))
        for line in lines:
            sheet.console.print(Padding(Text(line), (0, 0, 0, 2)))
    return sheet.text()


def _roles(references: References) -> tuple[tuple[str, Reference | None, str], ...]:
    return (
        ("reference intake", references.target, references.why),
        ("average requirement", references.average, references.why_no_average),
        ("upper level", references.upper, references.why_no_upper),
    )


def _found(chosen: Mapping[str, References]) -> Iterator[tuple[str, str, Reference]]:
    for key, references in chosen.items():
        yield from ((key, role, each) for role, each, _ in _roles(references) if each is not None)


def _table(chosen: Mapping[str, References], sources: Sequence[str]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    last = ""
    for key, role, each in _found(chosen):
        told = f"{each.authority} {each.edition}" if each.authority != "none" else f"no authority, {each.edition}"
        table.add_row(
            Text("" if key == last else BY_KEY[key].label, style="bold"),
            Text(" ".join(word for word in (role, _COUNTED[each.counts]) if word)),
            Text(f"{each.value:.4g} {each.unit}", justify="right"),
            Text("own" if each.own else each.kind),
            Text(f"{told} [{sources.index(each.citation) + 1}]"),
        )
        last = key
    return table


def _notes(chosen: Mapping[str, References]) -> Iterator[str]:
    for key, references in chosen.items():
        for role, each, why in _roles(references):
            if each is None:
                yield why
                continue
            single = "checked against one source only" if each.checked == "one source" else ""
            told = "; ".join(part.rstrip(".") for part in (each.derived, each.note, each.outdated, single) if part)
            if told:
                yield f"{BY_KEY[key].label}, {role}: {told}."


def listing(rows: Sequence[ReferenceValue], style: Style) -> str:
    """Every row, in blocks of one authority, nutrient and kind, with edition, citation and how it was checked."""
    sheet = Page(style)
    for block, found in groupby(rows, key=_block):
        sheet.console.print(Text(block[0], style="bold"))
        sheet.console.print(Padding(Text(block[1], style="dim"), (0, 0, 0, 2)))
        table = Table.grid(padding=(0, 2, 0, 0))
        for row in found:
            table.add_row("", *map(Text, _cells(row)))
        sheet.console.print(table)
        sheet.console.print()
    return sheet.text()


def _block(row: ReferenceValue) -> tuple[str, str]:
    authority = "no authority" if row.authority == "none" else row.authority
    counts = f" {_COUNTED[row.counts]}" if _COUNTED[row.counts] else ""
    return f"{authority} · {BY_KEY[row.nutrient].label} · {row.kind}{counts} · {row.edition}", row.citation


def _cells(row: ReferenceValue) -> tuple[str, ...]:
    value = "none set" if row.value is None else f"{row.value:g} {row.unit}"
    per = "/kg" if row.basis.startswith("per kg") else ""
    plus = f" + {row.plus:g} {row.unit}" if row.plus else ""
    who = " ".join(word for word in (row.sex, row.stage) if word not in _EVERYBODY) or "all"
    part = f" {PART_OF_STAGE[row.stage]} {row.first_part} to {row.last_part}" if row.first_part is not None else ""
    diet = "" if row.phytate == "any" else f"phytate {row.phytate} mg"
    mark = "one source" if row.checked == "one source" else ""
    return row.ages, who + part, f"{value}{per}{plus}", "; ".join(each for each in (diet, mark) if each)
