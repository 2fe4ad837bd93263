"""A run may try the dead letters of another one again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    op.execute(  # SQLite adds a column with its reference, but Alembic only without
        "ALTER TABLE runs ADD COLUMN parent_run_id INTEGER"
        " CONSTRAINT fk_runs_parent_run_id_runs REFERENCES runs (id)"
    )
    op.add_column("runs", sa.Column("selection", sa.Text(), nullable=True))
