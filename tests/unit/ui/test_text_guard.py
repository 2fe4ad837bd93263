from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.text_guard import TextGuard

pytestmark = pytest.mark.ui
TAKEN = ("Ctrl+E", "Ctrl+K", "Ctrl+D")
"""Keys that Qt's text fields take for themselves on X11."""


@pytest.fixture(params=[QLineEdit, QPlainTextEdit])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QWidget]:
    """A guarded text field that has the focus, in a window of its own."""
    window = QWidget()
    made: QWidget = request.param(window)
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    guard = TextGuard([QKeySequence(keys)[0] for keys in TAKEN], window)
    guard.guard(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    window.close()


@pytest.mark.parametrize("keys", TAKEN)
def test_keys_of_the_window_act_while_a_text_has_the_focus(
    qtbot: QtBot, field: QLineEdit | QPlainTextEdit, keys: str
):
    shortcut = QShortcut(QKeySequence(keys), field.window())
    field.insert("kept") if isinstance(field, QLineEdit) else field.insertPlainText("kept")
    combination = QKeySequence(keys)[0]
    with qtbot.waitSignal(shortcut.activated, timeout=2000):
        qtbot.keyClick(field, combination.key(), combination.keyboardModifiers())

    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == "kept"


def test_other_keys_stay_with_the_text(qtbot: QtBot, field: QLineEdit | QPlainTextEdit):
    qtbot.keyClicks(field, "abc")
    field.selectAll()
    field.copy()

    assert QApplication.clipboard().text() == "abc"


def test_dropped_file_is_not_taken_as_text(field: QLineEdit | QPlainTextEdit):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/lists/a.csv")])
    target = field if isinstance(field, QLineEdit) else field.viewport()
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(target, event)

    assert not event.isAccepted()
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == ""
