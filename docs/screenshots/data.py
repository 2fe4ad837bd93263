"""The data of the pictures: a real list, imported, and real runs for it. Nothing is invented."""

from __future__ import annotations

import threading
from pathlib import Path

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.errors import ConditionError
from mailsim_desktop.services import campaigns, contacts, launching, runs
from mailsim_desktop.services.database import Store, open_database
from mailsim_desktop.services.metrics import Meter
from mailsim_desktop.services.runs import Engine

SEED = 20260914
SPEED = 60
PAUSE_AT = 0.5
"""Share of the recipients that have ended when the second run is paused."""
LOOK_S = 0.02
PATIENCE_S = 300.0
CAMPAIGNS = ("Spring sale", "Privacy notice", "Autumn newsletter")
LIST_FILE = "newsletter-eu.csv"
DATABASE = "mailsim.sqlite3"


def fill(folder: Path, size: int) -> Path:
    """Make a database with a list, a completed run, a paused one and a draft; returns its path."""
    store = open_database(str(folder / DATABASE))
    try:
        contacts.import_contacts(store, write_list(folder, size))
        spring, _privacy, autumn = make_campaigns(store)
        with runs.make_engine(store) as engine:
            completed = launching.launch(store, spring, "classic-demo", RunOptions(seed=SEED))
            engine.drive(completed)
            wait_for_end(engine, completed)
            _pause_midway(store, engine, autumn)
    finally:
        store.close()
    return folder / DATABASE


def write_list(folder: Path, size: int) -> Path:
    """Write the sample list of this size, with the faults of a real one."""
    path = folder / LIST_FILE
    contacts.write_sample(path, size=size)
    return path


def make_campaigns(store: Store) -> tuple[int, ...]:
    """Three campaigns for the first list."""
    list_id = contacts.list_lists(store)[0].id
    return tuple(
        campaigns.create_campaign(
            store,
            name=name,
            subject="Hola {nombre}",
            content="Hola {nombre}:\n\nEste mensaje es para {email}.\n",
            list_id=list_id,
        )
        for name in CAMPAIGNS
    )


def _pause_midway(store: Store, engine: Engine, campaign_id: int) -> None:
    options = RunOptions(seed=SEED, speed=SPEED)
    run_id = launching.launch(store, campaign_id, "rate-limited", options)
    engine.drive(run_id)
    meter = Meter(run_id)
    never = threading.Event()
    for _ in range(int(PATIENCE_S / LOOK_S)):
        if (meter.read(store).progress or 0.0) >= PAUSE_AT:
            break
        never.wait(LOOK_S)
    runs.pause(store, run_id)
    wait_for_end(engine, run_id)


def wait_for_end(engine: Engine, run_id: int) -> None:
    """Wait until the engine has left a run.

    Raises
    ------
    ConditionError : it did not within the time.
    """
    if not engine.wait(run_id, PATIENCE_S):
        raise ConditionError(f"Run {run_id} did not come to its end in time.")
