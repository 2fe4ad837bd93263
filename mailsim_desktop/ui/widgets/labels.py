"""Labels that show text as it is: nothing from a file is ever read as rich text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.tokens import Type


class PlainLabel(QLabel):
    """A label of plain text in one of the sizes of the window."""

    def __init__(
        self,
        text: str = "",
        *,
        pixels: int = Type.BODY,
        strong: bool = False,
        muted: bool = False,
        wrap: bool = False,
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._pixels = pixels
        self._weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        self._mono = mono
        self.setFont(self._wanted_font())
        if muted:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setWordWrap(wrap)
        self.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_font()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with a text size that changed while the label was not shown."""
        self._fit_font()
        super().showEvent(event)

    def _fit_font(self) -> None:
        if measures.font_size(self._pixels) != self.font().pixelSize():
            self.setFont(self._wanted_font())

    def _wanted_font(self) -> QFont:
        return measures.font(self._pixels, self._weight, mono=self._mono)


class ElidedLabel(PlainLabel):
    """A label that gives way: it shows as much as fits, and all of it in its tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        pixels: int = Type.BODY,
        strong: bool = False,
        muted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._whole = ""
        super().__init__("", pixels=pixels, strong=strong, muted=muted, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Show `text`, as far as it fits."""
        if text == self._whole:
            return
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def whole(self) -> str:
        """The text, also what does not fit."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Room for the whole text, however much of it is shown."""
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self._whole) + 1
        return QSize(width + margins.left() + margins.right(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Gives way down to nothing."""
        return QSize(0, super().minimumSizeHint().height())

    def _fit_font(self) -> None:
        super()._fit_font()
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text again."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(0, self.width())
        )
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(words.tip(self._whole) if shown != self._whole else "")
