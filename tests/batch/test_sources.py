"""Where logs are found, and what becomes of those that cannot be read: each is told, none stops the others."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from bonecheck import readers
from bonecheck.batch import archives, csv_log
from bonecheck.batch.csv_log import Asked, Sizes
from bonecheck.batch.log_frame import entries_of
from bonecheck.batch.sources import Block, blocks, find
from bonecheck.errors import OptionError, Problem

LOG = "food,amount,unit\negg,2,large\nmilk,1,cup\n"
WANTED = "food logs are .csv, .tsv, .txt, .xlsx and .parquet files, also in .gz and .zip"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def write(path: str, content: str | bytes = LOG) -> None:
    """A file of a given content, with its folders."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content.encode() if isinstance(content, str) else content)


def pack(path: str, contents: dict[str, str | bytes]) -> None:
    """A .zip of files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


def book(*sheets: tuple[str, list[tuple[object, ...]]]) -> bytes:
    """A workbook of sheets with their rows."""
    made = openpyxl.Workbook()
    made.remove(made["Sheet"])
    for title, rows in sheets:
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def parquet(frame: pl.DataFrame) -> bytes:
    """A frame as a Parquet file."""
    data = io.BytesIO()
    frame.write_parquet(data)
    return data.getvalue()


def told(problems: list[Problem] | tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    """The file, code and severity of problems."""
    return [(each.file, each.code, each.severity) for each in problems]


def read(*sources: str, sheet: str = "") -> tuple[list[Block], list[Problem]]:
    """Everything that sources hold, and every problem."""
    places, problems = find(sources)
    found = [block for place in places for block in blocks(place, sheet=sheet)]
    return found, [*problems, *(problem for block in found for problem in block.problems)]


def clients(found: list[Block]) -> list[str]:
    """The clients of blocks, each once per block."""
    return [name for block in found if block.frame is not None for name in block.frame["client"].unique().sort()]


def test_a_folder_is_gone_through_and_nothing_is_passed_over() -> None:
    """Logs in it and below it are read in the order of their names; what is no log is told."""
    write("logs/b.csv")
    write("logs/anna.tsv", LOG.replace(",", "\t"))
    write("logs/2026/cleo.txt")
    write("logs/.DS_Store", b"\0")
    write("logs/.git/config", "x")
    write("logs/photo.jpg", b"\xff\xd8\xff")
    write("logs/README", "x")
    write("logs/~$book.xlsx", "x")
    found, problems = read("logs")
    assert clients(found) == ["cleo", "anna", "b"]
    assert [block.rows for block in found] == [2, 2, 2]
    assert problems == [
        Problem("logs/.git", 0, "hidden-file", "is hidden and was left out", "name it itself if it is a food log", "assumed"),
        Problem("logs/.DS_Store", 0, "hidden-file", "is hidden and was left out", "name it itself if it is a food log", "assumed"),
        Problem("logs/README", 0, "not-a-log", "is a file without a suffix, not a food log, and was not read", WANTED),
        Problem("logs/photo.jpg", 0, "not-a-log", "is a .jpg file, not a food log, and was not read", WANTED),
        Problem("logs/~$book.xlsx", 0, "hidden-file", "is hidden and was left out", "name it itself if it is a food log", "assumed"),
    ]  # fmt: skip


def test_a_glob_names_files_and_folders() -> None:
    """Several stars go through folders; one that names nothing is told."""
    write("logs/a/anna.csv")
    write("logs/b/ben.csv")
    found, problems = read("logs/**/*n.csv", "*.nothing")
    assert clients(found) == ["ben"]
    assert problems == [Problem("*.nothing", 0, "no-such-file", "no file is named like this", "check the pattern")]


def test_the_same_file_counts_once(tmp_path: Path) -> None:
    """However it is named."""
    write("logs/anna.csv")
    Path("logs/link.csv").symlink_to("anna.csv")
    found, problems = read("logs", "logs/anna.csv", str(tmp_path / "logs"), "logs/./*.csv")
    assert clients(found) == ["anna"]
    assert {(each.code, each.message, each.severity) for each in problems} == {
        ("named-twice", "is named twice; its foods count once", "assumed")
    }


def test_links_out_of_a_folder_are_not_followed() -> None:
    """A link within it is the same file; one that the user names is followed."""
    write("outside/ben.csv")
    write("logs/anna.csv")
    Path("logs/x.csv").symlink_to("../outside/ben.csv")
    Path("logs/y").symlink_to("../outside")
    Path("logs/z").symlink_to(".")
    Path("logs/gone.csv").symlink_to("nowhere.csv")
    Path("named").symlink_to("outside")
    found, problems = read("logs", "named")
    assert clients(found) == ["anna", "ben"]
    assert told(problems) == [
        ("logs/y", "link-outside", "lost"),
        ("logs/z", "named-twice", "assumed"),
        ("logs/gone.csv", "unreadable-file", "lost"),
        ("logs/x.csv", "link-outside", "lost"),
    ]


def test_what_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file, an empty folder, a pipe, and what is no text: one problem each."""
    Path("empty").mkdir()
    os.mkfifo("pipe.csv")
    write("nothing.csv", "")
    write("header.csv", "food,amount\n")
    write("binary.csv", bytes(range(32)) * 100)
    write("other.csv", "a,b\n1,2\n")
    write("notes.tar.gz", b"x")
    write("packed.csv", gzip.compress(LOG.encode()))
    monkeypatch.setattr(sys, "stdin", None)
    found, problems = read("empty", "pipe.csv", "nothing.csv", "header.csv", "binary.csv", "other.csv", "gone.csv",
                           "notes.tar.gz", "packed.csv", "", "-")  # fmt: skip
    assert [block.frame for block in found] == [None] * 6
    assert [(each.file, each.line, each.code, each.message) for each in problems] == [
        ("empty", 0, "no-logs", "the folder holds no food logs"),
        ("pipe.csv", 0, "not-a-file", "is a device, pipe or socket, and was not read"),
        ("gone.csv", 0, "no-such-file", "no such file"),
        ("notes.tar.gz", 0, "not-a-log", "is a .gz file, not a food log, and was not read"),
        ("''", 0, "no-such-file", "no such file"),
        ("binary.csv", 0, "not-a-log", "is a binary file, not a CSV food log"),
        ("header.csv", 0, "not-a-log", "has a header line but no foods"),
        ("nothing.csv", 0, "not-a-log", "is empty"),
        ("other.csv", 0, "not-a-log", "no food column; the header names a, b"),
        ("packed.csv", 0, "not-a-log", "is a gzip archive, not a CSV food log"),
        ("standard input", 0, "not-a-log", "is closed"),
    ]


