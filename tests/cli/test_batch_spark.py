"""`bonecheck batch --engine spark` where it cannot run: without PySpark, Java, an output, or with what only one machine has."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bonecheck.cli import batch_spark

Run = Callable[..., Any]


@pytest.fixture
def log(folder: Path) -> str:
    """A small log in the working folder."""
    (folder / "log.csv").write_text("food,amount,unit\nmilk,1,cup\n", encoding="utf-8")
    return "log.csv"


def test_without_pyspark_it_says_what_to_install(run: Run, log: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra of its own, and Java."""
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    ran = run("batch", log, "--engine", "spark", "-o", "out.parquet")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "bonecheck: --engine spark: PySpark is not installed\n"
        '  try: pip install "bonecheck[spark]", and Java 17 or newer\n'
    )


def test_without_java_it_says_so(folder: Path, log: str) -> None:
    """In a process of its own: a Java that runs already would be used."""
    pytest.importorskip("pyspark", reason="the extra 'spark' is not installed")
    command = [sys.executable, "-m", "bonecheck", "batch", log, "--engine", "spark", "-o", "out.parquet"]
    ran = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"JAVA_HOME": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 2
    assert "--engine spark: no session: " in ran.stderr
    assert 'try: pip install "bonecheck[spark]", and Java 17 or newer' in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--engine spark needs --output\n  try: name a folder: -o scores.parquet, or -o scores.csv\n"),
        (
            ("-o", "out.parquet", "--problems", "lost.csv", "--strict"),
            "--engine spark has no --problems, --strict\n  try: leave it out, or use --engine polars\n",
        ),
    ],
)
def test_what_only_one_machine_has_is_refused(run: Run, log: str, options: tuple[str, ...], told: str) -> None:
    """Nothing that was asked for is left out in silence."""
    ran = run("batch", log, "--engine", "spark", *options)
    assert (ran.code, ran.out, ran.err) == (2, "", f"bonecheck: {told}")


@pytest.mark.parametrize("target", ["s3a://bucket/scores", "hdfs:///scores", "hdfs://host:9000/scores.csv", "out/"])
def test_spark_gets_addresses_as_they_were_written(run: Run, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """A path would hold one slash for two, and the bucket for a folder."""
    given: list[Any] = []
    monkeypatch.setattr(batch_spark, "run", lambda *arguments: given.append(arguments))
    run("batch", "s3a://bucket/logs/", "--engine", "spark", "--clients", "s3a://bucket/who.csv", "-o", target)
    ((logs, asked, master, output, _),) = given
    assert (logs, asked.clients, master, output) == (["s3a://bucket/logs/"], "s3a://bucket/who.csv", None, target)
