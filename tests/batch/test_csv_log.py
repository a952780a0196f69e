"""A large CSV: in blocks of bounded size, with what only the whole file tells."""

from __future__ import annotations

import io
from collections.abc import Iterator

import polars as pl
import pytest

from bonecheck.batch.ahead import ahead
from bonecheck.batch.block import Block
from bonecheck.batch.csv_log import Asked, Sizes, read
from bonecheck.errors import InputError


def blocks(text: str, size: int = 1000) -> list[Block]:
    """The blocks of a text that is read some bytes at a time."""
    return list(read(io.BytesIO(text.encode()), Asked("day.csv", "day"), lambda _: None, Sizes(0, size)))


def column(found: list[Block], name: str) -> list[object]:
    """A column of all blocks."""
    return pl.concat([block.frame for block in found if block.frame is not None])[name].to_list()


def test_blocks_are_bounded() -> None:
    """None holds more than what is read at once and the line that it ends, and the last alone is marked."""
    found = blocks("food,amount\n" + "egg,1\n" * 1000)
    assert len(found) > 5
    assert max(block.rows for block in found) <= 1000 // len("egg,1\n") + 1
    assert sum(block.rows for block in found) == 1000
    assert [block.last for block in found].index(True) == len(found) - 1
    assert column(found, "line") == list(range(2, 1002))


def test_what_the_end_of_a_file_tells_holds_from_its_beginning() -> None:
    """The order of day and month, and the decimal mark, are those of the whole file."""
    rows = "3/4/2026;egg;1,500\n" * 200
    found = blocks(f"date;food;amount\n{rows}13/4/2026;egg;2,5\n")
    assert set(column(found, "amount")) == {1.5, 2.5}
    assert str(column(found, "date")[0]) == "2026-04-03"
    assert [problem for block in found for problem in block.problems] == []


def test_what_a_whole_file_leaves_open_is_told_once() -> None:
    """With the number of lines that it is about, behind the last of them."""
    found = blocks("date,food,amount\n" + "3/4/2026,egg,1.500\n" * 200)
    problems = [(block.last, each.line, each.code, each.message) for block in found for each in block.problems]
    assert problems == [
        (True, 1, "ambiguous-date", "date '3/4/2026' on line 2 may be 2026-03-04 or 2026-04-03; read as 2026-03-04, month first (and 199 more lines like it)"),
        (True, 1, "ambiguous-amount", "amount '1.500' on line 2 may be 1.5 or 1500; read as 1.5 (and 199 more lines like it)"),
    ]  # fmt: skip


def test_the_day_of_the_row_above_is_known_across_blocks() -> None:
    """And so is a date above that could not be read."""
    found = blocks("date,food\n2026-03-02,egg\n" + ",tea\n" * 400 + "someday,nut\n" + ",nut\n" * 400)
    assert {str(date) for date in column(found, "date")} == {"2026-03-02"}
    assert column(found, "unread") == [False] * 401 + [True] * 401
    assert sum(len(block.problems) for block in found) == 401


@pytest.mark.parametrize("text", ["", "\n \n", "food\n" + "\n" * 2000, "no,header\n" + "1,2\n" * 500])
def test_what_is_no_log_is_refused_like_a_small_one(text: str) -> None:
    """In the same words."""
    with pytest.raises(InputError) as large:
        blocks(text)
    with pytest.raises(InputError) as small:
        list(read(io.BytesIO(text.encode()), Asked("day.csv", "day"), lambda _: None))
    assert str(large.value) == str(small.value)


def test_ahead_hands_on_errors() -> None:
    """What goes wrong in the other thread is met in this one, in its place."""

    def items() -> Iterator[int]:
        yield 1
        raise InputError("broken")

    ahead_of = ahead(items())
    assert next(ahead_of) == 1
    with pytest.raises(InputError, match="broken"):
        next(ahead_of)


def test_a_file_that_names_no_unit_is_in_grams_from_its_beginning() -> None:
    """By the median of all of it; one unit at its end makes counts of all."""
    rows = "oats,250\nmilk,200\n" * 300
    found = blocks(f"food,amount\n{rows}")
    assert set(column(found, "unit")) == {"g (assumed)"}
    assert [problem.code for block in found for problem in block.problems] == ["amounts-as-grams"]
    counted = blocks(f"food,amount,unit\n{rows.replace(chr(10), ',' + chr(10))}egg,1,piece\n")
    assert set(column(counted, "unit")) == {"", "piece"}
    assert [problem.code for block in counted for problem in block.problems] == []
