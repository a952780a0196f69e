"""The four mechanisms files read, checked and written into the compiled data; nothing of this runs in a check.

``mechanisms.py``, ``graph.py``, ``interplay.py`` and ``cautions.py`` read what is written here.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bonecheck import yaml_file
from bonecheck.errors import DataError
from bonecheck.nutrients import BY_KEY
from bonecheck.yaml_file import Located

SCHEMA: Final = """
CREATE TABLE mechanism (position INTEGER PRIMARY KEY, code TEXT UNIQUE, entry TEXT);
CREATE TABLE mechanism_nutrient (nutrient TEXT, position INTEGER);
CREATE TABLE mechanism_node (node TEXT, position INTEGER);
CREATE TABLE node (name TEXT PRIMARY KEY, entry TEXT);
CREATE TABLE edge (position INTEGER PRIMARY KEY, origin TEXT, target TEXT, entry TEXT);
CREATE TABLE caution (position INTEGER PRIMARY KEY, code TEXT UNIQUE, entry TEXT);
CREATE TABLE printed (position INTEGER PRIMARY KEY, entry TEXT);
CREATE TABLE rules (entry TEXT);
"""
STATUSES: Final = ("established", "supported", "qualified", "contested", "framing")
EVIDENCE: Final = ("RCT", "human intervention", "human observational", "animal", "cell", "biochemistry", "framing")
KINDS: Final = (
    *("nutrient", "hormone", "molecule", "process", "cell", "bone", "elsewhere"),
    *("state", "food", "drug"),
)
CLAIMS: Final = ("mechanisms.yaml", "mechanisms_bone.yaml")
GRAPH: Final = "mechanisms_graph.yaml"
SOURCES: Final = "mechanisms_sources.yaml"
_CLAIM: Final = ("code", "title", "short", "detail", "evidence", "status", "sources")
_EDGE: Final = ("from", "to", "relation", "effect", "evidence", "status", "sources")
_CAUTION: Final = ("code", "pair", "nutrients", "text", "ask", "sources")
_PRINTED: Final = ("id", "printed", "verdict", "finding")
_EFFECTS: Final = ("more", "less", "none")
_CELLS: Final = {"osteoblasts": "osteoblast", "osteoclasts": "osteoclast"}

Row = dict[str, Any]


def build(connection: sqlite3.Connection, folder: Path) -> None:
    """Write all that the mechanisms files say. Raises DataError, with file and line, where one is broken."""
    connection.executescript(SCHEMA)
    works = yaml_file.load(folder / SOURCES)
    check = _Check(works.get("sources") or {})
    claims = [row for name in CLAIMS for row in check.rows(folder / name, "mechanisms", _CLAIM)]
    graph = yaml_file.load(folder / GRAPH)
    nodes = check.nodes(graph, folder / GRAPH)
    edges = check.rows_of(graph, folder / GRAPH, "edges", _EDGE)
    cautions = check.rows_of(graph, folder / GRAPH, "cautions", _CAUTION)
    check.ends(edges, nodes, {row["code"] for row in (*claims, *cautions)}, folder / GRAPH)
    _write(connection, claims, nodes, edges)
    for table, rows in (
        ("caution", [(row["code"], json.dumps(row)) for row in cautions]),
        ("printed", [(json.dumps(row),) for row in check.rows_of(works, folder / SOURCES, "references", _PRINTED)]),
    ):
        marks = ",?" * len(rows[0]) if rows else ""
        connection.executemany(f"INSERT INTO {table} VALUES (?{marks})", [(at, *row) for at, row in enumerate(rows)])
    rules = {**(graph.get("interplay") or {}), "edges": [_lean(row) for row in edges], "nodes": _told(nodes)}
    connection.execute("INSERT INTO rules VALUES (?)", (json.dumps(rules),))


def _write(connection: sqlite3.Connection, claims: list[Row], nodes: list[Row], edges: list[Row]) -> None:
    for at, row in enumerate(claims):
        connection.execute("INSERT INTO mechanism VALUES (?,?,?)", (at, row["code"], json.dumps(row)))
        named = [(nutrient, at) for nutrient in row["nutrients"]]
        connection.executemany("INSERT INTO mechanism_nutrient VALUES (?,?)", named)
    connection.executemany("INSERT INTO node VALUES (?,?)", [(row["name"], json.dumps(row)) for row in nodes])
    ends = [(at, row["from"], row["to"], json.dumps(row)) for at, row in enumerate(edges)]
    connection.executemany("INSERT INTO edge VALUES (?,?,?,?)", ends)
    touched = [(node["name"], at) for node in nodes for at, row in enumerate(claims) if _touches(row, node, edges)]
    connection.executemany("INSERT INTO mechanism_node VALUES (?,?)", touched)


def _touches(claim: Row, node: Row, edges: list[Row]) -> bool:
    """Whether a claim is about a node: it names it as a target or a kind of cell, or stands behind one of its edges."""
    names = "|".join(re.escape(name) for name in (node["name"], *node["also"]))
    named = re.compile(rf"(?<![\w/])(?:{names})(?![\w/])", re.IGNORECASE)
    cells = [cell for key, cell in _CELLS.items() if claim.get(key)]
    return (
        any(named.search(target) for target in claim["targets"])
        or node["name"] in cells
        or any(claim["code"] in edge["codes"] for edge in edges if node["name"] in (edge["from"], edge["to"]))
    )


def _lean(edge: Row) -> list[Any]:
    """What a walk needs of an edge."""
    keys = ("from", "to", "relation", "effect", "evidence", "status", "codes", "through")
    return [edge[key] for key in keys]


def _told(nodes: list[Row]) -> dict[str, dict[str, str]]:
    """What is told of nodes, of those that anything is told of."""
    told = {node["name"]: {key: node[key] for key in ("less", "more") if node[key]} for node in nodes}
    return {name: says for name, says in told.items() if says}


class _Check:
    """Refuses what is incomplete or names what is not there; writes out sources."""

    def __init__(self, sources: Mapping[str, Mapping[str, str]]) -> None:
        self._sources = sources

    def rows(self, path: Path, key: str, required: tuple[str, ...]) -> list[Row]:
        """The checked rows under a key of a file."""
        return self.rows_of(yaml_file.load(path), path, key, required)

    def rows_of(self, document: Located, path: Path, key: str, required: tuple[str, ...]) -> list[Row]:
        """The checked rows under a key of a loaded file, each with its sources written out."""
        return [self._row(row, path, key, required) for row in document.get(key) or ()]

    def _row(self, row: Located, path: Path, what: str, required: tuple[str, ...]) -> Row:
        name = row.get("code") or row.get("id") or f"{row.get('from', '?')} → {row.get('to', '?')}"
        at = f"{path}:{row.line}: {what.removesuffix('s')} {name!r}"
        missing = [key for key in required if not row.get(key)]
        if missing:
            raise DataError(f"{at} lacks {', '.join(missing)}")
        strange = next(self._strange(row), None)
        if strange is not None:
            raise DataError(f"{at} names {strange!r}, which is not known here")
        lists = {key: list(row.get(key) or ()) for key in ("nutrients", "targets", "linked", "codes", "when")}
        works = [{"key": key, **self._sources[key]} for key in row.get("sources") or ()]
        flags = {key: bool(row.get(key)) for key in ("through", "from_article")}
        return {**row, **lists, **flags, "sources": works}

    def _strange(self, row: Located) -> Iterator[str]:
        """The words of a row that are of no vocabulary."""
        nutrients = (*(row.get("nutrients") or ()), *(row.get("linked") or ()))
        yield from (key for key in nutrients if key not in BY_KEY)
        yield from (key for key in row.get("sources") or () if key not in self._sources)
        known = {"status": STATUSES, "evidence": EVIDENCE, "effect": _EFFECTS}
        yield from (row[key] for key, words in known.items() if key in row and row[key] not in words)

    def nodes(self, graph: Located, path: Path) -> list[Row]:
        """The nodes as rows."""
        nodes: Located = graph.get("nodes") or Located(1)
        for name, node in nodes.items():
            if node.get("kind") not in KINDS:
                raise DataError(f"{path}:{node.line}: node {name!r} is of no kind that is known here")
        texts = ("less", "more")
        return [
            {"name": name, "kind": node["kind"], "also": list(node.get("also") or ())}
            | {key: node.get(key, "") for key in texts}
            for name, node in nodes.items()
        ]

    def ends(self, edges: list[Row], nodes: list[Row], codes: set[str], path: Path) -> None:
        """Refuse an edge that begins, ends or rests on what does not exist."""
        known = {node["name"] for node in nodes}
        for edge in edges:
            wanted = {edge["from"], edge["to"]} - known | set(edge["codes"]) - codes
            if wanted:
                raise DataError(
                    f"{path}: edge from {edge['from']!r} to {edge['to']!r} names {min(wanted)!r}, which is not known here"
                )
