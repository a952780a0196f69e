"""What is kept of a file is what was read of it, and only while the file and the way of reading are the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from bonecheck import pipeline
from bonecheck.batch import sources
from bonecheck.batch.checkpoint import Checkpoint
from bonecheck.batch.keys import KeyTable
from bonecheck.batch.places import Place
from bonecheck.batch.tally import FilePart, Tally

APP = Path(__file__).parents[1] / "cases/readers/loseit-weekly.csv"
LOG = "client,date,food,amount,unit\nanna,2026-03-01,egg,2,large\nben,,qwzxvfood,1,g\nben,,vitamin D supplement,,\n"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A log of two people."""
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return sources.find([str(path)])[0][0]


@pytest.fixture
def kept(tmp_path: Path) -> Checkpoint:
    """An empty place to keep parts in."""
    return Checkpoint(tmp_path / "kept", ("us",))


def part_of(place: Place) -> FilePart:
    """A file as it is read."""
    with pipeline.opened() as data:
        return Tally(KeyTable(data.resolver, data.table)).file(sources.blocks(place))


def plain(part: FilePart) -> list[Any]:
    """A part as values that can be compared."""
    frames = [part.problems, part.matches, *(frame.to_native() for each in part.sums for frame in each)]
    return [part.rows, part.lost, part.imports, *((frame.schema, frame.rows()) for frame in frames)]


def test_a_part_comes_back_as_it_was(place: Place, kept: Checkpoint) -> None:
    """With its sums, problems, names and counts, to the last digit and in their order."""
    assert kept.load(place) is None
    part = part_of(place)
    kept.save(place, part)
    found = kept.load(place)
    assert found is not None
    assert plain(found) == plain(part)
    assert (found.rows, len(found.problems), len(found.sums)) == (3, 3, 1)


def test_import_reports_come_back(kept: Checkpoint) -> None:
    """With everything that they tell."""
    place = sources.find([str(APP)])[0][0]
    part = part_of(place)
    kept.save(place, part)
    found = kept.load(place)
    assert found is not None
    assert found.imports == part.imports != ()


def test_a_file_that_could_not_be_read_is_kept_as_lost(place: Place, kept: Checkpoint) -> None:
    """It need not be tried again while it is as it is."""
    Path(place.path).write_text("colour,shape\nred,round\n", encoding="utf-8")
    kept.save(place, part_of(place))
    found = kept.load(place)
    assert found is not None
    assert (found.lost, found.rows, found.problems["code"].to_list()) == (True, 0, ["not-a-log"])


def test_a_changed_file_is_another(place: Place, kept: Checkpoint) -> None:
    """Of another length, of another time, or one that took its place."""
    path = Path(place.path)
    kept.save(place, part_of(place))
    about = path.stat()
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns + 1))
    assert kept.load(place) is None
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert kept.load(place) is not None
    path.write_text(f"{LOG}anna,,milk,1,cup\n", encoding="utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert kept.load(place) is None


def test_another_way_of_reading_keeps_apart(place: Place, kept: Checkpoint, tmp_path: Path) -> None:
    """What one option read is nothing to another."""
    kept.save(place, part_of(place))
    assert Checkpoint(tmp_path / "kept", ("gb",)).load(place) is None
    assert Checkpoint(tmp_path / "kept", ("us",)).load(place) is not None


def test_a_part_that_was_cut_off_is_none(place: Place, kept: Checkpoint, tmp_path: Path) -> None:
    """Nor does it stand in the way of the next."""
    kept.save(place, part_of(place))
    (whole,) = (tmp_path / "kept").iterdir()
    whole.rename(whole.with_name(f"{whole.name}.part"))
    assert kept.load(place) is None
    kept.save(place, part_of(place))
    assert kept.load(place) is not None
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [whole.name]


def test_standard_input_and_files_that_are_gone_are_not_kept(place: Place, kept: Checkpoint, tmp_path: Path) -> None:
    """Nothing tells whether they would be the same."""
    part = part_of(place)
    (piped,) = sources.find(["-"])[0]
    kept.save(piped, part)
    Path(place.path).unlink()
    kept.save(place, part)
    assert kept.load(piped) is kept.load(place) is None
    assert not (tmp_path / "kept").exists()


def test_no_room_to_keep_ends_no_run(place: Place, tmp_path: Path) -> None:
    """Where a file stands in the way of the folder."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = Checkpoint(tmp_path / "file", ())
    kept.save(place, part_of(place))
    assert kept.load(place) is None


def test_clear_forgets_everything(place: Place, kept: Checkpoint, tmp_path: Path) -> None:
    """And may be asked twice."""
    kept.save(place, part_of(place))
    kept.clear()
    kept.clear()
    assert kept.load(place) is None
    assert not (tmp_path / "kept").exists()
