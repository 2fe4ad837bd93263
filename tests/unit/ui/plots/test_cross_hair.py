from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.plots.live_plots import LivePlots
from mailsim_desktop.ui.theme import Theme
from tests.helpers.plots import place_of
from tests.helpers.series import series


@pytest.fixture
def plots(plots: LivePlots) -> LivePlots:
    plots.show_series(series())
    return plots


def hairs(plots: LivePlots) -> set[float | None]:
    return {frame.canvas.hair_s() for frame in plots.plots.frames}


def press(qtbot: QtBot, plots: LivePlots, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(plots.latency.canvas, key)


def test_pointer_over_one_plot_moves_the_cross_hair_of_all(qtbot: QtBot, plots: LivePlots):
    canvas = plots.attempts.canvas
    x = round(place_of(canvas, 303).x())
    qtbot.mouseMove(canvas.viewport(), QPoint(x, 60))

    qtbot.waitUntil(lambda: hairs(plots) == {305.0})  # the middle of the bin from 300 to 310

    assert plots.latency.canvas.accessibleDescription().startswith("00:05:00: ")
    assert plots.queue.legend.values() == ["4,970", "12", "7"]
    assert plots.latency.legend.values() == [f"{p}\u00a0ms" for p in (230, 630, 930)]


def test_chip_tells_the_instant_on_the_time_axis(qtbot: QtBot, plots: LivePlots, theme: Theme):
    bare = chip_pixels(plots, theme)
    press(qtbot, plots, Qt.Key.Key_Home)
    chip = chip_pixels(plots, theme)
    press(qtbot, plots, Qt.Key.Key_Escape)

    assert chip > 500  # 56 x 17, less its figures
    assert bare == chip_pixels(plots, theme) == 0


def chip_pixels(plots: LivePlots, theme: Theme) -> int:
    """Pixels of the ground of a chip, below the data; ticks have another colour."""
    canvas = plots.latency.canvas
    image, ground = canvas.grab().toImage(), QColor(theme.tokens.text).rgb()
    below = range(image.height() - canvas.time_height(), image.height())
    return sum(image.pixel(x, y) == ground for x in range(image.width()) for y in below)


def test_pointer_that_leaves_gives_back_the_live_values(qtbot: QtBot, plots: LivePlots):
    plots.plots.cross_hair.pointed.emit(303.0)
    qtbot.waitUntil(lambda: hairs(plots) == {305.0})
    plots.plots.cross_hair.pointed.emit(None)

    qtbot.waitUntil(lambda: hairs(plots) == {None})

    assert plots.queue.legend.values() == ["4,941", "12", "7"]


def test_keys_move_by_bins_and_to_the_ends(qtbot: QtBot, plots: LivePlots):
    press(qtbot, plots, Qt.Key.Key_Left)
    assert hairs(plots) == {595.0}
    press(qtbot, plots, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert hairs(plots) == {575.0}
    press(qtbot, plots, Qt.Key.Key_Right)
    assert hairs(plots) == {585.0}
    press(qtbot, plots, Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert hairs(plots) == {5.0}
    press(qtbot, plots, Qt.Key.Key_End, Qt.Key.Key_Right)
    assert hairs(plots) == {595.0}
    press(qtbot, plots, Qt.Key.Key_Escape)
    assert hairs(plots) == {None}


def test_value_under_the_cross_hair_is_told_to_who_cannot_see_it(qtbot: QtBot, plots: LivePlots):
    press(qtbot, plots, Qt.Key.Key_Home)

    told = plots.attempts.canvas.accessibleDescription()
    assert told == "00:00:00: Delivered 40.0, Deferred 5.0, Bounced 0.0, Expired 0.0"


def test_new_bins_leave_it_at_its_instant_until_that_is_out_of_sight(
    qtbot: QtBot, plots: LivePlots
):
    press(qtbot, plots, Qt.Key.Key_Home, Qt.Key.Key_Right)
    plots.show_series(series(first_s=10))
    assert hairs(plots) == {15.0}

    plots.show_series(series(first_s=100))

    assert hairs(plots) == {None}


def test_without_data_there_is_no_cross_hair(qtbot: QtBot, plots: LivePlots):
    plots.show_series(series(0))
    press(qtbot, plots, Qt.Key.Key_Home, Qt.Key.Key_Left)

    assert hairs(plots) == {None}
    assert plots.plots.cross_hair.index is None
