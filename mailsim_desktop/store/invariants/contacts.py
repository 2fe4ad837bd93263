"""Contacts and imports: an address and its key belong together, and every row is accounted for."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from mailsim_desktop.domain.contact import contact_key
from mailsim_desktop.store.invariants.invariant import Invariant

_CHUNK = 10_000


def _wrong_keys(connection: Connection) -> Iterator[tuple[object, ...]]:
    result = connection.exec_driver_sql("SELECT id, email, contact_key FROM contacts")
    while rows := result.fetchmany(_CHUNK):
        for contact_id, email, key in rows:
            if contact_key(str(email)) != key:
                yield contact_id, email


INVARIANTS = (
    Invariant("contact {0}: its contact key is not that of {1}", _wrong_keys),
    Invariant(
        "contact {0}: {1} is no address at {2}",
        """
        SELECT id, email, domain FROM contacts
        WHERE domain = '' OR substr(email, -length(domain) - 1) != '@' || domain
           OR length(email) <= length(domain) + 1
        """,
    ),
    Invariant(
        "import {0}: {1} rows read, but the counts sum to {2}",
        """
        SELECT id, read, imported + updated + duplicate + invalid + empty AS found
        FROM imports WHERE read != found
        """,
    ),
    Invariant(
        "import {0}: counted {1} {2}, but {3} rows are listed as that",
        """
        WITH counted AS (
            SELECT id, 'duplicate' AS kind, duplicate AS number FROM imports
            UNION ALL SELECT id, 'invalid', invalid FROM imports
            UNION ALL SELECT id, 'empty', empty FROM imports
        ), listed AS (
            SELECT import_id, kind, COUNT(*) AS number FROM import_rejects GROUP BY 1, 2
        )
        SELECT c.id, c.number, c.kind, COALESCE(l.number, 0)
        FROM counted AS c LEFT JOIN listed AS l ON l.import_id = c.id AND l.kind = c.kind
        WHERE c.number != COALESCE(l.number, 0)
        """,
    ),
)
