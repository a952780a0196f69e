"""``bonecheck batch --engine spark``: the scores of logs that outgrow one machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bonecheck.batch.run import Asked


def run(logs: list[str], asked: Asked, master: str | None, output: Path | None) -> None:
    """Score on Spark, into the folder ``output``. Raises OptionError without one."""
    from bonecheck.batch import spark
    from bonecheck.cli import output as out
    from bonecheck.errors import OptionError

    if output is None:
        raise OptionError("--engine spark needs --output", "name a folder: -o scores.parquet, or -o scores.csv")
    session = spark.session(master)
    rows = spark.write(spark.score_paths(session, logs, asked), str(output))
    out.problems([f"{rows:,} scores written to {output}"])
