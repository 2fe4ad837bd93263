"""The contacts page over real lists: sorted, filtered, searched, copied, refreshed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.models import contact_source
from mailsim_desktop.ui.pages.contacts import ContactsPage
from tests.helpers.workspace import Workspace

pytestmark = pytest.mark.ui
NAMES = {"eva": "Zoe", "ana": "Ángel", "luis": "Angela"}


@pytest.fixture
def workspace(database: Path) -> Workspace:
    made = Workspace(database)
    made.add_list([f"{first}@gmx.de" for first in NAMES], "readers")
    for first, name in NAMES.items():
        made.execute("UPDATE contacts SET name = ? WHERE email = ?", name, f"{first}@gmx.de")
    made.execute("UPDATE contacts SET state = 'risky' WHERE email LIKE 'luis%'")
    return made


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, window: MainWindow) -> ContactsPage:
    assert workspace
    found = window.contents.contacts.page
    window.frame.deck.show_page(found)
    with qtbot.waitSignal(found.contacts.counted):
        found.refresh()
    qtbot.waitUntil(lambda: shown(found) == ["eva", "ana", "luis"])
    return found


def shown(page: ContactsPage) -> list[str]:
    model = page.contacts
    cells = (str(model.index(row, 0).data()) for row in range(model.rowCount()))
    return [cell.partition("@")[0] for cell in cells]


def test_contacts_are_sorted_by_name_from_the_head(qtbot: QtBot, page: ContactsPage):
    page.table.head.cycle(contact_source.NAME)
    qtbot.waitUntil(lambda: shown(page) == ["ana", "luis", "eva"])
    page.table.head.cycle(contact_source.NAME)
    qtbot.waitUntil(lambda: shown(page) == ["eva", "luis", "ana"])
    page.table.head.cycle(contact_source.NAME)

    qtbot.waitUntil(lambda: shown(page) == ["eva", "ana", "luis"])


def test_state_filters_and_the_head_counts(qtbot: QtBot, page: ContactsPage):
    page.states.setCurrentIndex(page.states.findData(ContactState.RISKY.value))

    qtbot.waitUntil(lambda: shown(page) == ["luis"])
    assert page.contacts.index(0, contact_source.STATE).data() == "Risky"


def test_selected_contacts_are_copied_and_the_person_is_told(
    qtbot: QtBot, page: ContactsPage, window: MainWindow
):
    page.table.selectAll()
    with qtbot.waitSignal(window.contents.contacts.page.told) as told:
        page.table.copying.action.trigger()

    assert told.args == ["3 rows copied"]
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "eva@gmx.de\tZoe\tgmx.de\tValid"
    assert len(lines) == 3


def test_selection_outlives_a_contact_that_is_imported_meanwhile(
    qtbot: QtBot, page: ContactsPage, workspace: Workspace
):
    page.table.head.cycle(contact_source.EMAIL)
    qtbot.waitUntil(lambda: shown(page) == ["ana", "eva", "luis"])
    page.table.selectRow(1)
    workspace.add_list(["berta@gmx.de"], "more")
    page.refresh()

    qtbot.waitUntil(lambda: shown(page) == ["ana", "berta", "eva", "luis"])
    assert page.table.selected_rows().tolist() == [2]
    assert page.table.selectionModel().isRowSelected(2)
    assert page.table.model().data(page.table.currentIndex(), Qt.ItemDataRole.DisplayRole) == (
        "eva@gmx.de"
    )
