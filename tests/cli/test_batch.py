"""``bonecheck batch``: what goes in, what comes out and where to."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from bonecheck.nutrients import KEYS

Run = Callable[..., Any]
Spawn = Callable[..., Any]
ANNA = "date,food,amount,unit\n2026-03-01,egg,2,large\n2026-03-02,milk,1,cup\n"
BEN = "date,food,amount,unit\n2026-03-01,qwzxvfood,2,g\n2026-03-01,milk,3,cup\n"
CLIENTS = "client,sex,age\nanna,female,30\nben,male,60\n"


@pytest.fixture(autouse=True)
def _logs(folder: Path) -> None:
    """Two logs and a table of their clients."""
    (folder / "logs").mkdir()
    (folder / "logs/anna.csv").write_text(ANNA, encoding="utf-8")
    (folder / "logs/ben.csv").write_text(BEN, encoding="utf-8")
    (folder / "clients.csv").write_text(CLIENTS, encoding="utf-8")


def rows(path: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(Path(path).read_text(encoding="utf-8"))))


def codes(path: str = "problems.csv") -> list[tuple[str, str, str]]:
    """File, line and code of the problems written."""
    return [(row["file"], row["line"], row["code"]) for row in rows(path)]


def test_a_format_is_told_by_the_ending(run: Run) -> None:
    """Each of them holds both clients."""
    for name in ("s.csv", "s.jsonl", "s.parquet", "s.xlsx", "s.txt"):
        ran = run("batch", "logs", "--clients", "clients.csv", "-o", name)
        assert (ran.code, ran.out) == (0, "")
    assert [row["client"] for row in rows("s.csv")] == ["anna", "ben"]
    told = [json.loads(line) for line in Path("s.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["client"] for line in told] == ["anna", "ben"]
    assert pl.read_parquet("s.parquet")["client"].unique().sort().to_list() == ["anna", "ben"]
    assert len(openpyxl.load_workbook("s.xlsx").sheetnames) == 4
    assert "2 clients · 3 days · NAM reference intakes" in Path("s.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("shape", "count"), [("wide", 2), ("long", 2 * len(KEYS))])
def test_shapes(run: Run, shape: str, count: int) -> None:
    """Wide has a row per client, long one per client and nutrient."""
    assert run("batch", "logs", "-o", "s.csv", "--shape", shape).code == 0
    assert len(rows("s.csv")) == count


def test_per_day(run: Run) -> None:
    """A row per client and day, with its date."""
    assert run("batch", "logs", "-o", "s.csv", "--per", "day").code == 0
    dated = [("anna", "2026-03-01"), ("anna", "2026-03-02"), ("ben", "2026-03-01")]
    assert [(row["client"], row["date"]) for row in rows("s.csv")] == dated


def test_strict_fails_where_something_is_lost(run: Run) -> None:
    """Not where all was counted, if only on an assumption; the results are written either way."""
    assert run("batch", "logs", "-o", "s.csv", "--strict").code == 1
    assert len(rows("s.csv")) == 2
    assert run("batch", "logs/anna.csv", "--strict").code == 0
    assert run("batch", "logs/anna.csv", "gone.csv", "--strict").code == 1


def test_problems_of_lines_files_and_clients(run: Run, folder: Path) -> None:
    """Each with its file and line; a client of the logs who is not listed, and the reverse."""
    (folder / "clients.csv").write_text(
        "client,sex,age,authority\nanna,female,old,\nanna,female,30,\n,male,40,\nghost,male,40,\ncarl,male,40,Narnia\n",
        encoding="utf-8",
    )
    (folder / "logs/carl.csv").write_text(ANNA, encoding="utf-8")
    ran = run("batch", "logs", "gone.csv", "--clients", "clients.csv", "-o", "s.csv", "--problems", "problems.csv")
    assert ran.code == 0
    assert sorted(codes()) == [
        ("clients.csv", "0", "client-without-log"),
        ("clients.csv", "0", "client-without-profile"),
        ("clients.csv", "2", "bad-profile"),
        ("clients.csv", "3", "client-twice"),
        ("clients.csv", "4", "no-client-named"),
        ("clients.csv", "6", "bad-profile"),
        ("gone.csv", "0", "no-such-file"),
        ("logs/ben.csv", "2", "no-such-food"),
    ]
    assert all(row["message"] and row["hint"] for row in rows("problems.csv"))
    assert [(row["client"], row["authority"]) for row in rows("s.csv")] == [
        ("anna", "NAM"),
        ("ben", "NAM"),
        ("carl", "NAM"),
    ]


def test_matches_can_be_corrected_and_used(run: Run, folder: Path) -> None:
    """The file as it is changes nothing; with a food filled in, that food counts."""
    run("batch", "logs", "-o", "s.csv", "--matches", "map.csv")
    first = (folder / "s.csv").read_bytes()
    names = [(row["name"], row["match"], row["lines"]) for row in rows("map.csv")]
    assert names == [("qwzxvfood", "none", "1"), ("milk", "exact", "2"), ("egg", "alias", "1")]
    assert run("batch", "logs", "-o", "s.csv", "--mapping", "map.csv").code == 0
    assert (folder / "s.csv").read_bytes() == first
    written = (folder / "map.csv").read_text(encoding="utf-8").splitlines()
    named = next(row["food_id"] for row in rows("map.csv") if row["name"] == "milk")
    (folder / "map.csv").write_text("\n".join([written[0].split(",or_1")[0], f"qwzxvfood,1,none,,{named},x"]) + "\n")
    assert run("batch", "logs", "-o", "s.csv", "--mapping", "map.csv", "--strict").code == 0
    assert (folder / "s.csv").read_bytes() != first


def test_reader_names_the_format(run: Run) -> None:
    """A file that is not of that format is lost, with its reason."""
    ran = run("batch", "logs/anna.csv", "--reader", "plain", "-o", "s.csv", "--strict")
    assert ran.code == 0
    ran = run("batch", "logs", "--reader", "loseit")
    assert ran.code == 2
    assert ran.err.endswith("bonecheck: no row of any file could be read\n  try: see the problems above\n")
    assert "logs/anna.csv:0: is no Lose It! file by its header" in ran.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--reader", "crono"), "bonecheck: --reader 'crono' is not known\n"),
        (("--per", "week"), "bonecheck: --per 'week' is not known\n  try: choose client, day\n"),
        (("--shape", "round"), "bonecheck: --shape 'round' is not known\n  try: choose wide or long\n"),
        (("-f", "docx"), "bonecheck: --format 'docx' is not known\n"),
        (("--english", "fr"), "bonecheck: --english 'fr' is not known\n"),
        (("--values", "mine"), "bonecheck: --values 'mine' is not known\n"),
        (("--engine", "abacus"), "bonecheck: --engine 'abacus' is not known\n"),
        (("--dates", "ydm"), "bonecheck: --dates 'ydm' is not known\n"),
        (("--reports", "r", "--report-format", "pdf"), "bonecheck: --report-format 'pdf' is not known\n"),
        (("--clients", "none.csv"), "bonecheck: none.csv: no such file\n"),
        (("--clients", "logs/anna.csv"), "bonecheck: logs/anna.csv:1: no client column;"),
        (("--sex", "x"), "bonecheck: "),
        (("--authority", "Narnia"), "bonecheck: unknown authority 'Narnia'"),
        (("-o", "logs/anna.csv"), "bonecheck: --output logs/anna.csv: is what the report is made from\n"),
        (("--problems", "logs/ben.csv"), "bonecheck: --problems logs/ben.csv: is what the report is made from\n"),
        (("--clients", "clients.csv", "--matches", "clients.csv"), "bonecheck: --matches clients.csv: is what"),
        (("-o", "x.csv", "--problems", "./x.csv"), "bonecheck: --problems x.csv: is written by another option as well"),
    ],
)
def test_runs_that_are_impossible(run: Run, folder: Path, options: tuple[str, ...], told: str) -> None:
    """Each says what was wrong, and neither writes nor destroys anything."""
    ran = run("batch", "logs", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(told), ran.err
    assert sorted(path.name for path in folder.iterdir()) == ["clients.csv", "logs"]
    assert (folder / "logs/anna.csv").read_text(encoding="utf-8") == ANNA


def test_an_unknown_option(run: Run) -> None:
    """It is named."""
    ran = run("batch", "logs", "--nope")
    assert ran.code == 2
    assert "No such option: --nope" in ran.err


def test_no_file_at_all(run: Run) -> None:
    """The problems come before the error."""
    told = (
        "gone.csv:0: no such file (check the path; `-` reads standard input)\n"
        "bonecheck: no row of any file could be read\n  try: see the problems above\n"
    )
    assert run("batch", "gone.csv") == (2, "", told)


def test_standard_input(run: Run) -> None:
    """A log of several people by a pipe."""
    ran = run("batch", "-", "-f", "jsonl", stdin="client,food\nanna,egg\nben,milk\n")
    assert [json.loads(line)["client"] for line in ran.out.splitlines()] == ["anna", "ben"]


def test_the_terminal_at_80_columns(run: Run) -> None:
    """No line is longer, and no colour where none is wanted."""
    ran = run("batch", "logs", "--clients", "clients.csv")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out
    assert ran.err == ""


def test_quiet_and_a_pipe_show_no_progress(run: Run) -> None:
    """Only how much was lost stands on standard error beside a file."""
    for options in ((), ("--quiet",)):
        ran = run("batch", "logs", "-o", "s.csv", *options)
        assert ran.err == "1 of 4 lines could not be counted and is unknown in the totals.\n"


def test_a_closed_pipe_ends_quietly(spawn: Spawn) -> None:
    """With 0 and without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    process = spawn("batch", "logs", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 0)


