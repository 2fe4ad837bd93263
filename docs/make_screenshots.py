"""Makes the pictures of the documentation from a real run in a temporary workspace.

One command, ``make screenshot``: it writes the sample list, imports it, launches campaigns
in a window of its own, and saves what the window shows to ``docs/pictures``. Nothing in the
pictures is drawn by hand.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLocale, QTimer
from PySide6.QtWidgets import QApplication

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import ConditionError
from mailsim_desktop.services import campaigns, contacts, runs
from mailsim_desktop.services.database import Store, open_database
from mailsim_desktop.ui import fonts, languages
from mailsim_desktop.ui.identity import make_application
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.theme import Choice, Theme

PICTURES = Path(__file__).resolve().parent / "pictures"
CONTACTS = 10_000
LIVE_AT = 0.6
"""Share of the recipients that have ended when the live picture is taken."""
SPEED = 30
SIZE = (1280, 800)
LOOK_MS = 40
PATIENCE_MS = 180_000


def main() -> None:
    """Make all pictures."""
    application = make_application()
    languages.install(application)
    fonts.load()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    theme = Theme(application, Choice.LIGHT)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "newsletter-eu.csv"
        contacts.write_sample(file, size=CONTACTS)
        store = open_database(str(Path(folder) / "mailsim.sqlite3"))
        window = MainWindow(store.path, theme)
        window.resize(*SIZE)
        window.show()
        wait_until(lambda: window.dashboard.plots is not None)
        take_pictures(window, store, file)
        close(window)
        store.close()


def take_pictures(window: MainWindow, store: Store, file: Path) -> None:
    """Walk the main road: empty, import, contacts, live, campaigns."""
    save(window, "dashboard-empty")
    window.contacts.imports.add([file])
    wait_until(lambda: window.frame.deck.top() is window.contacts.result)
    save(window, "import-result")
    window.frame.deck.show_page(window.contacts.page)
    save(window, "contacts")
    spring, autumn = make_campaigns(store)
    window.room.launch(spring, "classic-demo", RunOptions(seed=20260914))
    wait_until(lambda: shown(window) == (spring, RunState.COMPLETED))
    window.frame.deck.show_place(0)
    save(window, "dashboard-completed")
    window.room.launch(autumn, "rate-limited", RunOptions(seed=20260914, speed=SPEED))
    wait_until(lambda: shown(window)[0] == autumn and progress(window) >= LIVE_AT)
    save(window, "dashboard-live")
    window.resize(window.minimumSize())
    save(window, "dashboard-live-small")
    window.resize(*SIZE)
    window.frame.deck.show_place(1)
    window.campaigns.select(autumn)
    save(window, "campaigns")
    runs.pause(store, shown_run(window))
    wait_until(lambda: shown(window)[1] is not RunState.RUNNING)


def make_campaigns(store: Store) -> tuple[int, int]:
    """Three campaigns for the first list; returns the two that are launched."""
    list_id = contacts.list_lists(store)[0].id
    made = [
        campaigns.create_campaign(
            store,
            name=name,
            subject="Hola {nombre}",
            content="Hola {nombre}:\n\nEste mensaje es para {email}.\n",
            list_id=list_id,
        )
        for name in ("Spring sale", "Privacy notice", "Autumn newsletter")
    ]
    return made[0], made[2]


def shown(window: MainWindow) -> tuple[int | None, RunState | None]:
    """Campaign and state of the run that the window shows."""
    reading = window.frame.deck.snapshot().reading
    return (None, None) if reading is None else (reading.run.campaign_id, reading.run.state)


def shown_run(window: MainWindow) -> int:
    """Id of the run that the window shows."""
    reading = window.frame.deck.snapshot().reading
    return 0 if reading is None else reading.run.id


def progress(window: MainWindow) -> float:
    """How far that run is."""
    reading = window.frame.deck.snapshot().reading
    return 0.0 if reading is None else reading.progress or 0.0


def save(window: MainWindow, name: str) -> None:
    """Save the window as it is, once it has drawn what it was told last."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle()
    path = PICTURES / f"{name}.png"
    if not window.grab().save(str(path)):
        raise ConditionError(f"The picture {path} cannot be written.")
    sys.stdout.write(f"{path}\n")


def settle() -> None:
    """Let the window draw for a moment: two readings of the database."""
    loop = QEventLoop()
    QTimer.singleShot(600, loop.quit)
    loop.exec()


def wait_until(reached: Callable[[], bool]) -> None:
    """Run the event loop until `reached`."""
    loop = QEventLoop()
    look = QTimer()
    look.setInterval(LOOK_MS)
    look.timeout.connect(lambda: loop.quit() if reached() else None)
    look.start()
    QTimer.singleShot(PATIENCE_MS, loop, lambda: loop.exit(1))
    if loop.exec():
        raise ConditionError("The window did not get there in time.")


def close(window: MainWindow) -> None:
    """Close the window and wait until nothing of it is left."""
    loop = QEventLoop()
    window.closed.connect(loop.quit)
    QTimer.singleShot(0, window.close)
    loop.exec()


if __name__ == "__main__":
    main()
