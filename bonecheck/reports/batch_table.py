"""Results of a batch for a person at a terminal: who needs most first, then the group, unsure names and what was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from bonecheck.model import Status
from bonecheck.nutrients import BY_KEY, NUTRIENTS
from bonecheck.reports import batch_people, batch_words, words
from bonecheck.reports.base import SIGNS, Detail, Style, printable, word
from bonecheck.reports.batch_words import Loss
from bonecheck.reports.page import COLORS, Page

if TYPE_CHECKING:
    from bonecheck.batch.results import Results

# Clients (or days) that are shown before the rest is counted, unless everything is asked for.
ROWS: Final = 20
_NAMES: Final = 5
_LOSSES: Final = 8
_MARGIN: Final = "  "
# Characters of a name before it is cut.
_NAME: Final = 40


def render(results: Results, style: Style, rows: int = ROWS) -> str:
    """The results as text, with the escape sequences of ``style.colors`` if any; at most ``rows`` clients (or days).

    A verbose style shows all.
    """
    page = Page(style)
    pen = _Pen(page, style)
    pen.head(results)
    pen.people(results, rows)
    pen.group(results)
    if style.detail is not Detail.BRIEF:
        pen.unsure(results)
    pen.lost(results)
    return page.text()


class _Pen:
    """Prints one batch; every piece of user text goes through ``printable`` and ``Text``."""

    def __init__(self, page: Page, style: Style) -> None:
        self.console = page.console
        self.style = style

    def head(self, results: Results) -> None:
        """Who was scored, and what was assumed of them."""
        self.console.print()
        self._say(Text("bonecheck batch", style="bold"), 0)
        self._say(Text(batch_words.whose(results)), 0)
        if assumed := batch_words.assumed(results):
            self._say(Text(assumed, style="italic"), 0)

    def people(self, results: Results, rows: int) -> None:
        """A line for each client (or day), the most urgent first."""
        places = batch_words.by_need(results)
        shown = places if self.style.detail is Detail.VERBOSE else places.head(rows)
        if places.is_empty():
            self._heading("No log could be scored")
            return
        self._heading("Most in need first")
        for line in batch_people.lines(results, shown, self.style.width - len(_MARGIN)):
            self._line(line)
        if len(shown) < len(places):
            noun = "day" if results.per == "day" else "client"
            more = f"{len(places) - len(shown):,} more {noun}{'s' if len(places) - len(shown) > 1 else ''}"
            self._say(Text(f"and {more}: -o scores.csv has all", style="dim"))
        self.console.print()
        legend = Text("% of the reference, known part · ", style="dim")
        self._say(legend.append_text(Text("  ").join(map(_verdict, batch_words.VERDICTS))))

    def group(self, results: Results) -> None:
        """How many have which verdict, for each nutrient."""
        self._heading("How many days" if results.per == "day" else "How many clients")
        heads = [_verdict(status) for status in batch_words.VERDICTS]
        longest = max(len(nutrient.label) for nutrient in NUTRIENTS)
        rows = [[Text("  "), Text(" " * longest), *heads]]
        for key, counts in batch_words.group(results).items():
            nutrient = BY_KEY[key]
            names = [Text(nutrient.symbol.ljust(2), style="bold"), Text(nutrient.label.ljust(longest))]
            rows.append([*names, *(_count(*each, head) for each, head in zip(counts.items(), heads, strict=True))])
        wide = Text("  ").join(rows[0]).cell_len <= self.style.width - len(_MARGIN)
        for row in rows:
            self._line(Text("  " if wide else " ").join(row))

    def unsure(self, results: Results) -> None:
        """The names that were matched least surely, with their foods."""
        found = batch_words.unsure(results)
        if found.is_empty():
            return
        self._heading("Names matched least surely")
        for row in found.head(_NAMES).iter_rows(named=True):
            self._bullet(_taken_for(row))
        more = f"and {found.height - _NAMES} more: " if found.height > _NAMES else ""
        self._say(Text(f"{more}--matches FILE lists every name, to correct and use with --mapping", style="dim"))

    def lost(self, results: Results) -> None:
        """How much was lost, and by which problems."""
        self._heading("Lost")
        self._say(Text(batch_words.lost(results)))
        losses = batch_words.losses(results)
        for loss in losses[:_LOSSES]:
            self._bullet(_told(loss))
        if losses:
            more = f"and {len(losses) - _LOSSES} more kinds: " if len(losses) > _LOSSES else ""
            self._say(Text(f"{more}--problems FILE lists each, with what to try", style="dim"))
        self.console.print()
        self._say(Text(words.NOT_ADVICE, style="dim"))

    def _heading(self, text: str) -> None:
        self.console.print()
        self._say(Text(text, style="bold"))

    def _say(self, text: Text, indent: int = len(_MARGIN)) -> None:
        for line in text.wrap(self.console, self.style.width - indent):
            line.rstrip()
            self._line(line, indent)

    def _line(self, line: Text, indent: int = len(_MARGIN)) -> None:
        self.console.print(Text.assemble(" " * indent, line), soft_wrap=True)

    def _bullet(self, text: str) -> None:
        """A line that is cut where the window ends: what it names stands whole in a file."""
        line = Text(f"• {text}")
        line.truncate(self.style.width - len(_MARGIN), overflow="ellipsis")
        self._line(line)


def _verdict(status: Status) -> Text:
    return Text(f"{SIGNS[status]} {word(status)}", style=COLORS[status])


def _count(status: Status, count: int, head: Text) -> Text:
    return Text(f"{count:,}".rjust(head.cell_len), style=COLORS[status] if count else "dim")


def _taken_for(row: dict[str, Any]) -> str:
    """A name and its food: "“chops” → Pork chop (or Lamb chop), 12 lines"."""
    food = printable(row["food_name"] or "") or "no food is like it"
    other = printable(row["or_1"] or "")
    lines = batch_words.number(row["lines"], "line")
    return f"{lines}: “{words.shortened(printable(row['name']), _NAME)}” → {food}{f' (or {other})' if other else ''}"


def _told(loss: Loss) -> str:
    """How often a problem was met, and the first of its kind."""
    place = f"{loss.file}:{loss.line}" if loss.line else loss.file
    kept = "" if loss.severity == "lost" else ", counted on an assumption"
    return f"{loss.times:,} × {loss.code}{kept}: {printable(place)}: {printable(loss.message)}"
