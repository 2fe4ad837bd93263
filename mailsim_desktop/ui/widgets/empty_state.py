"""An empty page that says what will stand there and offers the next act."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.tokens import Radius, Type
from mailsim_desktop.ui.widgets.card import Card, divider
from mailsim_desktop.ui.widgets.icon_mark import IconMark
from mailsim_desktop.ui.widgets.labels import PlainLabel

_INSET = 44
_EDGE = 32
_PANEL_INSET = 24
_PANEL_ICON = 24
_PANEL_LEAST = 150
_STEP_ICON = 18
_TEXT_MOST = 720


@dataclass(frozen=True, slots=True)
class Offer:
    """One way on: an icon, what it is, and its buttons at the foot."""

    icon: Icon
    title: str
    text: str
    buttons: tuple[QPushButton, ...]
    takes_files: bool = False
    """Files may be dropped on it, which its dashed frame says."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the road."""

    icon: Icon
    title: str
    text: str


class EmptyState(Card):
    """Title, one sentence, at most two offers, and the steps of the road."""

    def __init__(
        self,
        title: str,
        sentence: str,
        offers: tuple[Offer, ...],
        steps: tuple[Step, ...] = (),
    ) -> None:
        super().__init__()
        inner = QVBoxLayout()
        inner.setContentsMargins(_INSET, 0, _INSET, 0)
        inner.setSpacing(8)
        inner.addSpacerItem(_edge())
        self.title = PlainLabel(title, pixels=Type.EMPTY_TITLE, strong=True, wrap=True)
        inner.addWidget(self.title)
        inner.addWidget(PlainLabel(sentence, muted=True, wrap=True))
        inner.addSpacing(16)
        is_target = any(offer.takes_files for offer in offers)
        inner.addLayout(_side_by_side(offers), 3 if is_target else 0)  # easy to hit
        inner.addStretch(1)
        if steps:
            inner.addWidget(divider())
            inner.addSpacing(10)
            inner.addLayout(_steps(steps))
        inner.addSpacerItem(_edge())
        self.body.addLayout(inner)


class Panel(QFrame):
    """One offer: a quiet panel, or a dashed frame where files may be dropped."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._dashed = offer.takes_files
        self.setObjectName("drop" if offer.takes_files else "panel")
        self.setMinimumHeight(_PANEL_LEAST)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PANEL_INSET, _PANEL_INSET - 2, _PANEL_INSET, _PANEL_INSET - 2)
        column.setSpacing(6)
        column.addWidget(IconMark(offer.icon, _PANEL_ICON))
        column.addSpacing(6)
        column.addWidget(PlainLabel(offer.title, strong=True, wrap=True))
        column.addWidget(PlainLabel(offer.text, muted=True, wrap=True))
        column.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in offer.buttons:
            foot.addWidget(button)
        foot.addStretch()
        column.addLayout(foot)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashes, which a style sheet would clip."""
        super().paintEvent(event)
        if not self._dashed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1)
        pen.setDashPattern((4, 3))
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, Radius.CARD, Radius.CARD)
        painter.end()


def _side_by_side(offers: tuple[Offer, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    for offer in offers:
        row.addWidget(Panel(offer), 1)
    if len(offers) == 1:
        row.addStretch(1)  # one offer is as wide as one of two
    return row


def _edge() -> QSpacerItem:
    """Room above and below, which gives way in a low window."""
    return QSpacerItem(0, _EDGE, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)


def _steps(steps: tuple[Step, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(24)
    for step in steps:
        row.addWidget(_step(step), 1)
    return row


def _step(step: Step) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(IconMark(step.icon, _STEP_ICON), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(PlainLabel(step.title, strong=True))
    text = PlainLabel(step.text, pixels=Type.LABEL, muted=True, wrap=True)
    text.setMaximumWidth(_TEXT_MOST)
    column.addWidget(text)
    column.addStretch()
    row.addLayout(column, 1)
    return made
