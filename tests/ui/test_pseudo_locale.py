"""Every text of the window goes through translation, and one that is 40 % longer has room.

The window is shown in a language that nobody speaks: what has no brackets was not translated,
what has less room than it asks for is cut off. Data and figures are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import campaigns
from mailsim_desktop.services.contacts import list_lists
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.dead_letters import DeadLetters
from mailsim_desktop.services.drill import Audit, Drill, Harm
from mailsim_desktop.services.drill_audit import Losses
from mailsim_desktop.services.drill_record import DrillRecord
from mailsim_desktop.services.queue_view import LaneState, LaneView
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.ui import pseudo
from mailsim_desktop.ui.actions import shown_keys
from mailsim_desktop.ui.dialogs.audit import AuditDialog
from mailsim_desktop.ui.dialogs.closing import closing_dialog
from mailsim_desktop.ui.dialogs.drill import DrillDialog
from mailsim_desktop.ui.dialogs.launch import LaunchDialog
from mailsim_desktop.ui.dialogs.letters import LettersDialog
from mailsim_desktop.ui.dialogs.limit import LimitDialog
from mailsim_desktop.ui.gallery.samples import MONDAY_MS
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.widgets.labels import ElidedLabel

pytestmark = pytest.mark.ui

NAMES = re.compile(
    r"readers|Spring|Hola|empresa|gmail|orange|Ana|Luis|Eva|MailSim|Python|Qt|Classic demo"
    r"|nombre|email"
)
"""Names and data that are made here, or come with the program, and are the same everywhere."""
SIGNS = re.compile(r"\b(ms|s|min|h|p\d\d|MB|KB|B|AM|PM)\b|[\W\d_]")
"""Figures, their units, and all that is no letter."""
SCENARIO = catalogue.load_scenario("classic-demo")
AS_IT_IS = {*map(shown_keys, ("Return", "Del")), SCENARIO.summary}
"""Keys of pages, and words that come with a scenario."""
PATIENCE_MS = 30_000


@pytest.fixture
def language() -> str:
    """The language that nobody speaks."""
    return pseudo.NAME


@pytest.fixture
def full(qtbot: QtBot, window: MainWindow, *, store: Store, list_file: Path) -> MainWindow:
    """The window with a list, a campaign and a run that has ended."""
    has = window.contents
    assert has is not None
    has.contacts.imports.add([list_file])
    qtbot.waitUntil(lambda: window.frame.deck.top() is has.contacts.result)
    made = campaigns.create_campaign(
        store, name="Spring", subject="Hola", content="Hola", list_id=list_lists(store)[0].id
    )
    has.room.launch(made, "classic-demo", RunOptions(seed=1, workers=1))

    def has_ended() -> bool:
        reading = window.frame.deck.snapshot().reading
        return reading is not None and reading.run.state is RunState.COMPLETED

    qtbot.waitUntil(has_ended, timeout=PATIENCE_MS)
    has.contacts.page.refresh()
    return window


def shown(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Widgets that are seen in `root`, each with its words."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and widget.window() is root.window():
            for text in words_of(widget):
                yield widget, text


def words_of(widget: QWidget) -> list[str]:
    """What a widget says: text, title, hint, tooltip and name."""
    said = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    if isinstance(widget, ElidedLabel):
        said.append(widget.whole())
    elif isinstance(widget, QLabel | QAbstractButton):
        said.append(widget.text())
    elif isinstance(widget, QLineEdit):
        said.append(widget.placeholderText())
    elif isinstance(widget, QComboBox):
        said += [widget.itemText(number) for number in range(widget.count())]
    elif isinstance(widget, QTableView):
        said += heads(widget)
    return [text for text in said if text]


def heads(table: QTableView) -> list[str]:
    """Titles of the columns."""
    model = table.model()
    across = range(0 if model is None else model.columnCount())
    return [str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in across]


def is_translated(text: str) -> bool:
    """In brackets, or nothing that a translator would touch."""
    if pseudo.OPENING in text or NAMES.search(text):
        return True
    return not SIGNS.sub("", text)


def untranslated(root: QWidget) -> list[tuple[str, str]]:
    """What is seen in `root` and was not translated."""
    return sorted(
        {(type(widget).__name__, text) for widget, text in shown(root) if not is_translated(text)}
    )


def cut_off(root: QWidget) -> list[tuple[str, int, int]]:
    """Labels and buttons in `root` that have less room than their words ask for."""
    return [
        (text, widget.width(), widget.sizeHint().width())
        for widget, text in shown(root)
        if isinstance(widget, QLabel | QPushButton)
        and not isinstance(widget, ElidedLabel)
        and text == widget.text()
        and widget.sizeHint().width() > widget.width()
        and not (isinstance(widget, QLabel) and widget.wordWrap())
    ]


def pages(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Each page with the frame around it, on top and laid out."""
    for page in window.frame.deck.pages():
        window.frame.deck.show_page(page)
        QApplication.processEvents()
        yield type(page).__name__, window


