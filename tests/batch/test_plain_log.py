"""The fast way through a CSV and the careful one: equal frames and equal problems, whatever is wrong with the file."""

from __future__ import annotations

import io

import polars as pl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from bonecheck import readers
from bonecheck.batch.csv_log import Asked, Sizes, read
from bonecheck.batch.log_frame import Whose, frame_of_log
from bonecheck.errors import InputError, Problem
from bonecheck.readers import dates

Read = tuple[pl.DataFrame | None, list[Problem], str]

CELLS = st.sampled_from(
    "|egg|milk, whole| natto |two  spaces|'=1+1|tofu\xa0firm|\xe9clair|\ufffd|\0|naïve\u3000bun|x\x1cy|NA|null|#food|\ufeff"
    "|1|2.5|1,5|1.500|1,500|2.250|0.125|1/2|1 1/2|½|150 g|1 cup|12-oz can|-5|+1,500|nan|inf|1e5|1e400|9999999999"
    "|1234.567|0012.345|1.23456|1.5.5|.5|5.|12 ounces|٣|g|grams|oz|cup|1,500 g|2.000 cups"
    "|2026-03-02|2026-02-30|2026-03-02T08:15|2026-03-02 08:15:00Z|3/4/2026|13/4/2026|4/13/2026|3.4.2026|20260302|2 March 2026"
    "|yesterday|2026-3-2|0001-01-01|9999-12-31|anna|ben| anna".split("|")
)
QUOTED = st.builds(lambda text: '"' + text.replace('"', '""') + '"', CELLS)
BROKEN = st.sampled_from(
    ['"', '"egg', 'egg"', '6" sub', '"a" b', ' "egg"', '""', '"a""b"', '"two\nlines"', '"a,b', '"\n', "'"]
)
LONG = st.sampled_from(["x" * 501, "é" * 300, "y" * 2100])
DELIMITER = st.sampled_from(",;\t")
END = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", " \n", ",,\n"])
HEADERS = st.sampled_from(
    [
        "date,food,amount,unit",
        "client,date,meal,food,amount,unit",
        "food",
        "food,grams",
        "food,grams,unit",
        "food,amount,unit,weight",
        "food,Weight (oz),date",
        "date,food,amount,unit,extra,note",
        '"date","food",amount',
        "food,unit",
        "client,food",
    ]
)


@st.composite
def logs(draw: st.DrawFn) -> bytes:
    """A log with damage of every kind."""
    header = draw(HEADERS).split(",")
    delimiter = draw(DELIMITER)
    cells = draw(st.sampled_from([CELLS, CELLS | QUOTED, CELLS | QUOTED | BROKEN, CELLS | QUOTED | BROKEN | LONG]))
    widths = st.just(len(header)) if draw(st.booleans()) else st.integers(0, len(header) + 2)
    rows = draw(st.lists(widths.flatmap(lambda width: st.lists(cells, min_size=width, max_size=width)), max_size=12))
    rows *= draw(st.sampled_from([1, 1, 3]))
    end = draw(END) if draw(st.booleans()) else "\n"
    text = end.join([delimiter.join(row) for row in [header, *rows]]) + draw(st.sampled_from(["", end]))
    encoding = draw(st.sampled_from(["utf-8"] * 8 + ["utf-16", "cp1252", "utf-16-le", "latin-1"]))
    data = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf", b"\n\n"])) + text.encode(encoding, "replace")
    return data + draw(st.sampled_from([b""] * 9 + [b"\xff", b"\xe9,1\n"]))


def carefully(data: bytes, order: dates.Order | None) -> Read:
    """What the careful reader makes of a whole file."""
    try:
        log = readers.read_bytes(data, "day.csv", order)
    except InputError as error:
        return None, [], str(error)
    whose = Whose("day")
    frame = frame_of_log(log, whose)
    return frame, sorted([*log.problems, *whose.problems("day.csv")]), ""


def fast(data: bytes, order: dates.Order | None, size: int) -> Read:
    """What the pieces of a file make."""
    try:
        blocks = list(read(io.BytesIO(data), Asked("day.csv", "day", order), lambda _: None, Sizes(-1, size)))
    except InputError as error:
        return None, [], str(error)
    assert sum(block.rows for block in blocks) == sum(block.frame.height for block in blocks if block.frame is not None)
    assert [block.last for block in blocks] == [False] * (len(blocks) - 1) + [True]
    frames = [block.frame for block in blocks if block.frame is not None]
    return pl.concat(frames), sorted(problem for block in blocks for problem in block.problems), ""


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(logs(), st.sampled_from([None, None, "dmy", "mdy"]), st.sampled_from([1, 7, 64, 300, 1 << 16]))
@example(b'food,amount\negg,1\n"milk\n', None, 1)
@example(b'food\negg\n"\n"', None, 1)
def test_both_ways_read_alike(data: bytes, order: dates.Order | None, size: int) -> None:
    """The same rows, and the same problems on the same lines, in blocks of any size."""
    expected, problems, refused = carefully(data, order)
    frame, found, refusal = fast(data, order, size)
    assert refusal == refused
    assert found == problems
    if expected is not None and frame is not None:
        assert_frame_equal(frame, expected)
