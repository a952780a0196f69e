"""The shape of the code: which way imports point, who may know which library, and what a run may load."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from bonecheck.nutrients import NUTRIENTS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "bonecheck"

# From the ground floor up. A step imports itself and the steps above its own line, never one below it.
STEPS: tuple[frozenset[str], ...] = (
    frozenset(
        {"model", "nutrients", "units", "errors", "resources", "quantities", "links", "spreadsheet", "own"}
        | {"stated", "imported", "patterns", "accounted"}
    ),  # ground floor
    frozenset({"yaml_file"}),
    frozenset({"parse"}),  # 2 parse: a line's text, which the reader of free text takes the day and meal from
    frozenset({"readers"}),  # 1 read
    frozenset({"foods"}),  # 3 resolve
    frozenset({"totals"}),  # 3 total
    frozenset({"references", "profiles"}),  # 4 person → reference intakes
    frozenset({"targets_file"}),  # a YAML file → rows
    frozenset({"assess", "confidence"}),  # 4 assess
    frozenset({"mechanisms"}),  # 5 explain
    frozenset({"interplay", "cautions"}),  # 5 explain: what verdicts mean together, what to ask about
    frozenset({"graph"}),  # what a word asks about
    frozenset({"knowledge"}),  # the mechanisms files, when the data are compiled
    frozenset({"report"}),  # what a check answers
    frozenset({"reports"}),  # 6 report
    frozenset({"compiled"}),  # writes and opens what foods.index, references and mechanisms build and read
    frozenset({"pipeline"}),
    frozenset({"batch"}),  # the same steps over frames of many people's logs
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
# Steps that stand side by side in the flow: neither may know the other.
APART: tuple[tuple[str, str], ...] = (
    ("foods", "readers"),
    ("references", "foods"),
    ("references", "totals"),
    ("assess", "references"),
    ("assess", "totals"),
    ("mechanisms", "assess"),
    ("reports", "readers"),
    ("reports", "foods"),
    ("reports", "mechanisms"),
    ("reports", "graph"),
    ("reports", "interplay"),
    ("mechanisms", "knowledge"),
    ("reports", "references"),
)
# The parts of the package that a library may be imported from.
LIBRARIES: dict[str, frozenset[str]] = {
    "typer": frozenset({"cli"}),
    "rich": frozenset({"reports"}),
    "yaml": frozenset({"yaml_file"}),
    "rapidfuzz": frozenset({"foods", "parse"}),
    "platformdirs": frozenset({"compiled"}),
    "pandas": frozenset({"report", "readers", "pipeline", "batch"}),
    "polars": frozenset({"batch", "reports"}),
    "narwhals": frozenset({"batch"}),
    "openpyxl": frozenset({"batch"}),
    "xlsxwriter": frozenset({"reports"}),
    "numpy": frozenset({"batch"}),
    "pyspark": frozenset({"batch"}),
}
# Texts outside nutrients.py that name a nutrient, with the reason.
NAMED_ELSEWHERE: frozenset[tuple[str, str]] = frozenset(
    {
        ("foods/supplements.py", "vitamin_k2"),  # "vitamin K" on a label may be K1
        ("foods/supplements.py", "vitamin K2"),  # what to write instead
        ("readers/own_foods.py", "calcium_mg"),  # the example of a header with its unit
        ("readers/own_foods.py", "vitamin_k2_ug"),  # what to write instead of "vitamin K"
        ("readers/myfitnesspal.py", "calcium"),  # the one that it states in % of a daily value
        ("cli/foods.py", "vitamin_k2"),  # the help text of foods top
        ("cli/options.py", "protein"),  # the help text of --weight
        ("cli/options.py", "zinc"),  # that of --phytate
    }
)


class Import(NamedTuple):
    """One import statement's target; ``lazy`` within a function, ``typing`` for types alone."""

    module: str
    target: str
    lazy: bool
    typing: bool


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


