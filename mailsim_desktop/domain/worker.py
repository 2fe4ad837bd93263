"""What a worker process does at the moment, as its supervisor tells it."""

from __future__ import annotations

from enum import StrEnum


class WorkerState(StrEnum):
    """Told by the worker itself, but for the first and the last two, which others see."""

    STARTING = "starting"  # its process was begun, and nothing was heard of it yet
    IDLE = "idle"  # nothing to lease
    SIMULATING = "simulating"  # it has a lease: it reads and computes
    COMMITTING = "committing"  # it writes, or waits for whoever does
    SILENT = "silent"  # its pulse is missed: stopped, or about to be found dead
    ENDING = "ending"  # told to end after the batch in hand
