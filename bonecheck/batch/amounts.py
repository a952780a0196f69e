"""Amounts and units of many rows: plain numbers are cast, all others are read once per distinct combination of cells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final, NamedTuple

import polars as pl

from bonecheck import units
from bonecheck.batch.distinct import Column, empty
from bonecheck.quantities import NumberError
from bonecheck.readers.base import Row, Table
from bonecheck.readers.columns import Columns
from bonecheck.readers.conventions import NAMES_A_UNIT, Cell, Conventions, Told
from bonecheck.readers.plain import Reading

# Numbers that mean the same whichever mark is the decimal one, and those that a decimal point divides.
PLAIN: Final = r"^(?:[0-9]{1,9}(?:\.(?:[0-9]{1,2}|[0-9]{4,15}))?|0\.[0-9]{1,15})$"
POINT: Final = r"^[0-9]{1,9}(?:\.[0-9]{1,15})?$"
# Numbers whose point may stand between thousands.
_OPEN_POINT: Final = r"^[1-9][0-9]{0,2}\.[0-9]{3}$"
_ROLES: Final = ("weight", "amount", "unit")
# Stands for every plain number among cells that are read together: the digits do not matter to their unit.
_ANY: Final = "1"


class Quantities(NamedTuple):
    """The amounts and units of rows, and which rows hold none that can be read: None where all do."""

    amount: pl.Series
    unit: pl.Series
    failed: pl.Series | None


class Amounts:
    """The columns of some rows that hold amounts; ``numbers`` is the pattern of those that are cast."""

    def __init__(self, table: Table, columns: Columns, found: Mapping[str, Column], height: int) -> None:
        self.table = table
        self.columns = columns
        self.found = found
        self.height = height

    def tell(self, told: Told, lines: pl.Series) -> None:
        """Let the amounts tell what they do about the file."""
        told.has_units = told.has_units or "weight" in self.columns.by_role
        if "unit" in self.found:
            told.has_units = told.has_units or bool((self.found["unit"].distinct != "").any())
        if "food" in self.found:
            told.has_units = told.has_units or bool(self.found["food"].distinct.str.contains(NAMES_A_UNIT).any())
        for role in ("amount", "weight"):
            if role in self.found:
                _tell(told, self.found[role], lines)

    def depend_on_mark(self, numbers: str) -> bool:
        """Whether it matters to some row which mark is the decimal one; it does not to the pattern ``numbers``."""
        if self._all_match(numbers):
            return False
        found = (self._outcomes(numbers, Conventions(comma, "mdy", ())) for comma in (False, True))
        first, second = found
        return not first.equals(second)

    def read(self, numbers: str, conventions: Conventions) -> Quantities:
        """What the rows hold, by the conventions of their file."""
        amount = self._text("amount")
        if self._all_match(numbers):
            unit = self._text("unit")
            unit = (
                pl.repeat(units.ASSUMED_GRAMS, self.height, dtype=pl.String, eager=True) if conventions.grams else unit
            )
            return Quantities(amount.cast(pl.Float64), unit, None)
        found = self._keyed(numbers).join(
            self._outcomes(numbers, conventions), on=list(_ROLES), how="left", maintain_order="left"
        )
        weighed = pl.when(found["weight"] == _ANY).then(self._texts["weight"].cast(pl.Float64, strict=False))
        plain = (found["weight"] == "") & (found["amount"] == _ANY)
        counted = weighed.when(plain).then(amount.cast(pl.Float64, strict=False)).otherwise(found["value"])
        values = pl.select(value=counted).to_series()
        return Quantities(values, found["read_unit"], found["failed"] if found["failed"].any() else None)

    def _all_match(self, numbers: str) -> bool:
        """Whether there is a plain number on each row, and no weight."""
        return "weight" not in self.found and "amount" in self.found and self.found["amount"].matches(numbers)

    @cached_property
    def _texts(self) -> pl.DataFrame:
        """The cells that make a quantity, side by side."""
        return pl.DataFrame({role: self._text(role).cast(pl.String) for role in _ROLES})

    def _text(self, role: str) -> pl.Series:
        return (self.found.get(role) or empty(self.height)).text

    def _keyed(self, numbers: str) -> pl.DataFrame:
        """The rows with the same text for every plain number."""
        measured = [
            pl.when(pl.col(role).str.contains(numbers)).then(pl.lit(_ANY)).otherwise(pl.col(role)).alias(role)
            for role in ("weight", "amount")
        ]
        return self._texts.with_columns(measured)

    def _outcomes(self, numbers: str, conventions: Conventions) -> pl.DataFrame:
        """Each combination of cells with its amount and unit."""
        reading = Reading(self.table, self.columns, conventions)
        combinations = self._keyed(numbers).unique(maintain_order=True)
        rows = [(*each, *self._outcome(reading, each)) for each in combinations.rows()]
        found = {"value": pl.Float64, "read_unit": pl.String, "failed": pl.Boolean}
        return pl.DataFrame(rows, schema={**dict.fromkeys(_ROLES, pl.String), **found}, orient="row")

    def _outcome(self, reading: Reading, texts: tuple[str, ...]) -> tuple[float | None, str, bool]:
        cells_ = [""] * len(self.table.header.cells)
        for role, text in zip(_ROLES, texts, strict=True):
            if role in self.columns.by_role:
                cells_[self.columns.by_role[role]] = text
        try:
            return (*reading.quantity(Row(line=0, cells=tuple(cells_))), False)
        except NumberError as error:
            # The words are those of the problem, which may depend on the mark as well.
            return None, str(error), True


def _tell_bare(told: Told, texts: pl.Series) -> None:
    """Let amounts without a unit tell how often each of them stands there."""
    counted = texts.filter(texts != "").value_counts()
    for text, lines in counted.rows():
        told.number(text, lines)


def _tell(told: Told, column: Column, lines: pl.Series) -> None:
    distinct = column.distinct
    plain = distinct.filter(distinct.str.contains(PLAIN))
    if plain.str.contains(".", literal=True).any():
        told.marks.add(".")
    if not told.has_units:
        _tell_bare(told, column.text)
    if len(plain) == len(distinct):
        return
    _tell_open(told, column.text, lines)
    # A number that a point divides is plain, or open, or tells nothing.
    for cell in column.cells(lines, column.without(POINT)):
        told.amount(cell)


def _tell_open(told: Told, text: pl.Series, lines: pl.Series) -> None:
    """Numbers such as 1.500 in one go: there may be very many of them."""
    found = text.str.contains(_OPEN_POINT).arg_true()
    if found.len():
        told.amount(Cell(lines[found[0]], text[found[0]], found.len()))
