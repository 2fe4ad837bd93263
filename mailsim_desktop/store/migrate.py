"""Runs the Alembic migrations on one database file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from mailsim_desktop import paths
from mailsim_desktop.store.dialect import APPLICATION_ID, file_url, make_engine


def alembic_config() -> Config:
    """Alembic's configuration without a file."""
    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    return config


def upgrade(path: Path) -> None:
    """Bring the schema of the database at `path` to the newest revision, in one transaction."""
    engine = make_engine(file_url(path)).execution_options(writing=True)
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    engine.dispose()
