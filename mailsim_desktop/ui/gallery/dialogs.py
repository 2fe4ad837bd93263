"""Dialogs: one that tells an error, and one that asks before what cannot be undone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.ui.dialogs.message import Message, MessageDialog
from mailsim_desktop.ui.gallery import samples
from mailsim_desktop.ui.gallery.dialog_frame import DialogFrame
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import Kind


def error(theme: Theme) -> DialogFrame:
    """An error with its details unfolded."""
    translate = QCoreApplication.translate
    said = Message(
        Glyph.FAILED,
        translate("Gallery", "The disk is full, so the run is paused"),
        translate(
            "Gallery", "MailSim could not write to mailsim.sqlite3: 0 bytes are free on /home."
        ),
        translate(
            "Gallery",
            "Nothing is lost. Free some space (about 14 MB are needed), then resume;"
            " the result will be the same.",
        ),
        "run 3 · shard google-3 · worker 1 (4021)\n"
        "sqlite3.OperationalError: database or disk is full\n"
        "commit 1,874 rolled back, horizon 00:48:20.000000",
    )
    made = MessageDialog(said, theme)
    made.offer_log_folder()
    made.add_button(translate("Gallery", "Close"), Kind.DEFAULT, accepts=False, safe=False)
    made.add_button(translate("Gallery", "Try again"), Kind.PRIMARY, accepts=True, safe=False)
    assert made.details is not None  # noqa: S101 # given above
    made.details.disclosure.setChecked(True)
    return DialogFrame(made, theme)


def confirmation(theme: Theme) -> DialogFrame:
    """Asks only where undo is impossible; its button names the act."""
    translate = QCoreApplication.translate
    said = Message(
        Glyph.WARNING,
        translate("Gallery", "Cancel run 3 of {0}?").format(samples.NAME),
        translate(
            "Gallery",
            "127,625 results are kept. 122,375 queued jobs are cancelled."
            " A cancelled run has no digest.",
        ),
    )
    made = MessageDialog(said, theme)
    made.add_button(translate("Gallery", "Keep running"), Kind.DEFAULT, accepts=False, safe=False)
    made.add_button(translate("Gallery", "Cancel run"), Kind.DESTRUCTIVE, accepts=True, safe=False)
    return DialogFrame(made, theme)
