"""Names that try to be more than names: markup, escapes, emoji and text from right to left, in every format."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
NAMES = (
    "milk [/b]",
    "[red]zzqx[/red]",
    "zz\x1b[31mqx\x1b[0m",
    "zz\x1b]0;title\x07qx",
    "zz\x9b31mqx",
    "🥛 milk",
    "חלב zzqx",
    "zz\u202eqx",
    ":cow: zzqx",
    "zzqx|<b>`*",
)
LOG = "food,amount,unit,note\n" + "".join(f"{name},1,cup,\x1b[1m\n" for name in NAMES)


@pytest.mark.parametrize("format_", ["terminal", "md", "json", "csv"])
@pytest.mark.parametrize("detail", ["--brief", "--verbose"])
def test_nothing_of_a_log_acts_on_a_terminal(check: Run, format_: str, detail: str) -> None:
    """No control character and no mark that turns text comes out of any format, on any stream."""
    ran = check(LOG, "--format", format_, detail)
    assert ran.code == 0
    written = (ran.out + ran.err).replace("\n", "")
    assert {c for c in written if unicodedata.category(c) == "Cc" or c == "\u202e"} == set()


def test_markup_is_printed_as_it_was_written(check: Run) -> None:
    """Brackets, colons and emoji are text; what could act is a visible stand-in."""
    out = " ".join(check(LOG, "--verbose").out.split())
    for shown in ("milk [/b]", "[red]zzqx[/red]", "zz\ufffd[31mqx\ufffd[0m", "🥛 milk", "חלב zzqx", ":cow: zzqx"):
        assert shown in out


def test_markdown_keeps_no_markup_of_the_log(check: Run) -> None:
    """Nor HTML."""
    out = check(LOG, "--format", "md").out
    assert r"zzqx\|\<b\>\`\*" in out
    assert "<b>" not in out


def test_json_holds_the_names_themselves(check: Run) -> None:
    """A program gets what the log says."""
    lines = json.loads(check(LOG, "--format", "json").out)["lines"]
    assert [line["food_text"] for line in lines] == list(NAMES)


@pytest.mark.parametrize("name", ["NA", "None", "nan", "null", "true"])
def test_names_that_look_like_nothing(check: Run, name: str) -> None:
    """They are names, known or not."""
    report = json.loads(check(f"food,amount,unit\n{name},1,g\negg,1,large\n", "--format", "json").out)
    assert [line["food_text"] for line in report["lines"]] == [name, "egg"]