SOURCES = {_module(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(SOURCES[module].read_text(encoding="utf-8"))


def _imports(module: str) -> Iterator[Import]:
    """Every import statement of a module, in functions and ``if TYPE_CHECKING`` too."""
    yield from _below(module, _tree(module), lazy=False, typing=False)


def _below(module: str, node: ast.AST, *, lazy: bool, typing: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        is_typing = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        for target in _targets(child):
            yield Import(module, target, lazy, typing)
        yield from _below(module, child, lazy=lazy or is_function, typing=typing or is_typing)


def _targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in SOURCES else str(node.module)


def _step(module: str) -> str:
    """The part of the package that a module belongs to: "bonecheck.foods.names" → "foods"."""
    return module.split(".")[1] if "." in module else ""


def _rank(module: str) -> int:
    """The place of a module's step in STEPS."""
    return next(rank for rank, steps in enumerate(STEPS) if _step(module) in steps)


INNER = [each for module in SOURCES for each in _imports(module) if each.target.split(".")[0] == "bonecheck"]
OUTER = [each for module in SOURCES for each in _imports(module) if each.target.split(".")[0] != "bonecheck"]


def test_every_part_has_its_place() -> None:
    """A new file or folder of the package is given a line in STEPS, and each line names one that is there."""
    parts = {_step(module) for module in SOURCES if _step(module)}
    assert parts == frozenset().union(*STEPS)


def test_imports_point_one_way() -> None:
    """A module imports from its own step and from those before it; types alone may be named from anywhere."""
    against = [
        f"{each.module} imports {each.target}"
        for each in INNER
        if _step(each.module) and _step(each.target) and not each.typing and _rank(each.target) > _rank(each.module)
    ]
    assert against == []


def test_steps_that_stand_apart_do_not_know_each_other() -> None:
    """Not even in the allowed direction: what they share lies on the ground floor."""
    against = [
        f"{each.module} imports {each.target}"
        for each in INNER
        if (_step(each.module), _step(each.target)) in APART and not each.typing
    ]
    assert against == []


def test_the_public_names_load_nothing() -> None:
    """``import bonecheck`` imports for types alone; a name is loaded when it is used."""
    assert [each for each in _imports("bonecheck") if each.target in SOURCES and not each.typing] == []


def test_no_module_imports_itself_in_a_circle() -> None:
    """The import statements that run form no circle, lazy ones included."""
    graph: dict[str, set[str]] = {module: set() for module in SOURCES}
    for each in INNER:
        # Whoever names a package for one of its modules does not depend on the others.
        if not each.typing and each.target != "bonecheck" and not each.module.startswith(f"{each.target}."):
            graph[each.module].add(each.target)
    assert len(list(TopologicalSorter(graph).static_order())) == len(SOURCES)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_known_to_its_part_alone(library: str) -> None:
    """Only cli/ knows Typer, only reports/ knows Rich, and so on."""
    users = {_step(each.module) for each in OUTER if each.target.split(".")[0] == library}
    assert users <= LIBRARIES[library]


def test_every_library_is_listed() -> None:
    """What is not in the standard library has a line in LIBRARIES."""
    used = {each.target.split(".")[0] for each in OUTER} - sys.stdlib_module_names
    assert used <= set(LIBRARIES)


def test_the_cli_alone_ends_the_process() -> None:
    """No module outside cli/ prints or exits."""
    found = [
        f"{module}:{node.lineno} {ast.unparse(node.func)}"
        for module in SOURCES
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call)
        and (ast.unparse(node.func) in {"print", "input"} or (_exits(node) and _step(module) != "cli"))
    ]
    assert found == []


def _exits(call: ast.Call) -> bool:
    return ast.unparse(call.func) in {"sys.exit", "exit", "os._exit", "SystemExit"}


def test_nutrients_are_named_in_one_place() -> None:
    """No text outside nutrients.py holds a nutrient's key, label or column, apart from NAMED_ELSEWHERE."""
    names = [name for nutrient in NUTRIENTS for name in (nutrient.column, nutrient.key, nutrient.label)]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    found = {
        (SOURCES[module].relative_to(PACKAGE).as_posix(), name)
        for module in SOURCES
        if module != "bonecheck.nutrients"
        for text in _texts(_tree(module))
        for name in pattern.findall(text)
    }
    assert found == NAMED_ELSEWHERE


def _texts(tree: ast.Module) -> Iterator[str]:
    """The string literals of a module that are no docstrings."""
    statements = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    docstrings = {id(value) for value in statements if isinstance(value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


# Costs more to import than a day's answer takes; or is read only when the data are compiled.
HEAVY = "pandas polars numpy narwhals scipy pyarrow yaml pydantic jsonschema asyncio".split()
_LOADED = """
import sys
from bonecheck.cli import main
sys.argv[0] = "bonecheck"
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
loaded = {name.split(".")[0] for name in sys.modules}
sys.stderr.write("loaded:" + " ".join(sorted(loaded)))
"""


def _loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that a command has loaded when it ends."""
    subprocess.run([sys.executable, "-m", "bonecheck", *arguments], cwd=ROOT, check=True, capture_output=True)
    run = subprocess.run(
        [sys.executable, "-c", _LOADED, *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(run.stderr.rpartition("loaded:")[2].split())


@pytest.mark.parametrize("format_", ["terminal", "json", "csv", "md"])
def test_a_day_loads_no_dataframe_library(format_: str) -> None:
    """The one-log path runs on plain Python, whatever it writes."""
    loaded = _loaded_by("check", "examples/day.csv", "--format", format_)
    assert loaded & set(HEAVY) == set()
    assert ("rich" in loaded) == (format_ == "terminal")


@pytest.mark.parametrize(
    "arguments", [("--help",), ("foods", "search", "greek yogurt"), ("explain", "calcium")], ids=" ".join
)
def test_other_commands_load_no_dataframe_library(arguments: tuple[str, ...]) -> None:
    """The small commands are as light."""
    assert _loaded_by(*arguments) & set(HEAVY) == set()


def test_help_loads_neither_data_nor_reports() -> None:
    """What ``--help`` does not print is not imported."""
    assert _loaded_by("--help") & {"sqlite3", "csv", "rich", "rapidfuzz", "platformdirs"} == set()
