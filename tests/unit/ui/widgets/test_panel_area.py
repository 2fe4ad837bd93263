"""The panel opens from the table, follows it, and gives the focus back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.panel_area import PanelArea
from mailsim_desktop.ui.widgets.side_panel import LEAST, SidePanel

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


@dataclass
class Scene:
    area: PanelArea
    panel: SidePanel
    table: QListView
    field: QLineEdit


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    table, panel, field = QListView(), SidePanel(), QLineEdit()
    model = QStringListModel(["ana", "luis", "<b>eva</b>"], table)
    table.setModel(model)
    panel.content.addWidget(field)
    area = PanelArea(table, panel)
    area.follow(table, lambda index: panel.open_for(index.data()))
    qtbot.addWidget(area)
    area.resize(1200, 500)
    area.show()
    area.activateWindow()
    return Scene(area, panel, table, field)


def row(table: QListView, number: int) -> QModelIndex:
    return table.model().index(number, 0)


def click(qtbot: QtBot, table: QListView, number: int) -> None:
    place = table.visualRect(row(table, number)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_click_and_enter_open_it_for_the_row(qtbot: QtBot, scene: Scene):
    hidden = scene.panel.isVisible()
    click(qtbot, scene.table, 1)
    clicked = scene.panel.title()
    scene.panel.close()
    scene.table.setCurrentIndex(row(scene.table, 0))
    closed = scene.panel.isVisible()
    qtbot.keyClick(scene.table, Qt.Key.Key_Return)

    assert (hidden, closed, scene.panel.isVisible()) == (False, False, True)
    assert (clicked, scene.panel.title()) == ("luis", "ana")
    assert scene.panel.accessibleName() == "ana"


def test_panel_grows_with_the_text_and_is_remembered_as_at_100_per_cent(
    qtbot: QtBot, theme: Theme, scene: Scene
):
    click(qtbot, scene.table, 0)
    scene.area.restore("400")
    before = scene.panel.width()
    theme.set_text_size(150)
    grown = scene.panel.width()

    assert (before, grown) == (400, measures.scaled(400))
    assert scene.area.state() == "400"


def test_open_it_follows_the_selection(qtbot: QtBot, scene: Scene):
    click(qtbot, scene.table, 0)
    qtbot.keyClick(scene.table, Qt.Key.Key_Down)
    qtbot.keyClick(scene.table, Qt.Key.Key_Down)

    assert scene.panel.title() == "<b>eva</b>"


@pytest.mark.parametrize("inside", ["table", "field"])
def test_escape_closes_it_and_the_table_has_the_focus(qtbot: QtBot, scene: Scene, inside: str):
    elsewhere: list[bool] = []
    QShortcut(Qt.Key.Key_Escape, scene.area, lambda: elsewhere.append(True))
    click(qtbot, scene.table, 0)
    getattr(scene, inside).setFocus()
    qtbot.waitUntil(getattr(scene, inside).hasFocus)
    qtbot.keyClick(getattr(scene, inside), Qt.Key.Key_Escape)
    closed = not scene.panel.isVisible()
    qtbot.keyClick(scene.table, Qt.Key.Key_Escape)

    assert closed
    assert scene.table.hasFocus()
    assert elsewhere == [True]  # with nothing to close, the key is the window's again


def test_cross_closes_it_too(qtbot: QtBot, scene: Scene):
    click(qtbot, scene.table, 0)
    with qtbot.waitSignal(scene.panel.closed):
        qtbot.mouseClick(scene.panel.closing, Qt.MouseButton.LeftButton)

    assert not scene.panel.isVisible()


def test_width_is_kept_over_closing_and_given_back(qtbot: QtBot, scene: Scene):
    scene.area.restore("300")
    click(qtbot, scene.table, 0)
    opened = scene.panel.width()
    scene.panel.close()
    scene.area.resize(1300, 500)
    click(qtbot, scene.table, 0)

    assert (opened, scene.panel.width(), int(scene.area.state())) == (300, 300, 300)


def test_it_is_never_narrower_than_it_can_be(qtbot: QtBot, scene: Scene):
    scene.area.restore("9" * 5_000)
    scene.area.restore("3")
    click(qtbot, scene.table, 0)

    assert scene.panel.width() == int(scene.area.state()) == LEAST


def test_narrow_it_covers_the_right_half_and_wide_it_stands_beside_again(
    qtbot: QtBot, scene: Scene
):
    click(qtbot, scene.table, 0)
    scene.area.resize(800, 500)
    scene.area.set_narrow(True)
    qtbot.waitUntil(scene.panel.isVisible)
    covered = scene.panel.geometry()
    table = scene.table.width()
    scene.area.resize(1200, 500)
    scene.area.set_narrow(False)
    qtbot.waitUntil(lambda: scene.panel.parentWidget() is not scene.area)

    assert (covered.left(), covered.width()) == (400, 400)
    assert table == 800
    assert scene.panel.isVisible()
    assert scene.panel.mapTo(scene.area, scene.panel.rect().topLeft()).x() >= scene.table.width()


def test_foot_is_there_once_it_holds_something(scene: Scene):
    scene.panel.open_for("ana", "Ana · lane Google")
    without = scene.panel.foot.parentWidget().isVisible()
    scene.panel.add_to_foot(QWidget())

    assert (without, scene.panel.foot.parentWidget().isVisible()) == (False, True)
