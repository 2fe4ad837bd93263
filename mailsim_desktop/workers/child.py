"""A worker process: leases and works until its parent ends or tells it to stop.

Gets the database's path and its own name, nothing else: control travels through rows.
It ends by itself when the parent dies, and after the batch in hand on SIGTERM.
"""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path
from typing import Any

import multiprocess
from multiprocess.connection import wait

from mailsim_desktop import log, paths
from mailsim_desktop.errors import ConditionError, LeaseLostError, StoreBusyError
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers.pulse import send_last_words, start_beating
from mailsim_desktop.workers.shard_worker import ShardWorker
from mailsim_desktop.workers.vitals import Vitals, WatchedQueue

IDLE_S, MORE_IDLE = 0.000_3, 1.5
LONGEST_IDLE_S = 0.02
_log = logging.getLogger(__name__)


class _Stop:
    """Set by SIGTERM or by the parent's death: finish the batch in hand, then end."""

    def __init__(self, parent: Any) -> None:
        self.asked = False
        self._parent = parent
        signal.signal(signal.SIGTERM, self._on_signal)
        # Ctrl-C reaches the whole terminal; the parent pauses the run and stops us then.
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _on_signal(self, _number: int, _frame: object) -> None:
        self.asked = True

    def __call__(self) -> bool:
        """It is time to end."""
        return self.asked or not self._parent.is_alive()


def main(database: Path, name: str, pulse: Any) -> None:
    """Entry of a worker process; `pulse` is the writing end of a pipe, see `workers.pulse`."""
    vitals = Vitals()
    start_beating(pulse, vitals)
    log.start_in_worker(paths.log_folder(), name)
    parent = multiprocess.parent_process()
    stop = _Stop(parent)
    store = Store(database)
    worker = ShardWorker(store, WatchedQueue(store, vitals), name)
    idle = IDLE_S
    while not stop():
        if _work(worker, stop, pulse):
            idle = IDLE_S
        else:
            wait([parent.sentinel], timeout=idle)  # returns at once when orphaned
            idle = min(MORE_IDLE * idle, LONGEST_IDLE_S)
    store.close()


def _work(worker: ShardWorker, stop: _Stop, pulse: Any) -> bool:
    try:
        return worker.work_once(stop)
    except LeaseLostError as error:
        _log.warning("%s", error)
        return True
    except StoreBusyError as error:
        _log.warning("%s", error)
        return False
    except Exception as error:  # noqa: BLE001 # the last border of the process
        # The log has the traceback; the terminal belongs to the parent.
        _log.exception("the worker ends")
        if isinstance(error, ConditionError):
            send_last_words(pulse, error)
        sys.exit(getattr(error, "exit_code", 1))
