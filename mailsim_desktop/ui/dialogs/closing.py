"""Asks before the window is closed over a run that it drives."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from mailsim_desktop.ui.dialogs.message import Message, MessageDialog
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import Kind


def closing_dialog(run_ids: list[int], theme: Theme, parent: QWidget) -> MessageDialog:
    """Make the dialog; accepted means pause and close."""
    named = ", ".join(str(run_id) for run_id in run_ids)
    said = Message(
        Glyph.RUNNING,
        QCoreApplication.translate("Closing", "Run {0} is going on").format(named),
        QCoreApplication.translate(
            "Closing", "It will be paused. Nothing is lost, and it can be resumed later."
        ),
    )
    dialog = MessageDialog(said, theme, parent)
    dialog.add_button(
        QCoreApplication.translate("Closing", "Keep running"),
        Kind.DEFAULT,
        accepts=False,
        safe=True,
    )
    dialog.add_button(
        QCoreApplication.translate("Closing", "Pause and close"),
        Kind.PRIMARY,
        accepts=True,
        safe=False,
    )
    return dialog
