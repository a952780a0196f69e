"""A Rich console that prints into text: the one way to it, so that markup, emoji codes and links stay off."""

from __future__ import annotations

import io
from typing import Final, Literal, cast

from rich.console import Console

from bonecheck.model import Status
from bonecheck.reports.base import Style

# Of a verdict, beside its sign or word.
COLORS: Final = {
    Status.LOW: "bold red",
    Status.UNCLEAR: "bold dark_orange3",
    Status.HIGH: "bold magenta",
    Status.MET: "green",
    Status.NO_REFERENCE: "dim",
}


class Page:
    """Collects what is printed on ``console``; ``text()`` gives it."""

    def __init__(self, style: Style) -> None:
        self._out = io.StringIO()
        self.console = Console(
            file=self._out,
            width=style.width,
            color_system=cast("Literal['standard']", style.colors),
            force_terminal=style.colors is not None,
            no_color=style.colors is None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def text(self) -> str:
        """What was printed, without spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n"))
