"""Asks what becomes of a half-written campaign whose place is needed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mailsim_desktop.ui.dialogs.message import Message, MessageDialog
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import Kind

DISCARDED = 2
"""The result, beside accepted, which means to save it, and rejected, to keep writing."""


class UnsavedDialog(MessageDialog):
    """Names what would be lost."""

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        said = Message(
            Glyph.DRAFT,
            self.tr("{0} is not saved").format(name),
            self.tr("Discarded, all that was written since it was last saved is lost."),
        )
        super().__init__(said, theme, parent)
        self.keep = self.add_button(self.tr("Keep writing"), Kind.DEFAULT, accepts=False, safe=True)
        self.discard = self.add_button(
            self.tr("Discard"), Kind.DESTRUCTIVE, accepts=False, safe=False
        )
        self.save = self.add_button(self.tr("Save draft"), Kind.PRIMARY, accepts=True, safe=False)
        self.discard.clicked.disconnect()
        self.discard.clicked.connect(lambda _checked=False: self.done(DISCARDED))
