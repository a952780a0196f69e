"""Person → reference intake per nutrient, out of the rows of data/targets.yaml.

Everything that differs between authorities is a row or a table here, never a branch on an authority's name: KINDS
ranks their words for a target, BASES says how a row becomes an amount per day. A further authority is a block of
targets.yaml; a further basis is one function in BASES.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from bonecheck.errors import OptionError, did_you_mean
from bonecheck.model import BROADER_STAGE, PART_OF_STAGE, LifeStage, Profile, Reference, References
from bonecheck.nutrients import BY_KEY

DEFAULT_AUTHORITY: Final = "NAM"
# Marks a row that no authority sets and that therefore stands beside each of them.
NO_AUTHORITY: Final = "none"
EVERY: Final = "any"
# What stands in a file where an authority sets no value; never zero.
NONE_SET: Final = "none"
# Which intake is held against a value.
COUNTS: Final = ("total", "supplements")
# Between an authority and what is added to it: NAM+ESCEO.
PLUS: Final = "+"


class Authority(NamedTuple):
    """Who sets reference intakes: the key that rows and the option name, and a name for readers."""

    key: str
    name: str
    note: str = ""


class Outdated(NamedTuple):
    """A value that was replaced and still circulates; ``note`` says by what."""

    nutrient: str
    value: float
    unit: str
    note: str


class ReferenceValue(NamedTuple):
    """One row of the table: a value for one group of people, in ``unit`` on its ``basis``, and ``plus`` per day.

    ``value`` is None where the authority sets none; ``note`` then says why. Ages are completed months; ``last_month``
    None means no last one; ``sex`` and ``stage`` may be ``any``, ``phytate`` too, or hold several levels. ``first_part``
    and ``last_part`` are trimesters or months of the stage, None for the whole of it. All fields are text,
    numbers or None, so that a value is a database row as it stands.
    """

    authority: str
    nutrient: str
    kind: str
    value: float | None
    unit: str
    basis: str
    plus: float
    sex: str
    first_month: int
    last_month: int | None
    stage: str
    first_part: int | None
    last_part: int | None
    phytate: str
    edition: str
    citation: str
    checked: str
    counts: str
    note: str

    def fits(self, profile: Profile) -> bool:
        """Whether the row speaks of this person's sex, age, life stage, its part, and phytate intake."""
        return self.is_for_group(profile) and (
            self.first_part is None
            or (profile.part is not None and self.first_part <= profile.part <= (self.last_part or 0))
        )

    @property
    def ages(self) -> str:
        """Its ages in words: "19 to 30 years", "71 years and over", "7 to 11 months"."""
        first, last = self.first_month, self.last_month
        if last is None:
            return f"{first // 12} years and over" if first else "every age"
        if first % 12 or (last + 1) % 12 or last < 12:
            return f"{first} to {last} months"
        return f"{first // 12} to {last // 12} years" if last - first > 11 else f"{first // 12} years"

    def is_for_group(self, profile: Profile) -> bool:
        """Whether the row speaks of this person's group, in whichever part of the life stage."""
        age, stage = profile.age_in_months, profile.life_stage
        return (
            self.sex in (EVERY, profile.sex)
            and self.stage in (EVERY, stage, BROADER_STAGE.get(stage))
            and self.first_month <= age
            and (self.last_month is None or age <= self.last_month)
            and (self.phytate == EVERY or profile.phytate in self.phytate.split())
        )


AUTHORITY_COLUMNS: Final = Authority._fields
OUTDATED_COLUMNS: Final = Outdated._fields
VALUE_COLUMNS: Final = ReferenceValue._fields


class TargetTable(NamedTuple):
    """A targets file as read: who sets reference intakes, the values they set, and values that were replaced."""

    authorities: tuple[Authority, ...]
    rows: tuple[ReferenceValue, ...]
    outdated: tuple[Outdated, ...] = ()

    def of(self, authority: str) -> tuple[ReferenceValue, ...]:
        """The rows of one authority and those that no authority sets."""
        return tuple(row for row in self.rows if row.authority in (authority, NO_AUTHORITY))

    @classmethod
    def from_rows(
        cls,
        authorities: Iterable[Sequence[Any]],
        values: Iterable[Sequence[Any]],
        outdated: Iterable[Sequence[Any]] = (),
    ) -> "TargetTable":
        """The table of database rows in the order of the columns."""
        return cls(
            authorities=tuple(map(Authority._make, authorities)),
            rows=tuple(map(ReferenceValue._make, values)),
            outdated=tuple(map(Outdated._make, outdated)),
        )


def ages(rows: Iterable[ReferenceValue]) -> set[int]:
    """The ages in months at which a value begins to hold, or has ended to."""
    return {
        age
        for row in rows
        for age in (row.first_month, None if row.last_month is None else row.last_month + 1)
        if age is not None
    }


