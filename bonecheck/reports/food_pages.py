"""Foods of the table for a person to read: a list of matches, and one food whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from rich.table import Table
from rich.text import Text

from bonecheck.model import Food, FoodSource, Per, Portion, TopFood
from bonecheck.nutrients import BY_KEY, NUTRIENTS, Nutrient
from bonecheck.reports.base import Style, amount
from bonecheck.reports.page import Page

_SOURCES = {
    "fndds": "USDA FNDDS 2021-2023",
    "sr28": "USDA SR28 (2015)",
    "fdc": "USDA Foundation Foods (December 2025)",
}
# From this width on a list has room for the groups.
_WIDE = 100
_K2_BASIS = {
    "measured": "published for this kind of food",
    "estimate": "worked out from foods near to it",
    "mk4": "MK-4 alone, measured",
    "recipe": "computed from the ingredients",
    "none": "plant food, not fermented: none",
    "": "no value",
}


def listing(foods: Sequence[Food], style: Style) -> str:
    """Foods with ids and what they have of the seven per 100 g, as wide as the page allows."""
    page = Page(style)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True)
    table.add_column("food", overflow="fold", ratio=1)
    shown = _shown(style.width)
    for nutrient in shown:
        table.add_column(f"{nutrient.symbol} {nutrient.unit}", justify="right", no_wrap=True)
    for food in foods:
        values = [_value(food, nutrient, unit=False) for nutrient in shown]
        table.add_row(Text(food.food_id), Text(food.name), *map(Text, values))
    page.console.print(table)
    if shown:
        page.console.print(Text("per 100 g; – is unknown", style="dim"))
    return page.text()


def _shown(width: int) -> Sequence[Nutrient]:
    """All seven nutrients where there is room for them, none where there is not."""
    return NUTRIENTS if width >= 110 else ()


def _value(food: Food, nutrient: Nutrient, *, unit: bool = True) -> str:
    value = food.per_100g[nutrient.key]
    return "–" if value is None else amount(nutrient.key, value, unit=unit)


def ranking(found: Sequence[TopFood], key: str, per: Per, style: Style) -> str:
    """The best foods for a nutrient, with what they have of it for what it is counted by."""
    sheet, nutrient = Page(style), BY_KEY[key]
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(f"{nutrient.symbol} {nutrient.unit}", justify="right", no_wrap=True)
    table.add_column("food", overflow="fold", ratio=1)
    wide = style.width >= _WIDE
    if wide:
        table.add_column("group", no_wrap=True)
    if nutrient.range_columns:
        table.add_column("known by", no_wrap=True)
    table.add_column("id", no_wrap=True)
    for each in found:
        food = each.food
        name = f"{food.name} ({each.grams:.0f} g)" if each.grams is not None else food.name
        basis = [food.k2_basis] if nutrient.range_columns else []
        group = [food.group] if wide else []
        table.add_row(*map(Text, (amount(key, each.amount, unit=False), name, *group, *basis, food.food_id)))
    sheet.console.print(table)
    sheet.console.print(Text(_counted(per, nutrient), style="dim"))
    return sheet.text()


def _counted(per: Per, nutrient: Nutrient) -> str:
    told = {
        Per.HUNDRED_G: "per 100 g",
        Per.PORTION: "per usual portion of the US survey",
        Per.KCAL: "per 100 kcal",
    }[per]
    unknown = " Foods of unknown content are not listed." if nutrient.range_columns else ""
    return f"{nutrient.label} {told}; bonecheck foods show ID tells more.{unknown}"


def page(food: Food, portions: Sequence[Portion], style: Style, k2_source: FoodSource | None = None) -> str:
    """One food: names, source, nutrients per 100 g, where vitamin K2 comes from, portions."""
    sheet = Page(style)
    sheet.console.print(Text(food.name, style="bold"))
    source = _SOURCES.get(food.food_id.split(":")[0], "")
    sheet.console.print(Text(f"{food.food_id} · {source} · {food.group}"))
    if food.aliases:
        sheet.console.print(Text(f"also: {'; '.join(food.aliases)}", style="dim"))
    sheet.console.print()
    sheet.console.print(_nutrients(food))
    if k2_source is not None:
        sheet.console.print()
        sheet.console.print(Text(f"K2: {k2_source.note}"))
        sheet.console.print(Text(f"    {k2_source.citation}", style="dim"))
    if portions:
        sheet.console.print()
        sheet.console.print(_portions(portions))
    return sheet.text()


def _nutrients(food: Food) -> Table:
    table = _grid("per 100 g", "")
    energy = "unknown" if food.energy_kcal is None else f"{food.energy_kcal:.0f} kcal"
    table.add_row("energy", Text(energy, justify="right"), "")
    for nutrient in NUTRIENTS:
        known = food.per_100g[nutrient.key] is not None
        note = _origin(food, nutrient) if known else ""
        value = Text(_value(food, nutrient) if known else "unknown", justify="right")
        table.add_row(nutrient.label, value, Text(note, style="dim"))
    return table


def _origin(food: Food, nutrient: Nutrient) -> str:
    """Where a figure comes from: the food's own table, or, where sources were compared, how and within what range."""
    if not nutrient.range_columns:
        return _SOURCES.get(food.food_id.split(":")[0], "")
    low, high = food.ranges.get(nutrient.key, (0.0, 0.0))
    basis = _K2_BASIS.get(food.k2_basis, food.k2_basis)
    return basis if low == high else f"{basis}; range {amount(nutrient.key, low, unit=False)} to {high:g}"


def _portions(portions: Sequence[Portion]) -> Table:
    table = _grid("portion", "")
    for portion in portions:
        name = "usual portion" if portion.measure == "default" else f"1 {portion.measure}"
        table.add_row(Text(name), Text(f"{portion.grams:.4g} g", justify="right"), "")
    return table


def _grid(first: str, second: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 3, 0, 0))
    for title, justify in ((first, "left"), (second, "right"), ("", "left")):
        table.add_column(title, justify=cast("Literal['left']", justify))
    return table
