"""What stands around a name and says nothing of the food: its measure before it ("bowl of soup"), its package behind it."""

from __future__ import annotations

import re
from typing import Final

from bonecheck.parse.measures import is_size, is_unit

# "glass of milk", "a big bowl of soup".
_MEASURE_OF: Final = re.compile(r"\s*(?:an?\s+)?(?:(?P<size>\w+)\s+)?(?P<measure>\w+)\s+of\s+(?=\w)")
# What a package holds, behind a name on a label or receipt: "eggs 12ct", "tomatoes 400g x4", "bananas kg".
_PACKAGE: Final = re.compile(
    r"(?:[\s,]+(?:[x\u00d7]\s?\d+|(?:\d+\s?[x\u00d7]\s?)?\d+(?:[.,]\d+)?\s?"
    r"(?:gr?|kg|ml|cl|l|ltr|litre|liter|(?:fl )?oz|lbs?|doz|dz|ct|cnt|count|pks?|packs?|pcs?|gal|qt|pt)|ea|each|doz|dz|kg|lbs?|gal|pt|qt|pkt|pk|punnet)\.?)+$"
)
_VAGUE: Final = frozenset({"bit", "bits", "lot", "lots", "couple", "few", "plenty", "bite", "bites"})


def unmeasured(text: str) -> str:
    """A text without the measure of the food that it begins with.

    >>> unmeasured("big bowl of soup"), unmeasured("leg of lamb")
    ('soup', 'leg of lamb')
    """
    found = _MEASURE_OF.match(text)
    if found is None or is_size(found["measure"]) or not (is_unit(found["measure"]) or found["measure"] in _VAGUE):
        return text
    return text[found.end() :] if found["size"] is None or is_size(found["size"]) else text


def unpacked(text: str) -> str:
    """A text in lower case without what its package holds behind it.

    >>> unpacked("baked beans 400g x4"), unpacked("bananas kg"), unpacked("milk 2%")
    ('baked beans', 'bananas', 'milk 2%')
    """
    return _PACKAGE.sub("", text)
