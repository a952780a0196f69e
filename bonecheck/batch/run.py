"""Many people's logs from files to results: read → resolve → total → assess. The one module that knows the order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import narwhals as nw
import polars as pl

from bonecheck import pipeline
from bonecheck.batch import frames, matches, people, score, sums, tally
from bonecheck.batch.keys import KeyTable
from bonecheck.batch.people import KindTable
from bonecheck.batch.results import Results
from bonecheck.batch.roster import Options, Roster, roster, without_profile
from bonecheck.batch.sources import Block
from bonecheck.batch.tally import Part, Tally
from bonecheck.errors import InputError, Problem
from bonecheck.pipeline import Opened
from bonecheck.readers import clients as clients_file

PER: Final = ("client", "day")
_ASSUMED: Final = "assumed"


class Counts(NamedTuple):
    """How many files and rows were read, and how many files could not be."""

    files: int = 0
    rows: int = 0
    files_lost: int = 0


class Read(NamedTuple):
    """All blocks of a run, tallied, and how many files and rows that were."""

    parts: list[Part]
    counts: Counts


def run(
    blocks: Iterable[Block],
    found: Sequence[Problem],
    options: Options,
    *,
    clients: str | Path | None = None,
    targets: str | Path | None = None,
    mapping: str | Path | None = None,
    english: str = "us",
    per: str = "client",
) -> Results:
    """Score the logs in ``blocks``; ``found`` are Problems that looking for the files met.

    Raises InputError when no row of any file could be used, OptionError for options that make no sense.
    """
    options.profile()
    listed = [] if clients is None else clients_file.read(str(clients))
    with pipeline.opened(targets, mapping, english) as data:
        table = KeyTable(data.resolver, data.table)
        who = roster(str(clients or ""), listed, options, data.authorities)
        read = _read(blocks, Tally(table))
        if not read.parts:
            raise InputError("no row of any file could be read", "see the problems above", tuple(found))
        whole = sums.combined([part.sums for part in read.parts])
        summed = sums.per_day(whole) if per == "day" else sums.per_client(whole)
        eaters = summed.get_column(sums.CLIENT).unique().to_list()
        who, unlisted = without_profile(who, eaters, options, str(clients or ""))
        told = [*found, *who.problems, *unlisted]
        return Results(
            scores=_scores(summed, who, data),
            clients=_clients(summed, who),
            problems=_problems(told, read.parts),
            matches=matches.listed(table, tally.added([part.counts for part in read.parts])),
            files=read.counts.files,
            rows=read.counts.rows,
            files_lost=read.counts.files_lost,
            per=per,
        )


def _read(blocks: Iterable[Block], tally_: Tally) -> Read:
    parts: list[Part] = []
    counts = Counts()
    for block in blocks:
        lost = block.frame is None
        counts = Counts(counts.files + block.last, counts.rows + block.rows, counts.files_lost + (lost and block.last))
        frame = block.frame
        parts.append(tally_.add(block.file, tally.NOTHING if frame is None else frame, block.problems))
    return Read(parts, counts)


def _scores(summed: Any, who: Roster, data: Opened) -> pl.DataFrame:
    kinds = KindTable(data.choose)
    columns = people.columns_of(list(who.people.values()), kinds)
    persons = frames.like(summed, columns, people.PEOPLE)
    placed = summed.join(persons, on=sums.CLIENT, how="left")
    found: pl.DataFrame = score.scored(
        placed, frames.like(summed, kinds.columns, people.KINDS), kinds.skewed
    ).to_native()
    return found


def _clients(summed: Any, who: Roster) -> pl.DataFrame:
    """Who each client was taken for, with how many lines and days of theirs were read."""
    counted = summed.group_by(sums.CLIENT).agg(
        nw.col(sums.LINES).sum(), nw.col("days").sum(), nw.col("lines_lost").sum().cast(nw.Int64)
    )
    rows = [
        (
            each.client,
            str(each.profile.sex),
            each.profile.age,
            each.profile.weight_kg,
            str(each.profile.life_stage),
            each.authority,
            ", ".join(each.profile.assumed),
        )
        for each in who.people.values()
    ]
    schema = dict(zip(_CLIENTS, _CLIENT_TYPES, strict=True))
    described = pl.DataFrame(rows, schema=schema, orient="row")
    return described.join(counted.to_native(), on=sums.CLIENT).sort(sums.CLIENT)


_CLIENTS: Final = ("client", "sex", "age", "weight_kg", "life_stage", "authority", "assumed")
_CLIENT_TYPES: Final = (pl.String, pl.String, pl.Int64, pl.Float64, pl.String, pl.String, pl.String)


def _problems(told: Sequence[Problem], parts: Sequence[Part]) -> pl.DataFrame:
    rows = [(*problem, "") for problem in told]
    own = pl.DataFrame(rows, schema=tally.PROBLEMS, orient="row")
    return pl.concat([own, *(part.problems for part in parts)])
