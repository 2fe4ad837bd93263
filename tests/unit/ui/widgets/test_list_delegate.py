"""Rows of lists: one height that grows with the text, never scrolled sideways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QListView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.list_delegate import ListDelegate, dress

pytestmark = pytest.mark.ui

HEIGHT = 40


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> QListView:
    found = QListView()
    qtbot.addWidget(found)
    found.setModel(QStringListModel(["short", "very long " * 100]))
    dress(found, ListDelegate(theme, found, HEIGHT))
    return found


def height(view: QListView) -> int:
    return view.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()


def test_rows_grow_with_the_text_size(theme: Theme, view: QListView):
    assert height(view) == HEIGHT

    theme.set_text_size(150)

    assert height(view) >= HEIGHT * 1.5


def test_a_long_row_never_scrolls_the_list_sideways(view: QListView):
    view.resize(80, 200)
    view.show()

    assert view.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert view.horizontalScrollBar().maximum() == 0
