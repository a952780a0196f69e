"""Where the data files are: beside the package in a wheel, at the root of a checkout otherwise."""

from __future__ import annotations

from pathlib import Path

from bonecheck.errors import DataError

COMPILED = "bonecheck.sqlite"
KNOWLEDGE = ("mechanisms.yaml", "mechanisms_bone.yaml", "mechanisms_graph.yaml", "mechanisms_sources.yaml")
SOURCES = (
    "foods.csv",
    "portions.csv",
    "group_limits.csv",
    "companions.csv",
    "household.csv",
    "k2_sources.csv",
    "supplements.csv",
    "synonyms.yaml",
    "targets.yaml",
    "variability.csv",
    *KNOWLEDGE,
)
_PACKAGE = Path(__file__).parent


def data_folder() -> Path:
    """The folder of the data files. Raises DataError when the installation has none."""
    for folder in (_PACKAGE / "data", _PACKAGE.parent / "data"):
        if (folder / SOURCES[0]).is_file():
            return folder
    raise DataError("the data files are missing from this installation", "install bonecheck again")


def schema_file(name: str = "report-1.json") -> Path:
    """The JSON Schema of the JSON report, or of another output by its file name."""
    return _PACKAGE / "schemas" / name
