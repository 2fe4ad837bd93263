"""An empty page that says what will stand there and offers the next act."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mailsim_desktop.ui.tokens import Type
from mailsim_desktop.ui.widgets.card import Card
from mailsim_desktop.ui.widgets.labels import PlainLabel

_INSET = 44


class EmptyState(Card):
    """Title, one sentence, at most two offers, and the steps of the road."""

    def __init__(
        self,
        title: str,
        sentence: str,
        offers: tuple[QPushButton, ...],
        steps: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__()
        inner = QVBoxLayout()
        inner.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        inner.setSpacing(8)
        inner.addWidget(PlainLabel(title, pixels=Type.EMPTY_TITLE, strong=True))
        inner.addWidget(PlainLabel(sentence, muted=True, wrap=True))
        inner.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        for offer in offers:
            row.addWidget(offer)
        row.addStretch()
        inner.addLayout(row)
        inner.addStretch()
        if steps:
            inner.addWidget(_steps(steps))
        self.body.addLayout(inner)


def _steps(steps: tuple[tuple[str, str], ...]) -> QWidget:
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(32)
    for title, text in steps:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(PlainLabel(title, strong=True))
        column.addWidget(PlainLabel(text, pixels=Type.LABEL, muted=True, wrap=True))
        column.addStretch()
        row.addLayout(column, 1)
    return made
