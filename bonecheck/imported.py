"""What became of one file on its way in: which format it was taken for, what was read, left out, converted and guessed."""

from collections.abc import Mapping
from typing import Final, NamedTuple

# The reader of our own CSV.
OURS: Final = "plain"


class Imported(NamedTuple):
    """The import report of one file; ``rows`` are those below the header that are not blank.

    ``skipped`` counts rows by the reason for which they are no food eaten, ``blank`` and ``zero_unknown`` lines by
    nutrient key: cells left empty, and zeros that this format writes for what it does not know. ``converted`` says
    which columns changed their unit and by which rule, ``guessed`` what was decided by a rule instead of known, and
    ``left_out`` what the file tells and bonecheck has no use for, such as time zones.
    """

    file: str
    reader: str
    title: str
    rows: int
    skipped: Mapping[str, int] = {}
    converted: tuple[str, ...] = ()
    zero_unknown: Mapping[str, int] = {}
    blank: Mapping[str, int] = {}
    guessed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether the file is our own CSV, of which there is nothing to tell."""
        return self.reader == OURS
