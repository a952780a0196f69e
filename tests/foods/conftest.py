"""The compiled food table, opened once."""

from __future__ import annotations

import pytest

from bonecheck import compiled
from bonecheck.foods.table import FoodTable


@pytest.fixture(scope="session")
def table() -> FoodTable:
    """The food table that ships."""
    return FoodTable(compiled.connect())
