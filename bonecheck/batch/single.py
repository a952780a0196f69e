"""One client's report out of many people's logs: the lines of each client, given to the one-log path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from bonecheck import pipeline
from bonecheck.batch import client_table, log_frame, roster
from bonecheck.batch.block import Block
from bonecheck.batch.people import Person
from bonecheck.batch.places import Place
from bonecheck.batch.run import Asked
from bonecheck.errors import BonecheckError, Problem
from bonecheck.model import Entry, Log
from bonecheck.report import Report


class Client(NamedTuple):
    """One client's lines by file, with the Problems of their reading."""

    client: str
    frames: dict[str, pl.DataFrame]
    problems: tuple[Problem, ...]


def clients(places: Sequence[Place], read: Callable[[Place], Iterable[Block]]) -> list[Client]:
    """The lines of each client, sorted by client. All lines are held in memory."""
    frames: dict[str, dict[str, list[pl.DataFrame]]] = {}
    problems: dict[str, list[Problem]] = {}
    for place in places:
        for block in read(place):
            if block.frame is None:
                continue
            for (client,), frame in block.frame.group_by("client", maintain_order=True):
                frames.setdefault(str(client), {}).setdefault(block.file, []).append(frame)
                lines = set(frame["line"].to_list())
                problems.setdefault(str(client), []).extend(each for each in block.problems if each.line in lines)
    return [
        Client(
            client,
            {file: pl.concat(parts, how="diagonal") for file, parts in frames[client].items()},
            tuple(problems[client]),
        )
        for client in sorted(frames)
    ]


def people(asked: Asked, known: Sequence[str]) -> dict[str, Person]:
    """Who the clients are, by the table of clients and the options."""
    file = str(asked.clients or "")
    found = roster.nobody(asked.options)
    if file:
        with pipeline.opened(asked.targets) as data:
            found = roster.roster(file, client_table.read(file), asked.options, data.authorities)
    eaters = pl.Series(known, dtype=pl.String)
    return {each.client: each for each in roster.without_profile(found, eaters, asked.options, file)[0].persons()}


def report(client: Client, person: Person, asked: Asked) -> Report | BonecheckError:
    """The report of one client, or why there is none: not one line could be used."""
    entries = [each for file, frame in client.frames.items() for each in _lines(file, frame)]
    log = Log(
        entries=tuple(entry for entry, unread in entries if not unread),
        unread=tuple(entry for entry, unread in entries if unread),
        files=tuple(client.frames),
        problems=client.problems,
    )
    try:
        return pipeline.check(
            log,
            person.profile,
            authority=person.authority,
            targets=asked.targets,
            mapping=asked.mapping,
            english=asked.english,
            foods=tuple(asked.foods),
            values=asked.values,
        )
    except BonecheckError as error:
        return error


def _lines(file: str, frame: pl.DataFrame) -> Iterator[tuple[Entry, bool]]:
    entries = (entry._replace(file=file) for entry in log_frame.entries_of(frame))
    return zip(entries, frame["unread"].to_list(), strict=True)
