"""The command palette: every action found by a few letters, over the window.

The field keeps the focus; arrows, Enter and Esc reach the list through it. While the palette
is open it takes all keys, so that no shortcut acts on what lies below.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget

from mailsim_desktop.ui import matching, measures, speech
from mailsim_desktop.ui.models.offers import Offer, Offers
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space
from mailsim_desktop.ui.widgets.field import SearchField
from mailsim_desktop.ui.widgets.labels import ElidedLabel
from mailsim_desktop.ui.widgets.list_delegate import dress
from mailsim_desktop.ui.widgets.offer_delegate import OfferDelegate

_WIDTH = 560
_ROWS = 10
_MARGIN = 40
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS,
    Qt.Key.Key_PageUp: -_ROWS,
}


class CommandPalette(QWidget):
    """Covers its window while it is open; a press beside the panel closes it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._offers: Sequence[Offer] = ()
        self._before: QWidget | None = None
        self.field = SearchField(self.tr("Search actions"))
        self.rows = Offers(self)
        self.list = QListView()
        self._nothing = ElidedLabel(self.tr("No action fits"), muted=True)
        self._panel = QFrame(self)
        self._panel.setObjectName("palette")
        self._column = QVBoxLayout(self._panel)
        self._lay_out(theme)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._announce)
        self.setAccessibleName(self.tr("Command palette"))
        window.installEventFilter(self)
        self.hide()

    def _lay_out(self, theme: Theme) -> None:
        self.list.setModel(self.rows)
        dress(self.list, OfferDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("Actions"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = self._column
        column.setContentsMargins(1, Space.CONTROL, 1, Space.CONTROL)
        column.setSpacing(Space.CONTROL)
        top = QVBoxLayout()
        top.setContentsMargins(Space.CONTROL, 0, Space.CONTROL, 0)
        top.addWidget(self.field)
        top.addWidget(self._nothing)
        column.addLayout(top)
        column.addWidget(self.list, 1)

    def open(self, offers: Sequence[Offer]) -> None:
        """Open with these offers; what had the focus has it again afterwards.

        What cannot be done now comes last, unless it fits better what is typed.
        """
        self._offers = sorted(offers, key=lambda offer: bool(offer.reason))
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._search("")
        self._fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self) -> None:
        """Close and give the focus back."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def shown(self) -> list[Offer]:
        """The offers that are listed now."""
        return [self.rows.offer(self.rows.index(row)) for row in range(self.rows.rowCount())]

    def _search(self, typed: str) -> None:
        found = matching.best(typed, self._offers, lambda offer: f"{offer.text} {offer.path}")
        self.rows.show_offers(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.list.setCurrentIndex(self.rows.index(0))
        self._fit()

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        offer = self.rows.offer(index)
        if offer.reason:
            speech.announce(self.list, offer.reason)
            return
        self.shut()
        QTimer.singleShot(0, self, offer.act)  # once the key that chose it has been dealt with

    def _announce(self, index: QModelIndex) -> None:
        if index.isValid():
            self.field.setAccessibleDescription(self.rows.offer(index).spoken())
            speech.announce(self.field, self.rows.offer(index).spoken())

    def _move(self, by: int) -> None:
        row = min(max(self.list.currentIndex().row() + by, 0), self.rows.rowCount() - 1)
        self.list.setCurrentIndex(self.rows.index(row))

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())
        row = measures.scaled(Size.ROW)
        room = self.height() - 2 * _MARGIN - self.field.sizeHint().height() - 3 * Space.CONTROL
        self.list.setFixedHeight(row * max(1, min(self.rows.rowCount(), _ROWS, room // row)))
        self._panel.setFixedWidth(min(_WIDTH, self.width() - 2 * Space.PAGE))
        self._column.activate()
        self._panel.adjustSize()
        self._panel.move((self.width() - self._panel.width()) // 2, _MARGIN)

    def event(self, event: QEvent) -> bool:
        """Keep every key from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window; take the keys of the list from the field; close with the focus."""
        if watched is not self.field:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._fit()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        palette = event.keyCombination().toCombined() == Qt.Modifier.CTRL.value | Qt.Key.Key_K.value
        if key == Qt.Key.Key_Escape or palette:
            self.shut()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.list.currentIndex())
        elif (by := _STEPS.get(Qt.Key(key))) is not None:
            self._move(by)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            pass  # nothing else here takes the focus
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a press beside the panel."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.shut()
