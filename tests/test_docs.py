"""The manual is executed: what README shows is what the tool prints, and what can happen is in it."""

from __future__ import annotations

import ast
import doctest
import importlib
import os
import pkgutil
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bonecheck
from bonecheck.reports import Format

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", "benchmarks/README.md")
_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_PYTHON = re.compile(r"(?<=^```python\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
# The installed command, without asking where it is installed.
_COMMAND = "import sys; sys.argv[0] = 'bonecheck'; from bonecheck.cli import main; main()"


def _output(line: str) -> str:
    """What a command line of README prints at 80 columns, without colour, without blank lines around it."""
    words = shlex.split(line)
    if words[0] == "cat":
        return (ROOT / words[1]).read_text(encoding="utf-8")
    assert words[0] == "bonecheck", f"README shows a command that is not run here: {line}"
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", _COMMAND, *words[1:]],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.strip("\n") + "\n"


def _executed(block: str) -> str:
    """A console block with the outputs that its commands have now."""
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {command}\n{_output(command)}" for command in commands)


def test_readme_shows_what_the_tool_prints(updating: bool) -> None:
    """Every command of README prints what stands below it; ``--update-goldens`` writes it there."""
    text = README.read_text(encoding="utf-8")
    executed = _CONSOLE.sub(lambda block: _executed(block[0]), text)
    if updating:
        README.write_text(executed, encoding="utf-8")
        text = executed
    assert text == executed


def test_readme_opens_with_a_log_of_ten_lines() -> None:
    """The first thing a reader sees is a log, the command and the report."""
    log, report = _CONSOLE.findall(README.read_text(encoding="utf-8"))[:2]
    assert len(log.splitlines()) == 1 + 10
    assert report.startswith("$ bonecheck check examples/readme.csv")


def test_the_python_example_runs() -> None:
    """The example of the Python API gives what README says."""
    for number, block in enumerate(_PYTHON.findall(README.read_text(encoding="utf-8"))):
        example = doctest.DocTestParser().get_doctest(block, {}, f"README block {number}", str(README), 0)
        assert example.examples
        assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize(
    "module", [each.name for each in pkgutil.walk_packages(bonecheck.__path__, "bonecheck.")] + ["bonecheck"]
)
def test_examples_in_docstrings_run(module: str) -> None:
    """Every ``>>>`` of the package is true."""
    if module != "bonecheck.__main__":
        assert doctest.testmod(importlib.import_module(module)).failed == 0


def _codes() -> set[str]:
    """The problem codes that the code base can emit: its texts of that form where lines of a log are judged."""
    return {
        node.value
        for folder in ("readers", "foods", "batch")
        for path in (ROOT / "bonecheck" / folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z]+(-[a-z]+)+", node.value)
    }


def _first_cells(heading: str) -> set[str]:
    """The words in code type in the first column of the table under a heading of README."""
    section = README.read_text(encoding="utf-8").partition(f"{heading}\n")[2].partition("\n#")[0]
    assert section, f"README has no section {heading!r}"
    return set(re.findall(r"^\| `([^`]+)`", section, re.MULTILINE))


def test_every_problem_has_a_row() -> None:
    """The table of problems has the codes that can be met, each once, and no other."""
    assert _first_cells("### Problems") == _codes()


def test_every_format_has_a_row() -> None:
    """The table of formats has every choice of ``--format``."""
    assert _first_cells("### Formats") == set(Format)


def test_every_command_is_shown() -> None:
    """README runs each command that ``--help`` lists."""
    listed = re.findall(r"^  ([a-z]+) {2,}", _output("bonecheck --help").partition("Commands:")[2], re.MULTILINE)
    shown = set(re.findall(r"^\$ bonecheck ([a-z]+)", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(listed) <= shown


def _links(page: str) -> Iterator[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    yield from re.findall(r"\]\((?!https?:|#)([^)#]+)\)", text)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """Every link to a file of the project finds it."""
    assert [link for link in _links(page) if not (ROOT / page).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "benchmarks/README.md"])
def test_files_that_are_named_are_there(page: str) -> None:
    """A path in code type is the path of a file or folder."""
    text = (ROOT / page).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:bonecheck|data|tools|tests|examples|benchmarks|\.ci)/[\w./-]*)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_version_is_in_the_changelog() -> None:
    """The version that the package states has a section."""
    assert f"## [{bonecheck.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
