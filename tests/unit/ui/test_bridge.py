from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import MailSimError, UserError
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.bridge import Bridge
from tests.helpers.workspace import Workspace

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


@pytest.fixture
def bridge(workspace: Workspace) -> Iterator[Bridge]:
    made = Bridge(workspace.path)
    yield made
    made.close()


def test_work_is_done_on_another_thread_and_answered_on_this_one(qtbot: QtBot, bridge: Bridge):
    answers: list[tuple[str, bool]] = []

    def done(name: str) -> None:
        answers.append((name, QThread.currentThread() is bridge.thread()))

    bridge.call(lambda _store: threading.current_thread().name, done=done)

    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0][0].startswith("bridge")
    assert answers[0][1]


def test_error_that_can_be_explained_goes_to_whoever_asked(qtbot: QtBot, bridge: Bridge):
    def work(_store: Store) -> None:
        raise UserError("No.")

    errors: list[MailSimError] = []
    bridge.call(work, failed=errors.append)

    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "No."


def test_error_nobody_takes_is_told_by_the_bridge(qtbot: QtBot, bridge: Bridge):
    def work(_store: Store) -> None:
        raise UserError("No.")

    with qtbot.waitSignal(bridge.failed) as told:
        bridge.call(work)

    assert isinstance(told.args[0], UserError)


def test_bug_in_the_background_reaches_the_exception_hook(qtbot: QtBot, bridge: Bridge):
    def work(_store: Store) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        bridge.call(work)
        qtbot.waitUntil(lambda: bool(caught))

    assert caught[0][0] is ZeroDivisionError


def test_answer_to_a_widget_that_has_gone_is_dropped(qtbot: QtBot, bridge: Bridge):
    class Asker(QLabel):
        def take(self, text: str) -> None:
            self.setText(text)

    asker = Asker()
    release = threading.Event()
    bridge.call(lambda _store: str(release.wait(5)), done=asker.take)
    asker.deleteLater()
    qtbot.waitSignal(asker.destroyed, timeout=2000).wait()
    release.set()

    with qtbot.waitSignal(_answered(bridge), timeout=5000):
        pass


def _answered(bridge: Bridge) -> object:
    """A later call answers after the earlier one was delivered."""
    from PySide6.QtCore import Signal

    class Ear(QObject):
        heard = Signal()

    ear = Ear(bridge)

    def heard(_value: None) -> None:
        ear.heard.emit()

    bridge.call(lambda _store: None, done=heard)
    return ear.heard


def test_progress_that_comes_too_often_is_thinned_out(qtbot: QtBot, bridge: Bridge):
    seen: list[int] = []
    finished: list[None] = []
    report = bridge.reporter(seen.append)

    def work(_store: Store) -> None:
        for number in range(10_000):
            report(number)

    bridge.call(work, done=finished.append)

    qtbot.waitUntil(lambda: bool(finished))
    assert 1 <= len(seen) < 20
