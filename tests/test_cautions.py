"""Cautions: called up by the lines that give cause, by nothing else, and never as a diagnosis."""

from __future__ import annotations

import pytest

from bonecheck import Report, cautions, check, compiled, make_profile


def of_log(*lines: str) -> Report:
    """The report on lines such as "zinc 15 mg"."""
    entries = [
        dict(zip(("food", "amount", "unit"), line.rsplit(" ", 2), strict=True)) for line in ("sugar 5 g", *lines)
    ]
    return check(entries, make_profile(sex="female", age=52))


@pytest.mark.parametrize(
    ("lines", "wanted", "unwanted"),
    [
        (("MK-7 45 ug",), {"I14"}, {"I13", "I15"}),
        (("natto 50 g",), {"I14"}, {"I15"}),
        (("calcium 600 mg", "zinc 15 mg"), {"I01", "I19", "I06"}, {"I12", "I14"}),
        (("calcium 600 mg",), {"I15", "I21"}, {"I01", "I02", "I25"}),
        (("calcium 600 mg", "vitamin D3 400 IU"), {"I12", "I25"}, {"I01"}),
        (("potassium 300 mg",), {"I27"}, {"I14"}),
        (("zinc 60 mg",), {"I04", "I29"}, {"I05"}),
        (("zinc 150 mg",), {"I04", "I05"}, set()),
        (("zinc 15 mg",), {"I20"}, {"I04", "I05"}),
    ],
)
def test_a_log_calls_up_what_it_gives_cause_for(lines: tuple[str, ...], wanted: set[str], unwanted: set[str]) -> None:
    """Supplements, a food's name, an amount, a total above the upper level."""
    codes = {each.code for each in of_log(*lines).cautions}
    assert wanted <= codes
    assert unwanted & codes == set()


def test_food_alone_calls_up_nothing() -> None:
    """Calcium in milk and zinc in beef are no cause."""
    assert of_log("milk 500 g", "beef steak 150 g", "spinach 100 g").cautions == ()


def test_a_caution_names_the_lines_behind_it() -> None:
    """Each once, in the user's words."""
    report = of_log("MK-7 45 ug", "natto 50 g", "milk 200 g")
    warfarin = next(each for each in report.cautions if each.code == "I14")
    assert [line.entry.food for line in warfarin.lines] == ["MK-7", "natto"]


def test_the_gravest_come_first() -> None:
    """In the order of the file."""
    codes = [each.code for each in of_log("MK-7 45 ug", "potassium 300 mg", "calcium 600 mg", "zinc 15 mg").cautions]
    assert codes[:3] == ["I14", "I27", "I15"]
    order = [each.code for each in cautions.everything(compiled.connect())]
    assert codes == sorted(codes, key=order.index)


def test_every_caution_has_its_citation() -> None:
    """And is about one of the seven."""
    for each in cautions.everything(compiled.connect()):
        assert each.sources and all(source.citation for source in each.sources), each.code
        assert each.nutrients, each.code
