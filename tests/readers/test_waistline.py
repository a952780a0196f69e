"""Waistline's diary is told by what its first line has, in several languages, and by what it has not."""

from __future__ import annotations

import pytest

from bonecheck.readers import waistline


@pytest.mark.parametrize(
    "header",
    [
        "Date;Calories (kcal);Protein (g)",
        "Date;Kilojoules (kJ);Protein (g)",
        "Datum;Kalorien (kcal);Proteine (g);Gewicht (kg)",
        "Datum;Energie (kcal);Eiweiß (g)",
        "Date;Kilocalories (kcal);Protéines (g)",
        "Date;Calorie (kcal);proteine (g)",
        "Date;Calorieën (kcal);Proteïne (g)",
    ],
)
def test_a_diary_is_claimed_in_its_language(header: str) -> None:
    """By a date, and energy with its unit."""
    assert waistline.DAYS.claims(tuple(header.split(";")))


@pytest.mark.parametrize(
    "header",
    [
        "Date;Energy (kcal);Protein (g)",
        "Date;Calories;Protein (g)",
        "Date;Meal;Calories (kcal);Protein (g)",
        "Date;Food Name;Calories (kcal)",
        "Food;Calories (kcal)",
        "Datum",
        "",
    ],
)
def test_a_table_of_another_kind_is_not(header: str) -> None:
    """Days of another tool, meals, foods, and nothing at all."""
    assert not waistline.DAYS.claims(tuple(header.split(";")))
    assert not waistline.DAYS.claims(())
