from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.plots.attempts_plot import AttemptsPlot
from mailsim_desktop.ui.plots.file_format import FileFormat
from mailsim_desktop.ui.theme import Theme
from tests.helpers.series import series


@pytest.fixture
def frame(qtbot: QtBot, theme: Theme) -> AttemptsPlot:
    made = AttemptsPlot(theme)
    qtbot.addWidget(made)
    made.resize(640, 240)
    return made


def top(frame: AttemptsPlot) -> float:
    return frame.canvas.getPlotItem().getViewBox().viewRange()[1][1]


def test_hidden_frame_reads_out_but_draws_only_once_it_is_seen(frame: AttemptsPlot):
    before = top(frame)
    frame.show_series(series(delivered=40_000))
    assert frame.legend.values()[0] == "4,000.0"
    assert top(frame) == before

    frame.show()

    assert top(frame) > 4_000


def test_title_and_unit_name_the_plot(frame: AttemptsPlot):
    assert frame.canvas.accessibleName() == "Attempts, per second"
    assert frame.export_button.accessibleName() == "Export the plot: Attempts"


def test_menu_of_the_button_offers_every_format_by_keyboard(qtbot: QtBot, frame: AttemptsPlot):
    frame.show()
    chosen: list[FileFormat] = []
    frame.export_wanted.connect(chosen.append)
    qtbot.keyClick(frame.export_button, Qt.Key.Key_Space)
    (menu,) = frame.findChildren(QMenu)
    qtbot.waitUntil(menu.isVisible)
    for _down in range(2):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: chosen == [FileFormat.SVG])
    assert len(menu.actions()) == len(FileFormat)


def test_head_is_32_high_and_grows_with_the_text(qtbot: QtBot, frame: AttemptsPlot, theme: Theme):
    frame.show()
    assert frame.canvas.y() == 32

    theme.set_text_size(150)

    qtbot.waitUntil(lambda: frame.canvas.y() == measures.scaled(32) > 45)
