"""Reference intakes: published values, a value or a reason for everybody, own values before the published."""

import ast
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from bonecheck import yaml_file
from bonecheck.errors import OptionError
from bonecheck.model import PHYTATES, LifeStage, Profile, Reference, References, Sex
from bonecheck.nutrients import BY_KEY, KEYS
from bonecheck.pipeline import targets_of
from bonecheck.profiles import make_profile
from bonecheck.references import (
    DEFAULT_AUTHORITY,
    Layers,
    ReferenceValue,
    TargetTable,
    authorities_of,
    authority_of,
    layers,
    select,
)
from bonecheck.targets_file import build, parse_targets

TARGETS = Path(__file__).parents[1] / "data" / "targets.yaml"
TABLE = parse_targets(yaml_file.load(TARGETS), "targets.yaml")
NAM = TABLE.of(DEFAULT_AUTHORITY)
NAMES = tuple(each.key for each in TABLE.authorities)
# Life stages with the parts that an authority may divide them by.
STAGES: dict[Sex, tuple[tuple[LifeStage, int | None], ...]] = {
    Sex.FEMALE: (
        (LifeStage.GENERAL, None),
        *((LifeStage.PREGNANCY, part) for part in (None, 1, 2, 3)),
        *((LifeStage.LACTATION, part) for part in (None, 0, 2, 3, 5, 6, 11, 12)),
        (LifeStage.POSTMENOPAUSE, None),
    ),
    Sex.MALE: ((LifeStage.GENERAL, None),),
}
INFANTS = [Profile(sex=Sex.MALE, age=m // 12, months=m, weight_kg=w) for m in range(36) for w in (None, 9.0)]
PEOPLE = [
    *INFANTS,
    *(
        Profile(sex=sex, age=age, life_stage=stage, part=part, weight_kg=weight)
        for sex, stages in STAGES.items()
        for stage, part in stages
        for age in range(1, 101)
        for weight in (None, 60.0)
    ),
]


def pick(
    rows: Iterable[ReferenceValue], person: Profile, nutrient: str, own: Iterable[ReferenceValue] = ()
) -> References:
    """What is chosen out of an authority's rows and somebody's own."""
    return select(Layers(rows=tuple(rows), own=tuple(own)), person, nutrient)


def of(authority: str, nutrient: str, **person: str | float) -> References:
    """What an authority, with additions, has for a person."""
    asked = authorities_of(TABLE.authorities, authority)
    return select(layers(TABLE, asked), make_profile(**person), nutrient)  # type: ignore[arg-type]


def chosen(nutrient: str, sex: str, age: int, stage: str = "general", weight: float | None = None) -> References:
    """What NAM has for a person."""
    return pick(NAM, make_profile(sex, age, weight, stage), nutrient)


# Read in the reports' summary tables: IOM 1997 (magnesium), 2001 (zinc), 2005 (protein), 2011 (calcium, vitamin D) and
# NASEM 2019 (potassium), independently of the table that targets.yaml is made from.
PUBLISHED = [
    # nutrient, sex, age, stage, average requirement, kind and value of the target, upper level
    ("calcium", "female", 2, "general", 500, "RDA", 700, 2500),  # IOM 2011
    ("calcium", "male", 8, "general", 800, "RDA", 1000, 2500),  # IOM 2011
    ("calcium", "female", 13, "general", 1100, "RDA", 1300, 3000),  # IOM 2011
    ("calcium", "male", 50, "general", 800, "RDA", 1000, 2500),  # IOM 2011
    ("calcium", "male", 51, "general", 800, "RDA", 1000, 2000),  # IOM 2011
    ("calcium", "female", 51, "general", 1000, "RDA", 1200, 2000),  # IOM 2011
    ("calcium", "male", 71, "general", 1000, "RDA", 1200, 2000),  # IOM 2011: "> 70 y"
    ("calcium", "female", 18, "pregnancy", 1000, "RDA", 1300, 3000),  # IOM 2011
    ("calcium", "female", 30, "lactation", 800, "RDA", 1000, 2500),  # IOM 2011
    ("vitamin_d", "female", 3, "general", 10, "RDA", 15, 63),  # IOM 2011: 600 IU, UL 2500 IU
    ("vitamin_d", "male", 4, "general", 10, "RDA", 15, 75),  # IOM 2011: UL 3000 IU
    ("vitamin_d", "female", 70, "general", 10, "RDA", 15, 100),  # IOM 2011: UL 4000 IU
    ("vitamin_d", "female", 71, "general", 10, "RDA", 20, 100),  # IOM 2011: 800 IU
    ("vitamin_d", "female", 25, "lactation", 10, "RDA", 15, 100),  # IOM 2011
    ("magnesium", "female", 1, "general", 65, "RDA", 80, 65),  # IOM 1997
    ("magnesium", "male", 6, "general", 110, "RDA", 130, 110),  # IOM 1997
    ("magnesium", "male", 14, "general", 340, "RDA", 410, 350),  # IOM 1997
    ("magnesium", "male", 31, "general", 350, "RDA", 420, 350),  # IOM 1997
    ("magnesium", "female", 30, "general", 255, "RDA", 310, 350),  # IOM 1997
    ("magnesium", "female", 31, "general", 265, "RDA", 320, 350),  # IOM 1997
    ("magnesium", "female", 16, "pregnancy", 335, "RDA", 400, 350),  # IOM 1997
    ("zinc", "male", 3, "general", 2.5, "RDA", 3, 7),  # IOM 2001
    ("zinc", "male", 16, "general", 8.5, "RDA", 11, 34),  # IOM 2001
    ("zinc", "male", 40, "general", 9.4, "RDA", 11, 40),  # IOM 2001
    ("zinc", "female", 40, "general", 6.8, "RDA", 8, 40),  # IOM 2001
    ("zinc", "female", 18, "pregnancy", 10.5, "RDA", 12, 34),  # IOM 2001
    ("zinc", "female", 19, "lactation", 10.4, "RDA", 12, 40),  # IOM 2001
    ("potassium", "female", 2, "general", None, "AI", 2000, None),  # NASEM 2019
    ("potassium", "male", 19, "general", None, "AI", 3400, None),  # NASEM 2019
    ("potassium", "female", 52, "general", None, "AI", 2600, None),  # NASEM 2019
    ("potassium", "female", 19, "pregnancy", None, "AI", 2900, None),  # NASEM 2019
    ("potassium", "female", 50, "lactation", None, "AI", 2800, None),  # NASEM 2019
    ("protein", "male", 40, "general", None, "RDA", 56, None),  # IOM 2005, reference man
    ("protein", "female", 40, "general", None, "RDA", 46, None),  # IOM 2005, reference woman
    ("protein", "female", 5, "general", None, "RDA", 19, None),  # IOM 2005
    ("protein", "female", 28, "pregnancy", None, "RDA", 71, None),  # IOM 2005
]


@pytest.mark.parametrize(("nutrient", "sex", "age", "stage", "average", "kind", "target", "upper"), PUBLISHED)
def test_published_values(
    nutrient: str, sex: str, age: int, stage: str, average: float | None, kind: str, target: float, upper: float | None
) -> None:
    """The three values of one cell of the summary tables."""
    found = chosen(nutrient, sex, age, stage)
    assert found.target is not None
    assert (found.target.kind, found.target.value, found.target.unit) == (kind, target, BY_KEY[nutrient].unit)
    assert (found.average.value if found.average else None) == average
    assert (found.upper.value if found.upper else None) == upper


@pytest.mark.parametrize("nutrient", KEYS)
@pytest.mark.parametrize("authority", NAMES)
def test_everybody_has_a_value_or_a_reason(authority: str, nutrient: str) -> None:
    """Every authority, every age from birth to 100, both sexes, every stage and part, with and without a weight."""
    rows = TABLE.of(authority)
    for person in PEOPLE:
        found = pick(rows, person, nutrient)
        assert found.target or found.why
        assert found.upper or found.why_no_upper
        assert found.average or found.why_no_average
        for reference in (found.target, found.upper, found.average):
            assert reference is None or is_whole(reference, nutrient)
        assert found.why == "" or found.why.endswith(".")


def is_whole(reference: Reference, nutrient: str) -> bool:
    """Whether a reference says what it is, in which unit and whence."""
    return (
        reference.nutrient == nutrient
        and reference.value > 0
        and reference.unit == BY_KEY[nutrient].unit
        and all((reference.kind, reference.authority, reference.edition, reference.citation, reference.checked))
    )


@pytest.mark.parametrize("nutrient", KEYS)
def test_who_has_no_target(nutrient: str) -> None:
    """Pregnancy and lactation outside 14 to 50 years; for K2, whose level is an adult intake, all children."""
    grown = [person for person in PEOPLE if person.months is None]
    without = {(person.age, person.life_stage) for person in grown if pick(NAM, person, nutrient).target is None}
    outside = {
        (age, stage)
        for stage in (LifeStage.PREGNANCY, LifeStage.LACTATION)
        for age in range(1, 101)
        if not 14 <= age <= 50
    }
    children = {(age, stage) for stage in LifeStage for age in range(1, 19)}
    assert without == (children if nutrient == "vitamin_k2" else outside)


def test_no_two_rows_speak_of_the_same_person() -> None:
    """One value per authority, nutrient, kind and basis, for what a row says of the stage."""
    for phytate in PHYTATES:
        for person in PEOPLE[::7]:
            fitting = Counter(
                (row.authority, row.nutrient, row.kind, row.basis, row.stage)
                for row in TABLE.rows
                if row.fits(person._replace(phytate=phytate))
            )
            assert set(fitting.values()) == {1}


def test_magnesium_upper_level_counts_supplements_alone() -> None:
    """All others count the whole intake."""
    counts = {(row.authority, row.nutrient, row.kind, row.counts) for row in TABLE.rows if row.counts != "total"}
    assert counts == {(name, "magnesium", "UL", "supplements") for name in ("NAM", "EFSA", "NNR")}
    upper = chosen("magnesium", "female", 52).upper
    assert upper is not None
    assert upper.counts == "supplements"
    assert upper.note == "of magnesium in supplements and medicines alone; that in food and water never counts"


def test_k2_is_compared_never_required() -> None:
    """30 µg for adults, from no authority, with one honest line; and no upper level that does not exist."""
    found = chosen("vitamin_k2", "female", 52)
    assert found.target is not None
    target = found.target
    assert (target.value, target.unit, target.kind, target.authority) == (30, "µg", "comparison", "none")
    assert target.note == (
        "No official requirement for vitamin K2 exists. 30 µg is about the mean intake of 16,057 women aged 49 to 70 "
        "(29.1 ± 12.8 µg/day, Gast 2009): ordinary where cheese is eaten, not a requirement, of no proven benefit for "
        "bone."
    )
    assert found.why_no_upper == (
        "NAM sets no upper level for vitamin K2: its report gives none for vitamin K in any form."
    )
    assert found.why_no_average == "No average requirement for vitamin K2 by NAM is in the table."
    k2 = [row for row in TABLE.rows if row.nutrient == "vitamin_k2"]
    assert {row.kind for row in k2 if row.value is not None} == {"comparison"}


def test_children_have_no_k2_level() -> None:
    """The reason is given."""
    assert chosen("vitamin_k2", "male", 18).why == (
        "There is no reference intake for vitamin K2: the comparison level is an intake of adults."
    )


def test_protein_per_kg_once_a_weight_is_known() -> None:
    """IOM 2005: RDA 0.80 and EAR 0.66 g/kg for adults."""
    found = chosen("protein", "female", 52, weight=63)
    assert found.target is not None
    assert found.average is not None
    assert found.target.value == pytest.approx(50.4)
    assert (found.target.unit, found.target.derived) == ("g", "0.8 g/kg × 63 kg")
    assert found.target.note == ""
    assert found.average.value == pytest.approx(41.58)
    assert found.average.derived == "0.66 g/kg × 63 kg"
    assert found.why_no_upper == "NAM sets no upper level for protein: its report gives none."


@pytest.mark.parametrize(
    ("sex", "age", "stage", "per_kg"),
    [
        ("male", 2, "general", 1.05),  # IOM 2005
        ("female", 10, "general", 0.95),  # IOM 2005
        ("male", 15, "general", 0.85),  # IOM 2005
        ("female", 25, "pregnancy", 1.1),  # IOM 2005
        ("female", 25, "lactation", 1.3),  # IOM 2005
    ],
)
def test_protein_per_kg_of_other_people(sex: str, age: int, stage: str, per_kg: float) -> None:
    """The published factor times the weight."""
    target = chosen("protein", sex, age, stage, weight=50).target
    assert target is not None
    assert target.value == pytest.approx(per_kg * 50)


def test_protein_of_the_reference_body_says_so() -> None:
    """Without a weight there is a target, and no average requirement."""
    found = chosen("protein", "female", 52)
    assert found.target is not None
    assert (found.target.value, found.target.derived) == (46, "")
    assert found.target.note == (
        "for the reference body of the age group (57 kg for a woman, 70 kg for a man); "
        "the value per kg says more once a body weight is known"
    )
    assert found.why_no_average == (
        "The average requirement for protein is per kg of body weight, and no weight is known."
    )


@pytest.mark.parametrize(
    ("age", "stage", "target", "upper", "band"),
    [(52, "pregnancy", "1000 mg", "2500 mg", "31 to 50"), (13, "lactation", "1300 mg", "3000 mg", "14 to 18")],
)
def test_a_stage_without_a_value_names_the_nearest(age: int, stage: str, target: str, upper: str, band: str) -> None:
    """Nothing is borrowed from another age."""
    found = chosen("calcium", "female", age, stage)
    assert (found.target, found.upper, found.average) == (None, None, None)
    assert found.why == (
        f"NAM has no reference intake for calcium at age {age} in {stage}; "
        f"the nearest is {target} (RDA, {band} years in {stage})."
    )
    assert found.why_no_upper == (
        f"NAM has no upper level for calcium at age {age} in {stage}; "
        f"the nearest is {upper} (UL, {band} years in {stage})."
    )


def test_the_nearest_may_be_of_another_stage() -> None:
    """An authority without values for lactation; open age bands read as such."""
    adults = value("RDA", 950)._replace(first_month=25 * 12, last_month=None)
    found = pick([adults], make_profile("f", 30, None, "lactation"), "calcium")
    assert found.why.startswith(
        "NAM has no reference intake for calcium at age 30 in lactation; "
        "the nearest is 950 mg (RDA, 25 years and over)."
    )


def test_without_any_row() -> None:
    """Still a sentence."""
    found = pick([], make_profile(), "zinc")
    assert found.why == "No reference intake for zinc is in the table."
    assert found.why_no_upper == "No upper level for zinc is in the table."


def value(kind: str, amount: float | None, **changes: object) -> ReferenceValue:
    """A row for calcium, any sex, from 19 years, not pregnant."""
    row = ReferenceValue(
        authority="NAM",
        nutrient="calcium",
        kind=kind,
        value=amount,
        unit="mg",
        basis="per day",
        sex="any",
        plus=0.0,
        first_month=19 * 12,
        last_month=70 * 12 + 11,
        stage="general",
        first_part=None,
        last_part=None,
        phytate="any",
        edition="2011",
        citation="a report",
        checked="two sources",
        counts="total",
        note="",
    )
    return row._replace(**changes)  # type: ignore[arg-type]


def target_of(rows: list[ReferenceValue], own: list[ReferenceValue] | None = None, weight: float | None = None) -> str:
    """The target that a woman of 40 is given: kind, value, note."""
    target = pick(rows, make_profile(weight=weight), "calcium", own or []).target
    return "" if target is None else f"{target.kind} {target.value:g} {target.note}".strip()


def test_of_several_rows_the_better_kind_and_the_closer_group_win() -> None:
    """Whatever their order in the file."""
    comparison, adequate, allowance = value("comparison", 1), value("AI", 2), value("RDA", 3)
    women, mothers = value("RDA", 4, sex="female"), value("RDA", 5, stage="any")
    for rows in ([comparison, adequate, allowance, mothers, women], [women, mothers, allowance, adequate, comparison]):
        assert target_of(rows) == "RDA 4"
        assert target_of([row for row in rows if row.sex == "any"]) == "RDA 3"
        assert target_of([row for row in rows if row.kind != "RDA"]) == "AI 2"
    assert target_of([comparison]) == "comparison 1"


def test_own_values_come_first_and_say_what_they_replace() -> None:
    """Even a lesser kind; what is not given stays."""
    own = [value("AI", 1500, authority="clinic", note="after bariatric surgery")]
    found = pick(NAM, make_profile("f", 52), "calcium", own)
    assert found.target is not None
    assert found.target.authority == "clinic"
    assert found.target.value == 1500
    assert found.target.note == "after bariatric surgery; own value in place of 1200 mg (NAM RDA)"
    assert found.upper == chosen("calcium", "female", 52).upper
    assert pick(NAM, make_profile("f", 52), "zinc", own) == chosen("zinc", "female", 52)


def test_own_values_where_nothing_stands_or_nothing_fits() -> None:
    """Replacing a level of no authority, filling a hole, and being for somebody else."""
    own = [value("target", 1500, authority="clinic")]
    assert target_of([value("comparison", 30, authority="none")], own) == (
        "target 1500 own value in place of 30 mg (comparison)"
    )
    assert target_of([], own) == "target 1500 own value"
    assert target_of([value("RDA", 1000)], [value("target", 1500, sex="male")]) == "RDA 1000"


def test_an_own_value_per_kg_needs_a_weight_and_says_so() -> None:
    """It is never dropped without a word."""
    own = [value("target", 20, basis="per kg body weight per day")]
    assert target_of([value("RDA", 1000)], own) == (
        "RDA 1000 the own value is per kg of body weight, and no weight is known"
    )
    assert target_of([value("RDA", 1000)], own, weight=60) == "target 1200 own value in place of 1000 mg (NAM RDA)"


def test_an_own_file_may_take_a_level_away() -> None:
    """With its reason."""
    own = [value("UL", None, authority="clinic", note="supervised.")]
    found = pick(NAM, make_profile(), "calcium", own)
    assert (found.upper, found.why_no_upper) == (None, "clinic sets no upper level for calcium: supervised.")


def test_the_table_survives_the_database() -> None:
    """Text, numbers and nothing else, in the order of the columns."""
    connection = sqlite3.connect(":memory:")
    build(connection, TARGETS)
    authorities = connection.execute("SELECT * FROM authority").fetchall()
    values = connection.execute("SELECT * FROM reference ORDER BY rowid").fetchall()
    outdated = connection.execute("SELECT * FROM outdated").fetchall()
    connection.close()
    assert TargetTable.from_rows(authorities, values, outdated) == TABLE


def test_no_yaml_to_choose_references() -> None:
    """Reading the compiled rows imports neither PyYAML nor a dataframe library."""
    code = "import sys, bonecheck.references; print(sorted({'yaml', 'pandas', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == []


KNOWN = f"known: {', '.join(NAMES[:12])} and 1 more"


@pytest.mark.parametrize("name", ["NAM", "nam", " Nam "])
def test_authorities_are_known_by_their_key(name: str) -> None:
    """In any case."""
    assert authority_of(TABLE.authorities, name).key == "NAM"


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("xyz", "unknown authority 'xyz'", KNOWN),
        ("nams", "unknown authority 'nams'", "did you mean 'NAM'?"),
        ("", "unknown authority ''", KNOWN),
        ("none", "unknown authority 'none'", KNOWN),
    ],
)
def test_unknown_authorities(name: str, message: str, hint: str) -> None:
    """One line, and what to try."""
    with pytest.raises(OptionError) as caught:
        authority_of(TABLE.authorities, name)
    assert (str(caught.value), caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("name", "key"), [("who", "WHO/FAO"), ("bhof", "NOF/BHOF"), ("iof", "IOF"), ("ESCEO", "ESCEO"), ("efsa", "EFSA")]
)
def test_a_part_of_a_key_is_enough(name: str, key: str) -> None:
    """Unless it is a key of its own."""
    assert authority_of(TABLE.authorities, name).key == key


