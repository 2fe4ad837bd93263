"""The only source of random numbers: a keyed 64-bit mix, nothing that advances.

A draw is a pure function of (seed, stream, contact key, attempt). The run is not in
the key, so two runs over one list have the same luck and a comparison of two
policies shows the policies. No draw depends on which batch, worker or order it
came in.

References
----------
The finaliser is variant 13 of D. Stafford's "Better bit mixing" (2011), as used by
splitmix64 (Steele, Lea, Flood, OOPSLA 2014); `GOLDEN` is 2**64 / phi, made odd.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

GOLDEN = 0x9E3779B97F4A7C15
_M1 = 0xBF58476D1CE4E5B9
_M2 = 0x94D049BB133111EB
_MASK = (1 << 64) - 1


class Stream(IntEnum):
    """One number for each purpose, so that purposes never share a draw."""

    REPLY = 1
    LATENCY = 2
    SAMPLE = 3
    RETRY = 4
    DRILL = 5


def mix_int(x: int) -> int:
    """Mix one 64-bit integer, in plain Python; `_mix` is the same for arrays."""
    x &= _MASK
    x = ((x ^ (x >> 30)) * _M1) & _MASK
    x = ((x ^ (x >> 27)) * _M2) & _MASK
    return x ^ (x >> 31)


def draw_int(seed: int, stream: int, key: int, attempt: int) -> int:
    """One draw in [0, 2**64), in plain Python: the oracle of `uniform_u64`."""
    state = mix_int(mix_int(seed) + stream * GOLDEN)
    return mix_int(mix_int(state + key) + attempt * GOLDEN)


def uniform_u64(
    seed: int, stream: int, keys: NDArray[np.int64], attempts: NDArray[np.int64] | int
) -> NDArray[np.uint64]:
    """Draw one number per key and attempt, uniform over [0, 2**64).

    Parameters
    ----------
    seed : of the run, at least 0.
    stream : purpose, see `Stream`.
    keys : (n,) int64, contact keys.
    attempts : (n,) int64 or one number, from 1.

    Returns
    -------
    (n,) uint64
    """
    state = np.uint64(mix_int(mix_int(seed) + stream * GOLDEN))
    x = keys.astype(np.int64, copy=False).view(np.uint64) + state
    _mix(x)
    x += np.asarray(attempts, dtype=np.int64).astype(np.uint64) * np.uint64(GOLDEN)
    _mix(x)
    return x


def _mix(x: NDArray[np.uint64]) -> None:
    """Mix each element of `x` in place; products wrap modulo 2**64."""
    x ^= x >> np.uint64(30)
    x *= np.uint64(_M1)
    x ^= x >> np.uint64(27)
    x *= np.uint64(_M2)
    x ^= x >> np.uint64(31)
