"""Tells the person what is wrong, by a banner or a dialog, whichever fits.

A standing condition is a banner, a decision or a failure is a dialog. What was done is a
notice: see `widgets.toasts`.
"""

from __future__ import annotations

import traceback

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mailsim_desktop.errors import DatabaseLostError, MailSimError
from mailsim_desktop.services.metrics import Reading
from mailsim_desktop.services.runs import is_driven_elsewhere
from mailsim_desktop.ui.dialogs.about import AboutDialog
from mailsim_desktop.ui.dialogs.errors import bug_dialog, error_dialog
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.banner import Banner, Condition

_UNREAD = "unread"
_CLOSING = "closing"
_ELSEWHERE = "elsewhere"
_SHOWN = 10
"""Errors named in one dialog; the log holds all of them."""


class Tellers(QObject):
    """Speaks for one window."""

    def __init__(self, banner: Banner, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._banner = banner
        self._theme = theme
        self._window = window
        self._is_telling = False
        self._waiting: list[MailSimError] = []
        self._watched: tuple[int, str | None] | None = None

    def error(self, error: MailSimError) -> None:
        """Show an error that can be explained; while one is shown, the others wait."""
        if self._is_telling:
            self._waiting.append(error)
            return
        self._is_telling = True
        dialog = error_dialog(error, self._theme, self._window)
        dialog.finished.connect(self._tell_next)
        dialog.open()

    def _tell_next(self, _answer: int) -> None:
        """One that waited is told as the first one was, several in one dialog."""
        self._is_telling = False
        behind, self._waiting = self._waiting, []
        if len(behind) == 1:
            self.error(behind[0])
        elif behind:
            told = [error.brief() for error in behind]
            happened = self.tr("%Ln more things went wrong", "", len(told))
            self.error(
                MailSimError(happened, "\n".join([*told[:_SHOWN], *(["…"] * (len(told) > _SHOWN))]))
            )

    def run_broke(self, run_id: int, error: BaseException) -> None:
        """Show what stopped a run."""
        happened = self.tr("Run {0} stopped").format(run_id)
        if isinstance(error, MailSimError):
            error_dialog(error, self._theme, self._window, happened=happened).open()
            return
        details = "".join(traceback.format_exception(error))
        bug_dialog(f"{happened}: {error}", details, self._theme, self._window).open()

    def trouble(self, error: MailSimError) -> None:
        """Say that the database cannot be read now; reading is tried again.

        Where it is no longer the one that was opened, say what to do instead of waiting.
        """
        fact = error.hint if isinstance(error, DatabaseLostError) else self.tr("Trying again.")
        self._banner.show_condition(Condition(_UNREAD, Glyph.FAILED, error.brief(), fact))

    def trouble_is_over(self) -> None:
        """Take that banner away."""
        self._banner.withdraw(_UNREAD)

    def held_up(self, run_id: int, error: MailSimError | None) -> None:
        """Say that a run waits, and for what; or, without an error, that it goes on."""
        name = f"run {run_id}"
        if error is None:
            self._banner.withdraw(name)
            return
        waits = self.tr("Run {0} waits.").format(run_id)
        self._banner.show_condition(Condition(name, Glyph.WARNING, waits, error.brief()))

    def watching(self, reading: Reading | None) -> None:
        """Say that another process drives the run shown, for as long as that is so."""
        run = None if reading is None else reading.run
        found = None if run is None or not is_driven_elsewhere(run) else (run.id, run.host)
        if found == self._watched:
            return
        self._watched = found
        if found is None:
            self._banner.withdraw(_ELSEWHERE)
            return
        said = self.tr("Run {0} is driven by another process ({1}).").format(*found)
        fact = self.tr("This window watches; it can still be paused, cancelled and changed here.")
        self._banner.show_condition(Condition(_ELSEWHERE, Glyph.INFO, said, fact))

    def closing(self) -> None:
        """Say why the window takes no orders any more."""
        said = self.tr("Closing."), self.tr("The run is being paused and its workers end.")
        self._banner.show_condition(Condition(_CLOSING, Glyph.INFO, *said))

    def about(self) -> None:
        """Say what this program is."""
        AboutDialog(self._theme, self._window).open()
