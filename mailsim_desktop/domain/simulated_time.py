"""The unit of simulated time, and how an instant of it is written.

All simulated time is integer microseconds since the start of the run; names end in `_us`.
"""

from __future__ import annotations

SECOND_US = 1_000_000


def clock(seconds: int) -> str:
    """Write whole simulated seconds as ``hh:mm:ss``; hours grow as they must."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def exact_clock(us: int) -> str:
    """Write simulated microseconds as ``hh:mm:ss.mmm``, cut below the millisecond."""
    return f"{clock(us // SECOND_US)}.{us // 1000 % 1000:03}"