def test_a_file_that_may_not_be_read_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is told."""
    write("a.csv")
    write("b.csv")
    real = Path.open

    def refused(path: Path, *args: str, **options: int) -> object:
        if path.name == "a.csv":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)
    found, problems = read("a.csv", "b.csv")
    assert clients(found) == ["b"]
    assert [(each.file, each.code, each.message) for each in problems] == [
        ("a.csv", "unreadable-file", "cannot be read: Permission denied")
    ]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read once, and its size is not known before."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"client,{LOG}".replace("\n", "\nC1,", 2).encode())))
    places, problems = find(["-", "-"])
    assert [place.size for place in places] == [0]
    assert told(problems) == [("standard input", "named-twice", "assumed")]
    assert clients(list(blocks(places[0]))) == ["C1"]


def test_packed_logs() -> None:
    """Each file of an archive is a log of its own, called after itself."""
    write("anna.csv.gz", gzip.compress(LOG.encode()))
    pack("logs.zip", {"2026/ben.csv": LOG, "cleo.xlsx": book(("Mon", [("food",), ("egg",)])), "2026/": ""})
    found, problems = read("logs.zip", "anna.csv.gz")
    assert [block.file for block in found] == ["anna.csv.gz", "logs.zip/2026/ben.csv", "logs.zip/cleo.xlsx[Mon]"]
    assert clients(found) == ["anna", "ben", "cleo"]
    assert problems == []


def test_what_an_archive_may_not_hold() -> None:
    """Archives, what is hidden, what is no log; a name is shown and leads nowhere."""
    pack(
        "logs.zip",
        {"../../etc/a\x1b[2J.csv": LOG, "in.zip": b"x", "x.csv.gz": b"x", "b.jpg": b"x", "__MACOSX/b.csv": LOG},
    )
    found, problems = read("logs.zip")
    assert [block.file for block in found] == ["logs.zip/../../etc/a\ufffd[2J.csv"]
    assert clients(found) == ["a\ufffd[2J"]
    assert told(problems) == [
        ("logs.zip/in.zip", "nested-archive", "lost"),
        ("logs.zip/x.csv.gz", "nested-archive", "lost"),
        ("logs.zip/b.jpg", "not-a-log", "lost"),
        ("logs.zip/__MACOSX/b.csv", "hidden-file", "assumed"),
    ]


def test_damaged_archives() -> None:
    """Nothing of a log that is cut short counts; its neighbours do."""
    write("short.csv.gz", gzip.compress(LOG.encode())[:-9])
    write("no.zip", "x")
    pack("empty.zip", {})
    pack("logs.zip", {"a.csv": LOG, "b.csv": LOG})
    data = Path("logs.zip").read_bytes()
    place = data.index(b"a.csv") + len("a.csv") + 4
    write("logs.zip", data[:place] + b"\0\xff\0" + data[place + 3 :])
    found, problems = read("short.csv.gz", "no.zip", "logs.zip", "empty.zip")
    assert clients(found) == ["b"]
    assert told(problems) == [
        ("no.zip", "damaged-file", "lost"),
        ("empty.zip", "no-logs", "lost"),
        ("logs.zip/a.csv", "damaged-file", "lost"),
        ("short.csv.gz", "damaged-file", "lost"),
    ]


def test_encrypted_files_are_told() -> None:
    """By the mark that the archive sets on them."""
    pack("logs.zip", {"a.csv": LOG})
    data = bytearray(Path("logs.zip").read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    write("logs.zip", bytes(data))
    assert told(read("logs.zip")[1]) == [("logs.zip/a.csv", "encrypted-file", "lost")]


@pytest.mark.parametrize(
    ("bound", "value", "told_"),
    [
        ("MOST_MEMBERS", 1, ("logs.zip", "holds 2 files, more than 1")),
        ("MOST_BYTES", 1 << 10, ("logs.zip", "is more than 0 GB when it is unpacked")),
        ("_HARMLESS", 1 << 10, ("logs.zip/a.csv", "unpacks to more than 200 times its size")),
    ],
)
def test_archives_have_bounds(monkeypatch: pytest.MonkeyPatch, bound: str, value: int, told_: tuple[str, str]) -> None:
    """What is made to fill a disk does not."""
    monkeypatch.setattr(archives, bound, value)
    pack("logs.zip", {"a.csv": LOG + "egg,1,large\n" * 100_000, "b.csv": LOG})
    problems = read("logs.zip")[1]
    assert [(each.file, each.message) for each in problems] == [told_]
    assert {(each.code, each.hint) for each in problems} == {("large-archive", "unpack it yourself if you trust it")}


def test_a_gz_is_measured_while_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its end says of its size is not asked."""
    monkeypatch.setattr(archives, "MOST_BYTES", 1 << 20)
    write("a.csv.gz", gzip.compress(LOG.encode() + b"egg,1,large\n" * 200_000))
    assert told(read("a.csv.gz")[1]) == [("a.csv.gz", "large-archive", "lost")]


