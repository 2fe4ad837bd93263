from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.garbage import GarbageCollector

pytestmark = pytest.mark.ui


class Knot:
    """Refers to itself, so only the collector can free it."""

    def __init__(self) -> None:
        self.itself = self


def test_cycles_are_freed_by_the_gui_thread_and_by_no_other(qtbot: QtBot):
    owner = QObject()
    collector = GarbageCollector(owner)
    freed_on: list[threading.Thread] = []
    weakref.finalize(Knot(), lambda: freed_on.append(threading.current_thread()))
    made = threading.Thread(target=lambda: [Knot() for _ in range(50_000)])
    made.start()
    made.join()
    before = list(freed_on)

    qtbot.waitUntil(lambda: bool(freed_on))
    collector.stop()
    assert before == []
    assert freed_on == [threading.main_thread()]
    assert gc.isenabled()
