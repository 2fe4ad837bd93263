from __future__ import annotations

import pytest

from mailsim_desktop.services.run_averages import Averages, whole_run
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses


def test_averages_of_an_ended_run_are_those_of_its_log(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(2_000)))
    store = workspace.store()
    run_in_process(store, run_id)
    found = whole_run(store, run_id)
    store.close()

    mean_us, last_us, attempts = workspace.sql(
        "SELECT AVG(finish_us - start_us), MAX(finish_us), COUNT(*) FROM email_logs"
    )[0]
    assert found.mean_latency_ms == pytest.approx(mean_us / 1000)
    assert found.throughput_per_min == pytest.approx(attempts * 60 / (last_us // 1_000_000 + 1))
    assert found.p50_ms == pytest.approx(275, rel=0.05)
    assert found.p95_ms == pytest.approx(477, rel=0.05)


def test_run_without_an_attempt_has_no_averages(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(3)))
    store = workspace.store()
    found = whole_run(store, run_id)
    store.close()

    assert found == Averages(None, None, None, None)
