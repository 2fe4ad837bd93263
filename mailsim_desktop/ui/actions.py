"""Actions: what a person can ask of the window, each with its words, keys and rule.

Menu bar, palette, cheat sheet and keys are all made from one table of `ActionSpec`. A rule
answers why an action is refused now, so that a key pressed in vain is answered instead of
ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mailsim_desktop.ui.icons import Icon, icon

Rule = Callable[[], str | None]
"""Why something cannot be done now, as a sentence; None when it can."""


class Place(Enum):
    """Menus of the menu bar, in order."""

    FILE = auto()
    EDIT = auto()
    VIEW = auto()
    CAMPAIGN = auto()
    RUN = auto()
    TOOLS = auto()
    HELP = auto()


def always() -> str | None:
    """The rule of what can be done at any time."""
    return None


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One line of the table.

    Attributes
    ----------
    name : known by code and tests, never shown.
    text : as the menu shows it, with its `&`.
    keys : the first is shown; all of them work.
    refusal : why it cannot be done now.
    text_now : its words where they change, such as what would be undone.
    checked : makes it a switch, on or off as this says.
    submenu : title of the menu within the menu.
    line : a line is drawn above it.
    quiet : its key does nothing where it is refused.
    repeats : goes on while its key is held.
    local : its keys are those of whatever has the focus; here they are only shown.
    """

    name: str
    place: Place
    text: str
    act: Callable[[], object]
    icon: Icon | None = None
    keys: tuple[str, ...] = ()
    refusal: Rule = always
    text_now: Callable[[], str] | None = None
    checked: Callable[[], bool] | None = None
    submenu: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    line: bool = False
    quiet: bool = False
    repeats: bool = False
    local: bool = False

    def words(self) -> str:
        """Its words now, as they stand outside a menu."""
        text = plain(self.text if self.text_now is None else self.text_now())
        return f"{plain(self.submenu)}: {text}" if self.submenu else text


class Actions(QObject):
    """The actions of one window; the keys work wherever the focus is in it."""

    refused = Signal(str)
    """Why the action that was just asked for cannot be done."""

    def __init__(self, specs: Iterable[ActionSpec], window: QWidget) -> None:
        super().__init__(window)
        self.specs = tuple(specs)
        self._window = window
        self._made = {spec.name: self._make(spec) for spec in self.specs}
        self._deaf = {spec.name: self._answers(spec) for spec in self.specs}
        self.refresh()

    def action(self, name: str) -> QAction:
        """The action of this name, for a menu or a button."""
        return self._made[name]

    def window_keys(self) -> list[QKeyCombination]:
        """Keys that no text field may take: all but those that texts know themselves."""
        standard = QKeySequence.StandardKey
        own = {*QKeySequence.keyBindings(standard.Undo), *QKeySequence.keyBindings(standard.Redo)}
        found = [QKeySequence(keys) for spec in self.specs if not spec.local for keys in spec.keys]
        return [sequence[0] for sequence in found if sequence not in own]  # type: ignore[index] # it is

    def trigger(self, spec: ActionSpec) -> None:
        """Do it, or say why not."""
        reason = spec.refusal()
        if reason is None:
            spec.act()
        elif not spec.quiet:
            self.refused.emit(reason)
        self.refresh()

    def ask(self, name: str) -> None:
        """Do the action of this name, or say why not; for a key that the window does not hear."""
        self.trigger(next(spec for spec in self.specs if spec.name == name))

    def refresh(self) -> None:
        """Let every action look as its rule says."""
        for spec in self.specs:
            action = self._made[spec.name]
            can = spec.refusal() is None
            action.setEnabled(can)
            for shortcut in self._deaf[spec.name]:
                shortcut.setEnabled(not can)
            if spec.text_now is not None:
                action.setText(spec.text_now())
            if spec.checked is not None:
                action.setChecked(spec.checked())

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self._window)
        action.setObjectName(spec.name)
        action.setMenuRole(spec.role)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        if spec.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setAutoRepeat(spec.repeats)
        action.setCheckable(spec.checked is not None)
        if spec.icon is not None:
            action.setIcon(icon(spec.icon))
        action.triggered.connect(partial(self._triggered, spec))
        self._window.addAction(action)  # its keys work also where no menu holds it
        return action

    def _triggered(self, spec: ActionSpec, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 # Qt
        self.trigger(spec)

    def _answers(self, spec: ActionSpec) -> list[QShortcut]:
        """What hears the keys while the action is disabled, when Qt would swallow them."""
        found = []
        for keys in () if spec.quiet or spec.local else spec.keys:
            shortcut = QShortcut(QKeySequence(keys), self._window)
            shortcut.setAutoRepeat(False)
            shortcut.setEnabled(False)
            shortcut.activated.connect(partial(self.trigger, spec))
            found.append(shortcut)
        return found


def plain(text: str) -> str:
    """Words of a menu without the mark of the menu letter and without the dots."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def shown_keys(keys: str) -> str:
    """Keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
