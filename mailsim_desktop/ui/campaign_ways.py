"""Where the window leads when something is asked of a campaign, and once it was done.

Chooses pages and says what was done; what is asked is carried out by `campaign_flow`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.ui import outside
from mailsim_desktop.ui.campaign_flow import CampaignFlow
from mailsim_desktop.ui.frame import Frame
from mailsim_desktop.ui.pages.campaigns import CampaignsPage
from mailsim_desktop.ui.pages.dashboard import DashboardPage
from mailsim_desktop.ui.run_actions import RunAction


class CampaignWays(QObject):
    """Between the pages of campaigns and runs, and the flow."""

    def __init__(
        self, flow: CampaignFlow, frame: Frame, dashboard: DashboardPage, campaigns: CampaignsPage
    ) -> None:
        super().__init__(flow)
        self._flow, self._deck, self._toasts = flow, frame.deck, frame.toasts
        self._dashboard, self._campaigns = dashboard, campaigns
        self.open_report = outside.open_file
        flow.launched.connect(self._launched)
        flow.duplicated.connect(self.open_campaign)
        flow.report_written.connect(self._report_written)

    def act(self, row: CampaignRow, action: RunAction) -> None:
        """Do `action` with a campaign; what it would cost its run is said where it is known."""
        if action is RunAction.CANCEL and row.run is not None:
            self.act_on_run(row.run.id, action)
        else:
            self._flow.act(row.campaign, None if row.run is None else row.run.id, action)

    def act_on_run(self, run_id: int, action: RunAction) -> None:
        """Do `action` with a run."""
        self._flow.act_on_run(run_id, action, self._deck.snapshot().reading)

    def open_campaign(self, campaign_id: int) -> None:
        """Show a campaign among all."""
        self._deck.show_page(self._campaigns)
        self._campaigns.select(campaign_id)

    def draft_saved(self, campaign_id: int) -> None:
        """Show the campaign that was stored, and say so."""
        self.open_campaign(campaign_id)
        self._toasts.say(self.tr("Draft saved"))

    def _launched(self, _run_id: int) -> None:
        self._deck.show_page(self._campaigns)
        self._deck.show_page(self._dashboard)

    def _report_written(self, path: Path) -> None:
        self._toasts.say(self.tr("Report written to {0}").format(path.parent))
        self.open_report(path)
