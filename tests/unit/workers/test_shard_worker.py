from __future__ import annotations

import pytest

from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import checks
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import finish, plan, run_in_process
from tests.helpers.workspace import Workspace, addresses


class InterferingQueue(Queue):
    """Lets something happen to the database just before the n-th commit."""

    def __init__(self, store: Store, workspace: Workspace, statement: str, after: int = 0) -> None:
        super().__init__(store)
        self._workspace = workspace
        self._statement = statement
        self._after = after

    def commit(
        self, lease: Lease, batch: Batch, next_start_us: int, lease_ms: int = 90_000
    ) -> None:
        if self._after == 0:
            self._workspace.execute(self._statement)
        self._after -= 1
        super().commit(lease, batch, next_start_us, lease_ms)


def planned(workspace: Workspace, store: Store, **options: object) -> int:
    run_id = workspace.launch(workspace.add_list(addresses(200)), **options)
    plan(store, run_id)
    return run_id


@pytest.mark.parametrize("scenario", catalogue.scenario_ids())
def test_exactly_what_starts_before_the_horizon_is_carried_out(
    workspace: Workspace, store: Store, scenario: str
):
    horizon_us = 3_000_000
    whole = planned(workspace, store, scenario=scenario)
    run_in_process(store, whole)
    part = workspace.launch(1, scenario=scenario, batch=11)
    plan(store, part)
    workspace.execute("UPDATE runs SET horizon_us = ? WHERE id = ?", horizon_us, part)

    worker = ShardWorker(store, Queue(store), "w")
    while worker.work_once():
        pass

    log = (
        "SELECT contact_key, attempt, start_us, finish_us, reply_id FROM email_logs AS g"
        " JOIN email_jobs AS j ON j.id = g.job_id WHERE g.run_id = ? AND start_us < ?"
        " ORDER BY 1, 2"
    )
    assert workspace.sql(log, part, 1 << 62) == workspace.sql(log, whole, horizon_us)
    assert workspace.sql("SELECT MIN(next_start_us) >= ? FROM shards WHERE run_id = ?",
                         horizon_us, part) == [(1,)]  # fmt: skip
    assert checks.violations(store) == []


def test_there_is_nothing_to_do_before_the_horizon_has_moved(workspace: Workspace, store: Store):
    planned(workspace, store)

    assert not ShardWorker(store, Queue(store), "w").work_once()
    assert workspace.sql("SELECT MAX(token) FROM shards") == [(0,)]


def test_a_worker_that_lost_its_lease_writes_nothing(workspace: Workspace, store: Store):
    run_id = planned(workspace, store)
    workspace.execute("UPDATE runs SET horizon_us = 1000000")
    thief = InterferingQueue(store, workspace, "UPDATE shards SET token = token + 1")

    with pytest.raises(LeaseLostError):
        ShardWorker(store, thief, "w").work_once()

    assert workspace.sql("SELECT COUNT(*) FROM email_logs") == [(0,)]
    assert workspace.sql("SELECT SUM(attempts), MAX(cursor) FROM lanes") == [(0, 0)]
    workspace.execute("UPDATE shards SET lease_until_ms = 0")
    finish(store, run_id)
    assert checks.violations(store) == []


def test_a_worker_gives_its_shard_back_after_the_batch_in_hand_when_the_run_pauses(
    workspace: Workspace, store: Store
):
    planned(workspace, store, shards=1, batch=30)
    workspace.execute("UPDATE runs SET horizon_us = 60000000")
    pausing = InterferingQueue(store, workspace, "UPDATE runs SET state = 'pausing'", after=1)

    assert ShardWorker(store, pausing, "w").work_once()

    ((logged,),) = workspace.sql("SELECT COUNT(*) FROM email_logs")
    assert 60 <= logged < 120
    assert workspace.sql("SELECT owner, lease_until_ms, commit_no FROM shards") == [(None, 0, 2)]
    assert checks.violations(store) == []


def test_one_worker_serves_several_runs_each_with_its_own_settings(
    workspace: Workspace, store: Store
):
    list_id = workspace.add_list(addresses(120))
    digests = []
    for together in (False, True):
        ids = [workspace.launch(list_id, seed=seed, batch=20) for seed in (1, 2)]
        for run_id in ids:
            plan(store, run_id)
        if together:
            marks = "UPDATE runs SET horizon_us = 1 << 62 WHERE id IN (?, ?)"
            workspace.execute(marks, *ids)
            worker = ShardWorker(store, Queue(store), "w")
            while worker.work_once():
                pass
        for run_id in ids:
            finish(store, run_id)
        digests.append([workspace.digest(run_id) for run_id in ids])

    assert digests[0] == digests[1]
    assert digests[0][0] != digests[0][1]
