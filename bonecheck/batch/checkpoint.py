"""What a run has read of each file, kept beside its output: a run that was cut off goes on where it stopped.

Each file has a folder of its own, named by what it is and how it was read, and put in place whole. A file that has
changed since, or is read by other options or other data, has another name and is read again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from bonecheck import __version__, compiled
from bonecheck.batch.places import STDIN, Place
from bonecheck.batch.sums import Sums
from bonecheck.batch.tally import FilePart
from bonecheck.imported import Imported


class Checkpoint:
    """The parts that are kept in a folder; ``how`` is everything that decides how a file is read."""

    def __init__(self, folder: Path, how: tuple[object, ...]) -> None:
        self._folder = folder
        self._how = repr((__version__, compiled.fingerprint(), how))

    def load(self, place: Place) -> FilePart | None:
        """The part of a file as it is now, or None where none is kept whole."""
        name = self._name(place)
        if name is None or not (self._folder / name).is_dir():
            return None
        # A panic of Polars is no Exception.
        with suppress(Exception, pl.exceptions.PanicException):  # damage breaks readers in any way; the log is there
            return self._loaded(self._folder / name)
        return None

    @staticmethod
    def _loaded(folder: Path) -> FilePart:
        counts = json.loads((folder / "counts.json").read_text(encoding="utf-8"))
        found = {each: _table(folder / f"{each}.arrow") for each in ("problems", "matches")}
        sums = tuple(
            Sums(*(nw.from_native(_table(folder / f"{each}-{number}.arrow")) for each in ("common", "rare")))
            for number in range(counts["blocks"])
        )
        imports = tuple(_imported(each) for each in counts["imports"])
        return FilePart(sums=sums, rows=counts["rows"], lost=counts["lost"], imports=imports, **found)

    def save(self, place: Place, part: FilePart) -> None:
        """Keep the part of a file; not where there is no room for it, for the run goes on without."""
        name = self._name(place)
        if name is None:
            return
        making = self._folder / f"{name}.part"
        with suppress(OSError):
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir(parents=True)
            for number, each in enumerate(part.sums):
                each.common.to_native().write_ipc(making / f"common-{number}.arrow")
                each.rare.to_native().write_ipc(making / f"rare-{number}.arrow")
            part.problems.write_ipc(making / "problems.arrow")
            part.matches.write_ipc(making / "matches.arrow")
            imports = [each._asdict() for each in part.imports]
            counts = {"blocks": len(part.sums), "rows": part.rows, "lost": part.lost, "imports": imports}
            (making / "counts.json").write_text(json.dumps(counts), encoding="utf-8")
            shutil.rmtree(self._folder / name, ignore_errors=True)
            making.replace(self._folder / name)

    def clear(self) -> None:
        """Forget everything that is kept."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _name(self, place: Place) -> str | None:
        """What a file is called here, by its path, size, time and how it is read; None for standard input."""
        if place.path == STDIN:
            return None
        try:
            about = Path(place.path).stat()
        except OSError:
            return None
        told = (self._how, tuple(place), about.st_size, about.st_mtime_ns, about.st_ino)
        return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()


def _table(path: Path) -> pl.DataFrame:
    return pl.read_ipc(path.read_bytes())  # not mapped: the folder is removed while the frame is in use


def _imported(told: dict[str, Any]) -> Imported:
    """An import report out of JSON, which knows no tuples."""
    fields: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in told.items()}
    return Imported(**fields)
