"""The grammar of a targets file: what may be left out, and what is refused, with file and line."""

from textwrap import dedent

import pytest

from bonecheck import yaml_file
from bonecheck.errors import DataError
from bonecheck.references import Outdated, ReferenceValue, TargetTable
from bonecheck.targets_file import parse_targets

OWN = """\
values:
- authority: clinic
  nutrient: calcium
  kind: RDA
  unit: mg
  basis: per day
  edition: 2026
  citation: our own
  rows:
  - {value: 1500}
"""


def test_a_short_file_of_own_values() -> None:
    """Without authorities, sex, age and stage it holds for everybody."""
    table = parse_targets(yaml_file.loads(OWN, "own.yaml"), "own.yaml")
    expected = ReferenceValue(
        authority="clinic",
        nutrient="calcium",
        kind="RDA",
        value=1500.0,
        unit="mg",
        basis="per day",
        sex="any",
        plus=0.0,
        first_month=0,
        last_month=None,
        stage="any",
        first_part=None,
        last_part=None,
        phytate="any",
        edition="2026",
        citation="our own",
        checked="",
        counts="total",
        note="",
    )
    assert table == TargetTable(authorities=(), rows=(expected,))


@pytest.mark.parametrize("unit", ["ug", "mcg", "µg", "μg", "micrograms"])
def test_units_are_spelt_in_many_ways(unit: str) -> None:
    """The table holds the nutrient's own spelling."""
    text = OWN.replace("calcium", "vitamin_d").replace("mg", unit)
    assert parse_targets(yaml_file.loads(text, "own.yaml"), "own.yaml").rows[0].unit == "µg"


