"""Whose values count: the log's own, the table's, or the log's own with its blanks filled."""

from __future__ import annotations

import pytest

from bonecheck import Report, check, make_profile
from bonecheck.reports import origins
from bonecheck.stated import Kind, Origin, Stated, Values, counted

PERSON = make_profile(sex="female", age=52)


@pytest.mark.parametrize(
    ("stated", "table", "values", "expected"),
    [
        (1.0, 2.0, Values.LOG, (1.0, Origin.LOG)),
        (1.0, 2.0, Values.FILL, (1.0, Origin.LOG)),
        (1.0, 2.0, Values.TABLE, (2.0, Origin.TABLE)),
        (0.0, 2.0, Values.FILL, (0.0, Origin.LOG)),
        (None, 2.0, Values.LOG, None),
        (None, 2.0, Values.FILL, (2.0, Origin.TABLE)),
        (1.0, None, Values.TABLE, None),
        (None, None, Values.FILL, None),
    ],
)
def test_which_value_counts(
    stated: float | None, table: float | None, values: Values, expected: tuple[float, Origin] | None
) -> None:
    """A stated zero is a value; what is missing is not."""
    assert counted(stated, table, values) == expected


def test_a_supplement_of_unknown_contents_tells_nothing() -> None:
    """Zeros alone are what it is not for."""
    assert Stated(amounts={"zinc": 0.0}).tells
    assert not Stated(amounts={"zinc": 0.0}, kind=Kind.SUPPLEMENT).tells


def of(*entries: dict[str, object], values: Values = Values.FILL) -> Report:
    """The report on entries of one day."""
    return check(list(entries), PERSON, values=values)


CHEDDAR = {"food": "cheddar cheese", "amount": 50, "unit": "g", "energy_kcal": 200, "calcium_mg": 300}


def total(report: Report, key: str) -> tuple[float, float, int]:
    """Known part, the part of it that the log states, and how many lines are unknown."""
    found = report.days[0].nutrients[key].finding.total
    return round(found.known, 3), round(found.from_log, 3), len(found.unknown)


def test_a_partial_summary_is_never_a_deficiency() -> None:
    """Its 300 mg are the least that was eaten: low of a whole day's total, open of a partial one; 1300 are enough."""
    day = {"food": "whole day", "energy_kcal": 1900, "calcium_mg": 300}
    findings = [
        of({**day, "line_kind": kind, "calcium_mg": amount}).days[0].nutrients["calcium"].finding
        for kind, amount in (("summary", 300), ("partial", 300), ("partial", 1300))
    ]
    assert [str(finding.status) for finding in findings] == ["low", "unclear", "met"]
    assert [finding.total.known for finding in findings] == [300, 300, 1300]


def test_own_values_count_and_blanks_are_filled() -> None:
    """50 g of cheddar: calcium as stated, potassium as in the table."""
    report = of(CHEDDAR)
    plain = of({"food": "cheddar cheese", "amount": 50, "unit": "g"})
    assert total(report, "calcium") == (300, 300, 0)
    assert total(report, "potassium") == total(plain, "potassium")
    assert report.days[0].totals.energy_kcal == 200


def test_own_values_alone() -> None:
    """What the log does not state is unknown, and a line that states nothing is lost, and told."""
    report = of(CHEDDAR, {"food": "milk", "amount": 1, "unit": "cup"}, values=Values.LOG)
    assert total(report, "calcium") == (300, 300, 1)
    assert total(report, "potassium") == (0, 0, 2)
    assert [(problem.line, problem.code, problem.severity) for problem in report.problems] == [
        (2, "no-own-values", "lost")
    ]


def test_the_table_alone() -> None:
    """As if the log stated nothing but what supplements hold."""
    pill = {"food": "Brand X", "amount": 1, "unit": "capsule", "line_kind": "supplement", "zinc_mg": 15}
    report = of(CHEDDAR, pill, values=Values.TABLE)
    plain = of({"food": "cheddar cheese", "amount": 50, "unit": "g"})
    assert total(report, "calcium") == total(plain, "calcium")
    assert report.days[0].nutrients["zinc"].finding.total.supplements == 15


def test_an_amount_in_the_logs_own_measure_is_weighed_by_its_energy() -> None:
    """A serving of an app is not our usual portion; 200 kcal of cheddar are what has 200 kcal of it."""
    report = of({**CHEDDAR, "amount": 2, "unit": "serving"})
    (line,) = report.lines
    assert line.match.food is not None and line.match.food.energy_kcal is not None
    assert line.grams == pytest.approx(200 / line.match.food.energy_kcal * 100)
    assert (line.how, line.assumed) == ("by its 200 kcal", True)


