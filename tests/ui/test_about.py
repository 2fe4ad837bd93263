from __future__ import annotations

import platform

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.dialogs.about import AboutDialog
from mailsim_desktop.ui.dialogs.licences import LicencesDialog
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.version import version

pytestmark = pytest.mark.ui


@pytest.fixture
def about(window: MainWindow) -> AboutDialog:
    """The dialog, opened from the menu."""
    entries = [action for action in window.findChildren(QAction) if "&About" in action.text()]
    entries[0].trigger()
    return window.findChildren(AboutDialog)[0]


def test_about_says_name_version_promise_and_what_it_is_built_on(about: AboutDialog):
    said = [label.text() for label in about.findChildren(QLabel)]

    assert "MailSim Desktop" in said
    assert f"Version {version()}" in said
    assert "Simulation only: no e-mail ever leaves this computer." in said
    assert f"Python {platform.python_version()} · Qt {qVersion()}" in said
    assert [
        label.pixmap().isNull() for label in about.findChildren(QLabel) if not label.text()
    ] == [False]


def test_the_safe_button_has_the_focus_and_escape_closes(qtbot: QtBot, about: AboutDialog):
    focused = about.focusWidget()
    with qtbot.waitSignal(about.rejected):
        qtbot.keyClick(about, Qt.Key.Key_Escape)

    assert focused is about.close_button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_licences_open_and_close_by_keys_and_lead_back(
    qtbot: QtBot, about: AboutDialog, key: Qt.Key
):
    qtbot.waitUntil(lambda: QApplication.focusWidget() is about.close_button)
    qtbot.keyClick(about.close_button, Qt.Key.Key_Tab)
    focused = about.focusWidget()
    qtbot.keyClick(about.licences_button, key)
    licences = about.findChildren(LicencesDialog)[0]
    with qtbot.waitSignal(licences.rejected):
        qtbot.keyClick(licences.document, Qt.Key.Key_Escape)

    assert focused is about.licences_button
    assert about.isVisible()
