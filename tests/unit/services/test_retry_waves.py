"""Retry waves equal the retries that wait, in bounded readings."""

from __future__ import annotations

import numpy as np
import pytest

from mailsim_desktop.services import retry_waves
from mailsim_desktop.services.retry_waves import BINS, RetryWaves
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses

SECOND_US = 1_000_000


@pytest.fixture
def run_id(workspace: Workspace, store: Store) -> int:
    """A run with retries that wait in several lanes."""
    found = workspace.launch(workspace.add_list(addresses(900)), scenario="rate-limited", seed=2)
    plan(store, found)
    work_until(store, found, 20 * SECOND_US)
    return found


def expected(workspace: Workspace, width_s: int) -> dict[int, int]:
    return dict(
        workspace.sql(
            "SELECT due_us / 1000000 / ? * ?, COUNT(*) FROM job_exceptions"
            " WHERE state = 'deferred' GROUP BY 1",
            width_s,
            width_s,
        )
    )


def test_waves_equal_the_retries_that_wait(workspace: Workspace, store: Store, run_id: int):
    waves = RetryWaves(run_id)
    with store.read() as connection:
        found = waves.read(connection, 20 * SECOND_US)

    assert found is not None
    assert len(found.start_s) == len(found.due) == BINS
    assert np.count_nonzero(found.due) > 2  # those of one minute are not one column
    drawn = {
        start: due
        for start, due in zip(found.start_s.tolist(), found.due.tolist(), strict=True)
        if due
    }
    assert drawn == expected(workspace, found.width_s)
    assert found.total == sum(drawn.values()) > 20


def test_a_reading_looks_at_some_and_goes_on_with_the_next(
    workspace: Workspace, store: Store, run_id: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(retry_waves, "MOST_READ", 15)
    waves = RetryWaves(run_id)
    readings = 0
    found = None
    with store.read() as connection:
        while found is None:
            found = waves.read(connection, 20 * SECOND_US)
            readings += 1

    assert readings > 3
    assert found.total == sum(expected(workspace, 30).values())


def test_what_is_overdue_stands_in_the_first_bin(store: Store, run_id: int):
    waves = RetryWaves(run_id)
    with store.read() as connection:
        now = waves.read(connection, 20 * SECOND_US)
        later = waves.read(connection, 40_000 * SECOND_US)

    assert now is not None
    assert later is not None
    assert later.due[0] == later.total == now.total


def test_bins_grow_until_they_hold_the_last_retry(workspace: Workspace, store: Store, run_id: int):
    workspace.execute(
        "UPDATE job_exceptions SET due_us = 100000 * 1000000 WHERE job_id ="
        " (SELECT MAX(job_id) FROM job_exceptions WHERE state = 'deferred')"
    )
    with store.read() as connection:
        found = RetryWaves(run_id).read(connection, 20 * SECOND_US)

    assert found is not None
    assert found.width_s == 3600
    assert found.due[100_000 // 3600] == 1
