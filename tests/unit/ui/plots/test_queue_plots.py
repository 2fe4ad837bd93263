"""One of two plots is seen, and the focus stays on the switch that chose it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.gallery import sample_run
from mailsim_desktop.ui.plots.queue_plots import QueuePlots
from mailsim_desktop.ui.theme import Theme

pytestmark = pytest.mark.ui


@pytest.fixture
def plots(qtbot: QtBot, theme: Theme, bridge: Bridge) -> QueuePlots:
    made = QueuePlots(theme, bridge)
    qtbot.addWidget(made)
    made.resize(640, 240)
    made.show()
    made.show_series(sample_run.series())
    return made


def test_switch_shows_the_other_plot_and_keeps_the_focus(qtbot: QtBot, plots: QueuePlots):
    assert plots.waves.isVisible()
    assert not plots.queue.isVisible()
    plots.switches[0].parts[0].setFocus()
    qtbot.keyClick(plots.switches[0].parts[0], Qt.Key.Key_Right)

    assert plots.queue.isVisible()
    assert not plots.waves.isVisible()
    assert [switch.choice() for switch in plots.switches] == [1, 1]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is plots.switches[1].parts[1])
