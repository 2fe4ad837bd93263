from __future__ import annotations

from pathlib import Path

import pytest

from mailsim_desktop.errors import StoreUnavailableError
from mailsim_desktop.store import checks
from mailsim_desktop.store.backup import copy_database
from mailsim_desktop.store.database import Store, open_store
from tests.helpers.in_process import finish, plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses


def test_copy_taken_in_the_middle_of_a_run_goes_on_to_the_same_log(
    workspace: Workspace, store: Store, tmp_path: Path
):
    list_id = workspace.add_list(addresses(300))
    undisturbed, run_id = workspace.launch(list_id), workspace.launch(list_id)
    run_in_process(store, undisturbed)
    plan(store, run_id)
    work_until(store, run_id, 5_000_000)

    target = tmp_path / "copy.sqlite3"
    copy_database(store, target)  # the write-ahead log is not checkpointed

    copy = open_store(str(target))
    assert checks.violations(copy) == []
    finish(copy, run_id)
    copy.close()
    assert Workspace(target).digest(run_id) == workspace.digest(undisturbed)


def test_copy_is_for_its_owner_only_and_complete_while_a_writer_is_busy(
    workspace: Workspace, store: Store, tmp_path: Path
):
    workspace.add_list(addresses(50))
    with workspace.store().write() as connection:
        connection.exec_driver_sql("DELETE FROM list_members")
        copy_database(store, tmp_path / "copy.sqlite3")

    assert (tmp_path / "copy.sqlite3").stat().st_mode & 0o077 == 0
    assert Workspace(tmp_path / "copy.sqlite3").sql("SELECT COUNT(*) FROM list_members") == [(50,)]


def test_copy_of_a_file_that_has_gone_is_told(store: Store, workspace: Workspace, tmp_path: Path):
    store.close()
    workspace.path.unlink()
    workspace.path.mkdir()

    with pytest.raises(StoreUnavailableError):
        copy_database(store, tmp_path / "copy.sqlite3")
