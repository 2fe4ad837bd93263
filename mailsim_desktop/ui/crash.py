"""Catches what nobody expected: writes it to the log and tells the person, once.

For bugs only; errors that MailSim can explain have their own dialog. The window stays
open, because what is stored is safe and a run goes on in its own processes.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

_log = logging.getLogger(__name__)


class CrashHandler(QObject):
    """Takes over the hooks of this process for uncaught exceptions."""

    _caught = Signal(str, str)

    def __init__(self, show: Callable[[str, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._showing = False
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on, uncaught exceptions of every thread come here."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("uncaught", exc_info=(kind, error, trace))
        details = "".join(traceback.format_exception(kind, error, trace))
        self._caught.emit(f"{kind.__name__}: {error}", details)

    def _thread_hook(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._hook(caught.exc_type, caught.exc_value, caught.exc_traceback)

    @Slot(str, str)
    def _tell(self, summary: str, details: str) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            self._show(summary, details)
        finally:
            self._showing = False
