"""Who the clients are: a table of clients, the options, and what they do not have of each other."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

import polars as pl
import pytest

from bonecheck.batch import client_table
from bonecheck.batch.people import Person
from bonecheck.batch.roster import Options, Roster, nobody, roster, without_profile
from bonecheck.errors import InputError
from bonecheck.profiles import make_profile
from bonecheck.readers import clients
from bonecheck.readers.clients import Client

KNOWN: Final = ("NAM", "EFSA", "D-A-CH")
OPTIONS: Final = Options(sex="male", age=50, weight=80, authority="EFSA")


def read(folder: Path, text: str, options: Options = OPTIONS) -> Roster:
    """The roster of a table of clients."""
    path = folder / "clients.csv"
    path.write_text(text, encoding="utf-8")
    return roster("clients.csv", client_table.read(str(path)), options, KNOWN)


def people(found: Roster) -> dict[str, Person]:
    """The people of a roster by client."""
    return {each.client: each for each in found.persons()}


def told(found: Roster) -> list[tuple[int, str, str]]:
    """Line, code and message of its problems, all of which are assumptions."""
    assert {each.severity for each in found.problems} <= {"assumed"}
    assert all(each.file == "clients.csv" and each.hint for each in found.problems)
    return [(each.line, each.code, each.message) for each in found.problems]


def test_a_line_describes_its_client(tmp_path: Path) -> None:
    """By any of the names that columns have, in any order."""
    found = read(tmp_path, "Age;Client;Gender;Body weight (kg);Authority\n30;anna;female;61,5;NAM\n")
    assert told(found) == []
    assert people(found)["anna"].profile == make_profile("female", 30, 61.5)
    assert people(found)["anna"].authority == "NAM"


def test_what_a_line_leaves_out_the_options_tell(tmp_path: Path) -> None:
    """And what neither tells is assumed."""
    found = read(tmp_path, "client,age\nanna,30\nben,\n")
    assert people(found)["anna"].profile == make_profile("male", 30, 80)
    assert people(found)["ben"].profile == make_profile("male", 50, 80)
    assert people(found)["ben"].authority == "EFSA"
    assert people(read(tmp_path, "client\nanna\n", Options()))["anna"].profile.assumed == ("sex", "age")


def test_the_life_stage_of_the_options_is_not_for_those_whose_sex_is_told(tmp_path: Path) -> None:
    """A man in a group of pregnant women is not pregnant."""
    options = Options(age=30, life_stage="trimester 2")
    found = read(tmp_path, "client,sex\nanna,\nben,male\n", options)
    assert told(found) == []
    assert people(found)["anna"].profile == make_profile(None, 30, None, "trimester 2")
    assert people(found)["ben"].profile == make_profile("male", 30)


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("anna,female,old,,,", "age"),
        ("anna,female,200,,,", "age"),
        ("anna,robot,30,,,", "sex"),
        ("anna,female,30,heavy,,", "weight"),
        ("anna,female,30,9000,,", "weight"),
        ("anna,male,30,,trimester 2,", "pregnancy"),
        ("anna,female,30,,retired,", "stage"),
        ("anna,female,30,,,Narnia", "authority"),
    ],
)
def test_a_line_that_makes_no_sense_goes_by_the_options(tmp_path: Path, line: str, about: str) -> None:
    """All of it, for half of it may be as wrong; and the next line counts as it is."""
    found = read(tmp_path, f"client,sex,age,weight_kg,life_stage,authority\n{line}\nben,male,60,,,\n")
    ((number, code, message),) = told(found)
    assert (number, code) == (2, "bad-profile")
    assert message.startswith("client 'anna': ")
    assert message.endswith("; held against what the options say")
    assert about in message
    assert people(found)["anna"].profile == make_profile("male", 50, 80)
    assert people(found)["anna"].authority == "EFSA"
    assert people(found)["ben"].profile == make_profile("male", 60, 80)


def test_of_a_line_with_several_slips_the_first_is_told(tmp_path: Path) -> None:
    """Who somebody is, then the weight, then the authority; what is known is listed in its order."""
    header = "client,age,weight_kg,authority\n"
    found = read(tmp_path, f"{header}anna,old,1,Narnia\nben,30,1,Narnia\ncleo,30,60,Narnia\n")
    assert [message.partition(": ")[2].split()[0] for _, _, message in told(found)] == ["age", "weight", "unknown"]
    assert found.problems[2].hint == "known: NAM, EFSA, D-A-CH"


def test_several_authorities_and_parts_of_names_are_known(tmp_path: Path) -> None:
    """As --authority takes them."""
    assert told(read(tmp_path, "client,authority\nanna,nam\nben,NAM+efsa\n")) == []


def test_of_two_lines_for_a_client_the_first_counts(tmp_path: Path) -> None:
    """The second is told, and so is one that names nobody."""
    found = read(tmp_path, "client,age\nanna,30\nanna,31\n,32\n\nben,33\n")
    assert told(found) == [
        (3, "client-twice", "client 'anna' is listed again"),
        (4, "no-client-named", "the line names no client"),
    ]
    assert {client: each.profile.age for client, each in people(found).items()} == {"anna": 30, "ben": 33}


def test_a_table_without_clients_is_refused(tmp_path: Path) -> None:
    """By its header."""
    with pytest.raises(InputError, match=r"clients\.csv:1: no client column; the header names name, age"):
        read(tmp_path, "name,age\nanna,30\n")


def test_what_logs_and_table_do_not_have_of_each_other(tmp_path: Path) -> None:
    """Both ways; who has no log is not scored."""
    found, problems = without_profile(
        read(tmp_path, "client,age\nanna,30\nghost,40\n"),
        pl.Series(["zoe", "anna", "ben", "anna"]),
        OPTIONS,
        "clients.csv",
    )
    assert sorted(people(found)) == ["anna", "ben", "zoe"]
    assert people(found)["zoe"].profile == make_profile("male", 50, 80)
    assert [(each.file, each.line, each.code, each.message) for each in problems] == [
        ("clients.csv", 0, "client-without-log", "client 'ghost' is listed and has no log"),
        (
            "clients.csv",
            0,
            "client-without-profile",
            "client 'ben' has a log and is not listed; held against what the options say",
        ),
        (
            "clients.csv",
            0,
            "client-without-profile",
            "client 'zoe' has a log and is not listed; held against what the options say",
        ),
    ]


def test_without_a_table_nobody_is_missing() -> None:
    """Everybody is held against what the options say, and that is no problem."""
    found, problems = without_profile(nobody(OPTIONS), pl.Series(["anna"]), OPTIONS, "")
    assert (list(people(found)), problems) == (["anna"], [])


def odd_table(lines: int) -> str:
    """A table of clients with everything that a cell, a line or a quote can be."""
    some = random.Random(lines)
    cells = [
        "anna",
        " ben ",
        "",
        "30",
        '"a, b"',
        '"two ""words"""',
        'it"s',
        '"open',
        "\u00a0",
        "\x1f",
        "61,5",
        "female",
        "'=",
    ]
    widths = [3, 4, 4, 4, 6]
    rows = [",".join(some.choice(cells) for _ in range(some.choice(widths))) for _ in range(lines)]
    return "\n".join(["Client,age,notes,Weight (kg)", *rows, "", "  ,,", "zoe,40,,"]) + "\n"


@pytest.mark.parametrize("lines", range(40))
def test_a_table_reads_alike_however_large(tmp_path: Path, lines: int) -> None:
    """Through Polars as by the careful reader: the same lines, with the same cells."""
    path = tmp_path / "clients.csv"
    path.write_text(odd_table(lines), encoding="utf-8")
    expected = clients.of_text(path.read_text(encoding="utf-8"), "clients.csv")
    assert [Client(*row) for row in client_table.read(str(path), small=0).iter_rows()] == expected
    assert [Client(*row) for row in client_table.read(str(path)).iter_rows()] == expected


def test_a_table_of_blank_lines_is_refused_however_large(tmp_path: Path) -> None:
    """As one without lines."""
    path = tmp_path / "clients.csv"
    path.write_text("client,age\n" + ",\n" * 5, encoding="utf-8")
    for small in (0, 1 << 16):
        with pytest.raises(InputError, match="has a header line but no"):
            client_table.read(str(path), small=small)
