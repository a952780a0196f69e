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

The formulas take numbers, or columns of a frame that compare and subtract like numbers: one day and a survey are judged
alike. What is missing is infinite in them: an upper level that is not set, the most of an unknown food without a limit.
"""

import math
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from bonecheck.model import Finding, References, Status, Total

# A number, or a column expression: both compare, add and multiply.
Quantity = Any


class Held(NamedTuple):
    """An intake and what it is held against, per day in the nutrient's unit; what is missing is infinite.

    ``counted`` is the part of the intake that counts towards the upper level.
    """

    at_least: Quantity
    at_most: Quantity
    counted: Quantity
    target: Quantity
    upper: Quantity


# The verdicts in order, the first that holds; OTHERWISE where none does.
VERDICTS: Final[tuple[tuple[Status, Callable[[Held], Quantity]], ...]] = (
    (Status.HIGH, lambda held: held.counted > held.upper),
    (Status.NO_REFERENCE, lambda held: held.target == math.inf),
    (Status.MET, lambda held: held.at_least >= held.target),
    (Status.LOW, lambda held: held.at_most < held.target),
)
OTHERWISE: Final = Status.UNCLEAR


def percent(known: Quantity, target: Quantity) -> Quantity:
    """The known part as a percentage of the target."""
    return 100 * known / target


def shortfall(wanted: Quantity, had: Quantity) -> Quantity:
    """By how much ``had`` falls short of ``wanted``; never negative."""
    missing = wanted - had
    return max(missing, 0.0) if isinstance(missing, float | int) else missing.clip(0.0)


def assess(total: Total, references: References) -> Finding:
    """Hold a total against the references of one person; see the module's text for the rule.

    ``percent`` and ``gap`` are those of the known part: with unknown foods the percent is a lower bound, the gap
    an upper one.
    """
    target = references.target.value if references.target else None
    held = _held(total, references)
    excess = shortfall(held.counted, held.upper)
    return Finding(
        total=total,
        references=references,
        status=verdict(held),
        percent=None if target is None else percent(total.known, target),
        gap=None if target is None else shortfall(target, total.known),
        excess=excess if excess > 0 else None,
    )


def verdict(held: Held) -> Status:
    """The verdict on one intake in numbers."""
    return next((status for status, holds in VERDICTS if holds(held)), OTHERWISE)


def _held(total: Total, references: References) -> Held:
    target, upper = references.target, references.upper
    return Held(
        at_least=total.at_least,
        at_most=math.inf if total.at_most is None else total.at_most,
        counted=total.supplements if upper and upper.counts == "supplements" else total.known,
        target=target.value if target else math.inf,
        upper=upper.value if upper else math.inf,
    )
