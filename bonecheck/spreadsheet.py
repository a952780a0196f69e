"""What spreadsheets need of our CSV: cells that are no formulas, and the columns that are read back."""

from __future__ import annotations

from typing import Final

# The columns of a mapping that decide; the others are for the reviewer.
NAME: Final = "name"
FOOD_ID: Final = "food_id"
# What a spreadsheet would take for a formula stands behind an apostrophe.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), plain(guarded("=1+1"))
    ("'=1+1", '=1+1')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def plain(cell: str) -> str:
    """A guarded cell as it was."""
    return cell[1:] if cell.startswith(tuple(f"'{mark}" for mark in FORMULA)) else cell
