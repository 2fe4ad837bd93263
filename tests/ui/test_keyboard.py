from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.widgets.banner import Condition

pytestmark = pytest.mark.ui

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_ctrl_and_a_number_show_the_pages(qtbot: QtBot, window: MainWindow):
    pages = (window.contents.dashboard, window.contents.campaigns, window.contents.contacts.page)
    for key, page in zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), pages, strict=True):
        qtbot.keyClick(window, key, CONTROL)

        assert window.frame.deck.top() is page


def test_ctrl_n_writes_a_campaign_and_escape_leaves_it(qtbot: QtBot, window: MainWindow):
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    opened = window.frame.deck.top()
    qtbot.keyClick(window, Qt.Key.Key_Escape)

    assert opened is window.contents.editor
    assert window.frame.deck.top() is window.contents.campaigns


def test_arrow_keys_move_in_the_rail(qtbot: QtBot, window: MainWindow):
    view = window.frame.rail.findChild(QAbstractItemView)
    qtbot.keyClick(view, Qt.Key.Key_Down)

    assert window.frame.deck.top() is window.contents.campaigns


def test_every_control_has_a_name_that_can_be_read_out(window: MainWindow):
    window.frame.deck.show_page(window.contents.editor)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds) and not has_name(widget)
    ]

    assert nameless == []


def has_name(widget: QWidget) -> bool:
    """Its own name, its text, or a label that has it as a buddy."""
    if widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()):
        return True
    if isinstance(widget, QHeaderView) or isinstance(widget.parent(), QTableView):
        return True  # a part of a control that has a name
    if widget.inherits("QComboBoxListView") or widget.objectName().startswith("qt_"):
        return True
    return any(label.buddy() is widget for label in widget.window().findChildren(QLabel))


def test_new_window_has_the_focus_on_the_page_that_is_shown(qtbot: QtBot, window: MainWindow):
    with qtbot.waitActive(window):
        window.activateWindow()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractItemView)
    assert window.frame.rail.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Down)

    assert window.frame.deck.top() is window.contents.campaigns


def walk_by_tab(qtbot: QtBot, window: MainWindow) -> list[QWidget]:
    """Everything that Tab reaches from the rail, until it is there again."""
    with qtbot.waitActive(window):
        window.activateWindow()
    window.frame.rail.setFocus()
    first = QApplication.focusWidget()
    assert first is not None
    reached = [first]
    for _ in range(40):
        qtbot.keyClick(reached[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is first:
            break
        reached.append(now)
    return reached


@pytest.mark.parametrize("place", [0, 1, 2])
def test_tab_goes_from_the_rail_through_the_page_to_the_run_bar(
    qtbot: QtBot, window: MainWindow, place: int
):
    window.frame.deck.show_place(place)
    window.frame.banner.show_condition(
        Condition("c", Glyph.INFO, "Something stands.", "", ("Look", lambda: None))
    )
    QApplication.processEvents()
    parts = (window.frame.rail, window.frame.deck.top(), window.frame.run_bar)
    reached = [
        number
        for control in walk_by_tab(qtbot, window)
        for number, part in enumerate(parts)
        if part.isAncestorOf(control)
    ]

    assert reached == sorted(reached)
    assert {0, 1} <= set(reached)


def test_tab_goes_through_the_dashboard_as_it_stands(qtbot: QtBot, window: MainWindow):
    window.contents.reader.stop()  # its next reading would say that there is no run
    QApplication.processEvents()
    page = window.contents.dashboard
    page.live.parent().setCurrentWidget(page.live)
    QApplication.processEvents()
    plots = page.live.plots
    assert plots is not None
    parts = (page.header, page.strip, plots, page.live.table, page.live.activity)
    reached = [
        number
        for control in walk_by_tab(qtbot, window)
        for number, part in enumerate(parts)
        if part is control or part.isAncestorOf(control)
    ]

    assert reached == sorted(reached)
    assert set(reached) == set(range(len(parts)))


def test_page_that_is_reached_by_a_key_begins_with_what_it_is_about(
    qtbot: QtBot, window: MainWindow
):
    with qtbot.waitActive(window):
        window.activateWindow()
    window.contents.contacts.page.search.setEnabled(True)
    window.frame.deck.show_place(2)
    window.contents.contacts.page.search.setFocus()
    window.frame.deck.show_place(1)

    assert not isinstance(QApplication.focusWidget(), QLineEdit)
