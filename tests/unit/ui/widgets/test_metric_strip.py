from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
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
