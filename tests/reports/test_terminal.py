"""The terminal report, and what holds for every format."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from bonecheck import Report
from bonecheck.reports import FORMATS, Format, render
from bonecheck.reports.base import Detail, Style

NASTY = (
    "[/b] closed",
    "[red]milk[/red]",
    ":cow: milk",
    "milk\x1b[31m\x07\x9b2J",
    "חלב \u202eklim",
    "🥛🧀 milk",
    "牛乳 " * 30,
    "x" * 480,
    "a\tb\rc\nd",
)


def _text(report: Report, width: int = 80, detail: Detail = Detail.NORMAL, colors: str | None = None) -> str:
    return render(report, Format.TERMINAL, Style(width=width, colors=colors, detail=detail))


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("width", [80, 140])
def test_the_shared_report(report: Report, width: int, detail: Detail, golden: Callable[[str, str], None]) -> None:
    """The whole report, as wide as a terminal of 80 or 140 columns, in each detail."""
    golden(f"reports/terminal-{detail}-{width}.txt", _text(report, width, detail))


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("name", NASTY)
def test_no_line_is_wider_than_the_window(
    name: str, width: int, detail: Detail, check_text: Callable[..., Report]
) -> None:
    """Long, wide and wicked names are cut or wrapped."""
    quoted = name.replace('"', '""')
    report = check_text(f'food,amount,unit\n"{quoted}",1,bucket\nmilk,1,cup\nmagnesium,400,mg\n')
    lines = _text(report, width, detail).split("\n")
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("width", [80, 140])
def test_the_shared_report_fits_the_window(report: Report, width: int) -> None:
    """No row of the table is cut off or wider than the window."""
    lines = _text(report, width, Detail.VERBOSE).split("\n")
    assert [line for line in lines if cell_len(line) > width] == []
    assert "…" not in _text(report, width, Detail.BRIEF)


@pytest.mark.parametrize("name", NASTY)
def test_a_name_cannot_act_on_the_terminal(name: str, check_text: Callable[..., Report]) -> None:
    """No control character, escape sequence or mark that turns text comes through, in any detail."""
    quoted = name.replace('"', '""')
    report = check_text(f'food,amount,unit\n"{quoted}",1,bucket\nmilk,1,cup\n')
    text = "".join(_text(report, detail=detail) for detail in Detail)
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text) == []


def test_markup_in_a_name_is_printed_as_it_is(check_text: Callable[..., Report]) -> None:
    """Rich's own markup and emoji codes are text."""
    text = _text(check_text("food,amount,unit\n[red]:cow:[/red] zzzq,1,cup\nmilk,1,cup\n"))
    assert "'[red]:cow:[/red] zzzq'" in text


def test_no_colour_unless_asked_for(report: Report) -> None:
    """Colours come with a colour system alone, and take nothing but the escape sequences away."""
    plain, colored = _text(report), _text(report, colors="standard")
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored).split() == plain.split()


def test_brief_is_shorter_and_verbose_longer(report: Report) -> None:
    """``--brief`` prints the tables, ``--verbose`` every line."""
    brief, normal, verbose = (len(_text(report, detail=detail)) for detail in Detail)
    assert brief < normal < verbose


def test_every_format_builds(report: Report) -> None:
    """Every choice of ``--format`` has a renderer, and each ends with one line end."""
    assert list(FORMATS) == list(Format)
    for format_ in Format:
        text = render(report, format_, Style())
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_the_command_offers_every_format() -> None:
    """The command keeps its own list of formats, so that ``--help`` loads none."""
    from bonecheck.cli.check import _FORMATS

    assert tuple(Format) == _FORMATS
