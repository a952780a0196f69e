"""Step 5, explain: the ways in which a nutrient serves bone, out of data/mechanisms.yaml.

The file's order within a nutrient is the order of telling: what says most to somebody who is short of it comes first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bonecheck.errors import DataError, OptionError, did_you_mean
from bonecheck.model import Mechanism, Source
from bonecheck.nutrients import BY_KEY, NUTRIENTS, Nutrient

if TYPE_CHECKING:
    from bonecheck.yaml_file import Located

SCHEMA: Final = """
CREATE TABLE mechanism (position INTEGER PRIMARY KEY, code TEXT UNIQUE, entry TEXT);
CREATE TABLE mechanism_nutrient (nutrient TEXT, position INTEGER);
"""
STATUSES: Final = ("established", "supported", "qualified", "contested", "framing")
_REQUIRED: Final = ("code", "nutrients", "title", "short", "detail", "evidence", "status", "sources")
# Contested claims and mere framing are never why a gap matters.
_TELLING: Final = frozenset({"established", "supported", "qualified"})


def build(connection: sqlite3.Connection, path: Path) -> None:
    """Write the mechanisms of a file into the compiled data. Raises DataError, with file and line, when it is broken."""
    from bonecheck import yaml_file

    document = yaml_file.load(path)
    connection.executescript(SCHEMA)
    for position, entry in enumerate(_entries(document, path)):
        row = (position, entry["code"], json.dumps(entry))
        connection.execute("INSERT INTO mechanism VALUES (?,?,?)", row)
        pairs = [(nutrient, position) for nutrient in entry["nutrients"]]
        connection.executemany("INSERT INTO mechanism_nutrient VALUES (?,?)", pairs)


def of_nutrient(connection: sqlite3.Connection, key: str) -> tuple[Mechanism, ...]:
    """Every mechanism of a nutrient, the most telling first."""
    query = "SELECT entry FROM mechanism JOIN mechanism_nutrient USING (position) WHERE nutrient = ? ORDER BY position"
    return tuple(_mechanism(json.loads(row[0])) for row in connection.execute(query, (key,)))


def most_telling(connection: sqlite3.Connection, key: str, count: int) -> tuple[Mechanism, ...]:
    """The mechanisms that say best why a gap of this nutrient matters; never a contested one."""
    return tuple(mechanism for mechanism in of_nutrient(connection, key) if mechanism.status in _TELLING)[:count]


def by_code(connection: sqlite3.Connection, code: str) -> Mechanism | None:
    """The mechanism of a code such as MD-08, in upper or lower case."""
    row = connection.execute("SELECT entry FROM mechanism WHERE code = ? COLLATE NOCASE", (code,)).fetchone()
    return _mechanism(json.loads(row[0])) if row else None


def topic(connection: sqlite3.Connection, word: str) -> tuple[str, tuple[Mechanism, ...]]:
    """What a word asks about, and its mechanisms: a code, or a nutrient by its key, name or symbol.

    Raises OptionError with a suggestion for any other word.
    """
    found = by_code(connection, word)
    if found is not None:
        return found.code, (found,)
    nutrient = _nutrient(word)
    if nutrient is not None:
        return nutrient.label, of_nutrient(connection, nutrient.key)
    codes = [row[0] for row in connection.execute("SELECT code FROM mechanism")]
    labels = [nutrient.label for nutrient in NUTRIENTS]
    raise OptionError(f"nothing is known about {word!r}", did_you_mean(word, (*labels, *codes)))


def _nutrient(word: str) -> Nutrient | None:
    wanted = word.casefold().replace("_", " ").strip()
    named = (n for n in NUTRIENTS if wanted in (n.label.casefold(), n.symbol.casefold()) or wanted in n.label_names)
    return next(named, None)


def _entries(document: Located, path: Path) -> Iterator[dict[str, Any]]:
    """The entries of the file, checked, each with its sources written out."""
    sources: Mapping[str, Mapping[str, str]] = document.get("sources") or {}
    for entry in document.get("mechanisms") or ():
        _check(entry, sources, path)
        named = [{"key": key, **sources[key]} for key in entry["sources"]]
        yield {**entry, "sources": named}


def _check(entry: Located, sources: Mapping[str, object], path: Path) -> None:
    at = f"{path}:{entry.line}:"
    missing = [key for key in _REQUIRED if not entry.get(key)]
    if missing:
        raise DataError(f"{at} mechanism {entry.get('code', '?')!r} lacks {', '.join(missing)}")
    strange = [key for key in entry["nutrients"] if key not in BY_KEY] + [
        key for key in entry["sources"] if key not in sources
    ]
    if strange or entry["status"] not in STATUSES:
        what = strange[0] if strange else entry["status"]
        raise DataError(f"{at} mechanism {entry['code']!r} names {what!r}, which is not known here")


def _mechanism(entry: Mapping[str, Any]) -> Mechanism:
    article = entry.get("article") or {}
    return Mechanism(
        code=entry["code"],
        nutrients=tuple(entry["nutrients"]),
        title=entry["title"],
        short=entry["short"],
        detail=entry["detail"],
        evidence=entry["evidence"],
        status=entry["status"],
        sources=tuple(Source(**source) for source in entry["sources"]),
        targets=tuple(entry.get("targets", ())),
        osteoblasts=entry.get("osteoblasts", ""),
        osteoclasts=entry.get("osteoclasts", ""),
        article=", ".join(article[part] for part in ("section", "element") if part in article),
        qualifier=entry.get("qualifier", ""),
    )
