"""Scores as JSON lines, and the schema that ships with them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from bonecheck import resources
from bonecheck.batch.results import Results
from bonecheck.model import Habit, Status
from bonecheck.nutrients import KEYS, NUTRIENTS
from bonecheck.reports import batch_jsonl
from bonecheck.reports.batch import Shape

SCHEMA: dict[str, Any] = json.loads(resources.schema_file("scores-1.json").read_text(encoding="utf-8"))


def _text(results: Results) -> str:
    file = io.BytesIO()
    batch_jsonl.write(results, Shape.WIDE, file)
    return file.getvalue().decode()


def _documents(results: Results) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _text(results).splitlines()]


@pytest.mark.parametrize("per", ["results", "daily"])
def test_the_whole_file(per: str, request: pytest.FixtureRequest, golden: Callable[[str, str], None]) -> None:
    """Per client and per day."""
    golden(f"reports/batch-{per}.jsonl", _text(request.getfixturevalue(per)))


@pytest.mark.parametrize("per", ["results", "daily"])
def test_every_line_is_valid(per: str, request: pytest.FixtureRequest) -> None:
    """Each is what the schema says, with no key that it does not describe."""
    for document in _documents(request.getfixturevalue(per)):
        jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
        assert set(document) <= set(SCHEMA["properties"])
        for name, found in {"profile": document["profile"], "nutrient": document["nutrients"][KEYS[0]]}.items():
            assert set(found) <= set(SCHEMA["$defs"][name]["properties"])


def test_the_schema_knows_what_the_model_knows() -> None:
    """Nutrients, units, verdicts and habits are listed in it as they are in the package."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"]["const"] == batch_jsonl.SCHEMA
    assert SCHEMA["properties"]["nutrients"]["required"] == list(KEYS)
    nutrient = SCHEMA["$defs"]["nutrient"]["properties"]
    assert set(nutrient["unit"]["enum"]) == {each.unit for each in NUTRIENTS}
    assert set(nutrient["status"]["enum"]) == {each.value for each in Status}
    assert set(nutrient["usual"]["enum"]) == {*(each.value for each in Habit), None}


def test_unknown_is_null_and_text_is_as_it_was(results: Results) -> None:
    """No reference is null, not an object of nulls; nothing of an id is lost or changed."""
    documents = _documents(results)
    assert [each["client"] for each in documents] == results.clients["client"].to_list()
    nobody = next(each for each in documents if each["client"].startswith("esc"))
    assert nobody["nutrients"]["vitamin_k2"]["reference"] is None
    anna = next(each for each in documents if each["client"] == "anna")
    assert anna["profile"]["assumed"] == ["sex", "age"]
    assert anna["profile"]["weight_kg"] is None
