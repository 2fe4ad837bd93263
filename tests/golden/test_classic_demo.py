"""The classic demo's statistics at full size, and every sum exact."""

from __future__ import annotations

import pytest

from mailsim_desktop.services import results
from mailsim_desktop.store import checks
from tests.helpers.workspace import addresses

RECIPIENTS = 100_000


@pytest.mark.process
@pytest.mark.slow
def test_classic_demo_has_the_demo_s_statistics_and_every_sum_is_exact(workspace):
    run_id = workspace.run_to_end(workspace.add_list(addresses(RECIPIENTS)), seed=3)

    store = workspace.store()
    summary = results.summarise(store, run_id)
    totals = summary.totals
    logged, latency = workspace.sql(
        "SELECT COUNT(*), SUM(finish_us - start_us) FROM email_logs WHERE run_id = ?", run_id
    )[0]
    assert totals.expired / RECIPIENTS == pytest.approx(0.001, abs=0.0003)
    assert totals.attempts / RECIPIENTS == pytest.approx(1.11, abs=0.01)
    assert latency / logged / 1000 == pytest.approx(275, abs=2)
    assert totals.delivered + totals.expired == RECIPIENTS
    assert totals.attempts == logged == RECIPIENTS + totals.deferrals
    assert sum(group.recipients for group in summary.groups) == RECIPIENTS
    assert checks.violations(store) == []
    store.close()
