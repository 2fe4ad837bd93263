"""Collects cyclic garbage on the GUI thread alone.

Python's collector runs on whichever thread allocates next, and would there destroy
widgets that belong to the GUI thread, which ends the process. So automatic collection is
off while a window lives, and a timer does the same work here, in small portions.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 500


class GarbageCollector(QObject):
    """Follows the interpreter's own thresholds, on the thread that made it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._look)
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give collection back to the interpreter."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        wanted = -1
        for generation, (count, threshold) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        ):
            if count > threshold:
                wanted = generation
        if wanted >= 0:
            gc.collect(wanted)
