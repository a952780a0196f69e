"""What every report format does: ``render(report, style) -> str``. Rounding happens here and nowhere before."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Final, NamedTuple

from bonecheck.model import Finding, Reference, Status
from bonecheck.nutrients import BY_KEY
from bonecheck.report import DayReport

# Characters that could move the cursor, hide text or turn its direction in a reader's terminal or page.
_UNSAFE_CATEGORIES: Final = frozenset({"Cc", "Cs"})
_TURNS_TEXT: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\u2029")
# Findings in the order a reader wants them.
_ORDER: Final = (Status.HIGH, Status.LOW, Status.UNCLEAR, Status.NO_REFERENCE, Status.MET)
_SHORT_KINDS: Final = {"comparison": "*", "guidance": "adv.", "guideline": "adv."}
_VERDICTS: Final = {Status.NO_REFERENCE: "none set"}
SIGNS: Final = {
    Status.LOW: "▼",
    Status.UNCLEAR: "?",
    Status.HIGH: "▲",
    Status.MET: "✓",
    Status.NO_REFERENCE: "–",
}


class Detail(StrEnum):
    """How much a report says."""

    BRIEF = "brief"
    NORMAL = "normal"
    VERBOSE = "verbose"


class Style(NamedTuple):
    """How a report is to look: columns, colours (none, or Rich's name of the system), and how much it says."""

    width: int = 80
    colors: str | None = None
    detail: Detail = Detail.NORMAL


def amount(key: str, value: float, *, unit: bool = True) -> str:
    """A nutrient's amount, rounded as its unit wants.

    >>> amount("vitamin_d", 6.06)
    '6.1 µg'
    """
    nutrient = BY_KEY[key]
    text = f"{value:.{nutrient.decimals}f}"
    return f"{text} {nutrient.unit}" if unit else text


def intake(finding: Finding) -> str:
    """A total as it may be printed: a lower bound says so."""
    total = finding.total
    return ("≥ " if total.lower_bound else "") + amount(total.nutrient, total.known)


def target(finding: Finding) -> str:
    """The reference with its kind: "1200 RDA"; a comparison level is starred, it is no requirement."""
    reference = finding.references.target
    if reference is None:
        return "no value"
    value = f"{reference.value:.1f}".removesuffix(".0")
    return f"{value} {kind(reference)}"


def kind(reference: Reference) -> str:
    """The kind as a table has room for it; somebody's own value is marked as such, whatever its kind."""
    return "own" if reference.own else _SHORT_KINDS.get(reference.kind, reference.kind)


def verdict(finding: Finding) -> str:
    """The verdict as a sign and a word: never colour alone."""
    return f"{SIGNS[finding.status]} {word(finding.status)}"


def word(status: Status) -> str:
    """A verdict in the words of reports."""
    return _VERDICTS.get(status, status.value)


def percent(finding: Finding) -> str:
    """The known part as a share of the reference; not rounded up to 100 while it is below."""
    return "" if finding.percent is None else f"{rounded_percent(finding.percent)} %"


def rounded_percent(share: float) -> int:
    """A percentage in whole numbers; less than 100 stays less."""
    return min(round(share), 99) if share < 100 else round(share)


def remark(finding: Finding) -> str:
    """What a reader needs beside the verdict: how much is missing, may be there, or is too much."""
    key = finding.total.nutrient
    if finding.status is Status.HIGH and finding.excess is not None:
        return f"{amount(key, finding.excess)} over UL"
    if finding.status is Status.LOW and finding.gap is not None:
        return f"{_gap(finding, finding.gap)} short"
    if finding.status is Status.UNCLEAR:
        return _possible(finding)
    return ""


def _possible(finding: Finding) -> str:
    """How much an unclear total may be: "up to 48.0 µg", or a range where the sources of the known part differ."""
    key, total = finding.total.nutrient, finding.total
    if total.at_most is None:
        return "no upper bound"
    most = amount(key, total.at_most)
    least = amount(key, total.at_least, unit=False)
    return f"up to {most}" if least == amount(key, total.known, unit=False) else f"{least}–{most}"


def _gap(finding: Finding, gap: float) -> str:
    """A gap, as a range when the unknown foods could make it smaller: "213–414 mg"."""
    key, most = finding.total.nutrient, finding.total.at_most
    wide = amount(key, gap)
    if most is None:
        return wide
    least = amount(key, max(gap - (most - finding.total.known), 0.0), unit=False)
    return wide if wide.startswith(f"{least} ") else f"{least}–{wide}"


def in_order(day: DayReport) -> list[str]:
    """The nutrients of a day, the most urgent first."""
    findings = {key: explained.finding for key, explained in day.nutrients.items()}
    return sorted(findings, key=lambda key: (_ORDER.index(findings[key].status), findings[key].percent or 0.0))


def printable(text: str) -> str:
    r"""User text that cannot act on a terminal: controls and marks that turn text become a visible stand-in.

    >>> printable("milk\x1b[31m")
    'milk�[31m'
    """
    return "".join("\ufffd" if _is_unsafe(character) else character for character in text)


def _is_unsafe(character: str) -> bool:
    return unicodedata.category(character) in _UNSAFE_CATEGORIES or character in _TURNS_TEXT
