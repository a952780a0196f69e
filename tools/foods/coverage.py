"""How much of what people eat has a known value: weighted by the energy that NHANES 2007-2012 respondents took from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from foods.model import K2, NUTRIENTS, Food
from foods.tables import Row

BEGIN = "<!-- coverage: written by tools/build_foods.py --coverage -->"
END = "<!-- /coverage -->"
BASES = ("measured", "estimate", "mk4", "recipe", "none")

Cells = Sequence[str]


def energy_eaten(foods: Iterable[Food], grams: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Energy in kcal that the respondents took from each survey food that they ate, by food id."""
    return {
        food.food_id: grams[food.food_id] * food.values["energy_kcal"] / 100 for food in foods if food.food_id in grams
    }


def report(foods: Sequence[Food], sure: AbstractSet[str], energy: Mapping[str, Decimal]) -> str:
    """The coverage as Markdown: a line per nutrient, then vitamin K2 by group and by basis.

    `sure` holds the ids of foods whose vitamin K2 would be known without any estimate, their ingredients' included.
    """
    eaten = [food for food in foods if food.food_id in energy]
    nutrients = _table(("column", "energy with a known value"), _by_nutrient(eaten, energy))
    groups = _table(
        ("group", "share of all energy", "K2 known", "without estimates", *BASES), _by_group(eaten, sure, energy)
    )
    return f"{nutrients}\n\nVitamin K2 by food group, in percent of the group's energy:\n\n{groups}"


def replaced(text: str, block: str) -> str:
    """The text with what stands between the two markers replaced by the block."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{block}\n{END}{tail}"


def _by_nutrient(foods: Sequence[Food], energy: Mapping[str, Decimal]) -> Iterator[Cells]:
    for nutrient in NUTRIENTS:
        known = [food for food in foods if nutrient in food.values]
        yield f"`{nutrient}`", f"{_percent(known, foods, energy)} %"


def _by_group(foods: Sequence[Food], sure: AbstractSet[str], energy: Mapping[str, Decimal]) -> Iterator[Cells]:
    groups: dict[str, list[Food]] = defaultdict(list)
    for food in foods:
        groups[food.group].append(food)
    ordered = sorted(groups, key=lambda group: (-_energy(groups[group], energy), group))
    for name, members in [("all", foods), *((group, groups[group]) for group in ordered)]:
        known = [food for food in members if K2 in food.values]
        bases = [_percent([food for food in members if food.k2_basis == basis], members, energy) for basis in BASES]
        surely = [food for food in members if food.food_id in sure]
        shares = (_percent(members, foods, energy), _percent(known, members, energy), _percent(surely, members, energy))
        yield name, *shares, *bases


def _percent(part: Iterable[Food], whole: Iterable[Food], energy: Mapping[str, Decimal]) -> str:
    total = _energy(whole, energy)
    return f"{100 * _energy(part, energy) / total:.1f}" if total else ""


def _energy(foods: Iterable[Food], energy: Mapping[str, Decimal]) -> Decimal:
    return sum((energy[food.food_id] for food in foods), Decimal(0))


def _table(heading: Cells, rows: Iterable[Cells]) -> str:
    lines = [heading, ["---", *["---:"] * (len(heading) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def weakest(foods: Iterable[Food], energy: Mapping[str, Decimal], count: int) -> list[Row]:
    """The foods without vitamin K2 that gave most energy, for who looks for the next figure to add."""
    unknown = [food for food in foods if food.food_id in energy and K2 not in food.values]
    ordered = sorted(unknown, key=lambda food: (-energy[food.food_id], food.food_id))[:count]
    total = _energy((food for food in foods if food.food_id in energy), energy)
    return [
        {"food_id": food.food_id, "name": food.name, "percent": f"{100 * energy[food.food_id] / total:.2f}"}
        for food in ordered
    ]
