"""A banner for standing conditions: what is the matter, what it means, one way out.

Shows the gravest of the conditions that hold, and says how many more there are. What was
done, and what needs a decision, is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mailsim_desktop.ui import glyphs, measures, painting, words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Radius, Space
from mailsim_desktop.ui.widgets.buttons import Kind, button

_HEIGHT = 36
_GLYPH = 14
_TEXT_AT = Space.NOTICE + _GLYPH + 10
_GRAVITY = (Glyph.INFO, Glyph.WARNING, Glyph.FAILED)
_Run = tuple[str, QFont]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that holds until it is withdrawn.

    Attributes
    ----------
    name : which condition; shown again under its name, it replaces itself.
    glyph : info, warning or failed, in rising gravity.
    subject : what is the matter, a few words; drawn bold.
    fact : what that means.
    link : text and act of the one way out.
    """

    name: str
    glyph: Glyph
    subject: str
    fact: str = ""
    link: tuple[str, Callable[[], object]] | None = None


class Banner(QWidget):
    """Hidden until a condition holds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._conditions: dict[str, Condition] = {}
        self.link = button(self.tr("Details"), self._follow_link, Kind.LINK)
        self.link.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 8, 2)
        row.addStretch()
        row.addWidget(self.link)
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def show_condition(self, condition: Condition) -> None:
        """From now on this condition holds."""
        self._conditions[condition.name] = condition
        self._show_gravest()

    def withdraw(self, name: str) -> None:
        """The condition of this name holds no more."""
        if self._conditions.pop(name, None) is not None:
            self._show_gravest()

    def shown(self) -> Condition | None:
        """The condition that is seen: the gravest, and of equals the latest."""
        found = list(reversed(self._conditions.values()))
        return max(found, key=lambda one: _GRAVITY.index(one.glyph), default=None)

    def text(self) -> str:
        """All that is said."""
        top = self.shown()
        return "" if top is None else " ".join(part for part in self._parts(top) if part)

    def _parts(self, top: Condition) -> tuple[str, str, str]:
        others = len(self._conditions) - 1
        more = self.tr("and %Ln more", "", others) if others else ""
        return top.subject, top.fact, more

    def _show_gravest(self) -> None:
        top = self.shown()
        if top is not None and top.link is not None:
            self.link.setText(top.link[0])
        self.link.setVisible(top is not None and top.link is not None)
        self.setAccessibleName(self.text())
        self.setVisible(top is not None)
        self._say_what_does_not_fit()
        self.update()

    def _follow_link(self) -> None:
        top = self.shown()
        if top is not None and top.link is not None:
            top.link[1]()

    def _fit(self) -> None:
        self.setFixedHeight(measures.scaled(_HEIGHT))
        self._say_what_does_not_fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell in the tooltip what is cut off now."""
        super().resizeEvent(event)
        self._say_what_does_not_fit()

    def _say_what_does_not_fit(self) -> None:
        needed = sum(_width(run) for run in self._runs())
        self.setToolTip(words.tip(self.text()) if needed > self._room() else "")

    def _runs(self) -> list[_Run]:
        """Subject, fact and how many more, with the space before each."""
        top = self.shown()
        if top is None:
            return []
        subject, fact, more = self._parts(top)
        plain = measures.font()
        spaced = [f" {text}" if text else "" for text in (fact, more)]
        return [(subject, measures.bold()), *((text, plain) for text in spaced)]

    def _room(self) -> float:
        end = self.link.width() + 16 if self.link.isVisibleTo(self) else Space.NOTICE
        return max(0.0, self.width() - _TEXT_AT - end)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw tint, border, glyph and words."""
        top = self.shown()
        if top is None:
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(painting.tint(top.glyph, tokens)))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)
        box = QRectF(Space.NOTICE, (self.height() - _GLYPH) / 2, _GLYPH, _GLYPH)
        glyphs.paint(painter, top.glyph, box, tokens)
        self._write(painter)
        painter.end()

    def _write(self, painter: QPainter) -> None:
        """Cut what is said of the gravest, never the number of the others."""
        painter.setPen(QColor(self._theme.tokens.text))
        *said, others = self._runs()
        x, room = float(_TEXT_AT), self._room() - _width(others)
        for run in said:
            width = self._write_run(painter, run, x, room)
            x, room = x + width, max(0.0, room - width)
        self._write_run(painter, others, x, _width(others) + 1)

    def _write_run(self, painter: QPainter, run: _Run, x: float, room: float) -> float:
        """Write as much as fits; returns the width of it."""
        text, font = run
        fitting = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        width = _width((fitting, font))
        box = QRectF(x, 0, width + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fitting)
        return width


def _width(run: _Run) -> float:
    text, font = run
    return QFontMetricsF(font).horizontalAdvance(text)
