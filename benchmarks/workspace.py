"""A database with a planned run, made once and copied for each contender."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from mailsim_desktop.domain.contact import contact_key
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services import campaigns, runs
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store.database import Store, open_store
from mailsim_desktop.store.rows import execute_all, insert_rows
from mailsim_desktop.workers.planner import plan_run

# The default audience mix of the samples, in parts of a hundred.
MIX = (
    ("gmail.com", 45), ("outlook.com", 15), ("gmx.de", 10), ("yahoo.es", 8), ("orange.fr", 4),
    ("icloud.com", 4), ("free.fr", 3), ("libero.it", 3), ("laposte.net", 1), ("proton.me", 1),
    ("taller-ruiz.es", 6),
)  # fmt: skip


def add_contacts(store: Store, number: int) -> int:
    """Store `number` contacts on a list over the mix; returns the list's id."""
    domains = [domain for domain, share in MIX for _ in range(share)]
    head = (
        "INSERT INTO contacts"
        " (email, name, domain, contact_key, state, created_utc_ms, updated_utc_ms)"
    )
    with store.write() as connection:
        for start in range(0, number, 10_000):
            rows = []
            for n in range(start, min(start + 10_000, number)):
                domain = domains[n % len(domains)]
                mail = f"{hashlib.sha256(str(n).encode()).hexdigest()[:14]}@{domain}"
                rows.append((mail, "", domain, contact_key(mail), "valid", 0, 0))
            execute_all(connection, insert_rows(head, rows))
        list_id = connection.exec_driver_sql(
            "INSERT INTO lists (name, created_utc_ms) VALUES ('list', 0) RETURNING id"
        ).scalar_one()
        connection.exec_driver_sql(
            "INSERT INTO list_members (list_id, contact_id) SELECT ?, id FROM contacts", (list_id,)
        )
    return int(list_id)


def planned(folder: Path, number: int, options: RunOptions, scenario: str) -> tuple[Path, int]:
    """Make a database whose one run is planned and not begun; returns its path and the run."""
    path = folder / "planned.sqlite3"
    store = open_store(str(path))
    list_id = add_contacts(store, number)
    campaign_id = campaigns.create_campaign(
        store, name="benchmark", subject="", content="", list_id=list_id
    )
    run_id = runs.launch(store, campaign_id, scenario, options)
    plan_run(store, run_id, list_id, catalogue.load_domain_table())
    store.checkpoint()
    store.close()
    return path, run_id


def copy(path: Path, name: str) -> Path:
    """Copy a database that nobody has open."""
    target = path.with_name(f"{name}.sqlite3")
    for side in ("", "-wal", "-shm"):
        Path(f"{target}{side}").unlink(missing_ok=True)
    shutil.copyfile(path, target)
    return target
