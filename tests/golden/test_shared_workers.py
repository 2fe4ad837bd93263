"""R6: runs share workers, never capacity; a priority changes wall time only."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.priority import STRIDES, Priority
from mailsim_desktop.services import runs
from mailsim_desktop.store import hosts
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import finish, plan
from tests.helpers.workspace import Workspace, addresses

PEOPLE = 3_000


@pytest.fixture
def store(workspace: Workspace):
    store = workspace.store()
    yield store
    store.close()


def busy_run(workspace: Workspace, store: Store, list_id: int, **options: object) -> int:
    """A planned run that has work to its end."""
    run_id = workspace.launch(list_id, batch=20, **options)
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 3600000000 WHERE id = ?", run_id)
    return run_id


def work_rounds(store: Store, number: int) -> None:
    """So many commits of one worker, which leases anew for each."""
    worker = ShardWorker(store, Queue(store), "worker")
    for _ in range(number):
        assert worker.work_once(lambda: True)


def attempts(workspace: Workspace) -> list[int]:
    return [row[0] for row in workspace.sql("SELECT SUM(attempts) FROM lanes GROUP BY run_id")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Priority.NORMAL, Priority.NORMAL),
        (Priority.HIGH, Priority.NORMAL),
        (Priority.LOW, Priority.NORMAL),
        (Priority.LOW, Priority.HIGH),
    ],
)
def test_r6_busy_runs_share_the_workers_by_priority(
    workspace: Workspace, store: Store, first: Priority, second: Priority
):
    list_id = workspace.add_list(addresses(PEOPLE))
    for priority in (first, second):
        busy_run(workspace, store, list_id, priority=priority)

    work_rounds(store, 120)

    of_first, of_second = attempts(workspace)
    wanted = STRIDES[second] / STRIDES[first]
    assert of_first / of_second == pytest.approx(wanted, rel=0.25)


def test_r6_run_that_comes_later_gets_its_share_from_then_on(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(PEOPLE))
    early = busy_run(workspace, store, list_id)
    with store.write() as connection:
        hosts.claim(connection, early, "here")
    work_rounds(store, 40)
    before = attempts(workspace)[0]
    late = busy_run(workspace, store, list_id)
    with store.write() as connection:
        hosts.claim(connection, late, "here")

    work_rounds(store, 40)

    of_early, of_late = attempts(workspace)
    assert of_early - before == pytest.approx(of_late, rel=0.25)


def test_r6_what_a_dead_process_left_behind_puts_no_run_off(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(60))
    left, busy, late = (busy_run(workspace, store, list_id) for _ in range(3))
    with store.write() as connection:
        hosts.claim(connection, left, "dead")
        hosts.claim(connection, busy, "here")
    workspace.execute(
        "UPDATE runs SET stride_pass = 9000000, host_seen_utc_ms = host_seen_utc_ms - 60000"
        " WHERE id = ?",
        left,
    )
    workspace.execute("UPDATE runs SET stride_pass = 70 WHERE id = ?", busy)

    with store.write() as connection:
        hosts.claim(connection, late, "here")

    assert workspace.sql("SELECT stride_pass FROM runs WHERE id = ?", late) == [(70,)]


def test_r6_a_priority_can_be_changed_while_runs_go_on(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(PEOPLE))
    first, _ = (busy_run(workspace, store, list_id) for _ in range(2))
    runs.set_control(store, first, speed=None, workers=2, priority=Priority.HIGH)

    work_rounds(store, 60)

    of_first, of_second = attempts(workspace)
    assert of_first > 3 * of_second


def test_r6_sharing_never_changes_a_log(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(600))
    alone = workspace.launch(list_id, seed=4)
    plan(store, alone)
    finish(store, alone)
    shared = [
        busy_run(workspace, store, list_id, seed=4, priority=priority)
        for priority in (Priority.HIGH, Priority.LOW)
    ]
    work_rounds(store, 30)

    for run_id in shared:
        finish(store, run_id)

    assert {workspace.digest(run_id) for run_id in [alone, *shared]} == {workspace.digest(alone)}


def test_r6_a_run_in_a_single_step_lets_others_have_their_turn(workspace: Workspace, store: Store):
    """Each lease goes to the horizon, which here is the end: a commit asks who waits."""
    list_id = workspace.add_list(addresses(1_000))
    for _ in range(2):
        busy_run(workspace, store, list_id)
    worker = ShardWorker(store, Queue(store), "worker")

    for _ in range(40):
        assert worker.work_once()

    of_first, of_second = attempts(workspace)
    assert of_first / of_second == pytest.approx(1, rel=0.3)


def test_r6_a_paced_run_that_is_let_loose_has_no_credit(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(PEOPLE))
    busy, paced = (busy_run(workspace, store, list_id, speed=speed) for speed in (None, 1))
    with store.write() as connection:
        hosts.claim(connection, busy, "here")
        hosts.claim(connection, paced, "here")
    workspace.execute("UPDATE runs SET horizon_us = 0 WHERE id = ?", paced)  # it waits
    work_rounds(store, 40)
    before = attempts(workspace)
    workspace.execute("UPDATE runs SET horizon_us = 3600000000 WHERE id = ?", paced)
    runs.set_control(store, paced, speed=None, workers=2)

    work_rounds(store, 40)

    after = attempts(workspace)
    gained = [now - then for now, then in zip(after, before, strict=True)]
    assert gained[0] == pytest.approx(gained[1], rel=0.3)
