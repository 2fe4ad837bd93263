"""Copies the selected rows of a table as tab-separated text, also those not in memory."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QTableView

from mailsim_desktop.ui import words
from mailsim_desktop.ui.models.column_table import ColumnTable
from mailsim_desktop.ui.widgets.kept_selection import selected_rows

COPY_LIMIT = 100_000
"""Rows copied at once; for more there is the export."""


class RowCopy(QObject):
    """The action and what it does; of two under way, the later one counts."""

    told = Signal(str)
    """How many rows were copied."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._number = 0
        self.action = QAction(self.tr("Copy"), view)
        self.action.setShortcuts(
            [QKeySequence(QKeySequence.StandardKey.Copy), QKeySequence("Ctrl+Shift+C")]
        )
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.action.triggered.connect(self.copy)

    def copy(self) -> None:
        """Copy the selected rows; the clipboard has them once they are read."""
        model, rows = self._view.model(), selected_rows(self._view)
        if not isinstance(model, ColumnTable) or not len(rows):
            return
        self._number += 1
        copied = rows[:COPY_LIMIT]
        model.copy_rows(copied, partial(self._copied, self._number, len(copied), len(rows)))

    def _copied(self, number: int, copied: int, selected: int, text: str) -> None:
        if number != self._number:
            return
        QGuiApplication.clipboard().setText(text)
        if copied < selected:
            self.told.emit(
                self.tr("The first {0} of {1} rows copied; an export holds all of them").format(
                    words.count(copied), words.count(selected)
                )
            )
        else:
            self.told.emit(self.tr("%Ln rows copied", "", copied))
