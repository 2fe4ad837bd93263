"""The size of the database is that of its file."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.database_size import DatabaseSize
from tests.helpers.workspace import Workspace

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


def test_it_is_told_with_the_name_of_the_file(qtbot: QtBot, workspace: Workspace):
    bridge = Bridge(workspace.path)
    size = DatabaseSize(bridge)
    with qtbot.waitSignal(size.known) as told:
        size.ask()
    bridge.close()

    assert told.args == [workspace.path.name, workspace.path.stat().st_size]
