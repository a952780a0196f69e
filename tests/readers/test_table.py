"""Text to records: delimiters, line ends, quotes, and what a broken quote may not do."""

from __future__ import annotations

import pytest

from bonecheck.errors import InputError
from bonecheck.readers.base import Row
from bonecheck.readers.plain import claims
from bonecheck.readers.table import LONGEST_RECORD, is_closed, parse


def rows(text: str) -> list[tuple[int, tuple[str, ...], str]]:
    """The rows of a text as (line, cells, what broke it)."""
    return [(row.line, row.cells, row.broken) for row in parse(text, "day.csv", claims).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    """Every one of three with every one of three; blank lines and a missing last line end change nothing."""
    lines = ["", f" {delimiter} ", "food,amount,unit", "egg,2,large", "", ",,", "milk,1,cup"]
    table = parse(end.join(lines).replace(",", delimiter), "day.csv", claims)
    assert table.delimiter == delimiter
    assert table.header == Row(line=3, cells=("food", "amount", "unit"))
    assert table.rows == (Row(line=4, cells=("egg", "2", "large")), Row(line=7, cells=("milk", "1", "cup")))


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("food;amount, as eaten;unit, if any;note, remark, comment", ";"),
        ("Food Name\tnotes, comments, remarks, more", "\t"),
        ('"food";"amount"', ";"),
        ("food", ","),
        ("food,amount;", ","),
        ("a;b;c,d", ";"),
    ],
)
def test_the_header_tells_the_delimiter(header: str, delimiter: str) -> None:
    """The one that makes a food column of it, else the one it has most of."""
    assert parse(f"{header}\nx\n", "day.csv", claims).delimiter == delimiter


def test_quotes() -> None:
    """They hold delimiters, quotes and line ends together, also behind a space; inches are no quotes."""
    lines = (
        "food,amount,note",
        '"milk, whole",1,"so ""fresh"""',
        'egg, "1,5",x',
        '"bread" ,2,',
        'pizza 12",1,slice',
        '"natto",1,"first',
        'second"',
        '"12" pizza",1,',
        "tea,,",
    )
    assert rows("\n".join(lines)) == [
        (2, ("milk, whole", "1", 'so "fresh"'), ""),
        (3, ("egg", "1,5", "x"), ""),
        (4, ("bread ", "2", ""), ""),
        (5, ('pizza 12"', "1", "slice"), ""),
        (6, ("natto", "1", "first\nsecond"), ""),
        (8, ('12 pizza"', "1", ""), ""),
        (9, ("tea", "", ""), ""),
    ]


@pytest.mark.parametrize("opened", ['"milk,1,cup', 'milk,"1,cup', 'milk,1,"cup', 'milk,1,"'])
@pytest.mark.parametrize(
    "later", ["tea,1,cup", '"tea",1,cup', 'tea,1,cup"', '"tea, green",1,cup', 'tea,1,"cup"', 'tea 12",1,cup']
)
def test_a_quote_that_never_closes_takes_no_neighbour_along(opened: str, later: str) -> None:
    """Its own line is broken; those above and below it are read, whatever quotes they hold themselves."""
    found = rows(f"food,amount,unit\negg,2,large\n{opened}\n{later}\nbread,1,slice\n")
    assert [line for line, _, _ in found] == [2, 3, 4, 5]
    assert [broken for _, _, broken in found] == ["", "unclosed-quote", "", ""]
    assert found[1][1] == tuple(opened.replace('"', "").split(","))
    assert found[3][1] == ("bread", "1", "slice")


def test_many_quotes_that_never_close() -> None:
    """Every line is there, broken or not."""
    text = "food,amount\n" + '"egg,1\n' * 50 + "tea,1\n" + 'x,"\n' * 50
    found = rows(text)
    assert [line for line, _, _ in found] == list(range(2, 103))
    assert [line for line, _, broken in found if not broken] == [52]


def test_a_record_that_holds_whole_rows_is_taken_apart() -> None:
    """A stray quote that another one closes many lines below makes one record of good CSV, and of several foods."""
    found = rows('food,amount,unit\n"egg\nmilk,1,cup\npizza 12",1,slice\n')
    assert found == [
        (2, ("egg",), "unclosed-quote"),
        (3, ("milk", "1", "cup"), ""),
        (4, ('pizza 12"', "1", "slice"), ""),
    ]


def test_a_header_that_runs_over_lines() -> None:
    """Spreadsheets break lines in header cells."""
    table = parse('"Food\nname","Amount\n(g)"\negg,50\n', "day.csv", claims)
    assert table.header == Row(line=1, cells=("Food\nname", "Amount\n(g)"))
    assert table.rows == (Row(line=4, cells=("egg", "50")),)


@pytest.mark.parametrize("header", ['"food,amount,unit', 'food,"amount,unit', 'food,amount,"unit'])
def test_a_header_with_a_quote_that_never_closes(header: str) -> None:
    """No row below it is lost."""
    for later in ("", 'tea 12",1,cup\n', '"tea",1,cup\n'):
        table = parse(f"{header}\negg,2,large\n{later}", "day.csv", claims)
        assert table.header == Row(line=1, cells=("food", "amount", "unit"), broken="unclosed-quote")
        assert table.rows[0] == Row(line=2, cells=("egg", "2", "large"))
        assert len(table.rows) == (2 if later else 1)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (" \n\t\n", "is empty", "a food log begins with a header line: food,amount,unit"),
        ("\ufeff\n;;;\n,,\n", "is empty", "a food log begins with a header line: food,amount,unit"),
        ("food,amount", "has a header line but no foods", "add one line per food below it, e.g. egg,2,large"),
        ("food,amount\n,\n\n", "has a header line but no foods", "add one line per food below it, e.g. egg,2,large"),
    ],
)
def test_nothing_to_read(text: str, message: str, hint: str) -> None:
    """It is said what a log needs."""
    with pytest.raises(InputError) as error:
        parse(text, "day.csv", claims)
    assert (str(error.value), error.value.hint) == (f"day.csv: {message}", hint)


def test_a_field_of_twenty_megabytes() -> None:
    """The csv module alone would refuse it with its whole file."""
    found = rows(f"food\negg\n{'x' * 20_000_000}\ntea\n")
    assert [(line, len(cells[0])) for line, cells, _ in found] == [(2, 3), (3, 20_000_000), (4, 3)]


def test_a_quote_that_closes_a_thousand_lines_below_was_left_open() -> None:
    """What a record is never depends on more than a thousand lines, however long the file."""
    notes = "egg\n" * (LONGEST_RECORD - 1)
    assert len(rows(f'food\n"{notes}tea"\n')) == 1
    found = rows(f'food\n"{notes}egg\ntea"\n')
    assert len(found) == LONGEST_RECORD + 1
    assert found[0] == (2, ("egg",), "unclosed-quote")


@pytest.mark.parametrize(
    ("line", "closed"), [('"egg",1\n', True), ('6" sub,1\n', True), ('"egg\n', False), ('"a" b\n', False)]
)
def test_a_line_that_is_a_record_whatever_follows(line: str, closed: bool) -> None:
    """Its quotes close."""
    assert is_closed(line, ",") is closed
