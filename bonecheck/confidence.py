"""Step 4, assess: how far the mean of a few days tells a person's usual intake.

The individual assessment of the National Academies: Institute of Medicine, Dietary Reference Intakes: Applications in
Dietary Assessment, National Academies Press 2000 (doi:10.17226/9956), chapter 3 and appendix B; IOM 2000 below. The test
follows the kind of the reference, not the nutrient:

    average requirement   z = (mean − EAR) / √(SD_requirement² + SD_within² / n)      p. 54, 186 to 190
    adequate intake       z = (mean − AI) / (SD_within / √n)                          p. 60 to 62
    upper level           z = (mean − UL) / (SD_within / √n)                          p. 64

with n days, SD_requirement = CV × EAR, and SD_within the pooled day-to-day variation of a survey, never the person's own
(a few days estimate that badly, p. 54). Φ(z) is called confidence and no probability: it knows nothing of how intakes
are spread among people, and in a simulation a stated 84 % came true 74 % of the time.

It holds where days spread evenly around a person's mean. Above a day-to-day variation of 60 to 70 % they do not (p. 62, 190,
194), and no figure is given. Below an adequate intake nothing can be said: adequacy cannot be determined (p. 62). A lower
bound can show that a requirement is met, never that it is not; for an upper level the reverse.

The formulas take numbers, or columns of a frame given functions that do for columns what `math` does for numbers.
"""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from bonecheck.assess import Quantity
from bonecheck.model import Finding, Habit, LifeStage, Profile, Reference, References, Total, UsualIntake
from bonecheck.nutrients import BY_KEY

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

# Day-to-day variation in per cent of the mean above which days are too skewed (IOM 2000, p. 62: "60 to 70").
MOST_VARIATION: Final = 60.0
# Confidence from which a question is settled, and from which an answer is likely (IOM 2000, table B-1: z of 1.65 and 1.0).
SETTLED: Final = 0.95
LIKELY: Final = 0.85
# What a confidence between the least and the most it can be says, the first that holds; Habit.OPEN where none does.
HABITS: Final[tuple[tuple[Habit, Callable[[Quantity, Quantity], Quantity]], ...]] = (
    (Habit.MET, lambda least, _most: least >= SETTLED),
    (Habit.LIKELY_MET, lambda least, _most: least >= LIKELY),
    (Habit.NOT_MET, lambda _least, most: most <= 1 - SETTLED),
    (Habit.LIKELY_NOT_MET, lambda _least, most: most <= 1 - LIKELY),
)
# Days beyond which waiting for an answer makes no sense.
MOST_DAYS: Final = 365
# The precision of a mean that is told where no confidence is.
_PRECISION: Final = 0.2
# The usual intakes that a skewed requirement is held against, in standard errors from the mean, and their weights.
STEPS: Final = tuple(step / 5 for step in range(-20, 21))
WEIGHTS: Final = tuple(math.exp(-step * step / 2) for step in STEPS)
LOG_NORMAL: Final = "log-normal"


class Variability(NamedTuple):
    """How much an intake varies from day to day within a person, and a requirement between people.

    ``sd_within`` is in the nutrient's unit per day, None where only ``cv_within`` (per cent of the mean) is known;
    ``requirement_cv`` in per cent of the average requirement, which is ``requirement_shape``: normal or log-normal.
    """

    nutrient: str
    sex: str
    age_min: int
    age_max: int | None
    sd_within: float | None
    cv_within: float
    requirement_cv: float
    requirement_shape: str
    caution: str
    population: str
    people: int
    citation: str
    checked: str

    @property
    def is_steady(self) -> bool:
        """Whether days vary little enough for the method."""
        return self.cv_within <= MOST_VARIATION


