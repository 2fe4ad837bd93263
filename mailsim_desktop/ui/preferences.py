"""The settings in force: applied at once, and stored in the background when they change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mailsim_desktop import settings
from mailsim_desktop.settings import Settings
from mailsim_desktop.ui.theme import TEXT_SIZES, Choice, Theme

if TYPE_CHECKING:  # settings are applied before the services are loaded
    from mailsim_desktop.services.database import Store
    from mailsim_desktop.ui.bridge import Bridge


def apply(chosen: Settings, theme: Theme) -> None:
    """Dress the application as the settings say; a theme that is unknown is the system's."""
    known = chosen.theme in tuple(Choice)
    theme.choose(Choice(chosen.theme) if known else Choice.SYSTEM)
    theme.set_text_size(chosen.text_size)
    theme.set_still(chosen.reduce_motion)


class Preferences(QObject):
    """Changes the settings of one window."""

    changed = Signal()

    def __init__(self, chosen: Settings, theme: Theme, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = chosen
        self._theme = theme
        self._bridge = bridge

    @property
    def settings(self) -> Settings:
        """What was chosen last."""
        return self._settings

    def choose_theme(self, choice: Choice) -> None:
        """Change the theme."""
        self._theme.choose(choice)
        self._change(theme=str(choice))

    def has_theme(self, choice: Choice) -> bool:
        """Tell whether this theme is chosen."""
        return self._theme.choice is choice

    def set_text_size(self, percent: int) -> None:
        """Change the size of all text."""
        self._theme.set_text_size(percent)
        self._change(text_size=self._theme.text_size)

    def has_text_size(self, percent: int) -> bool:
        """Tell whether all text has this size."""
        return self._theme.text_size == percent

    def step_text_size(self, by: int) -> None:
        """Go to the next size that is offered, larger (1) or smaller (-1)."""
        now = self._theme.text_size
        further = [size for size in TEXT_SIZES if (size - now) * by > 0]
        if further:
            self.set_text_size(min(further, key=lambda size: abs(size - now)))

    def why_not_larger(self) -> str | None:
        """Why text cannot grow."""
        if self._theme.text_size < TEXT_SIZES[-1]:
            return None
        return self.tr("The text has its largest size.")

    def why_not_smaller(self) -> str | None:
        """Why text cannot shrink."""
        if self._theme.text_size > TEXT_SIZES[0]:
            return None
        return self.tr("The text has its smallest size.")

    def turn_motion(self) -> None:
        """Let things slide and turn, or stop it."""
        self._theme.set_still(not self._theme.is_still)
        self._change(reduce_motion=self._theme.is_still)

    def is_still(self) -> bool:
        """Tell whether nothing slides or turns."""
        return self._theme.is_still

    def _change(self, **values: Any) -> None:
        chosen = replace(self._settings, **values)
        if chosen == self._settings:
            return
        self._settings = chosen
        self.changed.emit()
        self._bridge.write(self._store)

    def _store(self, _database: Store) -> None:
        """On a background thread: store what was chosen last."""
        settings.write(settings.file(), self._settings)