# Read in the reports or in a second publication of them, beside the table that targets.yaml is made from.
OTHERS = [
    # authority, nutrient, person, kind and value of the target, average requirement, upper level
    ("efsa", "calcium", {"age": 52}, "PRI", 950, 750, 2500),  # EFSA 2015, 2012
    ("efsa", "calcium", {"age": "9m"}, "AI", 280, None, None),  # EFSA 2015: 7 to 11 months
    ("efsa", "magnesium", {"age": 40, "sex": "m"}, "AI", 350, None, 250),  # EFSA 2015: no average requirement
    ("efsa", "zinc", {"age": 52}, "PRI", 9.3, 7.6, 25),  # EFSA 2014 at 600 mg of phytate, the default
    ("efsa", "zinc", {"age": 52, "phytate": "1200"}, "PRI", 12.7, 10.2, 25),
    ("efsa", "zinc", {"age": 30, "life_stage": "lactation", "phytate": "300"}, "PRI", 10.4, 8.6, 25),  # 7.5 + 2.9
    ("nnr", "zinc", {"age": 30}, "RI", 9.7, None, 25),
    ("uk", "calcium", {"age": 30, "life_stage": "lactation"}, "RNI", 1250, None, None),  # 700 + 550
    ("uk", "vitamin_d", {"age": 30, "life_stage": "pregnancy"}, "RNI", 10, None, None),  # SACN 2016
    ("who", "calcium", {"age": 48}, "RNI", 1000, None, None),
    ("who", "calcium", {"age": 48, "life_stage": "postmenopause"}, "RNI", 1300, None, None),  # FAO/WHO 2004
    ("who", "zinc", {"age": 30, "life_stage": "trimester 3"}, "RNI", 10, None, None),  # moderate bioavailability
    ("who", "zinc", {"age": 30, "life_stage": "lactation 4"}, "RNI", 8.8, None, None),  # 3 to 6 months
    ("fda", "potassium", {"age": 52}, "DV", 4700, None, None),  # 21 CFR 101.9
    ("nam", "zinc", {"age": "8 months"}, "RDA", 3, 2.5, 5),  # IOM 2001: 7 to 12 months
]


