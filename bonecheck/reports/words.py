"""Sentences that more than one report format prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bonecheck.accounted import Place
from bonecheck.errors import Problem
from bonecheck.links import Caution, Meeting
from bonecheck.model import PART_OF_STAGE, Confidence, Finding, LifeStage, Line, Profile, Sex, Status
from bonecheck.nutrients import BY_KEY
from bonecheck.report import DayReport, Report
from bonecheck.reports import origins
from bonecheck.reports.base import amount, printable
from bonecheck.totals import unknown_share

NOT_ADVICE: Final = "Not medical advice."
TOGETHER_WHY: Final = (
    "The marks are those of the steps; the whole of such a path was not measured in people on one day."
)
ASK: Final = "Ask your clinician"
ASK_WHY: Final = "A log tells neither of illness nor of medicines; these lines of it are the only cause."
# Foods that are named before the rest is counted.
_NAMED: Final = 3
# A range is told when it is wider than this share of the value.
_WIDE: Final = 0.2
_PEOPLE: Final = {
    (Sex.FEMALE, False): "girl",
    (Sex.FEMALE, True): "woman",
    (Sex.MALE, False): "boy",
    (Sex.MALE, True): "man",
}
_ADULT: Final = 18
# How the data mark a value that no second source confirmed.
_ONE_SOURCE: Final = "one source"


def person(profile: Profile) -> str:
    """The person in words: "woman, 52 y, 63 kg, lactation"."""
    age = f"{profile.age} y" if profile.months is None else f"{profile.months} months"
    parts = [_PEOPLE[profile.sex, profile.age >= _ADULT], age]
    if profile.weight_kg is not None:
        parts.append(f"{profile.weight_kg:g} kg")
    if profile.life_stage is not LifeStage.GENERAL:
        part = "" if profile.part is None else f" ({PART_OF_STAGE[profile.life_stage]} {profile.part})"
        parts.append(f"{profile.life_stage}{part}")
    return ", ".join(parts)


def assumption(profile: Profile) -> str:
    """Which person was assumed and how to change it; empty when nothing was."""
    if not profile.assumed:
        return ""
    assumed = {"sex": _PEOPLE[profile.sex, profile.age >= _ADULT], "age": f"{profile.age} years"}
    named = " of ".join(assumed[field] for field in ("sex", "age") if field in profile.assumed)
    options = " and ".join(f"--{field}" for field in ("sex", "age") if field in profile.assumed)
    return f"Assumed: {named}. Set {options} for the reference intakes that apply."


def date(day: DayReport) -> str:
    """A day's heading: "Mon 2 March 2026", "Average of 3 days", or "no date"."""
    if day.totals.days > 1:
        return f"Average of {day.totals.days} days"
    when = day.totals.date
    return f"{when:%a} {when.day} {when:%B %Y}" if when else "no date"


def period(report: Report) -> str:
    """What a report covers: its day, "3 days from 2026-03-02 to 2026-03-04", or nothing for a log without dates."""
    if report.average is None:
        return date(report.days[0]) if report.days[0].totals.date else ""
    dates = [day.totals.date for day in report.days if day.totals.date]
    undated = ", one of them without a date" if len(dates) < len(report.days) else ""
    if len(dates) == 1:
        return f"{date(report.days[-1])} and lines without a date"
    return f"{len(report.days)} days from {dates[0]} to {dates[-1]}{undated}"


def counted(day: DayReport) -> str:
    """How many of a day's lines count: "19 of 20 lines counted"."""
    lines = day.totals.lines
    used = sum(line.counts for line in lines)
    if used < len(lines):
        return f"{used} of {len(lines)} lines counted"
    return "1 line" if used == 1 else f"{used} lines"


def footnotes(day: DayReport) -> list[str]:
    """What must be said about this day's references (a comparison level, a value per kg, a missing one) and ranges."""
    notes = (footnote(BY_KEY[key].label, explained.finding) for key, explained in day.nutrients.items())
    ranges = (spread(explained.finding) for explained in day.nutrients.values())
    limits = (_own_limits(BY_KEY[key].label, explained.finding) for key, explained in day.nutrients.items())
    return [note for note in (*notes, *limits, *ranges, single_source(day), origins.note(day)) if note]


