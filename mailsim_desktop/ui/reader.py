"""Reads the database for the screens: four times a second, in short reads, with gaps.

Runs on a thread of its own with its own read-only store, and hands over one frozen
snapshot each time something may have changed. It never writes, so it can watch a run
that another process drives; a fault is told and the next round tries again.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mailsim_desktop import clock
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services.campaigns import CampaignRow, list_campaigns
from mailsim_desktop.services.contacts import count_imports
from mailsim_desktop.services.database import Store, open_reader
from mailsim_desktop.services.metrics import Event, Meter, Reading
from mailsim_desktop.services.queue_view import QueueView
from mailsim_desktop.services.results import recipients_by_group
from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.services.time_left import Forecast, MeasuredPace
from mailsim_desktop.ui import binning
from mailsim_desktop.ui.run_actions import is_moving
from mailsim_desktop.ui.snapshot import Snapshot, TimeLeft

PERIOD_S = 0.25
EVENTS = 200


class Reader(QObject):
    """Watches one database until it is stopped."""

    arrived = Signal(object)
    contacts_changed = Signal()
    """Contacts were imported, here or by another process."""
    trouble = Signal(object)
    broke = Signal(object)
    """Reading has a bug: told once, then tried again in silence."""

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._pixels = 600
        self._shows_queue = False
        self._followed: int | None = None
        self._thread = threading.Thread(target=self._read_on, name="reader", daemon=True)
        self._watch: _Watch | None = None
        self._imports: int | None = None
        self._is_broken = False

    @property
    def is_started(self) -> bool:
        """Reading has begun."""
        return self._thread.ident is not None

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def refresh(self) -> None:
        """Read at once: something was just changed here."""
        self._wake.set()

    def follow(self, run_id: int) -> None:
        """Show this run from now on, for as long as it goes on."""
        self._followed = run_id
        self._wake.set()

    def set_pixels(self, pixels: int) -> None:
        """Say how wide the plots are."""
        self._pixels = pixels

    def show_queue(self, wanted: bool) -> None:  # noqa: FBT001 # the one fact
        """Read the queue of the run shown too, or no longer."""
        self._shows_queue = wanted
        if wanted:
            self._wake.set()

    def _read_on(self) -> None:
        """Body of the thread."""
        store = open_reader(self._database)
        try:
            while not self._stop.is_set():
                self._wake.clear()
                self._round(store)
                self._wake.wait(PERIOD_S)
        finally:
            store.close()

    def _round(self, store: Store) -> None:
        try:
            snapshot = self._read(store)
        except MailSimError as error:
            self.trouble.emit(error)
        except Exception as error:  # noqa: BLE001 # a bug: the figures would stand still unsaid
            if not self._is_broken:
                self._is_broken = True
                self.broke.emit(error)
        else:
            self._is_broken = False
            self.arrived.emit(snapshot)

    def _read(self, store: Store) -> Snapshot:
        self._look_for_imports(store)
        campaigns = tuple(list_campaigns(store))
        run = shown_run(campaigns, self._followed)
        if run is None:
            self._watch = None
            return Snapshot(campaigns)
        if self._watch is None or self._watch.run_id != run.id:
            self._watch = _Watch(run.id)
        return self._watch.look(store, campaigns, self._pixels, with_queue=self._shows_queue)

    def _look_for_imports(self, store: Store) -> None:
        before, self._imports = self._imports, count_imports(store)
        if before is not None and before != self._imports:
            self.contacts_changed.emit()


def shown_run(campaigns: tuple[CampaignRow, ...], followed: int | None = None) -> RunRow | None:
    """Choose a run: of those that move the one followed or the newest, else the newest of all."""
    found = [row.run for row in campaigns if row.run is not None]
    return max(found, key=lambda run: (is_moving(run), run.id == followed, run.id), default=None)


class _Watch:
    """What is kept between two readings of the same run."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        self._meter = Meter(run_id)
        self._events: deque[Event] = deque(maxlen=EVENTS)
        self._forecast, self._pace = Forecast(run_id), MeasuredPace()
        self._last = Snapshot()
        self._recipients: dict[str, int] = {}
        self._queue = QueueView(run_id)

    def look(
        self, store: Store, campaigns: tuple[CampaignRow, ...], pixels: int, *, with_queue: bool
    ) -> Snapshot:
        reading = self._meter.read(store)
        self._events.extend(
            # An event carries the horizon of its moment, which may lie far ahead of the work.
            replace(event, at_us=min(event.at_us, reading.visible_us))
            for event in self._meter.new_events(store)
        )
        ended = reading.run.state in TERMINAL_RUN_STATES
        until_s = reading.visible_us // SECOND_US if reading.counts.started else 0
        if not self._recipients:
            self._recipients = recipients_by_group(store, self.run_id)
        window = binning.choose(until_s, whole=ended, pixels=pixels)
        self._last = Snapshot(
            campaigns=campaigns,
            reading=reading,
            series=self._meter.series(window.first_s, window.bin_s),
            events=self._activity(reading.run),
            left=self._left(store, reading),
            averages=self._meter.whole_run() if ended else None,
            recipients_by_group=self._recipients,
            queue=self._queue.read(store, reading) if with_queue else None,
        )
        return self._last

    def _left(self, store: Store, reading: Reading) -> TimeLeft:
        """What the lanes have left, then the last retries; in real time by the pace."""
        run = reading.run
        going = is_moving(run) and run.state is not RunState.CANCELLING
        ahead = self._forecast.read(store) if going else None
        if ahead is None:
            self._pace = MeasuredPace()  # a rest is no pace
            return TimeLeft()
        simulated_s = max(0.0, ahead.end_us - reading.clock_us) / SECOND_US
        measured_s = self._pace.wall_s(ahead, clock.monotonic_s())
        return TimeLeft(simulated_s, measured_s if run.speed is None else simulated_s / run.speed)

    def _activity(self, run: RunRow) -> tuple[Event, ...]:
        """Events and grouped outcomes of the run in one order of simulated time."""
        told = [_launched(run), *self._events, *self._meter.notices()]
        return tuple(sorted(told, key=lambda event: event.at_us)[-EVENTS:])


def _launched(run: RunRow) -> Event:
    """Launching as an event: the run's row tells it, no event is stored for it."""
    return Event(0, run.id, run.created_utc_ms, 0, "launched", {})
