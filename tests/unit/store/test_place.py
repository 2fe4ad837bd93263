"""A store never takes another file for its own, and never makes the one that is gone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mailsim_desktop.errors import DatabaseLostError, StoreUnavailableError
from mailsim_desktop.services.database import back_up, open_reader
from mailsim_desktop.store.database import Store, open_store
from tests.helpers.workspace import Workspace


def delete(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def replace(path: Path) -> None:
    other = path.with_name("other.sqlite3")
    open_store(str(other)).close()
    other.replace(path)


@pytest.mark.parametrize(
    ("damage", "told"),
    [(delete, "was deleted"), (empty, "emptied"), (replace, "was replaced by another file")],
)
@pytest.mark.parametrize("used", [True, False], ids=["used before", "not used yet"])
def test_no_transaction_begins_in_a_file_that_is_not_the_one_that_was_opened(
    workspace: Workspace, damage: Callable[[Path], None], told: str, *, used: bool
):
    other = Store(workspace.path)
    if used:
        with other.read() as connection:
            connection.exec_driver_sql("SELECT 1")
    damage(workspace.path)

    for transaction in (other.read, other.write):
        with pytest.raises(DatabaseLostError, match=told), transaction():
            pass
    other.close()


def test_file_that_is_put_back_is_used_again(workspace: Workspace):
    path = workspace.path
    aside = path.with_name("aside")
    with closing(Store(path)) as store:
        path.rename(aside)
        with pytest.raises(DatabaseLostError), store.read():
            pass
        aside.rename(path)

        with store.read() as connection:
            found = connection.exec_driver_sql("SELECT count(*) FROM campaigns").scalar_one()
    assert found == 0


def test_database_that_is_gone_is_made_by_nobody_but_who_prepares_it(
    workspace: Workspace, tmp_path: Path
):
    copy = tmp_path / "copy.sqlite3"
    with closing(Store(workspace.path)) as store:
        delete(workspace.path)

        reader = open_reader(workspace.path)
        with pytest.raises(DatabaseLostError), reader.read():
            pass
        reader.close()
        with pytest.raises(StoreUnavailableError):
            back_up(store, copy)
    assert not workspace.path.exists()
    assert not copy.exists()
