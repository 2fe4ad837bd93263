"""A host tells who works for it, and what nobody renews is forgotten."""

from __future__ import annotations

import pytest

from mailsim_desktop import clock
from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.store import workers
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.workers import FORGOTTEN_MS, GONE_MS, WorkerRow

NOW = 1_700_000_000_000


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The wall clock, to be moved."""
    at = [NOW]
    monkeypatch.setattr(clock, "now_utc_ms", lambda: at[0])
    return at


def row(name: str, host: str = "a:1", **values: object) -> WorkerRow:
    found = {"attempts": 0, "memory_bytes": None, "seen_utc_ms": NOW} | values
    return WorkerRow(name, host, 7, WorkerState.IDLE, started_utc_ms=NOW, **found)  # type: ignore[arg-type] # as given


@pytest.mark.usefixtures("now")
def test_a_host_replaces_its_own_rows_and_leaves_those_of_others(store: Store):
    with store.write() as connection:
        workers.tell(connection, "a:1", [row("1-1"), row("1-2")])
        workers.tell(connection, "b:2", [row("2-1", "b:2")])
        workers.tell(connection, "a:1", [row("1-2", attempts=5, memory_bytes=96), row("1-10")])

    with store.read() as connection:
        found = workers.listed(connection)
    assert [one.name for one in found] == ["1-2", "1-10", "2-1"]
    assert found[0] == row("1-2", attempts=5, memory_bytes=96)
    assert [one.number for one in found] == [2, 10, 1]


def test_rows_that_nobody_renews_are_gone_then_forgotten(store: Store, now: list[int]):
    with store.write() as connection:
        workers.tell(connection, "a:1", [row("1-1")])

    assert not row("1-1").is_gone(NOW + GONE_MS)
    assert row("1-1").is_gone(NOW + GONE_MS + 1)
    now[0] += FORGOTTEN_MS + 1
    with store.write() as connection:
        assert workers.listed(connection) == []
        workers.tell(connection, "b:2", [])
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM workers").scalar_one() == 0
