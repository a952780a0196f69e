"""Header names of other tools."""

from __future__ import annotations

import pytest

from bonecheck.readers.columns import HEADER_NAMES, columns_of, fold


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("date,meal,food,amount,unit,client,note", "date meal food amount unit client note"),
        ("Food Name,qty,Unit", "food amount unit"),
        ("FOOD_NAME,Quantity,Measure", "food amount unit"),
        ("Date,Meal Name,Item,Number of Servings,Serving", "date meal food amount unit"),
        ("Description,grams", "food weight"),
        ("food, Weight (g) ", "food weight"),
        ("food,Amount (oz)", "food weight"),
        ("food,quantity_ml", "food weight"),
        ("Lebensmittel;Menge;Einheit;Datum", "food amount unit date"),
        ("food*,amount?", "food amount"),
    ],
)
def test_headers_are_understood(header: str, roles: str) -> None:
    """In any case, with marks and units."""
    cells = header.split(";" if ";" in header else ",")
    found = columns_of(cells)
    assert sorted(found.by_role, key=lambda role: found.by_role[role]) == roles.split()
    assert found.ignored == ()


@pytest.mark.parametrize(
    ("header", "unit"),
    [("grams", "g"), ("Weight (g)", "g"), ("amount oz", "oz"), ("Quantity (kg)", "kg"), ("weight", ""), ("amount", "")],
)
def test_a_header_may_name_the_unit(header: str, unit: str) -> None:
    """A bare "weight" does not."""
    assert columns_of(["food", header]).weight_unit == unit


@pytest.mark.parametrize("header", ["Energy (kcal)", "Protein (g)", "meal g", "", "amount cups of it"])
def test_headers_that_are_not_ours(header: str) -> None:
    """They are ignored, and named as such unless they are empty."""
    found = columns_of(["food", header])
    assert found.by_role == {"food": 0}
    assert found.ignored == ((header,) if header else ())


def test_of_two_columns_of_one_role_ours_wins() -> None:
    """Else the one nearest to it in the list, else the first."""
    assert columns_of(["item", "food", "name"]).by_role == {"food": 1}
    assert columns_of(["item", "food", "name"]).ignored == ("item", "name")
    assert columns_of(["food", "food"]).by_role == {"food": 0}
    assert columns_of(["food", "Weight (oz)", "grams"]).by_role == {"food": 0, "weight": 2}


def test_every_name_is_folded_and_of_one_role() -> None:
    """A name that is not could never be found."""
    names = [name for names in HEADER_NAMES.values() for name in names]
    assert [fold(name) for name in names] == names
    assert len(set(names)) == len(names)
