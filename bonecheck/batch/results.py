"""What a batch answers: the scores of every client, who they are, what was lost, and what names were taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bonecheck.imported import Imported

if TYPE_CHECKING:
    import polars as pl


class Results(NamedTuple):
    """Everything that the reports of a batch print.

    ``scores`` is long: one row per client (per day where ``per`` is "day") and nutrient, sorted by client, date and the
    order of nutrients, every client with all seven. ``clients`` has their profiles and counts, ``problems`` every line
    and file that could not be used or was used on an assumption, ``matches`` each name as `bonecheck match` lists them,
    the least sure first. ``rows`` counts the rows of data read, ``files_lost`` the files of which none could be. ``imports`` are the import reports of files that other tools wrote.
    """

    scores: pl.DataFrame
    clients: pl.DataFrame
    problems: pl.DataFrame
    matches: pl.DataFrame
    files: int
    rows: int
    files_lost: int
    per: str
    imports: tuple[Imported, ...] = ()
