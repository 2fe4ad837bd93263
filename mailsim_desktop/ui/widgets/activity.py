"""The activity feed: what happened in the run shown, newest first; filtered and frozen.

What is under the pointer does not move, nor what is read by keyboard further down: new events
wait, and the head says how many.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui import glyphs, measures, painting, words
from mailsim_desktop.ui.event_words import Told
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.models.activity_feed import ActivityFeed, FeedRole
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.widgets.buttons import ghost
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.list_delegate import Index, ListDelegate, dress

_ROW = 26
_SUBJECT = 92


class Activity(Card):
    """The feed with its filter and the button that freezes it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.view = ActivityView(theme)
        self.feed = self.view.feed
        self._frozen = False
        self.filter = Combo(self.tr("Show"), small=True)
        for text, kind in (
            (self.tr("All events"), None),
            (self.tr("Deferred"), Outcome.DEFERRED),
            (self.tr("Bounced"), Outcome.BOUNCED),
            (self.tr("Given up"), Outcome.EXPIRED),
        ):
            self.filter.addItem(text, kind)
        self.filter.currentIndexChanged.connect(self._choose_kind)
        self.freeze_button = ghost(Icon.FREEZE, self.tr("Freeze activity"), self.freeze)
        self.freeze_button.setCheckable(True)
        self._head = CardHead(self.tr("Activity"))
        self._head.add(self.filter)
        self._head.add(self.freeze_button)
        self.body.addWidget(self._head)
        self.body.addWidget(self.view, 1)
        self.body.addSpacing(Space.CONTROL)

    def freeze(self) -> None:
        """Hold the feed as it is, or let it go on."""
        self._frozen = not self._frozen
        self.freeze_button.setChecked(self._frozen)

    def show_events(self, events: tuple[Event, ...], providers: Mapping[str, str]) -> None:
        """Show these events, oldest first, or say how many wait."""
        another_run = self.feed.run_id() not in {None, *(event.run_id for event in events)}
        if not another_run and (self._frozen or self.view.is_held()):
            waiting = self.feed.newer_in(events)
            self._head.set_unit(self.tr("%Ln new", "", waiting) if waiting else "")
            return
        self._head.set_unit("")
        self.feed.show_events(events, providers)

    def _choose_kind(self) -> None:
        self.feed.show_kind(self.filter.currentData())


class ActivityView(QListView):
    """The rows of the feed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Activity"))
        self.feed = ActivityFeed(self)
        self.setModel(self.feed)
        dress(self, _Delegate(theme, self, _ROW))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def is_held(self) -> bool:
        """The pointer is on its rows, or somebody reads by keyboard what is not at the top."""
        if self.viewport().underMouse():
            return self.feed.rowCount() > 0
        return self.hasFocus() and self.verticalScrollBar().value() > 0


class _Delegate(ListDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw simulated time, glyph, subject, text and count."""
        told: Told = index.data(FeedRole.TOLD)
        box = QRectF(option.rect).adjusted(Space.INSET, 0, -Space.INSET, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.paint_focus(painter, QRectF(option.rect), self._theme.tokens)
        box = self._write(painter, box, str(index.data(FeedRole.TIME)), muted=True, gap=8)
        top = box.center().y() - Size.GLYPH / 2
        glyph_box = QRectF(box.left(), top, Size.GLYPH, Size.GLYPH)
        glyphs.paint(painter, told.glyph, glyph_box, self._theme.tokens)
        box = box.adjusted(Size.GLYPH + 8, 0, 0, 0)
        if told.count > 1:
            box = self._count(painter, box, told.count)
        width = float(measures.scaled(_SUBJECT))
        subject = QRectF(box.left(), box.top(), min(width, box.width()), box.height())
        self._write(painter, subject, told.subject)
        self._write(painter, box.adjusted(width + 8, 0, 0, 0), told.text, muted=True)
        painter.restore()

    def _count(self, painter: QPainter, box: QRectF, count: int) -> QRectF:
        """Draw the count at the right; returns the room that is left."""
        text, font, ink = (
            f"×{words.count(count)}",
            measures.bold(Type.LABEL),
            self._theme.tokens.text,
        )
        width = painting.paint_text(painter, box, text, font=font, ink=ink, right=True)
        return box.adjusted(0, 0, -width - 8, 0)

    def _write(
        self, painter: QPainter, box: QRectF, text: str, *, muted: bool = False, gap: int = 0
    ) -> QRectF:
        """Write as much of `text` as fits; returns the room behind it."""
        tokens = self._theme.tokens
        ink = tokens.muted if muted else tokens.text
        width = painting.paint_text(painter, box, text, font=measures.font(Type.LABEL), ink=ink)
        return box.adjusted(width + gap, 0, 0, 0)
