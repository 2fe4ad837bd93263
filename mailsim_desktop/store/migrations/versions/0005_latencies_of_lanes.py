"""Each lane keeps the latencies of all its attempts; those of runs so far come from rollups."""

from __future__ import annotations

from functools import reduce

import sqlalchemy as sa
from alembic import op

from mailsim_desktop.domain import histogram

revision = "0005"
down_revision = "0004"

LONGEST = """
UPDATE lanes SET longest_us = found.us FROM (
    SELECT lane_id, MAX(finish_us - start_us) AS us FROM email_logs GROUP BY lane_id
) AS found WHERE found.lane_id = lanes.id
"""


def upgrade() -> None:
    """Apply."""
    op.add_column("lanes", sa.Column("histogram", sa.LargeBinary(), nullable=True))
    op.add_column(
        "lanes",
        sa.Column("longest_us", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
    )
    fill(op.get_bind())


def fill(connection: sa.Connection) -> None:
    """Count what was attempted before; there was one lane to a provider group."""
    connection.exec_driver_sql(LONGEST)
    lanes = connection.exec_driver_sql(
        "SELECT id, run_id, provider_group FROM lanes WHERE attempts > 0"
    ).all()
    for lane_id, run_id, group in lanes:
        packed = connection.exec_driver_sql(
            "SELECT histogram FROM rollups WHERE run_id = ? AND provider_group = ?"
            " AND histogram IS NOT NULL",
            (run_id, group),
        ).scalars()
        whole = reduce(histogram.add, packed, b"")
        connection.exec_driver_sql("UPDATE lanes SET histogram = ? WHERE id = ?", (whole, lane_id))
