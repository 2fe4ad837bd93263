"""The short road: import a file, make a campaign, run it, all in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services import campaigns, launching
from mailsim_desktop.services.contacts import ImportProgress, ImportSummary, import_contacts
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store.database import Store

SUBJECT = "Hello {nombre}"
CONTENT = "Hello {nombre},\n\nThis message is for {email}.\n"


def prepare(
    store: Store,
    file: Path,
    *,
    scenario_id: str,
    options: RunOptions,
    policy_id: str | None = None,
    progress: Callable[[ImportProgress], None] | None = None,
) -> tuple[ImportSummary, int]:
    """Import `file` into a list of its own and launch a campaign on it.

    Returns the account of the import and the id of the run, which is yet to be driven.
    """
    catalogue.load_scenario(
        scenario_id, policy_id
    )  # a wrong name must not leave an imported list behind
    name = campaigns.unused_name(store, file.stem)
    summary = import_contacts(store, file, list_name=name, progress=progress)
    campaign_id = campaigns.create_campaign(
        store, name=name, subject=SUBJECT, content=CONTENT, list_id=summary.list_id
    )
    return summary, launching.launch(store, campaign_id, scenario_id, options, policy_id)
