"""The planner: turns a campaign's list into lanes, shards and jobs.

It counts each lane first, so that job ids are contiguous in a lane; orders a lane's jobs
by contact key; and writes them in global due order, in chunks. Workers may start while
it writes: the horizon never passes `planned_until_us`. Killed and started again, it goes
on after the last committed chunk.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from threading import Event

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain.contact import EXCLUDED_STATES
from mailsim_desktop.domain.provider import OTHER, ProviderGroup
from mailsim_desktop.domain.run import NEVER_US, settings_hash
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import ConflictError
from mailsim_desktop.simulation.due import due_times
from mailsim_desktop.store import plan, runs
from mailsim_desktop.store.database import Store

LOG_LOOK_S = 0.05  # between two looks at a log that is full
CHUNK = 20_000
"""Jobs in one transaction: some tens of milliseconds."""
_PLANNABLE = frozenset({RunState.PLANNING, RunState.PAUSING, RunState.PAUSED})


@dataclass(frozen=True, slots=True)
class Recipients:
    """The audience after exclusions, ordered by (lane, contact key).

    Attributes
    ----------
    contact_id, key : (n,) int64.
    counts : (number of provider groups,) int64, jobs of each lane.
    excluded : (contact_id, reason).
    """

    contact_id: NDArray[np.int64]
    key: NDArray[np.int64]
    counts: NDArray[np.int64]
    excluded: list[tuple[int, str]]

    def hash(self, groups: tuple[ProviderGroup, ...]) -> str:
        """SHA-256 over lane names, sizes and sorted keys: the snapshot's identity."""
        sha = hashlib.sha256()
        start = 0
        for group, count in zip(groups, self.counts.tolist(), strict=True):
            sha.update(f"{group.id}:{count};".encode())
            sha.update(self.key[start : start + count].astype("<i8").tobytes())
            start += count
        return sha.hexdigest()


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
    recipients = _read_recipients(store, run, list_id, domains)
    found = settings_hash(run.scenario, run.seed, recipients.hash(run.scenario.groups))
    while run.settings_hash is None:  # asked again: a commit may be forgotten
        _begin(store, run, recipients, found)
        run = _read_run(store, run_id)
    if run.settings_hash != found:
        raise ConflictError(
            f"The list changed while the planning of run {run_id} was interrupted.",
            "Cancel this run and launch the campaign again.",
        )
    with store.read() as connection:
        lanes = {lane.name: lane for lane in plan.lanes(connection, run_id)}
    jobs = _plan(recipients, run.scenario, lanes)
    _write_jobs(store, run_id, jobs, chunk=chunk, stop=stop or Event())


def _read_run(store: Store, run_id: int) -> runs.RunRow:
    with store.read() as connection:
        return runs.get(connection, run_id)


def _begin(store: Store, run: runs.RunRow, recipients: Recipients, found: str) -> None:
    """Write everything but the jobs, unless another process has."""
    with store.write() as connection:
        if runs.get(connection, run.id).settings_hash is not None:
            raise ConflictError(f"Run {run.id} is being planned by another process.")
        plan.exclude(connection, run.id, recipients.excluded)
        plan.create_lanes(connection, run.id, *_lanes(recipients, run.scenario, run.options.shards))
        plan.count(
            connection,
            run.id,
            audience=len(recipients.key) + len(recipients.excluded),
            recipients=len(recipients.key),
            settings_hash=found,
        )


