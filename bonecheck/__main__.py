"""``python -m bonecheck``."""

from __future__ import annotations

from bonecheck.cli import main

main()
