"""Every change of a run names the states that it may come from, and what the horizon shows."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from dataclasses import replace

import pytest

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.transitions import RUN, TERMINAL_RUN_STATES, RunState
from mailsim_desktop.errors import InvalidTransitionError, NotFoundError
from mailsim_desktop.store import counters, hosts, run_control, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.run_control import Control
from tests.helpers.in_process import plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses


@pytest.fixture
def run_id(workspace: Workspace) -> int:
    return workspace.launch(workspace.add_list(addresses(80)), seed=7, workers=3, batch=11)


def put(workspace: Workspace, state: RunState) -> None:
    ended = 1 if state in TERMINAL_RUN_STATES else None
    workspace.execute("UPDATE runs SET state = ?, ended_utc_ms = ?", state, ended)


def test_a_run_is_read_as_it_was_launched(store: Store, run_id: int):
    with store.read() as connection:
        found = runs.get(connection, run_id)

    assert (found.state, found.seed, found.wanted_workers) == (RunState.PLANNING, 7, 3)
    assert (found.options.batch, found.scenario.id) == (11, "classic-demo")
    assert (found.campaign_name, found.horizon_us, found.hosted) == ("campaign", 0, False)
    assert found.versions["sqlite"]


def test_an_unknown_run_is_told_with_a_way_to_find_one(store: Store):
    with store.read() as connection, pytest.raises(NotFoundError, match="run 5") as caught:
        runs.get(connection, 5)

    assert "runs list" in caught.value.hint


def test_runs_are_listed_newest_first_for_all_campaigns_or_one(
    workspace: Workspace, store: Store, run_id: int
):
    other = workspace.launch(1, name="other")
    with store.read() as connection:
        found = [[run.id for run in runs.listed(connection, one)] for one in (None, 1, 2, 3)]

    assert found == [[other, run_id], [run_id], [other], []]


@pytest.mark.parametrize("current", RunState)
def test_the_row_changes_as_the_table_of_transitions_says_and_no_other_way(
    workspace: Workspace, store: Store, run_id: int, current: RunState
):
    reached = set()
    for target in RunState:
        put(workspace, current)
        with (
            suppress(InvalidTransitionError) if target not in RUN[current] else nullcontext(),
            store.write() as connection,
        ):
            runs.set_state(connection, run_id, target)
            reached.add(target)
        found = target if target in reached else current
        assert workspace.sql("SELECT state, ended_utc_ms IS NOT NULL FROM runs") == [
            (found, found in TERMINAL_RUN_STATES)
        ]

    assert reached == RUN[current]
    assert {row[0] for row in workspace.sql("SELECT kind FROM run_events")} == reached


@pytest.mark.parametrize("state", RunState)
def test_the_horizon_moves_while_the_run_works_and_nobody_else_moved_it(
    workspace: Workspace, store: Store, run_id: int, state: RunState
):
    put(workspace, state)
    with store.write() as connection:
        moved = [
            run_control.advance(connection, run_id, expected, target)
            for expected, target in ((5, 10), (0, 10), (0, 20))
        ]

    works = state in {RunState.PLANNING, RunState.RUNNING}
    assert moved == [False, works, False]
    assert workspace.sql("SELECT horizon_us, started_utc_ms > 0 FROM runs") == (
        [(10, 1)] if works else [(0, None)]
    )


@pytest.mark.parametrize(
    ("next_start_us", "horizon_us", "last_finish_us", "visible_us"),
    [
        (3_500_000, 9_000_000, 4_000_000, 3_500_000),  # work is left before the horizon
        (9_500_000, 9_000_000, 9_400_000, 9_000_000),  # the barrier is reached
        (NEVER_US, 9_000_000, 9_400_000, 9_000_000),  # the last attempt ends behind it
        (NEVER_US, NEVER_US, 9_400_000, 10_000_000),  # all is done: to the end of its second
    ],
)
def test_what_is_visible_is_committed_and_final(
    next_start_us: int, horizon_us: int, last_finish_us: int, visible_us: int
):
    control = Control(
        RunState.RUNNING, horizon_us, next_start_us, 1, 1, NEVER_US, None, 1, 1, last_finish_us
    )

    assert control.visible_us == visible_us


def test_control_and_totals_are_sums_over_shards_and_lanes(
    workspace: Workspace, store: Store, run_id: int
):
    plan(store, run_id)
    work_until(store, run_id, 5_000_000)
    with store.read() as connection:
        control, totals = (
            run_control.control(connection, run_id),
            counters.totals(connection, run_id),
        )
        by_group = counters.totals_by_group(connection, run_id)

    ((attempts, last),) = workspace.sql("SELECT COUNT(*), MAX(finish_us) FROM email_logs")
    ((least,),) = workspace.sql("SELECT MIN(next_start_us) FROM shards")
    assert (control.attempts, control.last_finish_us) == (attempts, last)
    assert (control.next_start_us, control.recipients, control.planned) == (least, 80, 80)
    assert totals.attempts == totals.delivered + totals.deferrals == attempts
    assert sum(jobs for jobs, _ in by_group.values()) == 80
    assert sum(part.delivered for _, part in by_group.values()) == totals.delivered > 0


def test_a_completed_run_knows_its_end_and_shows_all_of_it(
    workspace: Workspace, store: Store, run_id: int
):
    run_in_process(store, run_id)

    ((end,),) = workspace.sql("SELECT MAX(finish_us) FROM email_logs")
    ((simulated, horizon),) = workspace.sql("SELECT simulated_us, horizon_us FROM runs")
    assert simulated == end
    assert end < horizon <= end + 1_000_000
    with store.read() as connection:
        assert run_control.control(connection, run_id).visible_us == horizon


def test_a_host_is_claimed_once_until_it_leaves_or_is_not_heard_of(
    workspace: Workspace, store: Store, run_id: int
):
    with store.write() as connection:
        claims = [hosts.claim(connection, run_id, host) for host in ("a", "b", "a")]
        hosts.leave(connection, run_id, "b")  # not its own
        claims.append(hosts.claim(connection, run_id, "b"))
        hosts.leave(connection, run_id, "a")
        claims.append(hosts.claim(connection, run_id, "b"))
    assert claims == [True, False, True, False, True]

    workspace.execute("UPDATE runs SET host_seen_utc_ms = host_seen_utc_ms - 6000")
    with store.write() as connection:
        assert not runs.get(connection, run_id).hosted
        hosts.beat(connection, run_id, "a")  # not its own
        assert not runs.get(connection, run_id).hosted
        hosts.beat(connection, run_id, "b")
        assert runs.get(connection, run_id).hosted


@pytest.mark.parametrize("shift_ms", [-3_600_000, 3_600_000])
def test_a_host_whose_heartbeat_lies_an_hour_off_has_gone_until_it_beats_again(
    workspace: Workspace, store: Store, run_id: int, shift_ms: int
):
    """Also an hour ahead: the clock was set back after it died."""
    with store.write() as connection:
        hosts.claim(connection, run_id, "a")
    workspace.execute("UPDATE runs SET host_seen_utc_ms = host_seen_utc_ms + ?", shift_ms)

    with store.write() as connection:
        assert not runs.get(connection, run_id).hosted
        hosts.beat(connection, run_id, "a")
        assert runs.get(connection, run_id).hosted
        assert not hosts.claim(connection, run_id, "b")
    workspace.execute("UPDATE runs SET host_seen_utc_ms = host_seen_utc_ms + ?", shift_ms)
    with store.write() as connection:
        assert hosts.claim(connection, run_id, "b")


@pytest.mark.parametrize(
    ("started", "ended", "wall_s"),
    [(None, None, None), (1_000, None, None), (1_000, 3_500, 2.5), (5_000, 3_500, None)],
)
def test_real_time_of_a_run_is_unknown_before_its_end_and_where_the_clock_went_back(
    store: Store, run_id: int, started: int | None, ended: int | None, *, wall_s: float | None
):
    with store.read() as connection:
        run = runs.get(connection, run_id)

    assert replace(run, started_utc_ms=started, ended_utc_ms=ended).wall_s == wall_s


def test_pace_and_workers_change_until_the_run_has_ended(
    workspace: Workspace, store: Store, run_id: int
):
    other = workspace.launch(1, name="other", workers=1)
    with store.write() as connection:
        run_control.set_control(connection, run_id, speed=60, wanted_workers=5)
        assert run_control.wanted_workers(connection, [run_id, other]) == 5
        assert run_control.wanted_workers(connection, [other]) == 1
    put(workspace, RunState.COMPLETED)
    with store.write() as connection:
        run_control.set_control(connection, run_id, speed=None, wanted_workers=9)

    assert workspace.sql("SELECT speed, wanted_workers FROM runs WHERE id = ?", run_id) == [(60, 5)]
