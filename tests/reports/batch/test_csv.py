"""Tables of a batch as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from bonecheck.batch.results import Results
from bonecheck.model import Confidence, Food, Match, Named
from bonecheck.nutrients import KEYS, NUTRIENTS
from bonecheck.readers import mapping
from bonecheck.reports import batch_csv, batch_shape, mapping_page
from bonecheck.reports.batch import Shape
from bonecheck.spreadsheet import guarded, plain


def _text(results: Results, shape: Shape = Shape.WIDE) -> str:
    file = io.BytesIO()
    batch_csv.write(results, shape, file)
    return file.getvalue().decode()


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("per", ["results", "daily"])
def test_the_whole_file(
    per: str, shape: Shape, request: pytest.FixtureRequest, golden: Callable[[str, str], None]
) -> None:
    """Per client and per day, wide and long."""
    golden(f"reports/batch-{per}-{shape}.csv", _text(request.getfixturevalue(per), shape))


def test_wide_and_long_say_the_same(daily: Results) -> None:
    """Every figure of the wide table is that of the long one, and numbers come back as they were."""
    wide, long = _rows(_text(daily)), _rows(_text(daily, Shape.LONG))
    assert len(long) == len(wide) * len(KEYS)
    for number, row in enumerate(long):
        of_person, nutrient = wide[number // len(KEYS)], NUTRIENTS[number % len(KEYS)]
        assert row["nutrient"] == nutrient.key
        assert [row[key] for key in ("client", "date", "days", "lines", "lines_lost")] == [
            of_person[key] for key in ("client", "date", "days", "lines", "lines_lost")
        ]
        assert row["intake"] == of_person[nutrient.column]
        for name in batch_shape.per_nutrient(daily):
            assert row[name] == of_person[f"{nutrient.key}_{name}"]
    assert [float(row["intake"]) for row in long] == daily.scores["intake"].to_list()


def test_unknown_is_empty_and_never_zero(results: Results) -> None:
    """No bound, no reference, no weight: no figure."""
    rows = {plain(row["client"]): row for row in _rows(_text(results))}
    assert (rows["🥦 zoë"]["calcium_mg"], rows["🥦 zoë"]["calcium_at_most"]) == ("0.0", "")
    nobody = next(row for name, row in rows.items() if name.startswith("esc"))
    assert [nobody[f"vitamin_k2_{name}"] for name in ("reference", "percent", "status")] == ["", "", "no reference"]
    assert rows["anna"]["weight_kg"] == ""


def test_a_client_without_a_profile_is_there(results: Results) -> None:
    """The columns of its profile are empty."""
    without = results._replace(clients=results.clients.filter(pl.col("client") != "anna"))
    rows = {row["client"]: row for row in _rows(_text(without))}
    assert (rows["anna"]["sex"], rows["anna"]["calcium_status"]) == ("", "met")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "a=1", "'=1", "", " =1", "−1", "é"])
def test_cells_are_guarded_as_one_is(cell: str) -> None:
    """A column is guarded by the rule for a single cell; unknown stays unknown."""
    frame = pl.DataFrame({"text": [cell, None], "number": [-1, None]})
    assert batch_shape.guarded(frame).rows() == [(guarded(cell), -1), (None, None)]


def test_no_cell_is_a_formula(results: Results) -> None:
    """In the scores, the problems and the matches."""
    texts = [_text(results), _text(results, Shape.LONG)]
    for write in (batch_csv.write_problems, batch_csv.write_matches):
        file = io.BytesIO()
        write(results, file)
        texts.append(file.getvalue().decode())
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert {"'=HYPERLINK(1)", "'@home", "'=1+1 is no number", "'-1", "'=gran's [/b] plum\x1b jam"} <= set(cells)
    assert [cell for cell in cells if cell != guarded(cell)] == []


def test_problems(results: Results) -> None:
    """Every one, with its columns, in the order of the run."""
    file = io.BytesIO()
    batch_csv.write_problems(results, file)
    rows = _rows(file.getvalue().decode())
    assert [{**row, "line": int(row["line"])} for row in rows] == [
        {key: guarded(each) if isinstance(each, str) else each for key, each in row.items()}
        for row in results.problems.rows(named=True)
    ]


def test_matches_have_the_form_of_bonecheck_match() -> None:
    """Byte for byte what the command writes of the same names."""
    foods = [Food(f"fndds:{number}", name, "", None, {}) for number, name in enumerate(('Pie, "NFS"', "Jam", "Plum"))]
    found = [
        Named("=plum\njam", 2, Match(None, Confidence.NONE), tuple(foods)),
        Named("pie, hot", 1, Match(foods[0], Confidence.GUESS), (foods[1],)),
    ]
    rows = csv.DictReader(io.StringIO(mapping_page.render(found), newline=""))
    frame = pl.DataFrame([{**row, "name": plain(row["name"]), "lines": int(row["lines"])} for row in rows])
    empty = pl.DataFrame()
    file = io.BytesIO()
    batch_csv.write_matches(Results(empty, empty, empty, frame, files=1, rows=3, files_lost=0, per="client"), file)
    assert file.getvalue().decode() == mapping_page.render(found)


def test_matches_are_a_mapping(results: Results, tmp_path: Path) -> None:
    """--mapping reads what was written, with the names as they stood in the logs."""
    with (tmp_path / "mapping.csv").open("wb") as file:
        batch_csv.write_matches(results, file)
    read = [(each.name, each.food_id) for each in mapping.read(str(tmp_path / "mapping.csv"))]
    named = results.matches.filter(pl.col("food_id") != "")
    assert read == list(named.select("name", "food_id").iter_rows())
