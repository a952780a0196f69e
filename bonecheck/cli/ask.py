"""``check --ask``: names that are not certain are put to the person at the terminal, once each.

Questions go to standard error and answers come from standard input; where either is no terminal nothing is asked.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bonecheck.foods.table import FoodTable
    from bonecheck.model import Food, Log, Named
    from bonecheck.readers.period import Days

_STOP, _SKIP = "q", "s"
_LEFT: Final = "leave it open"
_OFFERED: Final = 5


class Answers:
    """What was decided: the names with their foods, in the order of the questions; ``asked`` is false in a pipe."""

    def __init__(self, *, asked: bool = True) -> None:
        self.asked = asked
        self.named: list[Named] = []

    def ids(self) -> dict[str, str]:
        """The id of each name's food."""
        return {each.name: each.match.food.food_id for each in self.named if each.match.food}


def can_ask(log: Log) -> bool:
    """Whether somebody is there to answer: at both ends a terminal, and the log not read from it."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty() and "standard input" not in log.files


def put(log: Log, days: Days, mapping: Path | None, english: str, foods: Sequence[Path]) -> Answers:
    """Ask about every name of a log that is a guess, or like no food but near to some."""
    from contextlib import closing

    from bonecheck import compiled, pipeline
    from bonecheck.foods.table import FoodTable

    answers = Answers(asked=can_ask(log))
    if not answers.asked:
        _say("--ask: nothing is asked, as standard input and standard error are no terminal or carry the log")
        return answers
    known = mapping if mapping is not None and mapping.exists() else None
    found = pipeline.undecided(log, days, mapping=known, english=english, foods=foods)
    with closing(compiled.connect()) as connection:
        table = FoodTable(connection, english)
        for number, named in enumerate(found, start=1):
            chosen = _ask(named, f"{number}/{len(found)}", table)
            if chosen == _STOP:
                break
            if not isinstance(chosen, str):
                answers.named.append(_decided(named, chosen))
    return answers


def _ask(named: Named, place: str, table: FoodTable) -> Food | str:
    """One name: the food chosen, or the letter for leaving it open or for stopping."""
    first = [named.match.food] if named.match.food else []
    offered = [*first, *named.others][:_OFFERED]
    searched = False
    while True:
        _offer(named, place, offered, kept="keep 1" if first or searched else _LEFT)
        answer = _answer()
        if answer in (_SKIP, _STOP):
            return answer
        if not answer:
            return offered[0] if first or searched else _SKIP
        if answer.isdecimal():
            if 1 <= int(answer) <= len(offered):
                return offered[int(answer) - 1]
            _say(f"  there is no {int(answer)}")
        else:
            found = _search(answer, table)
            offered, searched = found or offered, searched or bool(found)


def _offer(named: Named, place: str, offered: Sequence[Food], *, kept: str) -> None:
    from bonecheck.reports import words
    from bonecheck.reports.base import printable

    matched = "is taken for" if named.match.food else "is like no food; near to it"
    lines = "1 line" if named.lines == 1 else f"{named.lines} lines"
    _say(f"\n{place}  “{words.shortened(printable(named.name), 40)}” ({lines}) {matched}")
    for number, food in enumerate(offered, start=1):
        _say(f"  {number}  {printable(food.name)}")
    left = "" if kept == _LEFT else f" · s: {_LEFT}"
    sys.stderr.write(f"Enter: {kept} · a number · other words: search{left} · q: stop > ")
    sys.stderr.flush()


def _answer() -> str:
    """A line of the terminal; at its end nothing more is asked."""
    line = sys.stdin.readline()
    return line.strip().casefold() if line else _STOP


def _search(text: str, table: FoodTable) -> list[Food]:
    from bonecheck.foods import names
    from bonecheck.reports.base import printable

    found = names.search(table, text, _OFFERED)
    if not found:
        _say(f"  no food is like '{printable(text[:40])}'")
    return found


def _decided(named: Named, food: Food) -> Named:
    from bonecheck.model import Confidence, Match

    others = tuple(other for other in (named.match.food, *named.others) if other is not None and other != food)
    return named._replace(match=Match(food=food, confidence=Confidence.MAPPED), others=others)


def save(answers: Answers, mapping: Path | None) -> None:
    """Add the answers to a mapping file, which is made where it is not there; else say how to keep them."""
    if not answers.named:
        return
    if mapping is None:
        _say(f"\n{_count(answers)} used for this report alone; to keep them: --ask --mapping names.csv\n")
        return
    from bonecheck.cli import output as out
    from bonecheck.readers import mapping as known
    from bonecheck.reports import mapping_page

    if mapping.exists():
        before = known.layout(str(mapping))
        out.write(before.text + mapping_page.rows(answers.named, before.header, before.delimiter), mapping)
    else:
        out.write(mapping_page.render(answers.named), mapping)
    _say(f"\n{_count(answers)} saved in {mapping}; --mapping {mapping} uses them\n")


def _count(answers: Answers) -> str:
    return "1 answer" if len(answers.named) == 1 else f"{len(answers.named)} answers"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
