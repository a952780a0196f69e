"""``bonecheck batch --engine spark``: the scores of logs that outgrow one machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bonecheck.batch.run import Asked

# A path collapses the two slashes after a scheme (s3a:/bucket).
_SCHEME: Final = re.compile(r"^([a-z][a-z0-9+.-]+):/+(?=[^/])")


def run(
    logs: list[str], asked: Asked, master: str | None, output: Path | None, elsewhere: Mapping[str, object]
) -> None:
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
    target = address(output)
    told = asked._replace(clients=None if asked.clients is None else address(asked.clients))
    rows = spark.write(spark.score_paths(spark.session(master), logs, told), target)
    out.problems([f"{rows:,} scores written to {target}"])


def address(path: str | Path) -> str:
    """A path as Spark takes it, with the scheme that it has.

    >>> address(Path("s3a://bucket/scores"))
    's3a://bucket/scores'
    """
    return _SCHEME.sub(r"\1://", str(path))
