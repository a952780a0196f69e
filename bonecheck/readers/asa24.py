"""ASA24 (the National Cancer Institute's 24-hour recall): its analysis files of foods, of supplements, and of their sums.

Its codes are those of an older FNDDS edition than ours, so that some are gone. Amounts are grams, vitamin D is in µg.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bonecheck.readers.export import Cells, Export
from bonecheck.readers.export_rows import reader
from bonecheck.stated import Kind

# RecallStatus: 2 is complete, 5 is broken off with data that can be used.
_USABLE: Final = frozenset({"2", "5"})
_COMPLETE: Final = "1"
# What every file says of its recall.
_RECALL: Final[Mapping[str, tuple[str, ...]]] = {
    "client": ("username", "userid"),
    "date": ("intakestartdatetime", "reportingdate"),
    "energy": ("kcal",),
    "status": ("recallstatus",),
}


def _skip(cells: Cells) -> str:
    status = cells.get("status", "")
    return "" if status in _USABLE else f"recalls that are not complete (RecallStatus {status or 'empty'})"


def _zeros_known(cells: Cells) -> bool:
    """Where the composition is not complete a zero may stand for what is not known."""
    return cells.get("complete", _COMPLETE) == _COMPLETE


def _supplement(_cells: Cells) -> Kind:
    return Kind.SUPPLEMENT


def _sum(cells: Cells) -> Kind:
    """Where the composition of some food is not complete, a sum is the least that was eaten."""
    return Kind.SUMMARY if _zeros_known(cells) else Kind.PARTIAL


ITEMS: Final = reader(
    Export(
        name="asa24-items",
        title="ASA24 Items",
        gives="foods with FNDDS codes, grams, energy and six of the seven nutrients; all people of a study",
        lacks="K2; supplements, which are in the file INS",
        needs=frozenset({"recallrecid", "foodcode", "foodamt", "food description"}),
        roles={
            **_RECALL,
            "meal": ("occ name",),
            "food": ("food description",),
            "code": ("foodcode",),
            "grams": ("foodamt",),
            "complete": ("foodcomp",),
        },
        code_prefix="fndds:",
        dates="mdy",
        skip=_skip,
        zeros_known=_zeros_known,
    )
)

SUPPLEMENTS: Final = reader(
    Export(
        name="asa24-ins",
        title="ASA24 INS",
        gives="supplements with their amounts and six of the seven nutrients; all people of a study",
        lacks="foods, which are in the file Items; K2 but for what a name tells",
        needs=frozenset({"recallrecid", "supplcode", "suppl description"}),
        roles={
            **_RECALL,
            "meal": ("occ name",),
            "food": ("suppl description",),
            "amount": ("supplamount",),
            "unit": ("supplunit",),
            "complete": ("supplcomp",),
        },
        dates="mdy",
        kind=_supplement,
        skip=_skip,
        zeros_known=_zeros_known,
    )
)

TOTALS: Final = reader(
    Export(
        name="asa24-totals",
        title="ASA24 Totals",
        gives="the sums of each recall's foods: energy and six of the seven nutrients; all people of a study",
        lacks="foods, so that nothing can be filled: K2; supplements, which are in the file INS",
        needs=frozenset({"recallrecid", "numfoods", "numcodes", "datacomp"}),
        roles={**_RECALL, "complete": ("datacomp",)},
        dates="mdy",
        kind=_sum,
        whole="sum of the foods",
        skip=_skip,
        zeros_known=_zeros_known,
    )
)

WITH_SUPPLEMENTS: Final = reader(
    Export(
        name="asa24-tns",
        title="ASA24 TNS",
        gives="the sums of each recall's foods and supplements: energy and six of the seven nutrients; all people of a study",
        lacks="foods, so that nothing can be filled: K2; which part is of supplements, on which upper levels may depend",
        needs=frozenset({"recallrecid", "numfoods", "numsuppls", "datacomp"}),
        roles={**_RECALL, "complete": ("datacomp",)},
        dates="mdy",
        kind=_sum,
        whole="sum of the foods and supplements",
        skip=_skip,
        zeros_known=_zeros_known,
    )
)
