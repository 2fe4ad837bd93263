from __future__ import annotations

import pytest

from mailsim_desktop import clock
from mailsim_desktop.ui.task import PROGRESS_S, Task


def test_work_sees_that_its_asker_cancelled():
    task = Task(lambda _: None)
    assert not task.is_cancelled()

    task.cancel()

    assert task.is_cancelled()


def test_reports_that_come_too_often_are_dropped_and_the_first_never(
    monkeypatch: pytest.MonkeyPatch,
):
    now = 0.0
    monkeypatch.setattr(clock, "monotonic_s", lambda: now)
    seen: list[object] = []
    task = Task(seen.append)
    for step in range(21):
        now = step * PROGRESS_S / 10
        task.report(step)

    assert seen == pytest.approx([0, 10, 20], abs=1)
