"""The formats that are not ours, one reader each, in the order in which ``bonecheck readers`` lists them.

A module of its own, so that a log of ours loads none of them.
"""

from __future__ import annotations

from typing import Final

from bonecheck.readers import asa24, cronometer, loseit, macrofactor, myfitnesspal, opennutritracker, waistline
from bonecheck.readers.base import Reader

FOREIGN: Final[tuple[Reader, ...]] = (
    cronometer.SERVINGS,
    myfitnesspal.SUMMARY,
    myfitnesspal.DIARY,
    loseit.FOODS,
    macrofactor.FOODS,
    opennutritracker.INTAKES,
    waistline.DAYS,
    asa24.ITEMS,
)
