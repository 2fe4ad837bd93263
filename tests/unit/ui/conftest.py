"""What tests of widgets share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.table import Table
from tests.helpers.tables import numbered, shown_table
from tests.helpers.theming import only_theme, theme
from tests.helpers.workspace import Workspace

__all__ = ["only_theme", "theme"]


@pytest.fixture
def bridge(workspace: Workspace) -> Iterator[Bridge]:
    """The way to the services, on a database of its own."""
    made = Bridge(workspace.path)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window, shown."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def rows() -> int:
    """How many rows `table` has; a module may say otherwise."""
    return 20


@pytest.fixture
def table(theme: Theme, rows: int) -> Iterator[Table]:
    """Numbered rows in a table, shown; a module may give it the focus."""
    made = shown_table(theme, numbered(rows))
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def english() -> Iterator[None]:
    """Numbers and dates in English, on whatever machine."""
    yield from _speaking("en")


@pytest.fixture
def spanish() -> Iterator[None]:
    """Numbers and dates as in Spain."""
    yield from _speaking("es_ES")


def _speaking(name: str) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    yield
    QLocale.setDefault(before)
