"""What the reader saw at one instant, frozen, for every page to draw from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the frame shows before the services are loaded
    from mailsim_desktop.services.campaigns import CampaignRow
    from mailsim_desktop.services.metrics import Averages, Event, Reading, Series
    from mailsim_desktop.services.queue_view import QueueReading


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Expected, see `services.time_left`; None while that cannot be told."""

    simulated_s: float | None = None
    wall_s: float | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that the pages show of the database.

    Attributes
    ----------
    campaigns : all of them, newest first.
    reading : the run that the dashboard shows, None without any.
    series : its plots, already binned to the width of the plot.
    events : its latest events, oldest first.
    averages : over all of it, once it has ended.
    recipients_by_group : recipients of that run by provider group, once they are counted.
    queue : the queue of that run; None while nobody looks at it.
    """

    campaigns: tuple[CampaignRow, ...] = ()
    reading: Reading | None = None
    series: Series | None = None
    events: tuple[Event, ...] = ()
    left: TimeLeft = TimeLeft()
    averages: Averages | None = None
    recipients_by_group: Mapping[str, int] = field(default_factory=dict)
    queue: QueueReading | None = None

    @property
    def is_first_run(self) -> bool:
        """Nothing was ever launched here."""
        return self.reading is None

    def row(self, campaign_id: int | None) -> CampaignRow | None:
        """Row of one campaign."""
        return next((row for row in self.campaigns if row.campaign.id == campaign_id), None)
