"""A log that one person's check takes: what is wrong with taking its lines for one person's days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from bonecheck.errors import Problem
from bonecheck.model import Entry, Log
from bonecheck.readers.base import assumed
from bonecheck.stated import Kind

_SHOWN: Final = 3
_Place = tuple[str, dt.date | None]


def of_one_person(log: Log) -> Log:
    """The log, with Problems where it is of several people, or counts foods twice; both stand on a file's first line."""
    found = [each for each in (_several_clients(log), _days_in_one(log)) if each is not None]
    return log._replace(problems=(*log.problems, *found, *_counted_twice(log)))


def _lines(log: Log) -> tuple[Entry, ...]:
    return (*log.entries, *log.unread)


def _several_clients(log: Log) -> Problem | None:
    clients = list(dict.fromkeys(entry.client for entry in _lines(log) if entry.client))
    if len(clients) < 2:
        return None
    named = ", ".join(client[:30] for client in clients[:_SHOWN]) + (" …" if len(clients) > _SHOWN else "")
    message = f"the log is of {len(clients):,} clients ({named}), whose lines are summed as those of one person"
    return assumed(log.files[0], 1, "several-clients", message, "score each by itself: bonecheck batch")


def _days_in_one(log: Log) -> Problem | None:
    """Recalls of several files of another tool, none of which dates its days."""
    dated = {entry.file for entry in _lines(log) if entry.date is not None}
    undated = [each.file for each in log.imports if not each.ours and each.file not in dated]
    if len(undated) < 2:
        return None
    message = f"no line of {len(undated)} files has a date, so that all count as one day"
    return assumed(undated[0], 1, "undated-days", message, "check each file by itself, or give each a date column")


def _counted_twice(log: Log) -> Iterator[Problem]:
    """Sums of a day beside the foods that they sum up, out of another file; supplements may stand beside either."""
    sums = [entry for entry in log.entries if entry.stated is not None and entry.stated.kind.sums_up]
    of_file: dict[str, set[_Place]] = {}
    for entry in log.entries if sums and len(log.files) > 1 else ():
        if entry.stated is not None and entry.stated.kind is Kind.SUPPLEMENT:
            continue
        of_file.setdefault(entry.file, set()).add((entry.client, entry.date))
    for file in dict.fromkeys(entry.file for entry in sums):
        others = set().union(*(places for other, places in of_file.items() if other != file))
        days = len(of_file.get(file, set()) & others)
        if days:
            message = (
                f"sums up {days:,} {'day' if days == 1 else 'days'} of which another file has lines too: counted twice"
            )
            yield assumed(file, 1, "counted-twice", message, "leave out the sums, or the foods")
