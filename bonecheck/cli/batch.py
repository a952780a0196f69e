"""``bonecheck batch``: many people's logs, scored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bonecheck.cli import options

if TYPE_CHECKING:
    from bonecheck.batch.block import Block
    from bonecheck.batch.checkpoint import Checkpoint
    from bonecheck.batch.places import Place
    from bonecheck.batch.results import Results
    from bonecheck.batch.run import Asked
    from bonecheck.readers.dates import Order
    from bonecheck.reports.batch import BatchFormat, Shape
    from bonecheck.reports.progress import Progress

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
    from bonecheck.cli import batch_reports
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
    order = options.order(dates)
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
    kept = _checkpoint(target, resume, asked, order, sheet)
    results = _scored(logs, asked, order, sheet, quiet, kept)
    written.write(results)
    if kept is not None and not resume:
        kept.clear()
    if reports is not None and each is not None:
        places = sources.find(logs)[0]
        batch_reports.write(places, _reading(order, sheet), asked, reports, each, resume=resume)
    sys.exit(1 if strict and len(results.problems.filter(results.problems["severity"] == "lost")) else 0)


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

    def write(self, results: Results) -> None:
        """Write the results, the problems and the matches."""
        from bonecheck.cli import output as out
        from bonecheck.reports import batch as formats
        from bonecheck.reports import batch_csv, batch_table, batch_words
        from bonecheck.reports.base import Style

        if self.format is formats.BatchFormat.TERMINAL:
            style = Style(options.width(), options.colors(self.output))
            out.write(batch_table.render(results, style, rows=self.rows), self.output)
        else:
            out.write_bytes(lambda file: formats.write(results, self.format, self.shape, file), self.output)
            out.problems([batch_words.lost(results)])
        if self.problems is not None:
            out.write_bytes(lambda file: batch_csv.write_problems(results, file), self.problems, "--problems")
        if self.matches is not None:
            out.write_bytes(lambda file: batch_csv.write_matches(results, file), self.matches, "--matches")


def _scored(
    logs: list[str], asked: Asked, order: Order | None, sheet: str, quiet: bool, kept: Checkpoint | None
) -> Results:
    """Read and score, telling how far it is."""
    from bonecheck.batch import run, sources
    from bonecheck.reports.progress import progress

    places, found = sources.find(logs)
    with progress(files=len(places), size=sum(place.size for place in places), quiet=quiet) as shown:

        def read(place: Place) -> Iterator[Block]:
            return _shown(sources.blocks(place, order=order, sheet=sheet, on_bytes=_advance(shown)), place, shown)

        return run.run(places, found, read, asked, kept or run.KeepsNothing())


def _reading(order: Order | None, sheet: str) -> Callable[[Place], Iterator[Block]]:
    from bonecheck.batch import sources

    return lambda place: sources.blocks(place, order=order, sheet=sheet)


def _advance(shown: Progress) -> Callable[[int], None]:
    return lambda count: shown.advance(bytes=count)


def _shown(blocks: Iterator[Block], place: Place, shown: Progress) -> Iterator[Block]:
    shown.advance(file=place.file)
    for block in blocks:
        shown.advance(rows=block.rows)
        yield block


def _checkpoint(output: Path | None, resume: bool, asked: Asked, order: Order | None, sheet: str) -> Checkpoint | None:
    """Where what was read is kept: beside the output; what an earlier run left counts only with --resume."""
    from bonecheck.batch.checkpoint import Checkpoint
    from bonecheck.errors import OptionError

    if output is None:
        if resume:
            raise OptionError("--resume needs --output", "what is read is kept beside the output")
        return None
    decided = [path.read_bytes() for path in _files(asked) if path.is_file()]
    kept = Checkpoint(output.with_name(f".{output.name}.resume"), (asked.english, asked.values, order, sheet, decided))
    if not resume:
        kept.clear()
    return kept


def _files(asked: Asked) -> list[Path]:
    """The files beside the logs that decide what names mean."""
    return [Path(path) for path in (*([asked.mapping] if asked.mapping else []), *asked.foods)]
