"""A folder of two hundred made-up clients in mixed formats, some damaged in every way we know: nothing is lost."""

from __future__ import annotations

import csv
import gzip
import io
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import openpyxl
import polars as pl
import pytest

from bonecheck.batch import sources
from bonecheck.batch.places import Place
from bonecheck.batch.results import Results
from bonecheck.batch.run import Asked, run
from bonecheck.batch.tally import FilePart

ROOT: Final = Path(__file__).parents[2]
SAMPLES: Final = ROOT / "tests/cases/readers"
CLIENTS: Final = 200
FOODS: Final = (
    ("egg", "2", "large"),
    ("milk", "1.5", "cup"),
    ("crème fraîche", "30", "g"),
    ("cheddar cheese", "1", "oz"),
    ("white rice", "150", "g"),
    ("banana", "1", ""),
    ("spinach", "80", "g"),
)
HEADER: Final = ("date", "food", "amount", "unit")
Rows = Sequence[tuple[str, ...]]


class KeepsNothing:
    """Keeps nothing between runs."""

    def load(self, place: Place) -> FilePart | None:
        """Nothing was kept."""

    def save(self, place: Place, part: FilePart) -> None:
        """Nothing is kept."""


class Damage(NamedTuple):
    """A file as it is written, how its problem names it (its own name where nothing is said), the line and the code.

    ``rows`` are those that can still be read of it.
    """

    name: str
    content: bytes
    line: int
    code: str
    rows: int
    told_as: str = ""


