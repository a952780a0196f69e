"""Lines that name a nutrient instead of a food."""

from __future__ import annotations

import pytest

from bonecheck.foods import supplements
from bonecheck.model import Supplement


@pytest.mark.parametrize(
    ("name", "amount", "unit", "nutrient", "taken"),
    [
        ("vitamin D3", 2000, "IU", "vitamin_d", 50.0),  # 40 IU = 1 µg (National Academies 2011)
        ("Vit. D", 400, "I.U.", "vitamin_d", 10.0),
        ("cholecalciferol", 25, "mcg", "vitamin_d", 25.0),
        ("magnesium", 200, "mg", "magnesium", 200.0),
        ("Magnesium tablet", 0.2, "g", "magnesium", 200.0),
        ("MK-7", 180, "ug", "vitamin_k2", 180.0),
        ("K2 (MK-7)", 45, "\u03bcg", "vitamin_k2", 45.0),
        ("Vitamin K2", 0.1, "mg", "vitamin_k2", 100.0),
        ("Ca", 600, "mg", "calcium", 600.0),
        ("zinc supplement", 15, "mg", "zinc", 15.0),
        ("potassium", 99, "mg", "potassium", 99.0),
        ("protein", 30, "g", "protein", 30.0),
    ],
)
def test_a_label_s_line_gives_the_nutrient(name: str, amount: float, unit: str, nutrient: str, taken: float) -> None:
    """In the nutrient's own unit."""
    found = supplements.read(name, amount, unit)
    assert found is not None
    assert found.unweighed is None
    assert found.supplement.nutrient == nutrient
    assert found.supplement.amount == pytest.approx(taken, rel=1e-12)


@pytest.mark.parametrize(
    ("name", "amount", "unit", "nutrient", "code", "message"),
    [
        ("calcium", 500, "", "calcium", "supplement-amount", "calcium as a supplement needs an amount and a unit"),
        ("zinc", None, "", "zinc", "supplement-amount", "zinc as a supplement needs an amount and a unit"),
        ("zinc", 1, "cup", "zinc", "supplement-unit", "unit 'cup' is no unit of zinc as a supplement"),
        ("K2", 100, "IU", "vitamin_k2", "supplement-unit", "international units are not defined for vitamin K2"),
        (
            "magnesium citrate",
            200,
            "mg",
            "magnesium",
            "compound-weight",
            "'magnesium citrate' may be the weight of the compound or of the magnesium in it",
        ),
        (
            "vitamin K",
            100,
            "mcg",
            "vitamin_k2",
            "which-vitamin-k",
            "'vitamin K' may be K1 or K2, and only K2 is counted here",
        ),
    ],
)
def test_a_line_that_leaves_the_amount_open_is_unknown(
    name: str, amount: float | None, unit: str, nutrient: str, code: str, message: str
) -> None:
    """The nutrient was taken, how much of it is not told: asked for, not guessed."""
    found = supplements.read(name, amount, unit)
    assert found is not None
    assert found.supplement == Supplement(nutrient=nutrient, amount=None)
    assert found.unweighed is not None
    assert (found.unweighed.code, found.unweighed.message) == (code, message)


@pytest.mark.parametrize(
    ("name", "amount", "unit"),
    [("milk", 200, "ml"), ("protein bar", 1, ""), ("calcium-set tofu", 100, "g"), ("zucchini", 100, "mg")],
)
def test_a_food_is_no_supplement(name: str, amount: float, unit: str) -> None:
    """Though its name may begin like a nutrient's."""
    assert supplements.read(name, amount, unit) is None
