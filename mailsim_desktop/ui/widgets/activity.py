"""The activity feed: what happened in the run shown, newest first, as sentences."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui import event_words, glyphs, theme, words
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type

_ROW = 26
_GLYPH_ROLE = Qt.ItemDataRole.UserRole
_TIME_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class ActivityModel(QAbstractListModel):
    """Events of one run, newest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._events: tuple[Event, ...] = ()
        self._providers: Mapping[str, str] = {}

    def show_events(self, events: tuple[Event, ...], providers: Mapping[str, str]) -> None:
        """Show these events; they come oldest first.

        Parameters
        ----------
        providers : display name of each provider group, by id.
        """
        self._providers = providers
        newest_first = events[::-1]
        if newest_first == self._events:
            return
        self.beginResetModel()
        self._events = newest_first
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count the events."""
        return 0 if parent.isValid() else len(self._events)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for one event."""
        event = self._events[index.row()]
        glyph, sentence = event_words.sentence(event, self._providers)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return sentence
            case Qt.ItemDataRole.ToolTipRole:
                return words.tip(sentence)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{words.clock(event.at_us)} {sentence}"
            case _ if role == _GLYPH_ROLE:
                return glyph
            case _ if role == _TIME_ROLE:
                return words.clock(event.at_us)
        return None


class ActivityView(QListView):
    """Shows the feed; what is under the pointer does not move."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Activity"))
        self.feed = ActivityModel(self)
        self.setModel(self.feed)
        self.setItemDelegate(_ActivityDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_events(self, events: tuple[Event, ...], providers: Mapping[str, str]) -> None:
        """Show these events, oldest first; while the pointer is over the feed they wait."""
        if not self.viewport().underMouse():
            self.feed.show_events(events, providers)


class _ActivityDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are equal."""
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw simulated time, glyph and sentence."""
        box = QRectF(option.rect).adjusted(Space.INSET, 0, -Space.INSET, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
        painter.setFont(theme.font(Type.LABEL))
        painter.setPen(QColor(self._theme.tokens.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, middle, str(index.data(_TIME_ROLE)))
        time_width = painter.fontMetrics().horizontalAdvance("00:00:00 ")
        top = box.center().y() - Size.GLYPH / 2
        glyph_box = QRectF(box.left() + time_width + 4, top, Size.GLYPH, Size.GLYPH)
        glyphs.paint(painter, index.data(_GLYPH_ROLE), glyph_box, self._theme.tokens)
        painter.setPen(QColor(self._theme.tokens.text))
        rest = box.adjusted(time_width + 24, 0, 0, 0)
        fitting = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(rest.width())
        )
        painter.drawText(rest, middle, fitting)
        painter.restore()
