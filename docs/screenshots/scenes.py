"""What there is to photograph: one line for each page in each state.

A new page is a line in `SCENES`: its name and what shows it, at each size anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication

from docs.screenshots.data import LIST_FILE
from docs.screenshots.stage import Stage, wait_until

_HEAD = 4096
"""Size of the first page, which says what kind of file it is."""
DASHBOARD, CAMPAIGNS, CONTACTS, QUEUE = range(4)
_NO_LIST = "nombre;ciudad\nAna;Sevilla\nLuis;Bilbao\n"


class State(StrEnum):
    """What the window has to show."""

    EMPTY = "empty"  # a new database
    FULL = "full"  # a list, a completed run, a paused run, a draft
    ERROR = "error"  # the same, and something goes wrong


def place(number: int) -> Callable[[Stage], None]:
    """Shows a page of the rail."""
    return lambda stage: stage.show_place(number)


def queue(stage: Stage) -> None:
    """Show the queue once its plots are there and its retries are counted."""
    stage.show_place(QUEUE)
    parts = stage.window.contents.queue.page.queue
    wait_until(lambda: parts.plots is not None)
    stage.settle()


def new_campaign(stage: Stage) -> None:
    """Begin a campaign for the newest list."""
    stage.window.contents.new_campaign()


def import_result(stage: Stage) -> None:
    """Import a second list, as large as a person types by hand, with faults in it."""
    contacts = stage.window.contents.contacts
    if stage.window.frame.deck.top() is contacts.result:
        return
    path = stage.database.with_name("lectores.csv")
    rows = ["nombre,email", "Ana,ana@gmail.com", "Ana,ANA@gmail.com", "Luis,luis@gmial", ","]
    path.write_text("\n".join(rows), encoding="utf-8")
    contacts.imports.add([path])
    wait_until(lambda: stage.window.frame.deck.top() is contacts.result)


def drag(stage: Stage) -> None:
    """Hold a list over the window."""
    stage.show_place(DASHBOARD)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(stage.database.with_name(LIST_FILE)))])
    where = stage.window.rect().center()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDragEnterEvent(where, copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(stage.window, event)


def file_without_addresses(stage: Stage) -> None:
    """Import a file that has no column of addresses."""
    if stage.dialogs():
        return
    stage.show_place(CONTACTS)
    path = stage.database.with_name("ciudades.csv")
    path.write_text(_NO_LIST, encoding="utf-8")
    stage.window.contents.contacts.imports.add([path])
    wait_until(lambda: bool(stage.dialogs()))


def damaged(number: int) -> Callable[[Stage], None]:
    """Shows a page of the rail while the database cannot be read."""

    def show(stage: Stage) -> None:
        stage.close_dialogs()
        if not stage.is_damaged:
            damage(stage.database)
            stage.is_damaged = True
        stage.show_place(number)

    return show


def damage(database: Path) -> None:
    """Overwrite the file behind the window's back, as a broken disk does.

    A commit follows, so that the window reads again what it has in memory.
    """
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE campaigns SET name = name")
        with database.open("r+b") as file:
            file.seek(_HEAD)
            file.write(b"\xff" * (database.stat().st_size - _HEAD))
        connection.execute("COMMIT")


SCENES: Mapping[State, Mapping[str, Callable[[Stage], None]]] = {
    State.EMPTY: {
        "dashboard": place(DASHBOARD),
        "campaigns": place(CAMPAIGNS),
        "contacts": place(CONTACTS),
        "queue": queue,
    },
    State.FULL: {
        "dashboard": place(DASHBOARD),
        "campaigns": place(CAMPAIGNS),
        "contacts": place(CONTACTS),
        "queue": queue,
        "editor": new_campaign,
        "import": import_result,
        "gallery": lambda stage: stage.window.contents.open_gallery(),
        "drop": drag,  # last: the list stays over the window
    },
    State.ERROR: {  # the damaged database comes last: nothing can be read after it
        "contacts": file_without_addresses,
        "dashboard": damaged(DASHBOARD),
        "campaigns": damaged(CAMPAIGNS),
    },
}
