"""SIGKILL before and after every statement and around every COMMIT: nothing lost, nothing twice."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable

import multiprocess
import pytest

from mailsim_desktop.store import checks
from mailsim_desktop.store.leases import free
from tests.helpers import dying_worker
from tests.helpers.in_process import finish, plan, run_in_process
from tests.helpers.workspace import Workspace, one_lane

pytestmark = [
    pytest.mark.process,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no fork server"),
]
MOST = 400


def dies(main: Callable[..., None], *arguments: object) -> bool:
    """Carry `main` out in a process of its own; whether it killed itself."""
    context = multiprocess.get_context("forkserver")
    context.set_forkserver_preload([dying_worker.__name__])  # a fifth of the time of a spawn
    process = context.Process(target=main, args=arguments)
    process.start()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return bool(process.exitcode)


def test_worker_killed_at_every_instant_of_lease_and_commit(workspace: Workspace):
    list_id = workspace.add_list(one_lane(40))
    store = workspace.store()
    undisturbed = workspace.launch(list_id, seed=5, scenario="rate-limited")
    run_in_process(store, undisturbed)
    run_id = workspace.launch(list_id, seed=5, scenario="rate-limited", batch=25)
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 1 << 61 WHERE id = ?", run_id)

    deaths = 0
    while dies(dying_worker.work, workspace.path, deaths):
        deaths += 1
        assert checks.violations(store) == []
        with store.write() as connection:
            free(connection, "dying")
        assert deaths < MOST

    finish(store, run_id)
    assert deaths > 20  # a lease, two batches with retries between them
    assert workspace.digest(run_id) == workspace.digest(undisturbed)
    store.close()


def test_planner_killed_at_every_instant(workspace: Workspace):
    list_id = workspace.add_list(one_lane(30))
    store = workspace.store()
    undisturbed = workspace.launch(list_id, seed=5)
    run_in_process(store, undisturbed)
    run_id = workspace.launch(list_id, seed=5)

    deaths = 0
    while dies(dying_worker.plan, workspace.path, run_id, list_id, 10, deaths):
        deaths += 1
        assert checks.violations(store) == []
        assert deaths < MOST

    finish(store, run_id)
    assert deaths > 15
    assert workspace.digest(run_id) == workspace.digest(undisturbed)
    store.close()
