"""Rollups count which starts are retries; those of runs so far are counted from the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COUNT = """
UPDATE rollups SET retries = again.number FROM (
    SELECT g.run_id, l.provider_group, g.start_us / 1000000 AS bucket, COUNT(*) AS number
    FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id
    WHERE g.attempt > 1 GROUP BY 1, 2, 3
) AS again
WHERE rollups.run_id = again.run_id AND rollups.provider_group = again.provider_group
  AND rollups.bucket = again.bucket AND rollups.outcome = 'started'
"""


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "rollups",
        sa.Column("retries", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
    )
    op.execute(COUNT)
