"""``bonecheck explain``: every page in every format, at 80 columns, and the manual page kept current."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from bonecheck import compiled, graph
from bonecheck.cli import main
from bonecheck.links import Manual
from bonecheck.nutrients import NUTRIENTS
from bonecheck.reports import explanations
from bonecheck.reports.base import Style
from bonecheck.reports.explanations import Page

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "mechanisms.md"
RUN = 8

Explain = Callable[..., str]


@pytest.fixture(scope="module")
def connection() -> sqlite3.Connection:
    """The compiled data that ships."""
    return compiled.connect()


@pytest.fixture(scope="module")
def manual(connection: sqlite3.Connection) -> Manual:
    """All that is known."""
    return graph.manual(connection)


@pytest.fixture
def explain(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Explain:
    """``explain("RANKL", "--format", "json")`` gives what the command prints; ``code`` is how it is to end."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def call(*args: str, code: int = 0) -> str:
        monkeypatch.setattr("sys.argv", ["bonecheck", "explain", *args])
        with pytest.raises(SystemExit) as end:
            main()
        captured = capsys.readouterr()
        assert int(end.value.code or 0) == code, captured.err
        return captured.err if code else captured.out

    return call


ASKED = ["", "magnesium", "RANKL", "osteoblast", "MD-04", "I14", "estrogen", "BMD", "--table", "--references"]
ASKED += ["--graph", "--graph magnesium", "--graph RANKL", "--graph MD-04", "--graph NF-kB"]


@pytest.mark.parametrize("asked", ASKED)
def test_every_page_fits_80_columns(explain: Explain, asked: str) -> None:
    """And leaves no line with spaces at its end."""
    lines = explain(*asked.split()).splitlines()
    assert lines
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("asked", ASKED)
def test_every_page_is_json_and_markdown(explain: Explain, asked: str) -> None:
    """JSON names its schema; Markdown is parsed, and no cell is lost."""
    document = json.loads(explain(*asked.split(), "--format", "json"))
    assert document["schema"] == "bonecheck.explain/1"
    text = explain(*asked.split(), "--format", "md")
    tokens = MarkdownIt().enable("table").parse(text)
    rows = [token for token in tokens if token.type == "tr_open"]
    assert len(rows) == sum(line.startswith("|") and not line.startswith("|---") for line in text.splitlines())


@pytest.mark.parametrize("format_", ["dot", "mermaid"])
@pytest.mark.parametrize("word", ["", "magnesium", "RANKL", "MD-04"])
def test_graphs_for_other_tools(explain: Explain, format_: str, word: str) -> None:
    """Every edge of JSON's graph is a line of the drawing, and quotes are in pairs."""
    edges = json.loads(explain("--graph", *word.split(), "--format", "json"))["edges"]
    drawn = explain(*word.split(), "--format", format_)
    arrow = r"->.*\[label" if format_ == "dot" else r"--?\.?->\|"
    assert len(re.findall(arrow, drawn)) == len(edges)
    assert all(line.count('"') % 2 == 0 for line in drawn.splitlines())


def test_the_tree_follows_each_node_once(explain: Explain) -> None:
    """From the nutrient by molecules and cells to bone, circles and all; each edge has its mark."""
    tree = explain("--graph", "magnesium")
    for name in ("vitamin D activation", "calcitriol", "osteoblast", "osteoclast", "bone resorption", "fracture risk"):
        assert name in tree
    assert tree.count("opens the gut to") == 0, "another nutrient is not followed"
    assert tree.count("governs calcium absorption") == 1
    branches = re.findall(r"[├└]── .*", tree)
    assert len(branches) == len(set(branches))
    joined = re.sub(r"\n[ │]*(?![ │]*[├└\n])", " ", tree)
    assert all(re.search(r"[●◐○✗~]", line) for line in re.findall(r"[├└]── .*", joined))


def test_contested_claims_say_so(explain: Explain) -> None:
    """On their own page: the status, what it means, and why."""
    text = " ".join(explain("K2-10").split())
    assert "contested (current evidence disagrees)" in text
    assert "But: No evidence was seen that deposits once formed are removed" in text


