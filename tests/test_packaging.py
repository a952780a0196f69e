"""An installed wheel, an editable install and a checkout all find their data. Nothing here needs a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bonecheck import __version__, resources

ROOT = Path(__file__).parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
LOG = "food,amount,unit\nmilk,1,cup\n"
_WHERE = "import bonecheck, bonecheck.resources as r; print(bonecheck.__file__); print(r.data_folder())"


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Standard output of a command; a failure shows what it said."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    run = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**inherited, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr + run.stdout
    return run.stdout


def _check(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Check a small log in the folder ``cwd`` and give the JSON."""
    (cwd / "log.csv").write_text(LOG, encoding="utf-8")
    return _run(*command, "check", "log.csv", "--format", "json", cwd=cwd, **environment)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built once, with the hatchling of this environment."""
    target = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, ROOT, cwd=target)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="session")
def in_wheel(wheel: Path) -> Iterator[zipfile.ZipFile]:
    """The wheel, opened."""
    with zipfile.ZipFile(wheel) as archive:
        yield archive


def _environment(folder: Path) -> Path:
    """The Python of a new virtual environment that sees this one's libraries behind its own."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / SCRIPTS / ("python.exe" if os.name == "nt" else "python")
    site = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (site / "libraries.pth").write_text("\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
    return python


def _pip_install(python: Path, *what: str | Path) -> None:
    # A bonecheck among this environment's libraries must not pass for the one that is wanted, nor be touched.
    options = ("--quiet", "--no-deps", "--no-index", "--ignore-installed", "--disable-pip-version-check")
    _run(sys.executable, "-m", "pip", "--python", python, "install", *options, *what, cwd=python.parent)


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that the wheel is installed in."""
    python = _environment(tmp_path_factory.mktemp("installed"))
    _pip_install(python, wheel)
    return python


def test_the_wheel_carries_all_of_data(in_wheel: zipfile.ZipFile) -> None:
    """Every file of data/ is in it, byte for byte, and beside them what is compiled from them."""
    carried = {name for name in in_wheel.namelist() if name.startswith("bonecheck/data/")}
    files = [path for path in (ROOT / "data").iterdir() if path.is_file()]
    assert carried == {f"bonecheck/data/{name}" for name in (*(path.name for path in files), resources.COMPILED)}
    assert [path.name for path in files if in_wheel.read(f"bonecheck/data/{path.name}") != path.read_bytes()] == []
    assert set(resources.SOURCES) <= {path.name for path in files}


def test_the_wheel_carries_what_the_package_needs_and_no_more(in_wheel: zipfile.ZipFile) -> None:
    """Every module, the type marker and the schemas; no tests, no tools, no caches."""
    names = set(in_wheel.namelist())
    package = {path.relative_to(ROOT).as_posix() for path in (ROOT / "bonecheck").rglob("*.py")}
    schemas = {f"bonecheck/schemas/{name}-1.json" for name in ("report", "scores", "targets")}
    needed = package | schemas | {"bonecheck/py.typed"}
    metadata = f"bonecheck-{__version__}.dist-info/"
    assert needed <= names
    assert {name for name in names - needed if not name.startswith(("bonecheck/data/", metadata))} == set()
    assert f"{metadata}licenses/LICENSE" in names
    assert "bonecheck = bonecheck.cli:main" in in_wheel.read(f"{metadata}entry_points.txt").decode()


def test_the_installed_command_works_anywhere(installed: Path, tmp_path: Path) -> None:
    """Another folder, no cache to write to: the installed data and the compiled file in it are used."""
    package, data = _run(installed, "-c", _WHERE, cwd=tmp_path).splitlines()
    assert Path(data) == Path(package).parent / "data"
    assert installed.parents[1] in Path(package).parents
    assert (Path(data) / resources.COMPILED).is_file()
    written = _check(installed.parent / "bonecheck", cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert '"schema": "bonecheck.report/1"' in written
    assert not (tmp_path / "cache").exists()


def test_the_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    """The script and ``python -m bonecheck`` are the same program."""
    script = _run(installed.parent / "bonecheck", "--version", cwd=tmp_path)
    assert script == _run(installed, "-m", "bonecheck", "--version", cwd=tmp_path) == f"bonecheck {__version__}\n"


def test_an_installed_and_a_checked_out_copy_say_the_same(installed: Path, tmp_path: Path) -> None:
    """The file compiled into the wheel answers as the one compiled from the checkout does."""
    wheel_says = _check(installed.parent / "bonecheck", cwd=tmp_path)
    assert wheel_says == _check(sys.executable, "-m", "bonecheck", cwd=tmp_path, PYTHONPATH=str(ROOT))


def test_an_editable_install_uses_the_data_of_the_checkout(tmp_path: Path) -> None:
    """It finds data/ at the checkout's root and compiles it once into the user's cache."""
    python = _environment(tmp_path / "environment")
    _pip_install(python, "--no-build-isolation", "--editable", ROOT)
    assert _run(python, "-c", _WHERE, cwd=tmp_path).splitlines()[1] == str(ROOT / "data")
    for _ in range(2):
        _check(python.parent / "bonecheck", cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "cache"))
        assert len(list((tmp_path / "cache" / "bonecheck").iterdir())) == 1


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the package and its data that a test may change."""
    for folder in ("bonecheck", "data"):
        shutil.copytree(ROOT / folder, tmp_path / "checkout" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "checkout"


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """Where a file stands in the cache's place, the data are compiled in memory."""
    (tmp_path / "cache").write_text("no folder")
    written = _check(
        sys.executable, "-m", "bonecheck", cwd=tmp_path, PYTHONPATH=str(ROOT), XDG_CACHE_HOME=str(tmp_path / "cache")
    )
    assert '"schema": "bonecheck.report/1"' in written


def test_changed_data_are_compiled_anew(checkout: Path, tmp_path: Path) -> None:
    """The cached file is not used for other data than it was made from."""
    command, cache = (sys.executable, "-m", "bonecheck", "foods", "search", "zzyzx cake"), tmp_path / "cache"
    environment = {"PYTHONPATH": str(checkout), "XDG_CACHE_HOME": str(cache)}
    _run(sys.executable, "-m", "bonecheck", "explain", "MD-08", cwd=tmp_path, **environment)
    first = set((cache / "bonecheck").iterdir())
    foods = checkout / "data" / "foods.csv"
    columns = foods.read_text(encoding="utf-8").partition("\n")[0].count(",") + 1
    with foods.open("a", encoding="utf-8", newline="") as file:
        file.write(",".join(["test:1", "Zzyzx cake", "", "other", *[""] * (columns - 5), "0"]) + "\n")
    assert "test:1" in _run(*command, cwd=tmp_path, **environment)
    assert set((cache / "bonecheck").iterdir()) != first


def test_an_installation_without_data_says_so(checkout: Path, tmp_path: Path) -> None:
    """One line on standard error and exit code 2."""
    shutil.rmtree(checkout / "data")
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "bonecheck", "check", "log.csv"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        "bonecheck: the data files are missing from this installation\n  try: install bonecheck again\n"
    )
