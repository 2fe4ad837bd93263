"""Rows of the campaign table, as the snapshots bring them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt

from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.ui import words
from mailsim_desktop.ui.delegates import BADGE_ROLE, BAR_ROLE
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.models.headed_table import HeadedTable, Index

NAME, STATE, RECIPIENTS, PROGRESS, SENT, FAILED, QUEUED = range(7)
_NUMBERS = frozenset({RECIPIENTS, SENT, FAILED, QUEUED})


class CampaignTable(HeadedTable):
    """Updates in place, so that selection and scroll position stay."""

    def __init__(self, parent: QObject) -> None:
        self._rows: tuple[CampaignRow, ...] = ()
        heads = (
            self.tr("Campaign"),
            self.tr("State"),
            self.tr("Recipients"),
            self.tr("Progress"),
            self.tr("Sent"),
            self.tr("Failed"),
            self.tr("Queued"),
        )
        super().__init__(parent, heads, _NUMBERS)

    def show_rows(self, rows: tuple[CampaignRow, ...]) -> None:
        """Show these campaigns."""
        if [row.campaign.id for row in rows] != [row.campaign.id for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        before, self._rows = self._rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                last = self.index(number, len(self._heads) - 1)
                self.dataChanged.emit(self.index(number, 0), last)

    def row(self, index: Index) -> CampaignRow:
        """Campaign of a row."""
        return self._rows[index.row()]

    def number_of(self, campaign_id: int) -> int | None:
        """Row of a campaign."""
        ids = [row.campaign.id for row in self._rows]
        return ids.index(campaign_id) if campaign_id in ids else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count the campaigns."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for one cell."""
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _text(row, column)
            case Qt.ItemDataRole.ToolTipRole if column == NAME:
                return words.tip(_text(row, column))
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(column)
            case _ if role == BADGE_ROLE:
                return badge(row)
            case _ if role == BAR_ROLE:
                return _shares(row)
        return None


def badge(row: CampaignRow) -> tuple[Glyph, str]:
    """State of a campaign: that of its latest run, else its own."""
    return words.state(row.campaign.state if row.run is None else row.run.state, row.run)


def _text(row: CampaignRow, column: int) -> str:
    recipients = None if row.run is None or not row.run.recipients else row.run.recipients
    known = recipients is not None
    return {
        NAME: row.campaign.name,
        STATE: badge(row)[1],
        RECIPIENTS: words.count(recipients),
        PROGRESS: words.percent(row.progress),
        SENT: words.count(row.sent if known else None),
        FAILED: words.count(row.failed if known else None),
        QUEUED: words.count(row.queued if known else None),
    }[column]


def _shares(row: CampaignRow) -> tuple[float, float, float] | None:
    if row.progress is None or row.run is None:
        return None
    total = row.run.recipients
    return (row.sent or 0) / total, (row.failed or 0) / total, row.progress
