"""What a log itself states of its lines, and which value counts where the table of foods has one too.

An export of another tool carries amounts per line as eaten. ``sources`` is the whole rule: both sizes of the
arithmetic, the numbers of one day and the columns of a survey, take the first value that is there in its order.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

# Columns of our own CSV beside those of the nutrients.
ENERGY: Final = "energy_kcal"
FOOD_ID: Final = "food_id"
LINE_KIND: Final = "line_kind"


class Kind(StrEnum):
    """What a line of a log stands for. A summary is a meal or a day that names no food, so that nothing can be filled.

    A partial one sums up what is known of its foods, however few: each of its values is the least that was eaten.
    """

    FOOD = "food"
    SUPPLEMENT = "supplement"
    SUMMARY = "summary"
    PARTIAL = "partial"

    @property
    def sums_up(self) -> bool:
        """Whether the line stands for a meal or a day that names no food."""
        return self in (Kind.SUMMARY, Kind.PARTIAL)


class Stated(NamedTuple):
    """What the log states of one line: amounts as eaten, by nutrient key, in the nutrient's unit; a missing key is unknown.

    ``food_id`` is an id of the food table that a code of the log names, whether or not the table has it.
    """

    amounts: Mapping[str, float] = {}
    energy_kcal: float | None = None
    food_id: str = ""
    kind: Kind = Kind.FOOD

    @property
    def tells(self) -> bool:
        """Whether there is a value that counts; of a supplement one above zero, or it is not told what that is for."""
        if self.kind is Kind.SUPPLEMENT:
            return any(self.amounts.values())
        return bool(self.amounts) or self.energy_kcal is not None


class Values(StrEnum):
    """Whose values count: the log's own alone, the table's alone, or the log's own with its blanks filled from the table."""

    LOG = "log"
    TABLE = "table"
    FILL = "fill"


class Origin(StrEnum):
    """Where a counted value comes from."""

    LOG = "log"
    TABLE = "table"


_SOURCES: Mapping[Values, tuple[Origin, ...]] = {
    Values.LOG: (Origin.LOG,),
    Values.TABLE: (Origin.TABLE,),
    Values.FILL: (Origin.LOG, Origin.TABLE),
}


def sources(values: Values) -> tuple[Origin, ...]:
    """Where a value is looked for, in this order; the first that has one gives it."""
    return _SOURCES[values]


def counted(stated: float | None, table: float | None, values: Values) -> tuple[float, Origin] | None:
    """The value that counts and where it comes from; None where it is unknown.

    >>> counted(None, 3.5, Values.FILL)
    (3.5, <Origin.TABLE: 'table'>)
    """
    found = {Origin.LOG: stated, Origin.TABLE: table}
    for origin in sources(values):
        value = found[origin]
        if value is not None:
            return value, origin
    return None
