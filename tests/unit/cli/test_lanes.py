from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.cli.lanes import PERIODS_S, rate_of
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.errors import SettingsError
from mailsim_desktop.services import interventions
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses
from tests.unit.cli.conftest import Typing

SECOND_US = 1_000_000


@given(st.integers(1, 10**9), st.sampled_from(sorted(PERIODS_S)), st.integers(1, 100))
def test_rate_is_a_number_in_a_period(number: int, period: str, burst: int):
    found = rate_of(f"{number}/{period}", burst)

    assert found == Rate(number, PERIODS_S[period] * SECOND_US, burst)


@pytest.mark.parametrize(
    "text", ["", "10", "/s", "0/s", "-1/s", "1.5/s", "10/w", "١/s", "10/s/s", "9" * 5_000 + "/s"]
)
def test_what_is_no_rate_is_refused_with_an_example(text: str):
    with pytest.raises(SettingsError, match="is not a rate") as failed:
        rate_of(text)

    assert "600/min" in failed.value.hint


def test_list_shows_the_limit_in_force_and_what_is_queued(
    typed: Typing, workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(500)), scenario="rate-limited")
    plan(store, run_id)
    work_until(store, run_id, 2 * SECOND_US)
    typed(f"lanes limit {run_id} google 600/min --burst 3")
    work_until(store, run_id, 4 * SECOND_US)

    data = typed(f"--json lanes list {run_id}").data
    text = typed(f"lanes list {run_id}").out

    google = next(one for one in data["lanes"] if one["lane"] == "google")
    left = workspace.sql(
        "SELECT COUNT(*) FROM job_states AS s JOIN lanes AS l ON l.id = s.lane_id"
        " WHERE l.name = 'google' AND s.state = 'pending'"
    )[0][0]
    assert google["rate"] == {"quantity": 600, "period_us": 60 * SECOND_US, "burst": 3}
    assert google["queued"] == pytest.approx(left, abs=10)  # the last second is not final yet
    assert "600 in 60 s, burst 3" in text
    assert typed("lanes list 99").code == 3


def test_limit_is_stored_at_the_horizon_and_told(typed: Typing, workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(50)), scenario="rate-limited")
    plan(store, run_id)
    work_until(store, run_id, 2 * SECOND_US)

    told = typed(f"lanes limit {run_id} google 600/min --burst 3").out
    data = typed(f"--json lanes limit {run_id} google none").data

    assert told == (
        f"Lane google of run {run_id} is limited to 600/min from 00:00:02.000 simulated time on.\n"
    )
    assert data == {
        "run": run_id, "at_us": 2 * SECOND_US, "kind": "lane_rate", "lane": "google", "rate": None,
    }  # fmt: skip
    found = [one.change.to_json()["rate"] for one in interventions.listed(store, run_id)]
    assert found == [{"quantity": 600, "period_us": 60 * SECOND_US, "burst": 3}, None]
    shown = typed(f"runs show {run_id}").out
    assert "Lane google: 600 in 60 s, burst 3" in shown
    assert "Lane google: no limit" in shown


def test_limit_of_a_lane_or_run_that_does_not_exist_names_what_there_is(
    typed: Typing, workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(["a@gmail.com"]), scenario="rate-limited")
    unplanned = typed(f"lanes limit {run_id} google 1/s")
    plan(store, run_id)
    unknown = typed(f"lanes limit {run_id} moon 1/s")
    nowhere = typed("lanes limit 99 google 1/s")

    assert (unplanned.code, unknown.code, nowhere.code) == (3, 3, 3)
    assert "being counted" in unplanned.err
    assert "It has: google" in unknown.err
    assert "There is no run 99" in nowhere.err


def test_absurd_rates_are_refused_before_any_worker_meets_them(
    typed: Typing, workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(["a@gmail.com"]), scenario="rate-limited")
    plan(store, run_id)

    fast = typed(f"lanes limit {run_id} google 9999999999999/s")
    bursting = typed(f"lanes limit {run_id} google 10/s --burst 999999999999999999999")

    assert (fast.code, bursting.code) == (3, 3)
    assert interventions.listed(store, run_id) == []
