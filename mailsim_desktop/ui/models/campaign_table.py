"""Rows of the campaign table, as the snapshots bring them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable

NAME, STATE, RECIPIENTS, PROGRESS, SENT, FAILED, QUEUED = range(7)


class CampaignTable(MemoryTable[CampaignRow]):
    """Campaigns by their ids."""

    def __init__(self, parent: QObject) -> None:
        columns = (
            Column("name", self.tr("Campaign"), Kind.TEXT, _name, sortable=True),
            Column("state", self.tr("State"), Kind.BADGE, badge),
            Column("recipients", self.tr("Recipients"), Kind.NUMBER, _recipients, sortable=True),
            Column("progress", self.tr("Progress"), Kind.PROGRESS, _shares),
            Column("sent", self.tr("Sent"), Kind.NUMBER, _counted(_sent), sortable=True),
            Column("failed", self.tr("Failed"), Kind.NUMBER, _counted(_failed), sortable=True),
            Column("queued", self.tr("Queued"), Kind.NUMBER, _counted(_queued), sortable=True),
        )
        super().__init__(parent, columns, lambda row: row.campaign.id)


def badge(row: CampaignRow) -> tuple[Glyph, str]:
    """State of a campaign: that of its latest run, else its own."""
    return words.state(row.campaign.state if row.run is None else row.run.state, row.run)


def _name(row: CampaignRow) -> str:
    return row.campaign.name


def _recipients(row: CampaignRow) -> int | None:
    return None if row.run is None or not row.run.recipients else row.run.recipients


def _sent(row: CampaignRow) -> int | None:
    return row.sent


def _failed(row: CampaignRow) -> int | None:
    return row.failed


def _queued(row: CampaignRow) -> int | None:
    return row.queued


def _counted(figure: Callable[[CampaignRow], int | None]) -> Callable[[CampaignRow], int | None]:
    """A figure of the run, unknown until it is known who receives."""
    return lambda row: None if _recipients(row) is None else figure(row)


def _shares(row: CampaignRow) -> tuple[float, float, float] | None:
    if row.progress is None or row.run is None:
        return None
    total = row.run.recipients
    return (row.sent or 0) / total, (row.failed or 0) / total, row.progress
