"""Whole processes of bonecheck against the libraries that it stands on, alternating in one run.

    python benchmarks/startup.py --bin .venv/bin [--runs 15]

``--bin`` is where the console script of an installed wheel and its Python are. Each round runs every command once, the
yardstick before each; a ratio is of two neighbours, so that a slow moment of the machine touches both.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
YARDSTICK = "import typer, rich.console, rich.table"


class Goal(NamedTuple):
    """A command and how many times the yardstick's time it may take, as the median."""

    arguments: tuple[str, ...]
    at_most: float


GOALS = (
    Goal(("check", "examples/day.csv"), 2.0),
    Goal(("--help",), 1.2),
    Goal(("foods", "search", "greek yogurt"), 2.0),
)


def main() -> int:
    """Measure, print a Markdown table, and give 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--bin", type=Path, default=Path(sys.executable).parent, help="where bonecheck and python are")
    parser.add_argument("--runs", type=int, default=15, help="rounds (default 15)")
    options = parser.parse_args()
    python = [str(options.bin.absolute() / "python"), "-c", YARDSTICK]
    bonecheck = str(options.bin.absolute() / "bonecheck")
    results = _measure(python, [[bonecheck, *goal.arguments] for goal in GOALS], options.runs)
    print(f"{options.runs} rounds; yardstick: python -c {YARDSTICK!r}, median {_yardstick(results):.0f} ms\n")
    print("| command | ratio: least | median | most | goal | |\n|---|---:|---:|---:|---:|---|")
    missed = [goal for goal, pairs in zip(GOALS, results, strict=True) if not _row(goal, pairs)]
    return 1 if missed else 0


def _measure(yardstick: list[str], commands: list[list[str]], runs: int) -> list[list[tuple[float, float]]]:
    """For each command its seconds with those of the yardstick just before it; a first round warms up."""
    for command in (yardstick, *commands):
        _seconds(command)
    results: list[list[tuple[float, float]]] = [[] for _ in commands]
    for _ in range(runs):
        for command, pairs in zip(commands, results, strict=True):
            base = _seconds(yardstick)
            pairs.append((_seconds(command), base))
    return results


def _seconds(command: list[str]) -> float:
    environment = {**os.environ, "COLUMNS": "80"}
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _yardstick(results: list[list[tuple[float, float]]]) -> float:
    return 1000 * statistics.median(base for pairs in results for _, base in pairs)


def _row(goal: Goal, pairs: list[tuple[float, float]]) -> bool:
    ratios = [own / base for own, base in pairs]
    median = statistics.median(ratios)
    numbers = " | ".join(f"{value:.2f}" for value in (min(ratios), median, max(ratios)))
    met = median <= goal.at_most
    print(f"| `bonecheck {' '.join(goal.arguments)}` | {numbers} | {goal.at_most} | {'met' if met else 'missed'} |")
    return met


if __name__ == "__main__":
    sys.exit(main())
