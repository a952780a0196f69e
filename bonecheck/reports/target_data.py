"""Reference intakes for programs: those of one person, or the whole table, as JSON (``bonecheck.targets/1``) or as CSV.

Values are not rounded; a role that no value fills stands with its reason. ``schemas/targets-1.json`` describes the JSON.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from bonecheck.model import Profile, Reference, References
from bonecheck.reports import json_report
from bonecheck.spreadsheet import guarded

if TYPE_CHECKING:
    from bonecheck.references import ReferenceValue

SCHEMA: Final = "bonecheck.targets/1"
FORMATS: Final = ("terminal", "json", "csv")
Row = dict[str, Any]


def of_person(chosen: Mapping[str, References]) -> list[Row]:
    """A row per nutrient and role: the value, or why there is none."""
    return [
        {"nutrient": key, "role": role, **_reference(reference), "why": why}
        for key, references in chosen.items()
        for role, reference, why in (
            ("reference_intake", references.target, references.why),
            ("average_requirement", references.average, references.why_no_average),
            ("upper_level", references.upper, references.why_no_upper),
        )
    ]


def of_table(values: Iterable[ReferenceValue]) -> list[Row]:
    """A row per value of the table, as it stands there; ages in completed months."""
    return [value._asdict() for value in values]


def render(rows: list[Row], format_: str, profile: Profile | None = None) -> str:
    """The rows in one of ``FORMATS`` but the terminal's; ``profile`` is whose they are, None where they are for everybody."""
    if format_ == "json":
        whose = None if profile is None else json_report.profile_of(profile)
        told = {"schema": SCHEMA, "profile": whose, "values": rows}
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _reference(reference: Reference | None) -> Row:
    told = dict.fromkeys(Reference._fields) if reference is None else reference._asdict()
    return {name: value for name, value in told.items() if name != "nutrient"}


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return guarded(value) if isinstance(value, str) else value
