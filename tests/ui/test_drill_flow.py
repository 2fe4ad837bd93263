"""A crash drill from the window: beside everything else, cancelled at once, its audit kept."""

from __future__ import annotations

from pathlib import Path

import multiprocess
import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop import clock
from mailsim_desktop.services import drill_record
from mailsim_desktop.services.drill import Drill, Harm
from mailsim_desktop.ui.dialogs.audit import AuditDialog
from mailsim_desktop.ui.dialogs.drill import DrillDialog
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.pages.queue import QueuePage

pytestmark = [pytest.mark.ui, pytest.mark.process, pytest.mark.slow]
SMALL = Drill(400, {Harm.KILL: 2})
LONG = Drill(2_000, {Harm.KILL: 60})


@pytest.fixture
def page(window: MainWindow) -> QueuePage:
    window.frame.deck.show_place(3)
    return window.contents.queue.page


def test_drill_is_asked_for_carried_out_kept_and_shown(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, database: Path
):
    before = database.read_bytes()
    page.drill_button.click()
    dialog = window.findChild(DrillDialog)
    assert isinstance(dialog, DrillDialog)
    dialog.recipients.set_value(SMALL.recipients)
    for harm, field in dialog.harms.items():
        field.set_value(SMALL.harms.get(harm, 0))
    dialog.act_button.click()

    assert page.queue.progress.isVisible()
    assert not page.drill_button.isEnabled()
    assert window.contents.queue.drill.why_no_drill() is not None
    qtbot.waitUntil(page.queue.progress.isHidden, timeout=60_000)
    kept = drill_record.last()
    assert kept is not None
    assert kept.audit.held
    assert kept.drill.recipients == 400
    assert page.queue.drill.badge.text() == "Passed"
    assert window.frame.toasts.text() == "Crash drill passed"
    assert database.read_bytes() == before  # the person's own was not touched

    page.queue.drill.audit_button.click()
    audit = window.findChild(AuditDialog)
    assert isinstance(audit, AuditDialog)
    assert not audit.isModal()
    audit.close()


def test_drill_is_cancelled_within_a_second_and_nothing_of_it_is_kept(
    qtbot: QtBot, window: MainWindow, page: QueuePage
):
    window.contents.queue.drill.begin(LONG)
    qtbot.waitUntil(lambda: "Harms done" in page.queue.progress.line(), timeout=60_000)
    began = clock.monotonic_s()
    page.queue.progress.cancel_button.click()
    qtbot.waitUntil(page.queue.progress.isHidden, timeout=20_000)

    assert clock.monotonic_s() - began < 2  # one is promised; the machine of the tests is shared
    assert drill_record.last() is None
    assert multiprocess.active_children() == []
    assert page.drill_button.isEnabled()


def test_an_import_does_not_wait_for_a_drill(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, list_file: Path
):
    window.contents.queue.drill.begin(LONG)
    qtbot.waitUntil(lambda: "Harms done" in page.queue.progress.line(), timeout=60_000)
    window.contents.contacts.imports.add([list_file])
    qtbot.waitUntil(
        lambda: window.frame.deck.top() is window.contents.contacts.result, timeout=20_000
    )

    assert not page.queue.progress.isHidden()


def test_closing_the_window_ends_a_drill(qtbot: QtBot, window: MainWindow, page: QueuePage, close):
    window.contents.queue.drill.begin(LONG)
    qtbot.waitUntil(lambda: "Harms done" in page.queue.progress.line(), timeout=60_000)
    close(window)

    assert multiprocess.active_children() == []


def test_last_drill_is_shown_again_by_the_next_window(
    qtbot: QtBot, window: MainWindow, page: QueuePage
):
    assert page.queue.drill.badge.isHidden()
    window.contents.queue.drill.begin(SMALL)
    qtbot.waitUntil(page.queue.progress.isHidden, timeout=60_000)
    page.queue.drill.show_record(None)
    window.contents.queue.drill.read()

    qtbot.waitUntil(lambda: not page.queue.drill.badge.isHidden())
