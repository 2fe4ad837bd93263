"""Workers die by SIGKILL while they hold a lease and have read a batch; nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import multiprocess
import psutil
import pytest

from mailsim_desktop.services import runs
from mailsim_desktop.store import checks
from mailsim_desktop.store.leases import free
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers import watched_worker
from tests.helpers.in_process import finish, plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses

KILLS = 9
STEP_US = 20_000_000

pytestmark = pytest.mark.process


def kill_one(workspace: Workspace, name: str) -> int:
    """Start a worker, wait until it has leased and read, kill it; returns the jobs it had read."""
    context = multiprocess.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=watched_worker.main, args=(workspace.path, name, theirs))
    process.start()
    theirs.close()
    assert ours.poll(60), "the worker never read a batch"
    read = ours.recv()
    held = workspace.sql("SELECT COUNT(*) FROM shards WHERE owner = ? AND lease_until_ms > 0", name)
    assert held == [(1,)]
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    return int(read)


@pytest.mark.slow
def test_workers_killed_with_a_lease_and_a_batch_leave_the_log_of_an_undisturbed_run(
    workspace, request
):
    number = 50_000 if request.config.getoption("--full-size") else 1_500
    list_id = workspace.add_list(addresses(number))
    store = workspace.store()
    undisturbed = workspace.launch(list_id, seed=5)
    run_in_process(store, undisturbed)
    disturbed = workspace.launch(list_id, seed=5, batch=100)
    plan(store, disturbed)

    for kill in range(KILLS):
        victim = f"victim-{kill}"
        with store.write() as connection:  # move on, so that there is something to read
            connection.exec_driver_sql(
                "UPDATE runs SET horizon_us = horizon_us + 700000 WHERE id = ?", (disturbed,)
            )
        assert kill_one(workspace, victim) > 0
        with store.write() as connection:
            assert free(connection, victim) == 1
        while ShardWorker(store, Queue(store), f"rescuer-{kill}").work_once():
            pass
    finish(store, disturbed, step_us=STEP_US)

    takeovers = workspace.sql(
        "SELECT COUNT(*) FROM run_events WHERE run_id = ? AND kind = 'takeover'", disturbed
    )
    assert takeovers == [(KILLS,)]
    assert workspace.digest(disturbed) == workspace.digest(undisturbed)
    assert checks.violations(store) == []
    store.close()


@pytest.mark.slow
def test_supervisor_replaces_killed_workers_and_the_digest_stays(workspace, request):
    number = 50_000 if request.config.getoption("--full-size") else 8_000
    list_id = workspace.add_list(addresses(number))
    expected = workspace.digest(workspace.run_to_end(list_id, seed=5))
    run_id = workspace.launch(list_id, seed=5, batch=20, speed=10, workers=3)
    store = workspace.store()
    killed: set[int] = set()
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        while not engine.wait(run_id, 0.05):
            busy = workspace.sql("SELECT owner FROM shards WHERE lease_until_ms > 0")
            pids = {process.pid for process in multiprocess.active_children()}
            fresh = sorted(pids - killed)
            if busy and fresh and len(killed) < KILLS:
                os.kill(fresh[0], signal.SIGKILL)
                killed.add(fresh[0])
                if len(killed) == KILLS:  # no reason to go slowly any more
                    runs.set_control(store, run_id, speed=None, workers=3)

    lost = workspace.sql(
        "SELECT COUNT(*) FROM run_events WHERE run_id = ? AND kind = 'worker_lost'", run_id
    )[0][0]
    assert len(killed) == KILLS
    assert lost == KILLS
    assert workspace.digest(run_id) == expected
    assert checks.violations(store) == []
    assert multiprocess.active_children() == []
    store.close()


LAUNCHER = """
import sys
from pathlib import Path
from mailsim_desktop.services import database, runs
if __name__ == "__main__":
    store = database.open_database(sys.argv[1])
    engine = runs.make_engine(store)
    engine.drive(int(sys.argv[2]))
    engine.wait(int(sys.argv[2]))
    engine.close()
"""


def workers_of(host: psutil.Process) -> list[psutil.Process]:
    """Worker processes of `host`, without the resource tracker."""
    return [child for child in host.children() if "spawn_main" in " ".join(child.cmdline())]


@pytest.mark.slow
def test_killed_host_leaves_no_process_and_its_run_goes_on_elsewhere(workspace, tmp_path):
    list_id = workspace.add_list(addresses(2_000))
    expected = workspace.digest(workspace.run_to_end(list_id, seed=5))
    run_id = workspace.launch(list_id, seed=5, speed=10)
    script = tmp_path / "launcher.py"
    script.write_text(LAUNCHER, encoding="utf-8")
    host = subprocess.Popen([sys.executable, script, str(workspace.path), str(run_id)])
    while not workspace.sql("SELECT COUNT(*) FROM email_logs WHERE run_id = ?", run_id)[0][0]:
        pass
    workers = workers_of(psutil.Process(host.pid))
    host.kill()
    host.wait()

    _, alive = psutil.wait_procs(workers, timeout=30)  # they notice within one idle wait
    assert workers
    assert alive == []
    workspace.execute("UPDATE runs SET host_seen_utc_ms = 0, speed = NULL")  # five seconds later
    store = workspace.store()
    with runs.make_engine(store) as engine:
        runs.resume(store, engine, run_id)
        engine.wait(run_id)
    assert workspace.digest(run_id) == expected
    assert checks.violations(store) == []
    store.close()


def test_work_goes_on_by_lease_expiry_when_nobody_frees_a_dead_worker_s_lease(workspace):
    store = workspace.store()
    run_id = workspace.launch(workspace.add_list(addresses(50)), shards=1)
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 1000000 WHERE id = ?", run_id)
    dead = Queue(store).lease("dead", lease_ms=0)

    work_until(store, run_id, 2_000_000)

    assert dead is not None
    assert workspace.sql("SELECT SUM(attempts) FROM lanes")[0][0] >= 50
    assert workspace.sql("SELECT kind FROM run_events WHERE kind = 'takeover'") == [("takeover",)]
    store.close()
