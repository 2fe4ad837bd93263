"""How far the horizon moves next: as fast as possible, in fixed steps, or at N x real time.

Pure arithmetic on measured figures; the governor asks and waits.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.simulated_time import SECOND_US

ATTEMPTS_PER_SHARD = 8_000
"""In one step of an unpaced run: a quarter of a second of two processors, a barrier a few ms."""
FIRST_STEP_US = 10_000_000
LIVE_STEP_S = 0.25
MOST_GROWTH = 4


@dataclass(frozen=True, slots=True)
class Step:
    """What the last step came to."""

    simulated_us: int
    attempts: int
    shards: int
    barrier_s: float


def next_step_us(last: Step | None, previous_us: int | None, fixed_us: int | None) -> int:
    """Length of the next step of an unpaced run, in simulated microseconds.

    Adaptive by default: about 8,000 attempts for each shard, growing at most four-fold.

    Parameters
    ----------
    previous_us : length of the last step, None at the start.
    fixed_us : length the person asked for; 0 means one step to the end.
    """
    if fixed_us == 0:
        return NEVER_US
    if fixed_us is not None:
        return fixed_us
    if last is None or previous_us is None:
        return FIRST_STEP_US
    if last.attempts == 0:
        return previous_us * MOST_GROWTH
    wanted = previous_us * ATTEMPTS_PER_SHARD * last.shards // last.attempts
    return max(1, min(wanted, previous_us * MOST_GROWTH))


def live_step_us(speed: int, barrier_s: float) -> int:
    """Length of a step at `speed` simulated seconds per real second.

    A quarter of a real second, or three times what the last barrier took, so that the
    machine keeps up.
    """
    return int(speed * SECOND_US * max(LIVE_STEP_S, 3 * barrier_s))
