"""Where things are, for this user and for what ships."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from mailsim_desktop import paths
from mailsim_desktop.errors import StoreUnavailableError


def test_default_database_lies_in_the_users_data_folder(own_home):
    found = Path(paths.default_database())

    assert found.is_relative_to(own_home)
    assert (found.parent.name, found.name) == ("MailSim", "mailsim.sqlite3")


def test_without_a_home_the_person_is_told_what_to_set(monkeypatch):
    def unknown(*_: object, **__: object) -> str:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_data_dir", unknown)

    with pytest.raises(StoreUnavailableError, match="home folder") as caught:
        paths.default_database()

    assert "HOME" in caught.value.hint


def test_environment_has_its_way(monkeypatch):
    monkeypatch.setenv("MAILSIM_DATABASE", "/elsewhere/x.sqlite3")

    assert paths.default_database() == "/elsewhere/x.sqlite3"


def test_folders_of_one_user_are_apart(own_home):
    found = {
        paths.data_folder(),
        paths.log_folder(),
        paths.config_folder(),
        paths.state_folder(),
    }

    assert len(found) == 4
    assert all(folder.is_relative_to(own_home) for folder in found)


def test_reports_of_the_users_own_database_lie_by_run():
    own = paths.data_folder() / paths.DATABASE_FILE

    assert paths.report_folder(7, own) == paths.data_folder() / "reports" / "7"


def test_runs_of_one_number_in_several_databases_have_reports_of_their_own():
    places = [Path("/a/x.sqlite3"), Path("/b/x.sqlite3"), paths.data_folder() / paths.DATABASE_FILE]

    assert len({paths.report_folder(7, database) for database in places}) == 3


def test_made_folder_is_private_with_its_parents_and_may_exist(tmp_path):
    wanted = tmp_path / "a" / "b"

    assert paths.make_folder(wanted) == paths.make_folder(wanted) == wanted

    assert stat.S_IMODE(wanted.stat().st_mode) == 0o700


def test_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(StoreUnavailableError, match=str(tmp_path / "file" / "x")) as caught:
        paths.make_folder(tmp_path / "file" / "x")

    assert "--database" in caught.value.hint


@pytest.mark.parametrize(
    "parts",
    [
        ("providers", "groups.toml"),
        ("scenarios", "classic-demo.toml"),
        ("samples", "demo_contacts.csv"),
        ("templates", "report.html.j2"),
    ],
)
def test_resource_that_ships_is_found(parts):
    assert paths.resource(*parts).stat().st_size > 0


def test_migrations_and_notices_are_found():
    assert (paths.migrations() / "env.py").is_file()
    assert "LGPL" in paths.third_party_notices().read_text(encoding="utf-8")