@pytest.mark.parametrize(("authority", "nutrient", "person", "kind", "target", "average", "upper"), OTHERS)
def test_values_of_other_authorities(
    authority: str,
    nutrient: str,
    person: dict[str, str | float],
    kind: str,
    target: float,
    average: float | None,
    upper: float | None,
) -> None:
    """Stages, months, phytate and trimesters."""
    found = of(authority, nutrient, **person)
    assert found.target is not None
    assert (found.target.kind, found.target.value) == (kind, target)
    assert (found.average.value if found.average else None) == average
    assert (found.upper.value if found.upper else None) == upper


@pytest.mark.parametrize(
    ("stage", "target", "derived"),
    [
        ("general", 49.8, "0.83 g/kg × 60 kg"),
        ("trimester 1", 50.8, "0.83 g/kg × 60 kg + 1 g"),
        ("trimester 2", 58.8, "0.83 g/kg × 60 kg + 9 g"),
        ("trimester 3", 77.8, "0.83 g/kg × 60 kg + 28 g"),
        ("lactation 2", 68.8, "0.83 g/kg × 60 kg + 19 g"),
        ("lactation 8", 62.8, "0.83 g/kg × 60 kg + 13 g"),
    ],
)
def test_increments_are_added_to_the_base(stage: str, target: float, derived: str) -> None:
    """EFSA 2012: 0.83 g/kg, and 1, 9 and 28 g in the trimesters, 19 and 13 g after birth."""
    found = of("efsa", "protein", age=30, weight=60, life_stage=stage).target
    assert found is not None
    assert (found.value, found.derived) == (pytest.approx(target), derived)


