"""Where logs are: files, folders, globs, archives and standard input become places in a stable order.

Nothing is passed over in silence: what is left out, and why, is a Problem on line 0 of its file.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from bonecheck.batch import archives
from bonecheck.errors import InputError, Problem
from bonecheck.readers.base import assumed, lost

STDIN: Final = "-"


class Kind(StrEnum):
    """What a log is written in."""

    TEXT = "text"
    WORKBOOK = "workbook"
    PARQUET = "parquet"


class Packing(StrEnum):
    """What a log is packed in."""

    NONE = ""
    GZIP = "gzip"
    ZIP = "zip"


class Place(NamedTuple):
    """One log: ``file`` is how problems name it, ``client`` whose it is where it does not say so itself.

    ``path`` is that of the file that holds it, or STDIN; ``member`` its number in an archive. ``size`` is how many bytes
    a reader of it reports in all; 0 where nobody knows.
    """

    file: str
    client: str
    path: str
    kind: Kind = Kind.TEXT
    packing: Packing = Packing.NONE
    member: int = 0
    size: int = 0


_KINDS: Final = {
    **dict.fromkeys((".csv", ".tsv", ".tab", ".txt"), Kind.TEXT),
    **dict.fromkeys((".xlsx", ".xlsm"), Kind.WORKBOOK),
    **dict.fromkeys((".parquet", ".pq"), Kind.PARQUET),
}
_ARCHIVES: Final = frozenset({".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst"})
_WANTED: Final = "food logs are .csv, .tsv, .txt, .xlsx and .parquet files, also in .gz and .zip"
_HIDDEN_HINT: Final = "name it itself if it is a food log"


def find(sources: Sequence[str]) -> tuple[list[Place], list[Problem]]:
    """The logs that are in files, folders, globs and archives, or on standard input for ``-``, each once, sorted."""
    finder = _Finder()
    for source in sources:
        finder.add(source)
    return sorted(finder.places, key=lambda place: (place.file, place.member)), finder.problems


def printable(name: str) -> str:
    r"""A name of a file that can be shown anywhere: what no terminal should be sent stands as U+FFFD.

    >>> printable("a\x1b[2Jb.csv")
    'a\ufffd[2Jb.csv'
    """
    return "".join(character if character.isprintable() else "\ufffd" for character in name)


class _Finder:
    """What was found so far."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.problems: list[Problem] = []
        self.seen: set[str] = set()

    def add(self, source: str) -> None:
        """Add what one argument names."""
        if source == STDIN:
            if self._is_new(STDIN, "standard input"):
                self.places.append(Place("standard input", "standard input", STDIN))
        elif os.path.lexists(source):
            self._named(source)
        elif glob.has_magic(source):
            self._glob(source)
        else:
            self._lost(source, "no-such-file", "no such file", "check the path; `-` reads standard input")

    def _glob(self, pattern: str) -> None:
        found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 -- a pattern may begin anywhere
        for path in found:
            self._named(path)
        if not found:
            self._lost(pattern, "no-such-file", "no file is named like this", "check the pattern")

    def _named(self, path: str) -> None:
        """Add what the user named, a link as well."""
        mode = self._mode(path)
        if mode is not None and stat.S_ISDIR(mode):
            self._folder(path)
        elif mode is not None:
            self._file(path, mode, listed=False)

    def _mode(self, path: str) -> int | None:
        try:
            return Path(path).stat().st_mode
        except (OSError, ValueError) as error:
            self._unreadable(path, error)
            return None

    def _folder(self, root: str) -> None:
        before = len(self.places), len(self.problems)
        for folder, folders, files in os.walk(root, onerror=self._unlisted):
            folders[:] = [name for name in sorted(folders) if self._is_entered(root, str(Path(folder, name)))]
            for name in sorted(files):
                self._listed(root, str(Path(folder, name)))
        if (len(self.places), len(self.problems)) == before:
            self._lost(root, "no-logs", "the folder holds no food logs", _WANTED)

    def _unlisted(self, error: OSError) -> None:
        self._unreadable(str(error.filename), error)

    def _is_entered(self, root: str, path: str) -> bool:
        """Whether a folder within a folder is looked into."""
        if self._is_hidden(path):
            return False
        if not Path(path).is_symlink():
            return True
        if self._leads_out(root, path):
            return False
        message = "is a link to a folder of the same folder; its logs count once"
        self.problems.append(assumed(printable(path), 0, "named-twice", message, "nothing needs to be done"))
        return False

    def _listed(self, root: str, path: str) -> None:
        """Add a file that a folder holds."""
        if self._is_hidden(path) or (Path(path).is_symlink() and self._leads_out(root, path)):
            return
        mode = self._mode(path)
        if mode is not None:
            self._file(path, mode, listed=True)

    def _is_hidden(self, path: str) -> bool:
        if not archives.is_hidden(Path(path).name):
            return False
        self.problems.append(assumed(printable(path), 0, "hidden-file", "is hidden and was left out", _HIDDEN_HINT))
        return True

    def _leads_out(self, root: str, path: str) -> bool:
        """Whether a link leads out of the folder that was named, which is told."""
        real_root, real = os.path.realpath(root), os.path.realpath(path)
        if os.path.commonpath((real_root, real)) == real_root:
            return False
        message = "is a link that leads out of the folder, and was not followed"
        self._lost(path, "link-outside", message, "name what it leads to, if that is meant")
        return True

    def _file(self, path: str, mode: int, *, listed: bool) -> None:
        if not stat.S_ISREG(mode):
            self._lost(path, "not-a-file", "is a device, pipe or socket, and was not read", "pipe into `-` instead")
        elif self._is_new(os.path.realpath(path), path):
            suffix = _suffix(path)
            if suffix == ".zip":
                self._zip(path)
            else:
                self._log(path, suffix, listed=listed)

    def _is_new(self, key: str, path: str) -> bool:
        if key not in self.seen:
            self.seen.add(key)
            return True
        message = "is named twice; its foods count once"
        self.problems.append(assumed(printable(path), 0, "named-twice", message, "name each log once"))
        return False

    def _log(self, path: str, suffix: str, *, listed: bool) -> None:
        """Add a file by its suffix; one that the user named may have any."""
        inner = path[: -len(suffix)] if suffix == ".gz" else path
        kind = _KINDS.get(_suffix(inner)) or (None if listed else Kind.TEXT)
        if _suffix(inner) in _ARCHIVES:
            kind = None
        if kind is None:
            self._no_log(path)
            return
        packing = Packing.GZIP if inner != path else Packing.NONE
        name = printable(path)
        self.places.append(Place(name, _stem(name), path, kind, packing, size=Path(path).stat().st_size))

    def _no_log(self, path: str) -> None:
        suffix = _suffix(path)
        kind = f"a {printable(suffix)} file" if suffix else "a file without a suffix"
        self._lost(path, "not-a-log", f"is {kind}, not a food log, and was not read", _WANTED)

    def _zip(self, path: str) -> None:
        """Add the logs of an archive; an archive within it is none."""
        try:
            members = archives.members(path)
        except InputError as error:
            self._lost(path, error.code, str(error), error.hint)
            return
        except OSError as error:
            self._unreadable(path, error)
            return
        before = len(self.places), len(self.problems)
        for member in members:
            self._member(path, member)
        if (len(self.places), len(self.problems)) == before:
            self._lost(path, "no-logs", "the archive holds no food logs", _WANTED)

    def _member(self, path: str, member: archives.Member) -> None:
        name = f"{path}/{member.name}"
        kind = _KINDS.get(_suffix(member.name))
        if member.is_hidden:
            self.problems.append(assumed(printable(name), 0, "hidden-file", "is hidden and was left out", _HIDDEN_HINT))
        elif _suffix(member.name) in _ARCHIVES:
            self._lost(name, "nested-archive", "is an archive within an archive, and was not read", "unpack it first")
        elif member.is_encrypted:
            self._lost(name, "encrypted-file", "is encrypted, and was not read", "pack it again without a password")
        elif kind is None:
            self._no_log(name)
        elif self._is_new(f"{os.path.realpath(path)}\0{member.name}", name):
            shown = printable(name)
            place = Place(shown, _stem(printable(member.name)), path, kind, Packing.ZIP, member.number, member.size)
            self.places.append(place)

    def _unreadable(self, path: str, error: OSError | ValueError) -> None:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        self._lost(path, "unreadable-file", f"cannot be read: {reason}", "check the path and its permissions")

    def _lost(self, path: str, code: str, message: str, hint: str) -> None:
        self.problems.append(lost(printable(path) or "''", 0, code, message, hint))


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace(os.sep, "/")).suffix.lower()


def _stem(name: str) -> str:
    """What a log's file is called without the suffixes that tell its kind."""
    found = PurePosixPath(name.replace(os.sep, "/"))
    for known in ({".gz"}, _KINDS):
        if found.suffix.lower() in known:
            found = found.with_suffix("")
    return found.name
