"""One worker process as its supervisor sees it: alive, silent, or gone."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from mailsim_desktop import clock
from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.workers.pulse import Listener

HUNG_LOOKS = 50
"""Looks without a beat after which a worker counts as stopped: five seconds and more."""
START_LOOKS = 600
"""The same for one that has never been heard: its libraries may come from a slow disk."""
SILENT_LOOKS = 15
"""Looks without a beat after which it is told that the worker is silent."""
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class WatchedChild:
    """A worker process and its pulse; `hung` once it was killed for its silence."""

    process: Any
    pulse: Listener
    hung: bool = False
    started_utc_ms: int = field(default_factory=clock.now_utc_ms)

    def look(self) -> None:
        """Listen, and kill it where it has been silent for too long."""
        self.pulse.look()
        allowed = HUNG_LOOKS if self.pulse.heard else START_LOOKS
        if self.pulse.silent > allowed and not self.hung:
            worker = self.process.name.rpartition(" ")[2]
            _log.warning("worker is silent: killing it", extra={"worker": worker})
            self.hung = True
            self.process.kill()  # SIGTERM would wait until it goes on

    def state(self) -> WorkerState:
        """What it does, as far as anything is heard of it."""
        if not self.pulse.heard:
            return WorkerState.STARTING
        if self.pulse.silent > SILENT_LOOKS:
            return WorkerState.SILENT
        return self.pulse.vitals.state

    def end(self) -> int | None:
        """Collect a process that has ended, and its last words; returns its exit code."""
        exit_code: int | None = self.process.exitcode
        self.process.join()
        self.pulse.look()
        self.pulse.close()
        return exit_code
