"""The context menu of the campaign table, with the one key that acts in the table alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from mailsim_desktop.ui import act_words
from mailsim_desktop.ui.icons import icon
from mailsim_desktop.ui.run_actions import RunAction
from mailsim_desktop.ui.widgets.table import Table

_ACTS = (
    RunAction.LAUNCH,
    RunAction.PAUSE,
    RunAction.RESUME,
    RunAction.CANCEL,
    RunAction.EDIT,
    RunAction.REPORT,
    RunAction.DUPLICATE,
    RunAction.DELETE,
)


def fill(table: Table, ask: Callable[[RunAction], object]) -> dict[RunAction, QAction]:
    """Add the acts to the menu of `table`; chosen, each is given to `ask`."""
    made = {act: _made(act, table, ask) for act in _ACTS}
    delete = made[RunAction.DELETE]
    delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
    delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    delete.setAutoRepeat(False)  # a key held too long would delete one after another
    return made


def answer(action: QAction, table: Table, refuse: Callable[[], object]) -> None:
    """Let `refuse` hear the key of `action` while it is disabled, when Qt would swallow it."""
    hears = QShortcut(action.shortcut(), table)
    hears.setContext(action.shortcutContext())
    hears.setAutoRepeat(False)
    hears.activated.connect(refuse)

    def turn() -> None:
        hears.setEnabled(not action.isEnabled())

    action.enabledChanged.connect(turn)
    turn()


def _made(act: RunAction, table: Table, ask: Callable[[RunAction], object]) -> QAction:
    made = QAction(act_words.menu_words(act), table)
    if (which := act_words.act_icon(act)) is not None:
        made.setIcon(icon(which))
    made.triggered.connect(lambda _checked=False: ask(act))
    table.addAction(made)
    return made
