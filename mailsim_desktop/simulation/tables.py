"""Shapes of distributions as integer quantile tables, interpolated in integers.

Logarithms and powers differ between numpy versions and processors; integers do not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain.scenario import PPM


def interpolate(quantiles: NDArray[np.int64], uniform: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Value of the distribution at each point of [0, 2**64).

    Parameters
    ----------
    quantiles : (m,) int64, m >= 2, not decreasing: values at equal steps of probability.
    uniform : (n,) uint64.

    Returns
    -------
    (n,) int64, in the unit of `quantiles`. The upper 32 bits of a draw decide, so
    values keep a resolution of 2**-32; a step between quantiles must stay below 2**31.
    """
    scaled = (uniform >> np.uint64(32)) * np.uint64(len(quantiles) - 1)
    index = (scaled >> np.uint64(32)).astype(np.int64)
    fraction = (scaled & np.uint64(0xFFFFFFFF)).astype(np.int64)
    low = quantiles[index]
    return low + (((quantiles[index + 1] - low) * fraction) >> 32)


def thresholds(shares_ppm: list[int]) -> NDArray[np.uint64]:
    """Upper ends, in [0, 2**64), of all intervals but those that end at 2**64.

    `numpy.searchsorted(thresholds, uniform, side="right")` then picks an index with
    the probability of its share in millionths.
    """
    ends = np.cumsum(shares_ppm)[:-1].tolist()
    # an end at 2**64 fits no uint64 and needs none: what follows it has a share of 0
    inner = [(end << 64) // PPM for end in ends if end < PPM]
    return np.array(inner, dtype=np.uint64)
