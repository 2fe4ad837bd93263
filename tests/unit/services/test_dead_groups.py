"""Dead letters are counted anew when there are others, and not again for the same ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailsim_desktop.services.dead_groups import PERIOD_S, DeadGroup, DeadGroups, selection_of
from mailsim_desktop.services.dead_letters import Selection, find
from mailsim_desktop.services.metrics import Meter
from mailsim_desktop.store import dead_letters
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses


def launched(workspace: Workspace) -> int:
    return workspace.launch(workspace.add_list(addresses(4_000)), seed=5)


def test_groups_add_up_to_the_dead_letters_of_the_run(workspace: Workspace, store: Store):
    run_id = launched(workspace)
    run_in_process(store, run_id)
    reading = Meter(run_id).read(store)

    found = DeadGroups(run_id).read(store, reading, 0.0)

    assert sum(group.number for group in found) == reading.counts.given_up > 0
    numbers = [group.number for group in found]
    assert numbers == sorted(numbers, reverse=True)
    assert found[0].code.startswith("4")
    assert found[0].text
    assert found[0].state == "expired"


def test_without_dead_letters_nothing_is_read(
    workspace: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
):
    run_id = launched(workspace)
    plan(store, run_id)
    work_until(store, run_id, 1_000_000)
    monkeypatch.setattr(dead_letters, "groups", None)  # whoever calls it fails

    assert DeadGroups(run_id).read(store, Meter(run_id).read(store), 0.0) == ()


def test_the_same_dead_letters_are_not_read_again_nor_others_at_once(
    workspace: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
):
    run_id = launched(workspace)
    run_in_process(store, run_id)
    reading = Meter(run_id).read(store)
    groups = DeadGroups(run_id)
    calls = []
    real = dead_letters.groups
    monkeypatch.setattr(dead_letters, "groups", lambda *args: calls.append(args) or real(*args))
    groups.read(store, reading, 0.0)
    groups.read(store, reading, 100.0)
    assert len(calls) == 1

    workspace.execute("UPDATE lanes SET poisoned = 1 WHERE id = 1")
    other = Meter(run_id).read(store)
    groups.read(store, other, PERIOD_S / 2)
    assert len(calls) == 1
    groups.read(store, other, 60.0)
    assert len(calls) == 2


def test_selection_of_a_group_means_its_letters_and_no_others(workspace: Workspace, store: Store):
    run_id = launched(workspace)
    run_in_process(store, run_id)
    reading = Meter(run_id).read(store)
    groups = DeadGroups(run_id).read(store, reading, 0.0)
    for group in groups:
        assert selection_of(store, run_id, group) == Selection(group.reply, group.provider_group)
    assert selection_of(store, run_id, None) == Selection()

    # One of the first group was poisoned instead, and another provider's never had a reply.
    job = dead_letters_of(store, run_id)[0]
    workspace.execute("UPDATE job_exceptions SET state = 'poisoned' WHERE job_id = ?", job)
    with store.read() as connection:
        rows = dead_letters.groups(connection, run_id)
    assert len(rows) > len(groups)
    told = [
        DeadGroup(name, name, "temporary-failure", "", "", state, number)
        for name, _, state, number in rows
    ]
    replies = {group.reply for group in groups}
    assert len(replies) == 1
    told = [replace(group, reply=groups[0].reply) for group in told]
    found = {(g.provider_group, g.state): selection_of(store, run_id, g) for g in told}
    (poisoned,) = (chosen for (_, state), chosen in found.items() if state == "poisoned")
    assert poisoned == Selection(jobs=(job,))
    for group in told:
        chosen = found[group.provider_group, group.state]
        assert chosen is not None
        assert find(store, run_id, chosen, limit=100).total == group.number

    workspace.execute("UPDATE job_exceptions SET reply_id = NULL WHERE job_id = ?", job)
    unanswered = replace(told[0], provider_group=provider_of(store, run_id, job), reply=None,
                         state="poisoned")  # fmt: skip
    assert selection_of(store, run_id, unanswered) == Selection(jobs=(job,))


def test_group_whose_letters_are_gone_selects_nothing(workspace: Workspace, store: Store):
    """No jobs at all would mean all of them."""
    run_id = launched(workspace)
    run_in_process(store, run_id)
    (group, *_) = DeadGroups(run_id).read(store, Meter(run_id).read(store), 0.0)

    assert selection_of(store, run_id, replace(group, state="poisoned", reply=None)) is None


def dead_letters_of(store: Store, run_id: int) -> list[int]:
    return [letter.job for letter in find(store, run_id, Selection(), limit=100).shown]


def provider_of(store: Store, run_id: int, job: int) -> str:
    return find(store, run_id, Selection(jobs=(job,)), limit=1).shown[0].provider_group
