"""Foods in free text: a line of the text is a line of the log; what each names is for the grammar of a line to tell.

A line that holds only a date or a meal is a heading: it says when what follows was eaten.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from bonecheck.errors import InputError
from bonecheck.model import Entry, Log
from bonecheck.parse import when

_BREAK: Final = re.compile(r"\s*(?:;|\s[\u2022*]\s)\s*")


def read(texts: Sequence[str], file: str) -> Log:
    """A Log of the lines of texts, numbered through. Raises InputError when they name no food."""
    entries: list[Entry] = []
    date: dt.date | None = None
    meal = ""
    for number, line in enumerate((line for text in texts for line in (text.splitlines() or [""])), start=1):
        for part in _BREAK.split(line):
            said = when.read(part)
            date, meal = said.date or date, said.meal or ("" if said.date else meal)
            if said.rest.strip(" ,.;:-"):
                entries.append(Entry(file=file, line=number, food=said.rest, date=date, meal=meal))
    if not entries:
        raise InputError(f"{file}: names no food", 'write foods such as "2 eggs, 150 g natto"')
    return Log(entries=tuple(entries), files=(file,))
