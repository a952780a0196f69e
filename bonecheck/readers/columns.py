"""Which column of a log holds what: header names as people and other tools write them."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.readers import stated_columns
from bonecheck.readers.base import Row

# role -> header names, folded; the first name of a role is ours.
HEADER_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "food": (
        "food", "food name", "foodname", "food description", "food item", "foods", "food drink", "food and drink",
        "food or drink", "item", "item name", "name", "description", "product", "product name", "ingredient", "what",
        "lebensmittel", "aliment",
    ),
    "amount": (
        "amount", "qty", "quantity", "amount eaten", "amount consumed", "number", "count", "servings",
        "number of servings", "menge", "portion size",
    ),
    "unit": ("unit", "units", "measure", "serving unit", "unit of measure", "portion", "serving", "einheit"),
    "weight": ("grams", "gram", "g", "gramm", "weight", "gewicht"),
    "date": ("date", "day", "datetime", "date time", "logged on", "eaten on", "datum"),
    "meal": ("meal", "meal name", "meal type", "group", "eating occasion", "mahlzeit"),
    "client": ("client", "client id", "person", "participant", "subject", "id", "user"),
    "brand": ("brand", "brand name", "brands", "brand owner", "maker", "manufacturer", "marke", "marque", "marca"),
    "note": ("note", "notes", "comment", "comments", "remark"),
}  # fmt: skip
_ROLES: Final = {name: role for role, names in HEADER_NAMES.items() for name in names}
_GRAMS: Final = frozenset({"grams", "gram", "g", "gramm"})
_MEASURED: Final = frozenset({"amount", "weight"})


class Columns(NamedTuple):
    """Column numbers by role, the unit that a header such as "Weight (oz)" names, and the cells that no role claims.

    ``weight_unit`` is empty where the header says "weight" alone. ``stated`` are the columns of values, by name.
    """

    by_role: dict[str, int]
    weight_unit: str
    ignored: tuple[str, ...]
    stated: dict[str, int]

    def cell(self, row: Row, role: str) -> str:
        """A row's cell of one role, stripped; empty where the header or the row has none."""
        number = self.by_role.get(role)
        return row.cells[number].strip() if number is not None and number < len(row.cells) else ""


class _Meaning(NamedTuple):
    """What a header cell means; a smaller rank is nearer to our own name."""

    role: str
    rank: int
    unit: str = ""


def fold(header: str) -> str:
    """A header cell as the table above spells it.

    >>> fold(" Food_Name* ")
    'food name'
    """
    return " ".join(re.findall(r"\w+", header.replace("_", " ").casefold()))


def columns_of(header: Sequence[str]) -> Columns:
    """The columns of a header. Where two claim one role, ours or the earlier name in the list wins."""
    best: dict[str, tuple[int, _Meaning]] = {}
    for number, cell in enumerate(header):
        meaning = _meaning(cell)
        if meaning and (meaning.role not in best or meaning.rank < best[meaning.role][1].rank):
            best[meaning.role] = (number, meaning)
    by_role = {role: number for role, (number, _) in best.items()}
    stated = stated_columns.places(header)
    used = {*by_role.values(), *stated.values()}
    ignored = tuple(cell.strip() for number, cell in enumerate(header) if number not in used and cell.strip())
    weight_unit = best["weight"][1].unit if "weight" in best else ""
    return Columns(by_role=by_role, weight_unit=weight_unit, ignored=ignored, stated=stated)


def is_ours(header: Sequence[str]) -> bool:
    """Whether a header has our own names alone, as our CSV is documented."""
    names = {cell.strip().casefold() for cell in header} - {""}
    return "food" in names and names <= {*HEADER_NAMES, *stated_columns.NAMES}


def _meaning(cell: str) -> _Meaning | None:
    """A cell's role; "Quantity (oz)" and "amount g" are weights in the unit that they name."""
    folded = fold(cell)
    role = _ROLES.get(folded)
    if role is not None:
        return _Meaning(role, HEADER_NAMES[role].index(folded), "g" if folded in _GRAMS else "")
    name, _, unit = folded.rpartition(" ")
    if _ROLES.get(name) not in _MEASURED or not _is_unit(unit):
        return None
    return _Meaning("weight", len(_ROLES), unit)


def _is_unit(word: str) -> bool:
    return units.grams_per(word) is not None or units.millilitres_per(word) is not None
