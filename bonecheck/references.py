"""Person → reference intake per nutrient, out of the rows of data/targets.yaml.

Everything that differs between authorities is a row or a table here, never a branch on an authority's name: KINDS
ranks their words for a target, BASES says how a row becomes an amount per day. A further authority is a block of
targets.yaml; a further basis (an increment, a phytate level) is one function in BASES.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bonecheck.errors import OptionError, did_you_mean
from bonecheck.model import LifeStage, Profile, Reference, References, Sex
from bonecheck.nutrients import BY_KEY
from bonecheck.units import grams_per

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from bonecheck.yaml_file import Fields, Located

DEFAULT_AUTHORITY: Final = "NAM"
# Marks a row that no authority sets and that therefore stands beside each of them.
NO_AUTHORITY: Final = "none"
EVERY: Final = "any"
# What stands in a file where an authority sets no value; never zero.
NONE_SET: Final = "none"
# Which intake is held against a value.
COUNTS: Final = ("total", "supplements")


class Authority(NamedTuple):
    """Who sets reference intakes: the key that rows and the option name, and a name for readers."""

    key: str
    name: str
    note: str = ""


class ReferenceValue(NamedTuple):
    """One row of the table: a value for one group of people, in ``unit`` on its ``basis``.

    ``value`` is None where the authority sets none; ``note`` then says why. Ages are completed years, ``age_max``
    None means no last one; ``sex`` and ``stage`` may be ``any``. All fields are text, numbers or None, so
    that a value is a database row as it stands.
    """

    authority: str
    nutrient: str
    kind: str
    value: float | None
    unit: str
    basis: str
    sex: str
    age_min: float
    age_max: float | None
    stage: str
    edition: str
    citation: str
    checked: str
    counts: str
    note: str

    def fits(self, profile: Profile) -> bool:
        """Whether the row speaks of this person's sex, age and life stage."""
        return (
            self.sex in (EVERY, profile.sex)
            and self.stage in (EVERY, profile.life_stage)
            and self.age_min <= profile.age
            and (self.age_max is None or profile.age <= self.age_max)
        )


AUTHORITY_COLUMNS: Final = Authority._fields
VALUE_COLUMNS: Final = ReferenceValue._fields
_ROW_KEYS: Final = ("age", *(column for column in VALUE_COLUMNS if not column.startswith("age_")))


class TargetTable(NamedTuple):
    """A targets file as read: who sets reference intakes, and the values they set."""

    authorities: tuple[Authority, ...]
    rows: tuple[ReferenceValue, ...]

    def of(self, authority: str) -> tuple[ReferenceValue, ...]:
        """The rows of one authority and those that no authority sets."""
        return tuple(row for row in self.rows if row.authority in (authority, NO_AUTHORITY))

    @classmethod
    def from_rows(cls, authorities: Iterable[Sequence[Any]], values: Iterable[Sequence[Any]]) -> TargetTable:
        """The table of database rows in the order of AUTHORITY_COLUMNS and VALUE_COLUMNS."""
        return cls(
            authorities=tuple(Authority(*row) for row in authorities), rows=tuple(map(ReferenceValue._make, values))
        )


def authority_of(table: TargetTable, name: str) -> str:
    """The key of the authority that an option names, in upper or lower case; OptionError when there is none."""
    keys = {authority.key.casefold(): authority.key for authority in table.authorities}
    key = keys.get(name.strip().casefold())
    if key is None:
        raise OptionError(f"unknown authority {name!r}", did_you_mean(name, keys.values()))
    return key


class _Role(NamedTuple):
    """What a kind of value is used for: our word for it, and the authorities' words, the better ones first."""

    word: str
    kinds: tuple[str, ...]


_TARGET: Final = _Role("reference intake", ("target", "RDA", "AI", "comparison"))
_UPPER: Final = _Role("upper level", ("UL",))
_AVERAGE: Final = _Role("average requirement", ("EAR",))
KINDS: Final = tuple(kind for role in (_TARGET, _UPPER, _AVERAGE) for kind in role.kinds)


def _per_kg(value: float, unit: str, profile: Profile) -> tuple[float, str] | None:
    if profile.weight_kg is None:
        return None
    return value * profile.weight_kg, f"{value:g} {unit}/kg × {profile.weight_kg:g} kg"


def _per_day(value: float, _unit: str, _profile: Profile) -> tuple[float, str] | None:
    return value, ""