HOSTILE = 'client,food,amount,unit\n../../x,egg,1,large\nCON,milk,1,cup\n"=1+1",milk,2,cup\n\x1b[31mred,egg,2,large\n'


def test_reports_stay_in_their_folder(run: Run, folder: Path) -> None:
    """Whatever clients are called; each has a report."""
    (folder / "hostile.csv").write_text(HOSTILE, encoding="utf-8")
    before = {path.name for path in folder.iterdir()}
    ran = run("batch", "hostile.csv", "-o", "s.csv", "--reports", "out/reports")
    assert ran.code == 0
    assert ran.err.endswith("4 reports written to out/reports\n")
    assert {path.name for path in folder.iterdir()} == before | {"out", "s.csv"}
    names = sorted(path.name for path in (folder / "out/reports").iterdir())
    assert [re.sub("-[0-9a-f]{8}", "", name) for name in names] == ["=1+1.md", "[31mred.md", "client-CON.md", "x.md"]
    assert [row["client"] for row in rows("s.csv") if row["client"].startswith("'")] == ["'=1+1"]


def test_a_report_is_what_check_writes(run: Run, folder: Path) -> None:
    """Of the same log, for the same person; only how the file was imported is not in it."""
    run("batch", "logs", "--clients", "clients.csv", "--reports", "out", "--report-format", "json")
    ran = run("check", "logs/anna.csv", "--sex", "female", "--age", "30", "-f", "json")
    made, checked = json.loads((folder / "out/anna.json").read_text(encoding="utf-8")), json.loads(ran.out)
    assert made | {"imports": checked["imports"]} == checked


