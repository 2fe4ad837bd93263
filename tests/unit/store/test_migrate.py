"""The migrations make the schema that the code describes, in one transaction."""

from __future__ import annotations

import json
from importlib import import_module

import pysqlite3.dbapi2 as sqlite
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.store.database import HEAD, KNOWN_REVISIONS
from mailsim_desktop.store.dialect import APPLICATION_ID, file_url, make_engine
from mailsim_desktop.store.migrate import alembic_config, upgrade
from mailsim_desktop.store.schema import metadata
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses


def described(path):
    """Everything that the inspector can tell of the tables at `path`, and the text of indexes."""
    engine = make_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        look = inspect(connection)
        tables = {
            name: (
                [(c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(name)],
                look.get_pk_constraint(name)["constrained_columns"],
                sorted(
                    (f["constrained_columns"], f["referred_table"])
                    for f in look.get_foreign_keys(name)
                ),
                sorted((u["name"], u["column_names"]) for u in look.get_unique_constraints(name)),
                sorted((c["name"], c["sqltext"]) for c in look.get_check_constraints(name)),
            )
            for name in look.get_table_names()
            if name != "alembic_version"
        }
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        indexes = {
            name: " ".join(text.split()) for name, text in connection.exec_driver_sql(sql).all()
        }
    engine.dispose()
    return tables, indexes


def test_autogenerate_finds_no_difference_to_the_migrated_database(workspace: Workspace):
    engine = make_engine(f"sqlite:///{workspace.path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, metadata)
    engine.dispose()

    assert found == []


def test_keys_checks_and_indexes_are_those_of_the_description(workspace: Workspace, tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'made.sqlite3'}")
    metadata.create_all(engine)
    engine.dispose()

    tables, indexes = described(workspace.path)

    assert (tables, indexes) == described(tmp_path / "made.sqlite3")
    assert set(tables) == set(metadata.tables)


def test_head_and_known_revisions_are_those_of_the_migrations_folder():
    script = ScriptDirectory.from_config(alembic_config())

    assert script.get_current_head() == HEAD
    assert {revision.revision for revision in script.walk_revisions()} == KNOWN_REVISIONS


def test_upgrade_marks_the_file_as_ours(workspace: Workspace):
    assert workspace.sql("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert workspace.sql("SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_upgrade_from_the_first_schema_keeps_runs_and_what_they_did(tmp_path):
    path = tmp_path / "old.sqlite3"
    sqlite.connect(path).close()
    engine = make_engine(file_url(path)).execution_options(writing=True)
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO campaigns (id, name, subject, content, state, created_utc_ms,"
            " updated_utc_ms) VALUES (1, 'old', '', '', 'active', 0, 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO runs (id, campaign_id, state, seed, scenario, options, versions,"
            " wanted_workers, audience, recipients, planned, planned_until_us, horizon_us,"
            " created_utc_ms, ended_utc_ms)"
            " VALUES (7, 1, 'completed', 1, '{}', '{}', '{}', 2, 0, 0, 0, 0, 0, 0, 5)"
        )
    engine.dispose()

    upgrade(path)

    connection = sqlite.connect(path)
    found = connection.execute("SELECT id, state, ended_utc_ms, parent_run_id FROM runs").fetchall()
    version = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    connection.close()
    assert found == [(7, "completed", 5, None)]
    assert version == [(HEAD,)]


def test_upgrade_of_a_new_database_keeps_its_rows(workspace: Workspace):
    workspace.add_list(addresses(5))
    before = workspace.sql("SELECT * FROM contacts ORDER BY id")

    upgrade(workspace.path)

    assert len(before) == 5
    assert workspace.sql("SELECT * FROM contacts ORDER BY id") == before


def test_upgrade_counts_the_retries_of_runs_so_far(workspace: Workspace):
    workspace.run_to_end(workspace.add_list(addresses(300)), scenario="rate-limited", seed=3)
    counted = "SELECT provider_group, bucket, outcome, retries FROM rollups ORDER BY 1, 2, 3"
    before = workspace.sql(counted)
    workspace.execute("UPDATE rollups SET retries = 0")  # as the column is new
    migration = import_module("mailsim_desktop.store.migrations.versions.0003_retries_in_rollups")

    workspace.execute(migration.COUNT)

    assert sum(row[3] for row in before) > 10
    assert workspace.sql(counted) == before


def test_upgrade_keeps_what_is_used_of_the_bursts_of_lanes(workspace: Workspace):
    store = workspace.store()
    run_id = workspace.launch(workspace.add_list(addresses(400)), scenario="rate-limited", seed=3)
    plan(store, run_id)
    work_until(store, run_id, 3_000_000)
    store.close()
    ahead = "SELECT id, ahead FROM lanes ORDER BY id"
    before = workspace.sql(ahead)
    for lane_id, last_us, text in workspace.sql("SELECT id, last_start_us, rate FROM lanes"):
        rate = Rate.from_json(json.loads(text))
        workspace.execute(
            "UPDATE lanes SET ahead = ahead + ? WHERE id = ?", last_us * rate.q, lane_id
        )
    migration = import_module(
        "mailsim_desktop.store.migrations.versions.0006_how_far_a_lane_is_ahead"
    )

    store = workspace.store()
    with store.write() as connection:
        migration.convert(connection)
    store.close()

    assert workspace.sql(ahead) == before
    assert max(row[1] for row in before) > 0


def test_upgrade_that_fails_half_way_leaves_nothing(tmp_path):
    path = tmp_path / "half.sqlite3"
    connection = sqlite.connect(path)
    connection.execute("CREATE TABLE email_logs (mine TEXT)")  # stands in the way, far down
    connection.commit()

    with pytest.raises(OperationalError, match="email_logs already exists"):
        upgrade(path)

    names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert names == [("email_logs",)]
