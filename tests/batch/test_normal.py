"""The normal distribution of an array beside that of numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from bonecheck import confidence
from bonecheck.batch import normal

Z = [number / 100 for number in range(-1200, 1201)] + [math.inf, -math.inf]


def test_it_is_that_of_the_error_function() -> None:
    """To 1e-11 everywhere; the error function of the C library is the judge."""
    for z, found in zip(Z, normal.phi(np.array(Z)).tolist(), strict=True):
        assert found == pytest.approx(confidence.phi(z), abs=1e-11)


def test_a_logarithm_that_there_is_not_is_hugely_negative() -> None:
    """So that the distribution function of it is nothing."""
    first, second, *others = normal.log(np.array([-1.0, 0.0, 1.0, math.e])).tolist()
    assert first < -600
    assert second < -600
    assert others == pytest.approx([0.0, 1.0])
