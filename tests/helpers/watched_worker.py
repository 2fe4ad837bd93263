"""A worker process that tells when it holds a lease and has read a batch, and then waits.

So a test can kill it with SIGKILL exactly there. It is the product's worker on a queue that
watches; nothing else differs.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from mailsim_desktop.store.batches import JobRows
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.shard_worker import ShardWorker


class WatchedQueue(Queue):
    """Reports through a pipe after reading jobs, and goes no further."""

    def __init__(self, store: Store, reports: Any) -> None:
        super().__init__(store)
        self._reports = reports

    def read_jobs(self, lane_id: int, **parts: Any) -> JobRows:
        found = super().read_jobs(lane_id, **parts)
        self._reports.send(len(found.fresh) + len(found.deferred))
        threading.Event().wait(60)  # until SIGKILL
        return found


def main(database: Path, name: str, reports: Any) -> None:
    """Entry of the process: one round of work, as far as the kill lets it come."""
    store = Store(database)
    ShardWorker(store, WatchedQueue(store, reports), name).work_once()
