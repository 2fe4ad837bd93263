"""Carries a run out in the calling thread: planner, one worker and steps, no processes.

The parts are the product's own; only the threads and the waiting are missing. So a test can
stop between any two steps, or put a faulty part in the place of a sound one.
"""

from __future__ import annotations

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import campaigns, run_control, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.planner import plan_run
from mailsim_desktop.workers.shard_worker import ShardWorker


def plan(store: Store, run_id: int) -> None:
    """Write the whole plan of a run."""
    with store.read() as connection:
        campaign = campaigns.get(connection, runs.get(connection, run_id).campaign_id)
    assert campaign.list_id is not None
    plan_run(store, run_id, campaign.list_id, catalogue.load_domain_table())


def work_until(
    store: Store, run_id: int, horizon_us: int, worker: ShardWorker | None = None
) -> None:
    """Move the horizon to `horizon_us` and carry out every attempt before it."""
    with store.write() as connection:
        seen = run_control.control(connection, run_id)
        run_control.advance(connection, run_id, seen.horizon_us, horizon_us)
    worker = worker or ShardWorker(store, Queue(store), "worker")
    while worker.work_once():
        pass


def run_in_process(
    store: Store, run_id: int, *, step_us: int = NEVER_US, worker: ShardWorker | None = None
) -> None:
    """Plan and carry a run to its end."""
    plan(store, run_id)
    finish(store, run_id, step_us=step_us, worker=worker)


def finish(
    store: Store, run_id: int, *, step_us: int = NEVER_US, worker: ShardWorker | None = None
) -> None:
    """Carry a planned run to its end."""
    horizon = 0
    while True:
        with store.read() as connection:
            seen = run_control.control(connection, run_id)
        if seen.next_start_us >= NEVER_US:
            break
        horizon = min(max(horizon, seen.next_start_us) + step_us, NEVER_US)
        work_until(store, run_id, horizon, worker)
    with store.write() as connection:
        run_control.complete(connection, run_id)
