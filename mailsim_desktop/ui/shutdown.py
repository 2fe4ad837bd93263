"""Closes the window without losing anything and without leaving a process behind.

Asks first if a campaign is half written or a run would be stopped. Then pauses the run, ends
the workers and the threads, all in the background; only then is the window really closed.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.dialogs.closing import closing_dialog
from mailsim_desktop.ui.import_flow import ImportFlow
from mailsim_desktop.ui.reader import Reader
from mailsim_desktop.ui.writing_flow import WritingFlow


class Shutdown(QObject):
    """Runs once."""

    began = Signal()
    finished = Signal()

    def __init__(
        self,
        context: Context,
        reader: Reader,
        imports: ImportFlow,
        writing: WritingFlow,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._reader = reader
        self._imports = imports
        self._writing = writing
        self._window = window
        self._asking = False
        self.is_finished = False

    def begin(self) -> None:
        """Ask if need be, then close everything."""
        if self._asking:
            return
        self._asking = True
        self._writing.leave(self._ask_of_runs, self._stay)

    def _ask_of_runs(self) -> None:
        driven = self._context.room.driven()
        if not driven:
            self._go()
            return
        dialog = closing_dialog(driven, self._context.theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._go)
        dialog.rejected.connect(self._stay)
        dialog.open()

    def begin_unasked(self) -> None:
        """Close everything; what is going on is paused. For a signal, which cannot answer."""
        if not self._asking:
            self._asking = True
            self._go()

    def _stay(self) -> None:
        self._asking = False

    def _go(self) -> None:
        self.began.emit()
        self._imports.stop()

        def work(store: Store) -> None:
            try:
                self._context.room.close(store)
            finally:
                self._reader.stop()

        self._context.bridge.write(work, failed=self._ignore, ended=self._end)

    def _ignore(self, _error: MailSimError) -> None:
        """Close all the same: what is stored is safe, and a resumed run goes on from it."""

    def _end(self) -> None:
        """Whatever came of it: a window that cannot be closed would be worse."""
        self._window.hide()
        self._context.bridge.close()
        self.is_finished = True
        self.finished.emit()
