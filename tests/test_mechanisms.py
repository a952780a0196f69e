"""Mechanisms out of the file: looked up by code, nutrient, name and symbol; a broken file is refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bonecheck import compiled, mechanisms
from bonecheck.errors import DataError, OptionError
from bonecheck.nutrients import KEYS


@pytest.fixture(scope="module")
def connection() -> sqlite3.Connection:
    """The compiled data that ships."""
    return compiled.connect()


@pytest.mark.parametrize("key", KEYS)
def test_every_nutrient_has_three_mechanisms_to_tell(connection: sqlite3.Connection, key: str) -> None:
    """None of them contested, each with a citation."""
    found = mechanisms.most_telling(connection, key, 3)
    assert len(found) == 3
    assert all(each.status in ("established", "supported", "qualified") for each in found)
    assert all(source.citation for each in found for source in each.sources)


@pytest.mark.parametrize("word", ["vitamin D", "vitamin_d", "D", "Vitamin d", "vitamin d3"])
def test_a_nutrient_answers_to_all_its_names(connection: sqlite3.Connection, word: str) -> None:
    """Key, label, symbol and what labels call it."""
    title, found = mechanisms.topic(connection, word)
    assert title == "vitamin D"
    assert found == mechanisms.of_nutrient(connection, "vitamin_d")


def test_a_code_answers_in_upper_and_lower_case(connection: sqlite3.Connection) -> None:
    """MD-08 is why blood calcium is defended at the cost of bone."""
    title, found = mechanisms.topic(connection, "md-08")
    assert title == "MD-08"
    assert [each.nutrients for each in found] == [("calcium",)]
    assert found[0].sources


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("calzium", "did you mean 'calcium'?"),
        ("MD-99", "did you mean 'MD-09'?"),
        ("xylophone", "known: calcium, vitamin D, magnesium, vitamin K2, zinc, potassium, protein, "),
    ],
)
def test_an_unknown_word_gets_a_suggestion(connection: sqlite3.Connection, word: str, hint: str) -> None:
    """The nearest that is known, or what is."""
    with pytest.raises(OptionError, match=f"nothing is known about '{word}'") as caught:
        mechanisms.topic(connection, word)
    assert caught.value.hint.startswith(hint)


ENTRY = """sources:
  A: {citation: "Somebody 2020"}
mechanisms:
  - code: X-1
    nutrients: [calcium]
    title: t
    short: s
    detail: d
    evidence: RCT
    status: established
    sources: [A]
"""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("    title: t\n", ""), "m.yaml:4: mechanism 'X-1' lacks title"),
        (("[calcium]", "[kalcium]"), "m.yaml:4: mechanism 'X-1' names 'kalcium', which is not known here"),
        (("sources: [A]", "sources: [B]"), "m.yaml:4: mechanism 'X-1' names 'B', which is not known here"),
        (("established", "certain"), "m.yaml:4: mechanism 'X-1' names 'certain', which is not known here"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """A mechanism without its source must not reach a report."""
    path = tmp_path / "m.yaml"
    path.write_text(ENTRY.replace(*change))
    with pytest.raises(DataError) as caught:
        mechanisms.build(sqlite3.connect(":memory:"), path)
    assert str(caught.value).endswith(message)
