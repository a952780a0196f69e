"""The cells of a label."""

from __future__ import annotations

import pytest

from bonecheck.nutrients import BY_KEY
from bonecheck.readers import label_columns, labels
from bonecheck.readers.label_columns import Column
from bonecheck.readers.labels import LabelError, Serving


@pytest.mark.parametrize(
    ("header", "key", "unit", "of"),
    [
        ("calcium_mg", "calcium", "mg", ""),
        ("calcium", "calcium", "", ""),
        ("Calcium (mg)", "calcium", "mg", ""),
        ("vitamin_d_ug", "vitamin_d", "ug", ""),
        ("Vitamin D (\u03bcg)", "vitamin_d", "\u00b5g", ""),
        ("Vitamin D3 [mcg]", "vitamin_d", "mcg", ""),
        ("Vitamin D (IU)", "vitamin_d", "iu", ""),
        ("Calcium (%DV)", "calcium", "%", "dv"),
        ("Zinc % NRV", "zinc", "%", "nrv"),
        ("magnesium %", "magnesium", "%", ""),
        ("Protein (g)", "protein", "g", ""),
        ("energy_kcal", "energy", "kcal", ""),
        ("Energy (kJ)", "energy", "kj", ""),
        ("Calories", "energy", "kcal", ""),
        ("vitamin_k2_ug", "vitamin_k2", "ug", ""),
    ],
)
def test_a_header_names_a_nutrient_and_its_unit(header: str, key: str, unit: str, of: str) -> None:
    """In the spellings of tables, labels and spreadsheets."""
    assert label_columns.columns_of(["name", header]).nutrients == (Column(1, header, key, unit, of),)


def test_what_is_no_column_of_ours_is_sorted_by_why() -> None:
    """Other nutrients of a label are no mistake; vitamin K may be K1; a second column of one meaning is not used."""
    found = label_columns.columns_of(
        ["name", "Sodium (mg)", "colour", "Vitamin K (mcg)", "calcium_mg", "Ca (mg)", "food"]
    )
    assert (found.not_counted, found.unknown, found.vitamin_k, found.twice) == (
        ("Sodium (mg)",),
        ("colour",),
        ("Vitamin K (mcg)",),
        ("Ca (mg)", "food"),
    )


@pytest.mark.parametrize(
    ("text", "key", "unit", "of", "value"),
    [
        ("120", "calcium", "mg", "", 120),
        ("120 mg", "calcium", "g", "", 120),
        ("0.12", "calcium", "g", "", 120),
        ("80", "vitamin_d", "iu", "", 2),  # 40 IU = 1 µg (National Academies 2011)
        ("80 IU", "vitamin_d", "ug", "", 2),
        ("2 mcg", "vitamin_d", "", "", 2),
        ("20%", "calcium", "", "", 260),  # FDA 2016: 1300 mg
        ("20 % DV", "calcium", "mg", "", 260),
        ("10", "vitamin_d", "%", "dv", 2),  # FDA 2016: 20 µg
        ("15 %NRV", "calcium", "mg", "", 120),  # EU 1169/2011: 800 mg
        ("50", "zinc", "%", "nrv", 5),  # EU 1169/2011: 10 mg
        ("6 %", "potassium", "%", "nrv", 120),  # EU 1169/2011: 2000 mg
        ("5", "protein", "g", "", 5),
    ],
)
def test_a_figure_comes_in_the_nutrients_own_unit(text: str, key: str, unit: str, of: str, value: float) -> None:
    """By the unit of its cell, else of its column; a percentage by the table that it names."""
    column = Column(0, "x", key, unit, of)
    assert labels.figure(text, column, BY_KEY[key], decimal_comma=False).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "unit", "kcal"),
    [("190", "kcal", 190), ("795 kJ", "", 190.0096), ("795 kJ / 190 kcal", "", 190), ("795", "kj", 190.0096)],
)
def test_energy_in_either_unit(text: str, unit: str, kcal: float) -> None:
    """1 kcal = 4.184 kJ; where both are given the kcal count."""
    found = labels.energy(text, Column(0, "energy", "energy", unit), decimal_comma=False)
    assert found.value == pytest.approx(kcal, rel=1e-6)


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("-5", "calcium", "is negative"),
        ("some", "calcium", "is not a number"),
        ("<1", "calcium", "is not a number"),
        ("3 cups", "calcium", "is in 'cups', no unit of calcium"),
        ("100 IU", "calcium", "is in 'IU', no unit of calcium"),
        (
            "10 % DV",
            "protein",
            "is a percentage, and the FDA Daily Values (21 CFR 101.9, 2016) have none that gives an amount of protein",
        ),
        (
            "10 % NRV",
            "vitamin_k2",
            "is a percentage, and the EU nutrient reference values (Regulation 1169/2011, Annex XIII) have none that "
            "gives an amount of vitamin K2",
        ),
    ],
)
def test_a_figure_that_cannot_be_used_says_why(text: str, key: str, message: str) -> None:
    """It is refused, not guessed."""
    with pytest.raises(LabelError) as error:
        labels.figure(text, Column(0, "x", key, "mg"), BY_KEY[key], decimal_comma=False)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "serving"),
    [
        ("100 g", Serving("serving", 100)),
        ("1 bar (45 g)", Serving("bar", 45)),
        ("2 tbsp (32g)", Serving("tbsp", 16, 2)),
        ("30 g (about 10 chips)", Serving("serving", 30)),
        ("1 cup (240 ml)", Serving("cup", 240, 1, True)),
        ("250 ml", Serving("ml", 1, 250, True)),
        ("1 oz", Serving("serving", 28.349523125)),
    ],
)
def test_a_serving_has_a_measure_and_a_weight(text: str, serving: Serving) -> None:
    """As labels write it."""
    assert labels.serving(text, decimal_comma=False) == serving


@pytest.mark.parametrize("text", ["1 bar", "0 g", "a little", "1 bar (0 g)"])
def test_a_serving_without_a_weight_is_refused(text: str) -> None:
    """What a label's figures stand for must be known."""
    with pytest.raises(LabelError):
        labels.serving(text, decimal_comma=False)
