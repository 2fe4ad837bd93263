"""R5: what is changed while a run goes on is stored with its instant, and a replay is equal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.intervention import Intervention
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.errors import InvalidTransitionError, NotFoundError
from mailsim_desktop.services import interventions, launching, runs
from mailsim_desktop.simulation import reference
from mailsim_desktop.simulation.lane_state import LaneState
from mailsim_desktop.store import checks
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import finish, plan, work_until
from tests.helpers.workspace import Workspace, addresses, one_lane

SECOND_US = 1_000_000
FASTER = Rate(40, SECOND_US, 5)


@pytest.fixture
def store(workspace: Workspace):
    store = workspace.store()
    yield store
    store.close()


def changed_run(workspace: Workspace, store: Store, **options: object) -> int:
    """A run of 900 people with a changed limit, a lifted one, and dead letters put back twice.

    Its policy gives up after two attempts, so that there are some.
    """
    run_id = workspace.launch(
        workspace.add_list(addresses(900)), scenario="rate-limited", seed=11, **options
    )
    workspace.execute("UPDATE runs SET scenario = json_set(scenario, '$.policy.max_attempts', 2)")
    plan(store, run_id)
    work_until(store, run_id, 6 * SECOND_US)
    interventions.change_rate(store, run_id, "google", FASTER)
    interventions.change_rate(store, run_id, "other", Rate(1, 2 * SECOND_US))
    work_until(store, run_id, 60 * SECOND_US)
    interventions.change_rate(store, run_id, "other", None)
    work_until(store, run_id, 400 * SECOND_US)
    interventions.requeue(store, run_id, Selection())
    work_until(store, run_id, 900 * SECOND_US)
    interventions.requeue(store, run_id, Selection(provider_group="google"))
    finish(store, run_id)
    return run_id


def replayed(store: Store, run_id: int, step_us: int = NEVER_US, **options: object) -> int:
    """Its replay with other options, carried out in steps of `step_us`."""

    def drive(new: int) -> None:
        row = runs.get_run(store, new)
        changed = replace(row.options, **options)
        with store.write() as connection:
            connection.exec_driver_sql(
                "UPDATE runs SET options ="
                " json_patch(options, json_object('batch', ?, 'shards', ?)) WHERE id = ?",
                (changed.batch, changed.shards, new),
            )
        plan(store, new)
        finish(store, new, step_us=step_us)

    return launching.replay(store, run_id, drive)


def of_lane(found: list[Intervention], lane: str) -> list[Intervention]:
    """Those that concern a lane."""
    kept = []
    for one in found:
        names = one.change.to_json()
        if names.get("lane", names.get("provider_group")) in {None, lane}:
            kept.append(one)
    return kept


def test_r5_log_with_interventions_is_that_of_the_oracle(workspace: Workspace, store: Store):
    run_id = changed_run(workspace, store)
    run = runs.get_run(store, run_id)
    found = interventions.listed(store, run_id)
    lanes = workspace.sql("SELECT name FROM lanes WHERE run_id = ?", run_id)

    assert [one.at_us // SECOND_US for one in found] == [6, 6, 60, 400, 900]
    for (lane,) in lanes:
        logged = workspace.sql(
            "SELECT j.contact_key, g.attempt, g.start_us, g.finish_us, g.reply_id"
            " FROM email_logs AS g JOIN email_jobs AS j ON j.id = g.job_id"
            " JOIN lanes AS l ON l.id = g.lane_id"
            " WHERE l.name = ? AND l.run_id = ? ORDER BY g.start_us, g.finish_us, 1, 2",
            lane,
            run_id,
        )
        keys = {row[0] for row in logged}
        group = run.scenario.group(lane)
        schedule = reference.Schedule.at_rate(group.rate)
        expected = reference.run_lane(
            run.scenario, group, run.seed, keys, schedule, interventions=of_lane(found, lane)
        )
        ids = [reply.id for reply in run.scenario.replies]
        assert logged == sorted(
            (
                (one.contact_key, one.attempt, one.start_us, one.finish_us, ids.index(one.reply_id))
                for one in expected
            ),
            key=lambda row: (row[2], row[3], row[0], row[1]),
        )


def test_r5_dead_letters_put_back_are_tried_again_beyond_their_policy(
    workspace: Workspace, store: Store
):
    run_id = changed_run(workspace, store)
    most = runs.get_run(store, run_id).scenario.policy.most_attempts

    attempts = workspace.sql("SELECT MAX(attempt) FROM email_logs WHERE run_id = ?", run_id)
    counted = workspace.sql(
        "SELECT SUM(count) FROM rollups WHERE run_id = ? AND outcome = 'requeued'", run_id
    )

    assert attempts[0][0] > most
    assert counted[0][0] > 0
    assert checks.violations(store) == []


@pytest.mark.parametrize(
    ("step_us", "options"),
    [
        (NEVER_US, {}),
        (7 * SECOND_US, {"batch": 13}),
        (61 * SECOND_US, {"batch": 1, "shards": 1}),
        (600 * SECOND_US, {"shards": 3}),
    ],
)
def test_r5_replay_with_other_batches_shards_and_steps_has_the_same_digest(
    workspace: Workspace, store: Store, step_us: int, options: dict[str, int]
):
    run_id = changed_run(workspace, store)

    again = replayed(store, run_id, step_us, **options)

    assert workspace.digest(again) == workspace.digest(run_id)
    assert checks.violations(store) == []


def test_r5_replay_puts_the_same_letters_back_that_were_named_one_by_one(
    workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(900)), scenario="rate-limited", seed=11)
    workspace.execute("UPDATE runs SET scenario = json_set(scenario, '$.policy.max_attempts', 1)")
    plan(store, run_id)
    work_until(store, run_id, 60 * SECOND_US)
    letters = workspace.sql("SELECT job_id FROM job_exceptions WHERE state = 'expired' LIMIT 3")
    interventions.requeue(store, run_id, Selection(jobs=tuple(job_id for (job_id,) in letters)))
    finish(store, run_id)

    again = replayed(store, replayed(store, run_id))

    assert workspace.digest(again) == workspace.digest(run_id)
    assert checks.violations(store) == []


def test_r5_an_intervention_that_took_effect_elsewhere_would_show(
    workspace: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
):
    run_id = changed_run(workspace, store)
    change = LaneState.change_rate

    def late(self, at_us, rate, *, spaced):
        change(self, at_us + 1_000, rate, spaced=spaced)

    monkeypatch.setattr(LaneState, "change_rate", late)

    assert workspace.digest(replayed(store, run_id)) != workspace.digest(run_id)


def test_r5_a_worker_killed_at_any_commit_of_a_crossing_repeats_nothing(
    workspace: Workspace, store: Store
):
    """Each commit of the replay is thrown away once and made again by the next worker."""
    run_id = changed_run(workspace, store)

    class Forgetful(Queue):
        forgets = True

        def commit(self, lease, batch, next_start_us, lease_ms=90_000):
            self.forgets = not self.forgets
            if self.forgets:
                self.release(lease)
                raise KeyboardInterrupt
            super().commit(lease, batch, next_start_us, lease_ms)

    def drive(new: int) -> None:
        plan(store, new)
        queue = Forgetful(store)
        for horizon_us in (6, 50, 400, 401, 900, 5_000, NEVER_US // SECOND_US):
            while True:
                try:
                    work_until(
                        store, new, horizon_us * SECOND_US, ShardWorker(store, queue, "worker")
                    )
                except KeyboardInterrupt:
                    continue
                break
        finish(store, new)

    again = launching.replay(store, run_id, drive)

    assert workspace.digest(again) == workspace.digest(run_id)


def test_r5_run_is_not_complete_before_its_last_intervention_took_effect(
    workspace: Workspace, store: Store
):
    """All is sent before the horizon; the dead letters are put back at it and sent after it."""
    run_id = workspace.launch(workspace.add_list(addresses(2_000)), seed=5)
    plan(store, run_id)
    work_until(store, run_id, 3_600 * SECOND_US)
    assert workspace.sql("SELECT MIN(next_start_us) FROM shards") == [(NEVER_US,)]
    letters = workspace.sql("SELECT COUNT(*) FROM job_exceptions WHERE state = 'expired'")[0][0]

    interventions.requeue(store, run_id, Selection())
    finish(store, run_id)

    late = workspace.sql("SELECT COUNT(DISTINCT job_id) FROM email_logs WHERE start_us >= 3600e6")
    assert late[0][0] == letters > 0
    assert checks.violations(store) == []


def test_r5_a_run_that_has_ended_or_ends_in_one_step_takes_no_intervention(
    workspace: Workspace, store: Store
):
    list_id = workspace.add_list(addresses(30))
    ended = workspace.launch(list_id)
    plan(store, ended)
    with pytest.raises(NotFoundError, match="no lane 'moon'"):
        interventions.change_rate(store, ended, "moon", None)
    work_until(store, ended, NEVER_US)
    with pytest.raises(InvalidTransitionError, match="single step"):
        interventions.requeue(store, ended, Selection())
    finish(store, ended)
    with pytest.raises(InvalidTransitionError, match="is completed"):
        interventions.requeue(store, ended, Selection())


def test_r5_a_rate_of_many_digits_is_kept_count_of_for_ever(workspace: Workspace, store: Store):
    """12,345,679 a day in units of 1/12,345,679 us would outgrow 64 bits after nine days."""
    run_id = workspace.launch(workspace.add_list(one_lane(60)), scenario="rate-limited", seed=1)
    plan(store, run_id)
    month_us = 30 * 86_400 * SECOND_US
    work_until(store, run_id, SECOND_US)
    interventions.change_rate(store, run_id, "other", Rate(1, 86_400 * SECOND_US))
    work_until(store, run_id, month_us)
    interventions.change_rate(store, run_id, "other", Rate(12_345_679, 86_400 * SECOND_US, 5))

    finish(store, run_id)

    assert workspace.digest(replayed(store, run_id)) == workspace.digest(run_id)
    assert checks.violations(store) == []


def test_r5_dead_letters_of_another_run_are_refused_by_number(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(30)))
    plan(store, run_id)

    with pytest.raises(NotFoundError, match="has no job 31"):
        interventions.requeue(store, run_id, Selection(jobs=(1, 31)))
