"""Details of an error, folded away until they are asked for, and copied without unfolding."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.tokens import Type
from mailsim_desktop.ui.widgets.buttons import Button, Kind, button

_LINES = 8
_LINE = 18
_PADDING = 24


class Details(QWidget):
    """`resized` is called when it was folded or unfolded."""

    def __init__(self, text: str, resized: Callable[[], object]) -> None:
        super().__init__()
        self._resized = resized
        self.view = self._made_view(text)
        self.disclosure = self._made_disclosure()
        self.copying = button(self.tr("Copy"), self._copy, Kind.LINK, icon=Icon.COPY)
        self.copying.setToolTip(self.tr("Copy the details"))
        head = QHBoxLayout()
        head.addWidget(self.disclosure)
        head.addStretch()
        head.addWidget(self.copying)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view)
        self._fit()
        self.view.installEventFilter(self)

    def _made_disclosure(self) -> Button:
        made = button(self.tr("Details"), kind=Kind.DISCLOSURE, icon=Icon.RIGHT)
        made.setCheckable(True)
        made.toggled.connect(self._unfold)
        return made

    def _made_view(self, text: str) -> QPlainTextEdit:
        view = QPlainTextEdit(text)
        view.setReadOnly(True)
        view.setTabChangesFocus(True)
        view.setAccessibleName(self.tr("Details"))
        view.hide()
        return view

    def _fit(self) -> None:
        """Show the first lines; of a view that holds fewer, all of them."""
        wanted = measures.font(Type.LABEL, mono=True)
        if wanted.pixelSize() != self.view.font().pixelSize():
            self.view.setFont(wanted)
        lines = min(_LINES, self.view.blockCount())
        self.view.setFixedHeight(measures.scaled(_LINE) * lines + _PADDING)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the text size, once the view is dressed anew."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        return False

    def _unfold(self, unfolded: bool) -> None:  # noqa: FBT001 # a slot of Qt
        self.view.setVisible(unfolded)
        self.disclosure.set_icon(Icon.DOWN if unfolded else Icon.RIGHT)
        self._resized()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.view.toPlainText())
