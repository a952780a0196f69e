"""What a check answers: every day assessed and explained, the lines behind it, and the problems met.

Renderers in ``reports/`` turn a Report into text; ``rows`` is the same as a table, one row per day and nutrient.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from bonecheck.errors import Problem
from bonecheck.imported import Imported
from bonecheck.links import Caution, Mechanism, Meeting
from bonecheck.model import DayTotals, Finding, Line, Profile, UsualIntake
from bonecheck.nutrients import BY_KEY
from bonecheck.totals import density, known_share, unknown_share

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = (
    "date",
    "nutrient",
    "intake",
    "unit",
    "lower_bound",
    "at_most",
    "unknown_foods",
    "unknown_energy_share",
    "reference",
    "reference_kind",
    "authority",
    "percent",
    "gap",
    "status",
    "upper_level",
    "excess",
    "held_against",
    "per_1000_kcal",
    "known_energy_share",
    "from_log",
    "from_table",
)


class Explained(NamedTuple):
    """A finding with the mechanisms that its gap touches, most telling first; none when there is no gap.

    ``usual`` is what the log as a whole says of the usual intake: of its mean, or its only day.
    """

    finding: Finding
    mechanisms: tuple[Mechanism, ...] = ()
    usual: UsualIntake | None = None


class DayReport(NamedTuple):
    """One day (or the mean over ``totals.days`` days) assessed and explained, by nutrient key.

    ``together`` is what its verdicts mean together, the most telling first.
    """

    totals: DayTotals
    nutrients: Mapping[str, Explained]
    together: tuple[Meeting, ...] = ()


class Compared(NamedTuple):
    """The same days held against another authority: findings by nutrient for each of ``sections``."""

    authority: str
    name: str
    days: tuple[Mapping[str, Finding], ...]


class Report(NamedTuple):
    """Everything a report prints. ``average`` is None for a single day; ``cautions`` are those that the log gives cause for.

    ``compared`` holds every authority that was asked for side by side, the report's own first; empty otherwise.
    ``imports`` says of each file what it was taken for and what became of its rows.
    """

    profile: Profile
    authority: str
    authority_name: str
    days: tuple[DayReport, ...]
    average: DayReport | None
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    ignored_columns: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    compared: tuple[Compared, ...] = ()
    imports: tuple[Imported, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """One row per day and nutrient as a pandas DataFrame; columns ``COLUMNS``, amounts in ``unit`` per day.

        The mean over several days comes last, dated "average".
        """
        import pandas as pd

        return pd.DataFrame(list(rows(self)), columns=list(COLUMNS))


def sections(report: Report) -> tuple[DayReport, ...]:
    """The days of a report and, over several, their mean."""
    return report.days if report.average is None else (*report.days, report.average)


def date_text(day: DayReport) -> str:
    """A day's date as ISO 8601, "average" for the mean, empty for a log without dates."""
    if day.totals.days > 1:
        return "average"
    return day.totals.date.isoformat() if day.totals.date else ""


def rows(report: Report) -> Iterator[tuple[object, ...]]:
    """The values of ``COLUMNS`` for each day and nutrient, unrounded; None where there is no value.

    With several authorities the days come once for each; ``held_against`` names it.
    """
    for day in sections(report):
        for key, explained in day.nutrients.items():
            yield _row(day, key, explained.finding, report.authority)
    for other in report.compared[1:]:
        for day, found in zip(sections(report), other.days, strict=True):
            yield from (_row(day, key, finding, other.authority) for key, finding in found.items())


def _row(day: DayReport, key: str, finding: Finding, authority: str) -> tuple[object, ...]:
    total, target, upper = finding.total, finding.references.target, finding.references.upper
    return (
        date_text(day),
        key,
        total.known,
        BY_KEY[key].unit,
        total.lower_bound,
        total.at_most,
        len(total.unknown),
        unknown_share(total, day.totals),
        target.value if target else None,
        target.kind if target else None,
        target.authority if target else None,
        finding.percent,
        finding.gap,
        finding.status.value,
        upper.value if upper else None,
        finding.excess,
        authority,
        density(total, day.totals),
        known_share(total, day.totals),
        total.from_log,
        total.known - total.from_log,
    )
