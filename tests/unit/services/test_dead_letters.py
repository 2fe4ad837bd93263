"""Dead letters are found by reply, provider and job, exported, and tried again by a child run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import InvalidTransitionError, NotFoundError, UserError
from mailsim_desktop.services import dead_letters, launching, results, runs
from mailsim_desktop.services.dead_letters import Selection
from mailsim_desktop.store import checks
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses

NUMBER = 4_000


@pytest.fixture
def ended(workspace: Workspace, store: Store) -> int:
    """A completed run of a scenario in which one recipient in a thousand expires."""
    run_id = workspace.launch(workspace.add_list(addresses(NUMBER)), seed=5)
    run_in_process(store, run_id)
    return run_id


def expired(workspace: Workspace, run_id: int) -> list[tuple[int, str]]:
    """(job, address) of the jobs that expired, as SQL says."""
    return workspace.sql(
        "SELECT s.job_id, c.email FROM job_states AS s JOIN contacts AS c ON c.id = s.contact_id"
        " WHERE s.run_id = ? AND s.state = 'expired' ORDER BY 1",
        run_id,
    )


def test_all_dead_letters_of_a_run_are_found(workspace: Workspace, store: Store, ended: int):
    found = dead_letters.find(store, ended, Selection(), limit=1_000)

    assert [(one.job, one.email) for one in found.shown] == expired(workspace, ended)
    assert found.total == len(found.shown) > 1
    assert {(one.state, one.attempts) for one in found.shown} == {("expired", 3)}
    assert {one.reply for one in found.shown} == {"421 Temporary failure"}


def test_a_limit_shows_the_first_and_tells_how_many_there_are(store: Store, ended: int):
    everything = dead_letters.find(store, ended, Selection(), limit=1_000)

    first = dead_letters.find(store, ended, Selection(), limit=1)

    assert first.shown == everything.shown[:1]
    assert first.total == everything.total


def test_conditions_narrow_what_is_found(store: Store, ended: int):
    everything = dead_letters.find(store, ended, Selection(), limit=1_000).shown
    group, job = everything[0].provider_group, everything[-1].job

    of_group = dead_letters.find(store, ended, Selection(provider_group=group), limit=1_000)
    of_job = dead_letters.find(store, ended, Selection(jobs=(job,)), limit=1_000)
    of_reply = dead_letters.find(store, ended, Selection(reply="demo_421"), limit=1_000)
    of_ok = dead_letters.find(store, ended, Selection(reply="ok"), limit=1_000)

    assert of_group.shown == [one for one in everything if one.provider_group == group]
    assert of_job.shown == everything[-1:]
    assert of_reply.shown == everything
    assert of_ok.total == 0


def test_export_has_every_dead_letter(tmp_path: Path, store: Store, ended: int):
    everything = dead_letters.find(store, ended, Selection(), limit=1_000).shown

    number = dead_letters.export(store, ended, Selection(), tmp_path / "dead.csv")

    text = (tmp_path / "dead.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0] == list(dead_letters.HEADER)
    assert [(int(row[0]), row[1]) for row in rows[1:]] == [
        (one.job, one.email) for one in everything
    ]
    assert number == len(everything)


def test_a_child_run_tries_them_again_with_other_luck(
    workspace: Workspace, store: Store, ended: int
):
    before = expired(workspace, ended)

    child = dead_letters.requeue(store, ended, Selection())
    run_in_process(store, child)

    run = runs.get_run(store, child)
    assert (run.parent_run_id, run.state, run.recipients) == (
        ended,
        RunState.COMPLETED,
        len(before),
    )
    assert run.seed == runs.get_run(store, ended).seed + 1
    tried = workspace.sql(
        "SELECT c.email FROM email_jobs AS j JOIN contacts AS c ON c.id = j.contact_id"
        " WHERE j.run_id = ?",
        child,
    )
    assert sorted(tried) == sorted((email,) for _, email in before)
    assert len(expired(workspace, child)) < len(before)
    assert expired(workspace, ended) == before  # the parent's account does not change
    assert checks.violations(store) == []


def test_one_dead_letter_can_be_tried_again_alone(store: Store, ended: int):
    one = dead_letters.find(store, ended, Selection(), limit=1).shown[0]

    child = dead_letters.requeue(store, ended, Selection(jobs=(one.job,)))
    run_in_process(store, child)

    assert runs.get_run(store, child).recipients == 1


def test_a_contact_that_was_suppressed_meanwhile_is_left_out(
    workspace: Workspace, store: Store, ended: int
):
    suppressed = expired(workspace, ended)[0][1]
    workspace.execute("UPDATE contacts SET state = 'suppressed' WHERE email = ?", suppressed)

    child = dead_letters.requeue(store, ended, Selection())
    run_in_process(store, child)

    run = runs.get_run(store, child)
    assert run.recipients == run.audience - 1 == len(expired(workspace, ended)) - 1


def test_replay_of_a_child_run_gives_its_digest_again(store: Store, ended: int):
    child = dead_letters.requeue(store, ended, Selection())
    run_in_process(store, child)

    again = launching.replay(store, child, lambda run_id: run_in_process(store, run_id))

    assert results.digest(store, again) == results.digest(store, child)
    assert runs.get_run(store, again).parent_run_id == ended


@pytest.mark.parametrize(
    ("selection", "told"),
    [
        (Selection(reply="none"), "It has: ok, demo_421"),
        (Selection(provider_group="hotmail"), "It has: google, "),
    ],
)
def test_a_condition_that_cannot_be_met_names_what_there_is(
    store: Store, ended: int, selection: Selection, told: str
):
    with pytest.raises(NotFoundError) as caught:
        dead_letters.find(store, ended, selection, limit=1)

    assert told in caught.value.hint


def test_a_run_that_goes_on_cannot_be_requeued(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(10)))

    with pytest.raises(InvalidTransitionError, match="once it has ended"):
        dead_letters.requeue(store, run_id, Selection())


def test_nothing_to_requeue_is_told_and_makes_no_run(store: Store, ended: int):
    with pytest.raises(UserError, match="no such dead letters"):
        dead_letters.requeue(store, ended, Selection(reply="ok"))

    assert [run.id for run in runs.list_runs(store)] == [ended]
