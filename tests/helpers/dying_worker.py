"""A worker or planner that kills itself at a chosen instant of its dealings with the database."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
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
    instants = iter(range(at + 1))

    def count() -> None:
        if next(instants, None) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(_dialect: object, _record: object, _args: object, kwargs: dict[str, Any]) -> None:
        kwargs["factory"] = _dying_connection(count)

    event.listen(store._engine, "do_connect", connect)  # noqa: SLF001 # a hook of tests alone
    return store


def _dying_connection(count: Callable[[], None]) -> type[sqlite.Connection]:
    """A connection of the driver that calls `count` at each instant of a writing transaction."""

    class Cursor(sqlite.Cursor):
        def execute(self, sql: str, *parameters: Any) -> Any:
            owner = self.connection
            owner.writes = owner.writes or sql == "BEGIN IMMEDIATE"
            if not owner.writes:
                return super().execute(sql, *parameters)
            count()
            found = super().execute(sql, *parameters)
            count()
            return found

    class Connection(sqlite.Connection):
        writes = False

        def cursor(self, *_: object) -> Any:
            return super().cursor(Cursor)

        def commit(self) -> None:
            if self.writes:
                count()
            super().commit()
            if self.writes:
                count()
            self.writes = False

        def rollback(self) -> None:
            super().rollback()
            self.writes = False

    return Connection
