"""The digest that a completed run keeps is that of its event log."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator

from sqlalchemy import Connection

from mailsim_desktop.domain.digest import digest_of
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.store import log
from mailsim_desktop.store.invariants.documents import UNREADABLE
from mailsim_desktop.store.invariants.invariant import Invariant


def _wrong_digests(connection: Connection) -> Iterator[tuple[object, ...]]:
    kept = connection.exec_driver_sql(
        "SELECT id, digest, scenario FROM runs WHERE digest IS NOT NULL"
    ).all()
    for run_id, digest, scenario in kept:
        try:
            replies = [reply.id for reply in Scenario.from_json(json.loads(scenario)).replies]
            found = digest_of(log.digest_rows(connection, run_id, replies))
        except (*UNREADABLE, struct.error):  # the scenario, a reply that it lacks, a number
            found = "unreadable"
        if found != digest:
            yield run_id, digest, found


INVARIANTS = (Invariant("run {0}: its digest is {1}, that of its log {2}", _wrong_digests),)
