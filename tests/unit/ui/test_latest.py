from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import UserError
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.latest import Latest

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


def test_answer_that_comes_after_a_newer_one_is_dropped(qtbot: QtBot, bridge: Bridge):
    latest, release, answers = Latest(bridge, bridge), threading.Event(), list[str]()
    latest.read(lambda _store: str(release.wait(5)), done=answers.append)
    latest.read(lambda _store: "newer", done=answers.append)
    qtbot.waitUntil(lambda: answers == ["newer"])
    release.set()
    behind: list[None] = []
    bridge.read(lambda _store: None, done=behind.append)
    bridge.read(lambda _store: None, done=behind.append)  # both threads have answered

    qtbot.waitUntil(lambda: len(behind) == 2)
    assert answers == ["newer"]


def test_error_of_an_older_question_is_not_told(qtbot: QtBot, bridge: Bridge):
    latest, release, answers = Latest(bridge, bridge), threading.Event(), list[str]()

    def refused(_store: Store) -> str:
        release.wait(5)
        raise UserError("No.")

    latest.read(refused, done=answers.append)
    latest.read(lambda _store: "newer", done=answers.append)
    with qtbot.assertNotEmitted(bridge.failed):
        qtbot.waitUntil(lambda: answers == ["newer"])
        release.set()
        behind: list[None] = []
        bridge.read(lambda _store: None, done=behind.append)
        bridge.read(lambda _store: None, done=behind.append)
        qtbot.waitUntil(lambda: len(behind) == 2)


def test_nothing_is_answered_to_an_owner_that_has_gone(qtbot: QtBot, bridge: Bridge):
    owner, answers = QObject(), list[str]()
    latest = Latest(bridge, owner)
    with qtbot.waitSignal(owner.destroyed):
        latest.read(lambda _store: "late", done=answers.append)
        owner.deleteLater()
    behind: list[None] = []
    bridge.read(lambda _store: None, done=behind.append)
    bridge.read(lambda _store: None, done=behind.append)

    qtbot.waitUntil(lambda: len(behind) == 2)
    assert answers == []
