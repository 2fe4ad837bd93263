from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import contacts
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.dialogs.message import MessageDialog
from mailsim_desktop.ui.main_window import MainWindow

pytestmark = pytest.mark.ui


def mime_of(*files: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def drag_over(target: QWidget, mime: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)
    return event


def drop_on(target: QWidget, mime: QMimeData) -> QDropEvent:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)
    return event


def drag_and_drop(target: QWidget, mime: QMimeData) -> QDropEvent:
    """Qt delivers a drop to whoever accepted the drag before it."""
    drag_over(target, mime)
    return drop_on(target, mime)


def test_dropped_list_is_imported_and_every_row_accounted_for(
    qtbot: QtBot, window: MainWindow, store: Store, list_file: Path
):
    with qtbot.waitSignal(window.contents.contacts.imports.finished) as done:
        drag_and_drop(window, mime_of(list_file))

    summary = done.args[0]
    assert (summary.read, summary.imported, summary.duplicate, summary.invalid) == (5, 3, 1, 1)
    assert window.frame.deck.top() is window.contents.contacts.result
    assert [row.contacts for row in contacts.list_lists(store)] == [3]
    stored = contacts.list_contacts(store, limit=10).contacts
    assert {(c.email, c.name) for c in stored} == {
        ("ana@gmail.com", "Ana"),
        ("luis@orange.fr", "Luis"),
        ("eva@empresa.es", "Eva"),
    }
    accounting = window.contents.contacts.result.accounting
    assert accounting.sentence.text() == "5 rows read = 3 + 0 + 1 + 1 + 0"


def test_dragging_a_list_says_what_a_release_does(
    qtbot: QtBot, window: MainWindow, list_file: Path
):
    mime = mime_of(list_file)
    event = drag_over(window, mime)

    overlay = window.contents.contacts.overlay
    assert event.isAccepted()
    assert overlay.isVisible()
    assert overlay.title() == "Drop to import"
    qtbot.waitUntil(lambda: "MB" in overlay.file())


def test_what_is_no_list_is_refused_and_nothing_happens(
    window: MainWindow, store: Store, tmp_path: Path
):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    mime = mime_of(picture)
    drag_over(window, mime)
    refused = window.contents.contacts.overlay.title()

    event = drop_on(window, mime)

    assert refused == "This is not a list MailSim can read"
    assert not event.isAccepted()
    assert not window.contents.contacts.overlay.isVisible()
    assert contacts.list_lists(store) == []


def test_picture_named_csv_is_explained_in_a_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
):
    fake = tmp_path / "picture.csv"
    fake.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x01")
    drag_and_drop(window, mime_of(fake))

    qtbot.waitUntil(lambda: bool(window.findChildren(MessageDialog)))
    dialog = window.findChildren(MessageDialog)[0]
    assert "a PNG picture" in dialog.said.title
    dialog.accept()


@pytest.mark.parametrize("field", ["subject", "text"])
def test_text_fields_let_the_window_have_a_dropped_file(
    qtbot: QtBot, window: MainWindow, list_file: Path, field: str
):
    window.frame.deck.show_page(window.contents.editor)
    target = getattr(window.contents.editor, field)
    target = target.viewport() if isinstance(target, QPlainTextEdit) else target

    with qtbot.waitSignal(window.contents.contacts.imports.finished):
        drag_and_drop(target, mime_of(list_file))

    editor = window.contents.editor
    assert "readers" not in editor.text.toPlainText() + editor.subject.text()


def test_rejected_rows_are_exported_with_line_and_reason(
    qtbot: QtBot, window: MainWindow, list_file: Path, tmp_path: Path
):
    with qtbot.waitSignal(window.contents.contacts.imports.finished):
        drag_and_drop(window, mime_of(list_file))
    target = tmp_path / "rejected.csv"
    window.contents.contacts.result.export(target)

    qtbot.waitUntil(lambda: "rows written" in window.contents.contacts.result.header.facts())
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "line,reason,value"
    assert [line.split(",")[0] for line in lines[1:]] == ["5", "6"]
