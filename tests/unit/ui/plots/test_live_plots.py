from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.plots.live_plots import LivePlots
from mailsim_desktop.ui.theme import Choice, Theme
from tests.helpers.series import series


def test_before_the_first_attempt_nothing_is_known(plots: LivePlots):
    assert plots.attempts.legend.values() == ["–"] * 4
    assert plots.queue.legend.values() == ["–"] * 3
    assert plots.latency.legend.values() == ["–"] * 3
    assert plots.attempts.canvas.accessibleDescription() == ""


def test_latest_bin_is_read_out_while_nobody_points(plots: LivePlots):
    plots.show_series(series(bounced=10, expired=1))

    assert plots.attempts.legend.values() == ["40.0", "5.0", "1.0", "0.1"]
    assert plots.queue.legend.values() == ["4,941", "12", "7"]
    assert plots.latency.legend.values() == [f"{p}\u00a0ms" for p in (259, 659, 959)]


def test_all_plots_show_the_same_stretch_of_time(plots: LivePlots):
    plots.show_series(series(60, first_s=1200, bin_s=10))

    for frame in plots.plots.frames:
        assert frame.canvas.getPlotItem().getViewBox().viewRange()[0] == pytest.approx([1200, 1800])


def test_narrow_shows_attempts_and_the_chosen_plot_with_the_time_axis_below(plots: LivePlots):
    plots.set_narrow(narrow=True)
    assert [frame.isVisible() for frame in plots.plots.frames] == [True, True, False]
    assert plots.queue.canvas.time_axis.isVisible()

    plots.switch.parts[1].click()
    assert [frame.isVisible() for frame in plots.plots.frames] == [True, False, True]

    plots.set_narrow(narrow=False)
    assert all(frame.isVisible() for frame in plots.plots.frames)
    assert not plots.queue.canvas.time_axis.isVisible()


def test_switch_chooses_the_lower_plot_by_keyboard(qtbot: QtBot, plots: LivePlots):
    assert not plots.switch.isVisible()
    plots.set_narrow(narrow=True)
    plots.activateWindow()
    plots.switch.parts[0].setFocus()
    qtbot.keyClick(plots.switch.parts[0], Qt.Key.Key_Right)

    assert plots.switch.isVisible()
    assert [frame.isVisible() for frame in plots.plots.frames] == [True, False, True]


def test_hidden_plot_draws_what_came_meanwhile_when_it_is_shown(plots: LivePlots):
    plots.set_narrow(narrow=True)
    plots.show_series(series())
    (curve, *_rest) = plots.latency._curves  # noqa: SLF001 # what is drawn
    assert curve.yData is None or len(curve.yData) == 0

    plots.switch.parts[1].click()

    assert len(curve.yData) == 60


def test_card_can_be_made_narrower_than_its_labels(qtbot: QtBot, plots: LivePlots):
    plots.resize(900, 560)
    qtbot.waitUntil(plots.attempts.legend.has_labels)
    assert plots.attempts.unit.isVisible()

    plots.resize(420, 560)

    qtbot.waitUntil(lambda: not plots.attempts.legend.has_labels())
    assert plots.width() == 420


def test_width_of_the_data_is_told(qtbot: QtBot, plots: LivePlots):
    with qtbot.waitSignal(plots.resized) as told:
        plots.resize(900, 560)

    assert told.args == [plots.attempts.canvas.width() - 44 - 12]


def test_theme_and_text_size_change_live(qtbot: QtBot, plots: LivePlots, theme: Theme):
    plots.show_series(series())
    light = plots.grab().toImage()
    theme.choose(Choice.DARK)
    theme.set_text_size(125)

    dark = plots.grab().toImage()

    assert dark.pixelColor(300, 545).name() == theme.tokens.surface
    assert light.pixelColor(300, 545).name() == "#ffffff"
    axis = plots.queue.canvas.getPlotItem().getAxis("left")
    qtbot.waitUntil(lambda: axis.width() == measures.scaled(44) > 50)
