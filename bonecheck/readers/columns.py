"""Which column of a log holds what: header names as people and other tools write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# role -> header names, folded; the first name of a role is ours.
HEADER_NAMES: dict[str, tuple[str, ...]] = {
    "food": (
        "food", "food name", "foodname", "food description", "food item", "foods", "item", "item name", "name",
        "description", "product", "product name", "ingredient", "what", "lebensmittel", "aliment",
    ),
    "amount": (
        "amount", "qty", "quantity", "amount eaten", "amount consumed", "number", "count", "servings",
        "number of servings", "menge", "portion size",
    ),
    "unit": ("unit", "units", "measure", "serving unit", "unit of measure", "portion", "serving", "einheit"),
    "grams": ("grams", "gram", "g", "weight", "weight g", "amount g", "amount grams", "quantity g", "gramm"),
    "date": ("date", "day", "datetime", "date time", "logged on", "eaten on", "datum"),
    "meal": ("meal", "meal name", "meal type", "group", "eating occasion", "mahlzeit"),
    "client": ("client", "client id", "person", "participant", "subject", "id", "user"),
    "note": ("note", "notes", "comment", "comments", "remark"),
}  # fmt: skip
_ROLES = {name: role for role, names in HEADER_NAMES.items() for name in names}


class Columns(NamedTuple):
    """Column numbers by role, and the header cells that no role claims."""

    by_role: dict[str, int]
    ignored: tuple[str, ...]


def fold(header: str) -> str:
    """A header cell as the table above spells it.

    >>> fold(" Weight_(g) ")
    'weight g'
    """
    return " ".join(re.findall(r"\w+", header.replace("_", " ").casefold()))


def columns_of(header: Sequence[str]) -> Columns:
    """The columns of a header. Where two claim one role, ours or the earlier name in the list wins."""
    by_role: dict[str, int] = {}
    for number, cell in enumerate(header):
        role = _ROLES.get(fold(cell))
        if role is None:
            continue
        if role not in by_role or _rank(role, cell) < _rank(role, header[by_role[role]]):
            by_role[role] = number
    used = set(by_role.values())
    ignored = tuple(cell.strip() for number, cell in enumerate(header) if number not in used and cell.strip())
    return Columns(by_role=by_role, ignored=ignored)


def _rank(role: str, cell: str) -> int:
    return HEADER_NAMES[role].index(fold(cell))
