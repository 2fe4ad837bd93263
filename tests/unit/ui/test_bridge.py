from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import MailSimError, UserError
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.task import Task

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


def test_work_is_done_on_another_thread_and_answered_on_this_one(qtbot: QtBot, bridge: Bridge):
    answers: list[tuple[str, bool]] = []

    def done(name: str) -> None:
        answers.append((name, QThread.currentThread() is bridge.thread()))

    bridge.read(lambda _store: threading.current_thread().name, done=done)

    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0][0].startswith("reader")
    assert answers[0][1]


def test_error_that_can_be_explained_goes_to_whoever_asked(qtbot: QtBot, bridge: Bridge):
    def work(_store: Store) -> None:
        raise UserError("No.")

    errors: list[MailSimError] = []
    bridge.read(work, failed=errors.append)

    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "No."


def test_error_nobody_takes_is_told_by_the_bridge(qtbot: QtBot, bridge: Bridge):
    def work(_store: Store) -> None:
        raise UserError("No.")

    with qtbot.waitSignal(bridge.failed) as told:
        bridge.read(work)

    assert isinstance(told.args[0], UserError)


def test_bug_in_the_background_reaches_the_exception_hook(qtbot: QtBot, bridge: Bridge):
    def work(_store: Store) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        bridge.read(work)
        qtbot.waitUntil(lambda: bool(caught))

    assert caught[0][0] is ZeroDivisionError


def test_answer_to_a_widget_that_has_gone_is_dropped(qtbot: QtBot, bridge: Bridge):
    class Asker(QLabel):
        def take(self, text: str) -> None:
            self.setText(text)

    asker = Asker()
    release = threading.Event()
    bridge.read(lambda _store: str(release.wait(5)), done=asker.take)
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

    bridge.read(lambda _store: None, done=heard)
    return ear.heard


def test_long_write_reports_and_stops_when_it_is_cancelled(qtbot: QtBot, bridge: Bridge):
    seen: list[int] = []
    finished: list[int] = []

    def work(_store: Store, task: Task) -> int:
        rounds = 0
        while not task.is_cancelled():
            rounds += 1
            task.report(rounds)
        return rounds

    task = bridge.start(work, progress=seen.append, done=finished.append)
    qtbot.waitUntil(lambda: bool(seen))
    task.cancel()

    qtbot.waitUntil(lambda: bool(finished))
    assert seen[0] <= finished[0]


def test_pages_are_read_and_short_writes_done_while_a_long_write_goes_on(
    qtbot: QtBot, bridge: Bridge
):
    answered: list[str] = []
    task = bridge.start(_until_cancelled, done=answered.append)
    bridge.read(lambda _store: "read", done=answered.append)
    bridge.write(lambda _store: "written", done=answered.append)

    qtbot.waitUntil(lambda: sorted(answered) == ["read", "written"])
    task.cancel()
    qtbot.waitUntil(lambda: answered[-1] == "cancelled")


def _until_cancelled(_store: Store, task: Task) -> str:
    while not task.is_cancelled():
        threading.Event().wait(0.001)
    return "cancelled"


def test_what_a_write_changed_is_told_after_its_answer(qtbot: QtBot, bridge: Bridge):
    heard: list[object] = []
    bridge.changes.happened.connect(heard.append)

    def done(answer: str) -> None:
        heard.append(answer)

    bridge.write(lambda _store: "stored", done=done, changes=(Topic.CONTACTS,))

    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["stored", frozenset({Topic.CONTACTS})]


def test_write_that_fails_changes_nothing(qtbot: QtBot, bridge: Bridge):
    def work(_store: Store) -> None:
        raise UserError("No.")

    with qtbot.assertNotEmitted(bridge.changes.happened), qtbot.waitSignal(bridge.failed):
        bridge.write(work, changes=(Topic.CONTACTS,))


def test_short_writes_are_carried_out_in_the_order_in_which_they_were_asked_for(
    qtbot: QtBot, bridge: Bridge
):
    carried_out: list[int] = []
    for number in range(300):
        bridge.write(lambda _store, number=number: carried_out.append(number))

    qtbot.waitUntil(lambda: len(carried_out) == 300)
    assert carried_out == list(range(300))


@pytest.mark.parametrize("fault", [None, UserError("No."), ZeroDivisionError()])
@pytest.mark.parametrize("kind", ["read", "write", "start"])
def test_whatever_came_of_a_call_its_end_is_told_last(
    qtbot: QtBot, bridge: Bridge, kind: str, fault: Exception | None
):
    heard: list[str] = []

    def work(*_given: object) -> None:
        if fault is not None:
            raise fault

    with qtbot.captureExceptions() as caught:
        getattr(bridge, kind)(
            work,
            done=lambda _answer: heard.append("done"),
            failed=lambda _error: heard.append("failed"),
            ended=lambda: heard.append("ended"),
        )
        qtbot.waitUntil(lambda: heard[-1:] == ["ended"])

    bug = isinstance(fault, ZeroDivisionError)
    assert heard == [*([] if bug else ["done" if fault is None else "failed"]), "ended"]
    assert len(caught) == int(bug)


def test_reader_thread_cannot_write(qtbot: QtBot, bridge: Bridge):
    def work(store: Store) -> None:
        with store.read() as connection:
            connection.exec_driver_sql("DELETE FROM contacts")

    with qtbot.waitSignal(bridge.failed):
        bridge.read(work)
