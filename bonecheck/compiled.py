"""The data files compiled into one read-only SQLite file, so that a day reads what it needs and no more.

A wheel carries the compiled file. A checkout or an editable install compiles it once into the user's cache, under a
name made of the hash of the data files and of the code that folds names, and again whenever either changes.
The CSV and YAML files stay the source.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from bonecheck import resources

_PACKAGE = Path(__file__).parent
_CODE = (
    "compiled.py",
    "foods/index.py",
    "parse/words.py",
    "foods/known_supplements.py",
    "foods/synonyms.py",
    "foods/table.py",
    "nutrients.py",
    "confidence.py",
    "references.py",
    "targets_file.py",
    "mechanisms.py",
    "knowledge.py",
    "resources.py",
    "yaml_file.py",
)


def connect() -> sqlite3.Connection:
    """The compiled data, opened for reading; compiled first where that has not been done."""
    shipped = resources.data_folder() / resources.COMPILED
    if shipped.is_file():
        return _open(shipped)
    cached = _cache_folder() / f"{fingerprint()}.sqlite"
    if not cached.is_file():
        try:
            build(cached)
        except OSError:
            return _in_memory()
    return _open(cached)


def build(target: Path) -> None:
    """Compile the data files into ``target``, whole or not at all. Raises DataError when one is broken."""
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        fill(connection, resources.data_folder())
        connection.close()
        Path(name).replace(target)
        _remove_others(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _remove_others(target: Path) -> None:
    """Drop what earlier data files were compiled into; whoever still needs one makes it again."""
    for other in target.parent.glob("*.sqlite"):
        if other != target:
            with suppress(OSError):
                other.unlink()


def fill(connection: sqlite3.Connection, data: Path) -> None:
    """Write every table from the data files in the folder ``data``."""
    from bonecheck import confidence, knowledge, targets_file
    from bonecheck.foods import index

    connection.execute("PRAGMA journal_mode = OFF")
    index.build(connection, data)
    targets_file.build(connection, data / "targets.yaml")
    confidence.build(connection, data / "variability.csv")
    knowledge.build(connection, data)
    connection.commit()
    connection.execute("VACUUM")


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    fill(connection, resources.data_folder())
    return connection


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("bonecheck", appauthor=False)


def fingerprint() -> str:
    """The hash of everything that the compiled file is made from."""
    import hashlib

    digest = hashlib.blake2b(digest_size=12)
    data = resources.data_folder()
    for path in (*(data / name for name in resources.SOURCES), *(_PACKAGE / name for name in _CODE)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
