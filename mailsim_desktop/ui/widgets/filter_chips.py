"""Chips that filter a table: one alone or several by Ctrl.

A press takes one alone, Ctrl or Space takes one more or leaves it, arrows move. Whoever
chooses none sees all. Refuses to filter: it says what is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.filter_chip import ChipText, FilterChip

__all__ = ["ALL", "ChipText", "FilterChips"]

ALL = ""
"""Name of the chip that stands for no filter."""
_BETWEEN = 6


class FilterChips(QWidget):
    """A row of chips, the first of which stands for all."""

    chosen = Signal(frozenset)
    """Names of what shall be seen; empty for all."""

    def __init__(self, name: str, chips: Mapping[str, ChipText], theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.chips: dict[str, FilterChip] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        for key, text in ({ALL: ChipText(self.tr("All"))} | dict(chips)).items():
            chip = FilterChip(text, theme)
            chip.clicked.connect(partial(self._on_press, key))
            chip.moved.connect(partial(self._move, key))
            row.addWidget(chip)
            self.chips[key] = chip
        row.addStretch()
        self._wanted: frozenset[str] = frozenset()
        self._mark()

    def show_counts(self, counts: Mapping[str, int | None]) -> None:
        """Show how many rows each chip stands for; `ALL` for the whole."""
        for key, count in counts.items():
            self.chips[key].set_count(count)

    def wanted(self) -> frozenset[str]:
        """Names of what shall be seen; empty for all."""
        return self._wanted

    def want(self, names: frozenset[str]) -> None:
        """Choose these, without telling."""
        self._wanted = names
        self._mark()

    def _on_press(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 # Qt's
        if key == ALL:
            wanted: frozenset[str] = frozenset()
        elif self.chips[key].adds:
            wanted = self._wanted ^ {key}
        else:
            wanted = frozenset({key})
        self._leave_tab_stop(key)
        if wanted != self._wanted:
            self.want(wanted)
            self.chosen.emit(wanted)

    def _mark(self) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key in self._wanted or (key == ALL and not self._wanted))
        self._leave_tab_stop(next(key for key, chip in self.chips.items() if chip.isChecked()))

    def _move(self, key: str, step: int) -> None:
        keys = list(self.chips)
        target = keys[(keys.index(key) + step) % len(keys)]
        self.chips[target].setFocus(Qt.FocusReason.TabFocusReason)
        self._leave_tab_stop(target)

    def _leave_tab_stop(self, key: str) -> None:
        """The row is one stop of the tab key, at the chip last used."""
        for other, chip in self.chips.items():
            stop = Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(stop)
