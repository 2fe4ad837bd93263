"""Runs that try the dead letters of another run again."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.store.invariants.documents import UNREADABLE
from mailsim_desktop.store.invariants.invariant import Invariant


def _other_scenarios(connection: Connection) -> Iterator[tuple[object, ...]]:
    """Compared as read: an older version may have written the parent's in other words."""
    rows = connection.exec_driver_sql(
        "SELECT r.id, p.id, r.scenario, p.scenario"
        " FROM runs AS r JOIN runs AS p ON p.id = r.parent_run_id"
    )
    for child, parent, *texts in rows:
        try:
            own, former = (Scenario.from_json(json.loads(text)) for text in texts)
        except UNREADABLE:
            continue  # that is told of the scenario itself
        if own != former:
            yield child, parent


INVARIANTS = (
    Invariant(
        "run {0} names run {1} as its parent, but no selection of dead letters, or the other way",
        """
        SELECT id, COALESCE(parent_run_id, 'none') FROM runs
        WHERE (parent_run_id IS NULL) != (selection IS NULL)
        """,
    ),
    Invariant(
        "run {0}: its parent, run {1}, is of another campaign, is later, or has not ended",
        """
        SELECT r.id, p.id FROM runs AS r JOIN runs AS p ON p.id = r.parent_run_id
        WHERE p.campaign_id != r.campaign_id OR p.id >= r.id OR p.ended_utc_ms IS NULL
        """,
    ),
    Invariant(
        "run {0} has another scenario than its parent, run {1}",
        _other_scenarios,
    ),
    Invariant(
        "run {0}: contact {1} is no dead letter of its parent, run {2}",
        """
        WITH asked AS (
            SELECT run_id, contact_id FROM email_jobs
            UNION ALL SELECT run_id, contact_id FROM run_exclusions
        )
        SELECT r.id, a.contact_id, r.parent_run_id
        FROM runs AS r JOIN asked AS a ON a.run_id = r.id
        LEFT JOIN email_jobs AS j ON j.run_id = r.parent_run_id AND j.contact_id = a.contact_id
        LEFT JOIN job_exceptions AS e ON e.job_id = j.id
        WHERE r.parent_run_id IS NOT NULL
          AND COALESCE(e.state, 'delivered') NOT IN ('expired', 'poisoned')
        """,
    ),
)
