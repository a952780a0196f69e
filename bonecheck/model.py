"""The frozen types that the steps hand on. No I/O, no formatting; masses in grams unless the name says otherwise."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from bonecheck.accounted import Word
from bonecheck.errors import Problem
from bonecheck.imported import Imported
from bonecheck.stated import Kind, Origin, Stated, Values, counted


class Entry(NamedTuple):
    """One line of a log as it was read. ``amount`` is None when the line gives none.

    ``stated`` is what the log itself says of the line's nutrients; None where it carries no such values.
    """

    file: str
    line: int
    food: str
    amount: float | None = None
    unit: str = ""
    date: dt.date | None = None
    meal: str = ""
    client: str = ""
    note: str = ""
    stated: Stated | None = None


class Log(NamedTuple):
    """A log as read: usable entries, and the lines whose cells could not be read (``unread``).

    An unread line still was eaten: it goes on as an entry whose food is unknown. ``files`` are named in the order given.
    """

    entries: tuple[Entry, ...]
    files: tuple[str, ...]
    unread: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    imports: tuple[Imported, ...] = ()


class Portion(NamedTuple):
    """A household measure of one food: ``measure`` without its leading number, grams per one."""

    measure: str
    grams: float


# The group of an own food that is a supplement.
SUPPLEMENTS: Final = "supplement"


class Food(NamedTuple):
    """A food of the table. ``per_100g`` maps nutrient keys to amounts per 100 g edible portion; None is unknown.

    ``ranges`` holds the lowest and highest of what the sources give, for the nutrients that have such a range.
    Of an own food ``source`` is its file and line, ``limits`` the most per 100 g of what is unknown (None: no limit).
    """

    food_id: str
    name: str
    group: str
    energy_kcal: float | None
    per_100g: Mapping[str, float | None]
    aliases: tuple[str, ...] = ()
    k2_basis: str = ""
    popularity: int = 0
    ranges: Mapping[str, tuple[float, float]] = {}
    source: str = ""
    limits: Mapping[str, float | None] = {}


class Per(StrEnum):
    """What a food's amount is counted for."""

    HUNDRED_G = "100g"
    PORTION = "portion"
    KCAL = "kcal"


class TopFood(NamedTuple):
    """A food and what it has of a nutrient per 100 g, per portion of ``grams`` or per 100 kcal."""

    food: Food
    amount: float
    grams: float | None


class FoodSource(NamedTuple):
    """Where one figure of a food comes from, and what stands behind it."""

    citation: str
    note: str


class Confidence(StrEnum):
    """How sure a name's match is.

    ``exact``: the food's own name. ``good``: the one food that has just these words. ``alias``: the same food under
    another name. ``near``: the nearest that the table has. ``guess``: likely, and other foods are as well.
    ``doubtful``: like the name in some word alone; not counted. ``none``: no food is like it.
    """

    EXACT = "exact"
    ALIAS = "alias"
    GOOD = "good"
    NEAR = "near"
    GUESS = "guess"
    DOUBTFUL = "doubtful"
    NONE = "none"
    MAPPED = "mapped"
    SUPPLEMENT = "supplement"
    CODE = "code"


class Match(NamedTuple):
    """A name's best food with the names of its runners-up; ``food`` is None when nothing fits.

    ``margin`` is by how much the score of the ranking puts it before the next food; None where no ranking decided.
    """

    food: Food | None
    confidence: Confidence
    runners_up: tuple[str, ...] = ()
    margin: float | None = None


class Named(NamedTuple):
    """A name of a log, on how many lines it stands, its match, and the other foods that it could be."""

    name: str
    lines: int
    match: Match
    others: tuple[Food, ...]


class Supplement(NamedTuple):
    """A nutrient taken as such: ``amount`` in its own unit, None when the line does not tell; ``also`` more of the line."""

    nutrient: str
    amount: float | None
    also: tuple["Supplement", ...] = ()

    def of(self, key: str) -> float | None:
        """What is taken of a nutrient: None when the line does not tell, zero where it is none of the line's."""
        return {each.nutrient: each.amount for each in (self, *self.also)}.get(key, 0.0)


