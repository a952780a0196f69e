"""What became of a file of another tool on its way in, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bonecheck.imported import Imported
from bonecheck.model import Confidence, Line
from bonecheck.nutrients import BY_KEY
from bonecheck.reports.base import printable


def lines(imports: Iterable[Imported], resolved: Sequence[Line] = ()) -> list[str]:
    """The import reports of files that were not written for bonecheck: a line for each, and below it what matters.

    ``resolved`` are the lines that came of them, where they were looked up.
    """
    return [text for imported in imports if not imported.ours for text in _of(imported, resolved)]


def not_found(imported: Imported, resolved: Iterable[Line]) -> int:
    """How many lines of a file name a food that the table lacks; supplements and summaries name none."""
    return sum(
        line.entry.file == imported.file
        and line.match.confidence is Confidence.NONE
        and (line.entry.stated is None or not line.entry.stated.kind.sums_up)
        for line in resolved
    )


def _of(imported: Imported, resolved: Sequence[Line]) -> Iterator[str]:
    yield f"{printable(imported.file)}: read as {imported.title} ({imported.reader}), {_count(imported.rows, 'row')}"
    for reason, rows in imported.skipped.items():
        yield f"  skipped: {_count(rows, 'row')}: {printable(reason)}"
    yield from (f"  converted: {rule}" for rule in imported.converted)
    if imported.zero_unknown:
        yield f"  zero, and so not known in this format: {_by_nutrient(imported.zero_unknown)}"
    if imported.blank:
        yield f"  blank, and so not known: {_by_nutrient(imported.blank)}"
    yield from (f"  guessed: {rule}" for rule in imported.guessed)
    yield from (f"  not used: {each}" for each in imported.left_out)
    if missing := not_found(imported, resolved):
        yield f"  not in the food table: {_count(missing, 'line')}"


def _by_nutrient(counts: Mapping[str, int]) -> str:
    """Counts by nutrient, the largest first, those of one number together: "zinc on 2 lines; calcium, protein on 1 line"."""
    numbers = sorted(set(counts.values()), reverse=True)
    labels = {number: [BY_KEY[key].label for key, each in counts.items() if each == number] for number in numbers}
    return "; ".join(f"{', '.join(labels[number])} on {_count(number, 'line')}" for number in numbers)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
