"""The report that every format renders: two days with everything that a report can hold."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bonecheck import Report, check, make_profile

# A guess, a misspelling, a line that nothing fits with every kind of markup, a unit that is none, an amount that is
# no number, two supplements of which one is above its upper level, a usual portion, and a column nobody asked for.
LOG = """\
date,meal,food,amount,unit,mood
2026-03-02,breakfast,plain yogurt,200,g,fine
2026-03-02,breakfast,banana,1,medium,
2026-03-02,lunch,brocolli,1,cup,
2026-03-02,dinner,milk,2,cups,
2026-03-02,dinner,"[/b] *gran's* | <script>`x`</script> pie",1,slice,
2026-03-02,dinner,cheddar cheese,1,bucket,
2026-03-02,evening,vitamin D3,2000,IU,
2026-03-02,evening,magnesium,400,mg,
2026-03-03,breakfast,egg,2,large,
2026-03-03,lunch,chicken breast,150,g,
2026-03-03,lunch,white rice,some,cup,
2026-03-03,dinner,apple,,,
"""

CheckText = Callable[..., Report]


@pytest.fixture(scope="session")
def check_text(tmp_path_factory: pytest.TempPathFactory) -> CheckText:
    """``check_text(log, sex=…, age=…, weight=…)`` checks a CSV text as the file log.csv."""

    def run(text: str, **person: str | float) -> Report:
        folder = tmp_path_factory.mktemp("log")
        (folder / "log.csv").write_text(text, encoding="utf-8")
        with contextlib.chdir(folder):
            return check(Path("log.csv"), make_profile(**person))  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def report(check_text: CheckText) -> Report:
    """The shared report: a woman of 63 who weighs 63 kg, two days."""
    return check_text(LOG, sex="female", age=63, weight=63)