# How a value becomes an amount per day and how that is told; None when the person lacks what it takes. Best first.
BASES: Final[Mapping[str, Callable[[float, str, Profile], tuple[float, str] | None]]] = {
    "per kg body weight per day": _per_kg,
    "per day": _per_day,
}
_BASIS_RANK: Final = {basis: rank for rank, basis in enumerate(BASES)}


def select(
    rows: Iterable[ReferenceValue], profile: Profile, nutrient: str, own: Iterable[ReferenceValue] = ()
) -> References:
    """What this person's intake of one nutrient is held against, per day in the nutrient's unit.

    ``rows`` are those of one authority (`TargetTable.of`). Of several that fit, the kind decides (RDA before AI before
    a comparison level), then the basis (per kg once a weight is known), then the row that names the sex and the stage.
    ``own`` rows replace them role by role (target, upper, average), and their note says what they replace. What is
    missing has its reason beside it.
    """
    table, mine = tuple(rows), tuple(own)
    target, why_target = _reference(_TARGET, table, mine, profile, nutrient)
    upper, why_upper = _reference(_UPPER, table, mine, profile, nutrient)
    average, why_average = _reference(_AVERAGE, table, mine, profile, nutrient)
    return References(
        target=target,
        upper=upper,
        average=average,
        why=why_target,
        why_no_upper=why_upper,
        why_no_average=why_average,
    )


def _reference(
    role: _Role, rows: Sequence[ReferenceValue], own: Sequence[ReferenceValue], profile: Profile, nutrient: str
) -> tuple[Reference | None, str]:
    theirs = _best(role, rows, profile, nutrient)
    mine = _best(role, own, profile, nutrient)
    row = mine or theirs
    if row is None:
        return None, _reason(role, rows, profile, nutrient)
    made = _made(row, profile)
    if made is None:
        return None, f"{_sets_none(row.authority, role, nutrient)}: {row.note.rstrip('.')}."
    remark = ""
    if mine:
        remark = _instead_of(_made(theirs, profile) if theirs else None)
    elif any(one.fits(profile) for one in _of_role(role, own, nutrient)):
        remark = "the own value is per kg of body weight, and no weight is known"
    return made._replace(note="; ".join(note for note in (made.note, remark) if note)), ""


def _best(role: _Role, rows: Sequence[ReferenceValue], profile: Profile, nutrient: str) -> ReferenceValue | None:
    def rank(row: ReferenceValue) -> tuple[int, int, bool, bool]:
        return role.kinds.index(row.kind), _BASIS_RANK[row.basis], row.sex == EVERY, row.stage == EVERY

    fitting = [row for row in _of_role(role, rows, nutrient) if row.fits(profile)]
    usable = [row for row in fitting if row.value is None or _amount(row, profile)]
    return min(usable, key=rank, default=None)


def _of_role(role: _Role, rows: Sequence[ReferenceValue], nutrient: str) -> list[ReferenceValue]:
    return [row for row in rows if row.nutrient == nutrient and row.kind in role.kinds]


def _amount(row: ReferenceValue, profile: Profile) -> tuple[float, str] | None:
    return None if row.value is None else BASES[row.basis](row.value, row.unit, profile)


def _made(row: ReferenceValue, profile: Profile) -> Reference | None:
    amount = _amount(row, profile)
    if amount is None:
        return None
    value, derived = amount
    return Reference(
        nutrient=row.nutrient,
        kind=row.kind,
        value=value,
        unit=row.unit,
        authority=row.authority,
        edition=row.edition,
        citation=row.citation,
        checked=row.checked,
        counts=row.counts,
        derived=derived,
        note=row.note,
    )


def _instead_of(reference: Reference | None) -> str:
    if reference is None:
        return "own value"
    name = reference.kind if reference.authority == NO_AUTHORITY else f"{reference.authority} {reference.kind}"
    return f"own value in place of {reference.value:g} {reference.unit} ({name})"


def _sets_none(authority: str, role: _Role, nutrient: str) -> str:
    start = "There is" if authority == NO_AUTHORITY else f"{authority} sets"
    return f"{start} no {role.word} for {BY_KEY[nutrient].label}"