def _read_recipients(
    store: Store, run: runs.RunRow, list_id: int | None, domains: dict[str, str]
) -> Recipients:
    groups = run.scenario.groups
    index = {group.id: number for number, group in enumerate(groups)}
    of_domain = {domain: index[group] for domain, group in domains.items() if group in index}
    ids: list[NDArray[np.int64]] = []
    keys: list[NDArray[np.int64]] = []
    lanes: list[NDArray[np.int64]] = []
    excluded: list[tuple[int, str]] = []
    reasons = {str(state) for state in EXCLUDED_STATES}
    with store.read() as connection:
        for rows in plan.run_audience(connection, run, list_id):
            excluded += [(row[0], row[3]) for row in rows if row[3] in reasons]
            kept = [row for row in rows if row[3] not in reasons]
            ids.append(np.array([row[0] for row in kept], dtype=np.int64))
            keys.append(np.array([row[1] for row in kept], dtype=np.int64))
            lanes.append(
                np.array([of_domain.get(row[2], index[OTHER]) for row in kept], dtype=np.int64)
            )
    empty = [np.empty(0, dtype=np.int64)]
    contact_id, key = np.concatenate(ids or empty), np.concatenate(keys or empty)
    lane = np.concatenate(lanes or empty)
    order = np.lexsort((key, lane))
    return Recipients(
        contact_id[order], key[order], np.bincount(lane, minlength=len(groups)), excluded
    )


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
        for group, count in zip(scenario.groups, recipients.counts.tolist(), strict=True)
        if count
    }
    load = [0] * min(shards, len(sizes))
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


@dataclass(frozen=True, slots=True)
class _Plan:
    """All jobs of a run in due order; (n,) int64 each."""

    job_id: NDArray[np.int64]
    lane_id: NDArray[np.int64]
    contact_id: NDArray[np.int64]
    key: NDArray[np.int64]
    due_us: NDArray[np.int64]


def _plan(recipients: Recipients, scenario: Scenario, lanes: dict[str, plan.PlannedLane]) -> _Plan:
    present = [group for group in scenario.groups if group.id in lanes]
    parts = [
        (lane := lanes[group.id], due_times(_schedule(scenario, group), np.arange(lane.jobs)))
        for group in present
    ]
    nothing = [np.empty(0, dtype=np.int64)]
    due = np.concatenate([due for _, due in parts] or nothing)
    job_id = np.concatenate(
        [np.arange(lane.first_job_id, lane.first_job_id + lane.jobs) for lane, _ in parts]
        or nothing
    )
    lane_id = np.concatenate([np.full(lane.jobs, lane.id) for lane, _ in parts] or nothing)
    order = np.argsort(due, kind="stable")  # ties stay in order of (lane, seq)
    return _Plan(
        job_id[order],
        lane_id[order],
        recipients.contact_id[order],
        recipients.key[order],
        due[order],
    )


def _write_jobs(store: Store, run_id: int, jobs: _Plan, *, chunk: int, stop: Event) -> None:
    """Write the jobs that are not yet, and set the run running.

    Leaves off where the run was called off, and at the stop. What was written is asked before
    each chunk, and the end of it too: a commit may have been forgotten, or made by another.
    """
    recipients = len(jobs.key)
    while _may_write(store, stop):
        with store.read() as connection:
            seen = runs.control(connection, run_id)
        if seen.state not in _PLANNABLE:
            return
        if seen.planned < recipients:
            _write_chunk(store, run_id, jobs, slice(seen.planned, seen.planned + chunk))
        elif seen.state is RunState.PLANNING:
            _finish(store, run_id)
        else:
            return  # its plan is whole; whoever resumes it sets it running


def _write_chunk(store: Store, run_id: int, jobs: _Plan, part: slice) -> None:
    rows = [
        (job_id, run_id, lane_id, contact_id, key)
        for job_id, lane_id, contact_id, key in zip(
            jobs.job_id[part].tolist(),
            jobs.lane_id[part].tolist(),
            jobs.contact_id[part].tolist(),
            jobs.key[part].tolist(),
            strict=True,
        )
    ]
    after = part.start + len(rows)
    until = int(jobs.due_us[after]) if after < len(jobs.key) else NEVER_US
    with store.write() as connection:
        plan.add_jobs(connection, run_id, rows, planned=part.start, planned_until_us=until)


def _may_write(store: Store, stop: Event) -> bool:
    """Wait while the write-ahead log is full, which its readers decide; False at the stop."""
    while store.log_is_full() and not stop.is_set():
        stop.wait(LOG_LOOK_S)
    return not stop.is_set()


def _finish(store: Store, run_id: int) -> None:
    with store.write() as connection:
        if runs.control(connection, run_id).state is RunState.PLANNING:
            runs.set_state(connection, run_id, RunState.RUNNING)