class Line(NamedTuple):
    """An entry with what it was resolved to. ``grams`` is None when unknown; ``how`` says where
    they come from, ``assumed`` that the log itself did not say so. ``values`` says whose values count. ``ends`` are the
    grams of a range's ends, ``portions`` how many portions a line of unknown grams stands for, ``words`` the account of
    its text; what the line says was not eaten is nothing (``eaten``).
    """

    entry: Entry
    match: Match
    grams: float | None = None
    how: str = ""
    assumed: bool = False
    supplement: Supplement | None = None
    values: Values = Values.FILL
    ends: tuple[float, float] | None = None
    portions: float = 1.0
    words: tuple[Word, ...] = ()
    eaten: bool = True

    @property
    def is_supplement(self) -> bool:
        """Whether the line is a supplement: named as one, stated to be one, or an own food that is one."""
        stated, food = self.entry.stated, self.match.food
        named = self.supplement is not None or (food is not None and food.group == SUPPLEMENTS)
        return named or (stated is not None and stated.kind is Kind.SUPPLEMENT)

    @property
    def counts(self) -> bool:
        """Whether the line gives a total anything to count: own values, a food with grams, a nutrient with its amount."""
        if self.supplement is not None:
            return any(each.amount is not None for each in (self.supplement, *self.supplement.also))
        stated, weighed = self.entry.stated, self.match.food is not None and self.grams is not None
        own = stated is not None and stated.tells
        return (own and self.values is not Values.TABLE) or (weighed and self.values is not Values.LOG)

    @property
    def energy_kcal(self) -> float | None:
        """The line's energy in kcal, or None when it is unknown; a supplement has none but what the log states."""
        food, stated = self.match.food, self.entry.stated
        own, table = stated and stated.energy_kcal, food and food.energy_kcal
        weighed = None if table is None or self.grams is None else table * self.grams / 100
        found = counted(own, weighed, self.values)
        return found[0] if found else 0.0 if self.is_supplement or not self.eaten else None

    def gives(self, key: str) -> float | None:
        """What the line gives of a nutrient by the table, in its unit; None when that is unknown."""
        if self.supplement is not None:
            return self.supplement.of(key)
        value = self.match.food.per_100g[key] if self.match.food is not None else None
        if value is None or value == 0:
            return value
        return None if self.grams is None else value * self.grams / 100


class Contribution(NamedTuple):
    """What one line gave of one nutrient, in the nutrient's unit, and whose value that is."""

    line: Line
    amount: float
    origin: Origin = Origin.TABLE


class Unknown(NamedTuple):
    """A line whose share of a nutrient is unknown, and the most it can be held to give (None: no limit)."""

    line: Line
    at_most: float | None


class Total(NamedTuple):
    """One nutrient of one day: the known part, where it came from, and what is not known.

    ``spread`` is the lowest and highest that the known part can be by the foods' sources; None where they give no range.
    """

    nutrient: str
    known: float
    supplements: float
    contributions: tuple[Contribution, ...]
    unknown: tuple[Unknown, ...]
    spread: tuple[float, float] | None = None

    @property
    def from_log(self) -> float:
        """The part of the known amount that the log itself states."""
        return sum((part.amount for part in self.contributions if part.origin is Origin.LOG), 0.0)

    @property
    def lower_bound(self) -> bool:
        """Whether the true total may be higher than the known part."""
        return bool(self.unknown)

    @property
    def at_least(self) -> float:
        """The known part by the lowest figures of its sources."""
        return self.spread[0] if self.spread else self.known

    @property
    def at_most(self) -> float | None:
        """The known part by its sources' highest figures, plus the most that the unknown lines can give.

        None when that has no limit.
        """
        limits = [unknown.at_most for unknown in self.unknown]
        if any(limit is None for limit in limits):
            return None
        most = self.spread[1] if self.spread else self.known
        return most + sum(limit for limit in limits if limit is not None)


class DayTotals(NamedTuple):
    """The totals of one day, or the mean of ``days`` days when ``days`` is more than one."""

    date: dt.date | None
    lines: tuple[Line, ...]
    totals: Mapping[str, Total]
    energy_kcal: float
    days: int = 1


class Sex(StrEnum):
    """Sex as the reference intakes divide it."""

    FEMALE = "female"
    MALE = "male"


