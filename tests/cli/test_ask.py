"""``check --ask`` at a terminal, which here is a pseudo-terminal, and in a pipe."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

ROOT = Path(__file__).parents[2]
Run = Callable[..., Any]
LOG = "food,amount,unit\nmilk,1,cup\nchicken breast,150,g\nbrocolli,1,cup\ngrandma's plum dumplings,2,\n"


class Asked(NamedTuple):
    """The foods of a report by the log's names, and what stood on the terminal."""

    foods: dict[str, str | None]
    screen: str


@pytest.fixture
def log(folder: Path) -> None:
    """The file log.csv in the working folder."""
    (folder / "log.csv").write_text(LOG, encoding="utf-8")


def ask(*args: str, answers: Sequence[str]) -> Asked:
    """Run check with a terminal for questions and answers, which are typed ahead, and its report in a pipe."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bonecheck", "check", "log.csv", "--ask", "-f", "json", *args]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    with subprocess.Popen(command, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, env=environment) as process:
        os.close(theirs)
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        screen = bytearray()
        try:
            while data := os.read(ours, 4096):
                screen += data
        except OSError:  # the other end is closed: the command has ended
            pass
        out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    lines = json.loads(out)["lines"]
    return Asked({line["food_text"]: line["food_id"] for line in lines}, screen.decode().replace("\r\n", "\n"))


@pytest.mark.usefixtures("log")
def test_enter_keeps_a_number_takes_another_and_s_leaves_open() -> None:
    """Every uncertain name is asked about once, with its candidates; the report stays on standard output."""
    asked = ask(answers=["", "2", "s"])
    assert asked.foods == {
        "milk": "fndds:11100000",
        "chicken breast": "fndds:24120120",
        "brocolli": "fndds:72201220",
        "grandma's plum dumplings": None,
    }
    assert "1/3  “chicken breast” (1 line) is taken for\n  1  Chicken breast, NS as to cooking method" in asked.screen
    assert "3/3  “grandma's plum dumplings” (1 line) is like no food; near to it\n  1  Plum, raw\n" in asked.screen
    assert "“milk”" not in asked.screen
    assert "2 answers used for this report alone; to keep them: --ask --mapping names.csv\n" in asked.screen


@pytest.mark.usefixtures("log")
def test_enter_takes_no_food_for_what_is_like_none() -> None:
    """A suggestion has to be chosen."""
    assert ask(answers=["", "", ""]).foods["grandma's plum dumplings"] is None
    assert ask(answers=["", "", "1"]).foods["grandma's plum dumplings"] == "fndds:63143010"


@pytest.mark.usefixtures("log")
def test_other_words_search_and_a_wrong_number_asks_again() -> None:
    """Until an answer can be used."""
    asked = ask(answers=["77", "blorpqx", "chicken wing", "", "q"])
    assert "  there is no 77\n" in asked.screen
    assert "  no food is like 'blorpqx'\n" in asked.screen
    assert asked.foods["chicken breast"] == "fndds:24160110"
    assert asked.foods["brocolli"] == "fndds:72201211"
    assert "3/3" not in asked.screen


@pytest.mark.usefixtures("log")
def test_answers_are_kept_in_the_mapping(folder: Path) -> None:
    """It is made, then added to in its own columns, and what it holds is not asked again."""
    first = ask("--mapping", "names.csv", answers=["2", "q"])
    assert "\n1 answer saved in names.csv; --mapping names.csv uses them\n" in first.screen
    second = ask("--mapping", "names.csv", answers=["2", "s"])
    assert "“chicken breast”" not in second.screen
    assert second.foods["chicken breast"] == "fndds:24123120"
    rows = list(csv.DictReader((folder / "names.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["name"], row["match"], row["food_id"]) for row in rows] == [
        ("chicken breast", "mapped", "fndds:24123120"),
        ("brocolli", "mapped", "fndds:72201220"),
    ]


@pytest.mark.usefixtures("log")
def test_a_mapping_of_other_columns_keeps_them(folder: Path) -> None:
    """Its delimiter, too."""
    (folder / "names.csv").write_text("food_id;name\nfndds:11111000;milk", encoding="utf-8")
    ask("--mapping", "names.csv", answers=["", "q"])
    assert (folder / "names.csv").read_text(encoding="utf-8") == (
        "food_id;name\nfndds:11111000;milk\nfndds:24120120;chicken breast\n"
    )


NOT_ASKED = "--ask: nothing is asked, as standard input and standard error are no terminal or carry the log\n"


def test_in_a_pipe_nothing_is_asked(run: Run, folder: Path) -> None:
    """It says so once, and the report is the one without --ask."""
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    plain, piped = run("check", "log.csv"), run("check", "log.csv", "--ask")
    assert (piped.code, piped.err, piped.out) == (0, NOT_ASKED, plain.out)
    assert run("check", "-", "--ask", stdin=LOG).err == NOT_ASKED


def test_in_a_pipe_a_mapping_that_is_missing_is_an_error(run: Run, folder: Path) -> None:
    """As without --ask."""
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    ran = run("check", "log.csv", "--ask", "--mapping", "names.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "bonecheck: names.csv: no such file\n" in ran.err
