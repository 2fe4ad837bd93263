"""A worker process: leases and works until its parent ends or tells it to stop.

Gets the database's path and its own name, nothing else: control travels through rows.
It ends by itself when the parent dies, and after the batch in hand on SIGTERM.
"""

from __future__ import annotations

import logging
import signal
from pathlib import Path

import multiprocess
from multiprocess.connection import wait

from mailsim_desktop.errors import LeaseLostError, StoreBusyError
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.shard_worker import ShardWorker

IDLE_S = 0.001
LONGEST_IDLE_S = 0.02
_log = logging.getLogger(__name__)


class _Stop:
    """Set by SIGTERM: finish the round in hand, then end."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGTERM, self._on_signal)
        # Ctrl-C reaches the whole terminal; the parent pauses the run and stops us then.
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _on_signal(self, _number: int, _frame: object) -> None:
        self.asked = True


def main(database: Path, name: str) -> None:
    """Entry of a worker process."""
    stop = _Stop()
    parent = multiprocess.parent_process()
    store = Store(database)
    worker = ShardWorker(store, Queue(store), name)
    idle = IDLE_S
    while not stop.asked:
        if _work(worker):
            idle = IDLE_S
        elif wait([parent.sentinel], timeout=idle):  # idle, or orphaned
            break
        else:
            idle = min(2 * idle, LONGEST_IDLE_S)
        if not parent.is_alive():
            break
    store.close()


def _work(worker: ShardWorker) -> bool:
    try:
        return worker.work_once()
    except LeaseLostError as error:
        _log.warning("%s", error)
        return True
    except StoreBusyError as error:
        _log.warning("%s", error)
        return False
