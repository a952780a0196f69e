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
K2 = "vitamin_k2_ug"
FOOD_COLUMNS = (
    "food_id",
    "name",
    "aliases",
    "group",
    "energy_kcal",
    *NUTRIENTS,
    "k2_low",
    "k2_high",
    "k2_basis",
    "popularity",
)
SOURCE_COLUMNS = ("food_id", "value", "low", "high", "basis", "citation", "note")
PORTION_COLUMNS = ("food_id", "measure", "grams")
DEFAULT_MEASURE = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Vitamin K2 of a food in µg per 100 g: a central value within what the sources give, and how it is known.

    `basis` is measured, estimate, mk4, recipe or none; data/README.md says what each means.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    basis: str
    citation: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Food:
    """One food of one source; `values` holds what is known per 100 g edible portion, keyed by column name.

    `category` is the source's own food group code: WWEIA category, SR28 food group (also for FoodData Central).
    `k2` is filled in by `foods.k2` and `foods.k2_recipes` (None: unknown), `group` by `foods.groups`.
    """

    food_id: str
    name: str
    aliases: tuple[str, ...] = ()
    category: str
    values: dict[str, Decimal] = field(default_factory=dict)
    group: str = ""
    k2: Evidence | None = None
    popularity: int = 0

    @property
    def k2_basis(self) -> str:
        """How vitamin K2 is known; empty where it is not."""
        return self.k2.basis if self.k2 else ""

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
