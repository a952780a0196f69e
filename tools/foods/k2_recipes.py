"""Vitamin K2 of survey foods by their recipes: the sum over the ingredients, per 100 g of the finished food.

The survey computes its own nutrient values this way (FNDDS 2021-2023 documentation): ingredient weights, and one
moisture change of the whole recipe. Vitamin K2 is taken to survive cooking, as its retention tables give no factor for it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from foods.fndds import Ingredient, Recipe, Recipes
from foods.model import Evidence, Food
from foods.tables import normalised

LEAST_KNOWN = Decimal("0.9")
NUTRIENT_ONLY_INGREDIENTS = range(999_000, 1_000_000)
NOTHING = Evidence(value=Decimal(0), low=Decimal(0), high=Decimal(0), basis="none", citation="", note="")
CITATION = "FNDDS 2021-2023 recipe"
# A sum over rounded weights and figures with two digits has no more than three.
DIGITS = Context(prec=3)
VARIANT = re.compile(r"^(REDUCED|LOW) SODIUM: ")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Vitamin K2 in µg per 100 g of finished food over the known ingredients, whose share of the weight is `known`.

    `parts` holds what each ingredient gives, by its name.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    known: Decimal
    parts: Mapping[str, Decimal]


UNKNOWN = Amount(value=ZERO, low=ZERO, high=ZERO, known=ZERO, parts={})


class SurveyRecipes:
    """What follows for a survey food from its ingredients, down to SR28 and Foundation foods.

    `missing` and `circular` collect the codes that lead nowhere or back to themselves.
    """

    def __init__(self, recipes: Recipes, ingredients: Iterable[Food], known: Mapping[str, Evidence]) -> None:
        self._recipes = recipes
        self._known = known
        foods = list(ingredients)
        self._ids = {normalised(food.name): food.food_id for food in foods}
        self._codes = {food.code: food.food_id for food in foods}
        self._amounts: dict[str, Amount] = {}
        self._open: list[str] = []
        self.missing: set[str] = set()
        self.circular: set[str] = set()

    def is_plant(self, code: str) -> bool:
        """Whether a survey food is made of unfermented plant foods alone."""
        return code in self._recipes and all(map(self._part_is_plant, self._recipes[code].parts))

    def evidence(self, code: str) -> Evidence | None:
        """What the recipe of a survey food says; None where too little of its weight is known."""
        part = self._only_part(code)
        if part is not None:
            return self._same_food(part)
        amount = self._amount(code)
        return _recipe_evidence(amount) if amount.known >= LEAST_KNOWN else None

    def _part_is_plant(self, part: Ingredient) -> bool:
        if part.code in self._recipes:
            return self.is_plant(part.code)
        found = self._found(part)
        return found is not None and found.basis == "none"

    def _only_part(self, code: str) -> Ingredient | None:
        recipe = self._recipes.get(code)
        return recipe.parts[0] if recipe and len(recipe.parts) == 1 and not recipe.moisture_change else None

    def _same_food(self, part: Ingredient) -> Evidence | None:
        if part.code in self._recipes:
            return self._known.get(f"fndds:{part.code}") or self.evidence(part.code)
        found = self._found(part)
        if found is None or found.basis == "none":
            return found and replace(found, basis="recipe", citation=CITATION, note=f"As {part.name}")
        return replace(found, note=f"As {part.name}: {found.note}" if "As " not in found.note[:3] else found.note)

    def _amount(self, code: str) -> Amount:
        if code in self._open:
            self.circular.add(code)
            return UNKNOWN
        if code not in self._amounts:
            self._open.append(code)
            self._amounts[code] = self._sum(self._recipes[code])
            self._open.pop()
        return self._amounts[code]

    def _sum(self, recipe: Recipe) -> Amount:
        weight = sum((part.grams for part in recipe.parts), ZERO)
        shares = [(part.grams / weight, self._part_amount(part)) for part in recipe.parts]
        finished = 1 + recipe.moisture_change / 100
        parts: dict[str, Decimal] = {}
        for (share, amount), part in zip(shares, recipe.parts, strict=True):
            parts[part.name] = parts.get(part.name, ZERO) + share * amount.value / finished
        return Amount(
            value=sum((share * amount.value for share, amount in shares), ZERO) / finished,
            low=sum((share * amount.low for share, amount in shares), ZERO) / finished,
            high=sum((share * amount.high for share, amount in shares), ZERO) / finished,
            known=sum((share * amount.known for share, amount in shares), ZERO),
            parts=parts,
        )

    def _part_amount(self, part: Ingredient) -> Amount:
        cited = self._known.get(f"fndds:{part.code}")
        if part.code in self._recipes and cited is None:
            return self._amount(part.code)
        found = cited or self._found(part)
        if found is None:
            return UNKNOWN
        return Amount(value=found.value, low=found.low, high=found.high, known=Decimal(1), parts={})

    def _found(self, part: Ingredient) -> Evidence | None:
        if int(part.code) in NUTRIENT_ONLY_INGREDIENTS:
            return NOTHING
        food_id = self._food_id(part)
        if not food_id:
            self.missing.add(f"{part.code} {part.name}")
        return self._known.get(food_id)

    def _food_id(self, part: Ingredient) -> str:
        # The survey puts Foundation Foods under the number of an SR28 food that is not quite the same, under their name.
        # Its variants, such as with less sodium, have numbers of their own.
        name = normalised(VARIANT.sub("", part.name))
        return self._ids.get(name) or self._codes.get(part.code.zfill(5), "")


def _recipe_evidence(amount: Amount) -> Evidence:
    """The unknown part, a tenth of the weight at most, is taken to be like the known one in `high` alone."""
    value, low, high = amount.value, amount.low, amount.high / amount.known
    rounded = (DIGITS.plus(number) for number in (value, low, max(high, value)))
    return Evidence(
        **dict(zip(("value", "low", "high"), rounded, strict=True)),
        basis="recipe",
        citation=CITATION,
        note=_note(amount),
    )


def _note(amount: Amount) -> str:
    known = f"{min(100, int(amount.known * 100 + Decimal('1e-9')))} % of the weight known"
    givers = sorted((part for part in amount.parts.items() if part[1] > 0), key=lambda part: (-part[1], part[0]))[:2]
    return "; ".join([known, *(f"{_share(given, amount.value)} % from {name}" for name, given in givers)])


def _share(given: Decimal, value: Decimal) -> int:
    return int((100 * given / value).to_integral_value())
