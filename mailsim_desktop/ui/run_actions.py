"""What may be done with a campaign now, told from its state and that of its latest run.

The rules come from the transition tables; buttons, menus and keys all ask here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mailsim_desktop import clock
from mailsim_desktop.domain.transitions import RUN, TERMINAL_RUN_STATES, RunState

if TYPE_CHECKING:
    from mailsim_desktop.services.campaigns import CampaignRow
    from mailsim_desktop.services.runs import RunRow

START_MS = 5_000
"""A run this young may not have found its process yet."""


class RunAction(StrEnum):
    """Something a person can ask for."""

    LAUNCH = "launch"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    EDIT = "edit"
    REPORT = "report"
    DUPLICATE = "duplicate"
    DELETE = "delete"


def is_interrupted(run: RunRow) -> bool:
    """The process that drove this run has gone, and nobody else drives it."""
    if run.state not in {RunState.PLANNING, RunState.RUNNING, RunState.PAUSING}:
        return False
    return not run.hosted and abs(clock.now_utc_ms() - run.created_utc_ms) > START_MS


def is_moving(run: RunRow) -> bool:
    """Something happens in this run right now."""
    return run.state not in TERMINAL_RUN_STATES | {RunState.PAUSED} and not is_interrupted(run)


def allowed(row: CampaignRow) -> frozenset[RunAction]:
    """Actions that would succeed for this campaign now."""
    found = {RunAction.EDIT, RunAction.DUPLICATE}
    if row.campaign.list_id is not None and (
        row.run is None or row.run.state in TERMINAL_RUN_STATES
    ):
        found.add(RunAction.LAUNCH)
    if row.run is None:
        found.add(RunAction.DELETE)
    else:
        found |= run_allowed(row.run) | {RunAction.REPORT}
    return frozenset(found)


def run_allowed(run: RunRow) -> frozenset[RunAction]:
    """Actions on a run itself."""
    found = set()
    if is_interrupted(run) or run.state is RunState.PAUSED:
        found.add(RunAction.RESUME)
    elif RunState.PAUSING in RUN[run.state]:
        found.add(RunAction.PAUSE)
    if RunState.CANCELLING in RUN[run.state]:
        found.add(RunAction.CANCEL)
    return frozenset(found)