def authority_of(authorities: Iterable[Authority], name: str) -> Authority:
    """The authority that an option names, in upper or lower case, or by a part of its key: WHO for WHO/FAO.

    OptionError when there is none.
    """
    known = tuple(authorities)
    words = {part: each for each in reversed(known) for part in each.key.casefold().split("/")}
    found = (words | {each.key.casefold(): each for each in known}).get(name.strip().casefold())
    if found is None:
        raise OptionError(f"unknown authority {name!r}", did_you_mean(name, [each.key for each in known]))
    return found


def authorities_of(authorities: Iterable[Authority], names: str) -> tuple[Authority, ...]:
    """The authorities that "NAM" or "NAM+ESCEO" names: the first, and those whose values come before its own."""
    known = tuple(authorities)
    return tuple(authority_of(known, name) for name in names.split(PLUS))


class _Role(NamedTuple):
    """What a kind of value is used for: our word for it, and the authorities' words, the better ones first."""

    word: str
    kinds: tuple[str, ...]


_TARGET: Final = _Role(
    "reference intake", ("target", "RDA", "PRI", "RI", "RNI", "AI", "guideline", "guidance", "DV", "comparison")
)
_UPPER: Final = _Role("upper level", ("UL",))
_AVERAGE: Final = _Role("average requirement", ("EAR", "AR"))
# Stands in lists beside the others; nothing is held against it.
_ASIDE: Final = _Role("other value", ("LRNI", "guidance_high"))
_ROLES: Final = (_TARGET, _UPPER, _AVERAGE, _ASIDE)
KINDS: Final = tuple(kind for role in _ROLES for kind in role.kinds)


def _per_kg(row: ReferenceValue, value: float, profile: Profile) -> tuple[float, str] | None:
    if profile.weight_kg is None:
        return None
    plus = f" + {row.plus:g} {row.unit}" if row.plus else ""
    return value * profile.weight_kg + row.plus, f"{value:g} {row.unit}/kg × {profile.weight_kg:g} kg{plus}"


def _per_day(row: ReferenceValue, value: float, _profile: Profile) -> tuple[float, str] | None:
    return value + row.plus, f"{value:g} + {row.plus:g} {row.unit}" if row.plus else ""


# How a value becomes an amount per day and how that is told; None when the person lacks what it takes. Best first.
BASES: Final[Mapping[str, Callable[[ReferenceValue, float, Profile], tuple[float, str] | None]]] = {
    "per kg body weight per day": _per_kg,
    "per day": _per_day,
}
_BASIS_RANK: Final = {basis: rank for rank, basis in enumerate(BASES)}


class Layers(NamedTuple):
    """Rows that a person's references are chosen from: an authority's, additions to it, somebody's own; the last win.

    ``outdated`` are values that get a remark whoever sets them.
    """

    rows: tuple[ReferenceValue, ...]
    added: tuple[ReferenceValue, ...] = ()
    own: tuple[ReferenceValue, ...] = ()
    outdated: tuple[Outdated, ...] = ()

    def of(self, nutrient: str) -> "Layers":
        """The rows of one nutrient; whoever chooses for many people looks through no others."""
        rows, added, own = (tuple(row for row in each if row.nutrient == nutrient) for each in self[:3])
        return Layers(rows, added, own, self.outdated)


def layers(table: TargetTable, authorities: Sequence[Authority], own: Iterable[ReferenceValue] = ()) -> Layers:
    """The rows of an authority and of those added to it."""
    added = [authority.key for authority in authorities[1:]]
    return Layers(
        rows=table.of(authorities[0].key),
        added=tuple(row for row in table.rows if row.authority in added),
        own=tuple(own),
        outdated=table.outdated,
    )


def select(chosen: Layers, profile: Profile, nutrient: str) -> References:
    """What this person's intake of one nutrient is held against, per day in the nutrient's unit.

    Of several rows that fit, the kind decides (RDA before AI before a comparison level), then the basis (per kg once a
    weight is known), then the row that names the sex, the stage and its part. Own rows replace an authority's role
    by role (target, upper, average), and say what they replace. What is missing has its reason beside it.
    """
    target, why_target = _reference(_TARGET, chosen, profile, nutrient)
    upper, why_upper = _reference(_UPPER, chosen, profile, nutrient)
    average, why_average = _reference(_AVERAGE, chosen, profile, nutrient)
    return References(
        target=target,
        upper=upper,
        average=average,
        why=why_target,
        why_no_upper=why_upper,
        why_no_average=why_average,
    )


