"""What can go wrong, in two kinds.

    Problem (a value)          one line of a log; collected, shown together, never stops the others
    BonecheckError             the run is impossible; caught once at the entry point, printed as one line
    ├── InputError             a log cannot be read at all
    ├── DataError              a data file (ours or the user's) is broken
    └── OptionError            an option or profile makes no sense

Codes of problems are stable: scripts may rely on them.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

# Words that a hint lists in full.
_LISTED = 12

Severity = Literal["lost", "assumed"]


class Problem(NamedTuple):
    """One line of a log that could not be used, or was used on an assumption.

    ``severity`` is ``lost`` when the line's nutrients are unknown to the totals, ``assumed`` when the
    line counts but something about it was taken for granted. ``hint`` says what to try.
    """

    file: str
    line: int
    code: str
    message: str
    hint: str
    severity: Severity = "lost"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} [{self.code}]"


class BonecheckError(Exception):
    """The run is impossible. ``str(error)`` is one line; ``hint`` is what to try."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(BonecheckError):
    """A log cannot be read at all: missing, a folder, empty, binary, without a food column.

    ``problems`` are those of its lines, where it was read and none of them could be used. ``code`` is that of the
    Problem which the file becomes where it is one of many.
    """

    def __init__(
        self, message: str, hint: str = "", problems: tuple[Problem, ...] = (), *, code: str = "not-a-log"
    ) -> None:
        super().__init__(message, hint)
        self.problems = problems
        self.code = code


class DataError(BonecheckError):
    """A data file is broken: a duplicate key, a value without its source, a missing column."""


class OptionError(BonecheckError):
    """An option or a person's profile makes no sense: age 200, an unknown authority."""


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the one it is most like, or all of them."""
    import difflib

    choices = [str(choice) for choice in known]
    folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(str(word).casefold(), folded, n=1)
    if close:
        return f"did you mean {folded[close[0]]!r}?"
    more = f" and {len(choices) - _LISTED} more" if len(choices) > _LISTED else ""
    return f"known: {', '.join(choices[:_LISTED])}{more}"
