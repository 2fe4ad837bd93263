"""The database as a person handles it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailsim_desktop.errors import ExportError, StoreUnavailableError
from mailsim_desktop.services import database
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses


def test_check_counts_what_it_looked_at_and_finds_nothing(workspace: Workspace, store: Store):
    run_in_process(store, workspace.launch(workspace.add_list(addresses(20))))

    result = database.check(store)

    assert (result.path, result.violations) == (workspace.path, [])
    assert result.checks > 5


def test_check_tells_a_planted_fault(workspace: Workspace, store: Store):
    run_in_process(store, workspace.launch(workspace.add_list(addresses(20))))
    workspace.execute("DELETE FROM email_logs WHERE job_id = 1")

    found = database.check(store).violations

    assert [line for line in found if line.startswith("lane 1: counted")] != []


def test_backup_is_a_database_of_its_own(workspace: Workspace, store: Store, tmp_path: Path):
    workspace.add_list(addresses(5))

    assert database.back_up(store, tmp_path / "copy.sqlite3") == tmp_path / "copy.sqlite3"

    workspace.add_list(addresses(9), "later")
    copy = database.open_database(str(tmp_path / "copy.sqlite3"))
    with copy.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM contacts").scalar_one() == 5
    copy.close()


@pytest.mark.parametrize("name", ["there", "folder", "none/copy.sqlite3"])
def test_backup_overwrites_nothing_and_makes_no_folder(store: Store, tmp_path: Path, name):
    (tmp_path / "there").write_text("keep")
    (tmp_path / "folder").mkdir()

    with pytest.raises(ExportError) as caught:
        database.back_up(store, tmp_path / name)

    assert caught.value.hint
    assert (tmp_path / "there").read_text() == "keep"
    assert not (tmp_path / "none").exists()


def test_reader_sees_what_is_committed_and_cannot_write(workspace: Workspace):
    reader = database.open_reader(workspace.path)
    workspace.add_list(addresses(3))

    with reader.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM contacts").scalar_one() == 3
    with pytest.raises(StoreUnavailableError), reader.write() as connection:
        connection.exec_driver_sql("DELETE FROM contacts")

    reader.close()
    assert workspace.sql("SELECT COUNT(*) FROM contacts") == [(3,)]
