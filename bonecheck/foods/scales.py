"""What an item weighs: by its own measures, as a companion of another food, by a lent measure, or by the can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bonecheck.foods import amounts, fitting, lending, names
from bonecheck.foods.items import Item
from bonecheck.foods.table import FoodTable
from bonecheck.model import Food, Portion
from bonecheck.parse import words
from bonecheck.parse.measures import SIZES
from bonecheck.parse.numbers import Amount

if TYPE_CHECKING:
    from bonecheck.foods.own import OwnFoods

CANS: Final = frozenset({"can", "tin"})
# The can of most vegetables, fruits and soups: no. 300 in America, which holds 14 fl oz (sizes.com/home/cans.htm), 400 g in Europe.
_CAN_GRAMS: Final = 400.0
# So many foods are looked at for one that is listed by the can.
_CANNED: Final = 8


class Scales:
    """Weighs what a line names, with the measures of the food table and of the reader's own foods."""

    def __init__(self, table: FoodTable, own: OwnFoods | None) -> None:
        """``own`` foods have the measures that their file gives them, and borrow none."""
        self._table = table
        self._own = own
        self._portions: dict[str, list[Portion]] = {}

    def weigh(
        self, food: Food, item: Item, amount: Amount | None, base: Food | None
    ) -> amounts.Weighed | amounts.Unweighed:
        """Grams of an item; of what comes with another food (``base``) and has no amount, a usual companion portion."""
        beside = self._companion(food, item, base) if item.base and amount is None else None
        if beside is not None:
            return amounts.Weighed(beside, f"usual with {item.base[:30]}", assumed=True)
        count, unit = (amount.quantity.amount, amount.unit) if amount else (None, "")
        portions, household = self._portions_of(food), self._table.household
        found = amounts.weigh(food, portions, count, unit, said=item.food, household=household)
        if isinstance(found, amounts.Weighed):
            found = self._of_size(found, food, item, count, unit)
            return found._replace(assumed=True) if amount and amount.assumed else found
        if self._own is not None and self._own.by_id(food.food_id) is not None:
            return found
        if is_can(unit):
            return found
        lent = lending.borrowed(self._table, food, item.food, count, unit)
        return lent or lending.of_group(self._table, food, count, unit) or found

    def _of_size(
        self, found: amounts.Weighed, food: Food, item: Item, count: float | None, unit: str
    ) -> amounts.Weighed:
        """A measure of the size or piece that was said, lent by a food of its kind where this one lacks it: "small carrot"."""
        wanted = {word for word in words.words(unit) if word in SIZES} or {*words.words(unit)[-1:]}
        if not found.assumed or wanted <= {*words.words(found.how)}:
            return found
        lent = lending.borrowed(self._table, food, item.food, count, unit)
        return lent if lent is not None and wanted <= {*words.words(lent.how.partition(" of ")[0])} else found

    def canned(self, said: str, food: Food, amount: Amount) -> tuple[Food, amounts.Weighed] | None:
        """What comes by the can is canned: "1 can tuna", of a food that has no such measure fresh."""
        for each in names.search(self._table, f"canned {said}", _CANNED):
            if is_canned(each) and each.group == food.group:
                weighed = amounts.weigh(each, self._portions_of(each), amount.quantity.amount, amount.unit, said=said)
                if isinstance(weighed, amounts.Weighed):
                    return each, weighed
        return None

    def _companion(self, food: Food, item: Item, base: Food | None) -> float | None:
        """What usually comes of a food with the one before it, as both are written or else as they were understood."""
        own, other = words.head(food.name), words.head(base.name) if base else item.base
        return self._table.companion(item.food, item.base) or self._table.companion(own, other)

    def _portions_of(self, food: Food) -> list[Portion]:
        if food.food_id not in self._portions:
            own = self._own.portions(food) if self._own else None
            self._portions[food.food_id] = self._usual_first(food) if own is None else own
        return self._portions[food.food_id]

    def _usual_first(self, food: Food) -> list[Portion]:
        portions = self._table.portions(food)
        if fitting.usual_grams(portions) is not None:
            return portions
        return fitting.usual_first(portions, self._table.usual_of_group(food.group), food.group)


def of_any_can(amount: Amount) -> amounts.Weighed:
    """What is listed by no can as cans of the usual size, as assumed."""
    count = amount.quantity.amount
    how = f"{count:g} {amount.unit} (an estimate: {_CAN_GRAMS:g} g each)"
    return amounts.Weighed(count * _CAN_GRAMS, how, assumed=True)


def is_can(unit: str) -> bool:
    """Whether a unit is a can, of whatever size."""
    return any(words.singular(word) in CANS for word in unit.casefold().split()[-1:])


def is_canned(food: Food) -> bool:
    """Whether a food comes out of a can."""
    return "canned" in words.words(food.name)
