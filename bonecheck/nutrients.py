"""The seven nutrients bonecheck counts. No other module names one.

A newcomer adds a nutrient here, as a column of data/foods.csv and as rows of data/targets.yaml.
"""

from __future__ import annotations

from typing import NamedTuple

from bonecheck.units import VITAMIN_D_IU_PER_UG


class Nutrient(NamedTuple):
    """One nutrient: how it is keyed, shown, measured and written on a supplement's label.

    ``tagname`` is the INFOODS component identifier; ``decimals`` is what reports print. ``range_columns`` hold the
    lowest and highest value where sources differ so much that one value alone would mislead. ``export_names`` are what
    the columns of other tools call it, folded, in the languages that they write; ``iu_per_unit`` is the international
    units in one of its own, where they are defined for it.
    """

    key: str
    label: str
    symbol: str
    unit: str
    decimals: int
    column: str
    tagname: str
    label_names: frozenset[str]
    export_names: frozenset[str]
    range_columns: tuple[str, str] | None = None
    iu_per_unit: float | None = None


NUTRIENTS: tuple[Nutrient, ...] = (
    Nutrient(
        key="calcium",
        label="calcium",
        symbol="Ca",
        unit="mg",
        decimals=0,
        column="calcium_mg",
        tagname="CA",
        label_names=frozenset({"calcium", "ca"}),
        export_names=frozenset({"calcium", "calc", "kalzium", "calcio"}),
    ),
    Nutrient(
        key="vitamin_d",
        label="vitamin D",
        symbol="D",
        unit="µg",
        decimals=1,
        column="vitamin_d_ug",
        tagname="VITD",
        label_names=frozenset(
            {"vitamin d", "vitamin d2", "vitamin d3", "vit d", "vit d2", "vit d3", "d2", "d3"}
            | {"cholecalciferol", "ergocalciferol"}
        ),
        export_names=frozenset({"vitamin d", "vitd", "vd", "vitamine d", "vitamina d"}),
        iu_per_unit=VITAMIN_D_IU_PER_UG,
    ),
    Nutrient(
        key="magnesium",
        label="magnesium",
        symbol="Mg",
        unit="mg",
        decimals=0,
        column="magnesium_mg",
        tagname="MG",
        label_names=frozenset({"magnesium", "mg"}),
        export_names=frozenset({"magnesium", "magn", "magnésium", "magnesio"}),
    ),
    Nutrient(
        key="vitamin_k2",
        label="vitamin K2",
        symbol="K2",
        unit="µg",
        decimals=1,
        column="vitamin_k2_ug",
        tagname="MK",
        label_names=frozenset(
            {"vitamin k2", "vit k2", "k2", "mk 4", "mk4", "mk 7", "mk7", "mk 9", "mk9"}
            | {"menaquinone", "menaquinone 4", "menaquinone 7", "menatetrenone"}
            | {"vitamin k2 mk 7", "vitamin k2 mk 4", "k2 mk 7", "k2 mk 4"}
        ),
        range_columns=("k2_low", "k2_high"),
        export_names=frozenset({"vitamin k2", "vitamine k2", "vitamina k2"}),
    ),
    Nutrient(
        key="zinc",
        label="zinc",
        symbol="Zn",
        unit="mg",
        decimals=1,
        column="zinc_mg",
        tagname="ZN",
        label_names=frozenset({"zinc", "zn"}),
        export_names=frozenset({"zinc", "zink", "zinco"}),
    ),
    Nutrient(
        key="potassium",
        label="potassium",
        symbol="K",
        unit="mg",
        decimals=0,
        column="potassium_mg",
        tagname="K",
        label_names=frozenset({"potassium"}),
        export_names=frozenset({"potassium", "pota", "kalium", "potasio", "potassio"}),
    ),
    Nutrient(
        key="protein",
        label="protein",
        symbol="P",
        unit="g",
        decimals=0,
        column="protein_g",
        tagname="PROCNT",
        label_names=frozenset({"protein"}),
        export_names=frozenset(
            {"protein", "prot", "proteins", "eiweiss", "proteine", "protéines", "proteínas", "eiwit", "proteïne"}
        ),
    ),
)

BY_KEY: dict[str, Nutrient] = {nutrient.key: nutrient for nutrient in NUTRIENTS}
KEYS: tuple[str, ...] = tuple(BY_KEY)
_BY_EXPORT_NAME: dict[str, Nutrient] = {name: nutrient for nutrient in NUTRIENTS for name in nutrient.export_names}


def by_export_name(name: str) -> Nutrient | None:
    """The nutrient that a column of another tool's export names, folded; None for any other."""
    return _BY_EXPORT_NAME.get(name)
