"""The box offers every list with its size, and chooses the one that is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.widgets.list_box import ListBox
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


@pytest.fixture
def box(qtbot: QtBot, workspace: Workspace) -> Iterator[ListBox]:
    bridge = Bridge(workspace.path)
    made = ListBox(bridge)
    qtbot.addWidget(made)
    yield made
    bridge.close()


def load(qtbot: QtBot, box: ListBox, wanted: int | None) -> None:
    with qtbot.waitSignal(box.loaded):
        box.load(wanted)


def test_wanted_list_is_chosen_and_each_says_its_size(
    qtbot: QtBot, box: ListBox, workspace: Workspace
):
    first = workspace.add_list(addresses(3))
    workspace.add_list(addresses(5), "other")
    load(qtbot, box, first)

    texts = [box.itemText(number) for number in range(box.count())]
    assert box.list_id() == first
    assert sorted(text.split(" · ")[1][0] for text in texts) == ["3", "5"]


@pytest.mark.parametrize("wanted", [None, 999])
def test_newest_is_chosen_where_none_is_wanted_or_it_is_gone(
    qtbot: QtBot, box: ListBox, *, workspace: Workspace, wanted: int | None
):
    workspace.add_list(addresses(3))
    newest = workspace.add_list(addresses(3), "other")
    load(qtbot, box, wanted)

    assert box.list_id() == newest


def test_without_a_list_nothing_is_chosen(qtbot: QtBot, box: ListBox):
    load(qtbot, box, None)

    assert box.count() == 0
    assert box.list_id() is None