def phi(z: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


def _log(value: float) -> float:
    """The natural logarithm; without bound below where there is none."""
    return math.log(value) if value > 0 else -math.inf


def requirement_z(
    mean: Quantity, requirement: Quantity, requirement_sd: Quantity, sd_within: Quantity, days: Quantity
) -> Quantity:
    """The z of a mean intake over ``days`` against an average requirement; one unit throughout (IOM 2000, p. 54)."""
    return (mean - requirement) / (requirement_sd**2 + sd_within**2 / days) ** 0.5


def level_z(mean: Quantity, level: Quantity, sd_within: Quantity, days: Quantity) -> Quantity:
    """The z of a mean intake over ``days`` against an adequate intake or an upper level (IOM 2000, p. 60, 64)."""
    return (mean - level) / (sd_within / days**0.5)


def skewed_requirement(mean: float, requirement: float, cv: float, sd_within: float, days: float) -> float:
    """The confidence that a log-normal requirement is met; ``cv`` as a share, its SD on the logarithmic scale.

    The mean over usual intakes u ~ N(mean, SD_within/√n) of Φ((ln u − ln EAR) / cv), by the trapezoidal rule over four
    standard errors to each side: a protein requirement is skewed (IOM 2005; CV 12 %), which z alone does not hold.
    """
    met = [phi(skewed_z(step, mean, requirement, cv, sd_within, days)) for step in STEPS]
    return float(skewed_mean(met))


def skewed_z(
    step: Quantity,
    mean: Quantity,
    requirement: Quantity,
    cv: Quantity,
    sd_within: Quantity,
    days: Quantity,
    log: Callable[[Quantity], Quantity] = _log,
) -> Quantity:
    """The z of a usual intake that `skewed_requirement` takes its mean over, ``step`` standard errors from the mean."""
    return log((mean + step * (sd_within / days**0.5)) / requirement) / cv


def skewed_mean(met: Sequence[Quantity]) -> Quantity:
    """The weighted mean of the confidences at each usual intake."""
    return sum(weight * each for weight, each in zip(WEIGHTS, met, strict=True)) / sum(WEIGHTS)


def days_for_precision(cv_within: float, precision: float) -> int:
    """Days after which a mean lies within ``precision`` of the usual intake, 19 times of 20: (1.96 × CV / precision)².

    Both as shares. Beaton 1979, in the form that Tokudome 2003 (J Community Nutr 5:72) agrees with.
    """
    return math.ceil((1.96 * cv_within / precision) ** 2)


def usual_intake(finding: Finding, days: int, known: Variability | None, profile: Profile) -> UsualIntake:
    """What the mean of ``days`` days says about the usual intake of one nutrient; where nothing, why."""
    refused = _refusal(finding, known)
    if refused or known is None or known.sd_within is None:
        return UsualIntake(days=days, habit=Habit.NO_FIGURE, why=refused)
    reference = tested(finding.references)
    caution = known.caution
    if profile.life_stage in (LifeStage.PREGNANCY, LifeStage.LACTATION):
        caution = "; ".join(each for each in (caution, f"the variation is not that of {profile.life_stage}") if each)
    found = _assessed(finding.total, reference, known, days) if reference else _untested(finding, days)
    below, above = _upper(finding, known.sd_within, days)
    return found._replace(caution=caution, below_upper=below, above_upper=above)


def _refusal(finding: Finding, known: Variability | None) -> str:
    label = BY_KEY[finding.total.nutrient].label
    if known is None:
        return f"no survey's day-to-day variation of {label} is at hand for this sex and age"
    if not known.is_steady:
        days = days_for_precision(known.cv_within / 100, _PRECISION)
        more = f" ({known.caution})" if known.caution else ""
        return (
            f"it varies by {known.cv_within:.0f} % from day to day{more}, too much for the method (60 to 70 %); "
            f"a mean within 20 % takes some {days} days"
        )
    return ""


def tested(references: References) -> Reference | None:
    """The reference that the mean is tested against: the average requirement of the target's authority, or its AI."""
    target, average = references.target, references.average
    if average is not None and (target is None or target.authority == average.authority):
        return average
    return target if target is not None and target.kind == "AI" else None


def _untested(finding: Finding, days: int) -> UsualIntake:
    target = finding.references.target
    why = finding.references.why_no_average or finding.references.why
    if why.startswith(("The ", "No ", "There ")):
        why = why[0].lower() + why[1:]
    if target is not None and finding.references.average is not None:
        why = f"the {target.kind} of {target.authority} comes without one"
    return UsualIntake(
        days=days, habit=Habit.NO_FIGURE, why=f"the method needs an average requirement or an AI; {why.rstrip('.')}"
    )


def _assessed(total: Total, reference: Reference, known: Variability, days: int) -> UsualIntake:
    met = _confidence(reference, known)
    least = met(total.at_least, days)
    is_ai = reference.kind == "AI"
    if is_ai and total.at_least < reference.value:
        return UsualIntake(days=days, habit=Habit.UNDETERMINED, test=reference.kind, value=reference.value)
    most = 1.0 if total.at_most is None else met(total.at_most, days)
    return UsualIntake(
        days=days,
        habit=_habit(least, 1.0 if is_ai else most),
        test=reference.kind,
        value=reference.value,
        confidence=least,
        at_most=most,
        more_days=_more_days(met, total, reference, days),
    )


def _confidence(reference: Reference, known: Variability) -> Callable[[float, float], float]:
    """Mean and days → the confidence that usual intake reaches a reference."""
    value, sd, cv = reference.value, known.sd_within or 0.0, known.requirement_cv / 100
    if reference.kind == "AI":
        return lambda mean, days: phi(level_z(mean, value, sd, days))
    if known.requirement_shape == LOG_NORMAL:
        return lambda mean, days: skewed_requirement(mean, value, cv, sd, days)
    return lambda mean, days: phi(requirement_z(mean, value, cv * value, sd, days))


def _habit(least: float, most: float) -> Habit:
    return next((habit for habit, holds in HABITS if holds(least, most)), Habit.OPEN)


def _more_days(met: Callable[[float, float], float], total: Total, reference: Reference, days: int) -> int | None:
    """How many days more with the same mean would settle it: 0 when it is, None when none up to MOST_DAYS would."""
    above = total.at_least >= reference.value
    mean = total.at_least if above else total.at_most
    if mean is None:
        return None

    def settled(count: int) -> bool:
        return met(mean, count) >= SETTLED if above else met(mean, count) <= 1 - SETTLED

    if not settled(MOST_DAYS):
        return None
    least, most = 0, MOST_DAYS
    while least + 1 < most:
        middle = (least + most) // 2
        least, most = (least, middle) if settled(middle) else (middle, most)
    return max(most - days, 0)


def _upper(finding: Finding, sd_within: float, days: int) -> tuple[float | None, float | None]:
    """The confidence that usual intake is below, and above, an upper level that counts the whole intake."""
    upper, total = finding.references.upper, finding.total
    if upper is None or upper.counts != "total":
        return None, None
    above = phi(level_z(total.at_least, upper.value, sd_within, days))
    below = None if total.at_most is None else phi(-level_z(total.at_most, upper.value, sd_within, days))
    return below, above


def build(connection: "sqlite3.Connection", path: "Path") -> None:
    """Write data/variability.csv into the table ``variability`` of the compiled data."""
    import csv

    columns = Variability._fields
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_row(each) for each in csv.DictReader(file)]
    connection.execute(f"CREATE TABLE variability ({', '.join(columns)})")
    connection.executemany(f"INSERT INTO variability VALUES ({', '.join('?' * len(columns))})", rows)


