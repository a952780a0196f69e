"""The two kinds of row that the food table is made of."""

from dataclasses import dataclass, field
from decimal import Decimal

NUTRIENTS = (
    "protein_g",
    "calcium_mg",
    "magnesium_mg",
    "potassium_mg",
    "zinc_mg",
    "vitamin_d_ug",
    "vitamin_k2_ug",
)
FOOD_COLUMNS = ("food_id", "name", "aliases", "group", "energy_kcal", *NUTRIENTS, "k2_basis", "popularity")
PORTION_COLUMNS = ("food_id", "measure", "grams")
DEFAULT_MEASURE = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Food:
    """One food of one source; `values` holds what is known per 100 g edible portion, keyed by column name.

    `category` is the source's own food group code: WWEIA category, SR28 food group (also for FoodData Central).
    `k2_basis` and the vitamin K2 value are filled in by `foods.k2`, `group` by `foods.groups`.
    """

    food_id: str
    name: str
    aliases: tuple[str, ...] = ()
    category: str
    values: dict[str, Decimal] = field(default_factory=dict)
    group: str = ""
    k2_basis: str = ""
    popularity: int = 0

    @property
    def source(self) -> str:
        """The prefix of the id: `fndds`, `sr28` or `fdc`."""
        return self.food_id.partition(":")[0]

    @property
    def code(self) -> str:
        """The id within the source."""
        return self.food_id.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """The weight in grams of one household measure of one food."""

    food_id: str
    measure: str
    grams: Decimal
