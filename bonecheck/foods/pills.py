"""Whether a line of a log is a supplement and no food, by its whole text, without its count, or by its tablets."""

from __future__ import annotations

from collections.abc import Callable

from bonecheck.foods import items, supplements, taking
from bonecheck.foods.candidates import SURE
from bonecheck.foods.table import FoodTable
from bonecheck.model import Entry, Match
from bonecheck.parse import amount_text, measured, words
from bonecheck.parse.pieces import split
from bonecheck.stated import Kind


class Pills:
    """Tells supplements from foods; what somebody calls a food of their own is never one."""

    def __init__(self, table: FoodTable, match: Callable[[str], Match], is_own: Callable[[str], bool]) -> None:
        """``match`` is what a name means as a food; ``is_own`` whether a folded name is that of an own food."""
        self._table = table
        self._match = match
        self._is_own = is_own

    def taken(self, entry: Entry) -> supplements.Taken | None:
        """What a line is as a supplement, by its whole text or without its count; None for a food, and for stated contents."""
        stated = entry.stated
        if items.NOT_HAD.match(entry.food) or (stated and stated.amounts and stated.kind is Kind.SUPPLEMENT):
            return None
        read = measured.read(entry.food)
        if any(self._is_own(words.key(each)) for each in (entry.food, read.food)):
            return None
        swallowed = self._swallowed(entry)
        if swallowed is not None:
            return swallowed
        pieces = split(entry.food)
        paired = taking.paired(entry.food) != entry.food
        if len(pieces) > 1 and not paired and not all(self.may_be(piece.text) for piece in pieces):
            return None
        whole = supplements.read(entry.food, entry.amount, entry.unit, self._table)
        if (
            (whole is not None and (whole.unweighed is None or whole.unweighed.code == "compound-weight"))
            or read.amount is None
            or read.amount.assumed
            or entry.amount is not None
            or entry.unit
        ):
            return whole
        return supplements.read(read.food, read.amount.quantity.amount, read.amount.unit, self._table) or whole

    def _swallowed(self, entry: Entry) -> supplements.Taken | None:
        """What is taken by the tablet, of a name that is surely no food: "Shelcal 500, 1 tab"."""
        counted = taking.counted(entry.food) if entry.amount is None and not entry.unit else None
        if counted is None or len(split(counted[0])) > 1 or self._match(counted[0]).confidence in SURE:
            return None
        return supplements.read(*counted, self._table)

    def may_be(self, text: str) -> bool:
        """Whether a piece of a text is a supplement, or the dose of one."""
        if amount_text.amount_of(text.strip()) is not None or not any(each.isalpha() for each in text):
            return True
        if taking.is_dose(text.strip().lstrip("0123456789.,").strip()):
            return True
        return supplements.read(text.strip(), None, "", self._table) is not None
