"""What a food of unknown composition can be held to contribute at most: the 95th percentile of its group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from foods.model import NUTRIENTS, Food

LIMIT_COLUMNS = ("group", "nutrient", "limit", "per", "foods", "known")
ALL_FOODS = "*"
PERCENTILE = Decimal("0.95")
FEWEST_KNOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The 95th percentile of a nutrient over the foods of a group, in the unit of the nutrient's column."""

    group: str
    nutrient: str
    per: str
    limit: Decimal | None
    foods: int
    known: int


def percentile(values: Sequence[Decimal], share: Decimal = PERCENTILE) -> Decimal:
    """The percentile by linear interpolation between the two nearest ranks, position share × (n - 1)."""
    ordered, position = sorted(values), share * (len(values) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def limits(foods: Sequence[Food], default_grams: dict[str, Decimal]) -> Iterator[Limit]:
    """Limits per 100 g for all foods and each group, and per default portion for all foods."""
    hundred = {food.food_id: Decimal(100) for food in foods}
    yield from _limits(ALL_FOODS, "100 g", foods, hundred)
    served = [food for food in foods if food.food_id in default_grams]
    yield from _limits(ALL_FOODS, "portion", served, default_grams)
    for group in sorted({food.group for food in foods}):
        yield from _limits(group, "100 g", [food for food in foods if food.group == group], hundred)


def _limits(group: str, per: str, foods: Sequence[Food], grams: dict[str, Decimal]) -> Iterator[Limit]:
    for nutrient in NUTRIENTS:
        counted = [food for food in foods if group == ALL_FOODS or _stands_for_unknown(food, nutrient)]
        values = [food.values[nutrient] * grams[food.food_id] / 100 for food in counted if nutrient in food.values]
        limit = percentile(values) if _enough(len(values), len(counted)) else None
        yield Limit(group=group, nutrient=nutrient, per=per, limit=limit, foods=len(counted), known=len(values))


def _stands_for_unknown(food: Food, nutrient: str) -> bool:
    # A plant food is known to hold no vitamin K2 because it is one; a food of the same group whose K2 is unknown is
    # none of those, and their zeros would hold natto to nothing. A food of which nothing is known may be any.
    return nutrient != "vitamin_k2_ug" or food.k2_basis != "none"


def _enough(known: int, foods: int) -> bool:
    return known >= FEWEST_KNOWN and 2 * known >= foods
