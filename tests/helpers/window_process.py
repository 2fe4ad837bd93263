"""A window in a process of its own that launches the first campaign: for tests that kill it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.ui.application import Startup
from mailsim_desktop.ui.theme import Theme


def main() -> None:
    application = QApplication(sys.argv[:1])
    start = Startup(application, Theme(application), [])
    look = QTimer()
    look.setInterval(20)

    def launch() -> None:
        if start.window.contents is not None:
            look.stop()
            start.window.contents.room.launch(1, "classic-demo", RunOptions(speed=1, workers=2))

    look.timeout.connect(launch)
    look.start()
    start.begin()
    sys.exit(application.exec())


if __name__ == "__main__":
    main()
