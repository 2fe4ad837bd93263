"""What a run leaves in the log: every line of a worker names it, and its run and shard."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mailsim_desktop import paths
from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.workers.vitals import Vitals, WatchedQueue
from tests.helpers.in_process import plan
from tests.helpers.workspace import Workspace, addresses


def rehearse(tmp_path: Path, *options: str) -> str:
    """Rehearse a small list in a process of its own; returns what it wrote on standard error."""
    people = tmp_path / "people.csv"
    people.write_text("email\n" + "\n".join(addresses(300)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mailsim_desktop", "--json", "--database", str(tmp_path / "db"),
         *options, "rehearse", str(people), "--scenario", "rate-limited"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr


def lines() -> list[dict[str, object]]:
    """All lines of the log."""
    text = (paths.log_folder() / "mailsim.log").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.process
def test_a_run_is_told_in_a_few_lines(tmp_path: Path):
    said = rehearse(tmp_path)

    found = lines()
    assert not any(str(line["message"]) in said for line in found)
    assert {line["level"] for line in found} == {"info"}
    of_run = [line["message"] for line in found if line.get("run") == 1]
    assert of_run == ["run is running", "run is completed"]
    started = {line["worker"] for line in found if line["message"] == "worker started"}
    assert started == {line["worker"] for line in found if line["message"] == "worker ended"}
    assert len(started) == 2


@pytest.mark.process
def test_verbose_tells_each_lease_and_commit_with_worker_run_and_shard(tmp_path: Path):
    said = rehearse(tmp_path, "--verbose")

    found = lines()
    of_leases = [line for line in found if str(line["message"]).startswith(("leased", "committed"))]
    assert len(of_leases) > 20
    assert {(line["level"], line["run"]) for line in of_leases} == {("debug", 1)}
    assert {type(line["shard"]) for line in of_leases} == {int}
    names = {line["worker"] for line in found if line["message"] == "worker started"}
    assert {line["worker"] for line in of_leases} <= names
    assert said.count("committed") == sum("committed" in str(line["message"]) for line in found)
    told = re.findall(r"\(run 1, shard \d+, worker (\S+)\)", said)
    assert set(told) == {line["worker"] for line in of_leases}


def test_a_takeover_and_a_lost_lease_are_warnings_about_their_shard(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
):
    run_id = workspace.launch(workspace.add_list(addresses(30)), shards=1)
    store = workspace.store()
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 1000000")
    queue = WatchedQueue(store, Vitals())
    lease = queue.lease("first")
    assert lease is not None
    workspace.execute("UPDATE shards SET lease_until_ms = 1")

    queue.lease("second")
    with pytest.raises(LeaseLostError):
        queue.commit(lease, Batch(), 0)
    store.close()

    (warned,) = [one for one in caplog.records if one.levelname == "WARNING"]
    assert warned.getMessage() == "lease taken over from worker first"
    assert (warned.run, warned.shard) == (run_id, lease.shard_id)