def _reference(role: _Role, chosen: Layers, profile: Profile, nutrient: str) -> tuple[Reference | None, str]:
    found = [_best(role, rows, profile, nutrient) for rows in (chosen.own, chosen.added, chosen.rows)]
    fitting = [row for row in found if row is not None]
    if not fitting:
        return None, _reason(role, chosen.rows, profile, nutrient)
    made = _made(fitting[0], profile)
    if made is None:
        return None, f"{_sets_none(fitting[0].authority, role, nutrient)}: {fitting[0].note.rstrip('.')}."
    own = found[0] is not None
    replaces = _told(_made(fitting[1], profile)) if len(fitting) > 1 else ""
    remark = ("own value" if own else fitting[0].kind) + f" in place of {replaces}" if replaces else "own value"
    if not own and any(row.fits(profile) for row in _of_role(role, chosen.own, nutrient)):
        remark = "the own value is per kg of body weight, and no weight is known"
    elif not own and not replaces:
        remark = ""
    return made._replace(
        note="; ".join(note for note in (made.note, remark) if note),
        own=own,
        replaces=replaces,
        outdated=_outdated(made, chosen.outdated),
    ), ""


def _outdated(made: Reference, known: Iterable[Outdated]) -> str:
    """What is said of a value that equals one that was replaced."""
    return next((each.note for each in known if (each.nutrient, each.value) == (made.nutrient, made.value)), "")


def _best(role: _Role, rows: Sequence[ReferenceValue], profile: Profile, nutrient: str) -> ReferenceValue | None:
    def rank(row: ReferenceValue) -> tuple[int, int, bool, bool, bool, bool]:
        return (
            role.kinds.index(row.kind),
            _BASIS_RANK[row.basis],
            row.sex == EVERY,
            row.stage != profile.life_stage,
            row.stage == EVERY,
            row.first_part is None,
        )

    fitting = [row for row in _of_role(role, rows, nutrient) if row.fits(profile)]
    usable = [row for row in fitting if row.value is None or _amount(row, profile)]
    return min(usable, key=rank, default=None)


def _of_role(role: _Role, rows: Sequence[ReferenceValue], nutrient: str) -> list[ReferenceValue]:
    return [row for row in rows if row.nutrient == nutrient and row.kind in role.kinds]


def _amount(row: ReferenceValue, profile: Profile) -> tuple[float, str] | None:
    return None if row.value is None else BASES[row.basis](row, row.value, profile)


def _made(row: ReferenceValue, profile: Profile) -> Reference | None:
    amount = _amount(row, profile)
    if amount is None:
        return None
    value, derived = amount
    diet = (
        "" if row.phytate == EVERY else f"for a diet with {profile.phytate} mg of phytate a day (--phytate changes it)"
    )
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
        derived="; ".join(each for each in (derived, diet) if each),
        note=row.note,
    )


def _told(reference: Reference | None) -> str:
    """A reference in short: "1200 mg (NAM RDA)"."""
    if reference is None:
        return ""
    name = reference.kind if reference.authority == NO_AUTHORITY else f"{reference.authority} {reference.kind}"
    return f"{reference.value:g} {reference.unit} ({name})"


def _sets_none(authority: str, role: _Role, nutrient: str) -> str:
    start = "There is" if authority == NO_AUTHORITY else f"{authority} sets"
    return f"{start} no {role.word} for {BY_KEY[nutrient].label}"


def _reason(role: _Role, rows: Sequence[ReferenceValue], profile: Profile, nutrient: str) -> str:
    """Why no row of a role can be used: it needs a weight or a trimester, is for others (the nearest), is not set."""
    candidates = _of_role(role, rows, nutrient)
    what = f"{role.word} for {BY_KEY[nutrient].label}"
    if any(row.fits(profile) for row in candidates):
        return f"The {what} is per kg of body weight, and no weight is known."
    authority = next((row.authority for row in rows if row.authority != NO_AUTHORITY), NO_AUTHORITY)
    if profile.part is None and any(row.is_for_group(profile) for row in candidates):
        part = PART_OF_STAGE[profile.life_stage]
        return f"{authority} sets the {what} by the {part} of {profile.life_stage}; try --life-stage '{part} 2'."
    nearest = _nearest(candidates, profile)
    if not nearest:
        by = "" if authority == NO_AUTHORITY else f" by {authority}"
        return f"No {what}{by} is in the table."
    start = "There is no" if authority == NO_AUTHORITY else f"{authority} has no"
    return f"{start} {what} at {_age(profile)}{_in(profile.life_stage)}; the nearest is {nearest}."


def _age(profile: Profile) -> str:
    return f"age {profile.age}" if profile.months is None else f"{profile.months} months"


def _nearest(candidates: Sequence[ReferenceValue], profile: Profile) -> str:
    age = profile.age_in_months

    def distance(row: ReferenceValue) -> tuple[bool, int]:
        above = 0 if row.last_month is None else age - row.last_month
        return row.stage not in (EVERY, profile.life_stage), max(row.first_month - age, above, 0)

    same_sex = [row for row in candidates if row.sex in (EVERY, profile.sex)]
    for row in sorted(same_sex, key=distance):
        made = _made(row, profile)
        if made:
            return f"{made.value:g} {made.unit} ({row.kind}, {row.ages}{_in(row.stage)})"
    return ""


def _in(stage: str) -> str:
    return "" if stage in (EVERY, LifeStage.GENERAL) else f" in {stage}"
