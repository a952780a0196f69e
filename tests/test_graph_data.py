"""The graph file: whole, connected, in agreement with the published edges and cautions where these are at hand."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT.parent / "shared" / "knowledge"
# What the tables call otherwise.
RENAMED = {"TNF-alpha and other cytokines": "TNF-alpha", "osteoclast (men)": "osteoclast"}
CAUSES = ("nutrient", "state", "food", "drug")
EDGE = {"from", "to", "relation", "effect", "codes", "evidence", "status", "from_article", "sources"}
CAUTION = {"code", "pair", "nutrients", "text", "ask", "when", "sources"}

Entry = dict[str, Any]


@pytest.fixture(scope="module")
def graph() -> Entry:
    """The whole file."""
    loaded: Entry = yaml.safe_load((ROOT / "data" / "mechanisms_graph.yaml").read_text(encoding="utf-8"))
    return loaded


def published(name: str) -> list[dict[str, str]]:
    """The rows of a published table."""
    if not (KNOWLEDGE / name).is_file():
        pytest.skip(f"the table ../shared/knowledge/{name} is not on this machine")
    with (KNOWLEDGE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reached(edges: list[Entry], begin: set[str], *, backwards: bool = False) -> set[str]:
    """The nodes that can be walked to from some nodes."""
    start, end = ("to", "from") if backwards else ("from", "to")
    found = set(begin)
    while more := {edge[end] for edge in edges if edge[start] in found} - found:
        found |= more
    return found


def test_edges_and_cautions_have_their_keys(graph: Entry) -> None:
    """And no others."""
    for edge in graph["edges"]:
        assert EDGE <= set(edge) <= EDGE | {"through"}, (edge["from"], edge["to"])
        assert edge["sources"], (edge["from"], edge["to"])
    for caution in graph["cautions"]:
        assert set(caution) == CAUTION, caution["code"]
        assert all(set(cause) <= {"supplements", "above", "high", "words"} for cause in caution["when"])


def test_no_node_is_out_of_reach(graph: Entry) -> None:
    """Something leads to every node that is no cause, and every node leads to bone or ends outside it."""
    nodes, edges = graph["nodes"], graph["edges"]
    causes = {name for name, node in nodes.items() if node["kind"] in CAUSES}
    ends = {name for name, node in nodes.items() if node["kind"] in ("bone", "elsewhere")}
    assert set(nodes) - reached(edges, causes) == set()
    assert set(nodes) - reached(edges, ends, backwards=True) == set()
    assert causes - {edge["from"] for edge in edges} == set()


@pytest.mark.parametrize(
    "nutrient", ["calcium", "vitamin D", "magnesium", "vitamin K2", "zinc", "potassium", "protein"]
)
def test_every_nutrient_reaches_bone(graph: Entry, nutrient: str) -> None:
    """Over some edges."""
    bone = {name for name, node in graph["nodes"].items() if node["kind"] == "bone"}
    assert reached(graph["edges"], {nutrient}) & bone


def test_no_edge_is_drawn_twice(graph: Entry) -> None:
    """Between the same nodes with the same relation."""
    drawn = [(edge["from"], edge["to"], edge["relation"]) for edge in graph["edges"]]
    assert len(drawn) == len(set(drawn))


def test_framing_and_contested_edges_say_so(graph: Entry) -> None:
    """Their relation does not state as fact what is not."""
    hedges = re.compile(r"\b(said|hoped|would|article's|models disagree)\b")
    soft = [e for e in graph["edges"] if e["status"] in ("contested", "framing") or e["evidence"] == "framing"]
    assert [(e["from"], e["to"]) for e in soft if not hedges.search(e["relation"])] == []


def test_the_published_edges_are_all_here(graph: Entry) -> None:
    """With their evidence, status and origin."""
    drawn: dict[tuple[str, str], list[Entry]] = {(e["from"], e["to"]): [] for e in graph["edges"]}
    for edge in graph["edges"]:
        drawn[edge["from"], edge["to"]].append(edge)
    for row in published("edges.csv"):
        for origin in row["from"].split(";"):
            same = drawn.get((origin, RENAMED.get(row["to"], row["to"])), [])
            facts = (row["evidence_level"], row["status"], row["from_article"] == "yes")
            merged = row["to"] in RENAMED
            assert same, (origin, row["to"])
            assert merged or facts in [(e["evidence"], e["status"], e["from_article"]) for e in same], (
                origin,
                row["to"],
            )


def test_the_published_interactions_are_all_here(graph: Entry) -> None:
    """With at least one of their sources."""
    ours = {caution["code"]: caution for caution in graph["cautions"]}
    rows = published("interactions.csv")
    assert set(ours) == {row["id"] for row in rows}
    for row in rows:
        assert set(ours[row["id"]]["sources"]) & {*row["sources"].replace("TEXT", "Textbook").split(";"), "Hunt2009"}


def test_what_a_log_calls_up_says_ask(graph: Entry) -> None:
    """Whom to ask, and not what is wrong."""
    for caution in graph["cautions"]:
        if caution["when"]:
            assert "sk your clinician" in caution["ask"], caution["code"]
        assert not re.search(
            r"\byou (have|suffer|lack|are deficient)", caution["text"] + caution["ask"].replace("If you have", "")
        )


def test_the_article_references_agree(graph: Entry) -> None:
    """Nine, three of them correct; as printed in the published table."""
    assert graph
    works = yaml.safe_load((ROOT / "data" / "mechanisms_sources.yaml").read_text(encoding="utf-8"))
    references = {each["id"]: each for each in works["references"]}
    assert [each["verdict"] for each in references.values()].count("correct") == 3
    assert [key for key, each in references.items() if not each["sources"]] == ["R2"]
    for row in published("article_references.csv"):
        assert references[row["ref_id"]]["printed"] == row["as_printed"]
        for doi in row["doi"].split(" || ") if row["doi"] != "-" else ():
            dois = [works["sources"][key].get("doi") for key in references[row["ref_id"]]["sources"]]
            assert doi in dois or row["ref_id"] == "R1", row["ref_id"]


def test_the_counts_in_the_data_manual_are_true(graph: Entry) -> None:
    """data/README.md says how much there is."""
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    claims = [
        len(yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))["mechanisms"])
        for name in ("mechanisms.yaml", "mechanisms_bone.yaml")
    ]
    works = yaml.safe_load((ROOT / "data" / "mechanisms_sources.yaml").read_text(encoding="utf-8"))
    for said in (
        f"| {claims[0]} claims about the seven nutrients",
        f"| {claims[1]} claims about bone itself",
        f"| {len(graph['nodes'])} nodes and {len(graph['edges'])} edges",
        f"{len(graph['cautions'])} cautions |",
        f"| {len(works['sources'])} works",
    ):
        assert said in text
