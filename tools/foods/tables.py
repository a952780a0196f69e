"""Reading published CSV tables and writing ours: UTF-8, LF, numbers in one spelling."""

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from pathlib import Path

# Foundation Foods carry binary float noise in the 15th digit; no published value has more than ten digits.
SIGNIFICANT = Context(prec=10)

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Every row of a CSV file, as text; a byte order mark is dropped."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV file with a header line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def number(text: str) -> Decimal | None:
    """The number in a cell, or None where the cell is empty."""
    return SIGNIFICANT.create_decimal(text) if text.strip() else None


def canonical(value: Decimal | None) -> str:
    """The one spelling of a number: no exponent, no trailing zeros; empty for None."""
    if value is None:
        return ""
    return format(SIGNIFICANT.plus(value).normalize(), "f") if value else "0"


def normalised(text: str) -> str:
    """A name without case, punctuation and doubled spaces, to compare names with."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def cleaned(text: str) -> str:
    """A name with its spaces made single."""
    return " ".join(text.split())


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are not empty, each once, in their order."""
    return tuple(dict.fromkeys(name for name in map(cleaned, names) if name))
