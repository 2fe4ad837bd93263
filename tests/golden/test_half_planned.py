"""Workers that run ahead of the planner lose no job: the frontier ends where the plan does."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import checks, plan, run_control
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.planner import plan_run
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import finish, run_in_process
from tests.helpers.workspace import Workspace, addresses, one_lane


@pytest.mark.parametrize("scenario", ["classic-demo", "rate-limited"])
def test_work_between_the_chunks_of_the_plan_gives_the_log_of_any_other_run(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, scenario: str
):
    list_id = workspace.add_list(addresses(150) + one_lane(150))
    store, other = workspace.store(), workspace.store()
    undisturbed = workspace.launch(list_id, scenario=scenario, seed=6)
    run_in_process(store, undisturbed)
    run_id = workspace.launch(list_id, scenario=scenario, seed=6)
    worker = ShardWorker(other, Queue(other), "eager")
    write = plan.add_jobs

    def work_to_the_edge() -> None:
        with other.write() as connection:
            seen = run_control.control(connection, run_id)
            run_control.advance(
                connection, run_id, seen.horizon_us, min(seen.planned_until_us, NEVER_US)
            )
        while worker.work_once():
            pass

    def write_after_work(connection: Connection, *arguments: Any, **options: Any) -> bool:
        written = write(connection, *arguments, **options)
        connection.commit()  # the chunk is visible before the eager worker looks
        work_to_the_edge()
        return written

    monkeypatch.setattr(plan, "add_jobs", write_after_work)
    plan_run(store, run_id, list_id, catalogue.load_domain_table(), chunk=20)
    finish(store, run_id)

    assert workspace.sql("SELECT COUNT(*) FROM job_states WHERE state = 'pending'") == [(0,)]
    assert workspace.digest(run_id) == workspace.digest(undisturbed)
    assert checks.violations(store) == []
    store.close()
    other.close()
