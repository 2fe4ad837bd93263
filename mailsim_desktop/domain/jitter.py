"""Jitter: how a retry's delay is spread, so that those who failed together do not return together.

References
----------
The kinds full, equal and decorrelated are those of the AWS architecture blog ("Exponential
Backoff And Jitter"); centred is KumoMTA's.
"""

from __future__ import annotations

from enum import StrEnum

from mailsim_desktop.domain.simulated_time import SECOND_US


class Jitter(StrEnum):
    """Which part of a delay is left to chance; v is the delay of the rule."""

    NONE = "none"  # v itself
    FULL = "full"  # between 0 and v
    EQUAL = "equal"  # between v/2 and v
    DECORRELATED = "decorrelated"  # between the base and three times the delay before
    CENTRED = "centred"  # around v, as wide as a twentieth of the first delay, at most a minute


WIDEST_US = 60 * SECOND_US
"""Of the jitter centred."""


def share(value_us: int, draw: int) -> int:
    """Part of `value_us` that a draw in [0, 2**64) takes; its upper 32 bits decide."""
    return value_us * (draw >> 32) >> 32


def jittered(jitter: Jitter, first_us: int, delay_us: int, draw: int) -> int:
    """Delay with its jitter; of a decorrelated one see `decorrelated`.

    Parameters
    ----------
    first_us : the rule's delay after the first failed attempt.
    draw : in [0, 2**64).
    """
    if jitter is Jitter.FULL:
        return share(delay_us, draw)
    if jitter is Jitter.EQUAL:
        return delay_us - delay_us // 2 + share(delay_us // 2, draw)
    if jitter is Jitter.CENTRED:
        width = min(first_us // 20, WIDEST_US)
        return max(0, delay_us - width // 2 + share(width, draw))
    return delay_us


def decorrelated(base_us: int, cap_us: int, previous_us: int, draw: int) -> int:
    """Delay after one of `previous_us`; the delay before the first is the base."""
    return min(cap_us, base_us + share(3 * previous_us - base_us, draw))
