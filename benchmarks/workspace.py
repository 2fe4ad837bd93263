"""A database with a planned run, made once and copied for each contender."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from mailsim_desktop.domain.contact import contact_key
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services import campaigns, launching, runs
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import counters
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


@dataclass(frozen=True, slots=True)
class Planned:
    """A database whose run is planned and not begun, and that nobody has open.

    Attributes
    ----------
    warm_up : a small run beside it that lets workers start, where it was asked for.
    bytes_before : size of the file before the launch.
    """

    path: Path
    run_id: int
    warm_up: int | None
    bytes_before: int


MANY, FEW = 1, 2
"""Campaigns that `contacts` makes."""
WARM_UP = 20_000


def contacts(folder: Path, number: int) -> Path:
    """Make a database with a campaign to `number` contacts, and one to the first of them."""
    path = folder / "contacts.sqlite3"
    store = open_store(str(path))
    list_id = add_contacts(store, number)
    with store.write() as connection:
        small = connection.exec_driver_sql(
            "INSERT INTO lists (name, created_utc_ms) VALUES ('few', 0) RETURNING id"
        ).scalar_one()
        connection.exec_driver_sql(
            "INSERT INTO list_members (list_id, contact_id) SELECT ?, id FROM contacts"
            " ORDER BY id LIMIT ?",
            (small, WARM_UP),
        )
    for name, each in (("many", list_id), ("few", int(small))):
        campaigns.create_campaign(store, name=name, subject="", content="", list_id=each)
    store.checkpoint()
    store.close()
    return path


def planned(folder: Path, number: int, options: RunOptions, scenario: str) -> Planned:
    """Make a database whose run is planned and not begun."""
    return plan_of(contacts(folder, number), "planned", options, scenario)


def plan_of(
    path: Path, name: str, options: RunOptions, scenario: str, *, warm: bool = False
) -> Planned:
    """Copy the database that `contacts` made, and launch and plan its campaign there.

    Parameters
    ----------
    warm : also the campaign to few.
    """
    target = copy(path, name)
    before = target.stat().st_size
    store = Store(target)
    run_id = launched(store, MANY, options, scenario)
    warm_up = launched(store, FEW, options, scenario) if warm else None
    store.checkpoint()
    store.close()
    return Planned(target, run_id, warm_up, before)


def launched(store: Store, campaign_id: int, options: RunOptions, scenario: str) -> int:
    """Launch and plan a campaign that `contacts` made; its list has the same number."""
    run_id = launching.launch(store, campaign_id, scenario, options)
    plan_run(store, run_id, campaign_id, catalogue.load_domain_table())
    return run_id


def drive(path: Path, run_id: int, warm_up: int | None = None) -> float:
    """Carry out a planned run; returns seconds, the start of the workers among them.

    Parameters
    ----------
    warm_up : a run that is carried out before the clock starts, so that the workers are there.
    """
    store = Store(path)
    with runs.make_engine(store) as engine:
        if warm_up is not None:
            engine.drive(warm_up)
            engine.wait(warm_up)
        begun = perf_counter()
        engine.drive(run_id)
        engine.wait(run_id)
        seconds = perf_counter() - begun
    store.checkpoint()
    store.close()
    return seconds


def attempts(path: Path, run_id: int) -> int:
    """Attempts that a run made."""
    store = Store(path)
    with store.read() as connection:
        made = counters.totals(connection, run_id).attempts
    store.close()
    return made


def copy(path: Path, name: str) -> Path:
    """Copy a database that nobody has open."""
    target = path.with_name(f"{name}.sqlite3")
    for side in ("", "-wal", "-shm"):
        Path(f"{target}{side}").unlink(missing_ok=True)
    shutil.copyfile(path, target)
    return target
