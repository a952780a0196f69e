"""Wheels carry the data compiled: `bonecheck/data/bonecheck.sqlite` is made when a wheel is built."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledData(BuildHookInterface):  # type: ignore[type-arg]
    """Compile data/ into a file of the wheel; an editable install compiles at its first run instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the file and have it included."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from bonecheck import compiled, resources

        self._folder = Path(tempfile.mkdtemp(prefix="bonecheck-"))
        target = self._folder / resources.COMPILED
        connection = sqlite3.connect(target)
        compiled.fill(connection, Path(self.root) / "data")
        connection.close()
        build_data["force_include"][str(target)] = f"bonecheck/data/{resources.COMPILED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's signature
        """Remove what `initialize` made."""
        if version != "editable":
            shutil.rmtree(self._folder, ignore_errors=True)
