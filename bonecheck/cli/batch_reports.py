"""``bonecheck batch --reports``: one report per client, as `bonecheck check` writes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bonecheck.batch.people import Person
    from bonecheck.batch.places import Place
    from bonecheck.batch.run import Asked
    from bonecheck.batch.single import Client
    from bonecheck.cli.batch_reading import Reading
    from bonecheck.reports import Format

_ENDINGS: Final = {"terminal": "txt", "json": "json", "csv": "csv", "md": "md"}


def write(
    places: Sequence[Place],
    how: Reading,
    asked: Asked,
    folder: Path,
    format_: Format,
    *,
    resume: bool,
) -> None:
    """Write the report of every client into a folder, each whole or not at all; what could not be made is told.

    With ``resume`` a report that is newer than all logs of its client, and was made with the same options for the same
    person, is left as it is.
    """
    from bonecheck.batch import single
    from bonecheck.cli import output as out
    from bonecheck.reports.file_names import file_names

    _make(folder)
    clients = single.clients(places, how.blocks)
    people = single.people(asked, [each.client for each in clients])
    names = file_names(each.client for each in clients)
    targets = {client: folder / f"{name}.{_ENDINGS[format_]}" for client, name in names.items()}
    _refuse_logs(folder, targets.values(), places)
    made_so = _MadeSo(
        folder, (*how, asked.english, asked.values, format_), (asked.targets, asked.mapping, *asked.foods)
    )
    if not resume:
        made_so.forget()
    written = kept = 0
    for client in clients:
        target, person = targets[client.client], people[client.client]
        made_of = person, tuple(sorted(client.frames))
        if resume and _is_newer(target, client, places) and made_so.knows(target, made_of):
            kept += 1
        elif _written(client, person, asked, format_, target):
            written += 1
            if resume:
                made_so.note(target, made_of)
    unchanged = f", {kept} left as they are" if kept else ""
    out.problems([f"{written} {'report' if written == 1 else 'reports'} written to {folder}{unchanged}"])


def _written(client: Client, person: Person, asked: Asked, format_: Format, target: Path) -> bool:
    """Write a client's report; False, and told why, where none could be made."""
    from bonecheck import reports
    from bonecheck.batch import single
    from bonecheck.cli import output as out
    from bonecheck.errors import BonecheckError
    from bonecheck.reports.base import Style, printable

    made = single.report(client, person, asked)
    if isinstance(made, BonecheckError):
        out.problems([f"bonecheck: no report for {printable(client.client)}: {printable(str(made))}"])
        return False
    out.write(reports.render(made, format_, Style()), target)
    return True


class _MadeSo:
    """How the reports of a folder were made, kept beside them for --resume: what decides but for the lines of the logs.

    A note that cannot be read or written costs no more than a report that is made again.
    """

    def __init__(self, folder: Path, how: tuple[object, ...], files: Iterable[str | Path | None]) -> None:
        from bonecheck import __version__, compiled

        self._file = folder / ".resume"
        beside = [Path(file).read_bytes() for file in files if file is not None and Path(file).is_file()]
        self._how = repr((__version__, compiled.fingerprint(), how, beside))
        notes = self._file.read_text(encoding="utf-8", errors="replace") if self._file.is_file() else ""
        # Of a report that was made again the last note counts.
        self._known = {name: made for made, _, name in (line.partition(" ") for line in notes.split("\n"))}

    def knows(self, target: Path, made_of: tuple[object, ...]) -> bool:
        """Whether a report was made just so, of this person's logs."""
        return self._known.get(target.name) == self._made(made_of)

    def note(self, target: Path, made_of: tuple[object, ...]) -> None:
        """Keep that a report was made just so."""
        with suppress(OSError), self._file.open("a", encoding="utf-8") as file:
            file.write(f"{self._made(made_of)} {target.name}\n")

    def forget(self) -> None:
        """Know of no report how it was made."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
        self._known = {}

    def _made(self, made_of: tuple[object, ...]) -> str:
        return hashlib.blake2b(repr((self._how, made_of)).encode(), digest_size=16).hexdigest()


def _make(folder: Path) -> None:
    from bonecheck.errors import OptionError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"--reports {folder}: cannot be made: {error.strerror}"
        raise OptionError(message, "name a folder that you may write to") from None


def _refuse_logs(folder: Path, targets: Iterable[Path], places: Sequence[Place]) -> None:
    """A report never takes the place of a log. Raises OptionError."""
    from bonecheck.errors import OptionError

    logs = {Path(place.path).resolve() for place in places}
    taken = next((target for target in targets if target.resolve() in logs), None)
    if taken is not None:
        raise OptionError(f"--reports {folder}: {taken} is one of the logs", "name a folder of its own")


def _is_newer(target: Path, client: Client, places: Sequence[Place]) -> bool:
    """Whether a report was written after every file that holds lines of its client."""
    if not target.is_file():
        return False
    sources = [Path(place.path) for place in places if any(file.startswith(place.file) for file in client.frames)]
    when = target.stat().st_mtime_ns
    return all(source.is_file() and source.stat().st_mtime_ns < when for source in sources)
