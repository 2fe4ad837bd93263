"""The dashboard: the figures, the live plots and the activity of the run shown.

Draws snapshots; computes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.figures import figures
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.pages.live_view import LiveView
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.widgets.buttons import Kind, button, set_kind
from mailsim_desktop.ui.widgets.first_run import FirstRun
from mailsim_desktop.ui.widgets.metric_strip import MetricStrip
from mailsim_desktop.ui.window_state import Parts

if TYPE_CHECKING:
    from mailsim_desktop.services.campaigns import CampaignRow


class DashboardPage(Page):
    """Is it going well, since when, and what happened."""

    new_campaign = Signal()
    campaigns_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Dashboard"))
        self.new_button = button(
            self.tr("New campaign"), self.new_campaign.emit, Kind.PRIMARY, icon=Icon.NEW
        )
        self.header.add(self.new_button)
        self.strip = MetricStrip(
            {
                "campaigns": (self.tr("Campaigns"), None),
                "sent": (self.tr("Sent"), Glyph.DELIVERED),
                "failed": (self.tr("Failed"), Glyph.BOUNCED),
                "queued": (self.tr("Queued"), Glyph.PENDING),
                "deferred": (self.tr("Deferred"), Glyph.DEFERRED),
                "throughput": (self.tr("Throughput"), None),
                "latency": (self.tr("Latency"), None),
            },
            context.theme,
            leading={"campaigns"},
        )
        self.strip.pressed.connect(self._lead)
        self.first_run = FirstRun()
        self.live = LiveView(context)
        self.live.told.connect(self.told)
        self._body = QStackedWidget()
        self._body.addWidget(self.first_run)
        self._body.addWidget(self.live)
        self.content.addWidget(self.strip)
        self.content.addWidget(self._body, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the figures, and the run where there is one."""
        self.strip.show_figures(figures(snapshot))
        self._body.setCurrentIndex(0 if snapshot.is_first_run else 1)
        set_kind(self.new_button, Kind.DEFAULT if snapshot.is_first_run else Kind.PRIMARY)
        self.live.show_snapshot(snapshot)
        if snapshot.reading is None:
            self.header.set_facts(self.tr("Here you will see a campaign while it runs"))
            return
        run = snapshot.reading.run
        self.header.set_facts(
            self.tr("{0} · run {1} · %Ln recipients · scenario {2}", "", run.recipients).format(
                run.campaign_name, run.id, run.scenario.name
            )
        )

    def parts(self) -> Parts:
        """What the window remembers."""
        return {"providers": self.live.table}

    def campaign(self, snapshot: Snapshot) -> CampaignRow | None:
        """The campaign whose run is shown."""
        reading = snapshot.reading
        return None if reading is None else snapshot.row(reading.run.campaign_id)

    def _lead(self, _cell: str) -> None:
        self.campaigns_wanted.emit()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Give way where there is no room for all of it."""
        self.strip.set_narrow(narrow)
        self.live.set_narrow(narrow)
        self._body.updateGeometry()  # what is hidden in it does not say that its width changed
