"""Grams of a food that lacks the measure: by the nearest food of its kind that has it, or by its group. All are assumed."""

from __future__ import annotations

from typing import Final

from bonecheck import units
from bonecheck.foods import amounts, names
from bonecheck.foods.table import FoodTable
from bonecheck.model import Food
from bonecheck.parse import words

# So many foods are looked at for one of the same head that has the measure.
_LENDERS: Final = 12


def of_group(table: FoodTable, food: Food, count: float | None, unit: str) -> amounts.Weighed | None:
    """The usual portion of a food's group, for a food that has none of its own and was not measured."""
    times, millilitres = 1.0 if count is None else count, _millilitres(table, unit)
    if millilitres is not None:
        density = table.density_of_group(food.group)
        how = f"{times:g} {unit}, by a cup of {food.group}"
        return None if density is None else amounts.Weighed(times * millilitres * density, how, assumed=True)
    if unit and not amounts.is_portion(unit):
        return None
    usual = table.usual_of_group(food.group)
    return None if usual is None else amounts.Weighed(times * usual, f"usual portion of {food.group}", assumed=True)


def _millilitres(table: FoodTable, unit: str) -> float | None:
    """The millilitres of a unit of volume, or of a vessel that holds as much of any food: a katori."""
    vessels = (row.amount for row in table.household(words.singular(unit.casefold())) if row.unit == "ml")
    return units.millilitres_per(unit) or next(vessels, None)


def borrowed(table: FoodTable, food: Food, said: str, count: float | None, unit: str) -> amounts.Weighed | None:
    """Grams by the measure of the nearest food that has it, of the same head and group."""
    head = {*words.words(words.head(food.name))}
    for other in names.search(table, said, _LENDERS):
        if other.food_id == food.food_id or other.group != food.group:
            continue
        if head.isdisjoint(words.words(words.head(other.name))):
            continue
        found = amounts.weigh(other, table.portions(other), count, unit, said=said, household=table.household)
        if isinstance(found, amounts.Weighed):
            return amounts.Weighed(found.grams, f"{found.how} of {other.name}", assumed=True)
    return None
