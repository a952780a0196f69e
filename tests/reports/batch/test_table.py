"""Results at a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl
import pytest
from rich.cells import cell_len

from bonecheck.batch.results import Results
from bonecheck.nutrients import NUTRIENTS
from bonecheck.reports import batch_table, batch_words
from bonecheck.reports.base import Detail, Style


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("name", ["results", "daily", "nothing_lost", "many"])
def test_the_whole_page(
    name: str, width: int, request: pytest.FixtureRequest, golden: Callable[[str, str], None]
) -> None:
    """Per client and per day, with nothing lost, and for more clients than are shown."""
    golden(f"reports/batch-{name}-{width}.txt", batch_table.render(request.getfixturevalue(name), Style(width=width)))


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120, 140, 200])
@pytest.mark.parametrize("name", ["results", "daily", "many"])
def test_nothing_is_wider_than_the_window(name: str, width: int, request: pytest.FixtureRequest) -> None:
    """Whatever stands in ids, files and names."""
    text = batch_table.render(request.getfixturevalue(name), Style(width=width))
    assert [line for line in text.split("\n") if cell_len(line) > width] == []


def test_each_client_is_one_line_with_every_nutrient(results: Results) -> None:
    """No cell wraps, at the narrowest as at the widest."""
    for width in (60, 200):
        text = batch_table.render(results, Style(width=width))
        table = text.partition("Most in need first\n")[2].partition("\n\n")[0].split("\n")
        assert table[0].split()[-len(NUTRIENTS) :] == [nutrient.symbol for nutrient in NUTRIENTS]
        assert len(table) == 1 + results.clients.height
        assert {len(re.findall("[▼?▲✓–]", line)) for line in table[1:]} == {len(NUTRIENTS)}


def test_the_most_urgent_come_first(results: Results) -> None:
    """By how many nutrients are low or high, then by how far below, then by how many are unclear."""
    clients = [results.clients["client"][place] for place in batch_words.by_need(results)]
    assert [client[:4] for client in clients] == ["[/b]", "李小龍-", "clie", "=HYP", "esc\x1b", "🥦 zo", "@hom", "anna"]


def test_wide_windows_have_the_word_in_each_cell(results: Results) -> None:
    """Where there is room, sign and word."""
    text = batch_table.render(results, Style(width=200))
    assert re.search(r"\[/b\]\[red\]Bo +3 +1 +▼ low +56 % +▼ low +18 % +✓ met +141 %", text)


def test_no_text_of_a_log_acts_on_the_terminal(results: Results) -> None:
    """No control character, no mark that turns text, no markup; and colours are ours alone."""
    plain = batch_table.render(results, Style(width=140))
    assert [character for character in plain if character != "\n" and not character.isprintable()] == []
    assert "[/b][red]Bo" in plain
    colored = batch_table.render(results, Style(width=140, colors="standard"))
    assert [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", colored).split("\n")] == plain.split("\n")
    assert "\x1b[2J" not in colored


def test_a_long_list_is_cut_and_says_so(many: Results) -> None:
    """As many as asked for; a verbose page has all."""
    few = batch_table.render(many, Style(), rows=3)
    assert few.partition("Most in need first\n")[2].partition("and 47 more clients")[0].count("\n") == 4
    assert "\n  and 30 more clients: -o scores.csv has all\n" in batch_table.render(many, Style())
    assert "more clients" not in batch_table.render(many, Style(detail=Detail.VERBOSE))


def test_a_brief_page_leaves_out_the_names(results: Results) -> None:
    """The table, the group and what was lost stay."""
    text = batch_table.render(results, Style(detail=Detail.BRIEF))
    assert [each in text for each in ("Most in need", "How many clients", "Names matched", "Lost")] == [
        True,
        True,
        False,
        True,
    ]


def test_no_client_at_all(results: Results) -> None:
    """The page says so, and what was lost."""
    nobody = results._replace(scores=results.scores.clear(), clients=results.clients.clear())
    text = batch_table.render(nobody, Style())
    assert "No log could be scored" in text
    assert "1 of 10 files could not be read." in text


def test_several_authorities_are_counted(results: Results) -> None:
    """The most frequent first."""
    authorities = ["NAM", "EFSA", *["NAM"] * 6]
    mixed = results._replace(clients=results.clients.with_columns(authority=pl.Series(authorities)))
    assert batch_words.whose(mixed) == "8 clients · 24 days · NAM (7), EFSA (1) reference intakes"