def test_every_text_of_a_new_window_is_translated(window: MainWindow):
    found = {name: untranslated(page) for name, page in pages(window)}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_every_text_of_a_full_window_is_translated(full: MainWindow):
    found = {name: untranslated(page) for name, page in pages(full)}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_nothing_is_cut_off_in_a_new_window(window: MainWindow):
    found = {name: cut_off(page) for name, page in pages(window)}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_nothing_is_cut_off_in_a_full_window(full: MainWindow):
    found = {name: cut_off(page) for name, page in pages(full)}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_every_line_of_every_menu_is_translated(full: MainWindow):
    bar = full.menuBar()
    actions = [
        *bar.actions(),
        *(action for menu in bar.findChildren(QMenu) for action in menu.actions()),
    ]

    assert len(actions) > 40
    assert [each.text() for each in actions if each.text() and not is_translated(each.text())] == []


def test_reasons_and_palette_are_translated(window: MainWindow):
    refusals = [spec.refusal() for spec in window.contents.menus.actions.specs]
    window.contents.menus.open_palette()
    offers = window.contents.menus.palette.shown()

    assert [text for text in refusals if text and not is_translated(text)] == []
    assert [offer for offer in offers if not is_translated(offer.text)] == []
    assert untranslated(window.contents.menus.palette) == []


def dialogs(window: MainWindow) -> Iterator[QDialog]:
    """The dialogs of the window, each shown in turn."""
    window.contents.tell.about()
    window.contents.menus.open_cheat_sheet()
    yield from list(window.findChildren(QDialog))
    for dialog in (
        closing_dialog([3], window.contents.context.theme, window),
        LaunchDialog(window.contents.context.theme, "Spring", 12, ([SCENARIO], []), window),
        *queue_dialogs(window),
    ):
        dialog.show()
        yield dialog
        dialog.close()


def queue_dialogs(window: MainWindow) -> tuple[QDialog, ...]:
    """Those of the page Queue."""
    theme = window.contents.context.theme
    lane = LaneView("google", "Google", "google", 1, LaneState.RUNNING, 9, 1.0, 5, None, 0)
    digest = "12345678" * 8
    audit = Audit(
        *(500, {Harm.KILL: 3}, 2, 3, 12.5, RunState.COMPLETED, None),
        *(Losses(0, 0, 0), [], digest, digest),
    )
    return (
        LimitDialog(lane, window),
        DrillDialog(window),
        AuditDialog(DrillRecord(MONDAY_MS, Drill(), audit), theme, window),
        LettersDialog(theme, DeadLetters(9, []), "", {}, window),
    )


def test_dialogs_are_translated_and_have_room(full: MainWindow):
    specs = full.contents.menus.actions.specs
    keys = {"  ".join(map(shown_keys, spec.keys)) for spec in specs}
    for dialog in dialogs(full):
        QApplication.processEvents()

        left = [text for _, text in untranslated(dialog) if text not in keys | AS_IT_IS]
        assert left == [], type(dialog).__name__
        assert cut_off(dialog) == [], type(dialog).__name__
