"""Bad input by the command line: the exact words, the stream they go to, and the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LOG = "food,amount,unit\negg,2,large\n"
GOOD = "milk,1,cup\n"


@pytest.mark.parametrize(
    ("log", "message", "hint"),
    [
        ("", "standard input: is empty", "a food log begins with a header line: food,amount,unit"),
        (" \n\n", "standard input: is empty", "a food log begins with a header line: food,amount,unit"),
        (
            "food,amount\n",
            "standard input: has a header line but no foods",
            "add one line per food below it, e.g. egg,2,large",
        ),
        (
            "egg,2,large\nmilk,1,cup\n",
            "standard input:1: no food column; the header names egg, 2, large",
            "the first line must name the columns, e.g. date,meal,food,amount,unit",
        ),
        (
            b"PK\x03\x04rest",
            "standard input: is a zip archive or an Excel workbook, not a CSV food log",
            "save the sheet as CSV (UTF-8)",
        ),
        (b"%PDF-1.7", "standard input: is a PDF, not a CSV food log", "export the log as CSV"),
        (bytes(range(256)) * 4, "standard input: is a binary file, not a CSV food log", "export the log as CSV"),
        (
            b"food\nna\x81ve\n",
            "standard input: is not text in UTF-8, UTF-16 or Windows-1252",
            "save it again as CSV in UTF-8",
        ),
        (
            "fo\x1b[31mo\n1\n",
            "standard input:1: no food column; the header names fo\ufffd[31mo",
            "the first line must name the columns, e.g. date,meal,food,amount,unit",
        ),
    ],
)
def test_logs_that_make_the_run_impossible(check: Run, log: str | bytes, message: str, hint: str) -> None:
    """One line says why, one what to try, and there is no report."""
    assert check(log) == (2, "", f"bonecheck: {message}\n  try: {hint}\n")


@pytest.mark.parametrize(
    ("log", "told"),
    [
        (
            "food\nqzzkx\n",
            "standard input:2: no food is like 'qzzkx' (names are read in English, and no word of this one is known)\n",
        ),
        (
            "food,amount\negg,NaN\nmilk,inf\n",
            "standard input:2: amount 'NaN' is not a number"
            " (write a number such as 150, 1.5 or 1/2; leave it empty for a usual portion)\n"
            "standard input:3: amount 'inf' is not a number"
            " (write a number such as 150, 1.5 or 1/2; leave it empty for a usual portion)\n",
        ),
    ],
)
def test_a_log_of_which_nothing_can_be_used_tells_every_line(check: Run, log: str, told: str) -> None:
    """All at once, so that one run is enough to correct them."""
    ending = "bonecheck: nothing in the log could be used\n  try: correct the lines above\n"
    assert check(log) == (2, "", told + ending)


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("dy.csv", "dy.csv: no such file", "did you mean day.csv?"),
        ("logs", "logs: is a folder, not a food log", "name one CSV file in it"),
        ("\x1b[2J.csv", "\ufffd[2J.csv: no such file", "check the path; `-` reads standard input"),
    ],
)
def test_sources_that_are_no_files(run: Run, folder: Path, source: str, message: str, hint: str) -> None:
    """Named as the user named them."""
    (folder / "day.csv").write_text(LOG)
    (folder / "logs").mkdir()
    assert run("check", source) == (2, "", f"bonecheck: {message}\n  try: {hint}\n")
    assert run("check", "day.csv", source) == (2, "", f"bonecheck: {message}\n  try: {hint}\n")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("egg,2,parsec", "unit 'parsec' is no measure of this food (give grams, or one of: egg; cup)"),
        ("egg,-2,large", "amount '-2' is negative (write a number such as"),
        ("egg,0,g", "'egg' counts as nothing (0 g) (check the amount and its unit)"),
        ("egg,NaN,g", "amount 'NaN' is not a number (write"),
        ("egg,inf,g", "amount 'inf' is not a number (write"),
        ("egg,1e400,g", "amount '1e400' is too large (write"),
        ("egg,1e300,kg", "amount '1e300' is too large (write"),
        ("egg,many,g", "amount 'many' is not a number (write"),
        ("milk, whole,1,cup", "4 cells where the header has 3 (put a food or number that holds a comma in quotes"),
        ('"egg,1,large', 'a quote is opened and never closed (close it, or write a quote as "")'),
        ("e\0gg,1,large", "the line holds a NUL byte (export the log again)"),
        ("x" * 1_000_000, "the food's name has 1000000 characters"),
        ("NA,1,g", "no food is like 'NA' (names are read in English, and no word of this one is known)"),
    ],
    ids=lambda value: value[:12],
)
def test_lines_that_cannot_be_used(check: Run, row: str, problem: str) -> None:
    """The line stands in the report as a problem, the others count, and programs find both in JSON."""
    log = f"food,amount,unit\n{row}\n{GOOD}"
    terminal, as_json = check(log), check(log, "--format", "json")
    assert (terminal.code, terminal.err) == (0, "")
    assert problem in " ".join(terminal.out.split())
    assert (as_json.code, as_json.err.count("\n")) == (0, 1)
    assert problem in as_json.err
    report = json.loads(as_json.out)
    assert [line["line"] for line in report["lines"]] == [2, 3]
    assert [each["line"] for each in report["problems"]] == [2]


def test_every_problem_is_shown_at_once(check: Run) -> None:
    """With file, line, what was found and what to try; on standard error where a program reads the report."""
    log = "date,food,amount,unit\n2026-03-02,egg,2,large\n2026-02-31,egg,1,\n2026-03-02,egg,x,\n,qzzkx,,\n"
    ran = check(log, "--format", "csv")
    assert ran.code == 0
    assert ran.err == (
        "standard input:3: date '2026-02-31' is not a date"
        " (write it as 2026-03-31; until then the line is unknown to the day of the line above)\n"
        "standard input:4: amount 'x' is not a number"
        " (write a number such as 150, 1.5 or 1/2; leave it empty for a usual portion)\n"
        "standard input:5: no food is like 'qzzkx' (names are read in English, and no word of this one is known)\n"
    )


@pytest.mark.parametrize("extra", [("-f", "json"), ("-f", "csv"), ("-f", "md"), ("-o", "report.txt")])
def test_problems_go_to_standard_error_where_the_report_goes_elsewhere(check: Run, extra: tuple[str, str]) -> None:
    """Whoever runs the command sees them."""
    ran = check(LOG + "qzzkx,1,g\n", *extra)
    assert (
        ran.err
        == "standard input:3: no food is like 'qzzkx' (names are read in English, and no word of this one is known)\n"
    )


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        ("--age 0", "age 0 is too low for years", "give months for an infant, such as 9m"),
        ("--age -1", "age -1 is too low for years", "give months for an infant, such as 9m"),
        ("--age 200", "age 200 is too high: ages here end at 120 years", "give completed years from 1 to 120"),
        ("--weight 0", "weight 0 is not between 3 and 400 kg", "give the body weight in kilograms"),
        ("--authority NAMM", "unknown authority 'NAMM'", "did you mean 'NAM'?"),
        ("--sex x", "unknown sex 'x'", "give female or male, as reference intakes divide it"),
        ("--format xyz", "--format 'xyz' is not known", "choose terminal, json, csv, md"),
        ("--brief --verbose", "--brief and --verbose contradict each other", "give one of them"),
        ("--date soon", "--date 'soon' is not a date", "write it as 2026-03-31"),
        ("--from 2026-02-30", "--from '2026-02-30' is not a date", "write it as 2026-03-31"),
        ("--to 3/4/2026", "--to '3/4/2026' may be two days", "write it as 2026-03-31"),
        ("--from 2026-03-03 --to 2026-03-01", "--from 2026-03-03 is after --to 2026-03-01", "swap them"),
        ("--date 2026-03-03 --to 2026-03-03", "--date goes without --from and --to", "give one day, or a range"),
        ("--dates ymd", "--dates 'ymd' is not known", "choose dmy, mdy"),
        ("--fail-under nan", "--fail-under 'nan' is not a number", "give a percentage of the reference, such as 80"),
        ("--fail-under -3", "--fail-under '-3' is negative", "give a percentage of the reference, such as 80"),
        ("--fail-under 80x", "--fail-under '80x' is not a number", "give a percentage of the reference, such as 80"),
        ("--date 2026-03-03", "no line of the log lies within the days asked for", "the log has no dates"),
        ("--targets twice.yaml", "twice.yaml:2: key 'values' is given twice, first on line 1", "keep one of the two"),
        ("--targets none.yaml", "none.yaml: holds no values", "see data/targets.yaml for the form"),
    ],
)
def test_options_that_make_no_sense(run: Run, folder: Path, args: str, message: str, hint: str) -> None:
    """Exit code 2 and no report, written nowhere."""
    (folder / "day.csv").write_text(LOG)
    (folder / "twice.yaml").write_text("values: []\nvalues: []\n")
    (folder / "none.yaml").write_text("values: []\n")
    ran = run("check", "day.csv", "-o", "report.txt", *args.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"bonecheck: {message}\n  try: {hint}")
    assert ran.err.count("\n") == 2
    assert not (folder / "report.txt").exists()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("nope.yaml", "nope.yaml: cannot be read: No such file or directory"),
        ("open.yaml", "open.yaml:1: is not valid YAML: did not find expected node content"),
    ],
)
def test_targets_that_cannot_be_read(run: Run, folder: Path, file: str, message: str) -> None:
    """The file is named, and its line."""
    (folder / "day.csv").write_text(LOG)
    (folder / "open.yaml").write_text("values: [\n")
    ran = run("check", "day.csv", "--targets", file)
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", f"bonecheck: {message}")


def test_a_hundred_thousand_rows(check: Run) -> None:
    """They are all there."""
    foods = ("egg", "milk", "natto", "qzzkx")
    rows = "".join(f"{food},{number % 500 + 1},g\n" for number in range(25_000) for food in foods)
    ran = check("food,amount,unit\n" + rows, "--format", "csv")
    assert (ran.code, ran.out.count("\n"), ran.err.count("no food is like 'qzzkx'")) == (0, 8, 25_000)
