"""Opening a database: what is made, what is refused unchanged, and what a transaction keeps."""

from __future__ import annotations

import stat
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from mailsim_desktop import paths
from mailsim_desktop.errors import (
    MailSimError,
    NotADatabaseError,
    SchemaTooNewError,
    SettingsError,
    StoreUnavailableError,
)
from mailsim_desktop.store.database import Store, locate, open_store, prepare
from tests.helpers.workspace import Workspace, addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/a/b.sqlite3", "/a/b.sqlite3"),
        ("sqlite:////a/b.sqlite3", "/a/b.sqlite3"),
        ("sqlite:///b.sqlite3", "{here}/b.sqlite3"),
        ("b.sqlite3", "{here}/b.sqlite3"),
        ("~/b.sqlite3", "{home}/b.sqlite3"),
    ],
)
def test_database_is_named_by_a_path_or_a_url(tmp_path, monkeypatch, own_home, text, expected):
    monkeypatch.chdir(tmp_path)

    assert str(locate(text)) == expected.format(here=tmp_path, home=own_home)


def test_environment_names_the_database_where_nothing_else_does(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.DATABASE_VARIABLE, str(tmp_path / "env.sqlite3"))

    assert locate(None) == tmp_path / "env.sqlite3"
    assert locate("/x.sqlite3") == Path("/x.sqlite3")
    assert not paths.data_folder().exists()


def test_default_is_in_the_data_folder_which_is_made_for_its_owner():
    found = locate(None)

    assert found == paths.data_folder() / "mailsim.sqlite3"
    assert stat.S_IMODE(found.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("text", ["postgresql://x/y", "sqlite:///", "mysql:///a"])
def test_unsupported_url_is_refused(text):
    with pytest.raises(SettingsError, match="not supported"):
        locate(text)


def test_new_database_belongs_to_its_owner_alone(tmp_path):
    path = prepare(str(tmp_path / "new.sqlite3"))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_empty_file_becomes_a_database(tmp_path):
    (tmp_path / "empty.sqlite3").touch()

    store = open_store(str(tmp_path / "empty.sqlite3"))

    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM contacts").scalar_one() == 0
    store.close()


def no_database(path: Path) -> None:
    path.write_text("email,name\nana@b.es,Ana\n" * 50)


def of_another_program(path: Path) -> None:
    connection = sqlite.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()


def from_a_newer_version(path: Path) -> None:
    store = open_store(str(path))
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.checkpoint()
    store.close()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (no_database, NotADatabaseError),
        (of_another_program, NotADatabaseError),
        (from_a_newer_version, SchemaTooNewError),
    ],
)
def test_file_that_is_not_ours_is_refused_and_not_changed(tmp_path, make, error):
    path = tmp_path / "file"
    make(path)
    before = path.read_bytes()

    with pytest.raises(error) as caught:
        prepare(str(path))

    assert str(path) in caught.value.message
    assert caught.value.hint
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.glob("file*")] == ["file"]


@pytest.mark.parametrize("name", ["folder", "folder/none/x.sqlite3"])
def test_place_where_no_database_can_be_is_refused(tmp_path, name):
    (tmp_path / "folder").mkdir()

    with pytest.raises(StoreUnavailableError):
        prepare(str(tmp_path / name))

    assert list(tmp_path.glob("folder/*")) == []


def test_write_that_fails_leaves_nothing(workspace: Workspace):
    store = workspace.store()

    def fail() -> None:
        with store.write() as connection:
            connection.exec_driver_sql("INSERT INTO lists (name, created_utc_ms) VALUES ('a', 0)")
            raise MailSimError("stop")

    with pytest.raises(MailSimError, match="stop"):
        fail()

    store.close()
    assert workspace.sql("SELECT COUNT(*) FROM lists") == [(0,)]


def test_reader_sees_one_state_while_another_writes(workspace: Workspace):
    reader = workspace.store()
    with reader.read() as connection:
        before = connection.exec_driver_sql("SELECT COUNT(*) FROM contacts").scalar_one()
        workspace.add_list(addresses(3))
        after = connection.exec_driver_sql("SELECT COUNT(*) FROM contacts").scalar_one()
    reader.close()

    assert (before, after) == (0, 0)
    assert workspace.sql("SELECT COUNT(*) FROM contacts") == [(3,)]


def test_store_for_reading_only_refuses_to_write(workspace: Workspace):
    store = Store(workspace.path, read_only=True)

    with pytest.raises(StoreUnavailableError), store.read() as connection:
        connection.exec_driver_sql("INSERT INTO lists (name, created_utc_ms) VALUES ('a', 0)")

    store.close()


def test_checkpoint_moves_the_log_into_the_file_and_cuts_it_off(workspace: Workspace):
    store = workspace.store()
    workspace.add_list(addresses(500))
    with store.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE contacts SET name = 'x'")
    log = workspace.path.with_name(workspace.path.name + "-wal")
    before = log.stat().st_size

    store.checkpoint()

    assert before > 0
    assert log.stat().st_size == 0
    store.close()
