"""``bonecheck check``: sources, days, and the exit codes that a caller asks for."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
THREE_DAYS = """\
date,food,amount,unit
2026-03-01,Milk,1,cup
2026-03-02,Milk,2,cup
2026-03-03,Milk,3,cup
"""


def calcium(ran: Any) -> dict[str, float]:
    """The calcium of each day of a CSV report."""
    return {
        row["date"]: float(row["intake"])
        for row in csv.DictReader(ran.out.splitlines())
        if row["nutrient"] == "calcium"
    }


def test_files_and_standard_input_are_one_log(run: Run, folder: Path) -> None:
    """In the order given, each line under the name of its file."""
    (folder / "a.csv").write_text("food,amount,unit\nMilk,1,cup\n")
    (folder / "b.csv").write_text("Food Name;qty\nMilk;1,5 cup\n")
    ran = run("check", "b.csv", "-", "a.csv", "-f", "json", stdin="food\ngrams\tfood\n")
    assert ran.code == 0
    lines = json.loads(ran.out)["lines"]
    assert [(line["file"], line["line"]) for line in lines] == [("b.csv", 2), ("standard input", 2), ("a.csv", 2)]
    assert lines[0]["grams"] == pytest.approx(1.5 * lines[2]["grams"])


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("cp1252"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace(",", ";").replace(".5", ",5").encode(),
        lambda text: text.replace(",", "\t").replace("\n", "\r").encode(),
        lambda text: ("\n\n" + text).replace("\n", "\r\n").encode(),
    ],
)
def test_one_log_in_many_encodings(check: Run, encode: Callable[[str], bytes]) -> None:
    """The same report comes out of each."""
    text = "food,amount,unit\nMilk,1.5,cup\nCrème fraîche,2,tbsp\n"
    assert check(encode(text), "-f", "csv").out == check(text, "-f", "csv").out


@pytest.mark.parametrize(
    ("args", "days"),
    [
        ("", "2026-03-01 2026-03-02 2026-03-03 average"),
        ("--date 2026-03-02", "2026-03-02"),
        ("--date 2.3.2026", "2026-03-02"),
        ("--date 3/2/2026 --dates mdy", "2026-03-02"),
        ("--date 2/3/2026 --dates DMY", "2026-03-02"),
        ("--from 2026-03-02", "2026-03-02 2026-03-03 average"),
        ("--to 2026-03-02", "2026-03-01 2026-03-02 average"),
        ("--from 2026-03-03 --to 2026-03-03", "2026-03-03"),
    ],
)
def test_days_are_chosen(check: Run, args: str, days: str) -> None:
    """One section per day, and an average over several."""
    found = calcium(check(THREE_DAYS, "-f", "csv", *args.split()))
    assert list(found) == days.split()
    whole = calcium(check(THREE_DAYS, "-f", "csv"))
    assert all(found[day] == whole[day] for day in found if day != "average")
    if "average" in found:
        single = [value for day, value in found.items() if day != "average"]
        assert found["average"] == pytest.approx(sum(single) / len(single))


def test_days_that_the_log_does_not_have(check: Run) -> None:
    """It is said which it has."""
    ran = check(THREE_DAYS, "--date", "2026-04-01")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "bonecheck: no line of the log lies within the days asked for\n"
        "  try: it has 3 days, from 2026-03-01 to 2026-03-03\n"
    )


def test_open_dates_are_told_whichever_day_is_asked_for(check: Run) -> None:
    """The assumption decides which lines that day has."""
    log = "date,food\n3/4/2026,egg\n3/5/2026,milk\n"
    told = (
        "standard input:1: date '3/4/2026' on line 2 may be 2026-03-04 or 2026-04-03; read as 2026-03-04, month first"
        " (and 1 more line like it) (write dates as 2026-03-31, or say --dates dmy or --dates mdy)\n"
    )
    assert check(log, "-f", "csv", "--date", "2026-03-05").err == told
    assert check(log, "-f", "csv", "--date", "2026-05-03", "--dates", "dmy").err == ""


def test_strict(check: Run) -> None:
    """A line that was lost fails the run; one that was read on an assumption does not."""
    assert check("food,amount,unit\negg,1,large\nqzzkx,1,g\n").code == 0
    assert check("food,amount,unit\negg,1,large\nqzzkx,1,g\n", "--strict").code == 1
    assert check("food,amount,unit\negg,9,kg\n", "--strict").code == 0


def shares(log: str, check: Run) -> list[tuple[float, float]]:
    """The known and the highest possible percentage of each nutrient that has a highest."""
    rows = csv.DictReader(check(log, "-f", "csv").out.splitlines())
    return [
        (float(row["percent"]), 100 * float(row["at_most"]) / float(row["reference"])) for row in rows if row["at_most"]
    ]


def test_fail_under(check: Run) -> None:
    """It fails when a nutrient is known to be below, not when unknown foods may make up for it."""
    log = "food,amount,unit\nMilk,1,cup\nqzzkx,1,g\n"
    least = min(most for _, most in shares(log, check))
    assert check(log, "--fail-under", f"{least - 0.01:.4f}").code == 0
    assert check(log, "--fail-under", f"{least + 0.01:.4f}%").code == 1
    assert check(log, "--fail-under", "0").code == 0


def test_fail_under_with_a_nutrient_that_has_no_upper_bound(check: Run) -> None:
    """A supplement of unknown amount may hold any amount: its nutrient fails nothing."""
    full = "food,amount,unit\n" + "".join(
        f"{nutrient},{amount},{unit}\n"
        for nutrient, amount, unit in (
            ("calcium", 1000, "mg"),
            ("magnesium", 320, "mg"),
            ("potassium", 2600, "mg"),
            ("zinc", 8, "mg"),
            ("vitamin D3", 600, "IU"),
            ("MK-7", 200, "ug"),
            ("protein", 60, "g"),
        )
    )
    assert check(full, "--fail-under", "99").code == 0
    assert check(full.replace("1000", "1"), "--fail-under", "99").code == 1
    assert check(full.replace("1000,mg", ","), "--fail-under", "99").code == 0


def test_fail_under_looks_at_the_average_of_several_days(check: Run) -> None:
    """One day below is no failure."""
    log = "date,food,amount,unit\n" + "".join(
        f"2026-03-0{day},{food}\n" for day, food in ((1, "Milk,0.1,cup"), (2, "Milk,8,l"))
    )
    single = check(log, "--date", "2026-03-01", "--fail-under", "50", "-f", "csv")
    assert (single.code, check(log, "--fail-under", "5", "-f", "csv").code) == (1, 0)


def test_the_report_is_the_same_in_any_case_of_its_format(check: Run) -> None:
    """Words of options may be written in capitals."""
    assert check(THREE_DAYS, "-f", "CSV") == check(THREE_DAYS, "-f", "csv")


def test_foods_of_the_command_line_and_of_free_text(run: Run) -> None:
    """The two ways without a file; both say the same of the same foods."""
    given = run("check", "--food", "2 eggs", "--food", "1 cup milk", "--format", "csv")
    text = run("check", "--text", "-", "--format", "csv", stdin="2 eggs, 1 cup milk")
    assert given.code == text.code == 0
    assert given.out == text.out
    assert "calcium" in given.out


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        (("check",), "there is nothing to check", 'name a log, or give foods: --food "2 eggs"'),
        (("check", "-", "--food", "egg"), "a log goes without --food and --text", "put the foods into the log"),
    ],
)
def test_a_log_or_foods(run: Run, args: tuple[str, ...], message: str, hint: str) -> None:
    """One of the two."""
    assert run(*args) == (2, "", f"bonecheck: {message}\n  try: {hint}\n")


@pytest.mark.parametrize(("english", "food"), [("us", "Potato chips"), ("gb", "french fries")])
def test_chips_are_what_they_are_where_one_eats_them(run: Run, english: str, food: str) -> None:
    """Crisps in the United States, fries in Britain."""
    assert food in run("check", "--food", "100 g chips", "--english", english, "--verbose").out
