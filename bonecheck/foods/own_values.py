"""Lines that carry values of their own, as exports of other tools do: what a supplement holds, and how much of the
table's food stands beside them.
"""

from __future__ import annotations

from typing import Final

from bonecheck.errors import Problem
from bonecheck.foods.amounts import Unweighed, Weighed
from bonecheck.model import Confidence, Entry, Food, Line, Match
from bonecheck.nutrients import KEYS, NUTRIENTS, Nutrient
from bonecheck.parse import words
from bonecheck.stated import Stated, Values

# A measure of the tool that wrote the log: its serving is not our usual portion.
_SERVINGS: Final = frozenset({"serving", "portion", "helping", "default"})
# Below this a food's energy is rounding and tells nothing of its weight: water, tea, broth.
_LEAST_KCAL: Final = 20.0
# From here on an energy is that of another food.
_FAR_OFF: Final = 2.0
# A supplement of many nutrients, whatever its label says first.
_MANY: Final = frozenset({"multi", "multivitamin", "multivitamins", "multimineral", "prenatal"})


def contents(name: str, stated: Stated) -> Stated:
    """What a supplement holds: what is stated, and none of what neither its values nor its name tells.

    What the name tells and the values do not stays unknown, and all that is missing from a multivitamin.
    """
    said = tuple(words.words(name))
    told = {nutrient.key for nutrient in NUTRIENTS if _tells(said, nutrient)}
    if not stated.amounts and not told:
        return stated
    left_open = set(KEYS) if _MANY & set(said) else told
    none = {key: 0.0 for key in KEYS if key not in left_open}
    return stated._replace(amounts={**none, **stated.amounts})


def _tells(said: tuple[str, ...], nutrient: Nutrient) -> bool:
    """Whether a name has one of a nutrient's names on labels, as whole words."""
    text = f" {' '.join(said)} "
    return any(f" {' '.join(words.words(name))} " in text for name in nutrient.label_names)


def no_contents(entry: Entry) -> Problem:
    """A supplement of which neither the values nor the name tells what it holds."""
    return Problem(
        file=entry.file,
        line=entry.line,
        code="supplement-contents",
        message=f"the log does not tell what the supplement '{entry.food[:60]}' holds",
        hint="export its nutrients too, or write a line as on the label: vitamin D3, 25, µg",
    )


def weighed(food: Food, entry: Entry, found: Weighed | Unweighed) -> Weighed | Unweighed:
    """How much of the table's food a line is: what the log says for certain, else as much as has the energy stated.

    ``found`` is what the amount and unit say. 57 g of our gouda stand for "2 x 1 slice, 202 kcal".
    """
    stated = entry.stated
    energy = stated.energy_kcal if stated is not None else None
    certain = isinstance(found, Weighed) and not found.assumed and not _is_serving(entry.unit)
    if certain or not energy or food.energy_kcal is None or food.energy_kcal < _LEAST_KCAL:
        return found
    return Weighed(grams=100 * energy / food.energy_kcal, how=f"by its {energy:.4g} kcal", assumed=True)


def contradicts(food: Food, entry: Entry, grams: float) -> bool:
    """Whether the energy that a log states of a weighed line is more than twice, or less than half, that of the food.

    Then the line is another food than the name was matched with, and nothing is filled from it.
    """
    stated = entry.stated
    energy = stated.energy_kcal if stated is not None else None
    if not energy or not food.energy_kcal or not grams:
        return False
    expected = food.energy_kcal * grams / 100
    return max(energy, expected) >= _LEAST_KCAL and not 1 / _FAR_OFF <= energy / expected <= _FAR_OFF


def energy_differs(entry: Entry, food: Food) -> Problem:
    """A line whose stated energy is not that of the food that its name was matched with."""
    return Problem(
        file=entry.file,
        line=entry.line,
        code="energy-differs",
        message=f"the energy of '{entry.food[:60]}' is more than twice off that of {food.name}, so it is not filled from it",
        hint="name the food otherwise, or look at the amount",
    )


def _is_serving(unit: str) -> bool:
    return bool(unit) and set(words.words(unit)) <= _SERVINGS


def judged(line: Line, problem: Problem | None) -> Problem | None:
    """A line's Problem by whose values count: where its own do, no more than what they leave open is unknown."""
    stated = line.entry.stated
    own = stated is not None and bool(stated.amounts)
    if line.is_supplement:
        return problem
    if line.values is Values.LOG:
        return None if own else unstated(line.entry)
    if line.values is Values.TABLE:
        return no_food(line.entry) if stated is not None and stated.kind.sums_up else problem
    if own and problem is not None and problem.severity == "lost":
        return problem._replace(message=f"{problem.message}; the log's own values count", severity="assumed")
    return problem


def unstated(entry: Entry) -> Problem:
    """A line that states no values, where the log's own values alone are asked for."""
    return Problem(
        file=entry.file,
        line=entry.line,
        code="no-own-values",
        message=f"the log states no values of '{entry.food[:60]}', and only its own count",
        hint="--values fill takes the table's where the log has none",
    )


def no_food(entry: Entry) -> Problem:
    """A line that stands for a whole meal or day, where the table's values alone are asked for."""
    return Problem(
        file=entry.file,
        line=entry.line,
        code="no-food-named",
        message="the line sums up a meal or a day and names no food, and only the table's values count",
        hint="--values fill takes the log's own",
    )


def is_code_alone(entry: Entry) -> bool:
    """Whether a line names its food by nothing but a code."""
    return entry.stated is not None and entry.food == entry.stated.food_id.partition(":")[2]


def shown(entry: Entry, match: Match) -> Entry:
    """An entry as reports show it: a code alone by the name of its food."""
    if match.confidence is not Confidence.CODE or match.food is None or not is_code_alone(entry):
        return entry
    return entry._replace(food=match.food.name)


def no_such_code(entry: Entry, stated: Stated, food: Food | None) -> Problem:
    """A code that the table lacks, mostly of another edition of the survey's foods, and what stands for it."""
    code = stated.food_id[:60]
    taken = f"'{food.name}' stands for it by the description" if food else "no food is like its description either"
    if is_code_alone(entry):
        taken = "the log does not describe it"
    return Problem(
        file=entry.file,
        line=entry.line,
        code="no-such-code",
        message=f"the table has no food {code}; {taken}",
        hint="find one with: bonecheck foods search TEXT",
        severity="assumed" if food else "lost",
    )