def _row(cells: dict[str, str]) -> Variability:
    return Variability(
        nutrient=cells["nutrient"],
        sex=cells["sex"],
        age_min=int(cells["age_min"]),
        age_max=int(cells["age_max"]) if cells["age_max"] else None,
        sd_within=float(cells["sd_within"]) if cells["sd_within"] else None,
        cv_within=float(cells["cv_within"]),
        requirement_cv=float(cells["requirement_cv"]),
        requirement_shape=cells["requirement_shape"],
        caution=cells["caution"],
        population=cells["population"],
        people=int(cells["people"]),
        citation=cells["citation"],
        checked=cells["checked"],
    )


def of_person(connection: "sqlite3.Connection", profile: Profile) -> dict[str, Variability]:
    """What is known of the variation in people of a sex and age, by nutrient."""
    found = connection.execute(
        "SELECT * FROM variability WHERE sex = ? AND age_min <= ? AND (age_max IS NULL OR age_max >= ?)",
        (str(profile.sex), profile.age, profile.age),
    )
    return {row[0]: Variability(*row) for row in found}


def ages(connection: "sqlite3.Connection") -> set[int]:
    """The ages in months at which what is known of the variation begins to hold, or has ended to."""
    found = connection.execute("SELECT DISTINCT age_min, age_max FROM variability").fetchall()
    return {12 * first for first, _ in found} | {12 * (last + 1) for _, last in found if last is not None}
