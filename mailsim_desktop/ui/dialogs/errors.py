"""Shows errors: those that MailSim can explain, and those that are bugs.

The only place that turns an error into a dialog.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from mailsim_desktop.errors import MailSimError
from mailsim_desktop.ui.dialogs.message import Message, MessageDialog
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import Kind


def error_dialog(
    error: MailSimError, theme: Theme, parent: QWidget | None, *, happened: str = ""
) -> MessageDialog:
    """Make the dialog of an error that can be explained.

    `happened` says what it did, where the error itself tells only why. A file is called by
    its name; where it lies is in the details.
    """
    title, text = (happened, error.brief()) if happened else (error.brief(), "")
    said = Message(Glyph.WARNING, title, text, error.hint, error.file)
    return _with_foot(MessageDialog(said, theme, parent))


def bug_dialog(summary: str, details: str, theme: Theme, parent: QWidget | None) -> MessageDialog:
    """Make the dialog of an error that nobody expected."""
    said = Message(
        Glyph.FAILED,
        QCoreApplication.translate("Errors", "Something went wrong inside MailSim Desktop"),
        summary,
        QCoreApplication.translate(
            "Errors",
            "What was stored is safe. The log file holds the details; they help us to mend it.",
        ),
        details,
    )
    return _with_foot(MessageDialog(said, theme, parent))


def _with_foot(dialog: MessageDialog) -> MessageDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.offer_log_folder()
    dialog.add_button(
        QCoreApplication.translate("Errors", "Close"), Kind.PRIMARY, accepts=True, safe=True
    )
    return dialog
