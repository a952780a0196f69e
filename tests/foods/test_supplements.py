"""Lines that name a nutrient instead of a food."""

from __future__ import annotations

import pytest

from bonecheck import check
from bonecheck.foods import supplements
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Entry, Supplement
from bonecheck.nutrients import KEYS
from bonecheck.reports import words


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


LABELS = [
    ("Vitamin D3 2000 IU", {"vitamin_d": 50}),
    ("2000 IU vitamin D3", {"vitamin_d": 50}),
    ("vitamin D3 50 \u00b5g", {"vitamin_d": 50}),
    ("vitamin D3 50 \u03bcg", {"vitamin_d": 50}),
    ("vitamin D3 50 mcg", {"vitamin_d": 50}),
    ("vitamin D3 50 ug", {"vitamin_d": 50}),
    ("vit D 5,000 i.u.", {"vitamin_d": 125}),
    ("vitamin D3 (as cholecalciferol) 25 mcg (1000 IU)", {"vitamin_d": 25}),
    ("2 x vitamin D3 1000 IU", {"vitamin_d": 50}),
    ("two tablets of vitamin D3 1000 IU", {"vitamin_d": 50}),
    ("Ca 600 mg", {"calcium": 600}),
    ("Calcium (as calcium carbonate) 500 mg", {"calcium": 500}),
    ("calcium carbonate 1250 mg (500 mg calcium)", {"calcium": 500}),
    ("magnesium glycinate 200 mg (elemental)", {"magnesium": 200}),
    ("Magnesium 400 MG", {"magnesium": 400}),
    ("MK-7 180 mcg", {"vitamin_k2": 180}),
    ("K2 100 ug", {"vitamin_k2": 100}),
    ("K2 (MK-7) 100 mcg", {"vitamin_k2": 100}),
    ("calcium + D3 600 mg/400 IU", {"calcium": 600, "vitamin_d": 10}),
    ("calcium 600 mg + D3 400 IU", {"calcium": 600, "vitamin_d": 10}),
    ("D3+K2 2000 IU / 100 mcg", {"vitamin_d": 50, "vitamin_k2": 100}),
    ("magnesium + B6 100 mg/2 mg", {"magnesium": 100}),
]


@pytest.mark.parametrize(("text", "amounts"), LABELS)
def test_a_label_s_text_gives_its_doses_itself(table: FoodTable, text: str, amounts: dict[str, float]) -> None:
    """Before the name or behind it, in either micro sign, with brackets; two nutrients on a line are two."""
    [(line, problem)] = Resolver(table).resolve(Entry(file="log.csv", line=1, food=text))
    assert (problem, line.assumed, line.grams) == (None, False, None)
    assert {key: line.gives(key) for key in amounts} == pytest.approx(amounts)
    assert sum(line.gives(key) or 0 for key in KEYS) == pytest.approx(sum(amounts.values()))


@pytest.mark.parametrize(
    ("text", "nutrient", "taken", "how"),
    [
        # A US label gives the element (21 CFR 101.36(b)(2)); nobody sells 3 mg of zinc as a tablet.
        ("zinc picolinate 15 mg", "zinc", 15, "taken as 15 mg of zinc, as labels give it"),
        ("potassium gluconate 99 mg", "potassium", 99, "taken as 99 mg of potassium, as labels give it"),
        # NIH ODS: calcium carbonate is 40 % calcium, zinc sulfate 23 % zinc (220 mg contain 50 mg).
        ("calcium carbonate 1250 mg", "calcium", 500, "1250 mg of calcium carbonate is 40 % calcium: 500 mg"),
        ("zinc sulfate 220 mg", "zinc", 50, "220 mg of zinc sulfate is 22.7 % zinc: 50 mg"),
        # US labels: potassium gluconate 595 mg, potassium 99 mg.
        ("potassium gluconate 595 mg", "potassium", 99, "595 mg of potassium gluconate is 16.7 % potassium: 99.3 mg"),
    ],
)
def test_a_compound_s_figure_counts_where_it_is_clear(text: str, nutrient: str, taken: float, how: str) -> None:
    """And is marked as assumed, with what it was taken for."""
    found = supplements.read(text, None, "")
    assert found is not None
    assert (found.unweighed, found.assumed, found.how) == (None, True, how)
    assert found.supplement.of(nutrient) == pytest.approx(taken, rel=0.005)


