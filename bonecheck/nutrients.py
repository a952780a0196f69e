"""The seven nutrients bonecheck counts. No other module names one.

A newcomer adds a nutrient here, as a column of data/foods.csv and as rows of data/targets.yaml.
"""

from collections.abc import Mapping
from typing import NamedTuple

from bonecheck.units import VITAMIN_D_IU_PER_UG


class Nutrient(NamedTuple):
    """One nutrient: how it is keyed, shown, measured and written on a supplement's label.

    ``tagname`` is the INFOODS component identifier; ``decimals`` is what reports print. ``range_columns`` hold the
    lowest and highest value where sources differ so much that one value alone would mislead.
    ``export_names`` are what the columns of other tools call it, folded, in the languages that they write.
    ``daily_value`` is what 100 % DV of a US label stands for (21 CFR 101.9(c)(8)(iv), 2016), ``nrv`` what 100 % of an EU
    label does (Regulation (EU) 1169/2011, Annex XIII, part A); None where a percentage cannot be turned into an amount:
    that of protein is corrected for quality in the US and no NRV in the EU, and those of vitamin K count K1.
    ``iu_per_unit`` is how many international units one unit is, where they are defined.

    ``compounds`` are its salts and chelates in supplements with the nutrient's share of their weight, by the molar masses
    (IUPAC standard atomic weights 2021) of the form that pharmacopoeias describe; NIH ODS fact sheets round them to 40 %
    for calcium carbonate, 21 % for calcium citrate, 23 % for zinc sulfate. A compound's figure up to ``elemental_up_to``
    is that of the nutrient, from ``compound_from`` on that of the compound: no label gives as much of the nutrient in
    one dose. US labels keep potassium to 99 mg a dose, and give 595 mg of its gluconate for that.
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
    daily_value: float | None = None
    nrv: float | None = None
    iu_per_unit: float | None = None
    compounds: Mapping[str, float] = {}
    elemental_up_to: float = 0.0
    compound_from: float | None = None


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
        daily_value=1300,
        nrv=800,
        compounds={"carbonate": 0.4004, "citrate": 0.2107},
        compound_from=1250,
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
        daily_value=20,
        nrv=5,
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
        daily_value=420,
        nrv=375,
        compounds={"oxide": 0.6030, "citrate": 0.1616, "glycinate": 0.1410, "bisglycinate": 0.1410},
        elemental_up_to=100,
        compound_from=1000,
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
            | {"vitamin k2 mk7", "vitamin k2 mk4", "k2 mk7", "k2 mk4"}
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
        daily_value=11,
        nrv=10,
        compounds={"sulfate": 0.2274, "sulphate": 0.2274, "gluconate": 0.1435, "picolinate": 0.2112},
        elemental_up_to=50,
        compound_from=150,
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
        daily_value=4700,
        nrv=2000,
        compounds={"chloride": 0.5244, "gluconate": 0.1669, "citrate": 0.3615},
        elemental_up_to=99,
        compound_from=500,
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


# What people write short where several stand side by side: "cal/mag/zinc".
SHORT_NAMES: dict[str, str] = {
    **dict.fromkeys(("cal", "calc", "ca"), "calcium"),
    **dict.fromkeys(("mag", "mg"), "magnesium"),
    "zn": "zinc",
    **dict.fromkeys(("d", "d3", "vit d", "vit d3"), "vitamin D"),
    **dict.fromkeys(("k2", "vit k2"), "vitamin K2"),
}
