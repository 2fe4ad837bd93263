"""A bug in the background is told, and leaves nobody waiting for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui import import_flow, reader
from mailsim_desktop.ui.main_window import MainWindow

pytestmark = pytest.mark.ui


def broken(*_given: object, **_more: object) -> None:
    raise ZeroDivisionError


def test_window_closes_also_when_ending_the_engine_has_a_bug(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(window.contents.room, "close", broken)
    with qtbot.captureExceptions() as caught, qtbot.waitSignal(window.closed):
        window.close()

    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_next_import_begins_after_one_that_had_a_bug(
    qtbot: QtBot, window: MainWindow, list_file: Path, monkeypatch: pytest.MonkeyPatch
):
    imports = window.contents.contacts.imports
    with monkeypatch.context() as patch:
        patch.setattr(import_flow, "import_contacts", broken)
        with qtbot.captureExceptions() as caught, qtbot.waitSignal(imports.over):
            imports.add([list_file])
    assert caught
    assert window.contents.contacts.page.progress.isHidden()

    with qtbot.waitSignal(imports.finished, timeout=10_000):
        imports.add([list_file])


def test_reader_tells_a_bug_once_and_goes_on_when_it_is_over(
    qtbot: QtBot, window: MainWindow, store: Store, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(reader, "list_campaigns", broken)
        with qtbot.captureExceptions() as caught:
            for _round in range(3):
                window.contents.reader.refresh()
                qtbot.waitUntil(lambda: bool(caught))
        assert len(caught) == 1
    campaigns.create_campaign(store, name="Seen", subject="s", content="c", list_id=None)

    qtbot.waitUntil(lambda: len(window.frame.deck.snapshot().campaigns) == 1)