def footnote(label: str, finding: Finding) -> str:
    """What must be said about one nutrient's reference; empty when nothing."""
    target = finding.references.target
    if target is None:
        return finding.references.why
    if target.kind == "comparison":
        return f"* {target.note}"
    told = [target.derived, target.note if target.own or target.replaces else "", target.outdated]
    return f"{label}: {'; '.join(each for each in told if each)}." if any(told) else ""


def _own_limits(label: str, finding: Finding) -> str:
    """Own values for the upper level and the average requirement, which the table of a day does not show."""
    references = finding.references
    own = [each for each in (references.upper, references.average) if each is not None and each.own]
    return "; ".join(f"{label}: {each.kind} {each.value:g} {each.unit}, {each.note}" for each in own)


def single_source(day: DayReport) -> str:
    """Which references of a day were checked against one source only; empty when none was."""
    targets = {key: explained.finding.references.target for key, explained in day.nutrients.items()}
    marked = [
        BY_KEY[key].label
        for key, target in targets.items()
        if target is not None and target.checked == _ONE_SOURCE and target.kind != "comparison"
    ]
    return f"Checked against one source only: the reference for {', '.join(marked)}." if marked else ""


def spread(finding: Finding) -> str:
    """How far the sources of a day's foods lie apart, where that is more than a fifth of the value; else empty."""
    total = finding.total
    if total.spread is None or total.spread[1] - total.spread[0] <= total.known * _WIDE:
        return ""
    low, high = (amount(total.nutrient, each) for each in total.spread)
    if low == high:
        return ""
    return (
        f"{BY_KEY[total.nutrient].symbol}: published figures for these foods differ; "
        f"{amount(total.nutrient, total.known)} is their middle, {low} to {high} their range."
    )


def top_foods(finding: Finding, count: int = _NAMED) -> list[tuple[Line, float]]:
    """The lines that gave most of a nutrient, with their share of the known total."""
    ranked = sorted(finding.total.contributions, key=lambda part: -part.amount)[:count]
    return [(part.line, part.amount / finding.total.known) for part in ranked]


def sources_of(finding: Finding) -> str:
    """Where most of a nutrient came from: "milk 37 %, kale 14 %"."""
    shares: dict[str, float] = {}
    for line, share in top_foods(finding, len(finding.total.contributions)):
        shares[name(line)] = shares.get(name(line), 0.0) + share
    ranked = sorted(shares.items(), key=lambda each: -each[1])[:_NAMED]
    named = [f"{food} {100 * share:.0f} %" for food, share in ranked]
    return ", ".join(named) if named else "no food of this log gave any that is known"


def excess(finding: Finding) -> str:
    """By how much an upper level is passed, by the part of the intake that counts, and what gave most of that part."""
    upper, key = finding.references.upper, finding.total.nutrient
    if upper is None or finding.excess is None:
        return ""
    alone = upper.counts == "supplements"
    total = finding.total
    counting = [part for part in total.contributions if part.line.is_supplement or not alone]
    counted = total._replace(known=total.supplements if alone else total.known, contributions=tuple(counting))
    return (
        f"{BY_KEY[key].label}: {amount(key, counted.known)} {'from supplements' if alone else 'in all'}, "
        f"{amount(key, finding.excess)} above the UL of {amount(key, upper.value)} ({upper.authority} {upper.edition}). "
        f"Most of it: {sources_of(finding._replace(total=counted))}."
    )


def unknown_foods(finding: Finding, day: DayReport) -> str:
    """How many lines have no value for a nutrient, which, and their share of the energy; empty when none."""
    lines = [unknown.line for unknown in finding.total.unknown]
    if not lines:
        return ""
    names = list(dict.fromkeys(name(line) for line in lines))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    share = unknown_share(finding.total, day.totals)
    energy = f", {100 * share:.0f} % of the energy" if share is not None else ""
    return f"{_how_many(lines)}{energy}: {', '.join(names[:_NAMED])}{more}"


def _how_many(lines: Sequence[Line]) -> str:
    """How many foods lines are; lines, where one stands for a whole meal or day."""
    sums_up = any(line.entry.stated is not None and line.entry.stated.kind.sums_up for line in lines)
    noun = "line" if sums_up else "food"
    return f"{len(lines)} {noun if len(lines) == 1 else f'{noun}s'}"