def test_resume_leaves_unchanged_reports(run: Run, folder: Path) -> None:
    """Only the client whose log has changed gets a new one."""
    asked = ("batch", "logs", "-o", "s.csv", "--reports", "out", "--resume")
    assert run(*asked).err.endswith("2 reports written to out\n")
    (folder / "out/anna.md").write_text("kept", encoding="utf-8")
    later = (folder / "out/ben.md").stat().st_mtime + 10
    os.utime(folder / "logs/ben.csv", (later, later))
    assert run(*asked).err.endswith("1 report written to out, 1 left as they are\n")
    assert (folder / "out/anna.md").read_text(encoding="utf-8") == "kept"


def test_resume_makes_reports_anew_where_options_or_people_changed(run: Run, folder: Path) -> None:
    """An old report never stands for another person, format or authority; nor does one that was made without a note of it."""
    asked = ("batch", "logs", "-o", "s.csv", "--reports", "out")
    assert run(*asked, "--resume").err.endswith("2 reports written to out\n")
    assert run(*asked, "--resume").err.endswith("0 reports written to out, 2 left as they are\n")
    for _ in range(2):
        assert run(*asked, "--resume", "--age", "71").err.endswith("2 reports written to out\n")
        assert run(*asked, "--resume").err.endswith("2 reports written to out\n")
    assert run(*asked, "--resume", "--age", "71").err.endswith("2 reports written to out\n")
    (folder / "people.csv").write_text("client,age\nanna,71\nben,20\n", encoding="utf-8")
    people = ("--clients", "people.csv", "--age", "71")
    assert run(*asked, "--resume", *people).err.endswith("1 report written to out, 1 left as they are\n")
    assert run(*asked, "--authority", "efsa").err.endswith("2 reports written to out\n")
    assert run(*asked, "--resume", *people).err.endswith("2 reports written to out\n")


