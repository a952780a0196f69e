"""The graph of what acts on what in bone, and what a word asks about in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from bonecheck import cautions, links, mechanisms
from bonecheck.errors import OptionError, did_you_mean
from bonecheck.links import Edge, Graph, Manual, Node, Topic
from bonecheck.nutrients import NUTRIENTS, Nutrient


def load(connection: sqlite3.Connection) -> Graph:
    """Every node and edge."""
    return Graph(nodes={node.name: node for node in _nodes(connection)}, edges=tuple(_edges(connection)))


def topic(connection: sqlite3.Connection, word: str) -> Topic:
    """What a word asks about: a code, a nutrient by its key, name or symbol, a molecule, a cell, an outcome.

    Raises OptionError with a suggestion for any other word.
    """
    code = mechanisms.by_code(connection, word)
    if code is not None:
        return Topic(title=code.code, mechanisms=(code,))
    caution = cautions.by_code(connection, word)
    if caution is not None:
        return Topic(title=caution.code, mechanisms=(), cautions=(caution,))
    nutrient = _nutrient(word)
    node = _node(connection, nutrient.label if nutrient else word)
    if nutrient is not None:
        found = mechanisms.of_nutrient(connection, nutrient.key)
        return _about(connection, Topic(nutrient.label, found, node, cautions=cautions.of(connection, nutrient.key)))
    if node is not None:
        return _about(connection, Topic(node.name, mechanisms.of_node(connection, node.name), node))
    named = mechanisms.of_target(connection, word.strip()) if word.strip() else ()
    if not named:
        raise OptionError(f"nothing is known about {word!r}", did_you_mean(word, _known(connection)))
    return Topic(title=word.strip(), mechanisms=named)


def _about(connection: sqlite3.Connection, about: Topic) -> Topic:
    """A topic with the edges of its node."""
    edges = tuple(_edges(connection))
    return about._replace(
        before=tuple(edge for edge in edges if about.node and edge.target == about.node.name),
        after=tuple(edge for edge in edges if about.node and edge.origin == about.node.name),
    )


def _known(connection: sqlite3.Connection) -> list[str]:
    """The words that are answered: nutrients, nodes with their other names, codes."""
    labels = [nutrient.label for nutrient in NUTRIENTS]
    names = [name for node in _nodes(connection) for name in (node.name, *node.also)]
    codes = [code for table in ("mechanism", "caution") for (code,) in connection.execute(f"SELECT code FROM {table}")]
    return list(dict.fromkeys((*labels, *names, *codes)))


def _nutrient(word: str) -> Nutrient | None:
    wanted = word.casefold().replace("_", " ").strip()
    named = (n for n in NUTRIENTS if wanted in (n.label.casefold(), n.symbol.casefold()) or wanted in n.label_names)
    return next(named, None)


def _node(connection: sqlite3.Connection, word: str) -> Node | None:
    wanted = word.casefold().strip()
    named = (node for node in _nodes(connection) if wanted in map(str.casefold, (node.name, *node.also)))
    return next(named, None)


def _nodes(connection: sqlite3.Connection) -> Iterator[Node]:
    for (text,) in connection.execute("SELECT entry FROM node ORDER BY rowid"):
        entry: dict[str, Any] = json.loads(text)
        yield Node(**{**entry, "also": tuple(entry["also"])})


def _edges(connection: sqlite3.Connection) -> Iterator[Edge]:
    for (text,) in connection.execute("SELECT entry FROM edge ORDER BY position"):
        entry: dict[str, Any] = json.loads(text)
        kept = {key: entry[key] for key in ("relation", "effect", "evidence", "status", "through", "from_article")}
        yield Edge(
            origin=entry["from"],
            target=entry["to"],
            codes=tuple(entry["codes"]),
            sources=mechanisms.sources_of(entry),
            **kept,
        )


def manual(connection: sqlite3.Connection) -> Manual:
    """All that is known."""
    return Manual(
        mechanisms=mechanisms.everything(connection),
        graph=load(connection),
        cautions=cautions.everything(connection),
        cells=mechanisms.cells(connection),
        references=mechanisms.references(connection),
    )


def around(graph: Graph, about: Topic) -> Graph:
    """The part of the graph that a topic acts on, and what acts on it; for a code the edges that rest on it.

    What is contested or a mere way of seeing is shown and not followed, nor is another nutrient.
    """
    if about.node is None:
        codes = {each.code for each in about.mechanisms} | {each.code for each in about.cautions}
        edges = tuple(edge for edge in graph.edges if codes & set(edge.codes))
    else:
        edges = (*about.before, *(edge for edge in graph.edges if edge.origin in _downstream(graph, about.node.name)))
    if not edges:
        raise OptionError(
            f"no edge of the graph rests on {about.title!r}", f"bonecheck explain --graph {NUTRIENTS[0].label}"
        )
    named = {name for edge in edges for name in (edge.origin, edge.target)}
    return Graph(nodes={name: node for name, node in graph.nodes.items() if name in named}, edges=edges)


def _downstream(graph: Graph, start: str) -> set[str]:
    """A node and those that follow from it."""
    found, new = {start}, {start}
    while new:
        targets = {edge.target for edge in graph.edges if edge.origin in new and links.is_followed(graph, edge)}
        new = targets - found
        found |= new
    return found
