"""The names that the matcher is measured on: well-formed, answerable from the food table, and fairly drawn."""

import csv
import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
PARTS = ("names_tune.csv", "names_heldout.csv")
LATER = ("names_tune_2.csv", "names_tune_3.csv", "names_tune_4.csv", "names_tune_5.csv", "names_tune_6.csv")
ALL = (*PARTS, *LATER, "names_heldout_2.csv", "names_heldout_3.csv")
KINDS = {
    "brand", "British", "cereal", "dairy", "dairy alternative", "dish", "drink", "fast food", "fish", "label", "meat",
    "misspelling", "modifier", "none", "nut or seed", "plain", "plural", "short", "snack or sweet", "soup or sauce",
    "state", "tracker", "word order",
}  # fmt: skip


def rows_of(part: str) -> list[dict[str, str]]:
    """The rows of a part as they stand."""
    with (BENCHMARKS / part).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """The benchmark, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("benchmark_names", BENCHMARKS / "names.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def foods(benchmark: ModuleType) -> dict[str, str]:
    """Every food's name by its id."""
    return {key: name for key, (name, _) in benchmark.read_foods().items()}


def folded(name: str) -> str:
    """A name without case, plurals and word order, by rules of this test alone."""
    words = re.findall(r"[a-z0-9%&]+", name.casefold())
    return " ".join(sorted(word.removesuffix("s") if len(word) > 3 else word for word in words)) or name


@pytest.mark.parametrize("part", ALL)
def test_a_part_is_complete_and_in_order(part: str) -> None:
    """Three filled columns, known kinds, sorted by kind and name so that a diff reads, LF line ends."""
    text = (BENCHMARKS / part).read_bytes().decode()
    rows = rows_of(part)
    assert text.startswith("name,right,kind\n")
    assert "\r" not in text
    assert [row for row in rows if not all(row.values()) or row["name"] != row["name"].strip()] == []
    assert {row["kind"] for row in rows} <= KINDS
    order = [(row["kind"].casefold(), row["name"].casefold(), row["name"]) for row in rows]
    assert order == sorted(order)


@pytest.mark.parametrize("part", ALL)
def test_every_id_is_a_food_and_every_pattern_finds_one(
    part: str, benchmark: ModuleType, foods: dict[str, str]
) -> None:
    """A right answer exists for every name, and nothing in the column is without effect; of the later parts every ninth."""
    for row in rows_of(part)[:: 9 if part in LATER else 1]:
        right = benchmark.parse_right(row["right"])
        assert right.ids <= foods.keys(), row
        idle = [p.pattern for p in right.patterns if not any(p.search(name) for name in foods.values())]
        assert idle == [], row
        answerable = any(right.accepts(food_id, name) for food_id, name in foods.items())
        assert answerable == (row["kind"] != "none"), row


def test_the_two_parts_share_no_name() -> None:
    """Nor one that differs in case, plural or word order alone."""
    tune, held_out = ({folded(row["name"]) for row in rows_of(part)} for part in PARTS)
    assert tune & held_out == set()


def test_the_two_parts_to_tune_on_share_no_name() -> None:
    """Whether the second shares names with the held-out part is not looked up: the benchmark leaves such names out."""
    tune, second = ({folded(row["name"]) for row in rows_of(part)} for part in (PARTS[0], LATER[0]))
    assert tune & second == set()


def test_there_are_enough_names_in_both_parts_and_of_every_kind() -> None:
    """At least 500 names, at least 40 % of them and of each kind in each part."""
    kinds = [Counter(row["kind"] for row in rows_of(part)) for part in PARTS]
    total = kinds[0] + kinds[1]
    assert total.total() >= 500
    assert total.keys() == KINDS
    assert min(part.total() for part in kinds) >= 0.4 * total.total()
    assert [kind for kind in KINDS if min(part[kind] for part in kinds) < 0.4 * total[kind]] == []


@pytest.mark.parametrize("part", ALL)
def test_no_name_stands_twice_in_a_part(part: str) -> None:
    """In any case."""
    counted = Counter(row["name"].casefold() for row in rows_of(part))
    assert [name for name, count in counted.items() if count > 1] == []


def test_right_names_ids_patterns_and_exceptions(benchmark: ModuleType) -> None:
    """The small grammar of the column ``right``."""
    right = benchmark.parse_right("fndds:1;re:^milk, ;not:dry")
    assert right.accepts("fndds:1", "Cream")
    assert right.accepts("fndds:2", "Milk, whole")
    assert not right.accepts("fndds:2", "Milk, dry")
    assert not right.accepts("fndds:2", "Cream")
    assert benchmark.parse_right("none").nothing
    with pytest.raises(ValueError, match="no food is named"):
        benchmark.parse_right("")
    with pytest.raises(re.error):
        benchmark.parse_right("re:(")


def test_the_names_for_the_speed_figure_are_distinct_and_the_same_in_every_run(
    benchmark: ModuleType, foods: dict[str, str]
) -> None:
    """Seeded, and as many as asked for."""
    made = benchmark.variants(foods.values(), 500)
    assert len(set(made)) == 500
    assert made == benchmark.variants(foods.values(), 500)
