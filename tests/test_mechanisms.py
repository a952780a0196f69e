"""Mechanisms out of the file: looked up by code, nutrient, name and symbol; a broken file is refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bonecheck import compiled, graph, knowledge, mechanisms
from bonecheck.errors import DataError, OptionError
from bonecheck.nutrients import KEYS


@pytest.fixture(scope="module")
def connection() -> sqlite3.Connection:
    """The compiled data that ships."""
    return compiled.connect()


@pytest.mark.parametrize("key", KEYS)
def test_every_nutrient_has_three_mechanisms_to_tell(connection: sqlite3.Connection, key: str) -> None:
    """None of them contested, each with a citation."""
    found = mechanisms.most_telling(connection, key, 3)
    assert len(found) == 3
    assert all(each.status in ("established", "supported", "qualified") for each in found)
    assert all(source.citation for each in found for source in each.sources)


@pytest.mark.parametrize("word", ["vitamin D", "vitamin_d", "D", "Vitamin d", "vitamin d3"])
def test_a_nutrient_answers_to_all_its_names(connection: sqlite3.Connection, word: str) -> None:
    """Key, label, symbol and what labels call it."""
    about = graph.topic(connection, word)
    assert about.title == "vitamin D"
    assert about.mechanisms == mechanisms.of_nutrient(connection, "vitamin_d")


def test_a_code_answers_in_upper_and_lower_case(connection: sqlite3.Connection) -> None:
    """MD-08 is why blood calcium is defended at the cost of bone."""
    about = graph.topic(connection, "md-08")
    assert about.title == "MD-08"
    assert [each.nutrients for each in about.mechanisms] == [("calcium",)]
    assert about.mechanisms[0].sources


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("calzium", "did you mean 'calcium'?"),
        ("MD-99", "did you mean 'MD-09'?"),
        ("xylophone", "known: calcium, vitamin D, magnesium, vitamin K2, zinc, potassium, protein, "),
    ],
)
def test_an_unknown_word_gets_a_suggestion(connection: sqlite3.Connection, word: str, hint: str) -> None:
    """The nearest that is known, or what is."""
    with pytest.raises(OptionError, match=f"nothing is known about '{word}'") as caught:
        graph.topic(connection, word)
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("word", "title"),
    [("rankl", "RANKL"), ("osteoclasts", "osteoclast"), ("BMD", "bone mineral density"), ("i14", "I14"), ("FRAX", "")],
)
def test_molecules_cells_outcomes_and_cautions_answer(connection: sqlite3.Connection, word: str, title: str) -> None:
    """By their names, other names and codes, in any case."""
    if not title:
        with pytest.raises(OptionError):
            graph.topic(connection, word)
        return
    about = graph.topic(connection, word)
    assert about.title == title
    assert about.mechanisms or about.cautions


def test_contested_claims_never_lead(connection: sqlite3.Connection) -> None:
    """Of nothing that can be asked for, where anything firmer is known about it."""
    for name in graph.load(connection).nodes:
        found = graph.topic(connection, name).mechanisms
        firm = [each.status in ("established", "supported", "qualified") for each in found]
        assert not any(firm) or firm[0], name


SOURCES = """sources:
  A: {citation: "Somebody 2020"}
references:
  - {id: R1, printed: p, verdict: correct, finding: f, sources: [A]}
"""
GRAPH = """nodes:
  calcium: {kind: nutrient}
  bone: {kind: bone}
edges:
  - {from: calcium, to: bone, relation: r, effect: more, codes: [X-1], evidence: RCT, status: established, sources: [A]}
cautions:
  - {code: I1, pair: p, nutrients: [calcium], text: t, ask: a, when: [], sources: [A]}
"""
ENTRY = """mechanisms:
  - code: X-1
    nutrients: [calcium]
    title: t
    short: s
    detail: d
    evidence: RCT
    status: established
    sources: [A]
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of small mechanisms files that are whole."""
    texts = {knowledge.SOURCES: SOURCES, knowledge.GRAPH: GRAPH, "mechanisms.yaml": ENTRY, "mechanisms_bone.yaml": "{}"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_small_files_are_read(files: Path) -> None:
    """What the refusals below start from."""
    made = sqlite3.connect(":memory:")
    knowledge.build(made, files)
    assert [each.code for each in mechanisms.everything(made)] == ["X-1"]
    assert [edge.target for edge in graph.load(made).edges] == ["bone"]


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("mechanisms.yaml", ("    title: t\n", ""), "mechanisms.yaml:2: mechanism 'X-1' lacks title"),
        ("mechanisms.yaml", ("[calcium]", "[kalcium]"), "mechanism 'X-1' names 'kalcium', which is not known here"),
        ("mechanisms.yaml", ("sources: [A]", "sources: [B]"), "mechanism 'X-1' names 'B', which is not known here"),
        ("mechanisms.yaml", ("established", "certain"), "mechanism 'X-1' names 'certain', which is not known here"),
        ("mechanisms.yaml", ("RCT", "hearsay"), "mechanism 'X-1' names 'hearsay', which is not known here"),
        (knowledge.GRAPH, ("kind: bone", "kind: bones"), "node 'bone' is of no kind that is known here"),
        (
            knowledge.GRAPH,
            ("effect: more", "effect: most"),
            "edge 'calcium → bone' names 'most', which is not known here",
        ),
        (knowledge.GRAPH, ("to: bone", "to: tooth"), "'calcium' to 'tooth' names 'tooth', which is not known here"),
        (knowledge.GRAPH, ("[X-1]", "[X-2]"), "'calcium' to 'bone' names 'X-2', which is not known here"),
        (knowledge.GRAPH, ("ask: a, ", ""), "caution 'I1' lacks ask"),
        (knowledge.SOURCES, ("finding: f, ", ""), "reference 'R1' lacks finding"),
    ],
)
def test_a_broken_file_is_refused(files: Path, name: str, change: tuple[str, str], message: str) -> None:
    """A mechanism without its source must not reach a report."""
    text = (files / name).read_text(encoding="utf-8")
    assert change[0] in text
    (files / name).write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        knowledge.build(sqlite3.connect(":memory:"), files)
    assert str(caught.value).endswith(message)
