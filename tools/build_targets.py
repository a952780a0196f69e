"""Write data/targets.yaml from the table of published reference intakes.

    python tools/build_targets.py [--shared ../shared] [--out data/targets.yaml]

Reads references/reference_intakes.csv and takes every NAM row that reaches the age of one year, plus the comparison
level for vitamin K2, which no authority sets. A second run changes nothing. Run by a maintainer, never at run time.
"""

from __future__ import annotations

import argparse
import csv
import io
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AUTHORITY = "NAM"
FIRST_AGE = 1.0
LINE_WIDTH = 118
NUTRIENTS = ("calcium", "vitamin D", "magnesium", "vitamin K", "zinc", "potassium", "protein")
KINDS = ("EAR", "RDA", "AI", "UL")
PER_DAY = "per day"
PER_KG = "per kg body weight per day"

HEADER = """\
# The reference intakes that bonecheck holds a day against. Written by tools/build_targets.py: change that, not this.
#
# Grammar
#   authorities  one entry per authority: its key, then name (and note, if any).
#   values       blocks; a block is what its rows share, and a row may set any field anew:
#     authority  a key of authorities; none marks a level that no authority sets and that is shown beside each of them
#     nutrient   calcium, vitamin_d, magnesium, vitamin_k2, zinc, potassium, protein
#     kind       the authority's own word: EAR average requirement, RDA recommended allowance, AI adequate intake,
#                UL upper level; comparison: a level to compare with, no requirement; target: somebody's own value
#     unit       mg, µg or g, as the nutrient is counted
#     basis      per day | per kg body weight per day
#     counts     which intake is held against it: total (the default) | supplements
#     edition, citation, checked (against how many sources), note
#     rows       sex (any, female, male), age [first, last] in completed years (null: no last), stage (any, general,
#                pregnancy, lactation), value. "none" means that none is set, never zero; the note then says why.
#                Left out, sex, age and stage mean everybody.
#   The loader refuses a value without unit, kind, basis, edition and citation, and any key it does not know.
#
# Source   Dietary Reference Intakes (National Academies, formerly Institute of Medicine), US and Canada; editions
#          1997 to 2019 as each block says. Its group "> 70 y" stands here as 71 and over. Ages begin at 1 year.
# Left out NAM's AI for vitamin K (1 to 18 y 30 to 75 µg, women 90, men 120): it counts phylloquinone and menaquinones
#          together and was set from diets of mostly phylloquinone, so it says nothing about K2 alone.
# Licence  Numbers are facts; the wording is ours and under the project's licence (MIT).
# Date     November 2026.
"""

# The table's short source name → edition's citation. DOIs are those of the National Academies Press.
CITATIONS = {
    "IOM 1997 DRIs for Calcium, Phosphorus, Magnesium, Vitamin D and Fluoride": (
        "Institute of Medicine. Dietary Reference Intakes for Calcium, Phosphorus, Magnesium, Vitamin D, and Fluoride. "
        "National Academies Press 1997. doi:10.17226/5776"
    ),
    "IOM 2001 DRIs for Vitamin A, Vitamin K ... and Zinc": (
        "Institute of Medicine. Dietary Reference Intakes for Vitamin A, Vitamin K, Arsenic, Boron, Chromium, Copper, "
        "Iodine, Iron, Manganese, Molybdenum, Nickel, Silicon, Vanadium, and Zinc. "
        "National Academies Press 2001. doi:10.17226/10026"
    ),
    "IOM 2002/2005 DRIs for Energy ... Protein and Amino Acids": (
        "Institute of Medicine. Dietary Reference Intakes for Energy, Carbohydrate, Fiber, Fat, Fatty Acids, "
        "Cholesterol, Protein, and Amino Acids. National Academies Press 2005. doi:10.17226/10490"
    ),
    "IOM 2011 DRIs for Calcium and Vitamin D": (
        "Institute of Medicine. Dietary Reference Intakes for Calcium and Vitamin D. "
        "National Academies Press 2011. doi:10.17226/13050"
    ),
    "NASEM 2019 DRIs for Sodium and Potassium": (
        "National Academies of Sciences, Engineering, and Medicine. Dietary Reference Intakes for Sodium and "
        "Potassium. National Academies Press 2019. doi:10.17226/25353"
    ),
}

ZINC_NOTE = "for a mixed North American diet; on a vegetarian one up to half as much again may be needed"
SUN_NOTE = "assumes minimal sun"
NOTES = {
    (
        "magnesium",
        "UL",
        PER_DAY,
    ): "of magnesium in supplements and medicines alone; that in food and water never counts",
    ("zinc", "EAR", PER_DAY): ZINC_NOTE,
    ("zinc", "RDA", PER_DAY): ZINC_NOTE,
    ("vitamin D", "EAR", PER_DAY): SUN_NOTE,
    ("vitamin D", "RDA", PER_DAY): SUN_NOTE,
    ("potassium", "AI", PER_DAY): "2019 revision, in place of 4700 mg (2005)",
    ("potassium", "UL", PER_DAY): "no harm specific to a high intake was found to set one by",
    ("vitamin K", "UL", PER_DAY): "its report gives none for vitamin K in any form",
    ("protein", "UL", PER_DAY): "its report gives none",
    ("protein", "RDA", PER_DAY): (
        "for the reference body of the age group (57 kg for a woman, 70 kg for a man); "
        "the value per kg says more once a body weight is known"
    ),
}
COUNTS = {("magnesium", "UL"): "supplements"}