def text(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a delimited text."""
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue().encode(encoding)


def workbook(rows: Rows) -> bytes:
    """Rows as a workbook, numbers as numbers."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Log")
    for row in rows:
        page.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def parquet(rows: Rows) -> bytes:
    """Rows as a Parquet file of texts."""
    made = io.BytesIO()
    header, *below = rows
    pl.DataFrame(below, schema=dict.fromkeys(header, pl.String), orient="row").write_parquet(made)
    return made.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    """A .zip of files, not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


# How a log may be written: the ending, and rows as bytes.
FORMATS: Final[tuple[tuple[str, Callable[[Rows], bytes]], ...]] = (
    ("csv", text),
    ("csv", lambda rows: text(rows, ";")),
    ("tsv", lambda rows: text(rows, "\t")),
    ("txt", lambda rows: text(rows, ";", "utf-16")),
    ("csv", lambda rows: text(rows, encoding="utf-8-sig")),
    ("csv", lambda rows: text(rows, encoding="utf-16")),
    ("csv", lambda rows: text(rows, encoding="cp1252")),
    ("csv.gz", lambda rows: gzip.compress(text(rows))),
    ("xlsx", workbook),
    ("parquet", parquet),
)


def good_rows(chance: random.Random) -> list[tuple[str, ...]]:
    """A header and some days of food."""
    days = [f"2026-03-{day:02}" for day in range(1, chance.randint(2, 4))]
    return [HEADER, *((day, *food) for day in days for food in chance.choices(FOODS, k=3))]


def in_a_line(code: str, line: str, name: str = "") -> Damage:
    """A log of three lines, the second of which is damaged."""
    content = f"date,food,amount,unit\n2026-03-01,egg,2,large\n{line}\n2026-03-02,milk,1,cup\n"
    return Damage(f"{name or code}.csv", content.encode(), 3, code, 3)


def lines(name: str, code: str, line: int, content: str) -> Damage:
    """A log of its own; what concerns the file as a whole is told on its header."""
    return Damage(f"{name}.csv", content.encode(), line, code, content.count("\n") - 1)


def whole(name: str, code: str, content: bytes, told_as: str = "") -> Damage:
    """A file of which nothing can be read."""
    return Damage(name, content, 0, code, 0, told_as)


PLAIN: Final = text((HEADER, ("2026-03-01", "egg", "2", "large")))
DAMAGES: Final = (
    in_a_line("bad-amount", "2026-03-01,egg,two-ish,large"),
    in_a_line("bad-amount", "2026-03-01,egg,-3,large", "below-zero"),
    in_a_line("bad-amount", "2026-03-01,egg,1e400,g", "beyond-numbers"),
    in_a_line("no-food", "2026-03-01,,2,large"),
    in_a_line("long-name", f"2026-03-01,{'egg ' * 300},2,large"),
    in_a_line("no-such-food", "2026-03-01,qwzxvfood,2,g"),
    in_a_line("unknown-unit", "2026-03-01,egg,2,parsecs"),
    in_a_line("bad-date", "2026-13-45,egg,2,large"),
    in_a_line("ragged-row", "2026-03-01,egg,2,large,boiled"),
    in_a_line("nul-byte", "2026-03-01,egg\0,2,large"),
    in_a_line("zero-amount", "2026-03-01,egg,0,large"),
    in_a_line("large-amount", "2026-03-01,milk,9000,g"),
    in_a_line("supplement-amount", "2026-03-01,vitamin D supplement,,"),
    in_a_line("bad-character", "2026-03-01,b\ufffdchamel,2,g"),
    lines("unclosed-quote", "unclosed-quote", 3, 'food,amount,unit\nmilk,1,cup\n"egg,2,large\n'),
    lines("ambiguous-date", "ambiguous-date", 1, "date,food,amount,unit\n3/4/2026,egg,2,large\n"),
    lines("ambiguous-amount", "ambiguous-amount", 1, 'food,amount,unit\nmilk,"1,500",g\n'),
    lines("borrowed-date", "borrowed-date", 1, "client,date,food\nborrow-1,2026-03-01,egg\nborrow-2,,milk\n"),
    lines("no-client", "no-client", 3, "client,food,amount,unit\nnamed,egg,1,large\n,milk,1,cup\n"),
    whole("empty.csv", "not-a-log", b""),
    whole("header-only.csv", "not-a-log", b"food,amount,unit\n"),
    whole("no-food-column.csv", "not-a-log", b"colour,shape\nred,round\n"),
    whole("picture.csv", "not-a-log", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    whole("letter.docx", "not-a-log", b"Dear"),
    whole("cut.csv.gz", "damaged-file", gzip.compress(PLAIN * 50)[:-20]),
    whole("cut.zip", "damaged-file", packed({"a.csv": PLAIN})[:-30]),
    whole("cut.xlsx", "damaged-file", workbook((HEADER, ("", "egg", "2", "large")))[:-200]),
    whole("cut.parquet", "damaged-file", parquet((HEADER, ("", "egg", "2", "large")))[:-20]),
    whole("changed.zip", "damaged-file", packed({"a.csv": PLAIN}).replace(b"egg", b"eel"), "changed.zip/a.csv"),
    whole("nested.zip", "nested-archive", packed({"inner.zip": packed({"a.csv": PLAIN})}), "nested.zip/inner.zip"),
    whole("empty.zip", "no-logs", packed({})),
    whole("empty-sheet.xlsx", "not-a-log", workbook(())),
    whole(".hidden.csv", "hidden-file", PLAIN),
)


class Made(NamedTuple):
    """The folder, and what went into it by our own count."""

    folder: Path
    rows: int
    lines: dict[str, int]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The folder ``logs`` with everything in it."""
    folder = tmp_path_factory.mktemp("damage")
    logs = folder / "logs"
    logs.mkdir()
    chance = random.Random(20260301)
    written: dict[str, int] = {}
    archive: dict[str, bytes] = {}
    samples = sorted(SAMPLES.glob("*.csv"))
    for number in range(CLIENTS - len(DAMAGES) - len(samples)):
        client, rows = f"client-{number:03}", good_rows(chance)
        ending, write = FORMATS[number % len(FORMATS)]
        written[client] = len(rows) - 1
        if number % 11 == 0 and ending != "csv.gz":
            archive[f"{client}.{ending}"] = write(rows)
        else:
            (logs / f"{client}.{ending}").write_bytes(write(rows))
    (logs / "packed.zip").write_bytes(packed(archive))
    for sample in samples:
        (logs / f"other-{sample.name}").write_bytes(sample.read_bytes())
    for damage in DAMAGES:
        (logs / damage.name).write_bytes(damage.content)
    (logs / "outside.csv").symlink_to(folder / "elsewhere.csv")
    (folder / "elsewhere.csv").write_bytes(PLAIN)
    (logs / "nowhere.csv").symlink_to(logs / "gone.csv")
    os.mkfifo(logs / "pipe.csv")
    return Made(folder, sum(written.values()) + sum(damage.rows for damage in DAMAGES), written)


