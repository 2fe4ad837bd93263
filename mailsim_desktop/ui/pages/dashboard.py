"""The dashboard: the figures, the live plots and the activity of the run shown.

Draws snapshots; computes nothing. The plots arrive after the window is shown, because
their library takes long to load.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.figures import figures
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.activity import ActivityView
from mailsim_desktop.ui.widgets.buttons import Kind, button, set_kind
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.empty_state import EmptyState
from mailsim_desktop.ui.widgets.metric_strip import MetricStrip

if TYPE_CHECKING:
    from mailsim_desktop.ui.plots.live_plots import LivePlots

_SIDE = 340


class DashboardPage(Page):
    """Is it going well, since when, and what happened."""

    new_campaign = Signal()
    choose_file = Signal()
    save_sample = Signal()
    plot_pixels = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Dashboard"))
        self._theme, self._bridge = context.theme, context.bridge
        self.new_button = button(self.tr("New campaign"), self.new_campaign.emit, Kind.PRIMARY)
        self.header.add(self.new_button)
        self.strip = MetricStrip(
            {
                "campaigns": (self.tr("Campaigns"), None),
                "sent": (self.tr("Sent"), Glyph.DELIVERED),
                "failed": (self.tr("Failed"), Glyph.BOUNCED),
                "queued": (self.tr("Queued"), Glyph.PENDING),
                "throughput": (self.tr("Throughput"), None),
                "latency": (self.tr("Average latency"), None),
            },
            context.theme,
        )
        self.plots: LivePlots | None = None
        self._snapshot = Snapshot()
        self._live = QHBoxLayout()
        self.activity = ActivityView(context.theme)
        self._side = Card()
        self._body = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self._side.body.addWidget(CardHead(self.tr("Activity"), self.tr("simulated time")))
        self._side.body.addWidget(self.activity, 1)
        self._side.body.addSpacing(8)
        self._side.setMinimumWidth(_SIDE)
        live = QWidget()
        live.setLayout(self._live)
        self._live.setContentsMargins(0, 0, 0, 0)
        self._live.setSpacing(Space.GAP)
        self._live.addWidget(self._side)
        self._body.addWidget(self._first_run())
        self._body.addWidget(live)
        self.content.addWidget(self.strip)
        self.content.addWidget(self._body, 1)

    def _first_run(self) -> EmptyState:
        return EmptyState(
            self.tr("Rehearse a mass mailing before you send it"),
            self.tr(
                "Drop a contact list anywhere on this window, or choose one."
                " Nothing is sent: the providers' answers are simulated."
            ),
            (
                button(self.tr("Choose file…"), self.choose_file.emit, Kind.PRIMARY),
                button(self.tr("Download the sample list…"), self.save_sample.emit, Kind.LINK),
            ),
            (
                (self.tr("1. List"), self.tr("Drop a CSV. Every row that is left out is listed.")),
                (
                    self.tr("2. Message"),
                    self.tr("Write the text and insert {nombre} and {email} by a click."),
                ),
                (
                    self.tr("3. Rehearsal"),
                    self.tr("Choose scenario and speed. The report says what bounced and why."),
                ),
            ),
        )

    def load_plots(self) -> None:
        """Load the plot library, and put the plots in their place with the next event.

        It cannot be loaded on another thread: PySide6 makes its enums when they are first
        seen, and two threads that do so at once end the process.
        """
        importlib.import_module("mailsim_desktop.ui.plots.live_plots")
        QTimer.singleShot(0, self, self._add_plots)

    def _add_plots(self) -> None:
        from mailsim_desktop.ui.plots.live_plots import LivePlots  # noqa: PLC0415 # loaded just now

        self.plots = LivePlots(self._theme, self._bridge)
        self.plots.resized.connect(self.plot_pixels)
        self._side.setMaximumWidth(_SIDE)
        self._live.insertWidget(0, self.plots, 1)
        self._draw_series()

    def _draw_series(self) -> None:
        if self.plots is not None and self._snapshot.series is not None:
            self.plots.show_series(self._snapshot.series)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw figures, plots and activity."""
        self._snapshot = snapshot
        self.strip.show_figures(figures(snapshot))
        self._body.setCurrentIndex(0 if snapshot.is_first_run else 1)
        set_kind(self.new_button, Kind.DEFAULT if snapshot.is_first_run else Kind.PRIMARY)
        reading = snapshot.reading
        if reading is None:
            self.header.set_facts(self.tr("Here you will see a campaign while it runs"))
            return
        run = reading.run
        self.header.set_facts(
            self.tr("{0} · run {1} · %Ln recipients · scenario {2}", "", run.recipients).format(
                run.campaign_name, run.id, run.scenario.name
            )
        )
        self._draw_series()
        names = {group.id: group.name for group in run.scenario.groups}
        self.activity.show_events(snapshot.events, names)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Leave the activity out where the plots need the room."""
        self.strip.set_narrow(narrow)
        self._side.setVisible(not narrow)
