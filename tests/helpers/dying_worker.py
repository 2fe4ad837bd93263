"""A worker or planner that kills itself at a chosen instant of its dealings with the database."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event

from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.planner import plan_run
from mailsim_desktop.workers.shard_worker import ShardWorker


def work(path: Path, at: int) -> None:
    """Work until there is nothing to do, or die at the instant number `at`."""
    store = _dying_store(path, at)
    worker = ShardWorker(store, Queue(store), "dying")
    while worker.work_once():
        pass
    store.close()


def plan(path: Path, run_id: int, list_id: int, chunk: int, at: int) -> None:
    """Plan a run, or die at the instant number `at`."""
    store = _dying_store(path, at)
    plan_run(store, run_id, list_id, catalogue.load_domain_table(), chunk=chunk)
    store.close()


def _dying_store(path: Path, at: int) -> Store:
    """A store whose writing transactions count: begin, each statement's both ends, commit's."""
    store = Store(path)
    engine = store._writer  # noqa: SLF001 # the hook exists in tests alone
    instants = iter(range(at + 1))

    def count(*_: object) -> None:
        if next(instants, None) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "after_cursor_execute", count)
    event.listen(engine, "commit", count)
    engine.dialect.do_commit = _then(engine.dialect.do_commit, count)
    return store


def _then(first: Callable[..., None], second: Callable[..., None]) -> Callable[..., None]:
    def both(*arguments: object) -> None:
        first(*arguments)
        second()

    return both
