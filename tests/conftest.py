"""What all tests share: golden files with one way to write them anew, and a cache that is not the user's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-goldens``."""
    parser.addoption("--update-goldens", action="store_true", help="write golden files and README blocks anew")


@pytest.fixture(autouse=True, scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compile the data into a folder of this session, for this process and every process that a test starts."""
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether golden texts are to be written instead of compared."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture
def golden(updating: bool) -> Callable[[str, str], None]:
    """``golden("reports/report.csv", text)`` compares a text with a file under tests/cases/."""

    def compare(name: str, text: str) -> None:
        path = CASES / name
        if updating:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare
