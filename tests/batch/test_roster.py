"""Who the clients are: a table of clients, the options, and what they do not have of each other."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from bonecheck.batch.roster import Options, Roster, roster, without_profile
from bonecheck.errors import InputError
from bonecheck.profiles import make_profile
from bonecheck.readers import clients

KNOWN: Final = ("NAM", "EFSA", "D-A-CH")
OPTIONS: Final = Options(sex="male", age=50, weight=80, authority="EFSA")


def read(folder: Path, text: str, options: Options = OPTIONS) -> Roster:
    """The roster of a table of clients."""
    path = folder / "clients.csv"
    path.write_text(text, encoding="utf-8")
    return roster("clients.csv", clients.read(str(path)), options, KNOWN)


def told(found: Roster) -> list[tuple[int, str, str]]:
    """Line, code and message of its problems, all of which are assumptions."""
    assert {each.severity for each in found.problems} <= {"assumed"}
    assert all(each.file == "clients.csv" and each.hint for each in found.problems)
    return [(each.line, each.code, each.message) for each in found.problems]


def test_a_line_describes_its_client(tmp_path: Path) -> None:
    """By any of the names that columns have, in any order."""
    found = read(tmp_path, "Age;Client;Gender;Body weight (kg);Authority\n30;anna;female;61,5;NAM\n")
    assert told(found) == []
    assert found.people["anna"].profile == make_profile("female", 30, 61.5)
    assert found.people["anna"].authority == "NAM"


def test_what_a_line_leaves_out_the_options_tell(tmp_path: Path) -> None:
    """And what neither tells is assumed."""
    found = read(tmp_path, "client,age\nanna,30\nben,\n")
    assert found.people["anna"].profile == make_profile("male", 30, 80)
    assert found.people["ben"].profile == make_profile("male", 50, 80)
    assert found.people["ben"].authority == "EFSA"
    assert read(tmp_path, "client\nanna\n", Options()).people["anna"].profile.assumed == ("sex", "age")


def test_the_life_stage_of_the_options_is_not_for_those_whose_sex_is_told(tmp_path: Path) -> None:
    """A man in a group of pregnant women is not pregnant."""
    options = Options(age=30, life_stage="trimester 2")
    found = read(tmp_path, "client,sex\nanna,\nben,male\n", options)
    assert told(found) == []
    assert found.people["anna"].profile == make_profile(None, 30, None, "trimester 2")
    assert found.people["ben"].profile == make_profile("male", 30)


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
    assert found.people["anna"].profile == make_profile("male", 50, 80)
    assert found.people["anna"].authority == "EFSA"
    assert found.people["ben"].profile == make_profile("male", 60, 80)


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
    assert {client: each.profile.age for client, each in found.people.items()} == {"anna": 30, "ben": 33}


def test_a_table_without_clients_is_refused(tmp_path: Path) -> None:
    """By its header."""
    with pytest.raises(InputError, match=r"clients\.csv:1: no client column; the header names name, age"):
        read(tmp_path, "name,age\nanna,30\n")


def test_what_logs_and_table_do_not_have_of_each_other(tmp_path: Path) -> None:
    """Both ways; who has no log is not scored."""
    found, problems = without_profile(
        read(tmp_path, "client,age\nanna,30\nghost,40\n"), ["zoe", "anna", "ben"], OPTIONS, "clients.csv"
    )
    assert sorted(found.people) == ["anna", "ben", "zoe"]
    assert found.people["zoe"].profile == make_profile("male", 50, 80)
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
    found, problems = without_profile(Roster({}, ()), ["anna"], OPTIONS, "")
    assert (list(found.people), problems) == (["anna"], [])
