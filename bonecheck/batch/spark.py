"""The same scores on Spark, for logs that outgrow one machine: `bonecheck.score` over what Spark reads, written as Spark writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from bonecheck.batch.api import score
from bonecheck.errors import InputError, OptionError

if TYPE_CHECKING:
    from bonecheck.batch.run import Asked

_INSTALL: Final = 'pip install "bonecheck[spark]", and Java 17 or newer'
_PARQUET: Final = frozenset({".parquet", ".pq"})
_SETTINGS: Final[dict[str, bool | float | int | str | None]] = {
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",  # its warnings quote paths and stack traces; what is wrong is told by our errors
    "spark.sql.codegen.maxFields": "40",  # beyond, code for a row of sums is too long for the JVM, and trying takes seconds
}


def session(master: str | None) -> Any:
    """A Spark session on ``master``, or on what spark-submit says. Raises OptionError without PySpark, Java or a master."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise OptionError("--engine spark: PySpark is not installed", _INSTALL) from None
    builder = SparkSession.builder.appName("bonecheck").config(map=_SETTINGS)
    try:
        return (builder.master(master) if master else builder).getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise OptionError(f"--engine spark: no session: {reason}", f"{_INSTALL}; --master spark://host:7077") from None


def score_paths(spark: Any, paths: Sequence[str], asked: Asked) -> Any:
    """The scores of CSV or Parquet that Spark reads (folders, globs, s3a://, hdfs://) as a Spark DataFrame.

    The client is the column ``client``. Raises InputError for paths that Spark cannot read.
    """
    log = _read(spark, list(paths))
    clients = None if asked.clients is None else _read(spark, [str(asked.clients)])
    return score(
        log,
        clients,
        asked.options.profile(),
        authority=asked.options.authority,
        per=asked.per,
        targets=asked.targets,
        mapping=asked.mapping,
        english=asked.english,
        foods=asked.foods,
    )


def write(scores: Any, target: str) -> int:
    """Write scores into a folder, as CSV where its name ends in .csv, else as Parquet, and count their rows.

    Text that a spreadsheet would take for a formula is guarded in CSV. Raises OptionError for a folder that is there.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import functions

    from bonecheck.spreadsheet import FORMULA

    scores = scores.cache()
    try:
        if target.rstrip("/").endswith(".csv"):
            client = functions.col("client")
            unsafe = functions.substring(client, 1, 1).isin(list(FORMULA))
            guarded = functions.when(unsafe, functions.concat(functions.lit("'"), client)).otherwise(client)
            scores.withColumn("client", guarded).write.csv(target, header=True, mode="error")
        else:
            scores.write.parquet(target, mode="error")
    except PySparkException as error:
        reason = str(error).splitlines()[0]
        raise OptionError(
            f"--output {target}: cannot be written: {reason}", "name a folder that is not there yet"
        ) from None
    return int(scores.count())


def _read(spark: Any, paths: list[str]) -> Any:
    from pyspark.errors import PySparkException

    try:
        if all(PurePosixPath(path).suffix in _PARQUET for path in paths):
            return spark.read.parquet(*paths)
        return spark.read.csv(paths, header=True, inferSchema=False, multiLine=False, escape='"', mode="PERMISSIVE")
    except PySparkException as error:
        reason = str(error).splitlines()[0]
        raise InputError(
            f"{paths[0]}: Spark cannot read it: {reason}", "give CSV or Parquet that Spark can reach"
        ) from None
