"""One scheme of food groups over three sources, from two reviewed lists in tools/."""

import re
from dataclasses import replace
from pathlib import Path

from foods.model import Food
from foods.tables import read_rows

# Foundation Foods use the SR28 food groups under numbers without the leading zero.
SCHEME = {"fndds": "fndds", "sr28": "sr28", "fdc": "sr28"}


class Groups:
    """The group of a food: by its name where a name rule of its category fits, else by its category.

    `groups.csv` maps every category (source, key) to a group; `group_names.csv` holds the name rules, of which the
    first that fits wins. A category that is not listed is an error, so that a new edition cannot slip through.
    """

    def __init__(self, tools: Path) -> None:
        rows = read_rows(tools / "groups.csv")
        self._by_category = {(row["source"], row["key"]): row["group"] for row in rows}
        self._rules = [
            (row["source"], row["key"], re.compile(row["pattern"], re.IGNORECASE), row["group"])
            for row in read_rows(tools / "group_names.csv")
        ]

    def assign(self, food: Food) -> Food:
        """The food with its group."""
        return replace(food, group=self._by_name(food) or self._by_category[self._category(food)])

    def _by_name(self, food: Food) -> str:
        fitting = (
            group
            for source, key, pattern, group in self._rules
            if (source, key) == self._category(food) and pattern.search(food.name)
        )
        return next(fitting, "")

    def _category(self, food: Food) -> tuple[str, str]:
        return SCHEME[food.source], food.category
