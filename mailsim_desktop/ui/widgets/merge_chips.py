"""Chips that insert a merge field at the cursor of the field that last had the focus."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from mailsim_desktop.messages.templates import FIELDS
from mailsim_desktop.ui.tokens import Type
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.labels import PlainLabel

TextField = QLineEdit | QPlainTextEdit


class MergeChips(QWidget):
    """One chip for each merge field."""

    def __init__(self, fields: tuple[TextField, ...]) -> None:
        super().__init__()
        self._last = fields[-1]
        self._fields = fields
        for field in fields:
            field.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Insert"), pixels=Type.LABEL, muted=True))
        self.chips = {}
        for name in FIELDS:
            text = f"{{{name}}}"
            chip = button(text, partial(self.insert, text), Kind.CHIP)
            chip.setAccessibleName(self.tr("Insert {0} at the cursor").format(text))
            self.chips[name] = chip
            row.addWidget(chip)
        row.addStretch()

    def insert(self, text: str) -> None:
        """Insert `text` at the cursor, in place of what is selected there."""
        if isinstance(self._last, QLineEdit):
            self._last.insert(text)
        else:
            self._last.insertPlainText(text)
        self._last.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember which field had the focus last."""
        if event.type() == QEvent.Type.FocusIn:
            self._last = next((field for field in self._fields if field is watched), self._last)
        return False
