"""Dead letters are counted anew when there are others, and not again for the same ones."""

from __future__ import annotations

import pytest

from mailsim_desktop.services.dead_groups import PERIOD_S, DeadGroups
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
