"""A window without a screen, in this process, for benchmarks that measure its event loop.

It sees none of the settings and files of whoever runs it.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from mailsim_desktop.services.database import open_database
from mailsim_desktop.ui import fonts
from mailsim_desktop.ui.application import SWITCH_S
from mailsim_desktop.ui.contents import Contents
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.theme import Choice, Theme

_LOOK_MS = 20
_XDG = ("DATA", "CONFIG", "STATE", "CACHE")


@contextmanager
def themed() -> Iterator[Theme]:
    """An application without a screen, with the fonts that ship."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication([])
    fonts.load()
    theme = Theme(application, Choice.LIGHT)
    gc.freeze()  # modules: the application has them out of the collector's way too
    yield theme
    theme.deleteLater()
    application.processEvents()


@contextmanager
def window(folder: Path) -> Iterator[Contents]:
    """What is in a main window on a new database in `folder`; closed for good at the end."""
    path = folder / "mailsim.sqlite3"
    open_database(str(path)).close()
    with _own_home(folder), themed() as theme:
        made = MainWindow(theme)
        made.show()
        contents = made.fill(path)
        wait_until(lambda: contents.dashboard.live.plots is not None)  # their library is loaded
        gc.freeze()  # as the application does: see `ui.application`
        yield contents
        made.close()
        wait_until(lambda: contents.shutdown.is_finished)
        made.deleteLater()


@contextmanager
def _own_home(folder: Path) -> Iterator[None]:
    """Settings in `folder`, and threads that take turns as they do in the program."""
    before = {name: os.environ.get(name) for name in ("HOME", *(f"XDG_{x}_HOME" for x in _XDG))}
    interval = sys.getswitchinterval()
    os.environ.update(dict.fromkeys(before, str(folder)))
    sys.setswitchinterval(SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        for name, value in before.items():
            del os.environ[name]
            if value is not None:
                os.environ[name] = value


def wait_until(reached: Callable[[], bool]) -> None:
    """Let the event loop turn until `reached`."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: reached() and loop.quit())
    timer.start(_LOOK_MS)
    loop.exec()
    timer.stop()
