"""A log as our own CSV, whatever it came from: what it states stands in columns of its own and is read back."""

from __future__ import annotations

import csv
import io
from typing import Final

from bonecheck.model import Entry, Log
from bonecheck.nutrients import NUTRIENTS
from bonecheck.spreadsheet import guarded
from bonecheck.stated import ENERGY, FOOD_ID, LINE_KIND, Kind, Stated

_ALWAYS: Final = ("date", "meal", "food", "amount", "unit")
# What no number can be read from: a line that could not be read stays one.
_UNREADABLE: Final = "?"


def render(log: Log) -> str:
    """One row per line of the log, in its order; columns beyond the five of every log only where something is in them."""
    rows = [_cells(entry) for entry in log.entries]
    rows += [{**_cells(entry), "amount": _UNREADABLE} for entry in log.unread]
    order = sorted(range(len(rows)), key=[entry.line for entry in (*log.entries, *log.unread)].__getitem__)
    used = {name for cells in rows for name, cell in cells.items() if cell}
    optional = ("client", "note", FOOD_ID, LINE_KIND, ENERGY, *(nutrient.column for nutrient in NUTRIENTS))
    columns = (*_ALWAYS, *(name for name in optional if name in used))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[number] for number in order)
    return out.getvalue()


def _cells(entry: Entry) -> dict[str, str]:
    written = {
        "date": entry.date.isoformat() if entry.date else "",
        "meal": guarded(entry.meal),
        "food": guarded(entry.food),
        "amount": "" if entry.amount is None else _number(entry.amount),
        "unit": guarded(entry.unit),
        "client": guarded(entry.client),
        "note": guarded(entry.note),
    }
    return written if entry.stated is None else {**written, **_stated(entry.stated)}


def _stated(stated: Stated) -> dict[str, str]:
    values = {nutrient.column: stated.amounts.get(nutrient.key) for nutrient in NUTRIENTS}
    numbers = {ENERGY: stated.energy_kcal, **values}
    return {
        FOOD_ID: guarded(stated.food_id),
        LINE_KIND: "" if stated.kind is Kind.FOOD else stated.kind.value,
        **{name: "" if value is None else _number(value) for name, value in numbers.items()},
    }


def _number(value: float) -> str:
    """A number in full, but for what binary fractions put behind it."""
    return f"{value:.12g}"
