"""Runs and campaigns: what their states promise, and the figures of the end."""

from __future__ import annotations

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.store.invariants.invariant import Invariant

INVARIANTS = (
    Invariant(
        "run {0} is {1}, but only {2} of its {3} jobs are planned",
        """
        SELECT id, state, planned, recipients FROM runs
        WHERE state IN ('running', 'completed') AND planned != recipients
        """,
    ),
    Invariant(
        "run {0} is completed, but its shard {1} has work at {2} µs",
        f"""
        SELECT r.id, s.id, s.next_start_us FROM runs AS r JOIN shards AS s ON s.run_id = r.id
        WHERE r.state = 'completed' AND s.next_start_us < {NEVER_US}
        """,
    ),
    Invariant(
        "run {0} is completed, but its lane {1} has work at {2} µs",
        f"""
        SELECT r.id, l.id, l.next_start_us FROM runs AS r JOIN lanes AS l ON l.run_id = r.id
        WHERE r.state = 'completed' AND l.next_start_us < {NEVER_US}
        """,
    ),
    Invariant(
        "run {0} is {1}: it says that it ended at {2} µs, its lanes at {3} µs",
        """
        SELECT r.id, r.state, COALESCE(r.simulated_us, 'no'),
               (SELECT COALESCE(MAX(last_finish_us), 0) FROM lanes WHERE run_id = r.id) AS last
        FROM runs AS r
        WHERE CASE r.state WHEN 'completed' THEN r.simulated_us IS NOT last
              ELSE r.simulated_us IS NOT NULL END
        """,
    ),
    Invariant(
        "run {0} is completed, but its horizon ({1} µs) does not lie past its last finish",
        f"""
        SELECT id, horizon_us FROM runs WHERE state = 'completed'
        AND (horizon_us <= simulated_us OR horizon_us >= {NEVER_US})
        """,
    ),
    Invariant(
        "run {0} has started, but its horizon stands at {1} µs",
        "SELECT id, horizon_us FROM runs WHERE started_utc_ms IS NOT NULL AND horizon_us <= 0",
    ),
    Invariant(
        "run {0} is {1}, but has a digest",
        "SELECT id, state FROM runs WHERE digest IS NOT NULL AND state != 'completed'",
    ),
    Invariant(
        "run {0} is {1}, but says why it failed, or the other way",
        """
        SELECT id, state FROM runs
        WHERE (state = 'failed' AND error IS NULL)
           OR (state NOT IN ('failed', 'cancelling', 'cancelled') AND error IS NOT NULL)
        """,
    ),
    Invariant(
        "campaign {0}: {1} of its runs have not ended",
        """
        SELECT campaign_id, COUNT(*) AS open FROM runs
        WHERE state IN ('planning', 'running', 'pausing', 'paused')
        GROUP BY campaign_id HAVING open > 1
        """,
    ),
    Invariant(
        "campaign {0} is a draft, but has a run",
        """
        SELECT id FROM campaigns WHERE state = 'draft'
        AND EXISTS (SELECT 1 FROM runs WHERE campaign_id = campaigns.id)
        """,
    ),
)
