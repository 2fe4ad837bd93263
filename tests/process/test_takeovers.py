"""A takeover races the late commit of whoever held the shard before: exactly one of them wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle
from threading import Barrier, BrokenBarrierError

import pysqlite3.dbapi2 as sqlite
import pytest

from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.store import checks
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import finish, plan, run_in_process
from tests.helpers.workspace import Workspace, one_lane

LATE, TAKER = "late", "taker"
ROUNDS = 40
PATIENCE_S = 30
COMMITS = "SELECT SUM(commit_no) FROM shards WHERE run_id = ?"
LEFT = "SELECT COUNT(*) FROM shards WHERE next_start_us < 1 << 61"


class LateQueue(Queue):
    """Its leases are over as soon as they begin; something happens just before its commits."""

    def __init__(self, store: Store, before_commit: Callable[[], object]) -> None:
        super().__init__(store)
        self._before_commit = before_commit

    def lease(self, owner: str, lease_ms: int = 0) -> Lease | None:
        return super().lease(owner, lease_ms)

    def commit(self, lease: Lease, batch: Batch, next_start_us: int, lease_ms: int = 0) -> None:
        self._before_commit()
        super().commit(lease, batch, next_start_us, lease_ms)


def one_batch() -> bool:
    """Answer of a worker that is to stop after the batch in hand."""
    return True


@pytest.fixture
def expected(workspace: Workspace) -> str:
    """Digest of an undisturbed run of the list 1."""
    store = workspace.store()
    run_id = workspace.launch(workspace.add_list(one_lane(300)), seed=5)
    run_in_process(store, run_id)
    store.close()
    return workspace.digest(run_id)


@pytest.fixture
def run_id(workspace: Workspace, expected: str) -> Iterator[int]:
    """A planned run of one shard and small batches; the test is to work it off."""
    store = workspace.store()
    run_id = workspace.launch(1, seed=5, batch=3)
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 1 << 61 WHERE id = ?", run_id)
    yield run_id
    assert checks.violations(store) == []
    finish(store, run_id)
    assert workspace.digest(run_id) == expected
    store.close()


def test_whoever_comes_first_wins_in_either_order(workspace: Workspace, run_id: int):
    store = workspace.store()
    taker = ShardWorker(store, Queue(store), TAKER)
    for order in cycle(["takeover first", "commit first"]):
        before = workspace.sql(COMMITS, run_id)[0][0]
        take_over = order == "takeover first"
        late = LateQueue(store, lambda go=take_over: go and taker.work_once(one_batch))
        try:
            if not ShardWorker(store, late, LATE).work_once(one_batch):
                break
            won = True
        except LeaseLostError:
            won = False
        assert won is not take_over
        assert workspace.sql(COMMITS, run_id)[0][0] == before + 1
    assert before > ROUNDS
    store.close()


def race(workspace: Workspace) -> tuple[int, int]:
    """Work a run off by one who is always late and one who always takes over, at one instant.

    Returns how many batches the late one and the one that takes over committed.
    """
    gate = Barrier(2)

    def is_late() -> int:
        store, won = workspace.store(), 0
        worker = ShardWorker(store, LateQueue(store, lambda: gate.wait(PATIENCE_S)), LATE)
        while workspace.sql(LEFT) != [(0,)]:
            with suppress(LeaseLostError):
                won += worker.work_once(one_batch)
        gate.abort()
        store.close()
        return won

    def takes_over() -> int:
        store, won = workspace.store(), 0
        worker = ShardWorker(store, Queue(store), TAKER)
        with suppress(BrokenBarrierError):
            while True:
                gate.wait(PATIENCE_S)
                won += worker.work_once(one_batch)
        store.close()
        return won

    with ThreadPoolExecutor() as pool:
        late, taker = pool.submit(is_late), pool.submit(takes_over)
        return late.result(), taker.result()


def test_of_a_takeover_and_a_late_commit_at_one_instant_exactly_one_wins(
    workspace: Workspace, run_id: int
):
    late, taker = race(workspace)

    assert workspace.sql(COMMITS, run_id) == [(late + taker,)]
    assert taker > ROUNDS


def test_without_a_fence_both_would_write(
    workspace: Workspace, run_id: int, monkeypatch: pytest.MonkeyPatch
):
    """The tests above can fail."""
    store = workspace.store()
    taker = ShardWorker(store, Queue(store), TAKER)
    late = LateQueue(store, lambda: taker.work_once(one_batch))

    with monkeypatch.context() as patch:
        patch.setattr(Queue, "_fence", lambda *_: None)
        with pytest.raises(sqlite.IntegrityError, match="email_logs"):
            ShardWorker(store, late, LATE).work_once(one_batch)

    assert workspace.sql("SELECT COUNT(*) FROM email_logs WHERE run_id = ?", run_id) != [(0,)]
    store.close()
