"""A COMMIT whose answer is lost, that is forgotten, or made twice: the log stays the same."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import multiprocess
import pysqlite3.dbapi2 as sqlite
import pytest

from mailsim_desktop.errors import LeaseLostError, StoreUnavailableError
from mailsim_desktop.services import runs
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import checks, queue
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers import child
from mailsim_desktop.workers.planner import plan_run
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers import planted_workers
from tests.helpers.faulty_commits import Fault, FaultyStore, RepeatingQueue, repeat_chunks
from tests.helpers.in_process import finish, plan, run_in_process
from tests.helpers.workspace import Workspace, addresses, one_lane

SCENARIO = "rate-limited"
BATCH = 3
WHOLE = "UPDATE runs SET horizon_us = 1 << 61 WHERE id = ?"
HELD = "SELECT COUNT(*) FROM shards WHERE lease_until_ms > 0"


@pytest.fixture
def expected(workspace: Workspace) -> str:
    """Digest of an undisturbed run of the list 1."""
    store = workspace.store()
    run_id = workspace.launch(workspace.add_list(one_lane(40)), seed=5, scenario=SCENARIO)
    run_in_process(store, run_id)
    store.close()
    return workspace.digest(run_id)


def planned(workspace: Workspace, store: Store) -> int:
    run_id = workspace.launch(1, seed=5, scenario=SCENARIO, batch=BATCH)
    plan(store, run_id)
    workspace.execute(WHOLE, run_id)
    return run_id


def work(store: Store, tasks: Queue) -> None:
    """Work as a process does that is replaced after an error, until there is nothing to do."""
    worker = ShardWorker(store, tasks, "unlucky")
    working = True
    while working:
        with suppress(LeaseLostError, StoreUnavailableError):
            working = worker.work_once()


def complaints(workspace: Workspace, store: Store, run_id: int, expected: str) -> list[Any]:
    """What is wrong with a run that was worked on, in the end."""
    held = [
        f"{number} leases that nobody gives back" for (number,) in workspace.sql(HELD) if number
    ]
    found = held + checks.violations(store)
    if found:
        return found
    finish(store, run_id)
    return checks.violations(store) + [run_id] * (workspace.digest(run_id) != expected)


def trouble_with(
    workspace: Workspace, expected: str, fault: Fault, most: int = 100
) -> tuple[int, list[Any]]:
    """Work with the fault at each commit in turn; how many there were, and the complaints."""
    store, found, at = workspace.store(), [], 0
    while at < most:
        run_id = planned(workspace, store)
        unlucky = FaultyStore(workspace.path, fault, lambda number, at=at: number == at)
        work(unlucky, Queue(unlucky))
        unlucky.close()
        found += complaints(workspace, store, run_id, expected)
        if found or unlucky.commits <= at:
            break
        at += 1
    store.close()
    return at, found


@pytest.mark.parametrize("fault", Fault)
def test_worker_goes_on_after_a_fault_at_each_commit_in_turn(
    workspace: Workspace, expected: str, fault: Fault
):
    number, found = trouble_with(workspace, expected, fault)

    assert found == []
    assert number > 10


def test_each_lease_and_batch_committed_twice_counts_once(workspace: Workspace, expected: str):
    store = workspace.store()
    run_id, tasks = planned(workspace, store), RepeatingQueue(store)

    work(store, tasks)

    assert tasks.refused > 5
    assert complaints(workspace, store, run_id, expected) == []
    store.close()


def test_fence_of_the_token_alone_is_found(
    workspace: Workspace, expected: str, monkeypatch: pytest.MonkeyPatch
):
    assert "AND commit_no = ?" in queue._FENCE  # noqa: SLF001 # the fault is planted there
    weak = queue._FENCE.replace("AND commit_no = ?", "AND commit_no >= 0 * ?")  # noqa: SLF001
    monkeypatch.setattr(queue, "_FENCE", weak)
    store = workspace.store()
    planned(workspace, store)

    with pytest.raises(sqlite.IntegrityError, match="email_logs"):
        work(store, RepeatingQueue(store))
    assert trouble_with(workspace, expected, Fault.FORGOTTEN)[1] != []
    store.close()


@pytest.mark.parametrize("fault", Fault)
def test_planner_goes_on_after_a_fault_at_each_commit_in_turn(
    workspace: Workspace, expected: str, fault: Fault
):
    store, domains, at = workspace.store(), catalogue.load_domain_table(), 0
    while True:
        run_id = workspace.launch(1, seed=5, scenario=SCENARIO)
        unlucky = FaultyStore(workspace.path, fault, lambda number, at=at: number == at)
        try:
            plan_run(unlucky, run_id, 1, domains, chunk=10)
        except StoreUnavailableError:
            plan_run(store, run_id, 1, domains, chunk=10)  # as its engine, resumed
        unlucky.close()
        assert workspace.sql("SELECT state FROM runs WHERE id = ?", run_id) == [("running",)]
        assert complaints(workspace, store, run_id, expected) == []
        if unlucky.commits <= at:
            break
        at += 1
    store.close()

    assert at == 6  # lanes, four chunks, the end


def test_each_chunk_of_the_plan_committed_twice_counts_once(
    workspace: Workspace, expected: str, monkeypatch: pytest.MonkeyPatch
):
    store, other = workspace.store(), workspace.store()
    run_id = workspace.launch(1, seed=5, scenario=SCENARIO)

    answers = repeat_chunks(monkeypatch.setattr, other)
    plan_run(store, run_id, 1, catalogue.load_domain_table(), chunk=10)

    assert answers == [False] * 4
    assert complaints(workspace, store, run_id, expected) == []
    other.close()
    store.close()


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.parametrize(
    "worker", [planted_workers.commits_lost, planted_workers.commits_forgotten]
)
def test_run_with_unlucky_worker_processes_comes_to_the_same_log(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, worker: Any
):
    list_id = workspace.add_list(addresses(2_000))
    expected = workspace.digest(workspace.run_to_end(list_id, seed=5))
    run_id = workspace.launch(list_id, seed=5, batch=100)
    store = workspace.store()
    monkeypatch.setattr(child, "main", worker)

    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        assert engine.wait(run_id, 60)

    assert workspace.digest(run_id) == expected
    assert checks.violations(store) == []
    assert multiprocess.active_children() == []
    store.close()
