"""What is wrong with rows whatever their format: quotes, NUL bytes, too many cells, broken characters."""

from __future__ import annotations

from typing import Final

from bonecheck.errors import Problem
from bonecheck.readers.base import LONGEST_NAME, Row, Table, assumed, excerpt, lost

_REPLACED: Final = "\ufffd"


def broken(table: Table, row: Row) -> Problem | None:
    """What is wrong with a row before its cells are looked at one by one."""
    width = len(table.header.cells)
    if row.broken:
        hint = 'close it, or write a quote as ""'
        return lost(table.file, row.line, row.broken, "a quote is opened and never closed", hint)
    if "\0" in "".join(row.cells):
        return lost(table.file, row.line, "nul-byte", "the line holds a NUL byte", "export the log again")
    if any(cell.strip() for cell in row.cells[width:]):
        message = f"{len(row.cells)} cells where the header has {width}"
        hint = 'put a food or number that holds a comma in quotes: "milk, whole"'
        return lost(table.file, row.line, "ragged-row", message, hint)
    return None


def nameless(table: Table, row: Row, food: str) -> Problem | None:
    """What is wrong with a food's name: there is none, or it is too long to be one."""
    if not food:
        return lost(table.file, row.line, "no-food", "no food is named", "name the food in its column")
    if len(food) <= LONGEST_NAME:
        return None
    message = f"the food's name has {len(food)} characters ('{excerpt(food)}')"
    hint = f"a name has at most {LONGEST_NAME}; look for a missing quote or line end"
    return lost(table.file, row.line, "long-name", message, hint)


def bad_character(table: Table, row: Row) -> Problem | None:
    """A character that the file's encoding spoilt, in a row that counts all the same."""
    if _REPLACED not in "".join(row.cells):
        return None
    message = f"a character could not be read and stands as {_REPLACED}"
    return assumed(table.file, row.line, "bad-character", message, "save the log again as CSV in UTF-8")


def name(food: str, row: Row) -> str:
    """A food's name as an entry has it: one space between words, not too long; all cells where there is none."""
    text = food or " ".join(row.cells)
    return " ".join(text[: 4 * LONGEST_NAME].split())[:LONGEST_NAME]


def about_quotes(table: Table) -> list[Problem]:
    """What quotes did that may not have been meant: a header left open, cells that run over lines."""
    running_on = [row.line for row in table.rows if runs_on(row)] if table.delimiter else []
    about_rows = [about_rows_that_run_on(table, running_on[0], len(running_on))] if running_on else []
    return [*about_header(table), *about_rows]


def about_header(table: Table) -> list[Problem]:
    """The Problem of a header that a quote spoilt, if it is."""
    header = table.header
    if not header.broken:
        return []
    message = "the header opens a quote and never closes it; read without its quotes"
    return [assumed(table.file, header.line, header.broken, message, "close the quote")]


def runs_on(row: Row) -> bool:
    """Whether a cell of a row runs over several lines."""
    return "\n" in "".join(row.cells)


def about_rows_that_run_on(table: Table, first: int, lines: int) -> Problem:
    """The Problem of quoted cells that run over lines: the first is on line ``first``, and there are ``lines`` of them."""
    more = f" (and {lines - 1} more like it)" if lines > 1 else ""
    message = f"a quoted cell on line {first} runs over several lines{more}; read as one line of the log"
    hint = "look for a missing quote if these lines are foods of their own"
    return assumed(table.file, table.header.line, "multi-line-cell", message, hint)