SHEET: list[tuple[object, ...]] = [
    (),
    ("Date", "Food", "Amount", "Unit"),
    (
        dt.datetime(2026, 3, 2, 8, 15),  # noqa: DTZ001 -- workbooks know no time zones
        "egg",
        2,
        "large",
    ),
    (None, "milk", 1.125, "cup"),
    (),
    (dt.date(2026, 3, 3), "rice", "1/2", "cup", "too many"),
    (None, None, 3, "g"),
]


def test_a_workbook() -> None:
    """Numbers and dates are what they are; lines are those of the sheet, and the first one is read unless named."""
    write("anna.xlsx", book(("Mon", SHEET), ("Tue", [("food",), ("tofu",)])))
    found, problems = read("anna.xlsx")
    assert [(block.file, block.rows, block.last) for block in found] == [("anna.xlsx[Mon]", 4, True)]
    assert found[0].frame is not None
    assert found[0].frame.rows() == [
        ("anna", dt.date(2026, 3, 2), "egg", 2.0, "large", 3, False),
        ("anna", dt.date(2026, 3, 2), "milk", 1.125, "cup", 4, False),
        ("anna", dt.date(2026, 3, 3), "2026-03-03 rice 1/2 cup too many".split()[1], None, "cup", 6, True),
        ("anna", dt.date(2026, 3, 3), "3 g", None, "g", 7, True),
    ]
    assert [(each.file, each.line, each.code) for each in problems] == [
        ("anna.xlsx[Mon]", 6, "ragged-row"),
        ("anna.xlsx[Mon]", 7, "no-food"),
    ]
    assert [block.file for block in read("anna.xlsx", sheet="tue")[0]] == ["anna.xlsx[Tue]"]


def test_workbooks_that_cannot_be_read() -> None:
    """A missing sheet names those that are there."""
    write("a.xlsx", book(("Mon", SHEET), ("Tue", [])))
    write("b.xlsx", "x")
    assert read("a.xlsx", sheet="Mo")[1] == [
        Problem("a.xlsx", 0, "missing-sheet", "has no sheet 'Mo'", "did you mean 'Mon'?")
    ]
    assert [(each.file, each.code, each.message) for each in read("a.xlsx", "b.xlsx", sheet="Tue")[1]] == [
        ("a.xlsx", "not-a-log", "its sheet 'Tue' is empty"),
        ("b.xlsx", "damaged-file", "is no Excel workbook, or a damaged or locked one"),
    ]


