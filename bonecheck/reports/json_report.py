"""The report as JSON, version ``bonecheck.report/1``; its JSON Schema ships as ``schemas/report-1.json``.

Within version 1 keys are only added. Numbers are not rounded; null is unknown or not there, never zero.
"""

from __future__ import annotations

import json
import re
from typing import Any

from bonecheck.errors import Problem
from bonecheck.imported import Imported
from bonecheck.links import Caution, Edge, Mechanism, Meeting
from bonecheck.model import Finding, Line, Profile, Reference, UsualIntake
from bonecheck.nutrients import BY_KEY
from bonecheck.report import Compared, DayReport, Explained, Report, date_text, sections
from bonecheck.reports import import_report, words
from bonecheck.reports.base import Style
from bonecheck.stated import Stated
from bonecheck.totals import density, known_share, unknown_share

# Controls and marks that turn text, which JSON leaves as they are; a terminal would act on them.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
SCHEMA = "bonecheck.report/1"


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - every format takes a style; JSON has none
    """The report as one JSON object, indented by two spaces."""
    text = json.dumps(document(report), indent=2, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def document(report: Report) -> dict[str, Any]:
    """The report as plain dicts and lists."""
    return {
        "schema": SCHEMA,
        "profile": profile_of(report.profile),
        "authority": {"key": report.authority, "name": report.authority_name},
        "days": [_day(day) for day in report.days],
        "average": _day(report.average) if report.average else None,
        "compared": [_compared(each, report) for each in report.compared],
        "lines": [_line(line) for line in report.lines],
        "problems": [_problem(problem) for problem in report.problems],
        "ignored_columns": list(report.ignored_columns),
        "cautions": [_caution(caution) for caution in report.cautions],
        "note": words.NOT_ADVICE,
        "imports": [_imported(each, report) for each in report.imports],
    }


def _imported(imported: Imported, report: Report) -> dict[str, Any]:
    return {
        "file": imported.file,
        "reader": imported.reader,
        "title": imported.title,
        "rows": imported.rows,
        "skipped": dict(imported.skipped),
        "converted": list(imported.converted),
        "zero_unknown": dict(imported.zero_unknown),
        "blank": dict(imported.blank),
        "guessed": list(imported.guessed),
        "left_out": list(imported.left_out),
        "foods_not_found": import_report.not_found(imported, report.lines),
    }


def _compared(compared: Compared, report: Report) -> dict[str, Any]:
    days = zip(sections(report), compared.days, strict=True)
    return {
        "authority": {"key": compared.authority, "name": compared.name},
        "days": [
            {"date": date_text(day), "nutrients": {key: _against(finding) for key, finding in found.items()}}
            for day, found in days
        ],
    }


def _against(finding: Finding) -> dict[str, Any]:
    """A finding without what is the same for every authority."""
    references = finding.references
    return {
        "reference": _reference(references.target),
        "average_requirement": _reference(references.average),
        "upper": _reference(references.upper),
        "why_no_reference": references.why or None,
        "why_no_upper": references.why_no_upper or None,
        "percent": finding.percent,
        "gap": finding.gap,
        "excess": finding.excess,
        "status": finding.status.value,
    }


def profile_of(profile: Profile) -> dict[str, Any]:
    """The person in JSON."""
    return {
        "sex": profile.sex.value,
        "age": profile.age,
        "weight_kg": profile.weight_kg,
        "life_stage": profile.life_stage.value,
        "age_months": profile.months,
        "life_stage_part": profile.part,
        "phytate_mg": int(profile.phytate),
        "assumed": list(profile.assumed),
    }


def _day(day: DayReport) -> dict[str, Any]:
    return {
        "date": day.totals.date.isoformat() if day.totals.date else None,
        "days": day.totals.days,
        "energy_kcal": day.totals.energy_kcal,
        "nutrients": {key: _nutrient(explained, day) for key, explained in day.nutrients.items()},
        "together": [_meeting(meeting) for meeting in day.together],
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "nutrients": list(meeting.nutrients),
        "text": meeting.text,
        "status": meeting.status,
        "evidence": list(meeting.evidence),
        "codes": list(meeting.codes),
        "paths": [
            {
                "node": way.node,
                "down": [_edge(edge) for edge in way.down],
                "across": [_edge(edge) for edge in way.across],
            }
            for way in meeting.ways
        ],
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "from": edge.origin,
        "relation": edge.relation,
        "to": edge.target,
        "status": edge.status,
        "evidence": edge.evidence,
        "codes": list(edge.codes),
    }


def _caution(caution: Caution) -> dict[str, Any]:
    return {
        "code": caution.code,
        "pair": caution.pair,
        "text": caution.text,
        "ask": caution.ask,
        "because": [_place(line) for line in caution.lines],
        "sources": [{"citation": source.citation, "doi": source.doi or None} for source in caution.sources],
    }


def _nutrient(explained: Explained, day: DayReport) -> dict[str, Any]:
    finding = explained.finding
    total = finding.total
    return {
        "intake": total.known,
        "unit": BY_KEY[total.nutrient].unit,
        "lower_bound": total.lower_bound,
        "at_most": total.at_most,
        "spread": {"low": total.spread[0], "high": total.spread[1]} if total.spread else None,
        "from_supplements": total.supplements,
        "from_log": total.from_log,
        "from_table": total.known - total.from_log,
        "unknown_energy_share": unknown_share(total, day.totals),
        "known_energy_share": known_share(total, day.totals),
        "unknown_foods": [_place(unknown.line) for unknown in total.unknown],
        "per_1000_kcal": density(total, day.totals),
        **_against(finding),
        "top_foods": [{**_place(line), "share": share} for line, share in words.top_foods(finding)],
        "usual_intake": _usual(explained.usual),
        "mechanisms": [_mechanism(mechanism) for mechanism in explained.mechanisms],
    }


def _usual(usual: UsualIntake | None) -> dict[str, Any] | None:
    if usual is None:
        return None
    return {
        "days": usual.days,
        "words": usual.habit.value,
        "test": usual.test or None,
        "value": usual.value,
        "confidence": usual.confidence,
        "confidence_at_most": usual.at_most,
        "more_days": usual.more_days,
        "confidence_below_upper": usual.below_upper,
        "confidence_above_upper": usual.above_upper,
        "caution": usual.caution or None,
        "why_no_figure": usual.why or None,
    }


def _place(line: Line) -> dict[str, Any]:
    return {"file": line.entry.file, "line": line.entry.line, "food_text": line.entry.food}


def _reference(reference: Reference | None) -> dict[str, Any] | None:
    if reference is None:
        return None
    return {
        "value": reference.value,
        "unit": reference.unit,
        "kind": reference.kind,
        "counts": reference.counts,
        "authority": reference.authority,
        "edition": reference.edition,
        "citation": reference.citation,
        "checked": reference.checked,
        "derived": reference.derived or None,
        "note": reference.note or None,
        "own": reference.own,
        "replaces": reference.replaces or None,
        "outdated": reference.outdated or None,
    }


def _mechanism(mechanism: Mechanism) -> dict[str, Any]:
    return {
        "code": mechanism.code,
        "text": mechanism.short,
        "status": mechanism.status,
        "evidence": mechanism.evidence,
        "qualifier": mechanism.qualifier or None,
        "sources": [{"citation": source.citation, "doi": source.doi or None} for source in mechanism.sources],
    }


def _line(line: Line) -> dict[str, Any]:
    food = line.match.food
    return {
        **_place(line),
        "date": line.entry.date.isoformat() if line.entry.date else None,
        "meal": line.entry.meal or None,
        "food_id": food.food_id if food else None,
        "food_name": food.name if food else None,
        "food_source": food.source or None if food else None,
        "match": line.match.confidence.value,
        "runners_up": list(line.match.runners_up),
        "margin": line.match.margin,
        "grams": line.grams,
        "grams_from": line.how or None,
        "grams_assumed": line.assumed,
        "grams_range": list(line.ends) if line.ends else None,
        "words": [{"word": word.text, "place": word.place.value} for word in line.words],
        "supplement": _supplement(line),
        "stated": _stated(line.entry.stated),
    }


def _stated(stated: Stated | None) -> dict[str, Any] | None:
    if stated is None:
        return None
    return {
        "kind": stated.kind.value,
        "food_id": stated.food_id or None,
        "energy_kcal": stated.energy_kcal,
        "amounts": dict(stated.amounts),
    }


def _supplement(line: Line) -> dict[str, Any] | None:
    taken = line.supplement
    if taken is None:
        return None
    first, *also = [
        {"nutrient": each.nutrient, "amount": each.amount, "unit": BY_KEY[each.nutrient].unit}
        for each in (taken, *taken.also)
    ]
    return {**first, "also": also}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "severity": problem.severity,
    }