def _reason(role: _Role, rows: Sequence[ReferenceValue], profile: Profile, nutrient: str) -> str:
    """Why no row of a role can be used: it needs a weight, is for other people (then the nearest), or is not set."""
    candidates = _of_role(role, rows, nutrient)
    if any(row.fits(profile) for row in candidates):
        return f"The {role.word} for {BY_KEY[nutrient].label} is per kg of body weight, and no weight is known."
    authority = next((row.authority for row in rows if row.authority != NO_AUTHORITY), NO_AUTHORITY)
    none = _sets_none(authority, role, nutrient)
    nearest = _nearest(candidates, profile)
    if not nearest:
        return f"{none}."
    return f"{none} at age {profile.age}{_in(profile.life_stage)}; the nearest is {nearest}."


def _nearest(candidates: Sequence[ReferenceValue], profile: Profile) -> str:
    def distance(row: ReferenceValue) -> tuple[bool, float]:
        above = profile.age - (math.inf if row.age_max is None else row.age_max)
        return row.stage not in (EVERY, profile.life_stage), max(row.age_min - profile.age, above, 0)

    same_sex = [row for row in candidates if row.sex in (EVERY, profile.sex)]
    for row in sorted(same_sex, key=distance):
        made = _made(row, profile)
        if made:
            return f"{made.value:g} {made.unit} ({row.kind}, {_ages(row)}{_in(row.stage)})"
    return ""


def _ages(row: ReferenceValue) -> str:
    return f"{row.age_min:g} years and over" if row.age_max is None else f"{row.age_min:g} to {row.age_max:g} years"


def _in(stage: str) -> str:
    return "" if stage in (EVERY, LifeStage.GENERAL) else f" in {stage}"


def build(connection: sqlite3.Connection, path: Path) -> None:
    """Write a targets file into the tables ``authority`` and ``reference`` of the compiled data.

    Raises DataError, with file and line, when the file is broken.
    """
    from bonecheck import yaml_file

    read = parse_targets(yaml_file.load(path), str(path))
    tables = (("authority", AUTHORITY_COLUMNS, read.authorities), ("reference", VALUE_COLUMNS, read.rows))
    for table, columns, rows in tables:
        connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)


def parse_targets(document: Located, file: str) -> TargetTable:
    """A targets file as a table; its grammar stands at the head of data/targets.yaml.

    Without ``authorities``, as in a file of own values, whatever a block names is its authority. Raises DataError, with
    file, line and a suggestion, for a key, nutrient, kind, basis, sex, stage or authority that is not known, a value
    that is no number above zero, and a value without its unit, kind, basis, edition or citation.
    """
    from bonecheck.yaml_file import Fields

    top = Fields(file, document)
    _refuse_unknown(top, ("authorities", "values"))
    authorities = tuple(_authorities(top))
    known = [NO_AUTHORITY, *(authority.key for authority in authorities)] if authorities else []
    return TargetTable(authorities=authorities, rows=tuple(_values(top, known)))


def _authorities(top: Fields) -> Iterator[Authority]:
    if top.get("authorities") is None:
        return
    section = top.section("authorities")
    for key in section.own_keys():
        entry = section.section(key)
        _refuse_unknown(entry, ("name", "note"))
        yield Authority(key=key, name=entry.text("name"), note=entry.text("note", ""))


def _values(top: Fields, authorities: Sequence[str]) -> Iterator[ReferenceValue]:
    for block in top.entries("values"):
        _refuse_unknown(block, (*_ROW_KEYS, "rows"))
        for row in block.entries("rows"):
            _refuse_unknown(row, _ROW_KEYS)
            yield _value(row, authorities)


def _value(row: Fields, authorities: Sequence[str]) -> ReferenceValue:
    nutrient = _word(row, "nutrient", BY_KEY)
    age_min, age_max = _age_range(row)
    return ReferenceValue(
        authority=_word(row, "authority", authorities) if authorities else row.text("authority"),
        nutrient=nutrient,
        kind=_word(row, "kind", KINDS),
        value=_number(row),
        unit=_unit(row, nutrient),
        basis=_word(row, "basis", BASES),
        sex=_word(row, "sex", (EVERY, *Sex), EVERY),
        age_min=age_min,
        age_max=age_max,
        stage=_word(row, "stage", (EVERY, *LifeStage), EVERY),
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


def _age_range(row: Fields) -> tuple[float, float | None]:
    match row.get("age"):
        case None:
            return 0.0, None
        case [int() | float() as first, None] if first >= 0:
            return float(first), None
        case [int() | float() as first, int() | float() as last] if 0 <= first <= last < math.inf:
            return float(first), float(last)
    raise row.error("age", "age is not [first, last] in completed years", "for example [19, 30], or [71, null]")
