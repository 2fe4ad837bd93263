"""Rows that an import did not take: line, reason, value."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mailsim_desktop.contacts.importing import Reject, RejectKind
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable

LINE, REASON, VALUE = range(3)
KIND_GLYPHS = {
    RejectKind.INVALID: Glyph.BOUNCED,
    RejectKind.DUPLICATE: Glyph.DASH,
    RejectKind.EMPTY: Glyph.PENDING,
}


class RejectTable(MemoryTable[Reject]):
    """Holds the first rejected rows; the export holds all of them."""

    def __init__(self, parent: QObject) -> None:
        columns = (
            Column("line", self.tr("Line"), Kind.NUMBER, _line, sortable=True),
            Column("reason", self.tr("Reason"), Kind.FINDING, _finding, sortable=True),
            Column("value", self.tr("Value"), Kind.REPLY, _value, sortable=True),
        )
        super().__init__(parent, columns, _line)


def _line(row: Reject) -> int:
    return row.line


def _finding(row: Reject) -> tuple[Glyph, str]:
    return KIND_GLYPHS[row.kind], row.reason


def _value(row: Reject) -> str:
    return row.value
