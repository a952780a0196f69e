"""Whether learned weights of the ranking beat the hand-set ones, on names of a source that they were not learned from.

    python benchmarks/learn.py    (some minutes)

A source is a set of names to tune on. What is learned from are names whose food the ranking decides among right and wrong ones,
by a softmax over the candidates; its loss is the negative logarithm of the share of all right foods, with a penalty on the
squared distance to the hand-set weights, which is chosen by leaving sources out once more. The score is linear in the weights:
its features are what the ranking returns where each is a unit vector (the parts of a word, _LIKE, _LIKE_RAW, _UNSAID and
_NEARLY, stay). Learned weights are scaled so that _IN_NAME stays, for the thresholds of bonecheck/foods/names.py.

All is done (a) with the synonyms as shipped and (b) without any, where more is left to the ranking. The hand-set weights and
the synonyms were made on all sources: only the held-out names, counted and never listed, are new to both.
"""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, redirect_stdout
from itertools import chain
from typing import Any, Final, NamedTuple
from unittest import mock

import lines
import names as sets
import numpy as np
from numpy.typing import NDArray

from bonecheck import compiled
from bonecheck.foods import names, ranking
from bonecheck.foods.ranking import Query, Ranked
from bonecheck.foods.resolve import Resolver
from bonecheck.foods.table import Description, FoodTable, Vocabulary

Array = NDArray[np.float64]
Parts = Sequence[Sequence[sets.Case]]
# Those in a word's part are no factors of the score.
_PARTS: Final = ("_LIKE", "_LIKE_RAW", "_UNSAID", "_NEARLY", "_WHOLE")
WEIGHTS: Final = tuple(name for name, value in vars(ranking).items() if isinstance(value, float) and name not in _PARTS)
HAND: Final[Array] = np.array([getattr(ranking, name) for name in WEIGHTS])
_PENALTIES: Final = (300.0, 100.0, 30.0, 10.0, 3.0)
_ROUNDING: Final = 1e-9


class Unworded(FoodTable):
    """The food table without a synonym: what is inherited asks these two alone for them."""

    def phrases(self, words: Sequence[str]) -> dict[str, str]:  # noqa: ARG002 # as in a FoodTable
        """None."""
        return {}

    def orders(self, words: Sequence[str]) -> list[str]:  # noqa: ARG002 # as in a FoodTable
        """None."""
        return []


class Asked(NamedTuple):
    """A name that the ranking decides: its source, and of each candidate, likelier ones first, the features and if it is right."""

    source: int
    features: Array
    right: NDArray[np.bool_]


class Stack:
    """The candidates of many names below each other; ``starts`` and ``counts`` tell those of a name."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.features: Array = np.vstack([each.features for each in asked])
        self.right = np.concatenate([each.right for each in asked])
        self.counts = np.array([len(each.right) for each in asked])
        self.starts = np.cumsum(self.counts) - self.counts


def _weighted(weights: Iterable[Any]) -> Any:  # a context
    return mock.patch.multiple(ranking, **dict(zip(WEIGHTS, weights, strict=True)))


def collected(table: FoodTable, sources: Parts) -> list[Asked]:
    """The names that the ranking decides. Raises ValueError where features and weights do not make up a score."""
    scored: list[tuple[Description, Query, Ranked]] = []
    rank, fits, found = ranking.rank, names._fits, []  # noqa: SLF001 # what fits takes part

    def spy(food: Description, query: Query, vocabulary: Vocabulary) -> Ranked:
        scored.append((food, query, rank(food, query, vocabulary)))
        return scored[-1][2]

    for number, case in ((number, case) for number, cases in enumerate(sources) for case in cases):
        scored.clear()
        with mock.patch.object(ranking, "rank", spy):
            decided = names.match(table, case.name).margin is not None  # by the last query that was ranked
        fitting = [each for each in scored if decided and each[1] is scored[-1][1] and fits(each[1], each[2])]
        fitting.sort(key=lambda each: each[0].number)
        foods = table.by_number([food.number for food, _, _ in fitting])
        right = np.array([case.right.accepts(food.food_id, food.name) for food in foods], dtype=np.bool_)
        if right.any() and not right.all():
            with _weighted(np.eye(len(WEIGHTS))):
                features = np.array([rank(food, query, table.vocabulary).score for food, query, _ in fitting])
            if not np.allclose(features @ HAND, [ranked.score for _, _, ranked in fitting], rtol=0, atol=_ROUNDING):
                raise ValueError(f"{case.name}: the score is not linear in the weights")
            found.append(Asked(number, features, right))
    return found


def _shares(scores: Array, stack: Stack) -> Array:
    """The softmax over the candidates of each name."""
    above = np.exp(scores - np.repeat(np.maximum.reduceat(scores, stack.starts), stack.counts))
    return np.asarray(above / np.repeat(np.add.reduceat(above, stack.starts), stack.counts))


def fitted(stack: Stack, features: Array, start: Array, penalty: float) -> Array:
    """The weights of least loss: Newton's steps with the curvature that a fixed choice among the right foods has."""
    weights = start
    for _ in range(300):
        scores = features @ weights
        shares, wanted = _shares(scores, stack), _shares(np.where(stack.right, scores, -np.inf), stack)
        weighted = features * shares[:, None]
        means = np.add.reduceat(weighted, stack.starts)
        curvature = weighted.T @ features - means.T @ means + (penalty + _ROUNDING) * np.eye(len(start))
        step = np.linalg.solve(curvature, features.T @ (shares - wanted) + penalty * (weights - start))
        weights = weights - step
        if np.abs(step).max() < 1e-4:
            return weights
    raise ArithmeticError(f"no least loss was found with the penalty {penalty}")


