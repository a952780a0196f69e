"""The normal distribution over arrays and columns: by arithmetic alone, for what has no error function."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

# J. F. Hart et al., Computer Approximations, Wiley 1968, algorithm 5666 for 1 - Φ, as G. West gives it (Better
# approximations to cumulative normal functions, Wilmott Magazine, May 2005): double precision up to |z| = 7.07.
_OVER: Final = (
    3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
    220.206867912376,
)  # fmt: skip
_UNDER: Final = (
    8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
    793.826512519948, 440.413735824752,
)  # fmt: skip
# Beyond so many standard deviations the tail is held to nothing: it is below 1e-12.
FAR: Final = 7.07
TINY: Final = 1e-300


def _polynomial(coefficients: tuple[float, ...], x: Any) -> Any:
    return reduce(lambda value, each: value * x + each, coefficients[1:], coefficients[0])


def phi(z: Array) -> Array:
    """The standard normal distribution function of an array."""
    below: Array = tail(np.minimum(np.abs(z), FAR), np.exp)
    return np.where(z > 0, 1.0 - below, below)


def tail(far: Any, exp: Callable[[Any], Any]) -> Any:
    """What lies below −``far`` (0 to FAR), of columns of any library whose exponential function is given."""
    return exp(far * far * -0.5) * _polynomial(_OVER, far) / _polynomial(_UNDER, far)


def log(x: Array) -> Array:
    """The natural logarithm of an array; hugely negative where there is none."""
    return np.log(np.maximum(x, TINY))
