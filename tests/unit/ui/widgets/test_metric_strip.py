from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.metric_strip import Figure, MetricStrip

pytestmark = pytest.mark.ui

CELLS = {
    "campaigns": ("Campaigns", None),
    "sent": ("Sent", Glyph.DELIVERED),
    "failed": ("Failed", Glyph.FAILED),
}


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> MetricStrip:
    made = MetricStrip(CELLS, theme, leading=("failed",))
    qtbot.addWidget(made)
    made.resize(600, made.height())
    made.show()
    return made


def test_figure_is_read_out_with_unit_and_qualifier(strip: MetricStrip):
    strip.show_figures({"sent": Figure("127,049", "/min", "50.8 % of 250,000")})
    spoken = QAccessible.queryAccessibleInterface(strip.cells["sent"])

    assert spoken.text(QAccessible.Text.Name) == "Sent, 127,049 /min, 50.8 % of 250,000"
    assert strip.figure("sent").value == "127,049"


def test_unknown_is_a_dash_that_is_read_out_too(strip: MetricStrip):
    assert strip.figure("sent").value == "–"
    assert strip.cells["sent"].accessibleName() == "Sent, –"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_key_on_a_figure_asks_for_its_rows(qtbot: QtBot, strip: MetricStrip, key):
    with qtbot.waitSignal(strip.pressed) as told:
        qtbot.keyClick(strip.cells["failed"], key)

    assert told.args == ["failed"]


def test_only_figures_that_lead_somewhere_take_the_focus(strip: MetricStrip):
    stops = [
        name for name, cell in strip.cells.items() if cell.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert stops == ["failed"]


def test_figures_are_equally_wide_while_all_fit(strip: MetricStrip):
    widths = [cell.width() for cell in strip.cells.values()]

    assert max(widths) - min(widths) <= 1


def test_long_qualifier_takes_room_that_others_do_not_need(strip: MetricStrip):
    long = Figure("425", "ms avg", "p95 485 ms · p99 509 ms, in the whole run")
    strip.show_figures({"failed": long, "sent": Figure("4,832", "", "50.6 % of 9,542")})
    QApplication.processEvents()

    cells = list(strip.cells.values())
    assert cells[2].width() > cells[0].width()
    assert all(cell.width() >= cell.face.least_width() for cell in cells)


def test_large_text_cuts_no_value(strip: MetricStrip, theme: Theme):
    strip.set_narrow(True)
    strip.resize(300, strip.height())
    theme.set_text_size(150)
    strip.show_figures({"failed": Figure("425", "ms avg"), "sent": Figure("20")})
    QApplication.processEvents()

    wide, small = strip.cells["failed"], strip.cells["sent"]
    assert wide.width() >= wide.face.least_width() > small.width() >= small.face.least_width()


def test_narrow_strip_is_lower_and_without_the_first_figure(strip: MetricStrip):
    strip.set_narrow(True)
    narrow = strip.height(), strip.cells["campaigns"].isVisible()
    strip.set_narrow(False)

    assert narrow == (60, False)
    assert (strip.height(), strip.cells["campaigns"].isVisible()) == (80, True)


def test_strip_grows_with_the_text(strip: MetricStrip, theme: Theme):
    theme.set_text_size(150)

    assert strip.height() == 123


def test_another_value_is_drawn(strip: MetricStrip):
    before = strip.grab().toImage()
    strip.show_figures({"failed": Figure("576")})

    assert strip.grab().toImage() != before


def test_no_line_stands_before_the_first_figure_that_is_seen(strip: MetricStrip):
    strip.set_narrow(True)
    narrow = [cell.face.divided for cell in strip.cells.values()]
    strip.set_narrow(False)

    assert narrow[1:] == [False, True]
    assert [cell.face.divided for cell in strip.cells.values()] == [False, True, True]
