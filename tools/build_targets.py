"""Write data/targets.yaml from the table of published reference intakes.

    python tools/build_targets.py [--shared ../shared] [--out data/targets.yaml]

Reads references/reference_intakes.csv and takes every row, but for those that LEFT_OUT gives a reason for, plus the
comparison level for vitamin K2, which no authority sets. What the table says in a note and the program must act on
(phytate, trimesters, an increment's base) becomes a field of the row. A second run changes nothing.
Run by a maintainer, never at run time.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from target_words import (
    AUTHORITIES,
    CITATIONS,
    COUNTS,
    HEADER,
    K2_COMPARISON,
    NOTES,
    NUTRIENTS,
    OUTDATED,
    PER_DAY_NOTES,
    ROW_NOTES,
)

ROOT = Path(__file__).resolve().parent.parent
LINE_WIDTH = 118
PER_DAY = "per day"
PER_KG = "per kg body weight per day"
ADDED = "per day, added to the per-kg value"
# The table's words for kinds that are several rows of one thing.
KIND_WORDS = {"guidance_low": "guidance", "guideline_min": "guideline"}
KINDS = (
    "EAR", "AR", "RDA", "PRI", "RI", "RNI", "AI", "DV", "guideline", "guidance", "guidance_high", "LRNI", "UL"
)  # fmt: skip

Row = dict[str, str]


class Group(NamedTuple):
    """Whom and which diet a row is for, as a row of targets.yaml writes it."""

    sex: str
    age: str
    stage: str
    part: str
    phytate: str


class Made(NamedTuple):
    """A row of targets.yaml in the making: the block it belongs to, and its own fields."""

    authority: str
    nutrient: str
    kind: str
    basis: str
    unit: str
    edition: str
    source: str
    group: Group
    value: str
    plus: str
    checked: str
    note: str


def _total_vitamin_k(row: Row) -> bool:
    return row["nutrient"] == "vitamin K" and bool(row["value"])


def _japan(row: Row) -> bool:
    return row["authority"] == "Japan"


# Rows of the table that do not go into the file, with the reason.
LEFT_OUT: tuple[tuple[Callable[[Row], bool], str], ...] = (
    (
        _total_vitamin_k,
        (
            "Values for vitamin K: they count phylloquinone alone (EFSA, NNR) or with menaquinones (NAM AI, FDA DV, "
            "WHO/FAO RNI), set from diets of mostly phylloquinone, so they say nothing about K2 alone."
        ),
    ),
    (
        _japan,
        (
            "Japan: the 2015 edition was replaced in 2020 and 2025; of the newer ones no value was at hand, and of 2015 "
            "only four nutrients from 30 years, each from one source."
        ),
    ),
)


def left_out(row: Row) -> str:
    """Why a row of the table does not go into the file; empty when it does."""
    return next((reason for is_one, reason in LEFT_OUT if is_one(row)), "")


# What a note says about the diet or the part of a life stage → phytate, and part [first, last].
PHYTATE = re.compile(r"phytate intake \(LPI\) (\d+) mg")
BIOAVAILABILITY = {"high": "300", "moderate": "600 900", "low": "1200"}
PARTS = (
    (r"1st trimester", "[1, 1]"),
    (r"2nd trimester", "[2, 2]"),
    (r"(3rd|third) trimester", "[3, 3]"),
    (r"0-6 months post partum", "[0, 5]"),
    (r">6 months post partum", "[6, 36]"),
    (r"0-3 months", "[0, 2]"),
    (r"3-6 months", "[3, 5]"),
    (r"6-12 months", "[6, 11]"),
    (r"first 4 months", "[0, 3]"),
)
# Groups that the table has by age and the source by the stage: younger women after menopause.
AFTER_MENOPAUSE = "ESCEO consensus, postmenopausal|MENOPAUSAL"


def read_table(shared: Path) -> list[Row]:
    """The published table."""
    path = shared / "references" / "reference_intakes.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def made(table: Sequence[Row]) -> list[Made]:
    """The rows of targets.yaml: those of the table that are not left out, and those that it implies."""
    rows = [row for row in table if not left_out(row)]
    return [each for row in rows for each in _made(row, rows)]


def _made(row: Row, rows: Sequence[Row]) -> Iterator[Made]:
    value, plus = row["value"], ""
    if row["basis"] == ADDED:
        value, plus = _base(row, rows), f"{float(row['value']):g}"
    kind = KIND_WORDS.get(row["kind"], row["kind"])
    one = Made(
        authority=row["authority"],
        nutrient=row["nutrient"],
        kind=kind,
        basis=PER_KG if plus else row["basis"],
        unit=row["unit"].replace("ug", "µg"),
        edition=row["edition_year"],
        source=row["source"],
        group=_group(row),
        value=f"{float(value):g}" if value else "none",
        plus=plus,
        checked=row["checked"],
        note=next((ours for words, ours in ROW_NOTES.items() if words in row["note"]), ""),
    )
    yield one
    if re.search(AFTER_MENOPAUSE, row["source"] + row["note"]):
        yield one._replace(group=one.group._replace(age="age: [19, 50]", stage="postmenopause"))


def _base(row: Row, rows: Sequence[Row]) -> str:
    """The value per kg that an increment is added to: that of the adults of its kind."""
    same = ("authority", "nutrient", "kind")
    return next(
        each["value"]
        for each in rows
        if each["basis"] == PER_KG
        and each["life_stage"] == "general"
        and each["age_min_years"] == row["age_min_years"]
        and all(each[key] == row[key] for key in same)
    )


def _group(row: Row) -> Group:
    note = row["note"]
    phytate = PHYTATE.search(note)
    diet = re.search(r"(\w+) bioavailability", note)
    part = next((part for words, part in PARTS if row["life_stage"] != "general" and re.search(words, note)), "")
    # A row without a value stands for everybody: the table has none of its own for pregnancy and lactation.
    everybody = not row["value"] or "includes pregnancy, lactation" in note
    return Group(
        sex=row["sex"],
        age=_age(row),
        stage="any" if everybody else row["life_stage"],
        part=part,
        phytate=phytate[1] if phytate else BIOAVAILABILITY[diet[1]] if diet else "",
    )


def _age(row: Row) -> str:
    """An age of the table: years as they stand, and months where it divides a year or ends before the first birthday."""
    first, last = float(row["age_min_years"]), float(row["age_max_years"] or "inf")
    if last <= 1 or (last < 2.5 and (last % 1 or first % 1)):
        return f"months: [{round(12 * first)}, {round(12 * last) - 1}]"
    return f"age: [{first:g}, {'null' if last == float('inf') else f'{last:g}'}]"


def render(table: Sequence[Row]) -> str:
    """The whole of targets.yaml: header, authorities, outdated values, and blocks of what rows share."""
    blocks: dict[tuple[str, ...], list[Made]] = {}
    for row in made(table):
        blocks.setdefault(row[:7], []).append(row)
    out = io.StringIO()
    out.write(HEADER % "\n".join(_reasons()))
    out.writelines(f"{line}\n" for line in _front())
    for key in sorted(blocks, key=lambda key: _rank(blocks[key][0])):
        out.writelines(f"{line}\n" for line in _block(blocks[key]))
    out.write(K2_COMPARISON)
    return out.getvalue()


def _reasons() -> Iterator[str]:
    for number, (_, reason) in enumerate(LEFT_OUT):
        first = "# Left out " if not number else "#          "
        yield from textwrap.wrap(reason, LINE_WIDTH, initial_indent=first, subsequent_indent="#          ")


def _front() -> Iterator[str]:
    yield "\nauthorities:"
    for key, (name, note) in AUTHORITIES.items():
        yield from (f"  {key}:", f"    name: {name}", f"    note: {json.dumps(note, ensure_ascii=False)}")
    yield "\noutdated:"
    for nutrient, value, unit, note in OUTDATED:
        yield from (f"- nutrient: {nutrient}", f"  value: {value}", f"  unit: {unit}", f"  note: {note}")
    yield "\nvalues:"


def _rank(row: Made) -> tuple[int, int, int, int, str]:
    return (
        list(AUTHORITIES).index(row.authority),
        NUTRIENTS.index(row.nutrient),
        KINDS.index(row.kind),
        (PER_DAY, PER_KG).index(row.basis),
        row.edition,
    )


def _block(rows: Sequence[Made]) -> Iterator[str]:
    first = rows[0]
    key = (first.authority, first.nutrient, first.kind)
    yield f"- authority: {first.authority}"
    yield f"  nutrient: {'vitamin_k2' if first.nutrient == 'vitamin K' else first.nutrient.replace(' ', '_').lower()}"
    yield f"  kind: {first.kind}"
    yield f"  unit: {first.unit}"
    yield f"  basis: {first.basis}"
    if key[1:] in COUNTS:
        yield f"  counts: {COUNTS[key[1:]]}"
    yield f'  edition: "{first.edition}"'
    yield from _folded("citation", CITATIONS[first.source])
    yield f"  checked: {first.checked}"
    note = NOTES.get(key) or (PER_DAY_NOTES.get(key) if first.basis == PER_DAY else None)
    if note:
        yield from _folded("note", note)
    yield "  rows:"
    yield from (_line(row, first.checked) for row in rows)
    yield ""


def _line(row: Made, checked: str) -> str:
    group = row.group
    fields = [f"{f'sex: {group.sex},':12}", f"{group.age + ',':16}", f"{f'stage: {group.stage},':17}"]
    fields += [f"part: {group.part},"] if group.part else []
    fields += [f'phytate: "{group.phytate}",'] if group.phytate else []
    fields += [f"value: {row.value}"]
    extra = [f"plus: {row.plus}"] if row.plus else []
    extra += [f"checked: {row.checked}"] if row.checked != checked else []
    extra += [f"note: {json.dumps(row.note, ensure_ascii=False)}"] if row.note else []
    return f"  - {{{', '.join([' '.join(fields), *extra])}}}"


def _folded(key: str, text: str) -> Iterator[str]:
    yield f"  {key}: >-"
    yield from textwrap.wrap(text, width=LINE_WIDTH, initial_indent="    ", subsequent_indent="    ")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file that the command line names."""
    parser = argparse.ArgumentParser(description="Write data/targets.yaml from the published reference intakes.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the published tables")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "targets.yaml", help="file to write")
    options = parser.parse_args(arguments)
    options.out.write_text(render(read_table(options.shared)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
