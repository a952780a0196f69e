"""A user's own foods and recipes: one food per row with the figures of its label, or one ingredient per row.

Every figure is brought to 100 g. What a label does not say stays unknown; a row that cannot be used is a Problem,
and its food keeps its name and is unknown, so that no other food is taken for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bonecheck.errors import InputError, Problem, did_you_mean
from bonecheck.model import Entry, Portion
from bonecheck.nutrients import BY_KEY, KEYS
from bonecheck.own import OwnFile, OwnFood, OwnRecipe
from bonecheck.quantities import NumberError, number
from bonecheck.readers import label_columns, labels, table, text
from bonecheck.readers.base import Row, Table, assumed, excerpt, lost
from bonecheck.readers.conventions import Cell, conventions_of
from bonecheck.readers.label_columns import ENERGY, Column, Columns
from bonecheck.readers.labels import BLANKS, LabelError, Serving
from bonecheck.spreadsheet import plain

# 100 g of a food hold no more of anything, and no more kcal than pure fat, with room for the rounding of labels.
_WHOLE_GRAMS: Final = 100.0
_MOST_KCAL: Final = 930.0
_BEGIN: Final = "begin with name,per,energy_kcal,calcium_mg or with recipe,ingredient,amount,unit"
_LOOK: Final = "look at the figure, its unit, and what it is per"


def read(source: str) -> OwnFile:
    """Read one file. Raises InputError when it is no file of foods."""
    data = text.read_bytes(source)
    if not data.strip():
        raise InputError(f"{source}: is empty", _BEGIN)
    found = table.parse(text.decode(data, source), source, label_columns.claims)
    if not label_columns.claims(found.header.cells):
        named = ", ".join(excerpt(cell) for cell in found.header.cells[:8])
        raise InputError(f"{source}:{found.header.line}: is no file of foods; the header names {named}", _BEGIN)
    return _Reading(found, label_columns.columns_of(found.header.cells)).file()


class _Basis(NamedTuple):
    """For how many grams a row's figures stand (None: it does not say), and the measures of its food."""

    grams: float | None
    portions: tuple[Portion, ...]


