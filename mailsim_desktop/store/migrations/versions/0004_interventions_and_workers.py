"""Runs can be intervened in, share workers by priority, and tell who works for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ZERO = sa.text("0")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "interventions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("at_utc_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_interventions_run_id_at_us", "interventions", ["run_id", "at_us"])
    op.create_table(
        "epochs",
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("run_id", "epoch"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "workers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("memory_bytes", sa.BigInteger(), nullable=True),
        sa.Column("started_utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("seen_utc_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sqlite_with_rowid=False,
    )
    for table, column in (
        ("runs", sa.Column("priority", sa.Text(), nullable=False, server_default="normal")),
        ("runs", sa.Column("stride_pass", sa.BigInteger(), nullable=False, server_default=ZERO)),
        ("shards", sa.Column("applied", sa.Integer(), nullable=False, server_default=ZERO)),
        ("shards", sa.Column("deaths", sa.Integer(), nullable=False, server_default=ZERO)),
        (
            "job_exceptions",
            sa.Column("earlier_attempts", sa.Integer(), nullable=False, server_default=ZERO),
        ),
        ("job_exceptions", sa.Column("requeued_us", sa.BigInteger(), nullable=True)),
    ):
        op.add_column(table, column)
