"""The rows of an export to entries with the values that it states, and the import report of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from bonecheck import units
from bonecheck.errors import Problem
from bonecheck.imported import Imported
from bonecheck.model import Entry, Log
from bonecheck.quantities import NumberError, number
from bonecheck.readers import dates, rows
from bonecheck.readers.base import Reader, Row, Table, assumed, excerpt
from bonecheck.readers.columns import fold
from bonecheck.readers.conventions import Cell, conventions_of
from bonecheck.readers.dating import Dating
from bonecheck.readers.export import Cells, Export, Quantity
from bonecheck.readers.nutrient_columns import NutrientColumn, nutrient_columns
from bonecheck.readers.stated_columns import bad_value
from bonecheck.stated import Kind, Stated

# The plain spelling of a number, which nearly every cell has.
_PLAIN: Final = re.compile(r"\d+(?:\.\d*)?")
_ZONE: Final = re.compile(r"\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$")


def reader(export: Export) -> Reader:
    """The reader of a format."""

    def claims(header: tuple[str, ...]) -> bool:
        names = {fold(cell) for cell in header}
        return export.needs <= names and not export.never & names and all(some & names for some in export.one_of)

    def read(table: Table, order: dates.Order | None = None) -> Log:
        return _Reading(table, export, order).log()

    return Reader(export.name, export.title, export.gives, export.lacks, claims, read)


class _Reading:
    """One pass over the table of an export."""

    def __init__(self, table: Table, export: Export, order: dates.Order | None) -> None:
        self.table = table
        self.export = export
        self.places = _places(table.header.cells, export)
        self.nutrients = nutrient_columns(table.header.cells, export.default_units, export.daily_values, export.bare)
        numbers = self._numbers() if export.decimal_comma is None else ()
        self.conventions = conventions_of(table, numbers, self._column("date"), order or export.dates)
        comma = export.decimal_comma
        self.decimal_comma = self.conventions.decimal_comma if comma is None else comma
        self.dating = Dating(table, self.conventions.order)
        self.entries: list[Entry] = []
        self.unread: list[Entry] = []
        self.problems: list[Problem] = [*rows.about_quotes(table), *self.conventions.problems]
        self.skipped: Counter[str] = Counter()
        self.blank: Counter[str] = Counter()
        self.zero_unknown: Counter[str] = Counter()
        self.doubted: Counter[str] = Counter()
        self.zoned = 0

    def log(self) -> Log:
        """The Log of the table, with its import report."""
        for row in self.table.rows:
            self._read(row)
        return Log(
            entries=tuple(self.entries),
            files=(self.table.file,),
            unread=tuple(self.unread),
            problems=tuple(self.problems),
            ignored_columns=self._ignored(),
            imports=(self._imported(),),
        )

    def _ignored(self) -> tuple[str, ...]:
        used = {*self.places.values(), *(column.number for column in self.nutrients)}
        return tuple(cell.strip() for place, cell in enumerate(self.table.header.cells) if place not in used and cell)

    def _imported(self) -> Imported:
        zones = (f"the time zone of {self.zoned} rows: days are those that the log writes",) if self.zoned else ()
        return Imported(
            file=self.table.file,
            reader=self.export.name,
            title=self.export.title,
            rows=len(self.table.rows),
            skipped=dict(self.skipped),
            converted=tuple(column.converted for column in self.nutrients if column.converted),
            zero_unknown=dict(self.zero_unknown),
            blank=dict(+self.blank),
            guessed=(*self.export.assumed, *self._guessed()),
            left_out=(*self.export.left_out, *zones, *self._doubts()),
        )

    def _doubts(self) -> tuple[str, ...]:
        counts = self.doubted.items()
        return tuple(f"{count} value{'s' if count > 1 else ''} {reason}" for reason, count in counts)

    def _guessed(self) -> tuple[str, ...]:
        """The rule by which dates that end with the year were read, where the format does not set it."""
        if self.export.dates is not None or not any(dates.depends_on_order(cell.text) for cell in self._column("date")):
            return ()
        first = "month" if self.conventions.order == "mdy" else "day"
        open_ = any(problem.code == "ambiguous-date" for problem in self.conventions.problems)
        why = "nothing in the file tells" if open_ else "as its other dates show"
        return (f"dates: {first} first, {why}",)

    def _numbers(self) -> list[Cell]:
        """The cells that hold numbers, by which the decimal mark of a file is told."""
        columns = [column.number for column in self.nutrients]
        values = [
            Cell(row.line, row.cells[place]) for place in columns for row in self.table.rows if place < len(row.cells)
        ]
        return [*values, *self._column("grams"), *self._column("amount")]

    def _column(self, role: str) -> list[Cell]:
        place = self.places.get(role)
        if place is None:
            return []
        cells = ((row.line, row.cells[place].strip()) for row in self.table.rows if place < len(row.cells))
        return [Cell(line, text) for line, text in cells if text]

    def _cells(self, row: Row) -> dict[str, str]:
        found = {role: row.cells[place].strip() for role, place in self.places.items() if place < len(row.cells)}
        unknown = self.export.unknown
        if not unknown:
            return found
        return {role: "" if text.casefold() in unknown else text for role, text in found.items()}

    def _read(self, row: Row) -> None:
        problem, cells = rows.broken(self.table, row), self._cells(row)
        if problem is None and (reason := self.export.skip(cells)):
            self.skipped[reason] += 1
            return
        text = cells.get("date", "")
        self.zoned += bool(text and _ZONE.search(text))
        bad_date = self.dating.problem(row, text)
        kind = self.export.kind(cells)
        food = self.export.named(cells) or self.export.identity(cells)
        nameless = None if kind.sums_up else rows.nameless(self.table, row, food)
        problem = problem or nameless or bad_date
        if problem is not None:
            self.problems.append(problem)
            self.unread.append(self._entry(row, cells, food, (None, "")))
            return
        said = self._stated(row, cells, kind)
        stated = None if said == Stated() else said
        self.entries.append(self._entry(row, cells, food, self._quantity(row, cells, said), stated))
        if spoilt := rows.bad_character(self.table, row):
            self.problems.append(spoilt)

    def _entry(self, row: Row, cells: Cells, food: str, quantity: Quantity, stated: Stated | None = None) -> Entry:
        amount, unit = quantity
        return Entry(
            file=self.table.file,
            line=row.line,
            food=rows.name(food or cells.get("meal") or self.export.whole, row),
            amount=amount,
            unit=unit,
            date=self.dating.date,
            meal=cells.get("meal", ""),
            client=cells.get("client", ""),
            note=cells.get("note", ""),
            stated=stated,
        )

    def _quantity(self, row: Row, cells: Cells, stated: Stated) -> Quantity:
        """The amount of a row; one that cannot be read stays as it stands, so that no usual portion takes its place."""
        try:
            return self.export.quantity(cells, decimal_comma=self.decimal_comma)
        except NumberError as error:
            text = cells.get("grams") or cells["amount"]
            counts = "; the values that the log states count all the same" if stated.tells else ""
            hint = f"correct it in the export{counts}"
            message = f"amount '{excerpt(text)}' {error}"
            self.problems.append(assumed(self.table.file, row.line, "bad-amount", message, hint))
            return None, text

    def _stated(self, row: Row, cells: Cells, kind: Kind) -> Stated:
        factor, zeros_known = self.export.factor(cells), self.export.zeros_known(cells)
        amounts: dict[str, float] = {}
        for column in self.nutrients:
            key = column.nutrient.key
            value = self._value(row, column)
            if value is None or factor is None:
                self.blank[key] += kind is not Kind.SUPPLEMENT
            elif value == 0 and not zeros_known:
                self.zero_unknown[key] += 1
            elif doubt := self.export.doubt(cells, column.nutrient.unit, value):
                self.doubted[doubt] += 1
            else:
                amounts[key] = value * factor
        energy = self._energy(row, cells)
        if energy == 0 and not zeros_known:
            energy = None
        return Stated(
            amounts=amounts,
            energy_kcal=None if energy is None or factor is None else energy * factor,
            food_id=f"{self.export.code_prefix}{code}" if (code := self.export.identity(cells)) else "",
            kind=kind,
        )

    def _value(self, row: Row, column: NutrientColumn) -> float | None:
        """A cell in the nutrient's unit; None where it is blank, not known, or no number, which is told."""
        text = row.cells[column.number].strip() if column.number < len(row.cells) else ""
        if not text or text.casefold() in self.export.unknown:
            return None
        if _PLAIN.fullmatch(text) and not self.decimal_comma:
            return float(text) / column.per
        try:
            value, rest = number(text, decimal_comma=self.decimal_comma)
        except NumberError as error:
            self.problems.append(bad_value(self.table, row, column.nutrient.label, text, error))
            return None
        return value / (_per(rest, column) if rest else column.per)

    def _energy(self, row: Row, cells: Cells) -> float | None:
        text = cells.get("energy", "")
        if not text:
            return None
        if _PLAIN.fullmatch(text) and not self.decimal_comma:
            return float(text)
        try:
            return number(text, decimal_comma=self.decimal_comma)[0]
        except NumberError as error:
            self.problems.append(bad_value(self.table, row, "energy", text, error))
            return None


def _per(unit: str, column: NutrientColumn) -> float:
    """How many of a unit that is glued to the number, "1,236mg", are one of ours; the column's where it is no mass."""
    here, ours = units.grams_per(unit), units.grams_per(column.nutrient.unit)
    return column.per if here is None or ours is None else ours / here


def _places(header: tuple[str, ...], export: Export) -> Mapping[str, int]:
    """Where the first header name of each role stands."""
    numbers: dict[str, int] = {}
    for place, cell in enumerate(header):
        numbers.setdefault(fold(cell), place)
    found = (
        (role, next((numbers[name] for name in names if name in numbers), None)) for role, names in export.roles.items()
    )
    return {role: place for role, place in found if place is not None}
