"""The table of a batch's clients (or days) for a terminal: a cell for each nutrient, as wordy as the width allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl
from rich.text import Text

from bonecheck.model import Status
from bonecheck.nutrients import KEYS, NUTRIENTS
from bonecheck.reports.base import SIGNS, printable, rounded_percent, word
from bonecheck.reports.page import COLORS

if TYPE_CHECKING:
    from bonecheck.batch.results import Results

# What ids get at least before cells say less, and what they get at most.
_CLIENT: Final = (18, 40)
# Above this a percentage says no more than that.
_MOST: Final = 999
# The seven rows of the scores of one client (or day).
Person = Sequence[dict[str, Any]]


class _Form(NamedTuple):
    """How much a cell says beside sign and number, how far it stands from the next, and whether lines lost are told."""

    percent: str
    in_words: bool
    gap: str
    space: str = " "
    lost: bool = True


# From the one that says most to the one that needs least room.
_FORMS: Final = (
    _Form(" %", in_words=True, gap="   "),
    _Form(" %", in_words=True, gap="  "),
    _Form(" %", in_words=False, gap="  "),
    _Form("", in_words=False, gap="  "),
    _Form("", in_words=False, gap=" "),
    _Form("", in_words=False, gap=" ", space="", lost=False),
)


def lines(results: Results, places: pl.Series, width: int) -> Iterator[Text]:
    """A heading and a line for each of some places in the scores, none wider than ``width``."""
    people = _at(results, places)
    names = [Text("client", style="bold"), *(Text(printable(person[0]["client"])) for person in people)]
    longest = min(max(name.cell_len for name in names), _CLIENT[1])
    for form in _FORMS:
        table, sides = _cells(people, form), _sides(people, results.per)[: 1 + form.lost]
        room = width - sum(len(form.gap) + max(map(len, side)) for side in sides) - len(KEYS) * len(form.gap)
        room -= sum(cell.cell_len for cell in table[0])
        if room >= min(longest, _CLIENT[0]):
            break
    for number, (name, cells) in enumerate(zip(names, table, strict=True)):
        name.truncate(max(min(longest, room), 1), overflow="ellipsis", pad=True)
        yield Text(form.gap).join([name, *_beside(sides, number), *cells])


def _at(results: Results, places: pl.Series) -> list[Person]:
    """The rows of some places in the scores, seven for each."""
    size = len(KEYS)
    rows = results.scores[[place * size + number for place in places for number in range(size)]].rows(named=True)
    return [rows[first : first + size] for first in range(0, len(rows), size)]


def _sides(people: Sequence[Person], per: str) -> list[list[str]]:
    """The columns beside the client, each with its heading: the day or how many, and the lines lost where any were."""
    firsts = [person[0] for person in people]
    daily = per == "day"
    days = [str((each["date"] or "no date") if daily else each["days"]) for each in firsts]
    lost = [str(each["lines_lost"] or "") for each in firsts]
    return [["date" if daily else "days", *days], *([["lost", *lost]] if any(lost) else [])]


def _beside(sides: Sequence[Sequence[str]], number: int) -> list[Text]:
    style = "" if number else "bold"
    return [Text(side[number].rjust(max(map(len, side))), style=style) for side in sides]


def _cells(people: Sequence[Person], form: _Form) -> list[list[Text]]:
    """The headings of the nutrients, then the cells of every person, all of one width."""
    told = [[_told(each, form) for each in person] for person in people]
    sign, number = (max(len(parts[place]) for person in told for parts in person) for place in (0, 1))
    heads = [Text(nutrient.symbol.ljust(sign + len(form.space) + number), style="bold") for nutrient in NUTRIENTS]
    cells = [
        [Text(f"{verdict:<{sign}}{form.space}{share:>{number}}", style=style) for verdict, share, style in person]
        for person in told
    ]
    return [heads, *cells]


def _told(found: dict[str, Any], form: _Form) -> tuple[str, str, str]:
    """The verdict as sign or sign and word, the percentage, and the style of a cell."""
    status = Status(found["status"])
    verdict = f"{SIGNS[status]} {word(status)}" if form.in_words else SIGNS[status]
    return verdict, _percent(found["percent"], form), COLORS[status]


def _percent(value: float | None, form: _Form) -> str:
    if value is None:
        return ""
    return f">{_MOST}{form.percent}" if value > _MOST else f"{rounded_percent(value)}{form.percent}"
