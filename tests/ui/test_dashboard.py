"""The dashboard at the sizes of the window: what it shows is not cut off."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from mailsim_desktop.simulation.catalogue import load_scenario, scenario_ids
from mailsim_desktop.ui import measures, queue_words
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.models.provider_table import LIMIT, NAME, QUEUED, SHARE
from mailsim_desktop.ui.provider_rows import ProviderRow
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space
from mailsim_desktop.ui.widgets.metric_strip import Figure
from mailsim_desktop.ui.widgets.table import Table

pytestmark = pytest.mark.ui
CELL = 8
INSETS = {NAME: Space.INSET + CELL}


def cut_off(table: Table) -> list[str]:
    """Texts that are wider than the room of their cells."""
    model, metrics = table.model(), QFontMetrics(measures.font())
    found = []
    for column in (NAME, SHARE, LIMIT, QUEUED):
        room = table.columnWidth(column) - INSETS.get(column, 2 * CELL)
        texts = (str(model.index(row, column).data()) for row in range(model.rowCount()))
        found += [text for text in texts if metrics.horizontalAdvance(text) > room]
    return found


@pytest.mark.parametrize("scenario", scenario_ids())
def test_names_and_limits_of_all_providers_have_room_at_1280_pixels(
    window: MainWindow, scenario: str
):
    window.contents.reader.stop()  # its next reading would say that there is no run
    QApplication.processEvents()
    window.resize(1280, 800)
    live = window.contents.dashboard.live
    live.rows.show_rows(
        [
            ProviderRow(
                group.name, 0.454, queue_words.limit(group.connections, group.rate), 113_478, 0.071
            )
            for group in load_scenario(scenario).groups
        ]
    )
    live.parent().setCurrentWidget(live)
    QApplication.processEvents()

    assert live.table.verticalScrollBar().isVisible()
    assert cut_off(live.table) == []


def test_no_figure_is_cut_off_in_the_least_window_with_the_largest_text(
    window: MainWindow, theme: Theme
):
    window.contents.reader.stop()  # its next reading would say that there is no run
    QApplication.processEvents()
    theme.set_text_size(150)
    window.resize(*Size.LEAST_WINDOW)
    strip = window.contents.dashboard.strip
    strip.show_figures(
        {
            "sent": Figure("4,832"),
            "failed": Figure("20"),
            "queued": Figure("4,690"),
            "deferred": Figure("6.7", "%"),
            "throughput": Figure("3,032", "/min"),
            "latency": Figure("425", "ms avg"),
        }
    )
    QApplication.processEvents()

    shown = [cell for cell in strip.cells.values() if cell.isVisible()]
    assert len(shown) == 6
    assert all(cell.width() >= cell.face.least_width() for cell in shown)


def test_qualifiers_of_all_figures_have_room_at_1280_pixels(window: MainWindow):
    window.contents.reader.stop()  # its next reading would say that there is no run
    QApplication.processEvents()
    window.resize(1280, 800)
    strip = window.contents.dashboard.strip
    strip.show_figures(
        {
            "sent": Figure("99,832", "", "50.6 % of 198,542"),
            "failed": Figure("1,020", "", "10.41 % of finished"),
            "throughput": Figure("103,032", "/min", "last simulated minute"),
            "latency": Figure("425", "ms avg", "p95 485 ms · p99 509 ms"),
        }
    )
    QApplication.processEvents()

    cells = strip.cells.values()
    assert all(cell.width() >= cell.face.least_width() for cell in cells)
    assert len({cell.width() for cell in cells}) > 1
