"""A day of five foods, worked out by hand from the published tables, equals what bonecheck totals.

Per 100 g, from FNDDS 2021-2023 ("FNDDS Nutrient Values") and SR28 (NUT_DATA):

                                   energy protein   Ca   Mg    K    Zn    D
    Milk, whole        11111000      61    3.27   123   12   150  0.42  1.1
    Cheese, Cheddar    14104100     409   23.3    707   27    77  3.67  0.6
    Banana, raw        63107010      97    0.74     5   28   326  0.16  0
    Celery, raw        75109000      17    0.49    46   11   265  0.09  0
    Chicken … roasted  SR28 05064   165   31.02    15   29   256  1.0   0.1

Eaten: 1 cup of milk = 244 g (FNDDS portion), 30 g of cheddar, 118 g of banana, 2 oz of celery = 56.699 g,
120 g of chicken. The sums:

    energy   148.84 + 122.70 + 114.46 + 9.639 + 198.00 = 593.64 kcal
    protein  7.9788 + 6.990 + 0.8732 + 0.2778 + 37.224 = 53.344 g
    Ca       300.12 + 212.10 + 5.900 + 26.082 + 18.000 = 562.20 mg
    Mg       29.280 + 8.100 + 33.040 + 6.2369 + 34.800 = 111.457 mg
    K        366.00 + 23.10 + 384.68 + 150.252 + 307.2 = 1231.23 mg
    Zn       1.0248 + 1.101 + 0.1888 + 0.0510 + 1.2000 = 3.5656 mg
    D        2.6840 + 0.180 + 0.0000 + 0.0000 + 0.1200 = 2.984 µg
"""

from __future__ import annotations

import pytest

import bonecheck

LOG = [
    {"food": "Milk, whole", "amount": 1, "unit": "cup"},
    {"food": "Cheese, Cheddar", "amount": 30, "unit": "g"},
    {"food": "Banana, raw", "amount": 118, "unit": "g"},
    {"food": "Celery, raw", "amount": 2, "unit": "oz"},
    {"food": "Chicken, broilers or fryers, breast, meat only, cooked, roasted", "amount": 120, "unit": "g"},
]
BY_HAND = {
    "protein": 53.344,
    "calcium": 562.20,
    "magnesium": 111.457,
    "potassium": 1231.23,
    "zinc": 3.5656,
    "vitamin_d": 2.984,
}


@pytest.fixture(scope="module")
def report() -> bonecheck.Report:
    """The day above, checked."""
    return bonecheck.check(LOG)


def test_the_foods_are_those_of_the_tables(report: bonecheck.Report) -> None:
    """Names that are written out are matched exactly."""
    found = [line.match.food.food_id for line in report.lines if line.match.food]
    assert found == ["fndds:11111000", "fndds:14104100", "fndds:63107010", "fndds:75109000", "sr28:05064"]


@pytest.mark.parametrize(("nutrient", "expected"), BY_HAND.items())
def test_totals_equal_the_sums_worked_out_by_hand(report: bonecheck.Report, nutrient: str, expected: float) -> None:
    """Within 0.1 %, which is what the sums above are rounded to."""
    assert report.days[0].nutrients[nutrient].finding.total.known == pytest.approx(expected, rel=1e-3)


def test_energy_equals_the_sum_worked_out_by_hand(report: bonecheck.Report) -> None:
    """593.64 kcal, within 0.1 %."""
    assert report.days[0].totals.energy_kcal == pytest.approx(593.64, rel=1e-3)
