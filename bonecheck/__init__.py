"""bonecheck: what you ate, held against what bone needs.

The public API; everything else is private and may move.

>>> import bonecheck
>>> report = bonecheck.check([{"food": "cheddar cheese", "amount": 100, "unit": "g"}])
>>> report.days[0].nutrients["calcium"].finding.status
<Status.LOW: 'low'>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bonecheck.batch.api import score
    from bonecheck.errors import BonecheckError, Problem
    from bonecheck.model import LifeStage, Profile, Sex, Status
    from bonecheck.pipeline import check
    from bonecheck.profiles import make_profile
    from bonecheck.report import Report

__version__ = "0.1.0"

__all__ = [
    "BonecheckError",
    "LifeStage",
    "Problem",
    "Profile",
    "Report",
    "Sex",
    "Status",
    "__version__",
    "check",
    "make_profile",
    "score",
]

_HOMES = {
    "BonecheckError": "bonecheck.errors",
    "LifeStage": "bonecheck.model",
    "Problem": "bonecheck.errors",
    "Profile": "bonecheck.model",
    "Report": "bonecheck.report",
    "Sex": "bonecheck.model",
    "Status": "bonecheck.model",
    "check": "bonecheck.pipeline",
    "make_profile": "bonecheck.profiles",
    "score": "bonecheck.batch.api",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `bonecheck --help` loads none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
