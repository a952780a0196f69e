"""Options that several commands share, and what the terminal tells about how a report may look."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bonecheck.readers.dates import Order

Sex = Annotated[str | None, typer.Option(metavar="SEX", help="female or male, as the reference intakes divide people.")]
Age = Annotated[str | None, typer.Option(metavar="YEARS", help="Completed years, or months as in 9m.")]
Weight = Annotated[str | None, typer.Option(metavar="KG", help="Body weight in kg; protein is then judged per kg.")]
LifeStage = Annotated[
    str | None,
    typer.Option(
        metavar="STAGE", help="general, pregnancy, 'trimester 2', lactation, 'lactation 4' (months) or postmenopause."
    ),
]
Authority = Annotated[
    str,
    typer.Option(metavar="NAME", help="Whose reference intakes: NAM, EFSA, NNR, UK, WHO, FDA; additions as NAM+ESCEO."),
]
Phytate = Annotated[
    str | None,
    typer.Option(metavar="MG", help="Phytate a day that zinc is set for: 300, 600 (the default), 900 or 1200."),
]
Targets = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A YAML file of own reference values, which come before the authority's."),
]
Foods = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="A CSV file of own foods and recipes, which come before ours; may be repeated."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        parser=lambda text: None if text == "-" else Path(text),
        metavar="FILE",
        help="Write to this file, whole or not at all.",
    ),
]

Dates = Annotated[str | None, typer.Option(metavar="ORDER", help="Read 3/4/2026 as mdy or dmy.")]
Reader = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The log's format, as bonecheck readers lists it; else its header tells."),
]

_NARROWEST = 60
_PIPED_WIDTH = 80


def width() -> int:
    """Columns to print in: those of the terminal, of $COLUMNS, or 80."""
    columns = shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    return max(columns, _NARROWEST)


def colors(target: Path | None) -> str | None:
    """The colour system of standard output as Rich names it; None for a file, a pipe, NO_COLOR or TERM=dumb."""
    if target is not None or os.environ.get("NO_COLOR"):
        return None
    forced = os.environ.get("FORCE_COLOR")
    if not forced and (not sys.stdout.isatty() or os.environ.get("TERM") in (None, "", "dumb")):
        return None
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256" in os.environ.get("TERM", "") else "standard"


def one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    """A choice in lower case. Raises OptionError for one that is not known."""
    from bonecheck.errors import OptionError

    if value.casefold() not in known:
        raise OptionError(f"{option} {value!r} is not known", f"choose {', '.join(known)}")
    return value.casefold()


def order(text: str | None) -> Order | None:
    """--dates as the readers take it."""
    if text is None:
        return None
    return "dmy" if one_of("--dates", text, ("dmy", "mdy")) == "dmy" else "mdy"


def refuse_overwriting(output: Path | None, inputs: list[str], option: str = "--output") -> None:
    """What is written, where ``option`` says, never takes the place of what it is made from. Raises OptionError."""
    from bonecheck.errors import OptionError

    if output is None or not os.path.lexists(output):
        return
    for source in inputs:
        with contextlib.suppress(OSError):
            if source != "-" and output.samefile(source):
                raise OptionError(f"{option} {output}: is what the report is made from", "name another file")
