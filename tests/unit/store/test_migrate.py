from __future__ import annotations

from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from mailsim_desktop.store import database, migrate
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.dialect import APPLICATION_ID
from mailsim_desktop.store.schema import metadata
from tests.helpers.workspace import Workspace


def test_the_migrations_lead_to_the_schema_as_written(store: Store):
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_checks_partial_indexes_and_tables_without_rowid_are_migrated_too(
    workspace: Workspace, tmp_path: Path
):
    """Autogenerate does not see these; the statements in the file do."""
    other = database.make_engine(f"sqlite:///{tmp_path / 'written'}")
    metadata.create_all(other)
    other.dispose()

    def parts(path: Path) -> dict[str, tuple[int, int, int]]:
        file = sqlite.connect(path)
        rows = file.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        file.close()
        return {
            name: tuple(sql.upper().count(word) for word in ("CHECK", " WHERE ", "WITHOUT ROWID"))
            for name, sql in rows
            if name not in {"alembic_version", "job_states"}
        }

    assert parts(workspace.path) == parts(tmp_path / "written")


def test_the_newest_revision_is_the_one_that_the_program_knows():
    scripts = ScriptDirectory.from_config(migrate.alembic_config())

    assert scripts.get_heads() == [database.HEAD]
    assert {script.revision for script in scripts.walk_revisions()} == database.KNOWN_REVISIONS


def test_upgrade_marks_the_file_as_ours_and_may_be_repeated(workspace: Workspace):
    workspace.execute("INSERT INTO lists (name, created_utc_ms) VALUES ('a', 0)")

    migrate.upgrade(workspace.path)

    assert workspace.sql("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert workspace.sql("SELECT name FROM lists") == [("a",)]


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path):
    path = tmp_path / "x"
    other = sqlite.connect(path)
    other.execute("CREATE TABLE runs (id)")  # in the way of the first migration
    other.close()

    with pytest.raises(Exception, match="runs already exists"):
        migrate.upgrade(path)

    other = sqlite.connect(path)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("runs",)]
    other.close()