@pytest.mark.parametrize("text", ["1 multivitamin", "multivitamins", "Women's multivitamin 50+", "a prenatal vitamin"])
def test_a_multivitamin_may_hold_any_amount(table: FoodTable, text: str) -> None:
    """Of everything but protein; what the label must give is said."""
    [(line, problem)] = Resolver(table).resolve(Entry(file="log.csv", line=1, food=text))
    assert line.match.confidence is Confidence.SUPPLEMENT
    assert {key for key in KEYS if line.gives(key) is None} == set(KEYS) - {"protein"}
    assert problem is not None
    assert (problem.code, problem.severity) == ("which-multivitamin", "lost")
    assert problem.hint == (
        "write a line for each as on its label: calcium, vitamin D, magnesium, vitamin K2, zinc, potassium"
    )


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("calcium + D3", "supplement-amount", "'calcium + D3' names 2 nutrients, not the amount of each"),
        ("calcium + D3 600 mg", "supplement-amount", "'calcium + D3 600 mg' names 2 things, and 1 of their amounts"),
        (
            "vitamin D3 25 mcg (400 IU)",
            "supplement-amount",
            "'vitamin D3 25 mcg (400 IU)' gives two amounts that differ: 25 and 10 \u00b5g",
        ),
        (
            "calcium carbonate 500 mg",
            "compound-weight",
            "'calcium carbonate 500 mg' may be the weight of the compound or of the calcium in it",
        ),
        ("K2 100 IU", "supplement-unit", "international units are not defined for vitamin K2"),
    ],
)
def test_a_text_that_leaves_an_amount_open_is_asked_about(text: str, code: str, message: str) -> None:
    """Unknown, not guessed."""
    found = supplements.read(text, None, "")
    assert found is not None and found.unweighed is not None
    assert found.supplement.amount is None
    assert (found.unweighed.code, found.unweighed.message) == (code, message)


@pytest.mark.parametrize(
    "text",
    ["protein powder 30 g", "mac and cheese 200 g", "calcium fortified orange juice 200 g", "multi grain bread",
     "multivitamin juice 1 cup", "salt and vinegar chips 30 g", "vitamin D milk"],
)  # fmt: skip
def test_a_food_s_text_is_no_supplement(text: str) -> None:
    """Though it has a dose's unit, or a nutrient's name."""
    assert supplements.read(text, None, "") is None


def test_a_compound_that_was_assumed_is_listed_as_such() -> None:
    """Among the assumed amounts of the report."""
    log: list[dict[str, object]] = [{"food": "zinc picolinate 15 mg"}, {"food": "milk", "amount": 1, "unit": "cup"}]
    report = check(log)
    said = ["zinc picolinate 15 mg: taken as 15 mg of zinc, as labels give it"]
    assert words.assumed_amounts(report.lines) == said
    total = report.days[0].nutrients["zinc"].finding.total
    assert (total.supplements, total.known > 15) == (15, True)


def test_tablets_are_counted() -> None:
    """Two of a tablet whose dose its name gives."""
    found = supplements.read("vitamin D3 1000 IU", 2, "tablets")
    assert found is not None
    assert found.supplement.amount == 50


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


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("magnesium 3 x 100 mg", {"magnesium": 300.0}),
        ("vitamin D 1000 IU twice a day", {"vitamin_d": 50.0}),
        ("vitamin D3 50000 IU weekly", {"vitamin_d": 1250.0}),
        ("D3 + K2 drops (2000 IU / 75 mcg)", {"vitamin_d": 50.0, "vitamin_k2": 75.0}),
    ],
)
def test_how_often_and_how_much_of_each(text: str, amounts: dict[str, float]) -> None:
    """A weekly dose is the one of this day, as the log says."""
    taken = supplements.read(text, None, "")
    assert taken is not None
    held = {each.nutrient: each.amount for each in (taken.supplement, *taken.supplement.also)}
    assert held == pytest.approx(amounts)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("2 Rennie", {"calcium": 544.0}),
        ("cal/mag/zinc 1000mg/400mg/15mg", {"calcium": 1000.0, "magnesium": 400.0, "zinc": 15.0}),
        ("calcium 500 mg + 500 mg", {"calcium": 1000.0}),
        ("Calcium 600mg + D 400IU", {"calcium": 600.0, "vitamin_d": 10.0}),
        ("vit d 400 units", {"vitamin_d": 10.0}),
        ("calcium 500mg bd", {"calcium": 1000.0}),
        ("vitamin D3 (1000 IU) x2 and calcium (600mg) x1", {"vitamin_d": 50.0, "calcium": 600.0}),
        ("vitamin D, 1000 IU", {"vitamin_d": 25.0}),
    ],
)
def test_doses_as_people_write_them(table: FoodTable, text: str, amounts: dict[str, float]) -> None:
    ((line, problem),) = Resolver(table).resolve(Entry("log.csv", 1, text))
    assert problem is None
    assert line.supplement is not None
    held = {each.nutrient: each.amount for each in (line.supplement, *line.supplement.also)}
    assert {key: held[key] for key in amounts} == pytest.approx(amounts)


@pytest.mark.parametrize("text", ["calcum 500 mg", "milk 300 mg calcium", "wibbulin 50 mcg"])
def test_what_is_dosed_is_no_food_by_a_guess(table: FoodTable, text: str) -> None:
    ((line, problem),) = Resolver(table).resolve(Entry("log.csv", 1, text))
    assert line.match.food is None
    assert problem is not None


def test_a_dose_that_nobody_takes_is_asked_about(table: FoodTable) -> None:
    ((line, problem),) = Resolver(table).resolve(Entry("log.csv", 1, "vitamin D 5000 mg"))
    assert problem is not None
    assert line.supplement is not None
    assert line.supplement.amount is None


def test_a_compound_is_judged_by_the_piece(table: FoodTable) -> None:
    """Two capsules of 100 mg each are 200 mg, as the label of one gives the nutrient."""
    ((line, problem),) = Resolver(table).resolve(Entry("log.csv", 1, "Magnesium glycinate, 2 caps (100 mg each)"))
    assert problem is None
    assert line.supplement is not None
    assert line.supplement.amount == 200
