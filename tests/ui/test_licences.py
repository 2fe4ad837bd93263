from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop import paths
from mailsim_desktop.ui.dialogs.licences import LicencesDialog
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT

pytestmark = pytest.mark.ui


class Browser(QObject):
    """Stands where the desktop would open what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture(autouse=True)
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    made = Browser()
    monkeypatch.setattr(QDesktopServices, "openUrl", made.open)
    return made


@pytest.fixture
def licences(qtbot: QtBot, window: MainWindow) -> LicencesDialog:
    """The dialog, shown above the smallest window."""
    window.resize(window.minimumSize())
    made = LicencesDialog(window.contents.context.theme, window)
    made.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.document)
    return made


def test_notices_are_shown_from_their_beginning_and_say_that_qt_may_be_replaced(
    licences: LicencesDialog,
):
    shown = " ".join(licences.document.toPlainText().split())

    assert shown.startswith("Third-party software")
    assert "GNU Lesser General Public License" in shown
    assert "may replace them" in shown
    assert licences.document.verticalScrollBar().value() == 0


def test_page_keys_scroll_and_nothing_is_clipped_in_the_smallest_window(
    qtbot: QtBot, licences: LicencesDialog
):
    document = licences.document
    qtbot.keyClick(document, Qt.Key.Key_PageDown)

    assert document.verticalScrollBar().value() > 0
    assert document.horizontalScrollBar().maximum() == 0
    assert licences.rect().contains(licences.close_button.geometry())
    assert (licences.width(), licences.height()) <= (900, 600)


def test_document_cannot_be_edited_and_wears_the_colours_of_the_theme(licences: LicencesDialog):
    colours = licences.document.palette()

    assert licences.document.isReadOnly()
    assert colours.color(QPalette.ColorRole.Base) == QColor(LIGHT.surface)
    assert colours.color(QPalette.ColorRole.Text) == QColor(LIGHT.text)
    assert colours.color(QPalette.ColorRole.Link) == QColor(LIGHT.accent)


def test_only_a_pressed_link_goes_to_the_browser(
    qtbot: QtBot, licences: LicencesDialog, browser: Browser
):
    before = list(browser.opened)
    while not licences.document.textCursor().charFormat().anchorHref().startswith("https://"):
        qtbot.keyClick(licences.document, Qt.Key.Key_Tab)
        assert licences.document.hasFocus()
    wanted = licences.document.textCursor().charFormat().anchorHref()
    qtbot.keyClick(licences.document, Qt.Key.Key_Return)

    assert before == []
    assert browser.opened == [wanted]
    assert licences.isVisible()


def test_link_to_a_file_opens_it_where_it_ships_and_nothing_where_it_does_not(
    licences: LicencesDialog, browser: Browser
):
    licences.document.anchorClicked.emit(QUrl("LICENSE"))
    licences.document.anchorClicked.emit(QUrl("no-such-file"))
    licences.document.anchorClicked.emit(QUrl("ftp://example.org/file"))

    beside = paths.third_party_notices().parent / "LICENSE"
    assert browser.opened == [QUrl.fromLocalFile(str(beside)).toString()]


def test_folder_of_the_texts_is_offered_where_it_ships(
    qtbot: QtBot,
    window: MainWindow,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    without = LicencesDialog(window.contents.context.theme, window)
    folder = tmp_path / "licences"
    folder.mkdir()
    monkeypatch.setattr(paths, "resource", tmp_path.joinpath)
    with_texts = LicencesDialog(window.contents.context.theme, window)
    with_texts.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is with_texts.document)
    qtbot.keyClick(with_texts.document, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(lambda: bool(browser.opened))
    assert without.folder_button.isHidden()
    assert browser.opened == [QUrl.fromLocalFile(str(folder)).toString()]


def test_links_take_the_colour_of_the_theme(licences: LicencesDialog, theme: Theme):
    theme.choose(Choice.DARK)
    colours = set()
    block = licences.document.document().begin()
    while block.isValid():
        links = (part.format for part in block.textFormats() if part.format.isAnchor())
        colours |= {link.foreground().color().name() for link in links}
        block = block.next()

    assert colours == {DARK.accent}
