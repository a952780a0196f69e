"""The JSON report and the schema that ships with it say the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

import jsonschema
import pytest

from bonecheck import Report, Status, knowledge, resources
from bonecheck.errors import Severity
from bonecheck.model import Confidence, LifeStage, Sex
from bonecheck.nutrients import KEYS, NUTRIENTS
from bonecheck.reports import Format, json_report, render
from bonecheck.reports.base import Style

SCHEMA: dict[str, Any] = json.loads(resources.schema_file().read_text(encoding="utf-8"))
LOGS = {
    "one day without a date": "food,amount,unit\nmilk,1,cup\n",
    "several days": "date,food,amount,unit\n2026-03-02,milk,1,cup\n2026-03-03,egg,2,large\n",
    "supplements": "food,amount,unit\nvitamin D3,2000,IU\nmagnesium,200,mg\nzinc,,\nmilk,1,cup\n",
    "above an upper level": "food,amount,unit\nvitamin D,5000,IU\nzinc,90,mg\n",
    "unread lines": "date,food,amount,unit\n,bread,1,slice\nsoon,milk,1,cup\n,egg,nan,g\n,a,b,c,d,e\n,,1,g\n",
    "an unclosed quote": 'food,amount,unit\nbread,1,slice\n"never closed,1,g\n',
    "an ambiguous date": "date,food,amount,unit\n3/4/2026,milk,1,cup\n",
    "nothing fits": "food,amount,unit\nxyzzyx qqq,1,g\nmilk,1,bucket\nmilk,1,cup\n",
    "much and nothing": "food,amount,unit\nmilk,9000,g\negg,0,g\nbread,1,slice\n",
    "a part of a day": "food,line_kind,protein_g\nwhole day,partial,40\nmilk,,8\n",
    "no known nutrient": "food,amount,unit\nwater,1,cup\n",
}
PEOPLE: dict[str, dict[str, Any]] = {
    "assumed": {},
    "a child": {"sex": "m", "age": 2},
    "weighed and pregnant": {"age": 30, "weight": 61.5, "life_stage": "pregnancy"},
    "pregnant at an age without values": {"age": 63, "life_stage": "pregnancy"},
}


def _document(report: Report) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(render(report, Format.JSON, Style()))
    return document


def _validate(document: dict[str, Any]) -> None:
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_schema_is_a_schema() -> None:
    """It is valid JSON Schema of draft 2020-12, under the version that reports name."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"]["const"] == json_report.SCHEMA


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("log", LOGS)
def test_every_report_is_valid(log: str, person: str, check_text: Callable[..., Report]) -> None:
    """Whatever the log and the person, the report is what the schema says."""
    _validate(_document(check_text(LOGS[log], **PEOPLE[person])))


def test_the_shared_report(report: Report, golden: Callable[[str, str], None]) -> None:
    """The whole report, with every key that JSON has."""
    text = render(report, Format.JSON, Style())
    _validate(json.loads(text))
    golden("reports/report.json", text)


def test_numbers_are_not_rounded(report: Report) -> None:
    """JSON holds the very floats of the totals."""
    for day, written in zip(report.days, _document(report)["days"], strict=True):
        assert {key: each["intake"] for key, each in written["nutrients"].items()} == {
            key: total.known for key, total in day.totals.totals.items()
        }


def test_a_later_key_is_allowed_and_a_missing_one_is_not(report: Report) -> None:
    """Within version 1 keys are added, never taken away."""
    document = _document(report)
    _validate({**document, "later": 1})
    del document["average"]
    with pytest.raises(jsonschema.ValidationError, match=re.escape("'average' is a required property")):
        _validate(document)


def test_every_key_is_described(report: Report) -> None:
    """No key is written that the schema leaves out, and each has a description."""
    assert sorted(_undescribed(_document(report), SCHEMA, "report")) == []


def test_enumerations_are_those_of_the_code() -> None:
    """A new status, kind of match or nutrient must be added to the schema too."""
    definitions = SCHEMA["$defs"]
    nutrients = definitions["day"]["properties"]["nutrients"]
    assert nutrients["required"] == list(nutrients["properties"]) == list(KEYS)
    assert {key: each["allOf"][1]["properties"]["unit"]["const"] for key, each in nutrients["properties"].items()} == {
        nutrient.key: nutrient.unit for nutrient in NUTRIENTS
    }
    assert _choices("nutrient", "status") == list(Status)
    assert _choices("line", "match") == list(Confidence)
    assert _choices("problem", "severity") == list(get_args(Severity))
    assert _choices("mechanism", "status") == list(knowledge.STATUSES)
    assert _choices("profile", "sex") == list(Sex)
    assert _choices("profile", "life_stage") == list(LifeStage)
    assert _choices("supplement", "nutrient") == list(KEYS)


def _choices(definition: str, key: str) -> list[str]:
    choices: list[str] = SCHEMA["$defs"][definition]["properties"][key]["enum"]
    return choices


def _undescribed(value: object, schema: dict[str, Any], at: str) -> Iterator[str]:
    """The places of a document whose key the schema does not name, does not require or does not describe."""
    forms = list(_forms(schema))
    if isinstance(value, list):
        for item in value:
            yield from _undescribed(item, next(form["items"] for form in forms if "items" in form), f"{at}[]")
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        known = [form["properties"][key] for form in forms if key in form.get("properties", {})]
        if not known or "description" not in known[0] or not any(key in form.get("required", ()) for form in forms):
            yield f"{at}.{key}"
        for form in known[:1]:
            yield from _undescribed(inner, form, f"{at}.{key}")


def _forms(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and all that it refers to."""
    yield schema
    if "$ref" in schema:
        yield from _forms(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    for keyword in ("allOf", "anyOf"):
        for form in schema.get(keyword, ()):
            yield from _forms(form)
