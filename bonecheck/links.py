"""What acts on what in bone: the frozen types of mechanisms, of their graph, of gaps that meet in it, and of cautions. No I/O."""

from collections.abc import Mapping
from typing import NamedTuple

from bonecheck.model import Line


class Source(NamedTuple):
    """A checked publication behind a mechanism."""

    key: str
    citation: str
    doi: str = ""


class Mechanism(NamedTuple):
    """One way in which a nutrient serves bone, in our words, with how sure anybody can be of it."""

    code: str
    nutrients: tuple[str, ...]
    title: str
    short: str
    detail: str
    evidence: str
    status: str
    sources: tuple[Source, ...]
    targets: tuple[str, ...] = ()
    osteoblasts: str = ""
    osteoclasts: str = ""
    article: str = ""
    qualifier: str = ""
    systemic: str = ""
    linked: tuple[str, ...] = ()


class Node(NamedTuple):
    """A nutrient, molecule, cell or outcome. ``less`` and ``more`` say what less or more of it may mean for somebody."""

    name: str
    kind: str
    also: tuple[str, ...] = ()
    less: str = ""
    more: str = ""


class Edge(NamedTuple):
    """One node acting on another, read as a sentence: "magnesium | is needed for | vitamin D activation".

    ``effect`` is ``more``, ``less`` or ``none``; ``through`` says that ``origin`` does its work through ``target``.
    """

    origin: str
    target: str
    relation: str
    effect: str
    evidence: str
    status: str
    codes: tuple[str, ...] = ()
    through: bool = False
    from_article: bool = True
    sources: tuple[Source, ...] = ()


class Graph(NamedTuple):
    """Every node by its name, and every edge in the order of the file."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]


def is_followed(graph: Graph, edge: Edge) -> bool:
    """Whether a graph is drawn on past an edge: not past what is contested or mere framing, nor past a nutrient."""
    firm = edge.status not in ("contested", "framing") and edge.evidence != "framing"
    return firm and graph.nodes[edge.target].kind != "nutrient"


class Way(NamedTuple):
    """How two nutrients meet at a node: the edges from the one and from the other, and what it may mean."""

    node: str
    meaning: str
    down: tuple[Edge, ...]
    across: tuple[Edge, ...]


class Meeting(NamedTuple):
    """What two verdicts of a day mean together. ``status`` is that of the weakest step, ``evidence`` of every step."""

    nutrients: tuple[str, str]
    text: str
    ways: tuple[Way, ...]
    status: str
    evidence: tuple[str, ...]
    codes: tuple[str, ...]


class Caution(NamedTuple):
    """Something to ask a clinician about; ``lines`` are those of a log that give cause."""

    code: str
    pair: str
    nutrients: tuple[str, ...]
    text: str
    ask: str
    sources: tuple[Source, ...]
    lines: tuple[Line, ...] = ()


class Printed(NamedTuple):
    """A reference of the source article as it is printed there, what is right about it, and the works that are meant."""

    id: str
    printed: str
    verdict: str
    finding: str
    sources: tuple[Source, ...]


class Cell(NamedTuple):
    """One claim in a cell of one of the source article's tables."""

    table: int
    row: str
    column: str
    mechanism: Mechanism


class Topic(NamedTuple):
    """What a word asks about: its mechanisms, the edges into and out of it, and the cautions about it."""

    title: str
    mechanisms: tuple[Mechanism, ...]
    node: Node | None = None
    before: tuple[Edge, ...] = ()
    after: tuple[Edge, ...] = ()
    cautions: tuple[Caution, ...] = ()


class Manual(NamedTuple):
    """All that is known: what ``bonecheck explain`` without a word tells."""

    mechanisms: tuple[Mechanism, ...]
    graph: Graph
    cautions: tuple[Caution, ...]
    cells: tuple[Cell, ...]
    references: tuple[Printed, ...]
