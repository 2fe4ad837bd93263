"""Priorities between runs that share workers: they change wall time only (rule R6)."""

from __future__ import annotations

from enum import StrEnum


class Priority(StrEnum):
    """How much of the workers' time a run gets beside others."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


STRIDES = {Priority.LOW: 16, Priority.NORMAL: 4, Priority.HIGH: 1}
"""What an attempt adds to a run's pass; the run with the least pass is served next.

So of two busy runs the one of high priority makes four attempts for each of a normal one.

References
----------
Waldspurger and Weihl, "Stride Scheduling" (MIT, 1995).
"""
