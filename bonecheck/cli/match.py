"""``bonecheck match``: which food each name of a log is taken for, to be reviewed once and used again."""

from __future__ import annotations

from typing import Annotated

import typer

from bonecheck.cli import options


def match(
    logs: Annotated[list[str], typer.Argument(metavar="LOG...", help="Food logs in CSV; - is standard input.")],
    foods: options.Foods = None,
    output: options.Output = None,
    reader: options.Reader = None,
) -> None:
    """List each name with its food, for review; --mapping uses the list."""
    from bonecheck import pipeline
    from bonecheck.cli import output as out
    from bonecheck.reports import mapping_page

    out.write(mapping_page.render(pipeline.match(logs, reader=reader, foods=foods or ())), output)
