"""A small database in which every table has rows and every state of a run its example.

Run 1 is completed, of 300 people and 2 excluded ones, with two interventions, and dead letters;
run 2 has tried those again; run 3 was stopped half way and has an intervention to come; run 4
was cancelled half way; run 5 is planned in part; run 6 was only launched.
"""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.services import dead_letters, interventions, results, runs
from mailsim_desktop.services.contact_import import import_contacts
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import plan as plan_store
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers.planner import plan_run
from tests.helpers.in_process import finish, plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses

SECOND_US = 1_000_000
_FEW_ATTEMPTS = "UPDATE runs SET scenario = json_set(scenario, '$.policy.max_attempts', 2)"


def make(path: Path, folder: Path) -> None:
    """Write it to `path`, a file that does not exist; `folder` takes the list that is imported."""
    workspace = Workspace(path)
    store = workspace.store()
    _import(store, folder)
    list_id = workspace.add_list(addresses(302), "people")
    workspace.execute("UPDATE contacts SET state = 'unsubscribed' WHERE id IN (10, 20)")
    _completed(workspace, store, list_id)
    child = dead_letters.requeue(store, 1, Selection())
    run_in_process(store, child)
    _begun(workspace, store, list_id)
    interventions.change_rate(store, 3, "google", None)
    _begun(workspace, store, list_id)
    runs.cancel(store, 4)
    _planned_in_part(workspace, store, list_id)
    workspace.launch(list_id)
    store.checkpoint()
    store.close()


def _import(store: Store, folder: Path) -> None:
    file = folder / "import.csv"
    file.write_text("email\nana@gmail.com\nANA@gmail.com\nno address\n\nluis@orange.fr\n", "utf-8")
    import_contacts(store, file)


def _completed(workspace: Workspace, store: Store, list_id: int) -> None:
    run_id = workspace.launch(list_id, scenario="rate-limited", seed=11, shards=3)
    workspace.execute(_FEW_ATTEMPTS)
    plan(store, run_id)
    work_until(store, run_id, 6 * SECOND_US)
    interventions.change_rate(store, run_id, "google", Rate(40, SECOND_US, 5))
    work_until(store, run_id, 400 * SECOND_US)
    interventions.requeue(store, run_id, Selection(provider_group="google"))
    finish(store, run_id)
    results.digest(store, run_id)


def _begun(workspace: Workspace, store: Store, list_id: int) -> None:
    run_id = workspace.launch(list_id, scenario="rate-limited", seed=2, shards=3)
    plan(store, run_id)
    work_until(store, run_id, 12 * SECOND_US)


def _planned_in_part(workspace: Workspace, store: Store, list_id: int) -> None:
    run_id = workspace.launch(list_id, scenario="rate-limited", seed=3)
    add_jobs, stop = plan_store.add_jobs, Event()

    def once(*arguments: Any, **named: Any) -> bool:
        stop.set()
        return add_jobs(*arguments, **named)

    plan_store.add_jobs = once
    try:
        plan_run(store, run_id, list_id, catalogue.load_domain_table(), chunk=100, stop=stop)
    finally:
        plan_store.add_jobs = add_jobs
