"""A lane keeps how far it is ahead of its rate: an instant in parts of a us outgrows 64 bits."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from mailsim_desktop.domain.rate import Rate

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply."""
    op.execute("ALTER TABLE lanes RENAME COLUMN tat TO ahead")
    convert(op.get_bind())


def convert(connection: sa.Connection) -> None:
    """Turn arrival times, in 1/q us, into what they are ahead of the last start."""
    lanes = connection.exec_driver_sql(
        "SELECT id, ahead, last_start_us, rate FROM lanes WHERE rate IS NOT NULL AND ahead > 0"
    ).all()
    for lane_id, tat, last_start_us, text in lanes:
        rate = Rate.from_json(json.loads(text))
        q = 1 if rate is None else rate.q
        connection.exec_driver_sql(
            "UPDATE lanes SET ahead = ? WHERE id = ?", (max(0, tat - last_start_us * q), lane_id)
        )
