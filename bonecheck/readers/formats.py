"""The formats that are not ours, one reader each, in the order in which ``bonecheck readers`` lists them.

A module of its own, so that a log of ours loads none of them.
"""

from __future__ import annotations

from typing import Final

from bonecheck.readers import (
    asa24,
    coded,
    cronometer,
    intake24,
    loseit,
    macrofactor,
    myfitnesspal,
    nhanes,
    opennutritracker,
    waistline,
)
from bonecheck.readers.base import Reader

FOREIGN: Final[tuple[Reader, ...]] = (
    cronometer.SERVINGS,
    cronometer.DAILY,
    myfitnesspal.SUMMARY,
    myfitnesspal.DIARY,
    loseit.FOODS,
    macrofactor.FOODS,
    opennutritracker.INTAKES,
    waistline.DAYS,
    asa24.ITEMS,
    asa24.SUPPLEMENTS,
    asa24.TOTALS,
    asa24.WITH_SUPPLEMENTS,
    nhanes.FIRST,
    nhanes.SECOND,
    intake24.INTAKE24,
    coded.FNDDS,
    coded.NDB,
)
