"""Logs that name foods by a code of the USDA's tables: a study's own CSV with columns such as food_code and grams.

A code is an identity. What such a file has of nutrients may be per 100 g or as eaten, so that it is not used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bonecheck.readers.export import Cells, Export, no_values, whole_code
from bonecheck.readers.export_rows import reader

_FNDDS: Final = ("food code", "foodcode", "fndds code", "fndds food code", "fndds", "usda food code")
_NDB: Final = ("ndb no", "ndbno", "ndb", "ndb number", "ndb code", "ndb id", "nutrient databank number")
_GRAMS: Final = ("grams", "gram", "g", "amount g", "weight g", "portion g", "gram weight", "grams consumed")
_AMOUNT: Final = ("amount", "quantity", "qty")
# The digits of an NDB code, whose leading zeros a spreadsheet takes away.
_NDB_DIGITS: Final = 5
_ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "client": ("client", "client id", "participant", "participant id", "subject", "subject id", "person", "seqn", "id"),
    "date": ("date", "day", "recall date", "intake date"),
    "meal": ("meal", "meal name", "eating occasion", "occasion"),
    "food": ("food", "food name", "food description", "main food description", "description", "long desc"),
    "grams": _GRAMS,
    "amount": _AMOUNT,
    "unit": ("unit", "units", "measure"),
    "note": ("note", "notes"),
}


def _padded(cells: Cells) -> str:
    code = whole_code(cells)
    return code.zfill(_NDB_DIGITS) if code else ""


FNDDS: Final = reader(
    Export(
        name="fndds-codes",
        title="log of FNDDS codes",
        gives="foods by their codes, with grams or amounts",
        lacks="values of its own: all are our table's",
        needs=frozenset(),
        never=frozenset({*_NDB, "recallrecid", "submission id"}),
        one_of=(frozenset(_FNDDS), frozenset({*_GRAMS, *_AMOUNT})),
        roles={**_ROLES, "code": _FNDDS},
        bare=no_values,
        code_prefix="fndds:",
        decimal_comma=None,
    )
)

NDB: Final = reader(
    Export(
        name="ndb-codes",
        title="log of NDB codes (SR28)",
        gives="foods by their codes, with grams or amounts",
        lacks="values of its own: all are our table's",
        needs=frozenset(),
        never=frozenset({"recallrecid", "submission id"}),
        one_of=(frozenset(_NDB), frozenset({*_GRAMS, *_AMOUNT})),
        roles={**_ROLES, "code": _NDB},
        bare=no_values,
        code_prefix="sr28:",
        identity=_padded,
        decimal_comma=None,
    )
)
