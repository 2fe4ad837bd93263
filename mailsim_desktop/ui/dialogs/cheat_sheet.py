"""The cheat sheet: every key of the window, from the table of actions and from the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mailsim_desktop.ui.actions import ActionSpec, Place, plain, shown_keys
from mailsim_desktop.ui.menu_bar import titles
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.labels import PlainLabel

Group = tuple[str, tuple[tuple[str, str], ...]]
"""A title, and below it what is done by which keys."""
_SIZE = (560, 520)


def sheet(
    specs: Sequence[ActionSpec], pages: Sequence[tuple[str, tuple[tuple[str, str], ...]]]
) -> list[Group]:
    """Menus with the actions that have keys, then pages with the keys of their own.

    Parameters
    ----------
    pages : title of each page, and its keys as `Page.own_keys` gives them.
    """
    found: list[Group] = []
    for place, title in titles().items():
        rows = tuple((spec.words(), _all_keys(spec)) for spec in _with_keys(specs, place))
        if rows:
            found.append((plain(title), rows))
    for title, keys in pages:
        found.append((title, tuple((text, shown_keys(key)) for key, text in keys)))
    return found


def _with_keys(specs: Sequence[ActionSpec], place: Place) -> list[ActionSpec]:
    return [spec for spec in specs if spec.place is place and spec.keys]


def _all_keys(spec: ActionSpec) -> str:
    return "  ".join(shown_keys(keys) for keys in spec.keys)


class CheatSheet(QDialog):
    """Shows keys by menu; the list scrolls, the arrows move it."""

    def __init__(self, sheet: Sequence[Group], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(*_SIZE)
        self.setMaximumWidth(_SIZE[0])
        self.sheet = tuple(sheet)
        close = button(self.tr("Close"), self.reject, Kind.PRIMARY)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.DIALOG, Space.DIALOG, Space.DIALOG, Space.DIALOG)
        layout.setSpacing(Space.INSET)
        layout.addWidget(self._scroll(), 1)
        layout.addLayout(foot)

    def _scroll(self) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(self._table())
        area.setFocus()
        return area

    def _table(self) -> QWidget:
        inner = QWidget()
        inner.setBackgroundRole(QPalette.ColorRole.Base)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, Space.GAP, 0)
        grid.setHorizontalSpacing(Space.GAP)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for title, rows in self.sheet:
            if grid.count():
                grid.setRowMinimumHeight(grid.rowCount(), Space.CONTROL)
            grid.addWidget(PlainLabel(title, strong=True), grid.rowCount(), 0, 1, 2)
            for text, keys in rows:
                line = grid.rowCount()
                grid.addWidget(PlainLabel(text, wrap=True), line, 0)
                grid.addWidget(PlainLabel(keys, pixels=Type.LABEL, muted=True), line, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return inner