class _Reading:
    """One pass over a file; ``told`` holds the problems of the row that is being read."""

    def __init__(self, found: Table, columns: Columns) -> None:
        self.table = found
        self.columns = columns
        numbers = [column.number for column in columns.nutrients]
        texts = ((row.line, _at(row, each)) for row in found.rows for each in numbers)
        cells = [Cell(line, text) for line, text in texts if text not in BLANKS]
        conventions = conventions_of(found, cells, (), None)
        self.comma = conventions.decimal_comma
        self.problems: list[Problem] = [*conventions.problems, *_about_header(found, columns)]
        self.foods: list[OwnFood] = []
        self.recipes: dict[str, OwnRecipe] = {}
        self.recipe = ""
        self.bare: dict[str, str] = {}
        self.told: list[Problem] = []

    def file(self) -> OwnFile:
        for row in self.table.rows:
            self._read(row)
        return OwnFile(
            file=self.table.file,
            foods=tuple(self.foods),
            recipes=tuple(self.recipes.values()),
            problems=(*self.problems, *self._bare_figures()),
            not_counted=self.columns.not_counted,
        )

    def _bare_figures(self) -> Iterator[Problem]:
        """That figures have no unit is told once for the file."""
        if self.bare:
            read_as = ", ".join(f"{header} as {unit}" for header, unit in self.bare.items())
            message, hint = (
                f"figures without a unit are read so: {read_as}",
                "write the unit into the header: calcium_mg",
            )
            yield assumed(self.table.file, self.table.header.line, "assumed-unit", message, hint)

    def _cell(self, row: Row, role: str) -> str:
        place = self.columns.by_role.get(role)
        return "" if place is None else _at(row, place)

    def _lost(self, row: Row, code: str, message: str, hint: str) -> None:
        self.told.append(lost(self.table.file, row.line, code, message, hint))

    def _read(self, row: Row) -> None:
        self.told = []
        name, recipe, ingredient = (plain(self._cell(row, role)) for role in ("name", "recipe", "ingredient"))
        self.recipe = recipe or ("" if name else self.recipe)
        if row.broken or (
            len(row.cells) > len(self.table.header.cells) and any(row.cells[len(self.table.header.cells) :])
        ):
            self._broken(row)
        if self.recipe:
            self._ingredient(row, self.recipe, ingredient or (name if recipe else ""))
        elif name:
            self.foods.append(self._food(row, name))
        else:
            self._lost(row, "no-food", "the row names neither a food nor a recipe", "fill its column name or recipe")
            self.problems += self.told

    def _broken(self, row: Row) -> None:
        code = row.broken or "ragged-row"
        found = "a quote is opened and never closed" if row.broken else "the row has more cells than the header"
        self._lost(row, code, found, 'put what holds a comma in quotes: "oats, rolled"')

    def _food(self, row: Row, name: str) -> OwnFood:
        basis = self._basis(row) if not self.told else _Basis(None, ())
        values = self._values(row, name, basis.grams) if basis.grams else {}
        return OwnFood(
            file=self.table.file,
            line=row.line,
            name=name,
            aliases=self._aliases(row),
            group=self._cell(row, "group").casefold(),
            energy_kcal=values.get(ENERGY),
            per_100g={key: values.get(key) for key in KEYS},
            portions=basis.portions,
            problems=tuple(self.told),
        )

    def _aliases(self, row: Row) -> tuple[str, ...]:
        return tuple(alias.strip() for alias in self._cell(row, "aliases").split(";") if alias.strip())

    def _basis(self, row: Row) -> _Basis:
        """The basis of a row's figures by its columns ``per`` and ``serving``; without both it is 100 g."""
        per = self._cell(row, "per")
        servings = self._servings(row, "serving", self._cell(row, "serving").split(";"))
        if labels.is_serving(per) and servings:
            return _Basis(servings[0].grams * servings[0].times, _portions(servings))
        if per and not labels.is_serving(per):
            named = self._servings(row, "per", [per])
            whole = named[0].grams * named[0].times if named else None
            by_weight = [each for each in named if each.measure != labels.SERVING or whole != _WHOLE_GRAMS]
            return _Basis(whole, _portions([*servings, *by_weight]))
        if per or servings:
            found = "are per serving, whose weight is not given" if per else "may be per 100 g or per serving"
            self._lost(row, "no-basis", f"the figures {found}", "write into the column per: 100 g, or 1 bar (45 g)")
            return _Basis(None, _portions(servings))
        message = "the figures are taken to be per 100 g"
        self.told.append(assumed(self.table.file, row.line, "assumed-basis", message, "add a column per: 100 g"))
        return _Basis(_WHOLE_GRAMS, ())

    def _servings(self, row: Row, role: str, cells: Sequence[str]) -> list[Serving]:
        found = []
        for cell in filter(None, map(str.strip, cells)):
            try:
                found.append(labels.serving(cell, self.columns.units.get(role, ""), decimal_comma=self.comma))
            except LabelError as error:
                self._lost(row, "bad-serving", f"{role} '{excerpt(cell)}' {error}", error.hint)
        if any(each.by_volume for each in found):
            message = f"{role} '{excerpt('; '.join(cells))}' is a volume; a millilitre is taken for a gram"
            hint = "give the weight too where it matters: 100 ml (103 g)"
            self.told.append(assumed(self.table.file, row.line, "assumed-density", message, hint))
        return found

    def _values(self, row: Row, name: str, grams: float) -> dict[str, float]:
        """The figures that a row gives per 100 g, by nutrient and ``energy``."""
        values: dict[str, float] = {}
        percents: dict[str, list[str]] = {}
        for column in self.columns.nutrients:
            cell = _at(row, column.number)
            if cell.casefold() in BLANKS or column.key in values:
                continue
            try:
                found = self._figure(cell, column)
                values[column.key] = _checked(found.value * _WHOLE_GRAMS / grams, column.key)
            except LabelError as error:
                self._lost(row, "bad-figure", f"{name[:60]}: {column.header} '{excerpt(cell)}' {error}", error.hint)
                continue
            if found.of:
                nutrient = BY_KEY[column.key]
                told = f"{nutrient.label} {found.share:g} % as {found.value:g} {nutrient.unit}"
                percents.setdefault(found.of, []).append(told)
        self.told += (self._percent(row, name, of, told) for of, told in percents.items())
        return values

    def _figure(self, cell: str, column: Column) -> labels.Figure:
        if column.key == ENERGY:
            found = labels.energy(cell, column, decimal_comma=self.comma)
        else:
            found = labels.figure(cell, column, BY_KEY[column.key], decimal_comma=self.comma)
        if found.bare:
            self.bare[column.header] = "kcal" if column.key == ENERGY else BY_KEY[column.key].unit
        return found

    def _percent(self, row: Row, name: str, of: str, told: Sequence[str]) -> Problem:
        message = f"{name[:60]}: by the {labels.TABLES[of]} {', '.join(told)}"
        hint = "write the amounts where the label gives them"
        return assumed(self.table.file, row.line, "percent-value", message, hint)

    def _ingredient(self, row: Row, name: str, food: str) -> None:
        recipe = self.recipes.get(name) or OwnRecipe(self.table.file, row.line, name, (), ())
        entries = recipe.ingredients
        if food:
            entries = (*entries, self._entry(row, food))
        weight, servings = self._number(row, "yield"), self._number(row, "servings")
        self.recipes[name] = recipe._replace(
            aliases=recipe.aliases or self._aliases(row),
            ingredients=entries,
            yield_grams=recipe.yield_grams if weight is None else weight,
            servings=recipe.servings if servings is None else servings,
            problems=(*recipe.problems, *self.told),
        )

    def _entry(self, row: Row, food: str) -> Entry:
        """An ingredient as a line of a log; one whose amount cannot be read has a unit that no food has."""
        amount, unit = self._cell(row, "amount"), self._cell(row, "unit") or self.columns.units.get("amount", "")
        entry = Entry(file=self.table.file, line=row.line, food=food)
        if not amount:
            return entry._replace(unit=unit)
        try:
            value, rest = number(amount, decimal_comma=self.comma)
        except NumberError as error:
            hint = "write a number such as 150, 1.5 or 1/2"
            self._lost(row, "bad-amount", f"amount '{excerpt(amount)}' {error}", hint)
            return entry._replace(unit=amount)
        return entry._replace(amount=value, unit=unit or rest)

    def _number(self, row: Row, role: str) -> float | None:
        """A recipe's yield in grams, or its number of servings."""
        cell = self._cell(row, role)
        if not cell:
            return None
        try:
            if role == "servings":
                value = number(cell, decimal_comma=self.comma)[0]
            else:
                found = labels.serving(cell, self.columns.units.get(role) or "g", decimal_comma=self.comma)
                value = found.grams * found.times
        except (LabelError, NumberError) as error:
            self._lost(
                row, "bad-serving", f"{role} '{excerpt(cell)}' {error}", "write 800 g for a yield, 8 for servings"
            )
            return None
        return value or None


