"""What a day's verdicts mean together: five days with known patterns, and rules and edges that change the findings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import pytest

from bonecheck import Report, check, compiled, interplay, make_profile
from bonecheck.interplay import Rules
from bonecheck.links import Edge, Meeting
from bonecheck.model import Status
from bonecheck.nutrients import KEYS

# A day that meets the reference of a woman of 52 for each of the seven, by lines that hold one nutrient alone.
MET = {
    "calcium": ("calcium", 1300, "mg"),
    "vitamin_d": ("vitamin D3", 800, "IU"),
    "magnesium": ("magnesium", 330, "mg"),
    "vitamin_k2": ("MK-7", 45, "ug"),
    "zinc": ("zinc", 10, "mg"),
    "potassium": ("potassium", 2700, "mg"),
    "protein": ("protein", 60, "g"),
}


def day_without(*short: str) -> Report:
    """A day of sugar and supplements that meets all but some of the seven."""
    lines = [("sugar", 10, "g"), *(line for key, line in MET.items() if key not in short)]
    entries = [{"food": food, "amount": amount, "unit": unit} for food, amount, unit in lines]
    return check(entries, make_profile(sex="female", age=52))


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The rules that ship."""
    return interplay.rules(compiled.connect())


def found(rules: Rules, **verdicts: str) -> tuple[Meeting, ...]:
    """What is told of some verdicts, the others being met."""
    return interplay.together(rules, {key: Status(verdicts.get(key, "met")) for key in KEYS})


FIVE_DAYS = [
    (
        ("magnesium",),
        "Magnesium is low while vitamin D is met: the step that activates vitamin D may lag.",
        {"MD-01"},
        "qualified",
    ),
    (
        ("vitamin_k2",),
        "Vitamin K2 is low while calcium is met: osteocalcin, which holds calcium in bone, may stay unfinished, "
        "unless K1 from greens finishes it; MGP, which guards vessel walls from calcium, may stay unfinished.",
        {"T2-Enz-K2-1", "K2-05", "K2-09"},
        "supported",
    ),
    (
        ("vitamin_d",),
        "Vitamin D is low while calcium is met: less of the calcium eaten may get through the gut.",
        {"MD-03", "TX-D-1"},
        "established",
    ),
    (
        ("vitamin_d", "calcium"),
        "Vitamin D and calcium are both low: less of the calcium eaten may get through the gut.",
        {"MD-03", "TX-Ca-3"},
        "established",
    ),
    (
        ("protein", "zinc"),
        "Zinc and protein are both low: less collagen may be made for the frame of bone.",
        {"ZN-06", "KN-12"},
        "qualified",
    ),
]


@pytest.mark.parametrize(("short", "text", "codes", "status"), FIVE_DAYS)
def test_five_days_with_known_patterns(short: tuple[str, ...], text: str, codes: set[str], status: str) -> None:
    """The pattern leads, with its codes and the standing of its weakest step."""
    day = day_without(*short).days[0]
    assert {key for key, each in day.nutrients.items() if each.finding.status is Status.LOW} == set(short)
    first = day.together[0]
    assert first.text == text
    assert codes <= set(first.codes)
    assert first.status == status
    assert len(day.together) <= 3


def test_a_day_without_gaps_has_nothing_to_tell() -> None:
    """Nor does a gap that meets nothing."""
    assert day_without().days[0].together == ()
    assert day_without("calcium").days[0].together == ()


def test_never_more_than_three_and_no_pair_or_node_twice(rules: Rules) -> None:
    """Whatever is low."""
    told = found(rules, **dict.fromkeys(KEYS, "low"))
    assert len(told) == rules.most == 3
    assert len({frozenset(each.nutrients) for each in told}) == 3
    nodes = [way.node for each in told for way in each.ways]
    assert len(nodes) == len(set(nodes))


def test_an_open_verdict_is_told_as_open(rules: Rules) -> None:
    """Two gaps that are both open say nothing."""
    assert found(rules, vitamin_k2="unclear")[0].text.startswith("Vitamin K2 may be low while calcium is met:")
    assert found(rules, vitamin_k2="unclear", calcium="unclear") == ()


def test_paths_run_from_nutrient_to_meeting_place(rules: Rules) -> None:
    """Each edge begins where the one before it ended, on either side."""
    for key in KEYS:
        for way in (way for each in found(rules, **{key: "low"}) for way in each.ways):
            for side in (way.down, way.across):
                assert [edge.target for edge in side[:-1]] == [edge.origin for edge in side[1:]]
                assert side[-1].target == way.node


def test_nothing_contested_or_of_mere_framing_is_walked(rules: Rules) -> None:
    """The article's picture of masons and engineers links five nutrients to calcium, and nothing is told of it."""
    assert {edge.status for edge in rules.edges} <= {"established", "supported", "qualified"}
    assert "framing" not in {edge.evidence for edge in rules.edges}


def _with(rules: Rules, edges: Iterable[Edge]) -> Rules:
    return rules._replace(edges=(*rules.edges, *edges))


def test_an_edge_more_changes_the_findings(rules: Rules) -> None:
    """And taking it away changes them back."""
    edge = Edge("zinc", "calcium absorption", "is needed for", "more", "RCT", "established", ("X-1",))
    before = found(rules, zinc="low")
    after = found(_with(rules, [edge]), zinc="low")
    assert after[0].text == "Zinc is low while calcium is met: less of the calcium eaten may get through the gut."
    assert after[0].codes == ("X-1", "TX-Ca-3")
    assert after != before
    less = rules._replace(edges=tuple(edge for edge in rules.edges if edge.target != "vitamin D activation"))
    assert "activates" not in " ".join(each.text for each in found(less, magnesium="low"))


def test_a_shortage_turns_its_direction_where_an_edge_lowers(rules: Rules) -> None:
    """Less potassium, less bicarbonate, more calcium in the urine; an edge that lowers twice comes round again."""
    assert found(rules, potassium="low")[0].text.startswith(
        "Potassium is low while calcium is met: more calcium may leave in the urine"
    )
    rise = Edge("zinc", "RANKL/OPG ratio", "lowers", "less", "RCT", "established", ("X-1",))
    told = found(_with(rules, [rise]), zinc="low", magnesium="low")
    assert "removal of bone" in " ".join(each.text for each in told)
    fall = rise._replace(effect="more")
    told = found(_with(rules, [fall]), zinc="low", magnesium="low")
    assert "removal of bone" not in " ".join(each.text for each in told)


def test_circles_end(rules: Rules) -> None:
    """A walk that comes back to where it was goes no further."""
    back = Edge("calcitriol", "vitamin D activation", "feeds", "more", "RCT", "established", ("X-1",))
    assert found(_with(rules, [back])._replace(reach=50), magnesium="low")


def test_the_rules_are_data(rules: Rules) -> None:
    """Fewer findings, a shorter reach and no patterns each show."""
    everything = dict.fromkeys(KEYS, "low")
    assert len(found(rules._replace(most=1), **everything)) == 1
    assert found(rules._replace(reach=1), vitamin_d="low") != found(rules, vitamin_d="low")
    assert found(rules._replace(patterns=()), **everything) == ()


def test_the_compiled_rules_are_one_row() -> None:
    """All that a check reads of the graph."""
    connection: sqlite3.Connection = compiled.connect()
    assert connection.execute("SELECT count(*) FROM rules").fetchone() == (1,)
