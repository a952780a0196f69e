"""Intake24 (an open 24-hour recall): one row per food, with the columns that a survey chose.

Its foods have the codes of a survey's own table, which are ours only where that table is FNDDS. A food that was not in
its list is described in the columns that begin with "Missing".
"""

from __future__ import annotations

from typing import Final

from bonecheck.quantities import NumberError
from bonecheck.readers.export import Cells, Export, Quantity, amount_and_unit, whole_code
from bonecheck.readers.export_rows import reader


def _named(cells: Cells) -> str:
    """The food's name in English, in the survey's language, or as the person wrote what the list lacks."""
    return next(filter(None, (cells.get(role, "") for role in ("food", "local", "missing"))), "")


def _code(cells: Cells) -> str:
    return whole_code(cells) if "fndds" in cells.get("table", "").casefold() else ""


def _quantity(cells: Cells, *, decimal_comma: bool) -> Quantity:
    """Grams; of a food that was not in the list what the person wrote, which may be no number: "a side plate"."""
    try:
        return amount_and_unit(cells, decimal_comma=decimal_comma)
    except NumberError:
        if cells.get("grams"):
            raise
        return None, cells["amount"]


INTAKE24: Final = reader(
    Export(
        name="intake24",
        title="Intake24",
        gives="foods, grams, and the energy and nutrients that the survey chose; all people of a survey",
        lacks="K2; codes that are ours, unless the survey used FNDDS; grams of foods that were not in its list",
        needs=frozenset({"submission id"}),
        one_of=(
            frozenset({"name en", "name local"}),
            frozenset({"portion weight", "portion weight g", "nutrient table code"}),
        ),
        roles={
            "client": ("survey alias username", "survey alias", "username", "user id", "submission id"),
            "date": ("recall date", "start datetime", "submission datetime"),
            "meal": ("meal name",),
            "food": ("name en",),
            "local": ("name local",),
            "missing": ("missing name",),
            "code": ("nutrient table code",),
            "table": ("nutrient table name",),
            "grams": ("portion weight", "portion weight g"),
            "amount": ("missing portion size",),
            "note": ("missing description",),
            "energy": ("energy kcal", "energykcal", "kcal"),
        },
        named=_named,
        identity=_code,
        quantity=_quantity,
        code_prefix="fndds:",
        unknown=frozenset({"n/a", "na", "null"}),
        left_out=("what was left over of foods that were not in its list",),
    )
)
