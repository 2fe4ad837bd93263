"""A dialog that asks for a few values: title, what it is about, fields, cancel and one act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel

_WIDTH = 480


class FormDialog(QDialog):
    """Its fields are put into `form`, then `add_foot` is called; accepted when the act is wanted.

    In this order, because Tab goes from one to the next as they were added.
    """

    def __init__(self, title: str, about: str, act: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setFixedWidth(measures.scaled(_WIDTH))
        self.form = QFormLayout()
        self.form.setSpacing(Space.CONTROL)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.act_button = button(act, self.accept, Kind.PRIMARY)
        self.act_button.setDefault(True)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.DIALOG, Space.DIALOG, Space.DIALOG, Space.DIALOG)
        layout.setSpacing(Space.INSET)
        layout.addWidget(PlainLabel(title, pixels=Type.DIALOG_TITLE, strong=True))
        layout.addWidget(ElidedLabel(about, muted=True))
        layout.addLayout(self.form)

    def add_foot(self) -> None:
        """Put the buttons below the fields."""
        foot = QHBoxLayout()
        foot.setSpacing(Space.CONTROL)
        foot.addStretch()
        foot.addWidget(button(self.tr("Cancel"), self.reject))
        foot.addWidget(self.act_button)
        self._column.addLayout(foot)

    def event(self, event: QEvent) -> bool:
        """Take the height that the sentences need at this width, which no layout asks for."""
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)  # which may have deleted this dialog: no word after it
        handled, layout = super().event(event), self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        return handled
