"""The queue so far is drawn as three lines, on a logarithmic axis."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import words
from mailsim_desktop.ui.gallery import sample_run
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.plots.queue_plot import QueuePlot
from mailsim_desktop.ui.theme import Theme

pytestmark = pytest.mark.ui


def test_all_who_wait_those_to_retry_and_those_in_flight_are_read_out(qtbot: QtBot, theme: Theme):
    plot = QueuePlot(theme)
    stack = PlotStack([(plot, 1)])
    qtbot.addWidget(stack)
    series = sample_run.series()

    plot.show_series(series)

    last = series.queued[-1], series.waiting[-1], series.in_flight[-1]
    assert plot.legend.values() == [words.count(int(value)) for value in last]
    assert plot.table().header == ("queued", "waiting", "in_flight")
