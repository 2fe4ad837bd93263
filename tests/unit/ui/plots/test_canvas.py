from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.plots import scale
from mailsim_desktop.ui.plots.canvas import Canvas
from mailsim_desktop.ui.theme import Choice, Theme


def test_left_axis_has_the_same_width_whatever_its_labels(canvas: Canvas):
    axis = canvas.getPlotItem().getAxis("left")
    widths = set()
    for highest in (3, 60, 470_000):
        canvas.show_scale(scale.linear(highest))
        canvas.grab()
        widths.add(axis.width())

    assert widths == {44.0}


def test_grid_has_three_lines_and_the_base_in_the_colour_of_borders(canvas: Canvas, theme: Theme):
    image = canvas.grab().toImage()

    border = QColor(theme.tokens.border).rgb()
    assert sum(image.pixel(300, y) == border for y in range(image.height())) == 4


def test_theme_is_followed_though_pyqtgraph_ignores_the_palette(canvas: Canvas, theme: Theme):
    theme.choose(Choice.DARK)
    image = canvas.grab().toImage()

    assert image.pixel(590, 100) == QColor(theme.tokens.surface).rgb()
    assert canvas.getPlotItem().getAxis("left").textPen().color().name() == theme.tokens.muted


def test_labels_of_lines_that_are_too_close_are_thinned(qtbot: QtBot, canvas: Canvas, theme: Theme):
    def labelled() -> int:
        return len(canvas.getPlotItem().getAxis("left")._tickLevels[0])  # noqa: SLF001

    assert labelled() == 4
    theme.set_text_size(150)
    canvas.resize(600, 70)
    qtbot.waitUntil(lambda: labelled() < 4)
