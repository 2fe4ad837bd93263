"""The planner: turns a campaign's list into lanes, shards and jobs.

It counts each lane first, so that job ids are contiguous in a lane; has the database order
a lane's jobs by contact key; and writes them in global due order, in chunks. Workers may
start while it writes: the horizon never passes `planned_until_us`. Killed and started again,
it goes on after the last committed chunk. It holds no list of jobs in memory.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event

import numpy as np

from mailsim_desktop.domain.provider import OTHER, ProviderGroup
from mailsim_desktop.domain.run import settings_hash
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import ConflictError
from mailsim_desktop.store import audience, interventions, plan, run_control, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers.due_order import DueOrder

LOG_LOOK_S = 0.05  # between two looks at a log that is full
CHUNK = 50_000
"""Jobs in one transaction: about a tenth of a second."""
KEY_BYTES = 8
_PLANNABLE = frozenset({RunState.PLANNING, RunState.PAUSING, RunState.PAUSED})


@dataclass(frozen=True, slots=True)
class Recipients:
    """The audience after exclusions, as it stands sorted in the scratch database.

    Attributes
    ----------
    counts : jobs of each provider group of the scenario.
    excluded : contacts left out; their rows come first.
    hash : SHA-256 over lane names, sizes and sorted keys: the snapshot's identity.
    """

    counts: list[int]
    excluded: int
    hash: str


def plan_run(
    store: Store,
    run_id: int,
    list_id: int | None,
    domains: dict[str, str],
    *,
    chunk: int = CHUNK,
    stop: Event | None = None,
) -> None:
    """Write the whole plan of a run, or the rest of it, and set it running.

    Parameters
    ----------
    list_id : of the campaign; a run that tries dead letters again needs none.
    domains : ASCII domain to provider group id.
    stop : once it is set, the rest of the plan is left for later.

    Raises
    ------
    ConflictError : the list changed between two parts of an interrupted plan.
    """
    run = _read_run(store, run_id)
    with _sorted_recipients(store, run, list_id, domains) as recipients:
        _plan(store, run, recipients, chunk=chunk, stop=stop or Event())


def _plan(
    store: Store, run: runs.RunRow, recipients: Recipients, *, chunk: int, stop: Event
) -> None:
    """Write what is not written yet."""
    found = settings_hash(run.scenario, run.seed, recipients.hash)
    while run.settings_hash is None:  # asked again: a commit may be forgotten
        _begin(store, run, recipients, found)
        run = _read_run(store, run.id)
    if run.settings_hash != found:
        raise ConflictError(
            f"The list changed while the planning of run {run.id} was interrupted.",
            "Cancel this run and launch the campaign again.",
        )
    with store.read() as connection:
        lanes = {lane.name: lane for lane in plan.lanes(connection, run.id)}
        plan.write_seldom(connection)
    jobs = _Jobs(recipients, run.scenario, lanes)
    _write_jobs(store, run.id, jobs, chunk=chunk, stop=stop)


def _read_run(store: Store, run_id: int) -> runs.RunRow:
    with store.read() as connection:
        return runs.get(connection, run_id)


def _begin(store: Store, run: runs.RunRow, recipients: Recipients, found: str) -> None:
    """Write everything but the jobs, unless another process has."""
    with store.write() as connection:
        if runs.get(connection, run.id).settings_hash is not None:
            raise ConflictError(f"Run {run.id} is being planned by another process.")
        audience.exclude(connection, run.id)
        plan.create_lanes(connection, run.id, *_lanes(recipients, run.scenario, run.options.shards))
        interventions.name_own_jobs(connection, run.id)
        plan.count(
            connection,
            run.id,
            audience=sum(recipients.counts) + recipients.excluded,
            recipients=sum(recipients.counts),
            settings_hash=found,
        )


@contextmanager
def _sorted_recipients(
    store: Store, run: runs.RunRow, list_id: int | None, domains: dict[str, str]
) -> Iterator[Recipients]:
    groups = run.scenario.groups
    index = {group.id: number for number, group in enumerate(groups)}
    of_domain = {domain: index[group] for domain, group in domains.items() if group in index}
    with audience.sorted_once(store, run, list_id, of_domain, index[OTHER]) as found:
        counts = [found.get(number, 0) for number in range(len(groups))]
        with store.read() as connection:
            identity = _hash(groups, counts, audience.keys(connection))
        yield Recipients(counts, found.get(audience.EXCLUDED, 0), identity)


def _hash(
    groups: tuple[ProviderGroup, ...], counts: list[int], keys: Iterator[Sequence[tuple[int]]]
) -> str:
    """SHA-256 of each lane's name and size, followed by its keys."""
    sha = hashlib.sha256()
    read = b""
    for group, count in zip(groups, counts, strict=True):
        sha.update(f"{group.id}:{count};".encode())
        left = count * KEY_BYTES
        while left:
            read = read or np.array(next(keys), dtype="<i8").tobytes()
            sha.update(read[:left])
            read, left = read[left:], max(0, left - len(read))
    return sha.hexdigest()