def _at(row: Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _portions(servings: Sequence[Serving]) -> tuple[Portion, ...]:
    """The measures of a food; the first is its usual portion, as often as the label counts it."""
    if not servings:
        return ()
    first = servings[0]
    usual = [] if first.measure == "ml" else [Portion("default", first.grams * first.times)]
    return (*(Portion(each.measure, each.grams) for each in servings), *usual)


def _checked(value: float, key: str) -> float:
    """A figure per 100 g that can be. Raises LabelError for one that cannot."""
    if key == ENERGY:
        if value > _MOST_KCAL:
            raise LabelError(f"is {value:.0f} kcal per 100 g, more than pure fat has", _LOOK)
        return value
    nutrient = BY_KEY[key]
    if value * labels.GRAMS_PER_UNIT[nutrient.unit] > _WHOLE_GRAMS:
        raise LabelError(f"is {value:,.0f} {nutrient.unit} per 100 g, more than the food weighs", _LOOK)
    return value


def _about_header(found: Table, columns: Columns) -> Iterator[Problem]:
    """What is wrong with a header: columns that are not known, that stand twice, or that may hold K1."""
    place = found.file, found.header.line
    for header in columns.unknown:
        hint = f"{did_you_mean(header, label_columns.known_headers())}; a nutrient needs its unit, as in calcium_mg"
        yield assumed(*place, "unknown-column", f"column '{excerpt(header)}' is not known, and not used", hint)
    for header in columns.twice:
        message = f"column '{excerpt(header)}' says what another column says, and is not used"
        yield assumed(*place, "unknown-column", message, "keep one of them")
    for header in columns.vitamin_k:
        message = f"column '{excerpt(header)}' may be K1 or K2, and only K2 is counted here; it is not used"
        yield assumed(*place, "which-vitamin-k", message, "name it vitamin_k2_ug if the label says K2 (or MK-4, MK-7)")