@pytest.fixture(scope="module")
def results(made: Made) -> Results:
    """The folder, scored."""
    here = Path.cwd()
    os.chdir(made.folder)
    try:
        places, found = sources.find(["logs"])
        return run(places, found, sources.blocks, Asked(), KeepsNothing())
    finally:
        os.chdir(here)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_every_damage_is_told_with_its_file_line_and_code(results: Results, damage: Damage) -> None:
    """And with something to try."""
    name = f"logs/{damage.told_as or damage.name}"
    of_file = results.problems.filter(pl.col("file") == name)
    told = of_file.filter((pl.col("line") == damage.line) & (pl.col("code") == damage.code))
    assert len(told) == 1, of_file.to_dicts()
    assert told["hint"].item()
    assert told["message"].item()


@pytest.mark.parametrize(
    ("name", "code"), [("outside.csv", "link-outside"), ("nowhere.csv", "unreadable-file"), ("pipe.csv", "not-a-file")]
)
def test_what_is_no_file_is_told(results: Results, name: str, code: str) -> None:
    """A link out of the folder, one to nowhere, and a pipe, which would never end."""
    told = results.problems.filter(pl.col("file") == f"logs/{name}")
    assert told.select("line", "code", "severity").rows() == [(0, code, "lost")]


def test_every_row_is_read(results: Results, made: Made) -> None:
    """What we wrote, and what the formats of other tools say that they held."""
    assert results.rows == made.rows + sum(each.rows for each in results.imports)
    assert len(results.imports) == len(list(SAMPLES.glob("*.csv")))


def test_every_row_is_a_line_or_skipped_for_a_reason(results: Results) -> None:
    """Rows in = lines counted + lines that are unknown with a problem + rows that other tools' formats skip."""
    skipped = sum(sum(each.skipped.values()) for each in results.imports)
    assert results.rows == results.clients["lines"].sum() + skipped
    assert skipped > 0


def test_every_lost_line_has_its_problem(results: Results) -> None:
    """As many lines are unknown as have a problem that says so."""
    lost = results.problems.filter((pl.col("severity") == "lost") & (pl.col("line") > 0))
    assert results.clients["lines_lost"].sum() == lost.select("file", "line").n_unique()
    by_client = dict(lost.group_by("client").agg(pl.struct("file", "line").n_unique()).iter_rows())
    assert by_client == dict(
        results.clients.filter(pl.col("lines_lost") > 0).select("client", "lines_lost").iter_rows()
    )


def test_every_lost_file_has_its_problem(results: Results) -> None:
    """A file of which nothing could be read is counted and told; what was never taken for a log is told alone."""
    lost = results.problems.filter((pl.col("severity") == "lost") & (pl.col("line") == 0))
    never = ("letter.docx", "cut.zip", "nested.zip/inner.zip", "empty.zip", "outside.csv", "nowhere.csv", "pipe.csv")
    assert set(never) <= {name.removeprefix("logs/") for name in lost["file"]}
    assert lost["file"].n_unique() == len(lost) == results.files_lost + len(never)


def test_undamaged_logs_are_whole_beside_the_damaged(results: Results, made: Made) -> None:
    """Each client with as many lines as we wrote, none lost, and no problem of its files."""
    found = results.clients.filter(pl.col("client").str.starts_with("client-"))
    assert dict(found.select("client", "lines").iter_rows()) == made.lines
    assert found["lines_lost"].sum() == 0
    assert results.problems.filter(pl.col("file").str.contains("client-")).is_empty()


def test_the_command_ends_well(made: Made) -> None:
    """Without a traceback; --strict says by the exit code that something was lost."""
    command = [sys.executable, "-W", "error", "-m", "bonecheck", "batch", "logs", "-o", "scores.jsonl", "--strict"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    ran = subprocess.run(command, cwd=made.folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "defect" not in ran.stderr
    assert ran.stderr.splitlines()[-1].endswith("could not be counted and are unknown in the totals.")
