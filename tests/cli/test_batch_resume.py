"""A batch that is cut off, and what --resume makes of it."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from bonecheck.batch import sources

Run = Callable[..., Any]
Spawn = Callable[..., Any]
SMALL: Final = 30
KEPT: Final = Path(".scores.csv.resume")
TIMEOUT: Final = 60


def log(number: int, lines: int = 4) -> str:
    """A made-up log with amounts of its own, some lines of which are damaged."""
    foods = ("egg", "Milk", "milk", "cheddar cheese", "qwzxvfood", "banana", "vitamin D supplement")
    rows = (
        f"2026-03-{1 + line % 28:02},{foods[(line + number) % len(foods)]},{(line * 7 + number) % 90 / 7:.3f},g"
        for line in range(lines)
    )
    return "\n".join(("date,food,amount,unit", *rows, ""))


@pytest.fixture
def logs(folder: Path) -> Path:
    """A folder of small logs, and a large one that comes last."""
    made = folder / "logs"
    made.mkdir()
    for number in range(SMALL):
        (made / f"client-{number:02}.csv").write_text(log(number), encoding="utf-8")
    (made / "z-large.csv").write_text(log(3, 60_000), encoding="utf-8")
    return made


@pytest.fixture
def few(folder: Path) -> Path:
    """A folder of three small logs."""
    made = folder / "logs"
    made.mkdir()
    for number in range(3):
        (made / f"client-{number}.csv").write_text(log(number), encoding="utf-8")
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read, as they are."""
    found: list[str] = []
    blocks = sources.blocks

    def noted(place: sources.Place, **options: Any) -> Any:
        found.append(Path(place.file).name)
        return blocks(place, **options)

    monkeypatch.setattr(sources, "blocks", noted)
    return found


def kept() -> list[Path]:
    """The parts that are whole."""
    return [path for path in KEPT.glob("*") if path.suffix != ".part"]


def cut_off(process: Any, how: signal.Signals) -> None:
    """End a run once it has kept some files."""
    until = time.monotonic() + TIMEOUT
    while len(kept()) < 5 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    process.send_signal(how)


WRITTEN: Final = ("-o", "scores.csv", "--problems", "problems.csv", "--matches", "matches.csv")


def outputs() -> list[bytes]:
    """What a run has written."""
    return [Path(name).read_bytes() for name in WRITTEN[1::2]]


@pytest.mark.usefixtures("logs")
def test_a_killed_run_that_is_resumed_writes_what_an_undisturbed_one_does(run: Run, spawn: Spawn) -> None:
    """Byte for byte: scores, problems and matches."""
    assert run("batch", "logs", *WRITTEN).code == 0
    undisturbed = outputs()
    for name in WRITTEN[1::2]:
        Path(name).unlink()
    process = spawn("batch", "logs", *WRITTEN)
    cut_off(process, signal.SIGKILL)
    assert process.wait(TIMEOUT) == -signal.SIGKILL
    assert 5 <= len(kept()) <= SMALL
    assert not Path("scores.csv").exists()
    assert run("batch", "logs", *WRITTEN, "--resume").code == 0
    assert outputs() == undisturbed


@pytest.mark.usefixtures("logs")
def test_ctrl_c_leaves_no_half_written_file_and_says_what_was_done(spawn: Spawn, folder: Path) -> None:
    """And how to go on from there."""
    process = spawn("batch", "logs", "-o", "scores.csv")
    cut_off(process, signal.SIGINT)
    out, err = process.communicate(timeout=TIMEOUT)
    told = err.decode().splitlines()
    assert (process.returncode, out, told[0]) == (130, b"", "bonecheck: interrupted")
    assert told[1:] == [f"{len(kept())} of {SMALL + 1} files read; --resume goes on from there"]
    assert sorted(path.name for path in folder.iterdir()) == [".scores.csv.resume", "logs"]


@pytest.mark.usefixtures("few")
def test_a_run_leaves_nothing_beside_its_output_unless_it_may_be_resumed(run: Run, folder: Path) -> None:
    """What is kept goes with the end of a run that did not ask for it."""
    run("batch", "logs", "-o", "scores.csv")
    assert sorted(path.name for path in folder.iterdir()) == ["logs", "scores.csv"]
    run("batch", "logs", "-o", "scores.csv", "--resume")
    assert len(kept()) == 3


