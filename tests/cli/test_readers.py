"""Logs of other tools at the command line: recognised and said so, converted, listed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema

from bonecheck.readers import all_readers
from bonecheck.resources import schema_file

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]

EXPORT = """\
Day,Food Name,Amount,Energy (kcal),Vitamin D (IU),Calcium (mg)
2026-04-06,"Cheese, Gouda",2.00 x 1.0 oz,201.85,11.34,396.90
2026-04-06,Bakery Rye Roll,"1.00 whole - 4"" diameter",190.00,,
"""


def test_a_format_is_told_on_standard_error(run: Run, folder: Path) -> None:
    """With what was converted; the report on standard output stays a report."""
    (folder / "servings.csv").write_text(EXPORT)
    ran = run("check", "servings.csv", "--format", "json")
    assert ran.code == 0
    assert ran.err.splitlines()[:3] == [
        "servings.csv: read as Cronometer servings (cronometer-servings), 2 rows",
        "  converted: vitamin D: IU → µg (40 IU = 1 µg)",
        "  blank, and so not known: vitamin D, calcium on 1 line",
    ]
    document = json.loads(ran.out)
    jsonschema.validate(document, json.loads(schema_file().read_text(encoding="utf-8")))
    assert document["imports"] == [
        {
            "file": "servings.csv",
            "reader": "cronometer-servings",
            "title": "Cronometer servings",
            "rows": 2,
            "skipped": {},
            "converted": ["vitamin D: IU → µg (40 IU = 1 µg)"],
            "zero_unknown": {},
            "blank": {"vitamin_d": 1, "calcium": 1},
            "guessed": [],
            "left_out": [],
            "foods_not_found": 0,
        }
    ]
    assert document["lines"][0]["stated"]["amounts"] == {"vitamin_d": 0.2835, "calcium": 396.9}


def test_our_own_logs_are_not_told_of(check: Run) -> None:
    """Nothing was imported."""
    assert check("food,amount,unit\nmilk,1,cup\n").err == ""


def test_whose_values_count(run: Run, folder: Path) -> None:
    """The log's own alone, or the table's alone; another word is refused."""
    (folder / "servings.csv").write_text(EXPORT)
    known = {}
    for values in ("log", "table"):
        days = json.loads(run("check", "servings.csv", "--format", "json", "--values", values).out)["days"]
        known[values] = days[0]["nutrients"]["calcium"]
    assert (known["log"]["from_log"], known["log"]["from_table"]) == (396.9, 0)
    assert known["table"]["from_log"] == 0
    ran = run("check", "servings.csv", "--values", "mine")
    assert (ran.code, ran.err) == (2, "bonecheck: --values 'mine' is not known\n  try: choose log, table, fill\n")


def test_a_reader_that_is_not_known(run: Run, folder: Path) -> None:
    """The likeliest is suggested."""
    (folder / "servings.csv").write_text(EXPORT)
    ran = run("check", "servings.csv", "--reader", "cronometer-serving")
    assert (ran.code, ran.err) == (
        2,
        "bonecheck: --reader 'cronometer-serving' is not known\n  try: did you mean 'cronometer-servings'?\n",
    )


def test_a_log_is_converted(run: Run, folder: Path) -> None:
    """Into a file, whole; never over itself."""
    (folder / "servings.csv").write_text(EXPORT)
    ran = run("convert", "servings.csv", "-o", "ours.csv")
    assert (ran.code, ran.out) == (0, "")
    assert (folder / "ours.csv").read_text(encoding="utf-8") == (
        "date,meal,food,amount,unit,energy_kcal,calcium_mg,vitamin_d_ug\n"
        '2026-04-06,,"Cheese, Gouda",2,oz,201.85,396.9,0.2835\n'
        '2026-04-06,,Bakery Rye Roll,1,"whole - 4"" diameter",190,,\n'
    )
    assert run("convert", "servings.csv", "-o", "servings.csv").code == 2
    assert (folder / "servings.csv").read_text() == EXPORT


def test_no_cell_of_a_converted_log_is_a_formula(run: Run) -> None:
    """And what was guarded is read back as it was; a line that could not be read stays one."""
    log = "food,amount,unit,note\n=cmd,1,g,+1\nmilk,some,cup,\n"
    ran = run("convert", "-", stdin=log)
    assert ran.out == "date,meal,food,amount,unit,note\n,,'=cmd,1,g,'+1\n,,milk,?,cup,\n"
    assert run("convert", "-", stdin=ran.out).out == ran.out


def test_readers_are_listed(run: Run) -> None:
    """Each by its name."""
    ran = run("readers")
    assert [line.split("  ")[0] for line in ran.out.splitlines() if line[:1].strip()] == [
        each.name for each in all_readers()
    ]


def test_a_log_of_ours_loads_no_other_format() -> None:
    """Start-up has a budget."""
    code = "import sys; from bonecheck import check; check('examples/day.csv'); print('bonecheck.readers.formats' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "False"
