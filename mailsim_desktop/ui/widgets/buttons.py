"""Buttons of the window: primary, ordinary, destructive, link, chip, and icons alone.

How they look stands in the style sheet, by the property "kind"; the ring of the focus is
`focus_ring`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPalette
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QToolButton

from mailsim_desktop.ui.icons import Icon, icon
from mailsim_desktop.ui.palette import DANGER
from mailsim_desktop.ui.sheet import restyle
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.focus_ring import RADIUS

_GAP = "\u2005"
"""A quarter of an em: Qt leaves too little room between icon and text."""


class Kind(StrEnum):
    """How loud a button is; a page has one primary at most."""

    PRIMARY = "primary"
    DEFAULT = "default"
    DESTRUCTIVE = "destructive"
    LINK = "link"
    CRUMB = "crumb"
    CHIP = "chip"
    DISCLOSURE = "disclosure"


_INK = {
    Kind.PRIMARY: QPalette.ColorRole.BrightText,
    Kind.DESTRUCTIVE: DANGER,
    Kind.LINK: QPalette.ColorRole.Link,
}
"""Palette role of the text of each kind, for its icon; of the others it is the button's."""


class Button(QPushButton):
    """A button whose icon can change with its meaning."""

    def __init__(self, text: str, which: Icon | None = None) -> None:
        super().__init__(text)
        self._icon = which
        self.setIconSize(QSize(Size.ICON, Size.ICON))

    def set_icon(self, which: Icon | None) -> None:
        """Show another icon, in the colour of the text."""
        self._icon = which
        self.fit_icon()

    def fit_icon(self) -> None:
        """Give the icon the colour of the kind of this button."""
        if self._icon is not None:
            kind = Kind(self.property("kind"))
            self.setIcon(icon(self._icon, _INK.get(kind, QPalette.ColorRole.ButtonText)))

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Keep icon and text apart."""
        super().initStyleOption(option)
        if self._icon is not None and option.text:
            option.text = _GAP + option.text


def set_kind(made: QPushButton, kind: Kind) -> None:
    """Make a button louder or quieter."""
    restyle(made, "kind", str(kind))
    if isinstance(made, Button):
        made.fit_icon()


def button(
    text: str,
    pressed: Callable[[], object] | None = None,
    kind: Kind = Kind.DEFAULT,
    *,
    icon: Icon | None = None,
    small: bool = False,
) -> Button:
    """Make a button that calls `pressed`; small ones stand inside cards."""
    made = Button(text, icon)
    set_kind(made, kind)
    made.setProperty("small", "true" if small else "false")
    made.setCursor(Qt.CursorShape.ArrowCursor)
    made.setAutoDefault(kind is Kind.PRIMARY)
    if kind is Kind.CHIP:
        made.setProperty(RADIUS, Size.CHIP // 2)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def ghost(
    which: Icon, name: str, pressed: Callable[[], object] | None = None, shortcut: str = ""
) -> QToolButton:
    """Make a button of an icon alone; its tooltip says what it does and by which key."""
    made = QToolButton()
    made.setProperty("kind", "ghost")
    made.setIcon(icon(which, QPalette.ColorRole.PlaceholderText))
    made.setIconSize(QSize(Size.ICON, Size.ICON))
    made.setFixedSize(Size.CONTROL_SMALL, Size.CONTROL_SMALL)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(name)
    keys = QKeySequence(shortcut)
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    made.setToolTip(f"{name} ({shown})" if shown else name)
    if shown:
        made.setShortcut(keys)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made
