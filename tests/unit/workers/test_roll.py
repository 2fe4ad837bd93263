"""The roll tells who works, about once a second, and waits for nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from mailsim_desktop import clock
from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.store import workers
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.dialect import connect
from mailsim_desktop.store.workers import WorkerRow
from mailsim_desktop.workers import watched_child
from mailsim_desktop.workers.roll import Roll
from mailsim_desktop.workers.vitals import Vitals
from mailsim_desktop.workers.watched_child import WatchedChild
from tests.helpers.workspace import Workspace

BUSY_MS = 20


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The monotonic clock, to be moved."""
    now = [100.0]
    monkeypatch.setattr(clock, "monotonic_s", lambda: now[0])
    return now


@pytest.fixture
def looker(workspace: Workspace) -> Iterator[Store]:
    """The store of a supervisor, which does not wait."""
    store = Store(workspace.path, busy_ms=BUSY_MS)
    yield store
    store.close()


def worker(*, pid: int | None = None, silent: int = 0, heard: bool = True) -> WatchedChild:
    pulse: Any = SimpleNamespace(
        silent=silent, heard=heard, vitals=Vitals(WorkerState.SIMULATING, 12)
    )
    return WatchedChild(SimpleNamespace(pid=pid or os.getpid(), name="w"), pulse)


def told(store: Store) -> list[WorkerRow]:
    with store.read() as connection:
        return workers.listed(connection)


@pytest.mark.usefixtures("at")
def test_who_works_is_told_with_state_attempts_and_memory(looker: Store):
    silent = watched_child.SILENT_LOOKS + 1
    working = {
        "1-1": worker(),
        "1-2": worker(heard=False),
        "1-3": worker(silent=silent, pid=1 << 22),  # no such process
    }

    Roll("h:1").keep(looker, working, {"1-4": worker()}, driven=True)

    found = told(looker)
    assert [(one.name, str(one.state)) for one in found] == [
        ("1-1", "simulating"), ("1-2", "starting"), ("1-3", "silent"), ("1-4", "ending"),
    ]  # fmt: skip
    assert found[0].attempts == 12
    assert (found[0].memory_bytes or 0) > 1_000_000
    assert found[2].memory_bytes is None


def test_it_is_told_once_a_second(looker: Store, at: list[float]):
    roll = Roll("h:1")
    roll.keep(looker, {"1-1": worker()}, {}, driven=True)
    at[0] += 0.9
    roll.keep(looker, {}, {}, driven=True)
    assert len(told(looker)) == 1

    at[0] += 0.2
    roll.keep(looker, {}, {}, driven=True)
    assert told(looker) == []


def test_a_busy_database_skips_a_time_and_keeps_nobody_waiting(
    workspace: Workspace, looker: Store, at: list[float]
):
    roll = Roll("h:1")
    other = connect(workspace.path)
    other.execute("BEGIN IMMEDIATE")
    roll.keep(looker, {"1-1": worker()}, {}, driven=True)  # raises nothing
    other.execute("ROLLBACK")
    other.close()
    assert told(looker) == []

    at[0] += 1.1
    roll.keep(looker, {"1-1": worker()}, {}, driven=True)
    assert len(told(looker)) == 1


def test_nobody_is_on_the_roll_while_nothing_is_driven_and_nothing_is_written_then(
    workspace: Workspace, looker: Store, at: list[float]
):
    roll = Roll("h:1")
    roll.keep(looker, {"1-1": worker()}, {}, driven=True)
    roll.keep(looker, {"1-1": worker()}, {}, driven=False)
    assert told(looker) == []

    other = workspace.store()
    with other.read() as connection:
        before = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        for _ in range(3):
            at[0] += 2
            roll.keep(looker, {"1-1": worker()}, {}, driven=False)
    with other.read() as connection:
        assert connection.exec_driver_sql("PRAGMA data_version").scalar_one() == before
    other.close()
