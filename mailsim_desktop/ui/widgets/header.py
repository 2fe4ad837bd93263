"""The header of a page: title, one muted line of facts, and at most one primary button.

A page that lies below another shows the way there above its title, instead of the facts.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.widgets.badge import Badge
from mailsim_desktop.ui.widgets.buttons import Button, Kind, button
from mailsim_desktop.ui.widgets.icon_mark import IconMark
from mailsim_desktop.ui.widgets.labels import ElidedLabel

_ARROW = 12


class Header(QWidget):
    """Stays where it is while the page below scrolls."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        measures.hold_height(self, Size.HEADER)
        self._title = ElidedLabel(title, pixels=Type.TITLE, strong=True)
        self._facts = ElidedLabel(pixels=Type.LABEL, muted=True)
        self._crumbs = Breadcrumb()
        self._crumbs.hide()
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(Space.CONTROL)
        self._title_row.addWidget(self._title, 1)
        words = QVBoxLayout()
        words.setContentsMargins(0, 8, 0, 8)
        words.setSpacing(0)
        words.addWidget(self._crumbs)
        words.addLayout(self._title_row)
        words.addWidget(self._facts)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL)
        self._row.addLayout(words, 1)

    def add(self, widget: QWidget) -> None:
        """Put a control at the right end: filters, then secondary, then the one primary."""
        self._row.addWidget(widget)

    def set_badge(self, badge: Badge) -> None:
        """Put the badge of the state beside the title; once."""
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._title_row.addWidget(badge)
        self._title_row.addStretch(1)
        self._title_row.setStretch(0, 1000)  # up to its text; only then the space grows

    def set_crumbs(self, *crumbs: tuple[str, Callable[[], object]]) -> None:
        """Show the way above this page, each step with what leads there."""
        self._crumbs.show_steps(crumbs)
        self._crumbs.setVisible(bool(crumbs))
        self._facts.setVisible(not crumbs)

    def crumbs(self) -> list[str]:
        """The way above this page."""
        return self._crumbs.steps()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.set_whole(title)

    def set_facts(self, facts: str) -> None:
        """Change the line below the title."""
        self._facts.set_whole(facts)

    def facts(self) -> str:
        """The line below the title."""
        return self._facts.whole()


class Breadcrumb(QWidget):
    """The pages that lie above this one, as buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("The way here"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._parts: list[QWidget] = []
        self.buttons: list[Button] = []

    def show_steps(self, steps: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        """Show these steps, in place of those before."""
        for part in self._parts:
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.buttons = [button(text.replace("&", "&&"), go, Kind.CRUMB) for text, go in steps]
        self._parts = []
        for number, step in enumerate(self.buttons):
            self._parts += [IconMark(Icon.RIGHT, _ARROW), step] if number else [step]
        for place, part in enumerate(self._parts):
            self._row.insertWidget(place, part)

    def steps(self) -> list[str]:
        """Texts of the steps."""
        return [step.text().replace("&&", "&") for step in self.buttons]
