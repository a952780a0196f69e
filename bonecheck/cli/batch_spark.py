"""``bonecheck batch --engine spark``: the scores of logs that outgrow one machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bonecheck.batch.run import Asked


def run(logs: list[str], asked: Asked, master: str | None, output: str | None, elsewhere: Mapping[str, object]) -> None:
    """Score on Spark, into the folder ``output``.

    ``elsewhere`` are options that only one machine has. Raises OptionError for one that is given, and without output.
    """
    from bonecheck.batch import spark
    from bonecheck.cli import output as out
    from bonecheck.errors import OptionError

    given = [option for option, value in elsewhere.items() if value]
    if given:
        raise OptionError(f"--engine spark has no {', '.join(given)}", "leave it out, or use --engine polars")
    if output is None:
        raise OptionError("--engine spark needs --output", "name a folder: -o scores.parquet, or -o scores.csv")
    rows = spark.write(spark.score_paths(spark.session(master), logs, asked), output)
    out.problems([f"{rows:,} scores written to {output}"])