AUTHORITIES = """
authorities:
  NAM:
    name: NAM reference intakes (US and Canada)
    note: National Academies of Sciences, Engineering, and Medicine, formerly the Institute of Medicine

values:
"""

# Gast 2009 is the one large cohort whose abstract gives a mean menaquinone intake; 29.1 is shown as 30.
K2_COMPARISON = """\
- authority: none
  nutrient: vitamin_k2
  kind: comparison
  unit: µg
  basis: per day
  edition: "2009"
  citation: >-
    Gast GCM et al. A high menaquinone intake reduces the incidence of coronary heart disease.
    Nutr Metab Cardiovasc Dis 2009;19:504-510. doi:10.1016/j.numecd.2008.10.004
  checked: one source
  note: >-
    No official requirement for vitamin K2 exists. 30 µg is about the mean intake of 16,057 women aged 49 to 70
    (29.1 ± 12.8 µg/day, Gast 2009): ordinary where cheese is eaten, not a requirement, of no proven benefit for bone.
  rows:
  - {sex: any,    age: [1, 18],    stage: any,       value: none, note: "the comparison level is an intake of adults"}
  - {sex: any,    age: [19, null], stage: any,       value: 30}
"""

Row = dict[str, str]
BlockKey = tuple[str, str, str]


def read_rows(shared: Path) -> list[Row]:
    """NAM's rows for the seven nutrients from the age of one year, without its AI for total vitamin K."""
    path = shared / "references" / "reference_intakes.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if _wanted(row)]


def _wanted(row: Row) -> bool:
    reaches_first_age = not row["age_max_years"] or float(row["age_max_years"]) > FIRST_AGE
    is_total_vitamin_k = row["nutrient"] == "vitamin K" and bool(row["value"])
    known = row["authority"] == AUTHORITY and row["nutrient"] in NUTRIENTS
    return known and reaches_first_age and not is_total_vitamin_k


def render(rows: Iterable[Row]) -> str:
    """The whole of targets.yaml: header, authorities, one block per nutrient, kind and basis."""
    blocks: dict[BlockKey, list[Row]] = {}
    for row in rows:
        blocks.setdefault((row["nutrient"], row["kind"], row["basis"]), []).append(row)
    out = io.StringIO()
    out.write(HEADER + AUTHORITIES)
    for key in sorted(blocks, key=_block_order):
        out.writelines(f"{line}\n" for line in _block(key, blocks[key]))
    out.write(K2_COMPARISON)
    return out.getvalue()


def _block_order(key: BlockKey) -> tuple[int, int, int]:
    nutrient, kind, basis = key
    return NUTRIENTS.index(nutrient), KINDS.index(kind), (PER_DAY, PER_KG).index(basis)


def _block(key: BlockKey, rows: list[Row]) -> Iterator[str]:
    nutrient, kind, basis = key
    first = rows[0]
    yield f"- authority: {AUTHORITY}"
    yield f"  nutrient: {'vitamin_k2' if nutrient == 'vitamin K' else nutrient.replace(' ', '_').lower()}"
    yield f"  kind: {kind}"
    yield f"  unit: {first['unit'].replace('ug', 'µg')}"
    yield f"  basis: {basis}"
    if (nutrient, kind) in COUNTS:
        yield f"  counts: {COUNTS[nutrient, kind]}"
    yield f'  edition: "{first["edition_year"]}"'
    yield from _folded("citation", CITATIONS[first["source"]])
    yield f"  checked: {first['checked']}"
    if key in NOTES:
        yield from _folded("note", NOTES[key])
    yield "  rows:"
    yield from (_line(row, first["checked"]) for row in rows)
    yield ""


def _line(row: Row, checked: str) -> str:
    # Such a row stands for everybody: the table has none of its own for pregnancy and lactation.
    stage = row["life_stage"] if row["value"] else "any"
    first = max(FIRST_AGE, float(row["age_min_years"]))
    last = f"{float(row['age_max_years']):g}" if row["age_max_years"] else "null"
    sex, age, stage = f"sex: {row['sex']},", f"age: [{first:g}, {last}],", f"stage: {stage},"
    value = f"{float(row['value']):g}" if row["value"] else "none"
    extra = "" if row["checked"] == checked else f", checked: {row['checked']}"
    return f"  - {{{sex:12} {age:16} {stage:17} value: {value}{extra}}}"


def _folded(key: str, text: str) -> Iterator[str]:
    yield f"  {key}: >-"
    yield from textwrap.wrap(text, width=LINE_WIDTH, initial_indent="    ", subsequent_indent="    ")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file that the command line names."""
    parser = argparse.ArgumentParser(description="Write data/targets.yaml from the published reference intakes.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the published tables")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "targets.yaml", help="file to write")
    options = parser.parse_args(arguments)
    options.out.write_text(render(read_rows(options.shared)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
