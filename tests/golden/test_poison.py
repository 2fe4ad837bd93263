"""A job whose simulation raises is isolated and becomes a dead letter; no other changes."""

from __future__ import annotations

import numpy as np
import pytest

from mailsim_desktop.domain.contact import contact_key
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.services.metrics import Meter
from mailsim_desktop.simulation.replies import ReplyModel
from mailsim_desktop.store import checks, visible
from mailsim_desktop.store import runs as run_rows
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, one_lane

POISON = ("q7@taller-ruiz.es", "q211@taller-ruiz.es")
LOG = (
    "SELECT j.contact_key, g.attempt, g.start_us, g.finish_us, g.reply_id FROM email_logs AS g"
    " JOIN email_jobs AS j ON j.id = g.job_id WHERE g.run_id = ? ORDER BY 1, 2"
)


@pytest.fixture
def poisoned_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every draw for the poisonous contacts raise."""
    draw = ReplyModel.draw
    keys = [contact_key(mail) for mail in POISON]

    def faulty(self, drawn, attempts, earlier=None):
        if np.isin(drawn, keys).any():
            raise ZeroDivisionError
        return draw(self, drawn, attempts, earlier)

    monkeypatch.setattr(ReplyModel, "draw", faulty)


def log_without_the_poisonous(workspace: Workspace) -> list[tuple[object, ...]]:
    """Log of a list that never had them."""
    other = Workspace(workspace.path.with_name("other.sqlite3"))
    store = other.store()
    healthy = [mail for mail in one_lane(300) if mail not in POISON]
    run_id = other.launch(other.add_list(healthy), seed=4)
    run_in_process(store, run_id)
    store.close()
    return other.sql(LOG, run_id)


@pytest.mark.usefixtures("poisoned_draws")
@pytest.mark.parametrize("batch", [1, 13, 5_000])
@pytest.mark.parametrize("step_us", [2_000_000, NEVER_US])
def test_poisonous_jobs_are_dead_letters_and_the_others_run_as_if_they_were_not_there(
    workspace: Workspace, batch: int, step_us: int
):
    store = workspace.store()
    run_id = workspace.launch(workspace.add_list(one_lane(300)), seed=4, batch=batch)

    run_in_process(store, run_id, step_us=step_us)

    assert workspace.sql(
        "SELECT c.email, s.attempts FROM job_states AS s JOIN contacts AS c ON c.id = s.contact_id"
        " WHERE s.state = 'poisoned' ORDER BY 1"
    ) == sorted((mail, 0) for mail in POISON)
    assert workspace.sql(LOG, run_id) == log_without_the_poisonous(workspace)
    assert checks.violations(store) == []
    reading = Meter(run_id).read(store)
    with store.read() as connection:
        shown = visible.totals(connection, run_rows.get(connection, run_id))
    assert (reading.poisoned, reading.queued, shown.poisoned) == (2, 0, 2)
    store.close()
