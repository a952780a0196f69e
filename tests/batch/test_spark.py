"""The same scores on a real Spark cluster: a master and two workers on loopback, ended by their process ids."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import bonecheck
from bonecheck.errors import OptionError
from bonecheck.nutrients import KEYS

pyspark = pytest.importorskip("pyspark", reason="the extra 'spark' is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore"),  # PySpark warns of pandas 3 and leaves sockets open
]
ROOT = Path(__file__).parents[2]
HOME = Path(pyspark.__file__).parent
# Longer than a start takes on a slow machine; nothing is timed by it.
PATIENCE = 90
# Machines that live for seconds spend most of them on making their code fast.
JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
FOODS = ("milk", "2 eggs", "cheddar cheese", "natto", "grandma's pie", "magnesium", "vitamin D3", "rice", "kale")
UNITS = ("g", "cup", "mg", "slice", None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _started(*arguments: str, log: Path) -> subprocess.Popen[bytes]:
    """A Spark daemon in a session of its own, so that it can be ended with the processes that it starts."""
    environment = os.environ | {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": JVM,
    }
    with log.open("wb") as out:
        return subprocess.Popen(
            [HOME / "bin" / "spark-class", *arguments],
            stdout=out,
            stderr=out,
            env=environment,
            start_new_session=True,
        )


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log.read_text()
        time.sleep(0.2)
    pytest.fail(f"no master on port {port} after {PATIENCE} s: {log.read_text()}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a daemon and what it started, by their process group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a standalone cluster: a master and two workers of one core each."""
    folder, port = tmp_path_factory.mktemp("spark"), _free_port()
    url = f"spark://127.0.0.1:{port}"
    deploy = "org.apache.spark.deploy"
    host = ("--host", "127.0.0.1", "--webui-port", "0")
    started = []
    try:
        started.append(_started(f"{deploy}.master.Master", *host, "--port", str(port), log=folder / "master.log"))
        _await(port, started[0], folder / "master.log")
        for number in (1, 2):
            each = ("--cores", "1", "--memory", "512m", "--work-dir", str(folder / f"work-{number}"))
            log = folder / f"worker-{number}.log"
            started.append(_started(f"{deploy}.worker.Worker", *host, *each, url, log=log))
        yield url
    finally:
        for process in started:
            _end(process)


@pytest.fixture(scope="module")
def spark(master: str) -> Iterator[Any]:
    """A session on the cluster, whose driver is killed when the tests take too long: a call then fails, none hangs."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    before = os.environ.get("SPARK_LOCAL_IP")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master(master).appName("tests")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.executor.memory": "512m",
        "spark.driver.memory": "512m",
        "spark.driver.extraJavaOptions": JVM,
        "spark.executor.extraJavaOptions": JVM,
        "spark.sql.codegen.maxFields": "40",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    driver: subprocess.Popen[bytes] = SparkContext._gateway.proc  # type: ignore[union-attr]
    watch = threading.Timer(3 * PATIENCE, driver.kill)
    watch.start()
    try:
        yield session
        if driver.poll() is None:
            session.stop()
    finally:
        watch.cancel()
        os.environ.pop("SPARK_LOCAL_IP")
        os.environ.update({} if before is None else {"SPARK_LOCAL_IP": before})


@pytest.fixture(scope="module")
def log() -> pl.DataFrame:
    """Lines of forty people over some days, some of them lost, undated or supplements."""
    rng = random.Random(7)
    rows = [
        (
            f"p{rng.randrange(40)}",
            rng.choice(["2026-03-01", "2026-03-02", "2026-03-03", None]),
            rng.choice(FOODS),
            rng.choice(["100", "2", "1/2", "37.5", "-1", None]),
            rng.choice(UNITS),
        )
        for _ in range(1500)
    ]
    return pl.DataFrame(rows, schema=["client", "date", "food", "amount", "unit"], orient="row")


@pytest.fixture(scope="module")
def clients() -> pl.DataFrame:
    """Half of the people, each with what is known of them."""
    rng = random.Random(8)
    rows = [
        (f"p{number}", rng.choice(["female", "male"]), rng.randrange(19, 90), rng.choice([None, 55.5, 80.0]))
        for number in range(0, 40, 2)
    ]
    return pl.DataFrame(rows, schema=["client", "sex", "age", "weight_kg"], orient="row")


def _equal(ours: pl.DataFrame, theirs: list[Any]) -> None:
    """Row by row the same, numbers to 1e-9."""
    assert len(theirs) == len(ours)
    for expected, found in zip(ours.iter_rows(named=True), theirs, strict=True):
        for name, value in expected.items():
            if isinstance(value, float):
                assert found[name] == pytest.approx(value, rel=1e-9, abs=1e-9), (name, expected)
            else:
                assert found[name] == value, (name, expected)


@pytest.mark.parametrize("per", ["client", "day"])
def test_a_cluster_gives_the_scores_of_one_machine(
    spark: Any, log: pl.DataFrame, clients: pl.DataFrame, per: str
) -> None:
    """`bonecheck.score` takes a Spark frame and gives one, equal to that of Polars to 1e-9."""
    ours = bonecheck.score(log, clients, per=per)
    there = bonecheck.score(
        spark.createDataFrame(log.rows(), "client string, date string, food string, amount string, unit string"),
        spark.createDataFrame(clients.rows(), "client string, sex string, age int, weight_kg double"),
        per=per,
    )
    assert type(there).__module__.startswith("pyspark")
    _equal(ours, there.collect())


def test_the_command_runs_on_the_cluster(
    master: str, spark: Any, log: pl.DataFrame, clients: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`bonecheck batch --engine spark` reads CSV, scores it on the cluster and writes what Spark writes."""
    from bonecheck.cli import main

    files = {name: str(tmp_path / name) for name in ("log.csv", "clients.csv", "out.parquet")}
    log.write_csv(files["log.csv"])
    clients.write_csv(files["clients.csv"])
    options = ("--engine", "spark", "--master", master, "--clients", files["clients.csv"], "-o", files["out.parquet"])
    monkeypatch.setattr(sys, "argv", ["bonecheck", "batch", files["log.csv"], *options])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code
    back = spark.read.parquet(files["out.parquet"]).collect()
    order = [(row["client"], KEYS.index(row["nutrient"])) for row in back]
    rows = [row for _, row in sorted(zip(order, back, strict=True), key=lambda pair: pair[0])]
    _equal(bonecheck.score(log, clients), rows)


def test_csv_is_written_without_formulas(spark: Any, tmp_path: Path) -> None:
    """A client whose name a spreadsheet would take for a formula is guarded; a folder that is there is kept."""
    from bonecheck.batch import spark as engine

    scores = spark.createDataFrame([("=1+1", 2.0), ("ann", 3.0)], "client string, intake double")
    assert engine.write(scores, str(tmp_path / "out.csv")) == 2
    back = spark.read.csv(str(tmp_path / "out.csv"), header=True).collect()
    assert sorted(tuple(row) for row in back) == [("'=1+1", "2.0"), ("ann", "3.0")]
    with pytest.raises(OptionError, match="cannot be written"):
        engine.write(scores, str(tmp_path / "out.csv"))
