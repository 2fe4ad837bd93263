"""Keeps the write-ahead log of the database short while workers write.

SQLite cannot begin the log anew while anybody reads an old state of the database: a reader
that never lets go would let it grow without bound. Workers stop at `MOST_LOG_BYTES` (see
`Store.log_is_full`); here the log is cut off as soon as its readers have ended.
"""

from __future__ import annotations

import logging

from mailsim_desktop import clock
from mailsim_desktop.errors import StoreBusyError
from mailsim_desktop.store import events
from mailsim_desktop.store.database import Store

CHECKPOINT_S = 2.0
PATIENT_LOOKS = 10
"""Looks at a full log, each of which tried to cut it off, before its readers are blamed."""
_log = logging.getLogger(__name__)


class LogKeeper:
    """Asked at each look of the supervisor."""

    def __init__(self) -> None:
        self._checkpoint_at = 0.0
        self._full_looks = 0

    def keep_short(self, store: Store, driven: list[int]) -> None:
        """Move the log into the database now and then; cut it off where it is full.

        Parameters
        ----------
        driven : ids of the runs that have to wait then, which their events tell.
        """
        full = store.log_is_full()
        if full or self._checkpoint_at <= clock.monotonic_s():
            self._checkpoint_at = clock.monotonic_s() + CHECKPOINT_S
            store.checkpoint(wait=full)
        # The workers alone fill it too, for a moment: they stop, and it is cut off.
        self._full_looks = self._full_looks + 1 if full and store.log_is_full() else 0
        if self._full_looks == PATIENT_LOOKS:
            _log.warning("the write-ahead log is full: the workers wait for a reader to end")
            self._tell(store, driven)

    @staticmethod
    def _tell(store: Store, driven: list[int]) -> None:
        try:
            with store.write() as connection:
                for run_id in driven:
                    events.record(connection, run_id, "log_full", {})
        except StoreBusyError as error:
            _log.warning("%s", error)