def unclear(finding: Finding) -> str:
    """Why a verdict is open."""
    if finding.status is not Status.UNCLEAR:
        return ""
    label = BY_KEY[finding.total.nutrient].label
    if not finding.total.unknown:
        return f"The figures for {label} in these foods differ too much to tell."
    return f"The foods whose {label} is unknown could close the gap."


def name(line: Line) -> str:
    """The user's own words for a line, safe to print."""
    return shortened(printable(line.entry.food), 40)


def shortened(text: str, length: int) -> str:
    """A text of at most ``length`` characters, cut with an ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def guesses(lines: Iterable[Line]) -> list[str]:
    """Every distinct name that was matched on a guess, with what it could be instead."""
    said: dict[str, None] = {}
    for line in lines:
        food = line.match.food
        if food is not None and line.match.confidence in (Confidence.GUESS, Confidence.NEAR):
            others = f" (or {printable(line.match.runners_up[0])})" if line.match.runners_up else ""
            others = ", the nearest there is" if line.match.confidence is Confidence.NEAR else others
            said[f"“{name(line)}” → {food.name}{others}{not_understood(line)}"] = None
    return list(said)


def not_understood(line: Line) -> str:
    """The words of a line that nothing explains, as what follows its food; empty where there are none."""
    left = [printable(word.text) for word in line.words if word.place is Place.UNKNOWN]
    return f"; not understood: {', '.join(left)}" if left else ""


def account(line: Line) -> str:
    """Where each word of a line ended: "food: milk; amount: 1, cup; left out: sugar"."""
    by_place: dict[Place, list[str]] = {}
    for word in line.words:
        by_place.setdefault(word.place, []).append(printable(word.text))
    return "; ".join(f"{place}: {', '.join(by_place[place])}" for place in Place if place in by_place)


def assumed_amounts(lines: Iterable[Line]) -> list[str]:
    """Every distinct line whose grams the log did not say itself."""
    said: dict[str, None] = {}
    for line in lines:
        if line.assumed and line.supplement is not None:
            said[f"{name(line)}: {printable(line.how)}"] = None
        elif line.assumed and line.grams is not None:
            grams = f"{line.grams:.0f}" if line.grams >= 10 else f"{line.grams:.2g}"
            said[f"{name(line)}: {printable(line.how)}, {grams} g"] = None
    return list(said)


def own_foods(lines: Iterable[Line]) -> list[str]:
    """Every own food that was eaten, with where it stands."""
    foods = (line.match.food for line in lines)
    said = {
        f"{printable(food.name)}: {printable(food.source)} ({food.food_id})" for food in foods if food and food.source
    }
    return sorted(said)


def problem(each: Problem) -> str:
    """A problem in one line, with what to try."""
    hint = f" ({printable(each.hint)})" if each.hint else ""
    return f"{printable(each.file)}:{each.line}: {printable(each.message)}{hint}"


def problems_of(report: Report, severity: str) -> Sequence[Problem]:
    """The problems of a report of one severity."""
    return [each for each in report.problems if each.severity == severity]


def way(meeting: Meeting) -> str:
    """The path of a meeting: "magnesium → vitamin D activation ← vitamin D"."""
    first = meeting.ways[0]
    down = [edge.origin for edge in first.down]
    across = [edge.origin for edge in reversed(first.across)]
    return " → ".join((*down, ", ".join(each.node for each in meeting.ways))) + "".join(f" ← {node}" for node in across)


def standing(meeting: Meeting) -> str:
    """The codes behind a meeting, the standing of its weakest step, and the evidence of its steps."""
    return " · ".join((", ".join(meeting.codes), meeting.status, ", ".join(meeting.evidence)))


def caution(each: Caution) -> str:
    """What a caution is about, what is known and what to ask."""
    return f"{each.pair[:1].upper()}{each.pair[1:]}: {each.text} {each.ask}"


def cause(caution: Caution) -> str:
    """The lines of a log that give cause for a caution."""
    return ", ".join(dict.fromkeys(name(line) for line in caution.lines))
