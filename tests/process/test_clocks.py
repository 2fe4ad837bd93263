"""The wall clock is set an hour on or back, or differs between processes: nobody waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import multiprocess
import psutil
import pytest

from mailsim_desktop import clock
from mailsim_desktop.services import runs
from mailsim_desktop.store import checks
from tests.helpers.shifted_clock import HOUR_S, LIBRARY, MISSING, ShiftedClock
from tests.helpers.workspace import Workspace, addresses

pytestmark = [
    pytest.mark.process,
    pytest.mark.slow,
    pytest.mark.skipif(LIBRARY is None, reason=MISSING),
]
PROGRAM = (sys.executable, "-m", "mailsim_desktop")
BOTH = 2
NEAR_MS = 120_000
BOTH_WAYS = pytest.mark.parametrize("shift_s", [HOUR_S, -HOUR_S], ids=["ahead", "behind"])
ATTEMPTS = "SELECT COALESCE(SUM(attempts), 0) FROM lanes WHERE run_id = ?"


@pytest.fixture
def expected(workspace: Workspace) -> str:
    """Digest of an undisturbed run of the list 1."""
    return workspace.digest(workspace.run_to_end(workspace.add_list(addresses(3_000)), seed=5))


def slow_run(workspace: Workspace) -> int:
    return workspace.launch(1, seed=5, batch=10, step_us=1_000_000)


def start(workspace: Workspace, run_id: int, shifted: ShiftedClock) -> subprocess.Popen[str]:
    """Drive a run as a person does in a terminal, by this clock; returns once it works."""
    campaign = runs_campaign(workspace, run_id)
    host = subprocess.Popen(
        [*PROGRAM, "--database", str(workspace.path), "campaigns", "resume", str(campaign)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **shifted.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while workspace.sql(ATTEMPTS, run_id) == [(0,)]:
        assert host.poll() is None
    return host


def runs_campaign(workspace: Workspace, run_id: int) -> int:
    return int(workspace.sql("SELECT campaign_id FROM runs WHERE id = ?", run_id)[0][0])


def workers_of(host: subprocess.Popen[str]) -> list[psutil.Process]:
    children = psutil.Process(host.pid).children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def require_sound(workspace: Workspace, run_id: int, expected: str) -> None:
    store = workspace.store()
    assert checks.violations(store) == []
    store.close()
    assert workspace.digest(run_id) == expected


@BOTH_WAYS
def test_run_goes_on_when_the_clock_is_set_and_a_worker_dies_with_a_lease_of_before(
    workspace: Workspace, tmp_path: Path, expected: str, shift_s: int
):
    run_id, shifted = slow_run(workspace), ShiftedClock(tmp_path)
    host = start(workspace, run_id, shifted)

    held = "SELECT 1 FROM shards WHERE lease_until_ms > 0 AND owner LIKE '%-1'"
    (victim, *_) = workers_of(host)
    while not workspace.sql(held):
        pass
    shifted.set(shift_s)
    victim.kill()

    _, errors = host.communicate(timeout=60)
    assert host.returncode == 0, errors
    ((ended_ms,),) = workspace.sql("SELECT ended_utc_ms FROM runs WHERE id = ?", run_id)
    assert abs(ended_ms - clock.now_utc_ms() - shift_s * 1000) < NEAR_MS  # it was set indeed
    lost = "SELECT data ->> 'exit_code' FROM run_events WHERE kind = 'worker_lost'"
    assert workspace.sql(lost) == [(-signal.SIGKILL,)]
    require_sound(workspace, run_id, expected)


@BOTH_WAYS
def test_run_of_a_host_that_died_before_the_clock_was_set_can_be_resumed_at_once(
    workspace: Workspace, tmp_path: Path, expected: str, shift_s: int
):
    """Its heartbeat, and its workers' leases, lie an hour off, perhaps in the future."""
    run_id = slow_run(workspace)
    host = start(workspace, run_id, ShiftedClock(tmp_path, shift_s))
    host.kill()
    host.communicate()
    ((seen_ms,),) = workspace.sql("SELECT host_seen_utc_ms FROM runs WHERE id = ?", run_id)
    assert abs(seen_ms - clock.now_utc_ms() - shift_s * 1000) < NEAR_MS

    store = workspace.store()
    with runs.make_engine(store) as engine:
        runs.resume(store, engine, run_id)
        assert engine.wait(run_id, 60)
    store.close()

    require_sound(workspace, run_id, expected)


def stop_with_a_lease(workspace: Workspace, name: str, pid: int) -> None:
    """Stop a worker at an instant at which it has a lease and stands in nobody's way."""
    held = "SELECT COUNT(*) FROM shards WHERE owner = ? AND lease_until_ms > 0"
    store = workspace.store()
    while True:
        os.kill(pid, signal.SIGSTOP)
        while psutil.Process(pid).status() != psutil.STATUS_STOPPED:
            pass
        if workspace.sql(held, name) != [(0,)] and not store.is_locked():
            break
        os.kill(pid, signal.SIGCONT)
        while workspace.sql(held, name) == [(0,)]:
            pass
    store.close()


@BOTH_WAYS
def test_worker_whose_clock_is_an_hour_off_harms_nobody(
    workspace: Workspace,
    tmp_path: Path,
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    shift_s: int,
):
    """To one of the two, every lease of the other has expired."""
    run_id = workspace.launch(1, seed=5, batch=1, shards=2, workers=1, speed=2)
    environment = ShiftedClock(tmp_path, shift_s).environment
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    lease = "SELECT lease_until_ms FROM shards WHERE lease_until_ms > 0"
    takeovers = "SELECT COUNT(*) FROM run_events WHERE kind = 'takeover'"
    store = workspace.store()
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        while not (held := workspace.sql(lease)):
            pass
        for name in environment:
            monkeypatch.delenv(name)
        runs.set_control(store, run_id, speed=2, workers=2)
        while len(pids := engine.worker_pids()) < BOTH:
            pass
        first, second = pids
        robbed = second if shift_s > 0 else first  # whose leases have expired to the other
        stop_with_a_lease(workspace, robbed, pids[robbed])
        while workspace.sql(takeovers) == [(0,)]:
            pass
        os.kill(pids[robbed], signal.SIGCONT)
        runs.set_control(store, run_id, speed=None, workers=2)
        assert engine.wait(run_id, 60)
    store.close()

    assert abs(held[0][0] - clock.now_utc_ms() - shift_s * 1000) < NEAR_MS
    assert multiprocess.active_children() == []
    require_sound(workspace, run_id, expected)
