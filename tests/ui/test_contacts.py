from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import contacts
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.models.columns import ELLIPSIS
from mailsim_desktop.ui.pages.contacts import ContactsPage
from tests.helpers.workspace import Workspace, addresses

pytestmark = pytest.mark.ui


def test_cancelled_import_stores_nothing(
    qtbot: QtBot, window: MainWindow, store: Store, tmp_path: Path
):
    large = tmp_path / "large.csv"
    contacts.write_sample(large, size=30_000)
    window.contents.contacts.imports.moved.connect(window.contents.contacts.imports.cancel)
    with qtbot.waitSignal(window.contents.contacts.imports.cancelled, timeout=20_000):
        window.contents.contacts.imports.add([large])

    assert contacts.list_lists(store) == []
    assert contacts.count_contacts(store) == {}
    qtbot.waitUntil(window.contents.contacts.page.progress.isHidden)
    assert "nothing was stored" in window.frame.toasts.text()


def test_files_dropped_together_are_imported_one_after_the_other(
    qtbot: QtBot, window: MainWindow, store: Store, list_file: Path, tmp_path: Path
):
    second = tmp_path / "second.csv"
    second.write_text("email\nx@empresa.es\n", encoding="utf-8")
    window.contents.contacts.imports.add([list_file, tmp_path / "missing.csv", second])

    qtbot.waitUntil(lambda: len(contacts.list_lists(store)) == 2)
    assert [row.contacts for row in contacts.list_lists(store)] == [3, 1]


def test_long_list_is_read_page_by_page_as_it_is_seen(
    qtbot: QtBot, window: MainWindow, database: Path, qtmodeltester: ModelTester
):
    emails = addresses(7_000)
    Workspace(database).add_list(emails)
    page = window.contents.contacts.page
    window.frame.deck.show_page(page)
    page.refresh()
    qtbot.waitUntil(lambda: page.contacts.rowCount() == 7_000)
    last = page.contacts.index(6_999, 0)
    assert last.data() == ELLIPSIS

    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: last.data() == emails[-1])
    qtmodeltester.check(page.contacts)


@pytest.fixture
def three_shown(qtbot: QtBot, window: MainWindow, store: Store, list_file: Path) -> ContactsPage:
    """The page of contacts, with the three of the small list."""
    contacts.import_contacts(store, list_file)
    page = window.contents.contacts.page
    window.frame.deck.show_page(page)
    page.refresh()
    qtbot.waitUntil(lambda: page.contacts.rowCount() == 3)
    return page


def test_search_finds_a_contact_by_part_of_its_address(qtbot: QtBot, three_shown: ContactsPage):
    page = three_shown
    qtbot.keyClicks(page.search, "empresa")

    qtbot.waitUntil(lambda: page.contacts.rowCount() == 1)
    qtbot.waitUntil(lambda: page.contacts.index(0, 0).data() == "eva@empresa.es")


def test_domain_is_shown_and_found_in_its_own_letters(
    qtbot: QtBot, window: MainWindow, store: Store, tmp_path: Path
):
    file = tmp_path / "bakers.csv"
    file.write_text("email\nana@bäcker.de\nluis@gmail.com\n", encoding="utf-8")
    contacts.import_contacts(store, file)
    page = window.contents.contacts.page
    window.frame.deck.show_page(page)
    page.refresh()
    qtbot.waitUntil(lambda: page.contacts.rowCount() == 2)
    page.search.setText("BÄCK")

    qtbot.waitUntil(lambda: page.contacts.rowCount() == 1)
    assert [page.contacts.index(0, column).data() for column in (0, 2)] == [
        "ana@bäcker.de",
        "bäcker.de",
    ]


def test_search_that_finds_nothing_says_so_and_shows_all_at_one_press(
    qtbot: QtBot, three_shown: ContactsPage
):
    page = three_shown
    page.states.setCurrentIndex(1)
    page.search.setText("<b>nobody")
    qtbot.waitUntil(lambda: "nobody" in page.no_match.title.text())
    said, start = page.no_match.title.text(), page.start()
    assert page.no_match.isVisible()
    qtbot.mouseClick(page.no_match.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.table.isVisible)

    assert said == "No contact matches “<b>nobody”"
    assert start is page.search
    qtbot.waitUntil(lambda: page.contacts.rowCount() == 3)
    assert (page.search.text(), page.states.currentIndex()) == ("", 0)
    assert not page.no_match.isVisible()


def test_markup_in_a_name_is_shown_as_it_is(
    qtbot: QtBot, window: MainWindow, store: Store, tmp_path: Path
):
    file = tmp_path / "b&lt;i&gt;.csv"
    file.write_text("email,nombre\nx@empresa.es,<i>Ana</i>\n", encoding="utf-8")
    with qtbot.waitSignal(window.contents.contacts.imports.finished):
        window.contents.contacts.imports.add([file])

    labels = window.findChildren(type(window.contents.contacts.result.accounting.sentence))
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    assert contacts.list_lists(store)[0].name == "b&lt;i&gt;"
    table = window.contents.contacts.page.contacts
    qtbot.waitUntil(lambda: table.rowCount() == 1)
    cell = table.index(0, 1)
    qtbot.waitUntil(lambda: cell.data() == "<i>Ana</i>")
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "<span>&lt;i&gt;Ana&lt;/i&gt;</span>"


def test_sample_list_is_written_where_asked(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    target = tmp_path / "sample.csv"
    window.contents.contacts.write_sample(target)

    qtbot.waitUntil(lambda: "sample contacts" in window.frame.toasts.text())
    assert target.read_text(encoding="utf-8").count("\n") > 10


def test_list_that_another_process_imports_appears(
    qtbot: QtBot, window: MainWindow, store: Store, list_file: Path
):
    window.frame.deck.show_place(2)
    with qtbot.waitSignal(window.contents.reader.arrived):
        window.contents.reader.refresh()  # it knows what there was before
    contacts.import_contacts(store, list_file)

    qtbot.waitUntil(lambda: window.contents.contacts.page.lists.count() == 2)


def test_window_that_closes_begins_none_of_the_imports_that_wait(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
):
    imports = window.contents.contacts.imports
    began: list[object] = []
    imports.began.connect(began.append)
    files = [tmp_path / f"list{number}.csv" for number in range(3)]
    for file in files:
        contacts.write_sample(file, size=20_000)
    imports.add(files)
    imports.stop()
    with qtbot.waitSignal(imports.over, timeout=20_000):
        pass

    assert began == [files[0]]
