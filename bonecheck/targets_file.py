"""A targets file → rows: the grammar of data/targets.yaml, and what it is refused for, with file and line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from bonecheck.errors import did_you_mean
from bonecheck.model import PHYTATES, LifeStage, Sex
from bonecheck.nutrients import BY_KEY
from bonecheck.references import (
    AUTHORITY_COLUMNS,
    BASES,
    COUNTS,
    EVERY,
    KINDS,
    NO_AUTHORITY,
    NONE_SET,
    OUTDATED_COLUMNS,
    VALUE_COLUMNS,
    Authority,
    Outdated,
    ReferenceValue,
    TargetTable,
)
from bonecheck.units import grams_per
from bonecheck.yaml_file import Fields, Located, load

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_ROW_KEYS: Final = (
    "age",
    "months",
    "part",
    *(column for column in VALUE_COLUMNS if not column.startswith(("first_", "last_"))),
)


def build(connection: sqlite3.Connection, path: Path) -> None:
    """Write a targets file into the tables ``authority``, ``reference`` and ``outdated`` of the compiled data.

    Raises DataError, with file and line, when the file is broken.
    """
    read = parse_targets(load(path), str(path))
    tables: tuple[tuple[str, tuple[str, ...], Sequence[tuple[Any, ...]]], ...] = (
        ("authority", AUTHORITY_COLUMNS, read.authorities),
        ("reference", VALUE_COLUMNS, read.rows),
        ("outdated", OUTDATED_COLUMNS, read.outdated),
    )
    for table, columns, rows in tables:
        connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)


def parse_targets(document: Located, file: str) -> TargetTable:
    """A targets file as a table; its grammar stands at the head of data/targets.yaml.

    Without ``authorities``, as in a file of own values, whatever a block names is its authority. Raises DataError, with
    file, line and a suggestion, for a key, nutrient, kind, basis, sex, stage or authority that is not known, a value
    that is no number above zero, and a value without its unit, kind, basis, edition or citation.
    """
    top = Fields(file, document)
    _refuse_unknown(top, ("authorities", "outdated", "values"))
    authorities = tuple(_authorities(top))
    known = [NO_AUTHORITY, *(authority.key for authority in authorities)] if authorities else []
    return TargetTable(authorities=authorities, rows=tuple(_values(top, known)), outdated=tuple(_outdated(top)))


def _authorities(top: Fields) -> Iterator[Authority]:
    if top.get("authorities") is None:
        return
    section = top.section("authorities")
    for key in section.own_keys():
        entry = section.section(key)
        _refuse_unknown(entry, ("name", "note"))
        yield Authority(key=key, name=entry.text("name"), note=entry.text("note", ""))


def _outdated(top: Fields) -> Iterator[Outdated]:
    if top.get("outdated") is None:
        return
    for entry in top.entries("outdated"):
        _refuse_unknown(entry, Outdated._fields)
        nutrient = _word(entry, "nutrient", BY_KEY)
        value = _number(entry)
        if value is None:
            raise entry.error("value", "an outdated value is a number")
        yield Outdated(nutrient=nutrient, value=value, unit=_unit(entry, nutrient), note=entry.text("note"))


def _values(top: Fields, authorities: Sequence[str]) -> Iterator[ReferenceValue]:
    for block in top.entries("values"):
        _refuse_unknown(block, (*_ROW_KEYS, "rows"))
        for row in block.entries("rows"):
            _refuse_unknown(row, _ROW_KEYS)
            yield _value(row, authorities)


def _value(row: Fields, authorities: Sequence[str]) -> ReferenceValue:
    nutrient = _word(row, "nutrient", BY_KEY)
    first_month, last_month = _age_range(row)
    stage = _word(row, "stage", (EVERY, *LifeStage), EVERY)
    first_part, last_part = _part(row)
    return ReferenceValue(
        authority=_word(row, "authority", authorities) if authorities else row.text("authority"),
        nutrient=nutrient,
        kind=_word(row, "kind", KINDS),
        value=_number(row),
        unit=_unit(row, nutrient),
        basis=_word(row, "basis", BASES),
        plus=_plus(row),
        sex=_word(row, "sex", (EVERY, *Sex), EVERY),
        first_month=first_month,
        last_month=last_month,
        stage=stage,
        first_part=first_part,
        last_part=last_part,
        phytate=_phytate(row),
        edition=row.text("edition"),
        citation=row.text("citation"),
        checked=row.text("checked", ""),
        counts=_word(row, "counts", COUNTS, COUNTS[0]),
        note=row.text("note", ""),
    )


def _refuse_unknown(entry: Fields, known: Sequence[str]) -> None:
    for key in entry.own_keys():
        if key not in known:
            raise entry.error(key, f"unknown key {key!r}", did_you_mean(key, known))


def _word(row: Fields, key: str, known: Iterable[str], default: str | None = None) -> str:
    word = row.text(key, default)
    if word not in known:
        raise row.error(key, f"unknown {key} {word!r}", did_you_mean(word, known))
    return word


def _unit(row: Fields, nutrient: str) -> str:
    unit, wanted = row.text("unit"), BY_KEY[nutrient].unit
    if grams_per(unit) != grams_per(wanted):
        message = f"unit {unit!r} does not fit: {BY_KEY[nutrient].label} is counted in {wanted}"
        raise row.error("unit", message, f"convert the value to {wanted}")
    return wanted


def _number(row: Fields) -> float | None:
    value = row.get("value")
    if value == NONE_SET:
        row.text("note")
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        hint = f"write '{NONE_SET}' where none is set, and why in note"
        raise row.error("value", "value is missing" if value is None else "value is not a number above zero", hint)
    return float(value)


def _plus(row: Fields) -> float:
    value = row.get("plus")
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise row.error("plus", "plus is not a number above zero", "the amount per day that is added to the value")
    return float(value)


def _phytate(row: Fields) -> str:
    words = row.text("phytate", EVERY)
    for word in words.split():
        if word not in (EVERY, *PHYTATES):
            raise row.error("phytate", f"unknown phytate {word!r}", did_you_mean(word, (EVERY, *PHYTATES)))
    return words


def _part(row: Fields) -> tuple[int | None, int | None]:
    match row.get("part"):
        case None:
            return None, None
        case [int() as first, int() as last] if 0 <= first <= last:
            return first, last
    raise row.error("part", "part is not [first, last]", "trimesters of a pregnancy, or completed months of lactation")


def _age_range(row: Fields) -> tuple[int, int | None]:
    """The ages of a row in completed months, both included; from ``age`` in years or ``months``."""
    if row.get("months") is not None:
        match row.get("months"):
            case [int() as first, int() as last] if 0 <= first <= last:
                return first, last
        raise row.error("months", "months is not [first, last] in completed months", "for example [7, 11]")
    match row.get("age"):
        case None:
            return 0, None
        case [int() as first, None] if first >= 0:
            return 12 * first, None
        case [int() as first, int() as last] if 0 <= first <= last:
            return 12 * first, 12 * last + 11
    raise row.error("age", "age is not [first, last] in completed years", "for example [19, 30], or [71, null]")
