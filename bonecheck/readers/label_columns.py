"""The header of a user's file of foods: which column holds what, and in which unit a nutrient stands.

``calcium_mg``, ``Calcium (mg)``, ``Vitamin D (IU)``, ``Calcium (%DV)``, ``Zink %NRV``-like headers are one nutrient
column each; a unit in a cell comes before that of its header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from bonecheck import units
from bonecheck.nutrients import NUTRIENTS

ENERGY: Final = "energy"
PERCENT: Final = "%"
# role -> header names, folded; the first name of a role is ours.
ROLES: Final[dict[str, tuple[str, ...]]] = {
    "name": ("name", "food", "food name", "product", "product name", "description", "item"),
    "aliases": ("aliases", "alias", "also", "other names", "synonyms"),
    "per": ("per", "values per", "basis", "amount per", "nutrients per"),
    "serving": ("serving", "serving size", "portion", "portions", "portion size", "measures"),
    "group": ("group", "food group"),
    "note": ("note", "notes", "comment", "comments", "remark", "brand", "barcode", "source"),
    "recipe": ("recipe", "recipe name", "dish"),
    "ingredient": ("ingredient", "ingredients"),
    "amount": ("amount", "qty", "quantity"),
    "unit": ("unit", "units", "measure"),
    "yield": ("yield", "yield weight", "cooked weight", "finished weight", "total weight"),
    "servings": ("servings", "serves", "makes", "number of servings"),
}
_ROLE_OF: Final = {name: role for role, names in ROLES.items() for name in names}
# Roles whose header may name the unit of their numbers: "serving (g)".
_MEASURED: Final = frozenset({"serving", "yield", "amount"})
# What else a label lists; these columns are no mistake, and not counted.
_OTHER: Final = frozenset(
    """fat|total fat|saturated fat|saturates|of which saturates|trans fat|cholesterol|sodium|salt|carbohydrate|carbohydrates|
    carbs|total carbohydrate|of which sugars|sugar|sugars|total sugars|added sugars|fiber|fibre|dietary fiber|iron|vitamin a|
    vitamin b6|vitamin b12|vitamin c|vitamin e|folate|niacin|phosphorus|iodine|alcohol|water|caffeine|omega 3""".replace(
        "\n    ", ""
    ).split("|")
)
# Names that leave open which vitamin K: their figure is mostly K1.
_VITAMIN_K: Final = frozenset({"vitamin k", "vit k"})
_ENERGIES: Final = {"energy": "", "calories": "kcal", "kcal": "kcal", "cal": "kcal", "kj": "kj", "kilojoules": "kj"}
# Words behind a name that say by which table a percentage is; "ri" is the EU's newer word.
PERCENT_OF: Final = {"dv": "dv", "daily value": "dv", "rdi": "dv", "nrv": "nrv", "ri": "nrv", "rda": "nrv"}
_PERCENT_TAIL: Final = re.compile(rf"\s*%\s*(?P<of>{'|'.join(PERCENT_OF)})?$")
_NUTRIENTS: Final = {
    name: nutrient.key
    for nutrient in NUTRIENTS
    for name in (nutrient.label.casefold(), nutrient.key.replace("_", " "), *nutrient.label_names)
}


class Column(NamedTuple):
    """A nutrient's column: its number, the nutrient's key (or ``energy``), and the unit; ``of`` the table of a percentage."""

    number: int
    header: str
    key: str
    unit: str
    of: str = ""


class Columns(NamedTuple):
    """A header understood: columns by role, their units, nutrient columns, and what was not taken, by why."""

    by_role: dict[str, int]
    units: dict[str, str]
    nutrients: tuple[Column, ...]
    not_counted: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    vitamin_k: tuple[str, ...] = ()


def claims(header: tuple[str, ...]) -> bool:
    """Whether a header is that of a file of foods: it names foods, or recipes with ingredients."""
    found = columns_of(header).by_role
    return "name" in found or {"recipe", "ingredient"} <= set(found)


def columns_of(header: Sequence[str]) -> Columns:
    """What each cell of a header means; of two columns that say the same the first counts."""
    found = _Found()
    for number, cell in enumerate(header):
        if cell.strip():
            found.take(number, cell.strip())
    return found.columns()


class _Found:
    """The columns met so far."""

    def __init__(self) -> None:
        self.by_role: dict[str, int] = {}
        self.units: dict[str, str] = {}
        self.nutrients: list[Column] = []
        self.left: dict[str, list[str]] = {"not_counted": [], "unknown": [], "twice": [], "vitamin_k": []}

    def take(self, number: int, cell: str) -> None:
        folded = fold(cell)
        name, unit, of = _parted(folded)
        role = _ROLE_OF.get(folded) or (_ROLE_OF.get(name) if _ROLE_OF.get(name) in _MEASURED else None)
        if role is not None:
            self._take_role(number, cell, role, unit)
        elif (column := _nutrient(number, cell, folded, (name, unit, of))) is not None:
            self._take_nutrient(column)
        else:
            self.left[_left(folded, name)].append(cell)

    def _take_role(self, number: int, cell: str, role: str, unit: str) -> None:
        if role in self.by_role:
            self.left["twice"].append(cell)
            return
        self.by_role[role] = number
        self.units[role] = unit

    def _take_nutrient(self, column: Column) -> None:
        same = [each for each in self.nutrients if (each.key, each.unit) == (column.key, column.unit)]
        if same:
            self.left["twice"].append(column.header)
        else:
            self.nutrients.append(column)

    def columns(self) -> Columns:
        # A percentage serves where the same food's amount is blank.
        ordered = sorted(self.nutrients, key=lambda column: column.unit == PERCENT)
        left = {kind: tuple(cells) for kind, cells in self.left.items()}
        return Columns(by_role=self.by_role, units=self.units, nutrients=tuple(ordered), **left)


def fold(header: str) -> str:
    """A header cell in lower case, its words and percent signs apart.

    >>> fold("Calcium (%DV)"), fold("calcium_mg")
    ('calcium % dv', 'calcium mg')
    """
    text = header.replace("_", " ").replace("\u03bc", "\u00b5").casefold()
    return " ".join(re.findall(r"[^\W_]+|%", text.replace("\u03bc", "\u00b5")))


def _parted(folded: str) -> tuple[str, str, str]:
    """A header's name, its unit (maybe none) and the table of a percentage."""
    percent = _PERCENT_TAIL.search(folded)
    if percent is not None:
        return folded[: percent.start()], PERCENT, PERCENT_OF.get(percent["of"] or "", "")
    name, _, unit = folded.rpartition(" ")
    return (name, unit, "") if name and is_unit(unit) else (folded, "", "")


def is_unit(word: str) -> bool:
    """Whether a word is a unit that a label's figure can have."""
    known = (units.grams_per(word), units.millilitres_per(word))
    return any(known) or units.fold(word) in units.INTERNATIONAL_UNITS or word in ("kcal", "kj", "cal")


def _nutrient(number: int, cell: str, folded: str, parts: tuple[str, str, str]) -> Column | None:
    name, unit, of = parts
    for wanted, given in ((folded, ""), (name, unit)):
        if wanted in _ENERGIES:
            return Column(number, cell, ENERGY, given or _ENERGIES[wanted])
        if wanted in _NUTRIENTS:
            return Column(number, cell, _NUTRIENTS[wanted], given, of)
    return None


def _left(folded: str, name: str) -> str:
    if name in _VITAMIN_K:
        return "vitamin_k"
    return "not_counted" if {folded, name} & _OTHER else "unknown"


def known_headers() -> Iterable[str]:
    """The header names that a hint may suggest: ours."""
    yield from (names[0] for names in ROLES.values())
    yield "energy_kcal"
    yield from (nutrient.column for nutrient in NUTRIENTS)
