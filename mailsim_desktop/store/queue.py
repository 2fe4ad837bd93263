"""The job queue: lease a shard, read its lanes and jobs, commit a batch, release.

Five whole operations, the seam that another database would implement. A lease is a row
with an owner, an expiry by the database's clock, and a fencing token that grows with
every lease. A commit's first statement is the fence: it must change exactly the row that
still carries this token and this number of commits, else the whole batch is void. So a
worker that was thought dead cannot write, and a commit cannot be applied twice.

Nothing here simulates or decides; see `workers.shard_worker`.
"""

from __future__ import annotations

import json
import logging
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from mailsim_desktop.domain.intervention import Intervention
from mailsim_desktop.domain.priority import STRIDES
from mailsim_desktop.domain.run import LEASE_MS, NEVER_US
from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.store import events, interventions, rollups
from mailsim_desktop.store.batches import Batch, JobRows, LaneRow, statements
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.dialect import NOW_MS
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.requeue import requeue
from mailsim_desktop.store.rows import execute_all, fetch_all

_log = logging.getLogger(__name__)

WORKABLE = "('planning', 'running')"
"""Run states in which workers lease shards."""

_CANDIDATE = f"""
SELECT s.id, s.run_id, s.token, s.commit_no, s.owner, r.horizon_us, s.applied, s.deaths,
       (SELECT COUNT(*) FROM interventions AS i
        WHERE i.run_id = s.run_id AND i.at_us < r.horizon_us)
FROM shards AS s JOIN runs AS r ON r.id = s.run_id
WHERE r.state IN {WORKABLE} AND s.next_start_us < r.horizon_us
    AND (s.lease_until_ms <= {NOW_MS} OR s.owner = ?)
ORDER BY r.stride_pass, s.next_start_us LIMIT 1
"""
_TAKE = f"""
UPDATE shards SET token = token + 1, owner = ?, lease_until_ms = {NOW_MS} + ? WHERE id = ?
"""
_FENCE = f"""
UPDATE shards SET commit_no = commit_no + 1, deaths = 0, applied = ?,
    next_start_us = MIN(?, COALESCE((SELECT at_us FROM interventions AS i
        WHERE i.run_id = shards.run_id ORDER BY {interventions.IN_ORDER}
        LIMIT 1 OFFSET ?), {NEVER_US})),
    owner = CASE WHEN ? THEN NULL ELSE owner END,
    lease_until_ms = CASE WHEN ? THEN 0 ELSE {NOW_MS} + ? END
WHERE id = ? AND token = ? AND commit_no = ?
"""
_CHARGE = f"""
UPDATE runs SET stride_pass = stride_pass + ? * CASE priority
    {" ".join(f"WHEN '{one}' THEN {stride}" for one, stride in STRIDES.items())} END
WHERE id = ?
"""
_WANTED = f"""
SELECT EXISTS (SELECT 1 FROM runs WHERE id = :run AND state IN {WORKABLE})
   AND NOT EXISTS (SELECT 1 FROM shards AS s JOIN runs AS r ON r.id = s.run_id
    WHERE r.id != :run AND r.state IN {WORKABLE} AND s.next_start_us < r.horizon_us
      AND s.lease_until_ms <= {NOW_MS}
      AND r.stride_pass < (SELECT stride_pass FROM runs WHERE id = :run))
"""
_RELEASE = "UPDATE shards SET owner = NULL, lease_until_ms = 0 WHERE id = ? AND token = ?"
_LANES = """
SELECT id, name, provider_group, first_job_id, jobs, cursor, schedule, connections, rate, ahead,
       last_start_us, last_finish_us, next_start_us, histogram, longest_us
FROM lanes WHERE shard_id = ? ORDER BY id
"""
_FRESH = """
SELECT json_group_array(contact_id), json_group_array(contact_key)
FROM (SELECT contact_id, contact_key FROM email_jobs WHERE id >= ? AND id < ? ORDER BY id)
"""
_DEFERRED = """
SELECT e.job_id, e.contact_id, j.contact_key, e.due_us, e.attempts, e.earlier_attempts,
       COALESCE(e.requeued_us, -1)
FROM job_exceptions AS e JOIN email_jobs AS j ON j.id = e.job_id
WHERE e.state = 'deferred' AND e.lane_id = ? AND e.due_us < ? AND (e.due_us, e.job_id) < (?, ?)
ORDER BY e.due_us, e.job_id LIMIT ?
"""
_LATER = """
SELECT MIN(due_us) FROM job_exceptions
WHERE state = 'deferred' AND lane_id = ? AND due_us >= ?
"""