def test_a_parquet_file() -> None:
    """Typed columns need no telling: 1.125 is never a thousand; lines count rows."""
    frame = pl.DataFrame(
        {
            "client": ["a", "a", None],
            "date": [dt.date(2026, 3, 2), None, dt.date(2026, 3, 3)],
            "food": ["egg", " milk", "\ufffd"],
            "amount": [1.125, float("nan"), 1500.0],
            "unit": pl.Series(["g", None, "mg"], dtype=pl.Categorical),
        }
    )
    write("x.parquet", parquet(frame))
    write("y.parquet", "x")
    write("z.parquet", parquet(pl.DataFrame({"food": [["egg"]]})))
    found, problems = read("x.parquet", "y.parquet", "z.parquet")
    assert found[0].frame is not None
    assert found[0].frame.rows() == [
        ("a", dt.date(2026, 3, 2), "egg", 1.125, "g", 1, False),
        ("a", dt.date(2026, 3, 2), "milk", None, "", 2, False),
        ("x", dt.date(2026, 3, 3), "\ufffd", 1500.0, "mg", 3, False),
    ]
    assert told(problems) == [
        ("x.parquet", "bad-character", "assumed"),
        ("x.parquet", "no-client", "assumed"),
        ("y.parquet", "damaged-file", "lost"),
        ("z.parquet", "not-a-log", "lost"),
    ]


@pytest.mark.parametrize(
    "write_it",
    [
        lambda text: write("day.csv", text),
        lambda text: write("day.csv", text.encode("utf-16")),
        lambda text: pack("day.zip", {"day.csv": text}),
        lambda text: write("day.csv.gz", gzip.compress(text.encode())),
        lambda text: write("day.xlsx", book(("x", [tuple(row.split(",")) for row in text.splitlines()]))),
    ],
)
def test_progress_is_told_to_the_last_byte(write_it: Callable[[str], None]) -> None:
    """What is heard of adds up to the size that was known before."""
    write_it(LOG + "egg,1,large\n" * 10_000)
    (place,), problems = find(["day.*"])
    heard: list[int] = []
    found = list(blocks(place, on_bytes=heard.append))
    assert problems == []
    assert sum(heard) == place.size > 0
    assert sum(block.rows for block in found) == 10_002
    assert [block.last for block in found][-1]


SAMPLES = Path(__file__).parents[1] / "cases/readers"


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.csv")))
@pytest.mark.parametrize("small", [0, 1 << 20])
def test_an_export_of_another_tool(name: str, small: int) -> None:
    """Its entries and problems are those of one log by itself, with the values that it states, whatever its size."""
    data = (SAMPLES / name).read_bytes()
    (block,) = csv_log.read(io.BytesIO(data), Asked(name, "anna"), lambda _: None, Sizes(small, 1000))
    log = readers.read_bytes(data, name)
    assert block.frame is not None
    assert block.rows == log.imports[0].rows
    assert list(block.problems) == list(log.problems)
    lines = sorted([*log.entries, *log.unread], key=lambda entry: entry.line)
    assert list(entries_of(block.frame)) == [
        entry._replace(file="", meal="", note="", client=entry.client or "anna") for entry in lines
    ]
    assert block.frame["stated_kind"].null_count() == sum(entry.stated is None for entry in lines)


def test_values_in_columns_of_ours_are_read_at_any_size() -> None:
    """A large log that states values is read as a small one is."""
    data = b"food,amount,unit,calcium_mg\n" + b"'=egg,1,large,25\n" * 20_000
    (block,) = csv_log.read(io.BytesIO(data), Asked("a.csv", "a"), lambda _: None)
    assert block.frame is not None
    assert block.frame.select("food", "stated_calcium").unique().rows() == [("=egg", 25.0)]
    assert block.rows == 20_000


@pytest.mark.parametrize("rows", [2, 20_000])
def test_the_format_of_logs_may_be_named(rows: int) -> None:
    """By the name that one log's --reader takes; a log that is of another one is told."""
    write("a.csv", "food,amount\n" + "egg,1\n" * rows)
    (place,), _ = find(["a.csv"])
    assert sum(block.rows for block in blocks(place, reader="plain")) == rows
    (refused,) = blocks(place, reader="asa24-items")
    hint = "its header is that of plain"
    assert refused.problems == (Problem("a.csv", 0, "not-a-log", "is no ASA24 Items file by its header", hint),)
    with pytest.raises(OptionError, match="--reader 'fitbit' is not known"):
        list(blocks(place, reader="fitbit"))
