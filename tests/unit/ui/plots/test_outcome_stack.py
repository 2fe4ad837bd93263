from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.plots.attempts_plot import AttemptsPlot
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.theme import Choice, Theme
from tests.helpers.series import series


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme) -> AttemptsPlot:
    made = AttemptsPlot(theme)
    stack = PlotStack([(made, 1)])
    qtbot.addWidget(stack)
    stack.resize(644, 300)
    stack.show()
    made.owner = stack  # keeps it alive
    return made


def drawn(plot: AttemptsPlot, shown) -> QImage:
    plot.show_series(shown)
    plot.owner.show_bins(shown.start_s, shown.bin_s)
    return plot.canvas.grab().toImage()


def column(image: QImage, colour: str, x: int) -> int:
    """Pixels of a colour in one column of the picture."""
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for y in range(image.height()))


def test_one_bounce_among_thousands_is_two_pixels_high(plot: AttemptsPlot, theme: Theme):
    image = drawn(plot, series(delivered=40_000, deferred=0, bounced=1))

    assert 2 <= column(image, theme.tokens.bounced, 300) <= 3


def test_what_is_zero_is_not_drawn(plot: AttemptsPlot, theme: Theme):
    image = drawn(plot, series(delivered=40_000, deferred=0))

    for colour in (theme.tokens.bounced, theme.tokens.expired, theme.tokens.deferred):
        assert column(image, colour, 300) == 0


def test_outcomes_are_stacked_in_proportion_below_one_line(plot: AttemptsPlot, theme: Theme):
    image = drawn(plot, series(delivered=300, deferred=100, expired=100))

    fill = column(image, theme.tokens.delivered_fill, 300)
    deferred = column(image, theme.tokens.deferred, 300)
    assert deferred == pytest.approx(fill / 3, abs=3)
    assert column(image, theme.tokens.expired, 300) == pytest.approx(deferred, abs=2)
    assert 1 <= column(image, theme.tokens.delivered, 300) <= 2


def test_dark_theme_changes_the_colours_at_once(plot: AttemptsPlot, theme: Theme):
    drawn(plot, series(deferred=200))
    theme.choose(Choice.DARK)

    image = plot.canvas.grab().toImage()

    assert column(image, theme.tokens.deferred, 300) > 10
    assert column(image, theme.tokens.surface, 300) > 10
