from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.services import runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.ui.models.run_list import RunList, RunRole
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]
SECOND = 1_000_000


def test_runs_say_their_state_policy_and_duration(
    workspace: Workspace, store: Store, qtmodeltester: ModelTester
):
    run_id = workspace.launch(workspace.add_list(addresses(20)), seed=5)
    model = RunList()
    model.show_runs(tuple(runs.list_runs(store)))
    qtmodeltester.check(model)
    before = model.index(0)
    assert before.data(RunRole.BADGE)[1] == "Queued"
    assert before.data(RunRole.FACTS) == "3 attempts, 10\u00a0s · 30\u00a0s"

    run_in_process(store, run_id)
    model.show_runs(tuple(runs.list_runs(store)))

    assert model.index(0).data(RunRole.BADGE)[1] == "Completed"
    assert (
        model.index(0).data(RunRole.FACTS).startswith("3 attempts, 10\u00a0s · 30\u00a0s · took ")
    )
    assert (
        model.index(0)
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .startswith(f"Run {run_id}, Completed, 3 attempts")
    )


def test_run_that_goes_on_is_updated_without_losing_the_choice(workspace: Workspace, store: Store):
    workspace.launch(workspace.add_list(addresses(3)))
    model = RunList()
    model.show_runs(tuple(runs.list_runs(store)))
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))

    model.show_runs(tuple(runs.list_runs(store)))

    assert resets == []


@pytest.mark.parametrize(
    ("attempts", "delays", "said"),
    [
        (1, (), "1 attempts"),  # the catalogue has the singular
        (3, (10 * SECOND, 30 * SECOND), "3 attempts, 10\u00a0s · 30\u00a0s"),
        (3, (60 * SECOND,), "3 attempts, 1\u00a0min · 1\u00a0min"),
        (6, (60 * SECOND,), "6 attempts, 1\u00a0min · 1\u00a0min · 1\u00a0min…"),
    ],
)
def test_policy_tells_attempts_and_the_waits_that_there_really_are(
    attempts: int, delays: tuple[int, ...], said: str
):
    assert RunList().policy(RetryPolicy.explicit("p", attempts, delays)) == said
