"""Panes by key, and what copying and selecting act on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import focus

pytestmark = pytest.mark.ui


class Panes:
    """Three panes in a window: two buttons, nothing but words, one button."""

    def __init__(self) -> None:
        self.window = QMainWindow()
        self.first, self.empty, self.last = QWidget(), QWidget(), QWidget()
        self.one, self.two, self.three = QPushButton("1"), QPushButton("2"), QPushButton("3")
        for pane, widgets in (
            (self.first, (self.one, self.two)),
            (self.empty, (QLabel("only words"),)),
            (self.last, (self.three,)),
        ):
            layout = QVBoxLayout(pane)
            for widget in widgets:
                layout.addWidget(widget)
        whole = QWidget()
        column = QVBoxLayout(whole)
        self.order = (self.first, self.empty, self.last)
        for pane in self.order:
            column.addWidget(pane)
        self.window.setCentralWidget(whole)


@pytest.fixture
def panes(qtbot: QtBot) -> Iterator[Panes]:
    made = Panes()
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.one.setFocus()
    yield made
    made.window.close()


def test_next_pane_passes_over_panes_without_a_control_and_begins_again(panes: Panes):
    reached = [focus.step(panes.order, 1) for _ in range(2)]

    assert reached == [panes.three, panes.one]
    assert panes.one.hasFocus()


def test_pane_before_the_first_is_the_last(panes: Panes):
    assert focus.step(panes.order, -1) is panes.three


def test_pane_gives_the_focus_back_to_what_had_it_last(panes: Panes):
    panes.two.setFocus()
    focus.step(panes.order, 1)

    assert focus.step(panes.order, 1) is panes.two


def test_control_that_is_disabled_meanwhile_is_passed_over(panes: Panes):
    panes.two.setFocus()
    panes.three.setFocus()
    panes.two.setEnabled(False)

    assert focus.step(panes.order, 1) is panes.one


def test_from_outside_all_panes_the_first_is_next_and_the_last_before(panes: Panes):
    panes.window.setFocus()
    first = focus.step((panes.first, panes.last), 1)
    panes.window.setFocus()

    assert first is panes.one
    assert focus.step((panes.first, panes.last), -1) is panes.three


def test_without_any_control_the_focus_stays(panes: Panes):
    assert focus.step((panes.empty,), 1) is None
    assert panes.one.hasFocus()


def test_text_is_copied_only_where_some_is_selected(qtbot: QtBot):
    line, page = QLineEdit("abc"), QPlainTextEdit("abc")
    for text in (line, page):
        qtbot.addWidget(text)
        assert focus.copier(text) is None
        select = focus.selector(text)
        assert select is not None
        select()
        copy = focus.copier(text)
        assert copy is not None
        QApplication.clipboard().clear()
        copy()
        assert QApplication.clipboard().text() == "abc"


def test_list_of_single_choice_has_no_select_all_and_nothing_to_copy(qtbot: QtBot):
    view = QListWidget()
    qtbot.addWidget(view)
    view.addItem("a")
    view.setCurrentRow(0)

    assert focus.selector(view) is None
    assert focus.copier(view) is None
    assert focus.copier(None) is None


def test_menu_that_is_open_is_not_where_a_person_works(qapp: QApplication, panes: Panes):
    memory = focus.FocusMemory(qapp, panes.window)
    panes.window.menuBar().addMenu("&File").addAction("Copy")
    panes.two.setFocus()
    panes.window.menuBar().setFocus(Qt.FocusReason.MenuBarFocusReason)

    assert memory.widget() is panes.two


def test_widget_that_is_gone_is_forgotten(qtbot: QtBot, qapp: QApplication, panes: Panes):
    memory = focus.FocusMemory(qapp, panes.window)
    panes.three.setFocus()
    panes.three.deleteLater()
    qapp.sendPostedEvents(panes.three, 0)
    with qtbot.waitSignal(panes.three.destroyed, raising=False, timeout=100):
        pass

    assert memory.widget() is not panes.three


def test_tab_goes_through_the_parts_in_the_order_that_is_given(qtbot: QtBot, panes: Panes):
    focus.in_order(panes.last, panes.empty, panes.first)
    panes.three.setFocus()
    reached = []
    for _ in range(3):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert reached == [panes.three, panes.one, panes.two]
    assert QApplication.focusWidget() is panes.three
