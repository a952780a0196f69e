"""Logs written down in tests, read as bonecheck reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bonecheck import readers
from bonecheck.model import Log
from bonecheck.readers import dates

Read = Callable[..., Log]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """``read(text_or_bytes)`` reads a log as the file day.csv of the working folder."""
    monkeypatch.chdir(tmp_path)

    def call(log: str | bytes, order: dates.Order | None = None) -> Log:
        Path("day.csv").write_bytes(log.encode() if isinstance(log, str) else log)
        return readers.read_file("day.csv", order)

    return call