def test_only_what_is_new_or_changed_is_read_again(run: Run, few: Path, read: list[str]) -> None:
    """By a file's content as the system tells it: size and time."""
    run("batch", "logs", "-o", "scores.csv", "--resume")
    first = Path("scores.csv").read_bytes()
    assert read == ["client-0.csv", "client-1.csv", "client-2.csv"]
    run("batch", "logs", "-o", "scores.csv", "--resume")
    assert read[3:] == []
    assert Path("scores.csv").read_bytes() == first
    (few / "client-1.csv").write_text(log(1, 9), encoding="utf-8")
    (few / "client-3.csv").write_text(log(4), encoding="utf-8")
    run("batch", "logs", "-o", "scores.csv", "--resume")
    assert read[3:] == ["client-1.csv", "client-3.csv"]
    resumed = Path("scores.csv").read_bytes()
    run("batch", "logs", "-o", "scores.csv")
    assert Path("scores.csv").read_bytes() == resumed != first


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (("--english", "gb"), ()),
        (("--values", "table"), ()),
        (("--dates", "dmy"), ()),
        (("--reader", "plain"), ()),
        (("--mapping", "map.csv"), (("map.csv", "name,food_id\nqwzxvfood,sr28:01009\n"),)),
        (("--foods", "own.csv"), (("own.csv", "name,per,calcium_mg\nqwzxvfood,100 g,100\n"),)),
    ],
)
@pytest.mark.usefixtures("few")
def test_what_decides_how_logs_are_read_has_them_read_again(
    run: Run, read: list[str], options: tuple[str, ...], files: tuple[tuple[str, str], ...]
) -> None:
    """Another option, or a table of the user that is not what it was."""
    run("batch", "logs", "-o", "scores.csv", "--resume")
    for name, content in files:
        Path(name).write_text(content, encoding="utf-8")
    assert run("batch", "logs", "-o", "scores.csv", "--resume", *options).code == 0
    assert len(read) == 6
    assert run("batch", "logs", "-o", "scores.csv", "--resume", *options).code == 0
    assert len(read) == 6


@pytest.mark.usefixtures("few")
def test_logs_are_read_again_where_own_foods_have_changed(run: Run, read: list[str]) -> None:
    """Even if their file has the same name and the same length."""
    own = Path("own.csv")
    told = []
    for calcium in (100, 900):
        own.write_text(f"name,per,calcium_mg\nqwzxvfood,100 g,{calcium}\n", encoding="utf-8")
        run("batch", "logs", "-o", "scores.csv", "--resume", "--foods", "own.csv")
        told.append(Path("scores.csv").read_bytes())
    assert len(read) == 6
    assert told[0] != told[1]


@pytest.mark.usefixtures("few")
def test_who_the_clients_are_needs_no_reading(run: Run, read: list[str]) -> None:
    """Another profile is another verdict on the same sums."""
    run("batch", "logs", "-o", "scores.csv", "--resume")
    first = Path("scores.csv").read_bytes()
    run("batch", "logs", "-o", "scores.csv", "--resume", "--sex", "male", "--age", "70")
    assert len(read) == 3
    assert Path("scores.csv").read_bytes() != first


@pytest.mark.usefixtures("few")
def test_what_is_kept_and_damaged_is_read_again(run: Run, read: list[str]) -> None:
    """A part that cannot be read counts as none."""
    run("batch", "logs", "-o", "scores.csv", "--resume")
    first = Path("scores.csv").read_bytes()
    parts = sorted(kept())
    (parts[0] / "counts.json").write_text("{", encoding="utf-8")
    (parts[1] / "problems.arrow").write_bytes(b"ARROW1")
    (parts[2] / "common-0.arrow").unlink()
    ran = run("batch", "logs", "-o", "scores.csv", "--resume")
    assert ran.code == 0, ran.err
    assert len(read) == 6
    assert Path("scores.csv").read_bytes() == first
    run("batch", "logs", "-o", "scores.csv", "--resume")
    assert len(read) == 6


@pytest.mark.usefixtures("few")
def test_resume_needs_an_output(run: Run) -> None:
    """What is kept lies beside it."""
    ran = run("batch", "logs", "--resume")
    told = "bonecheck: --resume needs --output\n  try: what is read is kept beside the output\n"
    assert (ran.code, ran.out, ran.err) == (2, "", told)


def test_import_reports_are_kept(run: Run, few: Path) -> None:
    """The resumed run tells of skipped rows as the first did."""
    (few / "app.csv").write_text(
        "Date,Name,Quantity,Units,Calories,Deleted,Carbohydrates (g),Cholesterol (mg)\n"
        "03/01/2026,Milk,1,Cups,120,0,12,5\n03/01/2026,Egg,1,Each,70,1,1,180\n",
        encoding="utf-8",
    )
    first = run("batch", "logs", "-o", "scores.csv", "--resume")
    again = run("batch", "logs", "-o", "scores.csv", "--resume")
    assert first.err == again.err
    assert "Lose It! (loseit): 1 file, 2 rows; skipped 1 row: deleted in the app 1\n" in first.err