def fitted_near_hand(stack: Stack, penalty: float) -> Array:
    """Weights learned with a penalty, after how sharply the hand-set ones decide; _IN_NAME as it is by hand."""
    sharpness = fitted(stack, stack.features @ HAND[:, None], np.ones(1), 0.0)[0]
    weights = fitted(stack, stack.features, sharpness * HAND, penalty)
    return np.asarray(weights * (HAND[0] / weights[0]))


def _count_right(stack: Stack, weights: Array) -> int:
    """How many names have a right food first (of equals the likelier)."""
    scores = stack.features @ weights
    best = np.repeat(np.maximum.reduceat(scores, stack.starts), stack.counts)
    places = np.where(scores >= best - _ROUNDING, np.arange(len(scores)), len(scores))
    return int(stack.right[np.minimum.reduceat(places, stack.starts)].sum())


def learned(asked: Sequence[Asked]) -> Array:
    """The weights learned from names, with the penalty that is best for a source left out of them; rounded."""
    right = dict.fromkeys(_PENALTIES, 0)
    for source in {each.source for each in asked}:
        left_out, rest = (Stack([each for each in asked if (each.source == source) is out]) for out in (True, False))
        for penalty in _PENALTIES:
            right[penalty] += _count_right(left_out, fitted_near_hand(rest, penalty))
    return np.round(fitted_near_hand(Stack(asked), max(right, key=lambda penalty: right[penalty])), 2)


def top_1(table: FoodTable, cases: Sequence[sets.Case], weights: Array) -> int:
    """How many names of foods find a right food with these weights."""
    with _weighted(weights.tolist()):
        foods = [(case.right, names.match(table, case.name).food) for case in cases if not case.right.nothing]
    return sum(food is not None and right.accepts(food.food_id, food.name) for right, food in foods)


def _print_table(table: FoodTable, parts: Parts, weights: Mapping[str, Sequence[Array]]) -> None:
    """A row of figures for each kind of weights, which may differ from part to part."""
    rows = {"names of foods": [sum(not case.right.nothing for case in cases) for cases in parts]}
    for whose, each in weights.items():
        rows[whose] = [top_1(table, *pair) for pair in zip(parts, each, strict=True)]
    for label, figures in rows.items():
        print(f"  {label:24}" + "".join(f"{figure:7}" for figure in (*figures, sum(figures))))


def _print_lines(connection: sqlite3.Connection, label: str, weights: Array) -> None:
    with _weighted(weights.tolist()), redirect_stdout(io.StringIO()) as told:
        for path in lines.FILES:
            lines.run(path, Resolver(FoodTable(connection)), lambda _: True, None, misses=False)
    print(f"\nLines, {label}")
    print(*(line for line in told.getvalue().splitlines() if line.startswith(("lines", "  all", "  grams"))), sep="\n")


def _run(connection: sqlite3.Connection) -> None:
    sources, held_out = ([sets.read_cases(path) for path in paths] for paths in (sets.TUNE, sets.HELD_OUT))
    tables = {"(a) with synonyms": FoodTable(connection), "(b) without synonyms": Unworded(connection)}
    asked = {label: collected(table, sources) for label, table in tables.items()}
    by_source, by_all = {"hand-set": [HAND] * len(sources)}, {"hand-set": HAND}
    for label, some in {**asked, "both": [*chain.from_iterable(asked.values())]}.items():
        folds = [[each for each in some if each.source != number] for number in range(len(sources))]
        by_source[f"from {label}"], by_all[f"from {label}"] = [*map(learned, folds)], learned(some)
    for label, table in tables.items():
        print(f"\n{label}, {len(asked[label])} to learn from: right first of each source left out, and of all")
        _print_table(table, sources, by_source)
        print(f"{label}: right first of each held-out part, and of all; learned from all sources")
        _print_table(table, held_out, {whose: [weights] * len(held_out) for whose, weights in by_all.items()})
    for whose, weights in by_all.items():
        _print_lines(connection, whose, weights)
    print("\nWeights: " + ", ".join(by_all))
    for name, *values in zip(WEIGHTS, *by_all.values(), strict=True):
        print(f"  {name:24}" + "".join(f"{value:7.2f}" for value in values))


if __name__ == "__main__":
    with closing(compiled.connect()) as opened:
        _run(opened)
