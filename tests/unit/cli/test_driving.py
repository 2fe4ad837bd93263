"""Ctrl-C pauses a run; what was committed stays, and the run goes on to the same log."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import psutil
import pytest

from mailsim_desktop.domain.simulated_time import SECOND_US, clock, exact_clock
from mailsim_desktop.store import checks
from tests.helpers.workspace import Workspace, addresses
from tests.unit.cli.conftest import Typing

pytestmark = pytest.mark.process


def start(workspace: Workspace, *arguments: str) -> subprocess.Popen[str]:
    """Start a command and wait until its run has made attempts; the time-out bounds the loop."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mailsim_desktop", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "MAILSIM_DATABASE": str(workspace.path)},
    )
    while not workspace.sql("SELECT SUM(attempts) FROM lanes")[0][0]:
        assert process.poll() is None
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_first_interrupt_pauses_drains_and_tells_the_command_that_resumes(
    workspace: Workspace, typed: Typing, number: int
):
    list_id = workspace.add_list(addresses(1_500))
    campaign = workspace.launch(list_id, seed=5)
    assert typed(f"campaigns resume {campaign}").code == 0
    other = typed("--json campaigns create other --list list").data["campaign"]

    with start(workspace, "campaigns", "launch", str(other), "--seed=5", "--speed=10") as process:
        while workspace.sql("SELECT state FROM runs WHERE id = 2") != [("running",)]:
            assert process.poll() is None
        workers = psutil.Process(process.pid).children()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)

    assert (process.returncode, out) == (130, "")
    assert f"mailsim campaigns resume {other}" in err
    assert "Traceback" not in err
    assert workspace.sql("SELECT state, host FROM runs WHERE id = 2") == [("paused", None)]
    assert psutil.wait_procs(workers, timeout=10)[1] == []
    assert workspace.sql("SELECT COUNT(*) FROM shards WHERE lease_until_ms > 0") == [(0,)]
    workspace.execute("UPDATE runs SET speed = NULL")
    assert typed(f"campaigns resume {other}").code == 0
    assert workspace.digest(2) == workspace.digest(1)
    store = workspace.store()
    assert checks.violations(store) == []
    store.close()


def test_progress_is_on_standard_error_and_the_result_on_standard_output(
    workspace: Workspace, typed: Typing
):
    workspace.launch(workspace.add_list(addresses(100)))

    ended = typed("campaigns resume 1")

    assert ended.code == 0
    assert "sent" in ended.err
    assert "simulated" in ended.err
    assert "Delivered" in ended.out
    assert "simulated" not in ended.out


def test_last_progress_names_the_run_s_own_end(workspace: Workspace, typed: Typing):
    workspace.launch(workspace.add_list(addresses(100)), seed=3)

    ended = typed("campaigns resume 1")

    ((end_us,),) = workspace.sql("SELECT simulated_us FROM runs")
    assert f"{clock(end_us // SECOND_US)} simulated" in ended.err
    assert exact_clock(end_us) in ended.out


def test_the_handler_of_interrupts_is_put_back(workspace: Workspace, typed: Typing):
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    workspace.launch(workspace.add_list(addresses(10)))

    typed("campaigns resume 1")

    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
