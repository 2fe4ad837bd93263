"""What tests of plots share, with numbers as an American reads them, on whatever machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.plots import scale
from mailsim_desktop.ui.plots.canvas import Canvas
from mailsim_desktop.ui.plots.live_plots import LivePlots
from mailsim_desktop.ui.theme import Theme


@pytest.fixture(autouse=True)
def american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> Canvas:
    """A canvas of a thousand seconds, up to 60, shown."""
    made = Canvas(theme)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show_scale(scale.linear(60))
    made.setXRange(0, 1000, padding=0)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def plots(qtbot: QtBot, theme: Theme, bridge: Bridge) -> LivePlots:
    """The plots of a run before they have values, shown."""
    made = LivePlots(theme, bridge)
    qtbot.addWidget(made)
    made.resize(640, 560)
    made.show()
    qtbot.waitExposed(made)
    return made
