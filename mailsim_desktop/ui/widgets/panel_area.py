"""A table and its side panel: opened by Enter or a click, following the selection.

Side by side with a handle between them, or, in a narrow window, the panel over the table's
right half. Esc closes the panel and gives the focus back to the table.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.claimed_keys import ESCAPE, claim
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.side_panel import LEAST, USUAL, SidePanel

Show = Callable[[QModelIndex], object]
"""Fills the panel for a row and opens it."""


_DIGITS = 5
"""Of a width in pixels; a longer number is none."""


class PanelArea(QWidget):
    """Holds the main part and one panel."""

    def __init__(self, main: QWidget, panel: SidePanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main, self.panel = main, panel
        self._view: QAbstractItemView | None = None
        self._narrow = False
        self._width = USUAL
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(Space.GAP)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(main)
        self._splitter.addWidget(panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.splitterMoved.connect(self._moved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        panel.closed.connect(self._give_back)
        panel.installEventFilter(self)

    def follow(self, view: QAbstractItemView, show: Show) -> None:
        """Open the panel from this table; while it is open, the current row is shown."""
        self._view = view
        view.clicked.connect(show)
        view.activated.connect(show)

        def moved(current: QModelIndex, _previous: QModelIndex) -> None:
            if self.panel.isVisible() and current.isValid():
                show(current)

        view.selectionModel().currentRowChanged.connect(moved)

    def state(self) -> str:
        """Width of the panel at 100 %, to be remembered."""
        return str(self._width)

    def restore(self, state: str) -> None:
        """Give the panel the width it had; what is no width is ignored."""
        if state.isascii() and state.isdigit() and len(state) <= _DIGITS:
            self._width = max(LEAST, int(state))
            self._place()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Lay the panel over the table, or beside it again."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        was_open = not self.panel.isHidden()
        if narrow:
            self.panel.setParent(self)
        else:
            self._splitter.addWidget(self.panel)
        self.panel.setVisible(was_open)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the panel while it is open."""
        if self.panel.isVisible() and claim(event, ESCAPE):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the panel at Esc, from wherever the focus is inside."""
        if self.panel.isVisible() and event.keyCombination() == ESCAPE:
            self.panel.close()
            return
        super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Place the panel when it opens."""
        if event.type() == QEvent.Type.Show:
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel on its half, or at its width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._narrow:
            left = self.width() // 2
            self.panel.setGeometry(QRect(left, 0, self.width() - left, self.height()))
            self.panel.raise_()
            return
        most = max(LEAST, self.width() - self._splitter.handleWidth() - LEAST)
        width = min(measures.scaled(self._width), most)
        self._splitter.setSizes([self.width() - self._splitter.handleWidth() - width, width])

    def _moved(self, *_where: int) -> None:
        self._width = measures.unscaled(self.panel.width())

    def _give_back(self) -> None:
        if self._view is not None:
            self._view.setFocus()
