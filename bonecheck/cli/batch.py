"""``bonecheck batch``: many people's logs, scored."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bonecheck.cli import options

if TYPE_CHECKING:
    from bonecheck.batch.results import Results
    from bonecheck.batch.run import Asked
    from bonecheck.reports.batch import BatchFormat, Shape

_VALUES: Final = ("fill", "log", "table")


def batch(
    logs: Annotated[
        list[str],
        typer.Argument(
            metavar="LOGS...", help="Files, folders, globs, .zip and .gz: CSV, .xlsx, .parquet; - is stdin."
        ),
    ],
    clients: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Who the clients are: client,sex,age,weight_kg,life_stage,authority."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help="terminal, csv, jsonl, parquet or xlsx; else by -o."),
    ] = None,
    shape: Annotated[str | None, typer.Option(metavar="SHAPE", help="wide or long; else as suits the format.")] = None,
    per: Annotated[str, typer.Option(metavar="WHAT", help="client: the mean over days; day: each day.")] = "client",
    problems: Annotated[Path | None, typer.Option(metavar="FILE", help="Write every problem to this CSV file.")] = None,
    matches: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write each name with its food, as --mapping takes them.")
    ] = None,
    reports: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write one report per client into this folder.")
    ] = None,
    report_format: Annotated[str, typer.Option(metavar="FORMAT", help="terminal, json, csv or md.")] = "md",
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep what is read beside -o, and read only what is new or changed.")
    ] = False,
    engine: Annotated[str, typer.Option(metavar="NAME", help="polars, or spark: more than one machine.")] = "polars",
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="Spark's master, such as spark://host:7077.")
    ] = None,
    sex: options.Sex = None,
    age: options.Age = None,
    weight: options.Weight = None,
    life_stage: options.LifeStage = None,
    authority: options.Authority = "NAM",
    phytate: options.Phytate = None,
    targets: options.Targets = None,
    foods: options.Foods = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Names and foods as bonecheck match lists them.")
    ] = None,
    english: Annotated[str, typer.Option(metavar="WHICH", help="us or gb: whose chips and biscuits.")] = "us",
    reader: options.Reader = None,
    dates: options.Dates = None,
    sheet: Annotated[str, typer.Option(metavar="NAME", help="The sheet of workbooks; else the first.")] = "",
    values: Annotated[str, typer.Option(metavar="WHOSE", help="fill, log or table: see check.")] = "fill",
    rows: Annotated[int, typer.Option(metavar="N", min=1, help="Clients that the terminal lists.")] = 20,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress on standard error.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if anything could not be counted.")] = False,
) -> None:
    """Score many people's logs: files, folders and archives, with one row per client."""
    from bonecheck.batch import sources
    from bonecheck.batch.roster import Options
    from bonecheck.batch.run import Asked
    from bonecheck.cli import batch_reading, batch_reports
    from bonecheck.reports import Format

    asked = Asked(
        options=Options(sex, age, weight, life_stage, phytate, authority),
        clients=clients,
        targets=targets,
        mapping=mapping,
        foods=tuple(foods or ()),
        english=options.one_of("--english", english, ("us", "gb")),
        values=options.one_of("--values", values, _VALUES),
        per=options.one_of("--per", per, ("client", "day")),
    )
    reading = batch_reading.reading(options.order(dates), reader, sheet)
    if options.one_of("--engine", engine, ("polars", "spark")) == "spark":
        from bonecheck.cli import batch_spark

        elsewhere = {
            "--format": format_, "--shape": shape, "--problems": problems, "--matches": matches, "--reports": reports,
            "--resume": resume, "--dates": dates, "--sheet": sheet, "--values": values != _VALUES[0], "--strict": strict,
        }  # fmt: skip
        batch_spark.run(logs, asked, master, output, elsewhere)  # texts: a path would spoil s3a://
        return
    target = None if output in (None, "-") else Path(str(output))
    written = _Written(target, format_, shape, problems, matches, rows)
    each = None if reports is None else Format(options.one_of("--report-format", report_format, tuple(Format)))
    places, found = sources.find(logs)
    written.refuse([*(place.path for place in places), *_tables(asked)])
    kept = batch_reading.checkpoint(target, asked, reading, resume=resume)
    with batch_reading.told_if_interrupted(kept, len(places)):
        results = batch_reading.scored(places, found, asked, reading, kept, quiet=quiet)
        written.write(results)
    if not resume:
        kept.clear()
    if reports is not None and each is not None:
        batch_reports.write(places, reading, asked, reports, each, resume=resume)
    sys.exit(1 if strict and "lost" in results.problems["severity"] else 0)


def _tables(asked: Asked) -> list[str]:
    """The files beside the logs that a run reads."""
    return [str(path) for path in (asked.clients, asked.targets, asked.mapping, *asked.foods) if path]


class _Written:
    """Where results go, decided before anything is read."""

    def __init__(
        self,
        output: Path | None,
        format_: str | None,
        shape: str | None,
        problems: Path | None,
        matches: Path | None,
        rows: int,
    ) -> None:
        from bonecheck.errors import OptionError
        from bonecheck.reports import batch as formats

        self.output, self.problems, self.matches, self.rows = output, problems, matches, rows
        self.format: BatchFormat = formats.chosen_format(format_, output)
        self.shape: Shape = formats.chosen_shape(shape, self.format)
        if self.format in formats.BINARY and output is None and sys.stdout.isatty():
            raise OptionError(f"--format {self.format}: no terminal can show it", "name a file with -o")

    def refuse(self, inputs: list[str]) -> None:
        """Nothing is written over what it is made from, nor over another result. Raises OptionError."""
        from bonecheck.errors import OptionError

        options_ = {"--output": self.output, "--problems": self.problems, "--matches": self.matches}
        taken: set[str] = set()
        for option, path in options_.items():
            options.refuse_overwriting(path, inputs, option)
            place = None if path is None else os.path.realpath(path)
            if place in taken:
                raise OptionError(f"{option} {path}: is written by another option as well", "name another file")
            taken |= {place} if place else set()

    def write(self, results: Results) -> None:
        """Write the results, the problems and the matches."""
        from bonecheck.cli import output as out
        from bonecheck.reports import batch as formats
        from bonecheck.reports import batch_csv, batch_words

        if self.format is formats.BatchFormat.TERMINAL:
            from bonecheck.reports import batch_table
            from bonecheck.reports.base import Style

            style = Style(options.width(), options.colors(self.output))
            out.write(batch_table.render(results, style, rows=self.rows), self.output)
        else:
            out.write_bytes(lambda file: formats.write(results, self.format, self.shape, file), self.output)
            out.problems([*batch_words.imported(results), batch_words.lost(results)])
        if self.problems is not None:
            out.write_bytes(lambda file: batch_csv.write_problems(results, file), self.problems, "--problems")
        if self.matches is not None:
            out.write_bytes(lambda file: batch_csv.write_matches(results, file), self.matches, "--matches")
