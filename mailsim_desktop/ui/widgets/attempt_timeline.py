"""One recipient's attempts: a small axis of simulated time, then each attempt in a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu, QSizePolicy, QVBoxLayout, QWidget

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.ui import glyphs, measures, words
from mailsim_desktop.ui.icons import Icon, icon
from mailsim_desktop.ui.models.attempt_list import Attempt, AttemptList
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.time_steps import instant, round_step_s
from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.widgets.attempt_delegate import GLYPHS, AttemptDelegate
from mailsim_desktop.ui.widgets.labels import PlainLabel

_AXIS = 56
_SIDE = 22
_TICK_ROOM = 64


class AttemptTimeline(QWidget):
    """Shows the attempts it is given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = AttemptList()
        self.axis = AttemptAxis(theme)
        self.summary = PlainLabel(pixels=Type.LABEL, muted=True)
        self.view = _view(self.model, theme)
        self.view.setAccessibleName(self.tr("Attempts"))
        self.view.customContextMenuRequested.connect(self._show_menu)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.summary.setContentsMargins(Space.INSET, Space.CONTROL, Space.INSET, Space.CONTROL)
        for widget in (self.axis, self.summary):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addStretch(0)
        self.show_attempts(())

    def show_attempts(self, attempts: Sequence[Attempt]) -> None:
        """Show the attempts of another recipient, in their order."""
        self.model.show_attempts(attempts)
        self.axis.show_attempts(self.model.attempts())
        self.summary.setText(self._sum())
        self.axis.setVisible(bool(attempts))
        self.view.setVisible(bool(attempts))
        if attempts:
            self.view.setCurrentIndex(self.model.index(0))
            self.view.clearSelection()

    def copy(self) -> None:
        """Put the selected attempts on the clipboard, or all of them without a selection."""
        chosen = [index.row() for index in self.view.selectedIndexes()]
        rows = chosen or range(self.model.rowCount())
        QGuiApplication.clipboard().setText(self.model.tsv(rows))

    def _sum(self) -> str:
        attempts = self.model.attempts()
        if not attempts:
            return self.tr("No attempt yet")
        last = attempts[-1]
        span_us = last.start_us + last.latency_us - attempts[0].start_us
        return self.tr("%Ln attempts in {0} of simulated time", "", len(attempts)).format(
            words.duration(span_us / SECOND_US)
        )

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon(Icon.COPY), self.tr("Copy as table"), self.copy)
        menu.popup(self.view.viewport().mapToGlobal(at))


def _view(model: AttemptList, theme: Theme) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(AttemptDelegate(theme, view))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    theme.changed.connect(view.doItemsLayout)  # other fonts, other heights
    return view


class AttemptAxis(QWidget):
    """The attempts as glyphs on an axis from the first to the last."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._attempts: tuple[Attempt, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Attempts along simulated time"))
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_attempts(self, attempts: tuple[Attempt, ...]) -> None:
        """Draw other attempts."""
        self._attempts = attempts
        at = (f"{words.clock(attempt.start_us)} {attempt.word()}" for attempt in attempts)
        self.setAccessibleDescription(", ".join(at))
        self.update()

    def sizeHint(self) -> QSize:
        """Height of glyphs and labels."""
        return QSize(260, measures.scaled(_AXIS))

    def _range_s(self) -> tuple[float, float]:
        """First and last instant; a single one stands in the middle of a minute."""
        first = self._attempts[0].start_us / SECOND_US
        last = self._attempts[-1].start_us / SECOND_US
        return (first, last) if last > first else (first - 30, first + 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw line, ticks, labels and glyphs."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.setPen(QColor(tokens.border))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self._attempts:
            middle = round(self.height() * 0.42)
            painter.setPen(QColor(tokens.border_strong))
            painter.drawLine(Space.INSET, middle, self.width() - Space.INSET, middle)
            self._paint_ticks(painter, middle)
            self._paint_glyphs(painter, middle)
        painter.end()

    def _x(self, at_s: float) -> float:
        low, high = self._range_s()
        return _SIDE + Space.INSET + (at_s - low) / (high - low) * self._span()

    def _span(self) -> float:
        return max(1.0, float(self.width() - 2 * (_SIDE + Space.INSET)))

    def _paint_ticks(self, painter: QPainter, middle: int) -> None:
        low, high = self._range_s()
        room = measures.scaled(_TICK_ROOM)
        step = round_step_s((high - low) / max(1.0, self._span() / room))
        painter.setFont(measures.font(Type.TICK))
        for at_s in range(-int(-max(low, 0.0) // step) * step, int(high) + 1, step):
            x = self._x(at_s)
            painter.setPen(QPen(QColor(self._theme.tokens.border_strong), 1))
            painter.drawLine(QPointF(x, middle), QPointF(x, middle + 4))
            painter.setPen(QColor(self._theme.tokens.muted))
            box = QRectF(x - room / 2, middle + 6, room, self.height() - middle - 6)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, instant(at_s, step))

    def _paint_glyphs(self, painter: QPainter, middle: int) -> None:
        half = Size.GLYPH / 2
        for attempt in self._attempts:
            x = self._x(attempt.start_us / SECOND_US)
            painter.fillRect(QRectF(x - 9, middle - 7, 18, 14), QColor(self._theme.tokens.surface))
            box = QRectF(x - half, middle - half, Size.GLYPH, Size.GLYPH)
            glyphs.paint(painter, GLYPHS[attempt.outcome], box, self._theme.tokens)
