"""What a user's file of foods says: foods as on a label, and recipes. Ground floor: read in ``readers``, used in ``foods``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bonecheck.errors import Problem
from bonecheck.model import Entry, Portion


class OwnFood(NamedTuple):
    """One food of a user's file, brought to 100 g; a nutrient that is None or not there is unknown.

    ``problems`` are about this food alone; a food that has no usable basis keeps its name and knows nothing.
    """

    file: str
    line: int
    name: str
    aliases: tuple[str, ...]
    group: str
    energy_kcal: float | None
    per_100g: Mapping[str, float | None]
    portions: tuple[Portion, ...] = ()
    problems: tuple[Problem, ...] = ()


class OwnRecipe(NamedTuple):
    """One recipe: its ingredients as lines of a log, the weight of the finished dish in grams, and how many it serves."""

    file: str
    line: int
    name: str
    aliases: tuple[str, ...]
    ingredients: tuple[Entry, ...]
    yield_grams: float | None = None
    servings: float | None = None
    problems: tuple[Problem, ...] = ()


class OwnFile(NamedTuple):
    """A file of foods as read; ``problems`` are those of the file as a whole, ``not_counted`` columns of other nutrients."""

    file: str
    foods: tuple[OwnFood, ...]
    recipes: tuple[OwnRecipe, ...]
    problems: tuple[Problem, ...] = ()
    not_counted: tuple[str, ...] = ()
