"""The commands put together: one file per command, listed here."""

from __future__ import annotations

import typer

from bonecheck import __version__
from bonecheck.cli import batch, check, convert, explain, foods, match, readers, targets

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="What you ate, held against what bone needs: seven nutrients, each gap explained, unknown never zero.",
    epilog="Start with: bonecheck check examples/day.csv --sex female --age 52",
)
app.command("check")(check.check)
app.command("batch", short_help="Score many people's logs: files, folders, archives.")(batch.batch)
app.command("match", short_help="List each name with its food, to be reviewed and reused.")(match.match)
app.command("convert", short_help="Write a log of another tool as our own CSV.")(convert.convert)
app.command("readers", short_help="List the formats of logs that are understood.")(readers.readers)
app.command("explain", short_help="Say what a nutrient does for bone, and how sure that is.")(explain.explain)
app.command("targets", short_help="Show the reference intakes of a person, or all of them.")(targets.targets)
app.add_typer(foods.app, name="foods")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bonecheck {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Carry the options that belong to no command."""