def test_the_tables_have_every_cell(explain: Explain, manual: Manual) -> None:
    """Each claim of the article's 3 by 3 cells, twice, with its code."""
    text = explain("--table")
    assert {(cell.table, cell.row, cell.column) for cell in manual.cells} == {
        *((1, row, column) for row in _LABELS for column in _FIRST),
        *((2, row, column) for row in _SECOND for column in _LABELS),
    }
    assert all(cell.mechanism.code in text for cell in manual.cells)


_LABELS = ("Magnesium", "Vitamin K2", "Zinc")
_FIRST = ("Primary Mechanism", "Effect on Bone Cells", "Hormonal/Systemic")
_SECOND = ("Enzyme Activation", "Signaling Pathways", "Gene Expression")


def test_references_show_both_sides(explain: Explain) -> None:
    """As printed and as meant; one has no record."""
    text = " ".join(explain("--references").split())
    assert text.count("as printed:") == 9
    assert "Hogstrom, M. et al. (2022)" in text and "Front Public Health 2022;10:979649" in text
    assert "No record of such a paper was found" in text


def test_every_code_and_every_node_answers(connection: sqlite3.Connection, manual: Manual) -> None:
    """Codes of claims, edges and cautions; names and other names of nodes, and every target that a claim names."""
    codes = {each.code for each in manual.mechanisms} | {each.code for each in manual.cautions}
    assert {code for edge in manual.graph.edges for code in edge.codes} <= codes
    names = {name for node in manual.graph.nodes.values() for name in (node.name, *node.also)}
    targets = {target for each in manual.mechanisms for target in each.targets}
    for word in (*codes, *names, *targets):
        about = graph.topic(connection, word)
        assert about.mechanisms or about.cautions or about.before or about.after, word


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("rankel",), "did you mean 'RANKL'?"),
        (("magnesum",), "did you mean 'magnesium'?"),
        (("osteoklast",), "did you mean 'osteoclast'?"),
        (("--format", "yaml"), "--format 'yaml' is not known"),
        (("--table", "--references"), "do not go together"),
        (("--table", "zinc"), "do not go together"),
        (("--graph", "FU-02"), "no edge of the graph rests on 'FU-02'"),
    ],
)
def test_what_cannot_be_answered_is_said(explain: Explain, args: tuple[str, ...], message: str) -> None:
    """With a suggestion where there is one."""
    assert message in explain(*args, code=2)


def _written(page: Page, format_: str = "md") -> str:
    return explanations.render(page, format_, Style())


def test_the_manual_page_is_current(manual: Manual, updating: bool) -> None:
    """docs/mechanisms.md is what the command writes; ``--update-goldens`` writes it."""
    text = _written(Page("manual", manual))
    if updating:
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text, "run: make update"


def test_the_manual_page_has_everything(manual: Manual) -> None:
    """Every claim, caution, reference and edge."""
    text = PAGE.read_text(encoding="utf-8")
    for each in manual.mechanisms:
        assert f"### {each.code}: {each.title}\n" in text
    assert all(f"**{each.code}**" in text for each in manual.cautions)
    assert text.count("as printed:") == 9
    assert all(f"## {nutrient.label[:1].upper()}{nutrient.label[1:]}\n" in text for nutrient in NUTRIENTS)


def test_the_manual_page_has_no_words_of_the_article(manual: Manual) -> None:
    """But for the titles of works as the article prints them, and the works themselves."""
    files = sorted((ROOT.parent / "shared" / "article").glob("*.txt"))
    if not files:
        pytest.skip("the source article (../shared/article) is not on this machine")
    printed = _runs(" ".join(file.read_text(encoding="utf-8") for file in files))
    cited: set[Any] = set().union(*(_runs(each.printed) for each in manual.references))
    for each in manual.mechanisms:
        cited |= set().union(*(_runs(source.citation) for source in each.sources))
    assert _runs(PAGE.read_text(encoding="utf-8")) & printed - cited == set()


def _runs(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"[^\W_]+", text.lower())
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}
