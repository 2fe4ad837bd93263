"""The queue of one run as a screen shows it: workers, lanes, retry waves, dead letters.

Read again and again, in short reads; it works while another process drives the run. Its
costs are those of lanes, shards and workers, not of the jobs; only the dead letters take
longer the more there are, so they are read more seldom the longer it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailsim_desktop import clock
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.services.dead_groups import DeadGroup, DeadGroups
from mailsim_desktop.services.lane_view import LaneState, LaneView, lane_views
from mailsim_desktop.services.metrics import Reading
from mailsim_desktop.services.retry_waves import RetryWaves, Waves
from mailsim_desktop.services.worker_view import WorkerView, WorkerViews
from mailsim_desktop.store import events, rollups, standing, workers
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.rollups import BUCKET_US
from mailsim_desktop.store.standing import ShardStanding

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = [
    "DeadGroup",
    "LaneState",
    "LaneView",
    "QueueReading",
    "QueueView",
    "Rate",
    "Waves",
    "WorkerState",
    "WorkerView",
]

RATE_WINDOW_S = 60
"""Simulated seconds over which the throughput of a lane is averaged."""


@dataclass(frozen=True, slots=True)
class QueueReading:
    """The queue of a run at one instant.

    Attributes
    ----------
    restarts : workers that were lost and replaced since the run began.
    lanes : by provider group, the largest first; empty until they are counted.
    waves : None until they were counted once.
    """

    run_id: int
    workers: tuple[WorkerView, ...]
    restarts: int
    lanes: tuple[LaneView, ...]
    shards: int
    waves: Waves | None
    dead: tuple[DeadGroup, ...]

    @property
    def alive(self) -> int:
        """Workers that are heard of."""
        return sum(not one.is_gone and one.state is not WorkerState.SILENT for one in self.workers)

    @property
    def dead_letters(self) -> int:
        """All of them."""
        return sum(group.number for group in self.dead)


class QueueView:
    """Reads one run again and again."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        self._shards: list[ShardStanding] = []
        self._workers = WorkerViews()
        self._waves = RetryWaves(run_id)
        self._dead = DeadGroups(run_id)

    def read(self, store: Store, reading: Reading) -> QueueReading:
        """How the queue stands now.

        Parameters
        ----------
        reading : the latest of the same run; its visible instant is the now of this one.
        """
        run = reading.run
        with store.read() as connection:  # one state of the database for all but the dead letters
            if not self._shards:
                self._shards = standing.shards(connection, self.run_id)
            groups = standing.groups(connection, self.run_id)
            finished = self._finished(connection, [one.provider_group for one in groups], reading)
            held = standing.held(connection, self.run_id)
            rows = workers.listed(connection)
            restarts = events.count(connection, self.run_id, "worker_lost")
            waves = self._waves.read(connection, reading.visible_us) if groups else None
        hosts = {run.host} if run.hosted else {row.host for row in rows}
        mine = [row for row in rows if row.host in hosts]
        return QueueReading(
            run_id=self.run_id,
            workers=self._workers.look(mine, held, self._shards, clock.now_utc_ms()),
            restarts=restarts,
            lanes=lane_views(groups, finished, reading),
            shards=len(self._shards),
            waves=waves,
            dead=self._dead.read(store, reading, clock.monotonic_s()),
        )

    def _finished(
        self, connection: Connection, group_ids: list[str], reading: Reading
    ) -> dict[str, float]:
        """Attempts a simulated second of each provider group, over the last minute."""
        until = reading.visible_us // BUCKET_US
        first = max(0, until - RATE_WINDOW_S)
        if until == first:
            return {}
        found = rollups.finished_between(connection, self.run_id, group_ids, first, until)
        return {group: found.get(group, 0) / (until - first) for group in group_ids}