def test_a_trimester_that_matters_is_asked_for() -> None:
    """Never assumed."""
    assert of("efsa", "protein", age=30, weight=60, life_stage="pregnancy").why == (
        "EFSA sets the reference intake for protein by the trimester of pregnancy; try --life-stage 'trimester 2'."
    )


def test_an_addition_comes_before_its_authority() -> None:
    """For what it speaks of, and says what it takes the place of."""
    protein = of("nam+prot-age", "protein", age=70, weight=60).target
    assert protein is not None
    assert (protein.authority, protein.kind, protein.value, protein.own) == ("PROT-AGE", "guidance", 60, False)
    assert protein.replaces == "48 g (NAM RDA)"
    assert protein.note.endswith("; guidance in place of 48 g (NAM RDA)")
    assert of("nam+prot-age", "protein", age=60, weight=60) == of("nam", "protein", age=60, weight=60)
    assert of("nam+prot-age", "zinc", age=70) == of("nam", "zinc", age=70)


def test_a_value_that_was_replaced_is_pointed_out() -> None:
    """Whoever sets it; by a row of the data."""
    remark = (
        "4700 mg was NAM's AI of 2005, replaced in 2019 by 2600 mg for women and 3400 mg for men; labels still use it"
    )
    label = of("fda", "potassium", age=52).target
    assert label is not None
    assert label.outdated == remark
    own = value("target", 4700, nutrient="potassium", authority="clinic")
    found = select(Layers(rows=NAM, own=(own,), outdated=TABLE.outdated), make_profile(), "potassium").target
    assert found is not None
    assert (found.own, found.outdated) == (True, remark)


def test_daily_values_of_labels_are_those_of_the_table() -> None:
    """What 100 % DV stands for is FDA's value in data/targets.yaml, for whom it holds from 4 years on."""
    _, chosen = targets_of(make_profile(age=30), "FDA")
    values = {key: each.daily_value for key, each in BY_KEY.items() if each.daily_value is not None}
    targets = {key: chosen[key].target for key in values}
    assert values == {key: target.value for key, target in targets.items() if target}
