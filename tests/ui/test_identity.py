from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from mailsim_desktop.ui import identity

pytestmark = pytest.mark.ui

ENTRY = Path(__file__).parents[2] / "packaging" / "linux" / "mailsim-desktop.desktop"

ASK = """
import sys
from mailsim_desktop.ui.identity import make_application
sys.argv = ["/elsewhere/another-name"]
application = make_application()
print(application.arguments()[0], application.applicationName(), application.desktopFileName())
print(application.applicationDisplayName(), len(application.windowIcon().availableSizes()))
"""


HAND_OVER = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from mailsim_desktop.ui.identity import make_application
application = make_application()
application.file_wanted.connect(print)
QCoreApplication.sendEvent(application, QFileOpenEvent("/lists/año.csv"))
"""


def test_file_that_the_desktop_names_in_an_event_is_told():
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", HAND_OVER],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": "/"},
        cwd=Path(__file__).parents[2],
    )

    assert told.stdout == "/lists/año.csv\n"


def test_names_on_the_desktop_do_not_depend_on_how_the_program_was_started():
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        check=True,
        capture_output=True,
        text=True,
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": "/"},
        cwd=Path(__file__).parents[2],
    )

    assert told.stdout.split() == ["MailSim", "MailSim", "mailsim-desktop", "MailSim", "8"]


def test_desktop_entry_has_the_names_of_the_window():
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(ENTRY, encoding="utf-8")

    assert entry["Desktop Entry"]["Name"] == identity.TITLE
    assert entry["Desktop Entry"]["StartupWMClass"] == identity.WINDOW_CLASS
    assert ENTRY.stem == identity.DESKTOP_ENTRY


@pytest.mark.usefixtures("qapp")
def test_icon_has_a_drawing_for_every_size():
    icon = identity.icon()
    drawn = [icon.pixmap(QSize(size, size), 1.0).toImage().size() for size in identity.ICON_SIZES]

    assert drawn == [QSize(size, size) for size in identity.ICON_SIZES]
    assert sorted(size.width() for size in icon.availableSizes()) == list(identity.ICON_SIZES)
