"""States of a worker keep their names: they are stored."""

from __future__ import annotations

from mailsim_desktop.domain.worker import WorkerState


def test_states_keep_the_names_under_which_they_are_stored():
    assert [str(state) for state in WorkerState] == [
        "starting", "idle", "simulating", "committing", "silent", "ending",
    ]  # fmt: skip
