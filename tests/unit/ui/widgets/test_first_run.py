"""Who opens the window for the first time is offered two ways to begin."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.widgets.first_run import FirstRun

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


@pytest.fixture
def first_run(qtbot: QtBot) -> FirstRun:
    made = FirstRun()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Choose file…", "choose_file"),
        ("Import the sample list", "import_sample"),
        ("Download…", "save_sample"),
    ],
)
def test_each_way_to_begin_is_asked_for_by_key(
    qtbot: QtBot, first_run: FirstRun, *, words: str, wanted: str
):
    (found,) = (made for made in buttons(first_run) if made.text().strip() == words)
    with qtbot.waitSignal(getattr(first_run, wanted)):
        qtbot.keyClick(found, Qt.Key.Key_Space)


def test_one_way_is_the_primary_one(first_run: FirstRun):
    primary = [made for made in buttons(first_run) if made.property("kind") == "primary"]

    assert [made.text().strip() for made in primary] == ["Choose file…"]


def buttons(first_run: FirstRun) -> list[QPushButton]:
    """What can be pressed."""
    return first_run.findChildren(QPushButton)
