"""How food-log lines are understood: right, near, wrong, dropped or refused, and their grams, by kind of line.

    python benchmarks/lines.py [--misses] [--alone KIND] [FILE...]

The sets were written by people who saw neither the matcher nor the synonyms, only the names in data/foods.csv:
``lines_tune.jsonl`` and ``lines_compound_tune.jsonl`` (dishes that "and" joins, and foods that it parts) may be looked at, the two
``_heldout`` ones are counted and never listed. A line is *seen* where each name in it is a synonym or a food's own. One JSON object a line: ``kind``, ``food``,
``amount``, ``unit``, and what was ``eaten``: for each food a pattern of the names that are right (``food``), one of the nearest
(``near``), and the range of grams that is right. ``supplement:calcium=600mg`` is a supplement, ``supplement:none`` one that
holds none of the seven, ``supplement:unknown`` one of unknown contents. ``optional`` foods may be counted or not, ``alt`` are
other readings that are as good, ``refuse_ok`` a line in another language, which may be refused.

A line is *right* when every food is, *near* when each is right or the nearest, *refused* when something is told as unknown instead,
*dropped* when a food that was eaten is in no line at all, and *wrong* else: another food is counted.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from bonecheck import compiled
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import FoodTable
from bonecheck.model import Confidence, Line, Log
from bonecheck.nutrients import BY_KEY
from bonecheck.parse import words
from bonecheck.readers.given import from_entries
from bonecheck.units import grams_per

HERE: Final = Path(__file__).parent
FILES: Final = tuple(HERE / f"lines{part}_{use}.jsonl" for part in ("", "_compound") for use in ("tune", "heldout"))
OUTCOMES: Final = ("right", "near", "refused", "wrong", "dropped")
_SUPPLEMENT: Final = "supplement:"
_WITHIN: Final = 0.25
# How much two figures of a supplement's label may differ by rounding.
_ROUNDING: Final = 0.02


def judge(case: dict[str, Any], lines: Sequence[Line]) -> str:
    """The outcome of a case: the best of its readings."""
    readings = [case["eaten"], *case.get("alt", [])]
    found = min((_reading(each, case, lines) for each in readings), key=OUTCOMES.index)
    return "right" if found == "refused" and case.get("refuse_ok") else found


def _reading(eaten: Sequence[dict[str, Any]], case: dict[str, Any], lines: Sequence[Line]) -> str:
    left, worst = list(lines), "right"
    for food in eaten:
        kind, line = _found(food, left)
        worst = max(worst, kind, key=OUTCOMES.index)
        if line is not None and line.supplement is None:
            left.remove(line)
    for line in left:
        if (
            _is_counted(line)
            and line.supplement is None
            and not any(re.search(each, _name(line)) for each in case.get("optional", []))
        ):
            worst = max(worst, "wrong", key=OUTCOMES.index)
    return worst


def _found(food: dict[str, Any], lines: Sequence[Line]) -> tuple[str, Line | None]:
    """How a food that was eaten is told, and by which line."""
    for kind, pattern in (("right", food["food"]), ("near", food.get("near") or "")):
        line = next((each for each in lines if pattern and _is(pattern, each)), None)
        if line is not None:
            return kind, line
    unknown = next((each for each in lines if not _is_counted(each)), None)
    if unknown is not None:
        return "refused", unknown
    return ("wrong" if lines else "dropped"), None


def _is(pattern: str, line: Line) -> bool:
    if not pattern.startswith(_SUPPLEMENT):
        return line.supplement is None and bool(re.search(pattern, _name(line))) and _is_counted(line)
    told, supplement = pattern.removeprefix(_SUPPLEMENT), line.supplement
    if told == "unknown":
        return line.is_supplement and (
            supplement is None or None in {each.amount for each in (supplement, *supplement.also)}
        )
    if supplement is None:
        return False
    amounts = {each.nutrient: each.amount for each in (supplement, *supplement.also)}
    if told == "none":
        return not any(amount or amount is None for amount in amounts.values())
    key, figure, unit = re.fullmatch(r"(\w+)=([\d.]+)\s*(\S+)", told).groups()  # type: ignore[union-attr] # a broken set fails here
    amount, wanted = amounts.get(key), _in_own_unit(key, float(figure), unit)
    return amount is not None and abs(amount - wanted) <= _ROUNDING * wanted


def _in_own_unit(key: str, figure: float, unit: str) -> float:
    nutrient = BY_KEY[key]
    grams = grams_per(unit)
    if grams is None:
        return figure / (nutrient.iu_per_unit or 1.0)
    return figure * grams / (grams_per(nutrient.unit) or 1.0)


def _is_counted(line: Line) -> bool:
    return line.supplement is not None or (
        line.match.food is not None and line.match.confidence is not Confidence.DOUBTFUL
    )


def _name(line: Line) -> str:
    return line.match.food.name if line.match.food else ""


def grams_of(case: dict[str, Any], lines: Sequence[Line]) -> tuple[int, int]:
    """How many of the foods with known grams are within 25 % of the range that is right, and how many there are."""
    left, held, count = list(lines), 0, 0
    for food in case["eaten"]:
        _, line = _found(food, left)
        if line is not None:
            left.remove(line)
        if not food.get("grams") or food["food"].startswith(_SUPPLEMENT):
            continue
        count += 1
        low, high = food["grams"]
        within = (
            line is not None and line.grams is not None and (1 - _WITHIN) * low <= line.grams <= (1 + _WITHIN) * high
        )
        held += within
    return held, count


def run(path: Path, resolver: Resolver, is_seen: Callable[[str], bool], kind: str | None, *, misses: bool) -> None:
    """Print the figures of one set; a line is seen where ``is_seen`` of each name in it."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    by_kind: defaultdict[str, Counter[str]] = defaultdict(Counter)
    weighed = [0, 0]
    for case in cases:
        if kind and case["kind"] != kind:
            continue
        lines = _resolved(resolver, case)
        outcome = judge(case, lines)
        held, count = grams_of(case, lines)
        weighed = [weighed[0] + held, weighed[1] + count]
        named = [name for entry in _log(case).entries for name in resolver.named(entry)]
        for each in (case["kind"], "seen" if all(map(is_seen, named)) else "not seen", "all"):
            by_kind[each][outcome] += 1
        if misses and (outcome not in ("right", "near") or held < count):
            _show(case, outcome, lines)
    print(f"\n{path.name}")
    for each, counts in by_kind.items():
        whole = counts.total()
        told = "  ".join(f"{outcome} {100 * counts[outcome] / whole:5.1f}" for outcome in OUTCOMES)
        print(f"  {each:12} {whole:4}  {told}")
    print(f"  grams within 25 %: {100 * weighed[0] / max(1, weighed[1]):.1f} % of {weighed[1]}")


