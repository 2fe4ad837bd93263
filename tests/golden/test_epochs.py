"""R3: a rule over the whole run counts by finish in fixed epochs and acts on the next one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from threading import Event, Thread

import pytest

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.epoch import EPOCH_US, EpochCounts
from mailsim_desktop.domain.intervention import Change, RateChange, Requeue
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.services import interventions, runs
from mailsim_desktop.store import checks
from mailsim_desktop.store import interventions as stored
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers import epochs
from mailsim_desktop.workers.governor import Governor
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import plan
from tests.helpers.workspace import Workspace, addresses


class Brake:
    """Slows one lane after an epoch with many deferrals in all lanes; later puts letters back."""

    name = "brake"

    def __init__(self) -> None:
        self.seen: list[EpochCounts] = []

    def decide(self, past: Sequence[EpochCounts]) -> list[Change]:
        self.seen = list(past)
        changes: list[Change] = []
        if past[-1].total(Outcome.DEFERRED) > 3 > len(past):
            changes.append(RateChange("google", Rate(1, 3_000_000 * len(past))))
        if len(past) == 6:
            changes.append(Requeue(Selection()))
        return changes


@pytest.fixture
def store(workspace: Workspace):
    store = workspace.store()
    yield store
    store.close()


def slow_run(workspace: Workspace, list_id: int, **options: object) -> int:
    """A run of some half an hour that gives up after two attempts."""
    run_id = workspace.launch(list_id, scenario="rate-limited", seed=6, **options)
    scenario = json.loads(workspace.sql("SELECT scenario FROM runs WHERE id = ?", run_id)[0][0])
    scenario["policy"]["max_attempts"] = 2
    for group in scenario["groups"]:
        group["rate"]["period_us"] *= 60
    workspace.execute("UPDATE runs SET scenario = ? WHERE id = ?", json.dumps(scenario), run_id)
    return run_id


def braked(workspace: Workspace, store: Store, rule: Brake, **options: object) -> int:
    """A whole run under a real governor, which asks `rule`; the worker is in this thread."""
    list_id = workspace.sql("SELECT MIN(id) FROM lists")[0][0] or workspace.add_list(addresses(900))
    run_id = slow_run(workspace, list_id, **options)
    workspace.execute("UPDATE runs SET host = 'here' WHERE id = ?", run_id)
    plan(store, run_id)

    def govern() -> None:
        own = workspace.store()
        Governor(own, run_id, "here", Event(), [rule]).drive()
        own.close()

    governor = Thread(target=govern)
    governor.start()
    worker = ShardWorker(store, Queue(store), "worker")
    while governor.is_alive():
        worker.work_once()
    assert runs.get_run(store, run_id).state in TERMINAL_RUN_STATES
    return run_id


def test_r3_decision_acts_at_the_end_of_its_epoch_and_is_stored(workspace: Workspace, store: Store):
    rule = Brake()
    run_id = braked(workspace, store, rule)

    found = interventions.listed(store, run_id)
    decided = workspace.sql("SELECT epoch, decision IS NULL FROM epochs ORDER BY epoch")

    assert {one.at_us % EPOCH_US for one in found} == {0}
    assert {one.rule for one in found} == {"brake"}
    assert [one.at_us // EPOCH_US for one in found if isinstance(one.change, Requeue)] == [6]
    assert [epoch for epoch, _ in decided] == list(range(len(decided)))
    assert [nothing for _, nothing in decided].count(0) >= 2
    assert checks.violations(store) == []


def test_r3_counts_are_those_of_everything_that_finished_in_the_epoch(
    workspace: Workspace, store: Store
):
    rule = Brake()
    run_id = braked(workspace, store, rule)

    for counts in rule.seen:
        logged = workspace.sql(
            "SELECT COUNT(*) FROM email_logs WHERE run_id = ? AND finish_us / ? = ?",
            run_id,
            EPOCH_US,
            counts.epoch,
        )
        assert [(counts.total(*Outcome),)] == logged


@pytest.mark.parametrize("options", [{"step_us": 0}, {"step_us": 7_000_000, "batch": 9}])
def test_r3_log_is_the_same_in_any_steps_and_batches(
    workspace: Workspace, store: Store, options: dict[str, int]
):
    first = braked(workspace, store, Brake())

    second = braked(workspace, store, Brake(), shards=2, **options)

    assert workspace.digest(first) == workspace.digest(second)


def test_r3_a_horizon_that_passed_an_undecided_epoch_would_show(
    workspace: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
):
    sound = braked(workspace, store, Brake())
    monkeypatch.setattr(epochs, "epoch_end_us", lambda epoch: (epoch + 2) * EPOCH_US)

    faulty = braked(workspace, store, Brake(), step_us=0)

    assert workspace.digest(faulty) != workspace.digest(sound)


def test_r3_no_epoch_is_decided_that_a_change_has_just_opened_again(
    workspace: Workspace, store: Store
):
    """The governor read the state, then a person put dead letters back, then it decides."""
    run_id = slow_run(workspace, workspace.add_list(addresses(30)))
    plan(store, run_id)
    rule = Brake()
    rules = epochs.Epochs(store, run_id, [rule])
    workspace.execute("UPDATE shards SET next_start_us = ?", 5 * EPOCH_US)
    interventions.requeue(store, run_id, Selection())  # at 0: the shards look again

    assert rules.limit_us(5 * EPOCH_US) == EPOCH_US

    assert rule.seen == []
    workspace.execute("UPDATE shards SET next_start_us = ?", 5 * EPOCH_US)
    rules.limit_us(5 * EPOCH_US)
    assert [one.epoch for one in rule.seen] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("order", [[None, "brake"], ["brake", None]])
def test_r3_a_decision_comes_before_what_a_person_asks_for_at_the_same_instant(
    workspace: Workspace, store: Store, order: list[str | None]
):
    """In a replay the person's row is there first, in the run itself the rule's may be."""
    run_id = slow_run(workspace, workspace.add_list(addresses(30)))
    change = RateChange("google", None)
    with store.write() as connection:
        for rule in order:
            stored.add(connection, run_id, change, EPOCH_US, rule)

    assert [one.rule for one in interventions.listed(store, run_id)] == ["brake", None]


def test_r3_without_a_rule_nothing_is_held_up_or_stored(workspace: Workspace, store: Store):
    class Silent(Brake):
        def decide(self, past: Sequence[EpochCounts]) -> list[Change]:  # noqa: ARG002 # none
            return []

    ruled = braked(workspace, store, Silent())
    workspace.execute("DELETE FROM epochs")
    plain = slow_run(workspace, 1)
    workspace.drive(plain)

    assert workspace.digest(plain) == workspace.digest(ruled)
    assert workspace.sql("SELECT COUNT(*) FROM epochs") == [(0,)]