@pytest.mark.parametrize("blank", ["\n", ",\n"])
def test_a_large_file_of_blank_lines_is_no_log_and_stops_no_other(run: Run, folder: Path, blank: str) -> None:
    """Though it is the first to be read."""
    (folder / "logs/a.csv").write_text("food,amount\n" + blank * 40_000, encoding="utf-8")
    ran = run("batch", "logs", "-o", "s.csv", "--problems", "p.csv")
    assert ran.code == 0
    (problem,) = (row for row in rows("p.csv") if row["file"].endswith("a.csv"))
    assert problem["message"] == "has a header line but no foods"
    assert {row["client"] for row in rows("s.csv")} == {"anna", "ben"}


def test_resume_makes_a_report_anew_where_it_is_read_otherwise(run: Run, folder: Path) -> None:
    """By another order of day and month, or of fewer logs; damage to what is kept costs no more than that."""
    (folder / "two").mkdir()
    for name in ("a", "b"):
        text = f"client,date,food,amount,unit\nanna,3/4/2026,{'milk' if name == 'a' else 'egg'},100,g\n"
        (folder / f"two/{name}.csv").write_text(text, encoding="utf-8")
    asked = ("batch", "two", "-o", "s.csv", "--reports", "out", "--resume")
    assert run(*asked, "--dates", "mdy").err.endswith("1 report written to out\n")
    assert run(*asked, "--dates", "dmy").err.endswith("1 report written to out\n")
    (folder / "two/b.csv").unlink()
    assert run(*asked, "--dates", "dmy").err.endswith("1 report written to out\n")
    assert "egg" not in (folder / "out/anna.md").read_text(encoding="utf-8")
    assert run(*asked, "--dates", "dmy").err.endswith("0 reports written to out, 1 left as they are\n")
    (folder / "out/.resume").write_bytes(b"\xff\xfe\n")
    assert run(*asked, "--dates", "dmy").err.endswith("1 report written to out\n")
    (folder / "out/.resume").unlink()
    (folder / "out/.resume").mkdir()
    for options in (asked, asked[:-1]):
        assert run(*options).err.endswith("1 report written to out\n")


def test_a_report_never_takes_the_place_of_a_log(run: Run, folder: Path) -> None:
    """A folder of logs is no folder for reports that are called like them."""
    ran = run("batch", "logs", "--reports", "logs", "--report-format", "csv")
    assert (ran.code, ran.err.splitlines()[-2:]) == (
        2,
        ["bonecheck: --reports logs: logs/anna.csv is one of the logs", "  try: name a folder of its own"],
    )
    assert (folder / "logs/anna.csv").read_text(encoding="utf-8") == ANNA