def _schedule(scenario: Scenario, group: ProviderGroup) -> Schedule:
    if scenario.spaced and group.rate is not None:
        return Schedule.at_rate(group.rate)
    return Schedule.at_once()


def _lanes(
    recipients: Recipients, scenario: Scenario, shards: int
) -> tuple[int, list[plan.NewLane]]:
    """Spread the lanes over shards: the largest first, each into the shard with least jobs."""
    sizes = {
        group.id: count
        for group, count in zip(scenario.groups, recipients.counts, strict=True)
        if count
    }
    load = [0] * _number_of_shards(list(sizes.values()), shards)
    shard_of: dict[str, int] = {}
    for name in sorted(sizes, key=lambda name: -sizes[name]):
        shard_of[name] = load.index(min(load))
        load[shard_of[name]] += sizes[name]
    new_lanes = [
        plan.NewLane(
            name=group.id,
            provider_group=group.id,
            shard=shard_of[group.id],
            jobs=sizes[group.id],
            schedule=json.dumps(_schedule(scenario, group).to_json()),
            connections=json.dumps([0] * group.connections),
            rate=None if group.rate is None else json.dumps(group.rate.to_json()),
        )
        for group in scenario.groups
        if group.id in sizes
    ]
    return len(load), new_lanes


def _number_of_shards(sizes: list[int], most: int) -> int:
    """So many that a large lane has one alone and small ones share: each costs a lease a step."""
    worth = max(1, -(-sum(sizes) // most))  # jobs that are worth a shard
    small = [size for size in sizes if size < worth]
    return len(sizes) - len(small) + min(len(small), -(-sum(small) // worth))


class _Jobs:
    """All jobs of a run in due order, as ranges of the sorted audience.

    Attributes
    ----------
    number : of all jobs.
    """

    def __init__(
        self, recipients: Recipients, scenario: Scenario, lanes: dict[str, plan.PlannedLane]
    ) -> None:
        sizes = zip(scenario.groups, recipients.counts, strict=True)
        present = [(group, lanes[group.id]) for group, count in sizes if count]
        self._lanes = [lane for _, lane in present]
        self._dues = [(_schedule(scenario, group), lane.jobs) for group, lane in present]
        self._order = DueOrder(self._dues)
        self._first_row = 1 + recipients.excluded
        self.number = sum(recipients.counts)

    def take(self, place: int, number: int) -> list[plan.JobRange]:
        """From `place` in the order on, `number` jobs or all that are left."""
        self._go_to(place, number)
        first_row, found = self._first_row, []
        begun = self._order.taken
        for lane, seq, jobs in zip(self._lanes, begun, self._order.take(number), strict=True):
            if jobs:
                first_id = lane.first_job_id + seq
                found.append(plan.JobRange(lane.id, first_id, first_row + seq, jobs))
            first_row += lane.jobs
        return found

    def _go_to(self, place: int, step: int) -> None:
        """Go over what was written before; back, where a commit was forgotten."""
        if sum(self._order.taken) > place:
            self._order = DueOrder(self._dues)
        while (missing := place - sum(self._order.taken)) > 0:
            self._order.take(min(step, missing))

    def next_due_us(self) -> int:
        """Due time of the job that comes next; `NEVER_US` when none is left."""
        return self._order.next_due_us()


def _write_jobs(store: Store, run_id: int, jobs: _Jobs, *, chunk: int, stop: Event) -> None:
    """Write the jobs that are not yet, and set the run running.

    Leaves off where the run was called off, and at the stop. What was written is asked before
    each chunk, and the end of it too: a commit may have been forgotten, or made by another.
    """
    while _may_write(store, stop):
        with store.read() as connection:
            seen = run_control.control(connection, run_id)
        if seen.state not in _PLANNABLE:
            return
        if seen.planned < jobs.number:
            _write_chunk(store, run_id, jobs, seen.planned, chunk)
        elif seen.state is RunState.PLANNING:
            _finish(store, run_id)
        else:
            return  # its plan is whole; whoever resumes it sets it running


def _write_chunk(store: Store, run_id: int, jobs: _Jobs, planned: int, chunk: int) -> None:
    ranges = jobs.take(planned, chunk)
    until = jobs.next_due_us()
    with store.write() as connection:
        plan.add_jobs(connection, run_id, ranges, planned=planned, planned_until_us=until)


def _may_write(store: Store, stop: Event) -> bool:
    """Wait while the write-ahead log is full, which its readers decide; False at the stop."""
    while store.log_is_full() and not stop.is_set():
        stop.wait(LOG_LOOK_S)
    return not stop.is_set()


def _finish(store: Store, run_id: int) -> None:
    with store.write() as connection:
        if run_control.control(connection, run_id).state is RunState.PLANNING:
            runs.set_state(connection, run_id, RunState.RUNNING)