def test_energy_tells_no_weight_of_what_has_hardly_any() -> None:
    """Tea with 2 kcal is no gallon."""
    report = of({"food": "tea", "amount": 1, "unit": "serving", "energy_kcal": 30, "zinc_mg": 0.1})
    assert "kcal" not in report.lines[0].how


def test_a_code_is_an_identity() -> None:
    """Whatever the line calls it."""
    report = of({"food": "white stuff", "amount": 100, "unit": "g", "food_id": "fndds:11111000"})
    (line,) = report.lines
    assert line.match.food is not None
    assert (line.match.food.name, line.match.confidence) == ("Milk, whole", "code")


def test_a_code_that_is_gone() -> None:
    """The description stands for it, else it is unknown; both are told."""
    gone = {"amount": 100, "unit": "g", "food_id": "fndds:99999999"}
    report = of({"food": "Milk, whole", **gone}, {"food": "qqqqq", **gone})
    assert [(problem.severity, problem.message) for problem in report.problems] == [
        ("assumed", "the table has no food fndds:99999999; 'Milk, whole' stands for it by the description"),
        ("lost", "the table has no food fndds:99999999; no food is like its description either"),
    ]


def test_a_food_that_the_table_lacks_counts_by_its_own_values() -> None:
    """Its other nutrients are unknown."""
    report = of({"food": "qqqqq", "calcium_mg": 120, "energy_kcal": 90})
    assert total(report, "calcium") == (120, 120, 0)
    assert total(report, "zinc") == (0, 0, 1)
    assert [(problem.code, problem.severity, problem.message) for problem in report.problems] == [
        ("no-such-food", "assumed", "no food is like 'qqqqq'; the log's own values count")
    ]


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("Brand X, Magnesium", 0),
        ("Brand X, Magnesium with Vitamin K2", 1),
        ("Brand X, Vitamin D3 + MK-7", 1),
        ("Brand X Multivitamin", 1),
    ],
)
def test_a_supplement_has_none_of_what_it_does_not_tell(name: str, unknown: int) -> None:
    """But what its name tells and its values do not is unknown: no export carries K2."""
    pill = {"food": name, "line_kind": "supplement", "magnesium_mg": 200}
    values = {f"{key}": 0 for key in ("calcium_mg", "vitamin_d_ug", "zinc_mg", "potassium_mg", "protein_g")}
    report = of({"food": "milk", "amount": 1, "unit": "cup"}, {**pill, **values})
    assert total(report, "vitamin_k2")[2] == unknown
    assert report.days[0].nutrients["magnesium"].finding.total.supplements == 200


def test_a_supplement_that_tells_nothing() -> None:
    """It may hold anything, and so no total has an upper bound."""
    report = of({"food": "milk", "amount": 1, "unit": "cup"}, {"food": "Brand X", "line_kind": "supplement"})
    assert all(each.finding.total.at_most is None for each in report.days[0].nutrients.values())
    assert [(problem.line, problem.code, problem.severity) for problem in report.problems] == [
        (2, "supplement-contents", "lost")
    ]


def test_a_supplement_whose_name_tells_what_it_is_for() -> None:
    """How much of that is unknown, and of the rest there is none."""
    report = of({"food": "milk", "amount": 1, "unit": "cup"}, {"food": "Brand X, Zinc", "line_kind": "supplement"})
    open_ = [key for key, each in report.days[0].nutrients.items() if each.finding.total.unknown]
    assert open_ == ["zinc"]
    assert [line.counts for line in report.lines] == [True, False]


def test_a_summary_names_no_food() -> None:
    """Its values count, and what it does not state may be any amount; without them the line is lost."""
    day = {"food": "day", "line_kind": "summary", "calcium_mg": 800, "energy_kcal": 1900}
    report = of(day)
    assert total(report, "calcium") == (800, 800, 0)
    assert report.days[0].nutrients["zinc"].finding.total.at_most is None
    assert report.problems == ()
    table = of(day, {"food": "milk", "amount": 1, "unit": "cup"}, values=Values.TABLE)
    assert [problem.code for problem in table.problems] == ["no-food-named"]


def test_how_much_was_filled_is_said() -> None:
    """Per nutrient, and nothing where the log states no values."""
    milk = {"food": "milk", "amount": 1, "unit": "cup"}
    assert origins.note(of(milk).days[0]) == ""
    assert origins.note(of({"food": "qqqqq", "calcium_mg": 120}).days[0]) == (
        "Every total is of the log's own values alone."
    )
    every = {f"{name}": 1 for name in ("vitamin_d_ug", "magnesium_mg", "zinc_mg", "potassium_mg", "protein_g")}
    assert origins.note(of({**CHEDDAR, **every}).days[0]) == (
        "Worked out from bonecheck's food table: vitamin K2 100 %; the rest is the log's own values."
    )
    assert origins.note(of(CHEDDAR, values=Values.TABLE).days[0]) == (
        "Every total is worked out from bonecheck's food table."
    )