class Queue:
    """The operations of a worker, on its own store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._idle = True  # there was nothing to lease the last time

    def lease(self, owner: str, lease_ms: int = LEASE_MS) -> Lease | None:
        """Lease the free shard with the earliest work below its run's horizon, if any.

        A worker holds one lease at a time: one of its own that it does not know of, since the
        answer to a commit was lost, counts as free.
        A lease whose owner did not release it is a takeover, and told as an event.
        """
        if self._idle:  # such a worker must not queue for the write lock
            with self._store.read() as connection:
                self._idle = connection.exec_driver_sql(_CANDIDATE, (owner,)).first() is None
            if self._idle:
                return None
        with self._store.write() as connection:
            found = connection.exec_driver_sql(_CANDIDATE, (owner,)).first()
            self._idle = found is None
            if found is None:
                return None
            shard_id, run_id, token, commit_no, before, horizon_us, *counts = found
            connection.exec_driver_sql(_TAKE, (owner, lease_ms, shard_id))
            if before not in {None, owner}:  # its own, of which it does not know, is no takeover
                about = {"run": run_id, "shard": shard_id}
                _log.warning("lease taken over from worker %s", before, extra=about)
                events.record(
                    connection, run_id, "takeover", {"shard": shard_id, "from": before, "to": owner}
                )
        return Lease(run_id, shard_id, token + 1, commit_no, horizon_us, owner, *counts)

    def read_interventions(self, lease: Lease) -> list[Intervention]:
        """Those before the horizon that the shard has not applied, in their order."""
        if lease.applied == lease.known:
            return []
        with self._store.read() as connection:
            found = interventions.of_run(connection, lease.run_id)
        return [one for one in found[lease.applied :] if one.at_us < lease.horizon_us]

    def read_lanes(self, lease: Lease) -> list[LaneRow]:
        """Read all lanes of the leased shard."""
        with self._store.read() as connection:
            rows = connection.exec_driver_sql(_LANES, (lease.shard_id,)).all()
        return [
            LaneRow(
                *(
                    *row[:6],
                    json.loads(row[6]),
                    json.loads(row[7]),
                    None if row[8] is None else json.loads(row[8]),
                    *row[9:],
                )
            )
            for row in rows
        ]

    def read_jobs(
        self,
        lane_id: int,
        *,
        fresh: tuple[int, int],
        before: tuple[int, int],
        horizon_us: int,
        limit: int,
    ) -> JobRows:
        """Read the next jobs of a lane in one state of the database.

        Parameters
        ----------
        fresh : ids of fresh jobs, from and until (exclusive).
        before : (due_us, job_id) that deferred jobs must precede.
        limit : most deferred jobs to read.
        """
        with self._store.read() as connection:
            columns = connection.exec_driver_sql(_FRESH, fresh).one()
            deferred = fetch_all(connection, _DEFERRED, (lane_id, horizon_us, *before, limit + 1))
            later = connection.exec_driver_sql(_LATER, (lane_id, horizon_us)).scalar_one()
        more = (deferred[limit][3], deferred[limit][0]) if len(deferred) > limit else None
        contact_ids, keys = (_numbers(column) for column in columns)
        ids = np.arange(fresh[0], fresh[0] + len(keys))  # contiguous, and read from the first on
        table = np.stack((ids, contact_ids, keys), axis=1)
        return JobRows(table, deferred[:limit], more, NEVER_US if later is None else later)

    def commit(
        self, lease: Lease, batch: Batch, next_start_us: int, lease_ms: int = LEASE_MS
    ) -> None:
        """Write a batch in one transaction, fenced; releases the shard at the horizon.

        Raises
        ------
        LeaseLostError : the shard was taken over; nothing was written.
        """
        release = next_start_us >= lease.horizon_us
        fence = (lease.applied, next_start_us, lease.applied, release, release, lease_ms)
        written = statements(batch)
        with self._store.write() as connection:
            self._fence(connection, lease, fence)
            execute_all(connection, written)
            for part in batch.rollups:
                rollups.merge(connection, lease.run_id, part)
            for wanted in batch.requeues:
                requeue(connection, lease.run_id, wanted)
            connection.exec_driver_sql(_CHARGE, (len(batch.log), lease.run_id))
        lease.commit_no += 1

    def _fence(self, connection: Connection, lease: Lease, fence: tuple[Any, ...]) -> None:
        changed = connection.exec_driver_sql(
            _FENCE, (*fence, lease.shard_id, lease.token, lease.commit_no)
        ).rowcount
        if changed != 1:
            raise LeaseLostError(
                f"Shard {lease.shard_id} was taken over from {lease.owner}; its batch is void."
            )

    def wanted(self, lease: Lease) -> bool:
        """The run still wants work done, and no other one is served before it now."""
        with self._store.read() as connection:
            return bool(connection.exec_driver_sql(_WANTED, {"run": lease.run_id}).scalar_one())

    def release(self, lease: Lease) -> None:
        """Give the shard back; does nothing if it was taken over."""
        with self._store.write() as connection:
            connection.exec_driver_sql(_RELEASE, (lease.shard_id, lease.token))


def _numbers(array: str) -> NDArray[np.int64]:
    """Numbers of a JSON array; thousands of rows come so at a third of the cost of tuples."""
    text = array[1:-1]
    return np.fromstring(text, np.int64, sep=",") if text else np.empty(0, dtype=np.int64)
