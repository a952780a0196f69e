"""Many people's logs from files to results: read → resolve → total → assess. The one module that knows the order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import narwhals as nw
import polars as pl

from bonecheck import pipeline
from bonecheck.batch import client_table, frames, matches, people, runs, score, sums, tally
from bonecheck.batch.block import Block
from bonecheck.batch.keys import KeyTable
from bonecheck.batch.people import KindTable
from bonecheck.batch.places import Place
from bonecheck.batch.results import Results
from bonecheck.batch.roster import WHO, Options, Roster, nobody, roster, without_profile
from bonecheck.batch.tally import FilePart, Tally
from bonecheck.errors import InputError, OptionError, Problem
from bonecheck.pipeline import Opened
from bonecheck.stated import Values

PER: Final = ("client", "day")
# What an error of a run that read nothing quotes of its problems.
_TOLD: Final = 40


class Asked(NamedTuple):
    """What a run is asked for beside its logs; see `bonecheck batch --help`."""

    options: Options = Options()
    clients: str | Path | None = None
    targets: str | Path | None = None
    mapping: str | Path | None = None
    foods: Sequence[str | Path] = ()
    english: str = "us"
    values: str = Values.FILL
    per: str = "client"


class Kept(Protocol):
    """Where parts of files that were read are kept for another run; see `checkpoint`."""

    def load(self, place: Place) -> FilePart | None:
        """The part of a file that is as it was, or None."""

    def save(self, place: Place, part: FilePart) -> None:
        """Keep the part of a file."""


def run(
    places: Sequence[Place],
    found: Sequence[Problem],
    read: Callable[[Place], Iterable[Block]],
    asked: Asked,
    kept: Kept,
) -> Results:
    """Score the logs at ``places``; ``found`` are the Problems of looking for them, ``read`` reads one of them.

    Raises InputError when no row of any file could be read, OptionError for options that make no sense.
    """
    if asked.per not in PER:
        raise OptionError(f"--per {asked.per!r} is not known", f"choose {' or '.join(PER)}")
    who = nobody(asked.options)
    listed = None if asked.clients is None else client_table.read(str(asked.clients))
    with pipeline.opened(asked.targets, asked.mapping, asked.english, asked.foods, asked.values) as data:
        if listed is not None:
            who = roster(str(asked.clients), listed, asked.options, data.authorities)
        parts = _parts(places, read, KeyTable(data.resolver, data.table), kept)
        rows = sum(part.rows for part in parts)
        if not rows:
            raise InputError("no row of any file could be read", "see the problems above", _first(found, parts))
        whole = runs.combined([each for part in parts for each in part.sums])
        summed = sums.per_day(whole) if asked.per == "day" else sums.per_client(whole, runs.added)
        eaters = summed.get_column(sums.CLIENT).to_native()
        who, unlisted = without_profile(who, eaters, asked.options, str(asked.clients or ""))
        return Results(
            scores=_scores(summed, who, data),
            clients=_clients(summed, who),
            problems=_problems([*found, *who.problems, *unlisted], parts),
            matches=matches.combined([part.matches for part in parts]),
            files=len(places),
            rows=rows,
            files_lost=sum(part.lost for part in parts),
            per=asked.per,
            imports=tuple(each for part in parts for each in part.imports),
        )


def _parts(
    places: Sequence[Place], read: Callable[[Place], Iterable[Block]], table: KeyTable, kept: Kept
) -> list[FilePart]:
    taking = Tally(table)
    parts = []
    for place in places:
        part = kept.load(place)
        if part is None:
            part = taking.file(read(place))
            kept.save(place, part)
        parts.append(part)
    return parts


def _first(found: Sequence[Problem], parts: Sequence[FilePart]) -> tuple[Problem, ...]:
    """The first problems, for an error that ends the run."""
    rows = _problems(found, parts).drop("client").head(_TOLD).iter_rows()
    return tuple(map(Problem._make, rows))


def _scores(summed: Any, who: Roster, data: Opened) -> pl.DataFrame:
    kinds = KindTable(data.choose, data.ages)
    placed = summed.join(nw.from_native(_placed(who, kinds)), on=sums.CLIENT, how="left")
    held_to = frames.like(summed, kinds.columns, people.KINDS)
    found: pl.DataFrame = score.scored(placed, held_to, has_skewed=kinds.has_skewed).to_native()
    return found


def _placed(who: Roster, kinds: KindTable) -> pl.DataFrame:
    """The kind and the weight of each client; 0 where it is not known: no value then depends on it."""
    weight = pl.col(people.WEIGHT)
    found = who.people.with_columns(weight.is_not_null().alias("weighed"))
    by = [WHO, "weighed"]
    rows = []
    for number, weighed in found.select(by).unique(maintain_order=True).iter_rows():
        profile, authority = who.descriptions[number]
        rows.append((number, weighed, kinds.number(profile._replace(weight_kg=1.0 if weighed else None), authority)))
    table = pl.DataFrame(rows, schema=[*by, people.KIND], orient="row", schema_overrides={WHO: pl.Int64})
    return found.join(table, on=by, how="left").select(sums.CLIENT, people.KIND, weight.fill_null(0.0))


def _clients(summed: Any, who: Roster) -> pl.DataFrame:
    """Who each client was taken for, with how many lines and days of theirs were read."""
    counted = summed.group_by(sums.CLIENT).agg(
        nw.col(sums.LINES).sum(), nw.col("days").sum(), nw.col("lines_lost").sum()
    )
    rows = [
        (number, str(each.sex), each.age, str(each.life_stage), authority, ", ".join(each.assumed))
        for number, (each, authority) in enumerate(who.descriptions)
    ]
    described = pl.DataFrame(rows, schema=_DESCRIBED, orient="row")
    whole = who.people.join(described, on=WHO).join(counted.to_native(), on=sums.CLIENT).sort(sums.CLIENT)
    return whole.select(*_CLIENTS, sums.LINES, "days", pl.col("lines_lost").cast(pl.Int64))


_DESCRIBED: Final[dict[str, Any]] = {
    WHO: pl.Int64,
    "sex": pl.String,
    "age": pl.Int64,
    "life_stage": pl.String,
    "authority": pl.String,
    "assumed": pl.String,
}
_CLIENTS: Final = ("client", "sex", "age", "weight_kg", "life_stage", "authority", "assumed")


def _problems(told: Sequence[Problem], parts: Sequence[FilePart]) -> pl.DataFrame:
    own = pl.DataFrame([(*problem, "") for problem in told], schema=tally.PROBLEMS, orient="row")
    return pl.concat([own, *(part.problems for part in parts)])
