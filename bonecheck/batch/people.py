"""Step 4 for many people: who each client is, and what each kind of person is held against.

Reference intakes are chosen once per kind of person (sex, age group, life stage, authority …) by the functions of the one-log
path. A value is linear in body weight (references.BASES), so that each kind needs two look-ups however many weigh differently.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from bonecheck import confidence
from bonecheck.confidence import Variability
from bonecheck.model import Profile, Reference, References
from bonecheck.nutrients import BY_KEY, KEYS

KIND: Final = "kind"
# The row of a KindTable.
HELD_TO: Final = "held_to"
WEIGHT: Final = "weight_kg"
# Two weights between which a line is drawn, in kg.
_WEIGHTS: Final = (50.0, 100.0)


class Person(NamedTuple):
    """A client as clients.csv or the options describe them."""

    client: str
    profile: Profile
    authority: str


# Profile and authority → references by nutrient, and the variability of intakes in such people.
Chooser = Callable[[Profile, str], tuple[Mapping[str, References], Mapping[str, Variability]]]

# The columns of a KindTable, with what they hold.
KINDS: Final[Mapping[str, type]] = {
    HELD_TO: int,
    "nutrient": str,
    "unit": str,
    "target_per_kg": float,
    "target_plus": float,
    "reference_kind": str,
    "authority": str,
    "upper_per_kg": float,
    "upper_plus": float,
    "upper_counts": str,
    "tested_per_kg": float,
    "tested_plus": float,
    "is_tested": bool,
    "is_ai": bool,
    "is_skewed": bool,
    "sd_within": float,
    "requirement_cv": float,
}


def held_to(kind: Any, place: int) -> Any:
    """The row of a kind, or of a column of them, for the nutrient of a place among KEYS."""
    return kind * len(KEYS) + place


class KindTable:
    """The kinds of people met so far, numbered, with what they are held against.

    People between two of the ``ages`` (in months, sorted) at which some reference changes are of one age here.
    """

    def __init__(self, choose: Chooser, ages: Sequence[int]) -> None:
        self._choose = choose
        self._ages = ages
        self._numbers: dict[tuple[object, ...], int] = {}
        self._columns: dict[str, list[object]] = {}

    def number(self, profile: Profile, authority: str) -> int:
        """The number of somebody's kind."""
        kind = profile._replace(age=bisect(self._ages, profile.age_in_months), months=None, assumed=())
        key = (*kind._replace(weight_kg=None), profile.weight_kg is None, authority)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers)
            for row in self._rows(profile, authority, number):
                for name, value in row.items():
                    self._columns.setdefault(name, []).append(value)
        return number

    @property
    def columns(self) -> Mapping[str, list[object]]:
        """One row per kind and nutrient: HELD_TO and what `_row` holds."""
        return self._columns

    @property
    def has_skewed(self) -> bool:
        """Whether a requirement of some kind is skewed."""
        return any(self._columns.get("is_skewed", ()))

    def _rows(self, profile: Profile, authority: str, number: int) -> Iterable[dict[str, object]]:
        weights = (None, None) if profile.weight_kg is None else _WEIGHTS
        light, heavy = (self._choose(profile._replace(weight_kg=weight), authority) for weight in weights)
        for place, name in enumerate(KEYS):
            row = _row(name, light[0][name], heavy[0][name], light[1].get(name))
            yield {HELD_TO: held_to(number, place), **row}


def _row(nutrient: str, light: References, heavy: References, known: Variability | None) -> dict[str, object]:
    """References of a nutrient; each value as ``…_per_kg`` of body weight and ``…_plus``, infinite where none is set."""
    test = confidence.tested(light)
    usable = known is not None and known.is_steady and known.sd_within is not None and test is not None
    return {
        "nutrient": nutrient,
        "unit": BY_KEY[nutrient].unit,
        **_line("target", light.target, heavy.target),
        "reference_kind": light.target.kind if light.target else None,
        "authority": light.target.authority if light.target else None,
        **_line("upper", light.upper, heavy.upper),
        "upper_counts": light.upper.counts if light.upper else "total",
        **_line("tested", test, confidence.tested(heavy)),
        "is_tested": usable,
        "is_ai": usable and test is not None and test.kind == "AI",
        "is_skewed": usable and known is not None and known.requirement_shape == confidence.LOG_NORMAL,
        "sd_within": known.sd_within if usable and known and known.sd_within else 1.0,
        "requirement_cv": known.requirement_cv / 100 if usable and known else 1.0,
    }


def _line(name: str, light: Reference | None, heavy: Reference | None) -> dict[str, object]:
    if light is None or heavy is None:
        return {f"{name}_per_kg": 0.0, f"{name}_plus": math.inf}
    if light.value == heavy.value:
        return {f"{name}_per_kg": 0.0, f"{name}_plus": light.value}
    slope = (heavy.value - light.value) / (_WEIGHTS[1] - _WEIGHTS[0])
    return {f"{name}_per_kg": slope, f"{name}_plus": light.value - slope * _WEIGHTS[0]}
