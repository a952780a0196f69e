"""ASA24 (the National Cancer Institute's 24-hour recall): the analysis file of foods, "Items".

Its codes are those of an older FNDDS edition than ours, so that some are gone. Amounts are grams, vitamin D is in µg.
"""

from __future__ import annotations

from typing import Final

from bonecheck.readers.export import Cells, Export
from bonecheck.readers.export_rows import reader

# RecallStatus: 2 is complete, 5 is broken off with data that can be used.
_USABLE: Final = frozenset({"2", "5"})
_COMPLETE: Final = "1"


def _skip(cells: Cells) -> str:
    status = cells.get("status", "")
    return "" if status in _USABLE else f"recalls that are not complete (RecallStatus {status or 'empty'})"


def _zeros_known(cells: Cells) -> bool:
    """Where the composition is not complete a zero may stand for what is not known."""
    return cells.get("complete", _COMPLETE) == _COMPLETE


ITEMS: Final = reader(
    Export(
        name="asa24-items",
        title="ASA24 Items",
        gives="foods with FNDDS codes, grams, energy and six of the seven nutrients; all people of a study",
        lacks="K2; supplements, which are in the file INS",
        needs=frozenset({"recallrecid", "foodcode", "foodamt", "food description"}),
        roles={
            "client": ("username", "userid"),
            "date": ("intakestartdatetime", "reportingdate"),
            "meal": ("occ name",),
            "food": ("food description",),
            "code": ("foodcode",),
            "grams": ("foodamt",),
            "energy": ("kcal",),
            "status": ("recallstatus",),
            "complete": ("foodcomp",),
        },
        code_prefix="fndds:",
        dates="mdy",
        skip=_skip,
        zeros_known=_zeros_known,
    )
)