class LifeStage(StrEnum):
    """Life stages that reference intakes tell apart."""

    GENERAL = "general"
    PREGNANCY = "pregnancy"
    LACTATION = "lactation"
    POSTMENOPAUSE = "postmenopause"


# What holds for a stage where an authority has nothing of its own for it.
BROADER_STAGE: Mapping[str, LifeStage] = {LifeStage.POSTMENOPAUSE: LifeStage.GENERAL}
# What a part of a life stage is: the trimester of a pregnancy (1 to 3), the completed months of lactation.
PART_OF_STAGE: Mapping[str, str] = {LifeStage.PREGNANCY: "trimester", LifeStage.LACTATION: "month"}
# Levels of phytate in mg per day that zinc is set by (EFSA NDA 2014, EFSA J 12(10):3844).
PHYTATES = ("300", "600", "900", "1200")
DEFAULT_PHYTATE = "600"


class Profile(NamedTuple):
    """The person: completed years, body weight in kg. ``assumed`` names the fields nobody gave.

    ``months`` is the age in completed months where it was told so, ``part`` the part of the life stage as PART_OF_STAGE
    counts it, ``phytate`` the diet's phytate in mg per day, by which some authorities set zinc.
    """

    sex: Sex
    age: int
    weight_kg: float | None = None
    life_stage: LifeStage = LifeStage.GENERAL
    assumed: tuple[str, ...] = ()
    months: int | None = None
    part: int | None = None
    phytate: str = DEFAULT_PHYTATE

    @property
    def age_in_months(self) -> int:
        """Completed months of age; those of the last birthday where only years are known."""
        return 12 * self.age if self.months is None else self.months


class Reference(NamedTuple):
    """A reference value for one nutrient and person, per day in the nutrient's unit.

    ``kind`` is the authority's own word (EAR, RDA, AI, UL, or ``comparison``); ``counts`` says which intake
    is held against it: ``total`` or ``supplements``. ``derived`` tells how a value was computed (0.8 g/kg × 63 kg).
    ``own`` marks somebody's own value, ``replaces`` names the one it stands for, ``outdated`` says what is newer.
    """

    nutrient: str
    kind: str
    value: float
    unit: str
    authority: str
    edition: str
    citation: str
    checked: str
    counts: str = "total"
    derived: str = ""
    note: str = ""
    own: bool = False
    replaces: str = ""
    outdated: str = ""


class References(NamedTuple):
    """What one person's intake of one nutrient is held against; a missing one is None, with its reason beside it."""

    target: Reference | None
    upper: Reference | None
    average: Reference | None
    why: str = ""
    why_no_upper: str = ""
    why_no_average: str = ""


class Status(StrEnum):
    """A verdict on one nutrient of one day."""

    LOW = "low"
    UNCLEAR = "unclear"
    HIGH = "high"
    MET = "met"
    NO_REFERENCE = "no reference"


class Finding(NamedTuple):
    """A total held against its references. ``percent`` and ``gap`` are of the known part; a gap is never negative.

    ``excess`` is by how much the upper level is passed, by the part of the intake that counts towards it.
    """

    total: Total
    references: References
    status: Status
    percent: float | None
    gap: float | None
    excess: float | None = None


class Habit(StrEnum):
    """What the mean of some days says about the usual intake."""

    MET = "very likely enough"
    LIKELY_MET = "probably enough"
    OPEN = "open"
    LIKELY_NOT_MET = "probably too little"
    NOT_MET = "very likely too little"
    UNDETERMINED = "cannot be determined"
    NO_FIGURE = "no figure"


class UsualIntake(NamedTuple):
    """What ``days`` days say about a usual intake, by the test of ``confidence.py``.

    ``confidence`` (0 to 1) is that usual intake reaches ``value``, the reference of kind ``test``; with unknown foods it
    is the least it can be, and ``at_most`` the most. ``more_days`` would settle it. ``why`` says why there is no figure.
    """

    days: int
    habit: Habit
    test: str = ""
    value: float | None = None
    confidence: float | None = None
    at_most: float | None = None
    more_days: int | None = None
    below_upper: float | None = None
    above_upper: float | None = None
    caution: str = ""
    why: str = ""
