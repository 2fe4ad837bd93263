"""Tells the person what went wrong or well: banner, dialog or notice, whichever fits.

A standing condition is a banner, a decision or a failure is a dialog, and a thing done is
a notice.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mailsim_desktop.errors import MailSimError
from mailsim_desktop.ui.dialogs.about import AboutDialog
from mailsim_desktop.ui.dialogs.errors import bug_dialog, error_dialog
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.banner import Banner
from mailsim_desktop.ui.widgets.toast import Toast


class Tellers(QObject):
    """Speaks for one window."""

    def __init__(self, banner: Banner, toast: Toast, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._banner = banner
        self._toast = toast
        self._theme = theme
        self._window = window
        self._in_trouble = False

    def error(self, error: MailSimError) -> None:
        """Show an error that can be explained."""
        error_dialog(error, self._theme, self._window).open()

    def run_broke(self, run_id: int, error: BaseException) -> None:
        """Show what stopped a run."""
        if isinstance(error, MailSimError):
            said = MailSimError(self.tr("Run {0} stopped").format(run_id), f"{error} {error.hint}")
            self.error(said)
            return
        bug_dialog(str(error), repr(error), self._theme, self._window).open()

    def trouble(self, error: MailSimError) -> None:
        """Say that the database cannot be read now; reading is tried again."""
        self._in_trouble = True
        self._banner.say(self.tr("{0} Trying again.").format(error.message))

    def trouble_is_over(self) -> None:
        """Take that banner away."""
        if self._in_trouble:
            self._in_trouble = False
            self._banner.say("")

    def about(self) -> None:
        """Say what this program is."""
        AboutDialog(self._theme, self._window).open()
