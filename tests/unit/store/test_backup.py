"""A copy of a database in use is whole, private, and never overwrites."""

from __future__ import annotations

import stat

import pytest

from mailsim_desktop.errors import ExportError
from mailsim_desktop.store import checks
from mailsim_desktop.store.backup import copy_database
from mailsim_desktop.store.database import open_store
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses


def test_copy_of_a_database_in_use_has_what_was_committed_and_no_more(
    workspace: Workspace, tmp_path
):
    run_id = workspace.launch(workspace.add_list(addresses(100)))
    store, writer = workspace.store(), workspace.store()
    plan(store, run_id)
    work_until(store, run_id, 5_000_000)
    with writer.write() as connection:  # not committed while the copy is made
        connection.exec_driver_sql("DELETE FROM email_logs")
        copy_database(store, tmp_path / "copy.sqlite3")
    writer.close()
    store.close()

    copy = open_store(str(tmp_path / "copy.sqlite3"))
    with copy.read() as connection:
        logged = connection.exec_driver_sql("SELECT COUNT(*) FROM email_logs").scalar_one()
    assert logged == 100
    assert checks.violations(copy) == []
    copy.close()


def test_copy_belongs_to_its_owner_alone(workspace: Workspace, tmp_path):
    store = workspace.store()
    copy_database(store, tmp_path / "copy.sqlite3")
    store.close()

    assert stat.S_IMODE((tmp_path / "copy.sqlite3").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["none/x.sqlite3", "there.sqlite3", "file/x.sqlite3"])
def test_place_where_no_file_can_be_made_is_our_error(workspace: Workspace, tmp_path, name):
    (tmp_path / "there.sqlite3").write_text("keep")
    (tmp_path / "file").touch()
    store = workspace.store()

    with pytest.raises(ExportError, match=name):
        copy_database(store, tmp_path / name)

    store.close()
    assert (tmp_path / "there.sqlite3").read_text() == "keep"
