from __future__ import annotations

import threading
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from mailsim_desktop.errors import (
    NotADatabaseError,
    SchemaTooNewError,
    SettingsError,
    StoreUnavailableError,
)
from mailsim_desktop.store import database
from mailsim_desktop.store.database import Store
from tests.helpers.workspace import Workspace

ADD = "INSERT INTO lists (name, created_utc_ms) VALUES (?, 0)"


def test_first_opening_makes_a_private_database_in_the_user_s_own_folder(own_home: Path):
    database.open_store(None).close()

    path = own_home / "data" / "MailSim" / "mailsim.sqlite3"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert Workspace(path).sql("SELECT version_num FROM alembic_version") == [(database.HEAD,)]


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_a_path_and_its_url_name_the_same_database(tmp_path: Path, form: str):
    assert database.locate(form.format(tmp_path / "x")) == tmp_path / "x"


def test_the_argument_wins_over_the_environment_and_that_over_the_own_folder(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MAILSIM_DATABASE", str(tmp_path / "a"))

    assert database.locate(None) == tmp_path / "a"
    assert database.locate(str(tmp_path / "b")) == tmp_path / "b"
    assert list(own_home.iterdir()) == []


@pytest.mark.parametrize("text", ["postgresql://h/x", "sqlite:///", "mysql:///x"])
def test_a_url_of_another_kind_is_refused(text: str):
    with pytest.raises(SettingsError, match="not supported"):
        database.locate(text)


def test_an_empty_file_becomes_a_database(tmp_path: Path):
    (tmp_path / "x").touch()

    database.open_store(str(tmp_path / "x")).close()

    assert Workspace(tmp_path / "x").sql("SELECT COUNT(*) FROM runs") == [(0,)]


@pytest.mark.parametrize(
    ("statements", "error"),
    [
        (["CREATE TABLE bookmarks (url)"], NotADatabaseError),
        (["CREATE TABLE alembic_version (version_num)"], NotADatabaseError),
        (
            [
                f"PRAGMA application_id = {database.APPLICATION_ID}",
                "CREATE TABLE alembic_version (version_num)",
                "INSERT INTO alembic_version VALUES ('9999')",
            ],
            SchemaTooNewError,
        ),
    ],
    ids=["other-program", "other-program-with-alembic", "newer"],
)
def test_a_database_that_is_not_ours_stays_byte_for_byte(
    tmp_path: Path, statements: list[str], error: type[Exception]
):
    path = tmp_path / "x"
    other = sqlite.connect(path)
    for statement in statements:
        other.execute(statement)
    other.commit()
    other.close()
    before = path.read_bytes()

    with pytest.raises(error):
        database.prepare(str(path))

    assert path.read_bytes() == before
    assert list(tmp_path.glob("x*")) == [path]


@pytest.mark.parametrize("place", [".", "no/such/x"])
def test_a_folder_and_a_missing_folder_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(StoreUnavailableError, match=r"folder|does not exist"):
        database.prepare(place)


def test_an_error_rolls_the_whole_transaction_back(workspace: Workspace, store: Store):
    with store.write() as connection:
        connection.exec_driver_sql(ADD, ("a",))

    with pytest.raises(IntegrityError), store.write() as connection:
        connection.exec_driver_sql(f"{ADD}, ('b', 0), ('a', 0)", ("c",))
    with pytest.raises(LookupError), store.write() as connection:
        _add_and_fail(connection)

    assert workspace.sql("SELECT name FROM lists") == [("a",)]


def _add_and_fail(connection: Connection) -> None:
    connection.exec_driver_sql(ADD, ("d",))
    raise LookupError


def test_a_reader_sees_one_state_while_a_writer_commits(workspace: Workspace, store: Store):
    with store.read() as connection:
        first = connection.exec_driver_sql("SELECT COUNT(*) FROM lists").scalar_one()
        writer = threading.Thread(target=workspace.execute, args=(ADD, "a"))
        writer.start()
        writer.join()
        second = connection.exec_driver_sql("SELECT COUNT(*) FROM lists").scalar_one()

    assert (first, second) == (0, 0)
    assert workspace.sql("SELECT COUNT(*) FROM lists") == [(1,)]


def test_a_read_only_store_cannot_write(workspace: Workspace):
    reader = Store(workspace.path, read_only=True)
    with pytest.raises(StoreUnavailableError), reader.write() as connection:
        connection.exec_driver_sql(ADD, ("a",))
    reader.close()

    assert workspace.sql("SELECT * FROM lists") == []


def test_checkpoint_empties_the_write_ahead_log(workspace: Workspace, store: Store):
    with store.write() as connection:
        connection.exec_driver_sql(ADD, ("a",))
    log = workspace.path.with_name(workspace.path.name + "-wal")
    assert log.stat().st_size > 0

    store.checkpoint()

    assert log.stat().st_size == 0
