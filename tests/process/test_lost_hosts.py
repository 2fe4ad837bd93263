"""What a vanished process leaves behind: its run can always be cancelled or driven on."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import ConflictError, LeaseLostError
from mailsim_desktop.services import runs
from mailsim_desktop.store import checks, hosts
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.database import open_store
from mailsim_desktop.store.queue import Queue
from tests.helpers.in_process import plan
from tests.helpers.workspace import Workspace, addresses


def test_cancelling_whose_process_has_gone_is_finished_by_cancelling_again(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(60)))
    store = workspace.store()
    plan(store, run_id)
    workspace.execute(
        "UPDATE runs SET host = 'gone', host_seen_utc_ms = unixepoch('subsec') * 1000"
    )
    assert runs.cancel(store, run_id) is RunState.CANCELLING
    workspace.execute("UPDATE runs SET host_seen_utc_ms = 0")  # five seconds later

    assert runs.cancel(store, run_id) is RunState.CANCELLED

    assert workspace.sql("SELECT COUNT(*) FROM job_states WHERE state = 'cancelled'") == [(60,)]
    assert checks.violations(store) == []
    store.close()


def test_new_host_voids_the_leases_that_the_old_one_s_workers_left(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(60)), shards=1)
    store = workspace.store()
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 1000000, host = 'gone', host_seen_utc_ms = 0")
    queue = Queue(store)
    left = queue.lease("worker of the old host")
    assert left is not None
    assert queue.lease("new worker") is None

    with store.write() as connection:
        assert hosts.claim(connection, run_id, "new")

    assert queue.lease("new worker") is not None
    with pytest.raises(LeaseLostError):
        queue.commit(left, Batch(), 0)
    store.close()


def test_resume_of_a_run_driven_elsewhere_changes_nothing(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(60)))
    store = workspace.store()
    workspace.execute(
        "UPDATE runs SET state = 'paused', host = 'other', host_seen_utc_ms ="
        " unixepoch('subsec') * 1000"
    )
    with runs.make_engine(store) as engine, pytest.raises(ConflictError, match="another process"):
        runs.resume(store, engine, run_id)

    assert workspace.sql("SELECT state FROM runs") == [("paused",)]
    store.close()


@pytest.mark.parametrize("name", ["a?b.db", "c#d%20e.db", "sí ñ.db"])
def test_database_is_exactly_the_file_that_was_named(tmp_path, name):
    open_store(str(tmp_path / name)).close()

    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [name]
    assert (tmp_path / name).stat().st_size > 0
