"""The commands put together: one file per command, listed here. A run loads the command that it names, and no other."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import typer

from bonecheck import __version__

# name -> what help says of it in short; empty where its first sentence does. Each is a function of its own name in a
# module of that name, but for the group of commands `foods`.
COMMANDS: Final = {
    "check": "",
    "batch": "Score many people's logs: files, folders, archives.",
    "match": "List each name with its food, to be reviewed and reused.",
    "convert": "Write a log of another tool as our own CSV.",
    "readers": "List the formats of logs that are understood.",
    "explain": "Say what a nutrient does for bone, and how sure that is.",
    "targets": "Show the reference intakes of a person, or all of them.",
}
GROUPS: Final = ("foods",)


def app(first: str = "") -> typer.Typer:
    """The command line whose first word is ``first``: with that command alone where it is one, else with all."""
    root = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="What you ate, held against what bone needs: seven nutrients, each gap explained, unknown never zero.",
        epilog="Start with: bonecheck check examples/day.csv --sex female --age 52",
    )
    root.callback()(_root)
    known = (*COMMANDS, *GROUPS)
    for name in [first] if first in known else known:
        module = import_module(f"bonecheck.cli.{name}")
        if name in GROUPS:
            root.add_typer(module.app, name=name)
        else:
            root.command(name, short_help=COMMANDS[name] or None)(getattr(module, name))
    return root


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bonecheck {__version__}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Carry the options that belong to no command."""
