"""A real database in a temporary place, filled and run through the product's own code."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from mailsim_desktop.domain.contact import contact_key
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services import campaigns, launching, results, runs
from mailsim_desktop.store.database import Store, open_store
from mailsim_desktop.store.rows import execute_all, insert_rows

DOMAINS = (
    "gmail.com", "gmail.com", "gmail.com", "hotmail.es", "yahoo.es", "gmx.de", "web.de",
    "orange.fr", "free.fr", "libero.it", "icloud.com", "taller-ruiz.es", "fahrrad-kern.de",
)  # fmt: skip


def addresses(number: int) -> list[str]:
    """Invented addresses over several provider groups, in an order that is not their keys'."""
    return [
        f"p{hashlib.sha256(str(n).encode()).hexdigest()[:12]}@{DOMAINS[n % len(DOMAINS)]}"
        for n in range(number)
    ]


def one_lane(number: int) -> list[str]:
    """Invented addresses of one provider group: enough for retries to come between fresh jobs."""
    return [f"q{n}@taller-ruiz.es" for n in range(number)]


class Workspace:
    """A database at `path`, and the short roads that tests need."""

    def __init__(self, path: Path) -> None:
        self.path = path
        store = open_store(str(path))
        store.close()

    def store(self) -> Store:
        """A store for the calling thread."""
        return Store(self.path)

    def add_list(self, emails: list[str], name: str = "list") -> int:
        """Store valid contacts on a new list, in the given order; returns the list's id."""
        store = self.store()
        with store.write() as connection:
            rows = [
                (mail, "", mail.rpartition("@")[2], contact_key(mail), "valid", 0, 0)
                for mail in emails
            ]
            head = (
                "INSERT OR IGNORE INTO contacts"
                " (email, name, domain, contact_key, state, created_utc_ms, updated_utc_ms)"
            )
            execute_all(connection, insert_rows(head, rows))
            list_id = connection.exec_driver_sql(
                "INSERT INTO lists (name, created_utc_ms) VALUES (?, 0) RETURNING id", (name,)
            ).scalar_one()
            ids = dict(connection.exec_driver_sql("SELECT email, id FROM contacts").all())
            members = [(list_id, ids[mail]) for mail in emails]
            execute_all(
                connection,
                insert_rows("INSERT INTO list_members (list_id, contact_id)", members),
            )
        store.close()
        return int(list_id)

    def launch(
        self,
        list_id: int,
        *,
        scenario: str = "classic-demo",
        name: str | None = None,
        **options: Any,
    ) -> int:
        """Make a campaign on the list and a run in state planning; returns the run's id."""
        store = self.store()
        campaign_id = campaigns.create_campaign(
            store,
            name=name or campaigns.unused_name(store, "campaign"),
            subject="Hola {nombre}",
            content="{email}",
            list_id=list_id,
        )
        run_id = launching.launch(store, campaign_id, scenario, RunOptions(**options))
        store.close()
        return run_id

    def run_to_end(self, list_id: int, **options: Any) -> int:
        """Launch and drive a run with real worker processes; returns its id."""
        run_id = self.launch(list_id, **options)
        self.drive(run_id)
        return run_id

    def drive(self, run_id: int) -> None:
        """Drive a run to its end with real worker processes."""
        store = self.store()
        with runs.make_engine(store) as engine:
            engine.drive(run_id)
            assert engine.wait(run_id, 240)
        store.close()

    def digest(self, run_id: int) -> str:
        """Digest of a completed run."""
        store = self.store()
        found = results.digest(store, run_id)
        store.close()
        return found

    def sql(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of a reading statement."""
        store = self.store()
        with store.read() as connection:
            rows = [tuple(row) for row in connection.exec_driver_sql(statement, parameters)]
        store.close()
        return rows

    def execute(self, statement: str, *parameters: Any) -> None:
        """Run a writing statement, to plant a state or a fault."""
        store = self.store()
        with store.write() as connection:
            connection.exec_driver_sql(statement, parameters)
        store.close()
