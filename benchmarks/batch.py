"""Many people's logs: `bonecheck batch` beside a bare Polars query and a plain pandas script, alternating in one run.

    PYTHONPATH=. python benchmarks/batch.py [--rows 5000000] [--rounds 3] [--without pandas] [--folder DIR]

Makes its data first (`batch_data.py`: seeded, 110,000 people in 5 million rows, left in the folder for another run). Each
round then runs the three as whole processes, one after the other, so that a slow moment of the machine touches all.
`batch_yardsticks.py` says what the other two do and do not. bonecheck does the whole of its work, as
`bonecheck batch LOG --clients CLIENTS -o scores.csv --quiet`: reads every line with care, resolves every name, judges seven nutrients
of every person against who they are, with the confidence of a usual intake, and lists problems and matches.

Prints the median seconds, the median of each round's ratio to the Polars query, and the most memory that a process ever
held (its maximum resident set). The disk's cache is warm: a round that is not counted comes first.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

import batch_data

HERE: Final = Path(__file__).parent
YARDSTICK: Final = "polars"
OWN: Final = "bonecheck"
# What is installed is compiled.
_ENVIRONMENT: Final = {name: each for name, each in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Run(NamedTuple):
    """What one process took: seconds by the clock and of the processors, and its largest resident set in MiB."""

    seconds: float
    processor: float
    memory: float


def main() -> None:
    """Make the data, run all in turn, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=5_000_000, help="lines of the log (default 5 million)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that count (default 3)")
    parser.add_argument("--without", nargs="*", default=[], choices=("pandas",), help="what not to run")
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "bonecheck-batch", help="for the data"
    )
    asked = parser.parse_args()
    files = batch_data.make(asked.folder, asked.rows)
    commands = {name: each for name, each in _commands(files, asked.folder).items() if name not in asked.without}
    rounds = [{name: _run(command) for name, command in commands.items()} for _ in range(asked.rounds + 1)][1:]
    size = files.log.stat().st_size / 1e6
    print(f"{asked.rows:,} rows, {size:,.0f} MB, median of {asked.rounds} rounds\n")
    print("| | seconds | processor seconds | ratio | least – most | peak memory, MiB |\n|---|---:|---:|---:|---:|---:|")
    for name in commands:
        _row(name, [each[name] for each in rounds], [each[YARDSTICK] for each in rounds])


def _commands(files: batch_data.Files, folder: Path) -> dict[str, list[str]]:
    log, clients, resolved = map(str, files)
    script = [sys.executable, str(HERE / "batch_yardsticks.py")]
    own = [sys.executable, "-m", "bonecheck", "batch", log, "--clients", clients, "--quiet"]
    return {
        YARDSTICK: [*script, "polars", log, resolved, str(folder / "polars.csv")],
        OWN: [*own, "-o", str(folder / "scores.csv")],
        "pandas": [*script, "pandas", log, resolved, str(folder / "pandas.csv")],
    }


def _run(command: list[str]) -> Run:
    """Run a process to its end; what it says on standard error is shown when it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        redirected = [(os.POSIX_SPAWN_DUP2, said.fileno(), stream) for stream in (1, 2)]
        child = os.posix_spawn(command[0], command, _ENVIRONMENT, file_actions=redirected)
        _, status, used = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        said.seek(0)
        if status:
            raise SystemExit(f"{' '.join(command)} failed:\n{said.read().decode()}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _row(name: str, runs: list[Run], bases: list[Run]) -> None:
    ratios = [own.seconds / base.seconds for own, base in zip(runs, bases, strict=True)]
    seconds, processor = (statistics.median(each[place] for each in runs) for place in (0, 1))
    memory = max(each.memory for each in runs)
    spread = f"{min(ratios):.2f} – {max(ratios):.2f}"
    print(f"| {name} | {seconds:.2f} | {processor:.2f} | {statistics.median(ratios):.2f} | {spread} | {memory:,.0f} |")


if __name__ == "__main__":
    main()