def _log(case: dict[str, Any]) -> Log:
    return from_entries([{"food": case["food"], "amount": case["amount"], "unit": case["unit"]}])


def _seen(table: FoodTable, name: str) -> bool:
    """Whether a name stands among the synonyms, or is a food's own."""
    asked = words.words(name)
    own = table.by_key(" ".join(table.rewritten(asked, written=False)))
    return bool(own) or " ".join(asked) in table.phrases(asked)


def _resolved(resolver: Resolver, case: dict[str, Any]) -> list[Line]:
    log = _log(case)
    found = [line for entry in log.entries for line, _ in resolver.resolve(entry)]
    return [*found, *(resolver.unread(entry) for entry in log.unread)]


def _show(case: dict[str, Any], outcome: str, lines: Sequence[Line]) -> None:
    def told(line: Line) -> str:
        if line.supplement:
            return f"S{[(each.nutrient, each.amount) for each in (line.supplement, *line.supplement.also)]}"
        grams = None if line.grams is None else round(line.grams)
        return f"{_name(line) or '?'} [{line.match.confidence}] {grams}"

    want = [(each["food"][:70], each.get("grams")) for each in case["eaten"]]
    print(
        f"{outcome:8} {case['kind']:8} {case['food']!r} {case['amount']} {case['unit']}\n    got  {list(map(told, lines))}\n    want {want}"
    )


def main() -> None:
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list them, of the set to tune on")
    parser.add_argument("--alone", help="one kind of line")
    parser.add_argument("files", nargs="*", type=Path, default=list(FILES))
    asked = parser.parse_args()
    with closing(compiled.connect()) as connection:
        table = FoodTable(connection)
        resolver = Resolver(table)
        for path in asked.files:
            run(
                path,
                resolver,
                lambda name: _seen(table, name),
                asked.alone,
                misses=asked.misses and "heldout" not in path.name,
            )


if __name__ == "__main__":
    main()
