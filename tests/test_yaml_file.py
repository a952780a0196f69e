"""YAML files: what is read, where it stood, and what is refused with file and line."""

from pathlib import Path

import pytest
import yaml

from bonecheck import yaml_file
from bonecheck.errors import DataError

# Problems are worded by the parser in force; libyaml's words are asserted where it is there.
WITH_LIBYAML = yaml.__with_libyaml__


def error_of(text: str) -> DataError:
    """The error that a text is refused with."""
    with pytest.raises(DataError) as caught:
        yaml_file.loads(text, "f.yaml")
    return caught.value


def test_a_mapping_knows_its_lines() -> None:
    """Lines count from 1; a nested mapping has its own."""
    document = yaml_file.loads("# head\nname: x\nrows:\n- {a: 1}\n- b: [2, none]\n", "f.yaml")
    assert document == {"name": "x", "rows": [{"a": 1}, {"b": [2, "none"]}]}
    assert document.lines == {"name": 2, "rows": 3}
    assert [(row.line, row.lines) for row in document["rows"]] == [(4, {"a": 4}), (5, {"b": 5})]


def test_shared_keys_may_be_merged() -> None:
    """YAML's own `<<` is no duplicate key, and the entry's own value wins."""
    document = yaml_file.loads("x: &shared {a: 1, b: 2}\ny: {<<: *shared, a: 3}\n", "f.yaml")
    assert document["y"] == {"a": 3, "b": 2}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "calcium: 1\nzinc: 2\ncalcium: 3\n",
            "f.yaml:3: key 'calcium' is given twice, first on line 1",
            "keep one of the two",
        ),
        (
            "rows:\n- {sex: any,\n   sex: male}\n",
            "f.yaml:3: key 'sex' is given twice, first on line 2",
            "keep one of the two",
        ),
        ("", "f.yaml:1: the file is empty, not a mapping", "it has lines like 'key: value'"),
        ("# only a comment\n", "f.yaml:1: the file is empty, not a mapping", "it has lines like 'key: value'"),
        ("- a\n- b\n", "f.yaml:1: the file is a list, not a mapping", "it has lines like 'key: value'"),
        ("just words", "f.yaml:1: the file is text, not a mapping", "it has lines like 'key: value'"),
        ("a: 1\nno: 2\n", "f.yaml:2: a key here is yes or no, not text", "put the key in quotes"),
        ("a: 1\n2026: 2\n", "f.yaml:2: a key here is a number, not text", "put the key in quotes"),
        (
            "a: 1\nedition: 2026-02-30\n",
            "f.yaml:2: cannot be read as what it looks like: day is out of range for month",
            "put it in quotes if it is text",
        ),
        ("a: 1\nb: " + "[" * 300_000, "f.yaml:2: is nested more than 100 levels deep", ""),
        ("a: &x {b: *x}", "f.yaml:1: is not valid YAML: found unconstructable recursive node", ""),
        ("---\na: 1\n---\nb: 2\n", "f.yaml:3: is not valid YAML: but found another document", ""),
    ],
)
def test_what_is_refused(text: str, message: str, hint: str) -> None:
    """One line with file and line, and what to try."""
    error = error_of(text)
    assert (str(error), error.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "line", "libyaml_says"),
    [
        ("a: 1\nb: c: d\n", 2, "mapping values are not allowed in this context"),
        ("a: 1\nb: [1, 2", 2, "did not find expected ',' or ']'"),
        ("a: 1\nb: 'x", 2, "found unexpected end of stream"),
        ("a: *nowhere", 1, "found undefined alias"),
        ("a: 1\nb: \x01", 2, "control characters are not allowed"),
    ],
)
def test_broken_yaml_is_told_in_one_line(text: str, line: int, libyaml_says: str) -> None:
    """The parser's problem, at a line that the file has."""
    start = f"f.yaml:{line}: is not valid YAML: "
    message = str(error_of(text))
    assert message == start + libyaml_says if WITH_LIBYAML else message.startswith(start)
    assert "\n" not in message


def test_a_file_is_read_with_its_byte_order_mark(tmp_path: Path) -> None:
    """Notepad writes one."""
    path = tmp_path / "own.yaml"
    path.write_bytes("\ufeffunit: µg\n".encode())
    assert yaml_file.load(path) == {"unit": "µg"}


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, a folder, not text."""
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("unit: µg\n".encode("latin-1"))
    missing = tmp_path / "missing.yaml"
    for path, problem, hint in (
        (missing, "cannot be read: No such file or directory", ""),
        (tmp_path, "cannot be read: Is a directory", ""),
        (latin, "is not text in UTF-8", "save the file as UTF-8"),
    ):
        with pytest.raises(DataError) as caught:
            yaml_file.load(path)
        assert (str(caught.value), caught.value.hint) == (f"{path}: {problem}", hint)


def test_fields_look_in_the_entry_first_and_then_in_what_it_shares() -> None:
    """A row before its block; the error stands where the value stands."""
    document = yaml_file.loads("unit: mg\nrows:\n- {value: 3}\n- {unit: 5}\n", "f.yaml")
    first, second = yaml_file.Fields("f.yaml", document).entries("rows")
    assert (first.text("unit"), second.text("unit"), first.own_keys()) == ("mg", "5", ("value",))
    assert str(first.error("unit", "is odd")) == "f.yaml:1: is odd"
    assert str(second.error("unit", "is odd")) == "f.yaml:4: is odd"
    assert str(second.error("edition", "is missing")) == "f.yaml:4: is missing"


@pytest.mark.parametrize(
    ("text", "ask", "message"),
    [
        ("name: [a]", "text", "f.yaml:1: name is a list, not text"),
        ("name: yes", "text", "f.yaml:1: name is yes or no, not text"),
        ("other: 1\nname:", "text", "f.yaml:2: name is missing"),
        ("other: 1", "text", "f.yaml:1: name is missing"),
        ("name: [a]", "section", "f.yaml:1: name is a list, not a mapping"),
        ("name: {a: 1}", "entries", "f.yaml:1: name is a mapping, not a list of entries"),
        ("other: 1", "entries", "f.yaml:1: name is empty, not a list of entries"),
        ("name: [{a: 1}, 2026-03-02]", "entries", "f.yaml:1: name holds something else where an entry belongs"),
    ],
)
def test_fields_refuse_what_has_another_form(text: str, ask: str, message: str) -> None:
    """The whole message."""
    fields = yaml_file.Fields("f.yaml", yaml_file.loads(text, "f.yaml"))
    with pytest.raises(DataError) as caught:
        getattr(fields, ask)("name")
    assert str(caught.value) == message


def test_numbers_and_dates_serve_as_text() -> None:
    """`edition: 2019` need not be quoted."""
    fields = yaml_file.Fields("f.yaml", yaml_file.loads("edition: 2019\nchecked: 2026-03-02\n", "f.yaml"))
    assert (fields.text("edition"), fields.text("checked")) == ("2019", "2026-03-02")
    assert fields.text("note", "") == ""
