"""The Markdown report: what people write in a log stays text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bonecheck import Report
from bonecheck.reports import Format, render
from bonecheck.reports.base import Detail, Style

# What a name could become if it were not text.
NAMES = (
    "milk | cheese | bread",
    "*milk* _and_ **bread** ~~gone~~",
    "<script>alert(1)</script> milk",
    "`milk` ```bread",
    "milk\n\n# a heading",
    "milk\n| a | b |\n|---|---|",
    "[milk](http://example.org) ![](x.png)",
    "1. milk",
    "- milk",
    "> milk",
    "# milk",
    "&lt;b&gt; milk &amp; bread",
    "milk \\",
    "--- milk ===",
    "<http://example.org>",
)
_OWN_BLOCKS = {
    *(f"{block}_{end}" for block in ("paragraph", "heading", "bullet_list", "list_item") for end in ("open", "close")),
    *(f"{block}_{end}" for block in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")),
    "inline",
}


def _tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def _markdown(report: Report, detail: Detail = Detail.NORMAL) -> str:
    return render(report, Format.MD, Style(detail=detail))


def _named(name: str, amount: str = "") -> str:
    quoted = name.replace('"', '""')
    return f'food,amount,unit\n"{quoted}",{amount},\nmilk,1,cup\n'


def test_the_shared_report(report: Report, golden: Callable[[str, str], None]) -> None:
    """The whole report as Markdown."""
    golden("reports/report.md", _markdown(report))


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("amount", ["", "some"], ids=["resolved", "unread"])
def test_a_name_cannot_become_markup(name: str, amount: str, detail: Detail, check_text: Callable[..., Report]) -> None:
    """Whatever a food is called, the page has the blocks that a report has, and no link, code, HTML or emphasis."""
    page = _markdown(check_text(_named(name, amount), sex="female", age=40), detail)
    tokens = list(_tokens(page))
    assert {token.type for token in tokens if token.block} <= _OWN_BLOCKS
    assert {token.type for token in tokens if not token.block} <= {"text", "softbreak", "text_special"}
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    assert not [heading for heading in headings if heading == "a heading" or heading.startswith("milk")]


def test_every_row_has_every_cell(report: Report) -> None:
    """No name breaks the table: seven rows of six cells under a header, for each day and the mean."""
    tokens = list(_tokens(_markdown(report)))
    assert [token.type for token in tokens].count("tr_open") == 3 * (1 + 7)
    assert [token.type for token in tokens].count("td_open") == 3 * 7 * 6


def test_the_name_reads_as_it_was_written(report: Report) -> None:
    """What is escaped shows as itself."""
    text = "".join(token.content for token in _tokens(_markdown(report)) if not token.block)
    assert "[/b] *gran's* | <script>`x`</script> pie" in text
