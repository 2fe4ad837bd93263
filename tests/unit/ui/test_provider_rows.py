from __future__ import annotations

import pytest

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.services import interventions
from mailsim_desktop.services.metrics import Meter
from mailsim_desktop.services.results import recipients_by_group
from mailsim_desktop.store.database import Store
from mailsim_desktop.ui import queue_words
from mailsim_desktop.ui.provider_rows import provider_rows
from mailsim_desktop.ui.snapshot import Snapshot
from tests.helpers.in_process import plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


def test_rows_add_up_to_the_run_and_the_largest_provider_stands_first(
    workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(300)), seed=5)
    run_in_process(store, run_id)
    snapshot = Snapshot(
        reading=Meter(run_id).read(store), recipients_by_group=recipients_by_group(store, run_id)
    )
    rows = provider_rows(snapshot)

    assert sum(row.share for row in rows) == pytest.approx(1)
    assert [row.share for row in rows] == sorted((row.share for row in rows), reverse=True)
    assert snapshot.reading is not None
    assert sum(row.queued for row in rows) == snapshot.reading.queued == 0


def test_before_recipients_are_counted_there_are_no_rows(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(3)))

    assert provider_rows(Snapshot(reading=Meter(run_id).read(store))) == ()


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (None, "2 conn."),
        (Rate(quantity=5, period_us=1_000_000), "2 conn. · 5/s"),
        (Rate(quantity=5, period_us=2_000_000), "2 conn. · 2.5/s"),
        (Rate(quantity=30, period_us=60_000_000), "2 conn. · 30/min"),
    ],
)
def test_limit_is_told_in_the_unit_that_a_person_would_use(rate: Rate | None, said: str):
    assert queue_words.limit(2, rate) == said


def test_limit_is_the_one_in_force_once_it_was_changed(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(300)), scenario="rate-limited")
    plan(store, run_id)
    work_until(store, run_id, 3_000_000)
    interventions.change_rate(store, run_id, "google", Rate(90, 60_000_000))
    work_until(store, run_id, 5_000_000)

    snapshot = Snapshot(
        reading=Meter(run_id).read(store), recipients_by_group=recipients_by_group(store, run_id)
    )

    limits = {row.name: row.limit for row in provider_rows(snapshot)}
    assert limits["Google"] == "5 conn. · 1.5/s"
    assert limits["Yahoo"] == "10 conn. · 7/s"
