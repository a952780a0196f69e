"""Step 5, explain: what a day's verdicts mean together, found by walking the graph; no text exists for any pair.

The shortage of one nutrient is followed downstream over edges that carry it (more of the one, more or less of the
next), over firm evidence alone and no further than the rules allow. Another nutrient is met at a node when it does its
own work through that node, or when its own shortage pushes the node the same way. Only nodes of which the data tell
what less or more of them means are told of. Rules, edges and words are data.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from bonecheck.links import Edge, Meeting, Way
from bonecheck.model import Status
from bonecheck.nutrients import BY_KEY

_SHORT: Final = (Status.LOW.value, Status.UNCLEAR.value)
_OTHER_WAY: Final = {"less": "more", "more": "less"}

# A node, and whether there is less or more of it.
Change = tuple[str, str]
Path = tuple[Edge, ...]


class Rules(NamedTuple):
    """How gaps are followed and told; ``told`` holds what less or more of a node means."""

    edges: tuple[Edge, ...]
    told: Mapping[str, Mapping[str, str]]
    patterns: tuple[Mapping[str, str], ...]
    status: tuple[str, ...]
    reach: int
    most: int


class _Found(NamedTuple):
    """A meeting with its place in the order of telling."""

    rank: tuple[int, int, int]
    meeting: Meeting


def rules(connection: sqlite3.Connection) -> Rules:
    """The rules of the compiled data, with the edges that they allow to be walked."""
    entry: dict[str, Any] = json.loads(connection.execute("SELECT entry FROM rules").fetchone()[0])
    edges = (Edge(*row) for row in entry["edges"])
    walked = tuple(e for e in edges if e.status in entry["status"] and e.evidence in entry["evidence"])
    return Rules(
        edges=walked,
        told=entry["nodes"],
        patterns=tuple(entry["patterns"]),
        status=tuple(entry["status"]),
        reach=entry["reach"],
        most=entry["most"],
    )


def teller(connection: sqlite3.Connection) -> Callable[[Mapping[str, Status]], tuple[Meeting, ...]]:
    """``together`` by the rules of the compiled data; days with the same verdicts are walked once."""
    known = rules(connection)

    @cache
    def told(verdicts: tuple[tuple[str, Status], ...]) -> tuple[Meeting, ...]:
        return together(known, dict(verdicts))

    return lambda verdicts: told(tuple(verdicts.items()))


def together(known: Rules, verdicts: Mapping[str, Status]) -> tuple[Meeting, ...]:
    """What the verdicts of a day mean together: at most ``known.most``, each node and each pair once."""
    short = {key: _followed(known, BY_KEY[key].label) for key, status in verdicts.items() if status.value in _SHORT}
    told: list[Meeting] = []
    seen: set[str | frozenset[str]] = set()
    for _, meeting in sorted(_all(known, verdicts, short), key=lambda each: each.rank):
        new: set[str | frozenset[str]] = {frozenset(meeting.nutrients), *(way.node for way in meeting.ways)}
        if not seen & new:
            told.append(meeting)
            seen |= new
    return tuple(told[: known.most])


def _all(known: Rules, verdicts: Mapping[str, Status], short: Mapping[str, Mapping[Change, Path]]) -> Iterator[_Found]:
    """Every pair of nutrients whose verdicts fit a pattern and that meet."""
    for order, pattern in enumerate(known.patterns):
        for first in (key for key in short if verdicts[key].value == pattern["a"]):
            for second in (key for key, status in verdicts.items() if key != first and status.value == pattern["b"]):
                ways = _ways(known, BY_KEY[second].label, short[first], short.get(second, {}))
                if ways:
                    yield _found(known, order, (first, second), pattern["text"], ways)


def _found(known: Rules, order: int, pair: tuple[str, str], text: str, ways: tuple[Way, ...]) -> _Found:
    first, second = (BY_KEY[key].label for key in pair)
    said = text.format(a=first, b=second)
    steps = [edge for way in ways for edge in (*way.down, *way.across)]
    status = max((edge.status for edge in steps), key=known.status.index)
    meeting = Meeting(
        nutrients=pair,
        text=f"{said[:1].upper()}{said[1:]}: {'; '.join(way.meaning for way in ways)}.",
        ways=ways,
        status=status,
        evidence=tuple(dict.fromkeys(edge.evidence for edge in steps)),
        codes=tuple(dict.fromkeys(edge.codes[0] for edge in steps if edge.codes)),
    )
    return _Found((order, known.status.index(status), _length(ways[0])), meeting)


def _ways(known: Rules, second: str, first: Mapping[Change, Path], other: Mapping[Change, Path]) -> tuple[Way, ...]:
    """The shortest ways in which a shortage meets a second nutrient, itself short where ``other`` holds its changes."""
    through = {edge.target: (edge,) for edge in known.edges if edge.through and edge.origin == second}
    found = []
    for (node, change), down in first.items():
        across = through.get(node) or other.get((node, change))
        meaning = known.told.get(node, {}).get(change)
        if across and meaning:
            found.append(Way(node=node, meaning=meaning, down=down, across=across))
    least = min(map(_length, found), default=0)
    return tuple(way for way in found if _length(way) == least)


def _length(way: Way) -> int:
    return len(way.down) + len(way.across)


def _followed(known: Rules, nutrient: str) -> dict[Change, Path]:
    """What changes when a nutrient is short, each with the shortest, and among these the firmest, path to it."""
    found: dict[Change, Path] = {(nutrient, "less"): ()}
    front = dict(found)
    for _ in range(known.reach):
        front = _next(known, front, found)
        found |= front
    return {change: path for change, path in found.items() if path}


def _next(known: Rules, front: Mapping[Change, Path], found: Mapping[Change, Path]) -> dict[Change, Path]:
    """The changes one edge further on that were not found before."""
    reached: dict[Change, Path] = {}
    for edge in known.edges:
        for change in ("less", "more"):
            path = front.get((edge.origin, change))
            arrived = (edge.target, change if edge.effect == "more" else _OTHER_WAY[change])
            if path is not None and edge.effect != "none" and arrived not in found:
                reached[arrived] = _firmer(known, reached.get(arrived), (*path, edge))
    return reached


def _firmer(known: Rules, first: Path | None, second: Path) -> Path:
    """The path whose weakest step is the stronger; the first of equals."""
    if first is None:
        return second
    weakest = [max(known.status.index(edge.status) for edge in path) for path in (first, second)]
    return first if weakest[0] <= weakest[1] else second
