"""``bonecheck convert``: a log of another tool as our own CSV."""

from __future__ import annotations

from typing import Annotated

import typer

from bonecheck.cli import options


def convert(
    log: Annotated[str, typer.Argument(metavar="LOG", help="A food log of any format; - is standard input.")],
    output: options.Output = None,
    reader: options.Reader = None,
    dates: options.Dates = None,
) -> None:
    """Write a log of another tool as bonecheck's own CSV, with the values that it states."""
    from bonecheck import readers
    from bonecheck.cli import output as out
    from bonecheck.reports import import_report, log_csv, words

    options.refuse_overwriting(output, [log])
    read = readers.read_file(log, options.order(dates), reader)
    out.problems(import_report.lines(read.imports))
    out.write(log_csv.render(read), output)
    out.problems([words.problem(problem) for problem in read.problems])