REFUSED = [
    # what is changed in OWN, the new text, the message, the hint
    ("values:", "valeus:", "own.yaml:1: unknown key 'valeus'", "did you mean 'values'?"),
    ("  citation: our own\n", "", "own.yaml:9: citation is missing", ""),
    ("citation: our own", "citation:", "own.yaml:8: citation is missing", ""),
    ("  edition: 2026\n", "", "own.yaml:9: edition is missing", ""),
    ("  unit: mg\n", "", "own.yaml:9: unit is missing", ""),
    ("  basis: per day\n", "", "own.yaml:9: basis is missing", ""),
    ("  kind: RDA\n", "", "own.yaml:9: kind is missing", ""),
    ("  nutrient: calcium\n", "", "own.yaml:9: nutrient is missing", ""),
    ("- authority: clinic\n  nutrient", "- nutrient", "own.yaml:9: authority is missing", ""),
    ("kind: RDA", "kind: RAD", "own.yaml:4: unknown kind 'RAD'", "did you mean 'RDA'?"),
    (
        "kind: RDA",
        "kind: goal",
        "own.yaml:4: unknown kind 'goal'",
        "known: target, RDA, PRI, RI, RNI, AI, guideline, guidance, DV, comparison, UL, EAR and 3 more",
    ),
    ("calcium", "clacium", "own.yaml:3: unknown nutrient 'clacium'", "did you mean 'calcium'?"),
    (
        "per day",
        "daily",
        "own.yaml:6: unknown basis 'daily'",
        "known: per kg body weight per day, per day",
    ),
    (
        "unit: mg",
        "unit: g",
        "own.yaml:5: unit 'g' does not fit: calcium is counted in mg",
        "convert the value to mg",
    ),
    (
        "unit: mg",
        "unit: IU",
        "own.yaml:5: unit 'IU' does not fit: calcium is counted in mg",
        "convert the value to mg",
    ),
    ("{value", "{vlaue: 1, value", "own.yaml:10: unknown key 'vlaue'", "did you mean 'value'?"),
    ("{value", "{sex: femal, value", "own.yaml:10: unknown sex 'femal'", "did you mean 'female'?"),
    ("{value", "{stage: pregnant, value", "own.yaml:10: unknown stage 'pregnant'", "did you mean 'pregnancy'?"),
    ("{value", "{counts: food, value", "own.yaml:10: unknown counts 'food'", "known: total, supplements"),
    ("{value", "{phytate: 400, value", "own.yaml:10: unknown phytate '400'", "did you mean '900'?"),
    ("{value", "{part: 2, value", "own.yaml:10: part is not [first, last]",
     "trimesters of a pregnancy, or completed months of lactation"),
    ("{value", "{months: 7, value", "own.yaml:10: months is not [first, last] in completed months",
     "for example [7, 11]"),
    ("{value", "{plus: 0, value", "own.yaml:10: plus is not a number above zero",
     "the amount per day that is added to the value"),
    ("{value", "{sex: [male], value", "own.yaml:10: sex is a list, not text", ""),
    ("value: 1500", "value: none", "own.yaml:10: note is missing", ""),
    ("- {value: 1500}", "- 1500", "own.yaml:9: rows holds a number where an entry belongs", ""),
    ("  rows:\n  - {value: 1500}\n", "", "own.yaml:2: rows is empty, not a list of entries", ""),
    ("values:", "authorities: NAM\nvalues:", "own.yaml:1: authorities is text, not a mapping", ""),
    ("values:", "authorities: {clinik: {name: C}}\nvalues:", "own.yaml:3: unknown authority 'clinic'",
     "did you mean 'clinik'?"),
    ("values:", "authorities: {clinic: {}}\nvalues:", "own.yaml:1: name is missing", ""),
    ("values:", "authorities: {clinic: {title: C}}\nvalues:", "own.yaml:1: unknown key 'title'", "known: name, note"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message", "hint"), REFUSED)
def test_what_a_targets_file_is_refused_for(old: str, new: str, message: str, hint: str) -> None:
    """File, line, what was found, what to try."""
    assert refused(OWN.replace(old, new, 1)) == (message, hint)


def refused(text: str) -> tuple[str, str]:
    """The message and the hint of the error that a targets file is refused with."""
    document = yaml_file.loads(text, "own.yaml")
    with pytest.raises(DataError) as caught:
        parse_targets(document, "own.yaml")
    return str(caught.value), caught.value.hint


@pytest.mark.parametrize("amount", ["-5", "0", "yes", ".nan", ".inf", "'1500'", "12 mg", "[1]", "{a: 1}", "2026-03-02"])
def test_values_that_are_no_amount(amount: str) -> None:
    """Zero above all: where none is set, that is another thing than zero."""
    text = OWN.replace("1500", amount)
    hint = "write 'none' where none is set, and why in note"
    assert refused(text) == ("own.yaml:10: value is not a number above zero", hint)


def test_a_row_without_a_value() -> None:
    """Left out or left empty."""
    hint = "write 'none' where none is set, and why in note"
    assert refused(OWN.replace("value: 1500", "sex: any")) == ("own.yaml:10: value is missing", hint)
    assert refused(OWN.replace("value: 1500", "value: null")) == ("own.yaml:10: value is missing", hint)


@pytest.mark.parametrize(
    "age", ["19", "[19]", "[30, 19]", "[-1, 3]", "[a, b]", "[1, 2, 3]", "[19, .nan]", "[.nan, 19]"]
)
def test_ages_are_a_first_and_a_last(age: str) -> None:
    """Two numbers in order, or an open end."""
    message = "own.yaml:10: age is not [first, last] in completed years"
    assert refused(OWN.replace("{value", f"{{age: {age}, value")) == (
        message,
        "for example [19, 30], or [71, null]",
    )


def test_the_fields_that_few_rows_have() -> None:
    """Months, a part of a stage, an increment, a diet, and values that were replaced."""
    row = "{months: [7, 11], stage: pregnancy, part: [1, 2], phytate: 300 600, plus: 9, value"
    text = OWN.replace("{value", row) + "outdated:\n- {nutrient: calcium, value: 800, unit: mg, note: old}\n"
    table = parse_targets(yaml_file.loads(text, "own.yaml"), "own.yaml")
    found = table.rows[0]
    assert (found.first_month, found.last_month, found.first_part, found.last_part) == (7, 11, 1, 2)
    assert (found.phytate, found.plus) == ("300 600", 9)
    assert table.outdated == (Outdated("calcium", 800, "mg", "old"),)


def test_a_duplicate_key_in_a_targets_file() -> None:
    """PyYAML alone would keep the last."""
    text = dedent("""\
        values:
        - authority: clinic
          unit: mg
          unit: g
        """)
    with pytest.raises(DataError) as caught:
        yaml_file.loads(text, "own.yaml")
    assert str(caught.value) == "own.yaml:4: key 'unit' is given twice, first on line 3"
