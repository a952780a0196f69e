"""What is wrong with a line, or is taken for granted of it, as a Problem that says what to try."""

from __future__ import annotations

from typing import Final

from bonecheck.errors import Problem
from bonecheck.foods import account, amounts
from bonecheck.model import Confidence, Entry, Line, Match

_NO_MATCH: Final = Match(food=None, confidence=Confidence.NONE)
# A line of more energy or weight than this is listed with its reading.
MUCH_KCAL: Final = 2000.0
MUCH_GRAMS: Final = 1500.0


def no_such_food(entry: Entry, match: Match, *, is_meal: bool, is_english: bool) -> Problem:
    """The Problem of a name that is no food's; what is near is offered, and that names are read in English where no word is."""
    near = "; ".join(match.runners_up)
    hint = f"did you mean {near}?" if near else "other words may: bonecheck foods search TEXT"
    if is_meal and not near:
        hint = "say what was eaten, a line for each food"
    elif not is_meal and not is_english:
        hint = "names are read in English" + (f"; {hint}" if near else ", and no word of this one is known")
    message = f"no food is like '{entry.food[:60]}'"
    return Problem(entry.file, entry.line, "no-such-food", message, hint)


def unshared(entry: Entry, *, lost: bool = False) -> Problem:
    """The Problem of a food whose part of one amount cannot be told; ``lost`` where nothing of it counts."""
    counted = "" if lost else "; its usual portion counts that many times"
    message = f"'{entry.food[:60]}' is a part of what one amount is given for{counted}"
    hint = "give each food of the line its own amount"
    return Problem(entry.file, entry.line, "shared-amount", message, hint, severity="lost" if lost else "assumed")


def not_eaten(entry: Entry) -> tuple[Line, Problem | None]:
    """A line that says itself that nothing of it was eaten: it counts as nothing, which is told."""
    line = Line(entry, _NO_MATCH, grams=0.0, how="not eaten", words=account.of_not_eaten(entry.food), eaten=False)
    message = f"'{entry.food[:60]}' is read as not eaten, and counts as nothing"
    hint = "if it was eaten, write the food alone"
    return line, Problem(entry.file, entry.line, "not-eaten", message, hint, severity="assumed")


def problem_of(entry: Entry, why: amounts.Unweighed) -> Problem:
    """Why an amount is not grams, as a Problem of its line."""
    return Problem(file=entry.file, line=entry.line, code=why.code, message=why.message, hint=why.hint)


def odd_amount(line: Line, grams: float) -> Problem | None:
    """The Problem of a line that counts as nothing, or as so much that somebody should look at it."""
    energy = line.energy_kcal or 0.0
    if 0 < grams <= MUCH_GRAMS and energy <= MUCH_KCAL:
        return None
    found = "nothing" if grams == 0 else f"{grams:,.0f} g" + (f" and {energy:,.0f} kcal" if energy > MUCH_KCAL else "")
    code = "zero-amount" if grams == 0 else "large-amount"
    return Problem(
        file=line.entry.file,
        line=line.entry.line,
        code=code,
        message=f"'{line.entry.food[:60]}' counts as {found} ({line.how})",
        hint="check the amount and its unit",
        severity="assumed",
    )
