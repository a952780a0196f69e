"""Formats of other tools: for each sample under tests/cases/readers our CSV, the import report and the problems, whole."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bonecheck import Report, check, make_profile, readers
from bonecheck.errors import InputError, OptionError
from bonecheck.readers import columns
from bonecheck.readers.formats import FOREIGN
from bonecheck.reports import Format, import_report, log_csv, render, words
from bonecheck.reports.base import Style
from bonecheck.stated import Values

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases/readers"
SAMPLES = sorted(path.name for path in CASES.glob("*.csv"))
# A sample is named after its reader; what follows tells samples of one format apart.
READER_OF = {name: next(each.name for each in FOREIGN if name.startswith(each.name)) for name in SAMPLES}


def header_of(path: Path) -> tuple[str, ...]:
    """The cells of a sample's first line."""
    return tuple(next(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=_delimiter(path))))


def _delimiter(path: Path) -> str:
    first = path.read_text(encoding="utf-8-sig").partition("\n")[0]
    return max(",;\t", key=first.count)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read(name: str, golden: Callable[[str, str], None]) -> None:
    """Our CSV of it, and all that is told about it."""
    with contextlib.chdir(CASES):
        log = readers.read_file(name)
    told = [*import_report.lines(log.imports), *(words.problem(problem) for problem in log.problems)]
    golden(f"readers/ours/{name}", log_csv.render(log))
    golden(f"readers/told/{Path(name).stem}.txt", "\n".join(told) + "\n")


@pytest.mark.parametrize("name", SAMPLES)
def test_one_reader_alone_claims_a_sample(name: str) -> None:
    """The one that it is named after."""
    header = header_of(CASES / name)
    assert [each.name for each in FOREIGN if each.claims(header)] == [READER_OF[name]]
    assert readers.recognise(header).name == READER_OF[name]


@pytest.mark.parametrize("path", ["examples/day.csv", "examples/readme.csv"])
def test_no_reader_of_another_tool_claims_our_logs(path: str) -> None:
    """Nor any of our own header names together."""
    header = header_of(ROOT / path)
    assert readers.recognise(header).name == "plain"
    for each in (header, tuple(columns.HEADER_NAMES)):
        assert [reader.name for reader in FOREIGN if reader.claims(each)] == []


def test_every_format_has_a_sample() -> None:
    """A reader without one would be read by nobody but its users; no two have one name."""
    names = [each.name for each in readers.all_readers()]
    assert set(READER_OF.values()) == {each.name for each in FOREIGN}
    assert len(set(names)) == len(names)
    assert names[-1] == "plain"


def rounded(value: object) -> object:
    """Numbers to nine digits: our CSV writes twelve."""
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(rounded, value))
    return float(f"{value:.9g}") if isinstance(value, float) else value


def answers(report: Report) -> object:
    """What a report says of its days: all but files and lines, which differ, and cells that the conversion told of."""
    document = rounded(json.loads(render(report, Format.JSON, Style())))
    assert isinstance(document, dict)
    for day in [*document["days"], *([document["average"]] if document["average"] else [])]:
        for nutrient in day["nutrients"].values():
            nutrient["unknown_foods"] = len(nutrient["unknown_foods"])
            nutrient["top_foods"] = [(food["food_text"], food["share"]) for food in nutrient["top_foods"]]
    told = sorted(
        (problem["code"], problem["severity"])
        for problem in document["problems"]
        if problem["code"] not in ("bad-value", "bad-amount")
    )
    lines = [
        {key: line[key] for key in ("food_id", "match", "grams", "supplement", "stated")} for line in document["lines"]
    ]
    return document["days"], document["average"], lines, told


@pytest.mark.parametrize("values", Values)
@pytest.mark.parametrize("name", SAMPLES)
def test_converted_and_checked_is_checked(name: str, values: Values, tmp_path: Path) -> None:
    """The report on our CSV of a sample says what the report on the sample does."""
    (tmp_path / "ours.csv").write_text(log_csv.render(readers.read_file(str(CASES / name))), encoding="utf-8")
    person = make_profile(sex="female", age=52)
    try:
        wanted = answers(check(CASES / name, person, values=values))
    except InputError as error:
        with pytest.raises(InputError, match=str(error)):
            check(tmp_path / "ours.csv", person, values=values)
        return
    assert answers(check(tmp_path / "ours.csv", person, values=values)) == wanted


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_however_it_was_saved(name: str, tmp_path: Path) -> None:
    """With a byte order mark or without, with lines that end in one way or the other."""
    text = (CASES / name).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    wanted = readers.read_file(str(CASES / name))
    saved = tmp_path / name
    for data in ("\ufeff" + text, text.replace("\n", "\r\n"), text):
        saved.write_bytes(data.encode())
        log = readers.read_file(str(saved))
        assert [entry._replace(file="") for entry in log.entries] == [each._replace(file="") for each in wanted.entries]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_is_accounted_for(name: str) -> None:
    """Each is an entry, or unread, or skipped with a reason."""
    log = readers.read_file(str(CASES / name))
    (imported,) = log.imports
    assert imported.rows == len(log.entries) + len(log.unread) + sum(imported.skipped.values())


def test_a_reader_can_be_named() -> None:
    """In any case of its letters; it takes files of its own format alone."""
    name = SAMPLES[0]
    wanted = readers.read_file(str(CASES / name))
    assert readers.read_file(str(CASES / name), reader=READER_OF[name].upper()) == wanted
    with pytest.raises(InputError) as refused:
        readers.read_file("examples/day.csv", reader="asa24-items")
    assert (str(refused.value), refused.value.hint) == (
        "examples/day.csv:1: is no ASA24 Items file by its header",
        "its header is that of plain",
    )


def test_a_reader_that_is_not_known() -> None:
    """The likeliest is suggested."""
    with pytest.raises(OptionError) as refused:
        readers.named("asa24-item")
    assert (str(refused.value), refused.value.hint) == (
        "--reader 'asa24-item' is not known",
        "did you mean 'asa24-items'?",
    )
