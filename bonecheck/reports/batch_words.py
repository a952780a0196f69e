"""What a batch comes to, as more than one of its formats tells it: the group, who needs most, what was lost, guessed names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from bonecheck.model import Confidence, Status
from bonecheck.nutrients import KEYS
from bonecheck.reports.base import printable

if TYPE_CHECKING:
    from bonecheck.batch.results import Results
    from bonecheck.imported import Imported

# Verdicts as a group is told by: the gaps first.
VERDICTS: Final = (Status.LOW, Status.UNCLEAR, Status.HIGH, Status.MET, Status.NO_REFERENCE)
_UNSURE: Final = (Confidence.NONE, Confidence.DOUBTFUL, Confidence.GUESS, Confidence.NEAR)


class Loss(NamedTuple):
    """How often a problem was met, and the first of its kind."""

    code: str
    severity: str
    times: int
    file: str
    line: int
    message: str
    hint: str


def group(results: Results) -> dict[str, dict[Status, int]]:
    """For each nutrient how many clients (or days) have which verdict."""
    counted = results.scores.group_by("nutrient", "status").len()
    found = {(nutrient, status): count for nutrient, status, count in counted.iter_rows()}
    return {key: {status: found.get((key, status.value), 0) for status in VERDICTS} for key in KEYS}


def by_need(results: Results) -> pl.Series:
    """The places of the clients (or days) in the scores, the most urgent first.

    Most nutrients low or high first; among equals who is further below, summed over what is low; then who has more that
    is unclear; then in the order of the scores.
    """
    status = pl.col("status")
    urgent, low = status.is_in([Status.LOW.value, Status.HIGH.value]), status == Status.LOW.value
    need = {
        "urgent": urgent.sum(),
        "below": (100 - pl.col("percent")).filter(low).sum(),
        "open": (status == Status.UNCLEAR.value).sum(),
    }
    place = (pl.int_range(pl.len()) // len(KEYS)).alias("place")
    people = results.scores.group_by(place, maintain_order=True).agg(**need)
    return people.sort(*need, descending=True, maintain_order=True)["place"]


def losses(results: Results) -> list[Loss]:
    """The problems by their code, what was lost first, the most frequent first."""
    first = [pl.col(name).first() for name in ("file", "line", "message", "hint")]
    counted = results.problems.group_by("code", "severity", maintain_order=True).agg(pl.len().alias("count"), *first)
    ordered = counted.sort(pl.col("severity") != "lost", "count", descending=[False, True], maintain_order=True)
    return [Loss(*row) for row in ordered.iter_rows()]


def unsure(results: Results) -> pl.DataFrame:
    """The names that nothing fits or that were guessed, the least sure first."""
    return results.matches.filter(pl.col("match").is_in([each.value for each in _UNSURE]))


def number(count: int, singular: str, plural: str = "") -> str:
    """A count with its noun.

    >>> number(1, "file"), number(12000, "day")
    ('1 file', '12,000 days')
    """
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def whose(results: Results) -> str:
    """Who was scored, over how long, by whose reference intakes: "8 clients · 24 days · NAM reference intakes"."""
    scores = results.scores.gather_every(len(KEYS))
    clients, days = scores["client"].n_unique(), int(scores["days"].sum())
    known = results.clients.join(scores, on="client", how="semi")["authority"].drop_nulls()
    names = [(str(name), int(count)) for name, count in known.value_counts(sort=True).iter_rows()]
    told = ", ".join(f"{name} ({count:,})" for name, count in names) if len(names) > 1 else "".join(dict(names))
    return " · ".join((number(clients, "client"), number(days, "day"), f"{told} reference intakes"))


def assumed(results: Results) -> str:
    """For how many clients something about the person was assumed; empty when for none."""
    found = results.clients.filter(pl.col("assumed") != "")
    fields = found["assumed"].str.split(", ").explode().unique(maintain_order=True)
    if found.is_empty():
        return ""
    return f"Assumed for {number(found.height, 'client')}: {' and '.join(fields)}. --clients FILE says who they are."


def imported(results: Results) -> list[str]:
    """A line for each format of another tool: its files and rows, and how many rows were skipped for which reason."""
    return [
        _imported([each for each in results.imports if each.reader == reader])
        for reader in sorted({each.reader for each in results.imports})
    ]


def _imported(files: list[Imported]) -> str:
    skipped = sum((Counter(each.skipped) for each in files), Counter[str]())
    told = f"{files[0].title} ({files[0].reader}): {number(len(files), 'file')}"
    told += f", {number(sum(each.rows for each in files), 'row')}"
    if not skipped:
        return told
    reasons = ", ".join(f"{printable(reason)} {count:,}" for reason, count in skipped.most_common())
    return f"{told}; skipped {number(skipped.total(), 'row')}: {reasons}"


def lost(results: Results) -> str:
    """How much was lost, in a sentence."""
    lines, gone = (int(results.clients[name].sum()) for name in ("lines", "lines_lost"))
    files = f"{results.files_lost:,} of {number(results.files, 'file')} could not be read"
    rows = f"{gone:,} of {number(lines, 'line')} could not be counted and {'is' if gone == 1 else 'are'} unknown in the totals"
    told = [text for count, text in ((results.files_lost, files), (gone, rows)) if count]
    if told:
        return f"{'; '.join(told)}."
    return f"Nothing: {number(results.files, 'file')}, {number(results.rows, 'row')}."
