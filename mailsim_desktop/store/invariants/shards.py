"""Shards: leases, fencing tokens, and which interventions they have applied."""

from __future__ import annotations

from mailsim_desktop.store.interventions import IN_ORDER
from mailsim_desktop.store.invariants.invariant import AT_WORK, Invariant

INVARIANTS = (
    Invariant(
        "shard {0} is leased, but by nobody",
        "SELECT id FROM shards WHERE lease_until_ms > 0 AND (owner IS NULL OR token < 1)",
    ),
    Invariant(
        "shard {0}: {1} batches committed with token {2}",
        """
        SELECT id, commit_no, token FROM shards
        WHERE commit_no < 0 OR token < 0 OR (commit_no > 0 AND token = 0)
        """,
    ),
    Invariant(
        "shard {0} is leased, but run {1} is {2}",
        """
        SELECT s.id, r.id, r.state FROM shards AS s JOIN runs AS r ON r.id = s.run_id
        WHERE s.lease_until_ms > 0 AND r.state IN ('completed', 'cancelled')
        """,
    ),
    Invariant(
        "shard {0} has applied {1} interventions, run {2} has {3} before its horizon",
        """
        SELECT s.id, s.applied, r.id,
               (SELECT COUNT(*) FROM interventions
                WHERE run_id = r.id AND (at_us < r.horizon_us OR r.state = 'completed')) AS known
        FROM shards AS s JOIN runs AS r ON r.id = s.run_id
        WHERE s.applied < 0 OR s.applied > known
        """,
    ),
    Invariant(
        "shard {0}: its next start ({1} µs) lies past an intervention at {2} µs",
        f"""
        WITH placed AS (
            SELECT run_id, at_us,
                   ROW_NUMBER() OVER (PARTITION BY run_id ORDER BY {IN_ORDER}) AS place
            FROM interventions
        )
        SELECT s.id, s.next_start_us, i.at_us FROM shards AS s
        JOIN runs AS r ON r.id = s.run_id
        JOIN placed AS i ON i.run_id = s.run_id AND i.place = s.applied + 1
        WHERE r.state IN {AT_WORK} AND s.next_start_us > i.at_us
        """,
    ),
)
