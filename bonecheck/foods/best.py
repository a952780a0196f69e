"""The best foods for a nutrient: per 100 g, per usual portion or per 100 kcal."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Final

from bonecheck.errors import OptionError, did_you_mean
from bonecheck.foods.table import FoodTable
from bonecheck.model import Per, TopFood
from bonecheck.nutrients import BY_KEY, NUTRIENTS

# Spices and leavening lead every list per 100 g, and nobody eats 100 g of them.
NOT_EATEN_BY_THE_100_G: Final = ("herbs and spices", "other")
_AMOUNT: Final = "json_extract(per_100g, '$.' || ?)"


_QUERIES: Final = {
    Per.HUNDRED_G: (f"{_AMOUNT}", "NULL", ""),
    Per.KCAL: (f"{_AMOUNT} * 100 / energy_kcal", "NULL", "AND energy_kcal > 0"),
    Per.PORTION: (f"{_AMOUNT} * grams / 100", "grams", "AND measure = 'default'"),
}


def top(
    connection: sqlite3.Connection,
    nutrient: str,
    per: Per,
    limit: int,
    wanted: Collection[str] = (),
    unwanted: Collection[str] = (),
) -> list[TopFood]:
    """The foods with most of a nutrient, in ``wanted`` groups if any are named, and in no ``unwanted`` one.

    A food that two tables hold under one name with one value is listed once. Portions are the survey's usual ones,
    so that the other tables' foods have none.
    """
    amount, grams, condition = _QUERIES[per]
    portions = "JOIN portion USING (number)" if per is Per.PORTION else ""
    groups = " AND ".join(("1", *_in_groups(wanted, "IN"), *_in_groups(unwanted, "NOT IN")))
    query = f"""
        SELECT min(number), {amount} AS amount, {grams} FROM food {portions}
        WHERE {groups} AND {_AMOUNT} > 0 {condition}
        GROUP BY name, amount ORDER BY amount DESC, min(number) LIMIT ?"""
    rows = connection.execute(query, (nutrient, *wanted, *unwanted, nutrient, limit)).fetchall()
    foods = FoodTable(connection).by_number([row[0] for row in rows])
    return [TopFood(food, row[1], row[2]) for food, row in zip(foods, rows, strict=True)]


def _in_groups(groups: Collection[str], operator: str) -> list[str]:
    return [f"grp {operator} ({','.join('?' * len(groups))})"] if groups else []


def checked_groups(connection: sqlite3.Connection, groups: Collection[str]) -> list[str]:
    """The groups as the table writes them. Raises OptionError for one that it does not have."""
    known = [row[0] for row in connection.execute("SELECT DISTINCT grp FROM food ORDER BY grp")]
    found = [group.strip().casefold() for group in groups]
    for group in found:
        if group not in known:
            raise OptionError(f"no food group is called {group!r}", did_you_mean(group, known))
    return found


def nutrient_key(text: str) -> str:
    """The nutrient that a text names: its key, its label or a name on labels. Raises OptionError for any other."""
    wanted = text.strip().casefold().replace("_", " ")
    for nutrient in NUTRIENTS:
        if wanted in {nutrient.label.casefold(), *nutrient.label_names}:
            return nutrient.key
    raise OptionError(f"no nutrient here is called {text!r}", did_you_mean(text, BY_KEY))


def per_of(text: str) -> Per:
    """What ``--per`` means. Raises OptionError for any other word."""
    try:
        return Per(text.strip().casefold())
    except ValueError:
        raise OptionError(f"--per knows no {text!r}", did_you_mean(text, Per)) from None
