"""The time that is told to be left, against the true end of the run."""

from __future__ import annotations

import math
from pathlib import Path
from statistics import mean, stdev

import pytest

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.services.metrics import Meter
from mailsim_desktop.services.time_left import PACE_S, Ahead, Forecast, MeasuredPace
from mailsim_desktop.store import run_control
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses, one_lane

SECOND_US = 1_000_000
SLOW_LANE = [f"o{n}@orange.fr" for n in range(3_000)] + addresses(9_000)
"""One provider takes half an hour, the others minutes."""


def launch(
    workspace: Workspace, store: Store, emails: list[str], *, scenario: str, seed: int = 1
) -> int:
    found = workspace.launch(workspace.add_list(emails), scenario=scenario, seed=seed)
    plan(store, found)
    return found


def told_on_the_way(store: Store, run_id: int, step_s: int) -> list[tuple[float, int, Ahead]]:
    """(progress, instant, forecast) after each step of a run, carried to its end."""
    forecast, meter, horizon_us = Forecast(run_id), Meter(run_id), 0
    told: list[tuple[float, int, Ahead]] = []
    while True:
        reading, ahead = meter.read(store), forecast.read(store)
        assert ahead is not None
        told.append((reading.progress or 0.0, reading.clock_us, ahead))
        with store.read() as connection:
            seen = run_control.control(connection, run_id)
        if seen.next_start_us >= NEVER_US:
            return told
        horizon_us = max(horizon_us, seen.next_start_us) + step_s * SECOND_US
        work_until(store, run_id, horizon_us)


def true_end_us(workspace: Workspace) -> int:
    return int(workspace.sql("SELECT MAX(finish_us) FROM email_logs")[0][0])


@pytest.mark.parametrize(
    ("scenario", "emails", "step_s", "until"),
    [
        ("classic-demo", addresses(4_000), 1, 0.95),
        ("classic-demo", one_lane(6_000), 10, 0.95),  # more retries wait than are read
        ("rate-limited", SLOW_LANE, 20, 0.75),  # later on, one retry more or less is a tenth
    ],
    ids=["classic-demo", "one-lane", "rate-limited"],
)
def test_time_left_is_within_a_tenth_of_the_truth_from_5_per_cent_on(
    workspace: Workspace,
    store: Store,
    *,
    scenario: str,
    emails: list[str],
    step_s: int,
    until: float,
):
    run_id = launch(workspace, store, emails, scenario=scenario)

    told = told_on_the_way(store, run_id, step_s)

    end_us, attempts = true_end_us(workspace), told[-1][2].attempts
    middle = [part for part in told if 0.05 <= part[0] <= until]
    assert len(middle) > 10
    for _, at_us, ahead in middle:
        assert ahead.end_us - at_us == pytest.approx(end_us - at_us, rel=0.1)
        assert ahead.attempts_left == pytest.approx(attempts - ahead.attempts, rel=0.05)


def test_waits_for_the_last_retries_are_told_as_minutes(workspace: Workspace, store: Store):
    run_id = launch(workspace, store, addresses(4_000), scenario="rate-limited")

    told = told_on_the_way(store, run_id, 5)

    end_us = true_end_us(workspace)
    waiting = [part for part in told if 0.95 <= part[0] < 0.995]
    assert len(waiting) > 10
    for _, at_us, ahead in waiting:  # one retry more or less is luck, and changes it by half
        assert 0.5 < (ahead.end_us - at_us) / (end_us - at_us) < 2
        assert end_us - at_us > 120 * SECOND_US


def test_where_the_last_retry_is_luck_the_mean_of_many_runs_is_told(tmp_path: Path):
    left: list[list[float]] = []
    missed: list[list[float]] = []
    for seed in range(1, 31):
        workspace = Workspace(tmp_path / f"{seed}.sqlite3")
        store = workspace.store()
        run_id = launch(workspace, store, addresses(400), scenario="rate-limited", seed=seed)
        way = told_on_the_way(store, run_id, 20)
        store.close()
        end_us = true_end_us(workspace)
        seen = [next(part for part in way if part[0] >= share) for share in (0.0, 0.5, 0.95)]
        left.append([end_us - at_us for _, at_us, _ in seen])
        missed.append([ahead.end_us - end_us for _, _, ahead in seen])

    for true, wrong in zip(zip(*left, strict=True), zip(*missed, strict=True), strict=True):
        strays_us = stdev(wrong) / math.sqrt(len(wrong))  # the mean of so many
        assert abs(mean(wrong)) < 2 * strays_us < 0.4 * mean(true)


def test_nothing_is_told_before_the_recipients_are_counted(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(20)))
    forecast = Forecast(run_id)

    assert forecast.read(store) is None
    plan(store, run_id)
    assert forecast.read(store) is not None


def test_no_jobs_are_read_however_many_there_are(workspace: Workspace, store: Store):
    run_id = launch(workspace, store, one_lane(3_000), scenario="classic-demo")
    work_until(store, run_id, 80 * SECOND_US)
    forecast = Forecast(run_id)
    asked: list[str] = []
    with store.read() as connection:
        connection.connection.driver_connection.set_trace_callback(asked.append)  # type: ignore[union-attr] # SQLite's own
    forecast.read(store)

    selects = [statement for statement in asked if "SELECT" in statement]
    # scenario, interventions, plans, standings, and the retries of the one lane
    assert len(selects) == 5
    assert not [one for one in selects if "email_jobs" in one or "email_logs" in one]
    (steps,) = [one for one in selects if "job_exceptions" in one]
    details = [str(row[-1]) for row in workspace.sql(f"EXPLAIN QUERY PLAN {steps}")]
    assert any("ix_job_exceptions_deferred (lane_id=?" in detail for detail in details)
    assert not [detail for detail in details if detail.startswith("SCAN job_exceptions")]


def test_real_time_left_follows_from_the_attempts_of_the_last_seconds():
    pace = MeasuredPace()

    assert pace.wall_s(Ahead(0.0, 1_000, 9_000.0), 10.0) is None
    assert pace.wall_s(Ahead(0.0, 2_000, 8_000.0), 10.5) == 4.0
    slower = [
        pace.wall_s(Ahead(0.0, 2_000 + n, 8_000.0 - n), 10.5 + n)
        for n in range(1, round(PACE_S) + 2)
    ]
    assert slower[-1] == 8_000.0 - round(PACE_S) - 1  # one a second since what was fast is past
