"""Step 4, assess: a total against its references gives a verdict that says only what can be said.

Let K be the known part of an intake, by the lowest figures where its sources differ; M the most it can be (the known
part by the highest figures, plus the limits of the unknown foods; without bound when one of them has no limit); R the
reference and U the upper level, with S the part of the intake that counts towards U.

    high      S > U             the known part alone is above the upper level
    met       K ≥ R             the known part alone reaches the reference
    low       M < R             not even the most that the unknown foods can be held to give closes the gap
    unclear   K < R ≤ M         the unknown foods, or higher figures, could close the gap: a lower bound is no deficiency

A lower bound can prove that a reference is met, never that it is not; for an upper level it can prove the excess.
The limit of an unknown food is a high percentile (the 95th) of the known values of its food group: an ordinary
food of its kind, at its richest. That holds natto to much K2 and lettuce to none.
"""

from __future__ import annotations

from bonecheck.model import Finding, References, Status, Total


def assess(total: Total, references: References) -> Finding:
    """Hold a total against the references of one person; see the module's text for the rule.

    ``percent`` and ``gap`` are those of the known part: with unknown foods the percent is a lower bound, the gap
    an upper one.
    """
    target = references.target.value if references.target else None
    excess = _excess(total, references)
    return Finding(
        total=total,
        references=references,
        status=Status.HIGH if excess > 0 else status(total.at_least, total.at_most, target),
        percent=None if target is None else 100 * total.known / target,
        gap=None if target is None else max(target - total.known, 0.0),
        excess=excess if excess > 0 else None,
    )


def status(at_least: float, at_most: float | None, target: float | None) -> Status:
    """The verdict on an intake between ``at_least`` and ``at_most`` (None: no bound) against a target."""
    if target is None:
        return Status.NO_REFERENCE
    if at_least >= target:
        return Status.MET
    if at_most is not None and at_most < target:
        return Status.LOW
    return Status.UNCLEAR


def _excess(total: Total, references: References) -> float:
    """By how much the part that counts is above the upper level; 0 when it is not, or there is no such level."""
    upper = references.upper
    if upper is None:
        return 0.0
    counted = total.supplements if upper.counts == "supplements" else total.known
    return max(counted - upper.value, 0.0)
